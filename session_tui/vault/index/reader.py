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
from session_tui.vault.index.fulltext import SearchText, search_text
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
    written: SearchText


class ReadPage(NamedTuple):
    """A private page: when its session began, in seconds since 1970, the session's id, what is written on it."""

    began: float
    id: str
    written: SearchText


WORTH_IT = 40
"""Folders that were never read, from which another process is worth its beginning."""


class FolderReader:
    """Reads what a folder holds when it is asked for."""

    def fetch(self, folder: Path) -> None:
        """Say which folder is next."""

    def session(self, folder: Path, name: str, listed: FolderFiles) -> ReadSession | str:
        """A session ready to be written down; or what is wrong with its file."""
        return read_session_rows(folder, name, listed)

    def page(self, folder: Path, name: str, listed: FolderFiles) -> ReadPage | str:
        """A private page, likewise."""
        return read_private_rows(folder, name)

    def close(self) -> None:
        """Nothing more is asked for."""


def make_reader(folders: list[Path]) -> FolderReader:
    """What reads these folders, none of which is known yet; alone, where help is not worth it or not to be had."""
    if len(folders) < WORTH_IT or (os.cpu_count() or 1) < 2:
        return FolderReader()
    from session_tui.vault.index.reader_process import ProcessReader

    try:
        return ProcessReader(folders)
    except OSError:
        return FolderReader()


def read_session_rows(folder: Path, name: str, listed: FolderFiles) -> ReadSession | str:
    """A session ready to be written down; or what is wrong with its file."""
    row = read_row(folder, name, listed)
    if isinstance(row, str):
        return row
    summary = row.summary
    return ReadSession(
        summary.started.timestamp(), summary.id, summary.title, (summary.guide, summary.status),
        (
            summary.id, summary.client, summary.started.isoformat(), summary.guide, summary.title, summary.status, summary.words,
            summary.last_prompt, row.is_withdrawn,
        ),
        (
            cells(summary.client) - len(summary.client), cells(summary.title) - len(summary.title),
            not (summary.client.isprintable() and summary.title.isprintable()),
        ),
        search_text(row.parts),
    )  # fmt: skip


def read_private_rows(folder: Path, name: str) -> ReadPage | str:
    """A private page ready to be written down; or what is wrong with its file."""
    page = read_page(folder, name)
    if isinstance(page, str):
        return page
    return ReadPage(page.started.timestamp(), page.session, search_text(page.parts))
