"""The configuration is read, its faults are named, and nothing is ever made."""

from __future__ import annotations

from pathlib import Path

import pytest

from session_tui.settings import BadSettings, Settings, read_settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_there_are_the_defaults_and_no_file_is_made(config: Path) -> None:
    assert read_settings(config) == Settings()
    assert not config.exists()


def test_what_is_written_is_in_force(config: Path) -> None:
    config.write_text(
        'theme = "light"\nauthor = "M. Кеслер"\nclipboard = "inside"\n[keys]\n"sheet.jot" = "f6"\n',
        encoding="utf-8",
    )
    settings = read_settings(config)
    assert (settings.theme, settings.author, settings.clipboard) == ("light", "M. Кеслер", "inside")
    assert settings.keymap.keys == {"sheet.jot": "f6"}
    assert settings.problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "solarized"', "theme: choose dark, light or high-contrast"),
        ("theme = 3", "theme: write it as text"),
        ('thme = "light"', "thme: there is no such setting"),
        ('keys = "f6"', "keys: write a table, [keys]"),
        ('[keys]\n"sheet.jot" = "ctrl+m"', "[keys] sheet.jot: “ctrl+m” reaches"),
    ],
)
def test_a_faulty_entry_is_named_with_its_file(config: Path, text: str, said: str) -> None:
    config.write_text('author = "M."\n' + text)
    settings = read_settings(config)
    [problem] = settings.problems
    assert problem.startswith(f"{config}, ")
    assert said in problem
    assert settings.author == "M."
    assert settings.theme == "dark"


def test_broken_toml_is_refused_with_file_and_line(config: Path) -> None:
    config.write_text('author = "M."\ntheme = light\n')
    with pytest.raises(BadSettings, match=r"config\.toml is not valid TOML: .*line 2"):
        read_settings(config)


def test_bytes_that_are_not_utf_8_are_refused(config: Path) -> None:
    config.write_bytes(b"author = '\xff'")
    with pytest.raises(BadSettings, match="is not UTF-8"):
        read_settings(config)


def test_a_folder_in_its_place_is_refused(config: Path) -> None:
    config.mkdir()
    with pytest.raises(BadSettings, match="cannot be read"):
        read_settings(config)


@pytest.mark.parametrize(
    ("text", "said"),
    [("a = " + "[" * 9000, "nested too deeply"), ("a = " + "9" * 9000, "too long")],
)
def test_toml_that_python_stumbles_over_is_refused_in_our_words(config: Path, text: str, said: str) -> None:
    config.write_text(text)
    with pytest.raises(BadSettings, match=f"config.toml is not valid TOML: .*{said}"):
        read_settings(config)
