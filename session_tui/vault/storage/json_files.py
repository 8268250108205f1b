"""Reads and writes JSON documents: one object per file, one line per field, answer and jot."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from session_tui.core.schema.field_types import Json
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.document_shape import check_shape

_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")

NO_DOCUMENT = (OSError, ValueError, RecursionError)
"""The exceptions raised for a file that holds no document."""


def serialise(data: Any) -> bytes:
    """Return a document's file content: JSON with one line per field, and per answer or jot."""
    fields = [f"{_dump(str(key))}: {_lines(value)}" for key, value in data.items()]
    return ("{\n  " + ",\n  ".join(fields) + "\n}\n").encode()


def parse(data: bytes) -> dict[str, Json]:
    """Parse a file's bytes as a document of the shape that every reader relies on.

    Raises:
        ValueError: it is not UTF-8 text or not a JSON object, contains half a character, or has another shape.
        RecursionError: it is nested too deeply.
    """
    read = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    if not isinstance(read, dict):
        raise ValueError("it is not a JSON object")  # noqa: TRY004
    if _ESCAPED_HALF.search(data):
        _refuse_halves(read)
    check_shape(read)
    return read


def _lines(value: Json) -> str:
    """Format a field's value: a list of objects with one object per line, anything else on one line."""
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return "[\n    " + ",\n    ".join(map(_dump, value)) + "\n  ]"
    return _dump(value)


def _dump(value: Json) -> str:
    """Format a value as JSON on one line. Raises ValueError for NaN and infinity."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _refuse_halves(read: dict[str, Json]) -> None:
    """Refuse a lone surrogate, which only an escape can bring in: no file, screen or database takes it."""
    try:
        _dump(read).encode()
    except UnicodeEncodeError:
        raise ValueError("it holds half a character (a lone surrogate)") from None


def _refuse_constant(name: str) -> None:
    """Raise ValueError for NaN and infinity, which Python's reader would accept."""
    raise ValueError(f"it contains {name}, which is not JSON")


def json_files(folder: Path) -> tuple[list[tuple[str, atomic_files.Stamp]], list[str]]:
    """List the JSON files in a folder with their stamps, and the names of its temporary files.

    Links and hidden files are left out; a missing folder counts as empty.
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
                elif name.endswith(".json") and is_visible(name) and entry.is_file(follow_symlinks=False):
                    found.append((name, atomic_files.stamp(entry.stat(follow_symlinks=False))))
    except (FileNotFoundError, NotADirectoryError):
        pass
    return found, temporary


def is_visible(name: str) -> bool:
    """Whether a file or folder of this name is read: the name is not hidden, and it is UTF-8 on the disk."""
    return not name.startswith(".") and is_utf8(name)


def is_utf8(name: str) -> bool:
    """Whether a name is UTF-8 on the disk; Python hands other bytes on as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def describe_fault(error: Exception) -> str:
    """Return a few words that say why a file is no document, without quoting its content."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    if isinstance(error, json.JSONDecodeError):
        return f"its JSON is incomplete or invalid (line {error.lineno})"
    if isinstance(error, OSError):
        return str(error.strerror or "it cannot be opened")
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    is_long_number = "integer string conversion" in str(error)
    return "it contains a number that is too long" if is_long_number else str(error)
