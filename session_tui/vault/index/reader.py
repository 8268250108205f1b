"""Sessions and private pages as the index takes them in: read, folded and measured, ready to be written down.

It is the larger part of making an index, and needs no database: where there is much to read,
:mod:`session_tui.vault.index.reader_process` does it in a process of its own.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from session_tui.core.base.text import cells
from session_tui.vault.index.folder_scan import FolderFiles
from session_tui.vault.index.fulltext import Written, written
from session_tui.vault.index.rows import read_page, read_row


class ReadSession(NamedTuple):
    """A session.

    Attributes:
        began: when it began, in seconds since 1970.
        facts: the id of its guide, its status.
        columns: what its row holds from ``id`` to ``is_withdrawn``.
        widths: by how many cells client and title are wider than they have letters; whether one of them must not reach
            a terminal as it is.
    """

    began: float
    id: str
    title: str
    facts: tuple[str, str]
    columns: tuple[Any, ...]
    widths: tuple[int, int, bool]
    written: Written


class ReadPage(NamedTuple):
    """A private page: when its session began, in seconds since 1970, the session's id, what is written on it."""

    began: float
    id: str
    written: Written


WORTH_IT = 40
"""Folders that were never read, from which another process is worth its beginning."""


class Reader:
    """Reads what a folder holds when it is asked for."""

    def fetch(self, folder: Path) -> None:
        """Say which folder is next."""

    def session(self, folder: Path, name: str, listed: FolderFiles) -> ReadSession | str:
        """A session ready to be written down; or what is wrong with its file."""
        return read_session(folder, name, listed)

    def page(self, folder: Path, name: str, listed: FolderFiles) -> ReadPage | str:
        """A private page, likewise."""
        return read_private(folder, name)

    def close(self) -> None:
        """Nothing more is asked for."""


def reader(folders: list[Path]) -> Reader:
    """What reads these folders, none of which is known yet; alone, where help is not worth it or not to be had."""
    if len(folders) < WORTH_IT or (os.cpu_count() or 1) < 2:
        return Reader()
    from session_tui.vault.index.reader_process import HelpedReader

    try:
        return HelpedReader(folders)
    except OSError:
        return Reader()


def read_session(folder: Path, name: str, listed: FolderFiles) -> ReadSession | str:
    """A session ready to be written down; or what is wrong with its file."""
    row = read_row(folder, name, listed)
    if isinstance(row, str):
        return row
    head = row.head
    return ReadSession(
        head.started.timestamp(), head.id, head.title, (head.guide, head.status),
        (
            head.id, head.client, head.started.isoformat(), head.guide, head.title, head.status, head.words,
            head.last_prompt, row.is_withdrawn,
        ),
        (
            cells(head.client) - len(head.client), cells(head.title) - len(head.title),
            not (head.client.isprintable() and head.title.isprintable()),
        ),
        written(row.parts),
    )  # fmt: skip


def read_private(folder: Path, name: str) -> ReadPage | str:
    """A private page ready to be written down; or what is wrong with its file."""
    page = read_page(folder, name)
    if isinstance(page, str):
        return page
    return ReadPage(page.started.timestamp(), page.session, written(page.parts))
