"""Documents as their files hold them: JSON, one object a file, a line for each field, answer and jot."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from session_tui.core.schema.field_types import Json
from session_tui.vault.storage import atomic_files

NO_DOCUMENT = (OSError, ValueError, RecursionError)
"""What goes wrong with a file that holds no document."""


def serialise(data: Any) -> bytes:
    """A document as its file holds it: JSON with a line for each field, and for each answer or jot."""
    fields = [f"{_dump(str(key))}: {_lines(value)}" for key, value in data.items()]
    return ("{\n  " + ",\n  ".join(fields) + "\n}\n").encode()


def parse(data: bytes) -> dict[str, Json]:
    """The document in a file's bytes; raises ValueError (also for text that is not UTF-8)."""
    read = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    if not isinstance(read, dict):
        raise ValueError("it holds no JSON object")  # noqa: TRY004
    return read


def _lines(value: Json) -> str:
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return "[\n    " + ",\n    ".join(map(_dump, value)) + "\n  ]"
    return _dump(value)


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"it holds {name}, which is no JSON")


def json_files(folder: Path) -> tuple[list[tuple[str, atomic_files.Stamp]], list[str]]:
    """The JSON files in a folder with their stamps, and the names of temporary files there.

    No links, nothing hidden, nothing where there is no folder.
    """
    found: list[tuple[str, atomic_files.Stamp]] = []
    temporary: list[str] = []
    if folder.is_symlink():
        return found, temporary
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith("."):
                    if atomic_files.TEMPORARY.fullmatch(name):
                        temporary.append(name)
                elif name.endswith(".json") and entry.is_file(follow_symlinks=False):
                    found.append((name, atomic_files.stamp(entry.stat(follow_symlinks=False))))
    except (FileNotFoundError, NotADirectoryError):
        pass
    return found, temporary


def describe_fault(error: Exception) -> str:
    """Why a file is no document, in a few words and without its words."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    if isinstance(error, json.JSONDecodeError):
        return f"it is no whole JSON (line {error.lineno})"
    if isinstance(error, OSError):
        return str(error.strerror or "it cannot be opened")
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    is_long_number = "integer string conversion" in str(error)
    return "it holds a number that is too long" if is_long_number else str(error)
