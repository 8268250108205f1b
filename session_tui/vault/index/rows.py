"""Reads the files of a client's folder as rows for the index, without keeping them in memory."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from session_tui.core.base.client_code import is_same_code
from session_tui.core.schema.field_types import Json
from session_tui.core.search.areas import SearchPart, area_of
from session_tui.vault.index.folder_scan import FolderFiles
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.filenames import PRIVATE_FOLDER
from session_tui.vault.storage.json_files import NO_DOCUMENT, describe_fault, parse
from session_tui.vault.storage.summaries import SessionSummary, is_answer, read_summary, texts_of, under_current_client

BY_MISTAKE = "entered by mistake"
"""The mark of an addendum that takes a session out, as :mod:`session_tui.core.model.note` has it."""


@dataclass(frozen=True, slots=True)
class IndexedSession:
    """A session as the index stores it.

    Attributes:
        is_withdrawn: whether an addendum marks it as entered by mistake.
        parts: its text, part by part.
    """

    summary: SessionSummary
    is_withdrawn: bool
    parts: tuple[SearchPart, ...]


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A private page as the index stores it: its session's id, when that began, and its text."""

    session: str
    started: datetime
    parts: tuple[SearchPart, ...]


def read_row(folder: Path, name: str, listed: FolderFiles) -> IndexedSession | str:
    """Read a session for the index; return a sentence if its file is unreadable."""
    path = folder / f"{name}.json"
    try:
        data = parse(atomic_files.read(path))
        told, words = _parts(data)
        summary = read_summary(data, path.with_suffix(".md"), words)
        addenda = _addenda(folder, listed.addenda.get(name, ()))
        if not is_same_code(summary.client, folder.name):
            summary = under_current_client(summary, addenda)
        parts = (*told, *_added(addenda))
    except NO_DOCUMENT as error:
        return describe_fault(error)
    except (KeyError, TypeError, AttributeError):
        return "it is not a session"
    is_withdrawn = any(each.get("mark") == BY_MISTAKE for each in addenda)
    return IndexedSession(summary, is_withdrawn, parts)


def read_page(folder: Path, name: str) -> IndexedPage | str:
    """Read a private page for the index; return a sentence if its file is unreadable."""
    path = folder / PRIVATE_FOLDER / f"{name}.json"
    try:
        data = parse(atomic_files.read(path))
        summary = read_summary(data, path)
        return IndexedPage(summary.id, summary.started, tuple(_parts(data)[0]))
    except NO_DOCUMENT as error:
        return describe_fault(error)
    except (KeyError, TypeError, AttributeError):
        return "it is not a private page"


def read_client_row(folder: Path) -> tuple[str, str | None]:
    """Return the client's code and name, without validating the whole of client.json."""
    try:
        data = parse(atomic_files.read(folder / "client.json"))
    except NO_DOCUMENT:
        data = {}
    code, name = data.get("code"), data.get("name")
    if not isinstance(code, str) or not is_same_code(code, folder.name):
        return as_code(folder.name), None
    return code, name if isinstance(name, str) and name.strip() else None


def as_code(folder_name: str) -> str:
    """Return a folder's name as a code; a folder made by hand may have spaces in its name."""
    return "-".join(folder_name.split()) or folder_name


def _addenda(folder: Path, names: Iterable[str]) -> list[dict[str, Json]]:
    """Return the readable addenda in these files, in order."""
    found = []
    for name in sorted(names, key=lambda name: int(name.rpartition("-")[2])):
        with contextlib.suppress(*NO_DOCUMENT):
            found.append(parse(atomic_files.read(folder / f"{name}.json")))
    return found


def _parts(data: dict[str, Json]) -> tuple[list[SearchPart], int]:
    """Return the text of a session or a private page, one part per answer or jot, and its number of words.

    The number equals :func:`session_tui.vault.storage.summaries.count_words`, without a second pass: an unconfirmed
    answer counts, although it is not searchable.
    """
    parts: list[SearchPart] = []
    words = 0
    for answer in data.get("answers", ()):
        if answer.get("state") == "answered":
            text = _text(answer.get("value"), str(answer.get("note") or ""))
            words += len(text.split())
            if text and is_answer(answer):
                section = str(answer["section"])
                area = area_of(section, str(answer.get("kind")))
                parts.append(SearchPart(area, section, str(answer["prompt"]), str(answer["heading"]), text))
    for jot in data.get("jots", ()):
        text = str(jot["text"])
        words += len(text.split())
        parts.append(SearchPart("jots", str(jot.get("section") or ""), "", "Jot", text))
    return parts, words


def _text(value: Json, note: str) -> str:
    """Return the text of an answer: its text or its items with their fields on one line, and its note."""
    written = value if isinstance(value, str) else _in_a_row(texts_of(value))
    return "\n".join(filter(str.strip, (written, note)))


def _in_a_row(texts: list[str]) -> str:
    """Join items and their fields, with a separator after those that do not end like a sentence."""
    *others, last = [text for text in texts if text.strip()] or [""]
    return " ".join([f"{t};" if t.rstrip()[-1] not in ".!?…:;," else t for t in others] + [last])


def _added(addenda: Iterable[dict[str, Any]]) -> Iterator[SearchPart]:
    """Yield the text of each addendum as a part."""
    for addendum in addenda:
        text = "\n".join(str(addendum.get(key) or "") for key in ("reason", "text")).strip()
        if text:
            yield SearchPart("addenda", "", "", "Addendum", text)
