"""What stands in a client's folder: its files with their signs, by which the index knows what is new."""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from session_tui.core.base.text import fold_case
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.filenames import ADDENDUM, PRIVATE_FOLDER, UNFINISHED, table_of
from session_tui.vault.storage.json_files import json_files

UNSETTLED = 2_000_000_000
"""Nanoseconds within which a file may change again without a new time: some disks count in steps of two seconds."""


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


def client_folders(clients: Path) -> Iterator[os.DirEntry[str]]:
    """The folders of all clients: no links, nothing hidden, none where there is no such place."""
    try:
        with os.scandir(clients) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                    yield entry
    except (FileNotFoundError, NotADirectoryError):
        return


def folder_stamps(clients: Path, client: str | None = None) -> dict[str, str]:
    """The stamps of the folders of all clients by name, or of one by folded code.

    A stamp differs when a file was added, removed or replaced in the folder or among its private pages.
    """
    found = {}
    for entry in client_folders(clients):
        if client is None or fold_case(entry.name) == client:
            told = entry.stat(follow_symlinks=False)
            pages = _stamp_of(f"{entry.path}/{PRIVATE_FOLDER}")
            found[entry.name] = f"{told.st_mtime_ns}:{told.st_ino} {pages}"
    return found


def list_folder(folder: Path) -> FolderFiles:
    """The files of a client's folder as they are now."""
    listed, now = FolderFiles(), time.time_ns()
    listed.is_settled = all(_time(each) < now - UNSETTLED for each in (folder, folder / PRIVATE_FOLDER))
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


def _count_in(listed: FolderFiles, table: str, name: str, sign: str) -> None:
    """Let a file that belongs to a session count in the session's sign."""
    shape = {"addenda": ADDENDUM, "unfinished": UNFINISHED}.get(table)
    found = shape.fullmatch(name) if shape else None
    if found and found["session"] in listed.sessions:
        session = found["session"]
        listed.sessions[session] += f"|{name}:{sign}"
        group = listed.addenda if table == "addenda" else listed.unfinished
        group.setdefault(session, []).append(name)


def _content(path: Path) -> str:
    """A mark of what a file holds, for the time in which its stamp does not tell."""
    try:
        return f"?{zlib.crc32(atomic_files.read(path))}"
    except OSError:
        return "?"


def _time(folder: Path) -> int:
    """When a folder changed, in nanoseconds; long ago where there is none."""
    try:
        return folder.lstat().st_mtime_ns
    except OSError:
        return 0


def _stamp_of(path: str) -> str:
    try:
        told = os.lstat(path)
    except OSError:
        return "-"
    return f"{told.st_mtime_ns}:{told.st_ino}"
