"""The configuration: a small TOML file that the practitioner writes, and this program only reads.

```toml
theme = "light"          # dark, light, high-contrast
author = "M. Kessler"    # who signs
clipboard = "system"     # system, terminal (through the terminal, ssh and tmux too), inside

[keys]
"sheet.jot" = "ctrl+e, f2"
```
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from session_tui.actions.keymap import Keymap, read_keymap
from session_tui.core.base.errors import SessionTuiError
from session_tui.paths import config_file
from session_tui.regular_files import read_regular

THEMES = ("dark", "light", "high-contrast")
LARGEST = 1 << 20
"""The most bytes that the configuration may hold."""
CLIPBOARDS = ("system", "terminal", "inside")


class BadSettings(SessionTuiError):
    """The configuration file cannot be read, or is not TOML."""


class Settings(NamedTuple):
    """The practitioner's settings, with defaults."""

    theme: str = "dark"
    """One of `THEMES`."""
    author: str = ""
    """The name that signs sessions; empty for none."""
    clipboard: str = "system"
    """Where copied text goes: one of `CLIPBOARDS`."""
    keymap: Keymap = Keymap()
    problems: tuple[str, ...] = ()
    """A sentence for each invalid entry; the other entries apply."""


def read_settings(file: Path) -> Settings:
    """Read the settings from a file; return the defaults if there is none.

    Raises:
        BadSettings: the file cannot be read or parsed; the message names the line.
    """
    try:
        text = read_regular(file, LARGEST).decode()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadSettings(f"The configuration {file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadSettings(f"The configuration {file} is not UTF-8 text.") from error
    import tomllib  # imported only if there is a file, because it delays the start

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"The configuration {file} is not valid TOML: {error}.") from error
    except (ValueError, RecursionError) as error:  # Python's limits on digits and nesting, which tomllib does not catch
        what = "a number that is too long" if isinstance(error, ValueError) else "lists nested too deeply"
        raise BadSettings(f"The configuration {file} is not valid TOML: it holds {what}.") from None
    return _settings(table, str(file))


def settings_now() -> Settings:
    """Read this user's settings. Raises BadSettings."""
    return read_settings(config_file(os.environ))


def _settings(table: Mapping[str, Any], file: str) -> Settings:
    """Build the settings from a parsed file, leaving out invalid entries."""
    keys = table.get("keys", {})
    keymap = read_keymap(keys if isinstance(keys, dict) else {}, file)
    sound = {name: value for name, value in table.items() if not _problem(name, value)}
    sound.pop("keys", None)
    faults = tuple(f"{file}, {fault}" for fault in _problems(table))
    return Settings(**sound, keymap=keymap, problems=(*faults, *keymap.problems))


def _problems(table: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each invalid entry."""
    for name, value in table.items():
        if fault := _problem(name, value):
            yield f"{name}: {fault}"


def _problem(name: str, value: object) -> str | None:
    """Return what is wrong with an entry, or None."""
    choices = {"theme": THEMES, "clipboard": CLIPBOARDS}.get(name)
    if name == "keys":
        return None if isinstance(value, dict) else "write a table, [keys]; it was ignored."
    if name not in {"theme", "author", "clipboard"}:
        return "there is no such setting; it was ignored."
    if not isinstance(value, str):
        return "write it as text, in quotes; it was ignored."
    if choices and value not in choices:
        return f"choose {', '.join(choices[:-1])} or {choices[-1]}; it was ignored."
    return None
