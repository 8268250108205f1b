"""Where things are."""

from __future__ import annotations

from pathlib import Path

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
