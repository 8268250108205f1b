"""Reads sessions and private pages for the index, and prepares their rows.

This is most of the work of making an index, and needs no database: where there is much to read,
:mod:`session_tui.vault.index.reader_process` does it in a separate process.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from session_tui.core.base.text import cells
from session_tui.vault.index.folder_scan import FolderFiles
from session_tui.vault.index.fulltext import SearchText, search_text
from session_tui.vault.index.rows import read_page, read_row


class ReadSession(NamedTuple):
    """A session, ready for the index.

    Attributes:
        began: when it began, in seconds since 1970.
        id: its id.
        title: its guide's title.
        facts: the id of its guide, and its status.
        columns: the columns of its row from ``id`` to ``is_withdrawn``.
        widths: by how many terminal cells client and title exceed their lengths, and whether one is unsafe to print.
        written: its text.
    """

    began: float
    id: str
    title: str
    facts: tuple[str, str]
    columns: tuple[Any, ...]
    widths: tuple[int, int, bool]
    written: SearchText


class ReadPage(NamedTuple):
    """A private page: when its session began, in seconds since 1970, the session's id, and its text."""

    began: float
    id: str
    written: SearchText


class FolderReader:
    """Reads each file when it is requested."""

    def fetch(self, folder: Path) -> None:
        """Announce the next folder."""

    def session(self, folder: Path, name: str, listed: FolderFiles) -> ReadSession | str:
        """Read a session for the index; return a sentence if its file is unreadable."""
        return read_session_rows(folder, name, listed)

    def page(self, folder: Path, name: str, listed: FolderFiles) -> ReadPage | str:
        """Read a private page for the index; return a sentence if its file is unreadable."""
        return read_private_rows(folder, name)

    def close(self) -> None:
        """Release the reader."""


def read_session_rows(folder: Path, name: str, listed: FolderFiles) -> ReadSession | str:
    """Read a session for the index; return a sentence if its file is unreadable."""
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
    """Read a private page for the index; return a sentence if its file is unreadable."""
    page = read_page(folder, name)
    if isinstance(page, str):
        return page
    return ReadPage(page.started.timestamp(), page.session, search_text(page.parts))
