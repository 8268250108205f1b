"""The paths of the vault and the configuration. Nothing here creates a folder or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_NAME = "session-tui"


def vault_folder(option: Path | None, environ: Mapping[str, str]) -> Path:
    """Return the vault's path: the option, else ``SESSION_TUI_VAULT``, else the platform's user data folder."""
    if option is not None:
        return option.expanduser()
    if named := environ.get("SESSION_TUI_VAULT"):
        return Path(named).expanduser()
    if plain := _linux_folder("XDG_DATA_HOME", ".local/share"):
        return plain
    import platformdirs

    return platformdirs.user_data_path(_NAME, appauthor=False)


def config_file(environ: Mapping[str, str]) -> Path:
    """Return the configuration's path: ``SESSION_TUI_CONFIG``, else ``config.toml`` in the user config folder."""
    if named := environ.get("SESSION_TUI_CONFIG"):
        return Path(named).expanduser()
    if plain := _linux_folder("XDG_CONFIG_HOME", ".config"):
        return plain / "config.toml"
    import platformdirs

    return platformdirs.user_config_path(_NAME, appauthor=False) / "config.toml"


def _linux_folder(variable: str, below_home: str) -> Path | None:
    """Return platformdirs' answer on plain Linux, without its import, which takes 4 ms; None elsewhere."""
    home = os.environ.get("HOME", "")
    if sys.platform != "linux" or "ANDROID_ROOT" in os.environ or not home.startswith("/"):
        return None
    named = os.environ.get(variable, "")
    return (Path(named) if named.startswith("/") else Path(home, below_home)) / _NAME
