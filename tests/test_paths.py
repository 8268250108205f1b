"""Where things are."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from session_tui.paths import config_file, vault_folder


def test_the_option_wins_over_the_environment() -> None:
    assert vault_folder(Path("here"), {"SESSION_TUI_VAULT": "/there"}) == Path("here")


def test_the_environment_wins_over_the_platform() -> None:
    assert vault_folder(None, {"SESSION_TUI_VAULT": "/there"}) == Path("/there")


def test_a_tilde_is_the_home_folder(own_home: Path) -> None:
    assert vault_folder(None, {"SESSION_TUI_VAULT": "~/notes"}) == own_home / "notes"
    assert vault_folder(Path("~/notes"), {}) == own_home / "notes"


def test_otherwise_it_is_in_the_users_data_and_is_not_made(own_home: Path) -> None:
    folder = vault_folder(None, {})
    assert folder.is_relative_to(own_home)
    assert folder.name == "session-tui"
    assert list(own_home.iterdir()) == []


def test_the_configuration_is_in_the_users_folder_for_it_and_is_not_made(own_home: Path) -> None:
    file = config_file({})
    assert file.is_relative_to(own_home)
    assert file.parts[-2:] == ("session-tui", "config.toml")
    assert list(own_home.iterdir()) == []


def test_the_environment_names_another_configuration() -> None:
    assert config_file({"SESSION_TUI_CONFIG": "/etc/notes.toml"}) == Path("/etc/notes.toml")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("home", ["/home/ana", "/", "/home/ana/", "//home", "/x/../y"])
@pytest.mark.parametrize("named", ["", "/data", "/data/", "data", "~/data", " ", "/ü b"])
def test_on_linux_they_are_where_platformdirs_says(monkeypatch: pytest.MonkeyPatch, home: str, named: str) -> None:
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("XDG_DATA_HOME", named)
    monkeypatch.setenv("XDG_CONFIG_HOME", named)
    assert vault_folder(None, {}) == platformdirs.user_data_path("session-tui", appauthor=False)
    config = platformdirs.user_config_path("session-tui", appauthor=False)
    assert config_file({}) == config / "config.toml"


def test_without_a_home_platformdirs_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert vault_folder(None, {}) == platformdirs.user_data_path("session-tui", appauthor=False)
