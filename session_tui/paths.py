"""Where things are. Nothing here makes a folder or a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import platformdirs

_NAME = "session-tui"


def vault_folder(option: Path | None, environ: Mapping[str, str]) -> Path:
    """The vault: the option, else ``SESSION_TUI_VAULT``, else the platform's user data folder."""
    if option is not None:
        return option.expanduser()
    if named := environ.get("SESSION_TUI_VAULT"):
        return Path(named).expanduser()
    return platformdirs.user_data_path(_NAME, appauthor=False)


def config_file(environ: Mapping[str, str]) -> Path:
    """The configuration: ``SESSION_TUI_CONFIG``, else ``config.toml`` in the user's folder for it."""
    if named := environ.get("SESSION_TUI_CONFIG"):
        return Path(named).expanduser()
    return platformdirs.user_config_path(_NAME, appauthor=False) / "config.toml"
