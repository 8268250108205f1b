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

THEMES = ("dark", "light", "high-contrast")
CLIPBOARDS = ("system", "terminal", "inside")


class BadSettings(SessionTuiError):
    """The configuration cannot be read as TOML, or not at all."""


class Settings(NamedTuple):
    """What the practitioner chose, with a default for everything."""

    theme: str = "dark"
    """One of `THEMES`."""
    author: str = ""
    """Who signs; empty: nobody is named."""
    clipboard: str = "system"
    """Where copied text goes: one of `CLIPBOARDS`."""
    keymap: Keymap = Keymap()
    problems: tuple[str, ...] = ()
    """A sentence for each entry that was left out; the others are in force."""


def read_settings(file: Path) -> Settings:
    """The settings in a file; the defaults where there is none.

    Raises:
        BadSettings: the file is there and cannot be read; says which line.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadSettings(f"The configuration {file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadSettings(f"The configuration {file} is not UTF-8 text.") from error
    import tomllib  # only where there is something to read: without it the program stands sooner

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"The configuration {file} is not valid TOML: {error}.") from error
    except (ValueError, RecursionError) as error:  # Python's own bounds, for numbers and for depth
        what = "a number that is too long" if isinstance(error, ValueError) else "lists nested too deeply"
        raise BadSettings(f"The configuration {file} is not valid TOML: it holds {what}.") from None
    return _settings(table, str(file))


def settings_now() -> Settings:
    """The settings as they are now, in this user's configuration; raises BadSettings."""
    return read_settings(config_file(os.environ))


def _settings(table: Mapping[str, Any], file: str) -> Settings:
    keys = table.get("keys", {})
    keymap = read_keymap(keys if isinstance(keys, dict) else {}, file)
    sound = {name: value for name, value in table.items() if not _problem(name, value)}
    sound.pop("keys", None)
    faults = tuple(f"{file}, {fault}" for fault in _problems(table))
    return Settings(**sound, keymap=keymap, problems=(*faults, *keymap.problems))


def _problems(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if fault := _problem(name, value):
            yield f"{name}: {fault}"


def _problem(name: str, value: object) -> str | None:
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
