"""Lists a client folder's files with signs made of their stamps, so the index can tell which changed."""

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
from session_tui.vault.storage.json_files import is_visible, json_files

UNSETTLED = 2_000_000_000
"""Nanoseconds in which a file may change again without a new time: FAT stores times in steps of two seconds."""


@dataclass(slots=True)
class FolderFiles:
    """The JSON files of a client's folder, each with a sign that changes when the file or its addenda change.

    Attributes:
        sessions: the sign of each session by file name; it covers the session's addenda, finished or not.
        pages: the sign of each private page by file name.
        addenda: the file names of each session's addenda, by the session's file name.
        unfinished: likewise for its unfinished addenda.
        client: the sign of ``client.json``; empty without one.
        temporary: temporary files, being written or left by a crash.
        is_settled: whether any later change to a file is certain to change its sign.
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
        """A digest of all signs."""
        import hashlib

        signs = (self.client, *self.sessions.items(), *self.pages.items())
        return hashlib.blake2b(repr(signs).encode(), digest_size=16).hexdigest()


def client_folders(clients: Path) -> Iterator[os.DirEntry[str]]:
    """Yield the folders of all clients; nothing if ``clients`` does not exist.

    Links, hidden folders and names that are not UTF-8 are left out.
    """
    try:
        with os.scandir(clients) as entries:
            for entry in entries:
                if is_visible(entry.name) and entry.is_dir(follow_symlinks=False):
                    yield entry
    except (FileNotFoundError, NotADirectoryError):
        return


def folder_stamps(clients: Path, client: str | None = None) -> dict[str, str]:
    """Return the stamp of each client's folder by name, or only of those with the folded code ``client``.

    The stamp changes when a file is added, removed or replaced in the folder or among its private pages.
    """
    found = {}
    for entry in client_folders(clients):
        if client is None or fold_case(entry.name) == client:
            found_stat = entry.stat(follow_symlinks=False)
            pages = _stamp_of(f"{entry.path}/{PRIVATE_FOLDER}")
            found[entry.name] = f"{found_stat.st_mtime_ns}:{found_stat.st_ino} {pages}"
    return found


def list_folder(folder: Path) -> FolderFiles:
    """List the files of a client's folder."""
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
    """Add the sign of an addendum, finished or not, to its session's sign."""
    shape = {"addenda": ADDENDUM, "unfinished": UNFINISHED}.get(table)
    found = shape.fullmatch(name) if shape else None
    if found and found["session"] in listed.sessions:
        session = found["session"]
        listed.sessions[session] += f"|{name}:{sign}"
        group = listed.addenda if table == "addenda" else listed.unfinished
        group.setdefault(session, []).append(name)


def _content(path: Path) -> str:
    """Return a checksum of a file, for the time in which its stamp may not change."""
    try:
        return f"?{zlib.crc32(atomic_files.read(path))}"
    except OSError:
        return "?"


def _time(folder: Path) -> int:
    """Return a folder's modification time in nanoseconds; 0 if there is none."""
    try:
        return folder.lstat().st_mtime_ns
    except OSError:
        return 0


def _stamp_of(path: str) -> str:
    """Return a folder's modification time and inode; "-" if there is none."""
    try:
        found_stat = os.lstat(path)
    except OSError:
        return "-"
    return f"{found_stat.st_mtime_ns}:{found_stat.st_ino}"
