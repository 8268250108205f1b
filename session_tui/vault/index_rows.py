"""What one client's folder holds, as rows of the index: read from the files, and nothing kept in memory."""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from session_tui.core.codes import is_same_code
from session_tui.core.rules import Json
from session_tui.core.search_areas import Part, area_of
from session_tui.vault import files
from session_tui.vault.documents import NO_DOCUMENT, json_files, parse, say_fault
from session_tui.vault.heads import SessionHead, at_home, is_answer, read_head, texts_of
from session_tui.vault.names import ADDENDUM, PRIVATE_FOLDER, UNFINISHED, table_of

UNSETTLED = 2_000_000_000
"""Nanoseconds within which a file may change again without a new time: some disks count in steps of two seconds."""

BY_MISTAKE = "entered by mistake"
"""The mark of an addendum that takes a session out, as :mod:`session_tui.core.note` has it."""


@dataclass(slots=True)
class FolderFiles:
    """The JSON files of a client's folder, each with a sign that changes when it, or what belongs to it, changes.

    Attributes:
        sessions: by name; the sign counts the session's addenda, finished or not.
        pages: the private pages, by name.
        addenda: by the name of their session, the names of its addenda; likewise ``unfinished``.
        client: the sign of ``client.json``; empty without one.
        temporary: files that are being written, or that a crash left behind.
        is_settled: whether a file that changes from now on is sure to get another sign.
    """

    sessions: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    addenda: dict[str, list[str]] = field(default_factory=dict)
    unfinished: dict[str, list[str]] = field(default_factory=dict)
    client: str = ""
    temporary: list[Path] = field(default_factory=list)
    is_settled: bool = True

    @property
    def digest(self) -> str:
        """Differs when any sign does."""
        import hashlib

        signs = (self.client, *self.sessions.items(), *self.pages.items())
        return hashlib.blake2b(repr(signs).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class SessionRow:
    """What the index keeps of one session.

    Attributes:
        is_withdrawn: whether an addendum says that it was entered by mistake.
        parts: what was written in it, part by part.
    """

    head: SessionHead
    is_withdrawn: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PageRow:
    """What the index of private pages keeps of one: the id of its session, when that began, what was written."""

    session: str
    started: datetime
    parts: tuple[Part, ...]


def folder_stamp(folder: Path) -> str:
    """Differs when a file was added, removed or replaced in a client's folder or among its private pages."""
    found = []
    for each in (f"{folder}", f"{folder}/{PRIVATE_FOLDER}"):
        try:
            told = os.lstat(each)
            found.append(f"{told.st_mtime_ns}:{told.st_ino}")
        except OSError:
            found.append("-")
    return " ".join(found)


def list_folder(folder: Path) -> FolderFiles:
    """The files of a client's folder as they are now."""
    listed, now = FolderFiles(), time.time_ns()
    listed.is_settled = all(
        _time(each) < now - UNSETTLED for each in (folder, folder / PRIVATE_FOLDER)
    )
    belonging: list[tuple[str, str, str]] = []
    for inner in ("", PRIVATE_FOLDER):
        found, temporary = json_files(folder / inner)
        listed.temporary += [folder / inner / name for name in temporary]
        for file_name, stamp in sorted(found):
            table, name = table_of(file_name, is_private=bool(inner)), file_name[:-5]
            sign = "{}:{}:{}".format(*stamp)
            if stamp[1] > now - UNSETTLED:
                listed.is_settled = False
                sign += _content(folder / inner / file_name)
            if table == "sessions":
                listed.sessions[name] = sign
            elif table == "private":
                listed.pages[name] = sign
            elif table == "client":
                listed.client = sign
            else:
                belonging.append((table, name, sign))
    for table, name, sign in belonging:
        _count_in(listed, table, name, sign)
    listed.is_settled = listed.is_settled and not listed.temporary
    return listed


def read_row(folder: Path, name: str, listed: FolderFiles) -> SessionRow | str:
    """A session as the index keeps it; or what is wrong with its file."""
    path = folder / f"{name}.json"
    try:
        data = parse(files.read(path))
        head = read_head(data, path.with_suffix(".md"))
        addenda = _addenda(folder, listed.addenda.get(name, ()))
        if not is_same_code(head.client, folder.name):
            head = at_home(head, addenda)
        parts = (*_parts(data), *_added(addenda))
    except NO_DOCUMENT as error:
        return say_fault(error)
    except (KeyError, TypeError, AttributeError):
        return "it is no session"
    is_withdrawn = any(each.get("mark") == BY_MISTAKE for each in addenda)
    return SessionRow(head, is_withdrawn, parts)


def read_page(folder: Path, name: str) -> PageRow | str:
    """A private page as its index keeps it; or what is wrong with the file."""
    path = folder / PRIVATE_FOLDER / f"{name}.json"
    try:
        data = parse(files.read(path))
        head = read_head(data, path)
        return PageRow(head.id, head.started, tuple(_parts(data)))
    except NO_DOCUMENT as error:
        return say_fault(error)
    except (KeyError, TypeError, AttributeError):
        return "it is no private page"


def read_client(folder: Path) -> tuple[str, str | None]:
    """The client's code and name as lists show them, read without checking the whole of client.json."""
    try:
        data = parse(files.read(folder / "client.json"))
    except NO_DOCUMENT:
        data = {}
    code, name = data.get("code"), data.get("name")
    if not isinstance(code, str) or not is_same_code(code, folder.name):
        return as_code(folder.name), None
    return code, name if isinstance(name, str) and name.strip() else None


def as_code(folder_name: str) -> str:
    """A folder's name as a code; a folder made by hand may have spaces in its name."""
    return "-".join(folder_name.split()) or folder_name


def _count_in(listed: FolderFiles, table: str, name: str, sign: str) -> None:
    """Let a file that belongs to a session count in the session's sign."""
    shape = {"addenda": ADDENDUM, "unfinished": UNFINISHED}.get(table)
    found = shape.fullmatch(name) if shape else None
    if found and found["session"] in listed.sessions:
        session = found["session"]
        listed.sessions[session] += f"|{name}:{sign}"
        group = listed.addenda if table == "addenda" else listed.unfinished
        group.setdefault(session, []).append(name)


def _addenda(folder: Path, names: Iterable[str]) -> list[dict[str, Json]]:
    """The addenda in these files in order; those that cannot be read are left out."""
    found = []
    for name in sorted(names, key=lambda name: int(name.rpartition("-")[2])):
        with contextlib.suppress(*NO_DOCUMENT):
            found.append(parse(files.read(folder / f"{name}.json")))
    return found


def _parts(data: dict[str, Json]) -> Iterator[Part]:
    """What was written in a session or a private page: an answer, or a jot, a part."""
    for answer in data.get("answers", ()):
        if is_answer(answer):
            texts = [*texts_of(answer.get("value")), str(answer.get("note") or "")]
            text = "\n".join(filter(str.strip, texts))
            if text:
                area = area_of(str(answer["section"]), str(answer.get("kind")))
                yield Part(
                    area,
                    str(answer["section"]),
                    str(answer["prompt"]),
                    str(answer["heading"]),
                    text,
                )
    for jot in data.get("jots", ()):
        yield Part("jots", str(jot.get("section") or ""), "", "Jot", str(jot["text"]))


def _added(addenda: Iterable[dict[str, Any]]) -> Iterator[Part]:
    for addendum in addenda:
        text = "\n".join(str(addendum.get(key) or "") for key in ("reason", "text")).strip()
        if text:
            yield Part("addenda", "", "", "Addendum", text)


def _content(path: Path) -> str:
    """A mark of what a file holds, for the time in which its stamp does not tell."""
    try:
        return f"?{zlib.crc32(files.read(path))}"
    except OSError:
        return "?"


def _time(folder: Path) -> int:
    """When a folder changed, in nanoseconds; long ago where there is none."""
    try:
        return folder.lstat().st_mtime_ns
    except OSError:
        return 0
