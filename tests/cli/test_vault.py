"""``vault init``, ``check``, ``sign``: the vault as a whole, and the end of a session."""

import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.model.session import Jot, Session
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


def test_a_vault_is_made_for_its_owner_alone(cli: Any, root: Path) -> None:
    done = cli("vault", "init", "--plain")
    assert done.code == 0
    assert str(root) in done.out
    assert stat.S_IMODE(root.stat().st_mode) == 0o700


def test_plain_files_are_never_made_by_accident(cli: Any, root: Path) -> None:
    done = cli("vault", "init")
    assert done.code == 2
    assert "--plain" in done.err
    assert not root.exists()


def test_a_second_vault_is_not_made_over_the_first(cli: Any, vault: Vault) -> None:
    done = cli("vault", "init", "--plain")
    assert (done.code, done.out) == (1, "")


def test_a_sound_vault_is_said_to_be_sound(cli: Any, write: Write) -> None:
    write(since="Walked.")
    done = cli("check")
    assert (done.code, done.out) == (0, "All files were read and are valid.\n")


def test_a_lost_markdown_is_named_and_mended(cli: Any, write: Write, vault: Vault) -> None:
    path = vault.resolve(write(since="Walked.").id).path
    text = path.read_text(encoding="utf-8")
    path.unlink()
    found = cli("check")
    assert found.code == 1
    assert path.name in found.out
    mended = cli("check", "--repair")
    assert mended.code == 0
    assert mended.lines[0].startswith(f"repaired  {path}")
    assert path.read_text(encoding="utf-8") == text


def test_an_edited_markdown_is_shown_as_a_change_and_taken(cli: Any, write: Write, vault: Vault) -> None:
    session = write(since="Walked.")
    path = vault.resolve(session.id).path
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Walked.", "Walked far."), encoding="utf-8")
    found = cli("check")
    assert found.code == 1
    assert "+Walked far." in found.out
    assert cli("check", "--repair").code == 1
    assert "Walked far." in path.read_text(encoding="utf-8")
    taken = cli("check", "--take", path)
    assert taken.code == 0
    assert vault.read(session.id).session.answer("since").value == "Walked far."
    assert cli("check").code == 0


def test_a_file_that_is_no_note_is_not_taken(cli: Any, vault: Vault, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Hello\n", encoding="utf-8")
    done = cli("check", "--take", other)
    assert (done.code, done.out) == (1, "")
    assert str(other) in done.err


def test_taking_and_repairing_are_not_done_at_once(cli: Any, vault: Vault, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.touch()
    assert cli("check", "--repair", "--take", other).code == 2


def test_signing_says_the_file_and_its_hash(cli: Any, write: Write, vault: Vault) -> None:
    session = write(since="Walked.")
    done = cli("sign", session.id)
    note = vault.read(session.id)
    assert done.code == 0
    assert note.session.signature is not None
    assert note.session.signature.sha256 in done.out
    assert str(vault.resolve(session.id).path) in done.out


def test_signing_says_what_was_left_out(cli: Any, write: Write, vault: Vault, long_ago: datetime) -> None:
    vault.sign(write(guide="first-consult", started=long_ago, strengths=("reading",)))
    session = write(guide="first-consult", story="She came.")
    jot = Jot(id=session.id, text="call", written=session.started)
    vault.save(vault.read(session.id).session.with_jot(jot))
    done = cli("sign", session.id)
    assert "Left out because not confirmed: What they bring" in done.out
    assert "1 jot left unfiled." in done.out


def test_a_signed_session_is_not_signed_again(cli: Any, write: Write) -> None:
    session = write(since="Walked.")
    cli("sign", session.id)
    done = cli("sign", session.id)
    assert (done.code, done.out) == (1, "")
    assert "addendum" in done.err


def test_a_session_that_is_open_elsewhere_is_not_signed(cli: Any, write: Write, vault: Vault) -> None:
    session = write(since="Walked.")
    with vault.lock(session.id):
        done = cli("sign", session.id)
    assert done.code == 1
    assert "open in another window" in done.err


def test_who_signs_stands_in_the_configuration(
    cli: Any, write: Write, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('author = "M. Kessler"\n', encoding="utf-8")
    monkeypatch.setenv("SESSION_TUI_CONFIG", str(config))
    session = write(since="Walked.")
    assert cli("sign", session.id).code == 0
    signature = vault.read(session.id).session.signature
    assert signature is not None
    assert signature.by == "M. Kessler"


def test_a_vault_of_a_newer_version_is_refused(cli: Any, vault: Vault, root: Path) -> None:
    file = root / "vault.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("= 1", "= 2").replace("/1", "/2"), encoding="utf-8")
    for command in ("list", "check", "doctor"):
        done = cli(command)
        assert done.code == 1, command
        assert "newer version" in done.out + done.err
