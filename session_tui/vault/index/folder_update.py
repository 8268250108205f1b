"""Updates the index for one client's folder: its sessions and its private pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from session_tui.core.base.text import fold_case
from session_tui.vault.index.database import Connection
from session_tui.vault.index.folder_scan import FolderFiles, list_folder
from session_tui.vault.index.fulltext import (
    drop_words,
    first_number,
    hide_words,
    put_words,
    show_words,
)
from session_tui.vault.index.reader import FolderReader
from session_tui.vault.index.rows import read_client_row
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.filenames import PRIVATE_FOLDER, copy_rank

_COUNT = """UPDATE folder SET
  sessions = (SELECT count(*) FROM session WHERE folder = :name AND NOT is_copy),
  drafts = (SELECT count(*) FROM session WHERE folder = :name AND NOT is_copy AND status = 'draft'),
  last = (SELECT started FROM session WHERE folder = :name AND NOT is_copy ORDER BY no DESC LIMIT 1)
WHERE name = :name"""

_SESSION = "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(slots=True)
class FolderUpdate:
    """Writes the changes in a client's folder into the index.

    Attributes:
        main: the connection to the database of sessions.
        private: the connection to the database of private pages.
        reader: reads the files.
        changed: how many files were added, changed or removed.
        guides: the guides, as (id, title), that the index is known to have.
    """

    main: Connection
    private: Connection
    reader: FolderReader
    changed: int = 0
    guides: set[tuple[str, str]] = field(default_factory=set)

    def remove(self, folder_name: str) -> None:
        """Remove a folder that no longer exists."""
        self._sessions(Path(folder_name), FolderFiles())
        self._pages(Path(folder_name), FolderFiles())
        self.main.execute("DELETE FROM folder WHERE name = ?", (folder_name,))

    def update(self, folder: Path, stamp: str, *, closely: bool = False) -> None:
        """Bring the index up to date with a folder.

        Args:
            folder: the folder.
            stamp: its stamp, taken before this call.
            closely: compare its files even if the index has this stamp.
        """
        known = self.main.execute("SELECT stamp, digest FROM folder WHERE name = ?", (folder.name,)).fetchone()
        if known and known[0] == stamp and not closely:
            return  # another window has updated it in the meantime
        listed = list_folder(folder)
        if listed.temporary:  # a folder with leftovers never settles, and would be read at every look
            atomic_files.clear_temporary(folder)
            atomic_files.clear_temporary(folder / PRIVATE_FOLDER)
        if known and known == (stamp, listed.digest):
            return
        before = self.changed
        self.reader.fetch(folder)
        self._sessions(folder, listed)
        self._pages(folder, listed)
        self._folder(folder, listed, stamp, is_changed=self.changed != before)

    def _folder(self, folder: Path, listed: FolderFiles, stamp: str, *, is_changed: bool) -> None:
        """Write the row that holds the client's name and the state of the folder that was indexed."""
        name = folder.name
        old = self.main.execute("SELECT client, code, display, version FROM folder WHERE name = ?", (name,)).fetchone()
        code, display = old[1:3] if old and old[0] == listed.client else read_client_row(folder)
        version = (old[3] if old else 0) + is_changed
        # An unsettled folder gets no stamp, so that the next look reads it again.
        self.main.execute(
            "INSERT OR REPLACE INTO folder VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, NULL)",
            (
                name, fold_case(name), stamp if listed.is_settled else "", listed.digest, version, listed.client,
                code, display,
            ),
        )  # fmt: skip
        self._count(name)

    def _count(self, folder_name: str) -> None:
        """Update a folder's number of sessions and drafts, and the start of its latest session."""
        self.main.execute(_COUNT, {"name": folder_name})

    # Sessions

    def _sessions(self, folder: Path, listed: FolderFiles) -> None:
        """Bring the rows of a folder's sessions up to date."""
        known = dict(self.main.execute("SELECT name, sign FROM session WHERE folder = ?", (folder.name,)))
        faults = dict(self.main.execute("SELECT name, sign FROM fault WHERE folder = ? AND place = ''", (folder.name,)))
        touched: set[str] = set()
        for name in (known | faults).keys() - listed.sessions.keys():
            touched |= self._forget(folder.name, name)
        for name, sign in listed.sessions.items():
            if known.get(name, faults.get(name)) != sign:
                self.changed += 1
                touched |= self._forget(folder.name, name)
                touched |= self._keep(folder, name, sign, listed)
        self._settle_copies(touched)

    def _forget(self, folder: str, name: str) -> set[str]:
        """Remove a session file from the index; return the id of its session, in a set."""
        self.main.execute("DELETE FROM fault WHERE folder = ? AND place = '' AND name = ?", (folder, name))
        found = self.main.execute(
            "SELECT no, guide, status, id, is_copy FROM session WHERE folder = ? AND name = ?",
            (folder, name),
        ).fetchone()
        if found is None:
            return set()
        no, guide, status, session_id, is_copy = found
        self.changed += 1
        drop_words(self.main, no, (fold_case(folder), guide, status), is_hidden=is_copy)
        self.main.execute("DELETE FROM session WHERE no = ?", (no,))
        return {session_id}

    def _keep(self, folder: Path, name: str, sign: str, listed: FolderFiles) -> set[str]:
        """Add a session file to the index; return the id of its session, in a set."""
        row = self.reader.session(folder, name, listed)
        if isinstance(row, str):
            self.main.execute("INSERT INTO fault VALUES (?, '', ?, ?, ?)", (folder.name, name, sign, row))
            return set()
        no = _free_number(self.main, "session", row.began)
        is_added_to = name in listed.unfinished
        self.main.execute(_SESSION, (no, folder.name, name, sign, *row.columns, False, is_added_to, *row.widths))
        if (guide := (row.facts[0], row.title)) not in self.guides:
            self.main.execute("INSERT OR IGNORE INTO guide VALUES (?, ?)", guide)
            self.guides.add(guide)
        put_words(self.main, no, (fold_case(folder.name), *row.facts), row.written)
        return {row.id}

    def _settle_copies(self, touched: set[str]) -> None:
        """Of several files with the same session, mark all but one as copies, which lists leave out."""
        for session_id in touched:
            rows = self.main.execute(
                "SELECT no, folder, name, guide, status, is_copy FROM session WHERE id = ?",
                (session_id,),
            ).fetchall()
            first = min(rows, key=lambda row: (copy_rank(row[2]), row[1]), default=None)
            for row in rows:
                if row[5] != (row is not first):
                    self._mark(row, is_copy=row is not first)

    def _mark(self, row: Sequence[Any], *, is_copy: bool) -> None:
        """Mark a session's row as a copy, or as no longer one."""
        no, folder, _, guide, status, _ = row
        change = hide_words if is_copy else show_words
        change(self.main, no, (fold_case(folder), guide, status))
        self.main.execute("UPDATE session SET is_copy = ? WHERE no = ?", (is_copy, no))
        self._count(folder)

    # Private pages

    def _pages(self, folder: Path, listed: FolderFiles) -> None:
        """Bring the rows of a folder's private pages up to date."""
        where = (folder.name,)
        known = dict(self.private.execute("SELECT name, sign FROM page WHERE folder = ?", where))
        faults = dict(self.main.execute("SELECT name, sign FROM fault WHERE folder = ? AND place = 'private'", where))
        for name in (known | faults).keys() - listed.pages.keys():
            self._forget_page(folder.name, name)
        for name, sign in listed.pages.items():
            if known.get(name, faults.get(name)) != sign:
                self._forget_page(folder.name, name)
                self._keep_page(folder, name, sign, listed)

    def _forget_page(self, folder: str, name: str) -> None:
        """Remove a private page from the index."""
        self.changed += 1
        self.main.execute("DELETE FROM fault WHERE folder = ? AND place = 'private' AND name = ?", (folder, name))
        found = self.private.execute("SELECT no FROM page WHERE folder = ? AND name = ?", (folder, name)).fetchone()
        if found:
            drop_words(self.private, found[0], (fold_case(folder), "", ""))
            self.private.execute("DELETE FROM page WHERE no = ?", found)

    def _keep_page(self, folder: Path, name: str, sign: str, listed: FolderFiles) -> None:
        """Add a private page to the index, or the fault of its file."""
        page = self.reader.page(folder, name, listed)
        if isinstance(page, str):
            self.main.execute("INSERT INTO fault VALUES (?, 'private', ?, ?, ?)", (folder.name, name, sign, page))
            return
        no = _free_number(self.private, "page", page.began)
        self.private.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?)", (no, folder.name, name, sign, page.id))
        put_words(self.private, no, (fold_case(folder.name), "", ""), page.written)


def _free_number(connection: Connection, table: str, began: float) -> int:
    """Return a free row number that rises with ``began``, so that FTS5 itself can return the newest first."""
    no = first_number(began)
    while connection.execute(f"SELECT 1 FROM {table} WHERE no = ?", (no,)).fetchone():
        no += 1
    return no
