"""Synchronises the index with the files on disk.

The index in ``.index/`` is derived from the JSON files. Each query first checks the clients' folders for changes. The
files of changed folders are read again, a few folders per transaction, so an index left by a killed process knows what
it lacks. A program that overwrites a file in place, without a rename, leaves its folder's time unchanged;
:meth:`IndexSync.look` finds such a file only with ``closely``.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from session_tui.core.base.text import fold_case
from session_tui.core.search.areas import AREAS
from session_tui.vault.index.database import Connection, IndexFile
from session_tui.vault.index.folder_scan import folder_stamps, list_folder
from session_tui.vault.storage.errors import NoFullText
from session_tui.vault.storage.filenames import CLIENTS, INDEX

if TYPE_CHECKING:
    from session_tui.vault.index.reader import FolderReader

T = TypeVar("T")

_WORDS = f"""
CREATE TABLE written (no INTEGER PRIMARY KEY, parts TEXT NOT NULL);
CREATE VIRTUAL TABLE word USING fts5 (who, guide, state, {", ".join(AREAS)}, content='', tokenize='ascii', prefix='1 2')
"""

SESSIONS = f"""
CREATE TABLE folder (name TEXT PRIMARY KEY, key TEXT NOT NULL, stamp TEXT NOT NULL, digest TEXT NOT NULL, version INTEGER NOT NULL,
  client TEXT NOT NULL, code TEXT NOT NULL, display TEXT, sessions INTEGER NOT NULL, drafts INTEGER NOT NULL, last TEXT) WITHOUT ROWID;
CREATE TABLE session (no INTEGER PRIMARY KEY, folder TEXT NOT NULL, name TEXT NOT NULL, sign TEXT NOT NULL, id TEXT NOT NULL,
  client TEXT NOT NULL, started TEXT NOT NULL, guide TEXT NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL, words INTEGER NOT NULL,
  last_prompt TEXT, is_withdrawn INTEGER NOT NULL, is_copy INTEGER NOT NULL, is_added_to INTEGER NOT NULL,
  client_wide INTEGER NOT NULL, title_wide INTEGER NOT NULL, is_odd INTEGER NOT NULL);
CREATE UNIQUE INDEX session_file ON session (folder, name);
CREATE INDEX session_id ON session (id);
CREATE INDEX session_draft ON session (no) WHERE status = 'draft';
CREATE INDEX session_withdrawn ON session (no) WHERE is_withdrawn;
CREATE INDEX session_added_to ON session (no) WHERE is_added_to;
CREATE INDEX session_odd ON session (no) WHERE is_odd;
CREATE TABLE guide (id TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (id, title)) WITHOUT ROWID;
CREATE TABLE fault (folder TEXT NOT NULL, place TEXT NOT NULL, name TEXT NOT NULL, sign TEXT NOT NULL, what TEXT NOT NULL,
  PRIMARY KEY (folder, place, name)) WITHOUT ROWID;
CREATE TABLE waiting (key TEXT PRIMARY KEY, version TEXT NOT NULL, found TEXT NOT NULL) WITHOUT ROWID;
{_WORDS}"""
"""Sessions, clients, due items, and the words of sessions. ``no`` rises with the time a session began."""

PAGES = f"""
CREATE TABLE page (no INTEGER PRIMARY KEY, folder TEXT NOT NULL, name TEXT NOT NULL, sign TEXT NOT NULL, id TEXT NOT NULL);
CREATE UNIQUE INDEX page_file ON page (folder, name);
{_WORDS}"""
"""Private pages, in a separate database that is opened only for requests that name them."""

BATCH = 4000
"""Files read per transaction; between transactions, other threads and windows can write."""

REST = 0.01
"""Seconds to pause between two transactions."""

_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM}  # fmt: skip
"""SQLite's error codes that do not mean a damaged database: it is kept, and one in memory is used."""

Progress = Callable[[int, int], None]
"""Called with the number of clients' folders read, and their total."""


