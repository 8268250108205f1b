"""``keys``, ``paths``, ``doctor``, ``guides``."""

from pathlib import Path
from typing import Any

import pytest

from session_tui.vault.vault import Vault

SOUND = """\
---
guide: mine
title: My own
version: 1
---

## Story

{#since .text .core}
### Since

> How are you?
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "config.toml"
    monkeypatch.setenv("SESSION_TUI_CONFIG", str(file))
    return file


def test_keys_lists_every_action_with_its_id(cli: Any, config: Path) -> None:
    from session_tui.actions.registry import all_actions

    done = cli("keys")
    assert done.code == 0
    assert all(action.id in done.out for _, action in all_actions())


def test_keys_are_those_of_the_configuration(cli: Any, config: Path) -> None:
    config.write_text('[keys]\n"sheet.jot" = "ctrl+e"\n', encoding="utf-8")
    (line,) = [line for line in cli("keys").lines if "sheet.jot" in line]
    assert "^e" in line or "ctrl+e" in line
    assert "f2" not in line


def test_keys_that_cannot_be_are_named(cli: Any, config: Path) -> None:
    config.write_text('[keys]\n"sheet.jump" = "x"\n', encoding="utf-8")
    done = cli("keys")
    assert done.code == 1
    assert "sheet.jump" in done.err
    assert "sheet.jot" in done.out


def test_a_broken_configuration_is_a_sentence(cli: Any, config: Path) -> None:
    config.write_text("keys = [\n", encoding="utf-8")
    done = cli("keys")
    assert done.code == 1
    assert "not valid TOML" in done.err


def test_paths_are_said_and_nothing_is_made(cli: Any, config: Path, root: Path, own_home: Path) -> None:
    done = cli("paths")
    assert done.code == 0
    assert str(root / "clients") in done.out
    assert str(config) in done.out
    assert "(not there yet)" in done.out
    assert not root.exists()
    assert list(own_home.iterdir()) == []


def test_doctor_finds_nothing_wrong_with_a_fresh_vault(cli: Any, vault: Vault, config: Path) -> None:
    done = cli("doctor")
    assert done.code == 0, done.out
    assert all(line.startswith("✓") for line in done.lines)


def test_doctor_says_that_there_is_no_vault_yet(cli: Any, config: Path, root: Path) -> None:
    done = cli("doctor")
    assert done.code == 0
    assert "none yet" in done.out


def test_doctor_names_a_broken_guide_and_a_vault_that_others_can_read(
    cli: Any, vault: Vault, root: Path, config: Path
) -> None:
    (root / "prompts").mkdir(exist_ok=True)
    (root / "prompts" / "mine.md").write_text("nothing", encoding="utf-8")
    root.chmod(0o755)
    done = cli("doctor")
    assert done.code == 1
    assert "mine.md" in done.out
    assert "others on this machine can read the folder" in done.out


def test_guides_are_listed_without_a_vault(cli: Any) -> None:
    done = cli("guides")
    assert done.code == 0
    assert [line.split()[0] for line in done.lines][:2] == ["first-consult", "follow-up"]


def test_an_own_guide_is_listed_and_a_broken_one_is_named(cli: Any, vault: Vault, root: Path) -> None:
    (root / "prompts").mkdir(exist_ok=True)
    (root / "prompts" / "mine.md").write_text(SOUND, encoding="utf-8")
    bad = SOUND.replace(".text", ".poem").replace("guide: mine", "guide: bad")
    (root / "prompts" / "bad.md").write_text(bad, encoding="utf-8")
    done = cli("guides")
    assert done.code == 1
    assert "My own" in done.out
    assert "bad.md" in done.err


def test_a_guide_is_shown_with_what_it_asks(cli: Any) -> None:
    done = cli("guides", "show", "follow-up")
    assert done.code == 0
    assert "What has been going well?" in done.out
    assert "step-review" in done.out


def test_an_unknown_guide_is_a_sentence_that_lists_those_there_are(cli: Any) -> None:
    done = cli("guides", "show", "nope")
    assert done.code == 1
    assert "There is no guide “nope”. There are: first-consult, follow-up" in done.err


def test_a_sound_guide_file_is_said_to_be_sound(cli: Any, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text(SOUND, encoding="utf-8")
    done = cli("guides", "check", file)
    assert (done.code, done.out) == (0, f"{file}: valid. “My own” has 1 prompt.\n")


def test_a_broken_guide_file_is_said_by_line(cli: Any, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text(SOUND.replace(".text", ".poem"), encoding="utf-8")
    done = cli("guides", "check", file)
    assert (done.code, done.out) == (1, "")
    assert f"{file}" in done.err
    assert "9" in done.err


def test_a_guide_file_that_is_no_text_is_a_sentence(cli: Any, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_bytes(b"\xff\xfe\x00")
    done = cli("guides", "check", file)
    assert done.code == 1
    assert "not UTF-8 text" in done.err