class IndexSync:
    """Keeps the index's databases up to date. Safe to use from several threads and windows at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._main = IndexFile(root / INDEX / "sessions.db", SESSIONS)
        self.progress: Progress = lambda done, total: None
        self._own = threading.local()
        self._private = IndexFile(root / INDEX / "private.db", PAGES)

    # Keeping it right

    def look(
        self,
        client: str | None = None,
        *,
        closely: bool = False,
        progress: Progress | None = None,
    ) -> bool:
        """Bring the index up to date with the files; return whether anything changed.

        Args:
            client: check only the folders of this client.
            closely: check every file, not only the folders' times.
            progress: called with the folders done and their total while reading; defaults to ``self.progress``.
        """
        return self._sound(lambda: bool(self._look(client, closely, progress or self.progress)))

    @contextlib.contextmanager
    def read_snapshot(self, most: int | None = None, progress: Progress | None = None) -> Iterator[bool]:
        """Check the folders once; all queries of this thread inside the context use that state.

        Args:
            most: the most changed folders to read; if there are more, nothing is read.
            progress: as for :meth:`look`.

        Yields:
            Whether the index was brought up to date.
        """
        tell = progress or self.progress
        has_looked = self._sound(lambda: self._look(None, False, tell, most) is not None)
        self._own.has_looked = True
        try:
            yield has_looked
        finally:
            self._own.has_looked = False

    def state(self) -> object:
        """Return a value that changes when a folder comes, goes or changes."""

        def read() -> object:
            with self._main.reading() as db:
                return db.execute("SELECT count(*), sum(version) FROM folder").fetchone()

        return self._sound(read)

    def count_stale(self) -> int:
        """Return how many clients' folders would have to be read."""
        return self._sound(lambda: len(self._stale(None, closely=False)[0]))

    def _look(self, client: str | None, closely: bool, progress: Progress, most: int | None = None) -> bool | None:
        """Bring the index up to date; return None if more than ``most`` folders would have to be read."""
        stale, gone = self._stale(client, closely=closely)
        if most is not None and len(stale) > most:
            return None
        return bool(stale or gone) and self._update(stale, gone, closely, progress)

    def _stale(self, client: str | None, *, closely: bool) -> tuple[dict[str, str], list[str]]:
        """Return the folders to read again, with their stamps, and the names of those that are gone."""
        wanted = fold_case(client) if client is not None else None
        asked = "SELECT name, stamp FROM folder" + (" WHERE key = ?" if client is not None else "")
        with self._main.reading() as db:
            known = dict(db.execute(asked, () if wanted is None else (wanted,)))
        stamps = folder_stamps(self.root / CLIENTS, wanted)
        stale = {name: stamp for name, stamp in stamps.items() if known.get(name) != stamp}
        if closely:
            unlike = self._unlike(stamps.keys() - stale.keys())
            stale = {name: stamp for name, stamp in stamps.items() if name in stale or name in unlike}
        return stale, sorted(known.keys() - stamps.keys())

    def _unlike(self, names: Iterable[str]) -> set[str]:
        """Return the folders in which a file differs from the index, although their times are the same."""
        with self._main.reading() as db:
            known = dict(db.execute("SELECT name, digest FROM folder"))
        found = set()
        for name in names:
            if list_folder(self.root / CLIENTS / name).digest != known.get(name):
                found.add(name)
            time.sleep(0)  # release the GIL, so that the thread that handles keys is not delayed
        return found

    def _update(self, stale: dict[str, str], gone: list[str], closely: bool, progress: Progress) -> bool:
        """Read the stale folders in batches; return whether anything changed."""
        from session_tui.vault.index.choose_reader import WORTH_IT, make_reader

        with self._main.reading() as db:
            known = {name for (name,) in db.execute("SELECT name FROM folder")}
        new = [self.root / CLIENTS / name for name in stale if name not in known]
        reads = make_reader(new)
        for each in (self._main, self._private):
            each.expect(much=len(new) >= WORTH_IT)
        try:
            return self._update_by(reads, stale, gone, closely, progress)
        finally:
            reads.close()
            for each in (self._main, self._private):
                each.expect(much=False)

    def _update_by(
        self,
        reads: FolderReader,
        stale: dict[str, str],
        gone: list[str],
        closely: bool,
        progress: Progress,
    ) -> bool:
        """Read the stale folders with ``reads``, and remove those that are gone, one transaction per batch."""
        from session_tui.vault.index.folder_update import FolderUpdate

        names, changed, done = list(stale), 0, 0
        while done < len(names) or gone:
            with self._main.writing() as main, self._private.writing() as private:
                update = FolderUpdate(main, private, reads)
                while gone:
                    update.remove(gone.pop())
                while done < len(names) and update.changed < BATCH:
                    folder = self.root / CLIENTS / names[done]
                    update.update(folder, stale[folder.name], closely=closely)
                    done += 1
                    progress(done, len(names))
                changed += update.changed
            if done < len(names):  # SQLite's lock is not fair: without a pause, a waiting writer may never get it
                time.sleep(REST)
        return changed > 0

    def rebuild(self, progress: Progress | None = None) -> None:
        """Delete the index, and read every file."""
        self._main.start_over()
        self._private.start_over()
        self.look(progress=progress)

    def _sound(self, work: Callable[[], T]) -> T:
        """Run ``work``; if a database is damaged, make it anew and retry, in the end in memory."""
        for _ in range(3):
            try:
                return work()
            except sqlite3.DatabaseError as error:
                # The low byte is the primary code; the others hold SQLite's extended codes.
                code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_NOTADB) & 0xFF
                if "no such module" in str(error):
                    raise NoFullText from None
                if code == sqlite3.SQLITE_ERROR and "no such table" not in str(error):
                    raise
                for each in (self._main, self._private):
                    each.start_over(in_memory=code in _PASSING)
        return work()

    def read(self, work: Callable[[Connection], T]) -> T:
        """Check the folders, then run ``work`` on the database of sessions."""
        return self.ask(None, work)

    def read_both(self, work: Callable[[Connection, Connection], T]) -> T:
        """Like :meth:`read`, with the database of private pages too; only for explicit requests."""

        def both(db: Connection) -> T:
            with self._private.reading() as pages:
                return work(db, pages)

        return self.ask(None, both)

    def write(self, work: Callable[[Connection], object]) -> None:
        """Run ``work`` on the database of sessions, in a write transaction."""

        def write() -> None:
            """Run the work in one transaction."""
            with self._main.writing() as db:
                work(db)

        self._sound(write)

    def ask(self, client: str | None, read: Callable[[Connection], T], *, as_known: bool = False) -> T:
        """Check the client's folders unless ``as_known``, then run ``read`` on the database of sessions."""

        def work() -> T:
            if not (as_known or getattr(self._own, "has_looked", False)):
                self._look(client, False, self.progress)
            with self._main.reading() as db:
                return read(db)

        return self._sound(work)
