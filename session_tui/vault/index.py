"""The index: what lists, home, ``due`` and search ask, so that only what is looked at is read from its file.

It is derived from the JSON files, in ``.index/``. Every question begins by looking whether a client's folder changed;
what did is read again, file by file, in one transaction a few folders at a time, so a kill leaves an index that knows
what it lacks. A file that another program writes over in place, without a rename, leaves its folder's time as it was:
:meth:`Index.look` finds it where it is asked to look ``closely``.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from session_tui.core.search_areas import AREAS
from session_tui.core.text import folded
from session_tui.vault.heads import ClientSummary, SessionHead, newest_first
from session_tui.vault.index_files import Connection, IndexFile
from session_tui.vault.index_rows import folder_stamp
from session_tui.vault.names import CLIENTS, INDEX, PRIVATE_FOLDER

T = TypeVar("T")

_WORDS = f"""
CREATE TABLE written (no INTEGER PRIMARY KEY, parts TEXT NOT NULL);
CREATE VIRTUAL TABLE word USING fts5 (who, guide, state, {", ".join(AREAS)}, content='', tokenize='ascii', prefix='1 2 3')
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
"""Sessions, clients, what waits, and the words of sessions. ``no`` rises with the moment a session began."""

PAGES = f"""
CREATE TABLE page (no INTEGER PRIMARY KEY, folder TEXT NOT NULL, name TEXT NOT NULL, sign TEXT NOT NULL, id TEXT NOT NULL);
CREATE UNIQUE INDEX page_file ON page (folder, name);
{_WORDS}"""
"""Private pages: in a database of their own, which is read only when somebody asks for them."""

BATCH = 4000
"""Files after which what was read is committed, and other threads and windows have their turn."""

_LINES = """SELECT group_concat(line, char(10)) FROM (
  SELECT printf('%.10s %s  %!-*s  %!-*s  %-*s  %*d  %s', started, substr(started, 12, 5), ? - client_wide, client,
    ? - title_wide, title, ?, CASE WHEN is_withdrawn THEN 'by mistake' ELSE status END, ?, words, id) AS line
  FROM session WHERE NOT is_copy{} ORDER BY no DESC)"""
_WIDTHS = """SELECT max(length(client) + client_wide), max(length(title) + title_wide),
  max(CASE WHEN is_withdrawn THEN 10 ELSE length(status) END), max(length(words))
  FROM session WHERE NOT is_copy{}"""
"""``…_wide`` is by how many cells a terminal gives a text more than it has letters."""

HEAD = "session.id, client, started, session.guide, title, session.status, words, folder, name, last_prompt"
"""The columns of a session's row that make its head."""
_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM}  # fmt: skip
"""What goes wrong with a database that is sound."""

Progress = Callable[[int, int], None]
"""Told how many of how many clients' folders were read."""


class Index:
    """Lists and words of all sessions of a vault. May be asked from several threads, and by several windows at once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._main = IndexFile(root / INDEX / "sessions.db", SESSIONS)
        self._private = IndexFile(root / INDEX / "private.db", PAGES)

    # Keeping it right

    def look(
        self,
        client: str | None = None,
        *,
        closely: bool = False,
        progress: Progress = lambda done, total: None,
    ) -> bool:
        """Bring the index up to date with the files; whether anything was new.

        Args:
            client: look at the folders of this client alone.
            closely: look at each file, not only at the folders' times.
            progress: told how far it is, when there is something to read.
        """
        return self._sound(lambda: self._look(client, closely, progress))

    def count_stale(self) -> int:
        """How many clients' folders would be read again."""
        return self._sound(lambda: len(self._stale(None, closely=False)[0]))

    def _look(self, client: str | None, closely: bool, progress: Progress) -> bool:
        stale, gone = self._stale(client, closely=closely)
        return bool(stale or gone) and self._update(stale, gone, closely, progress)

    def _stale(self, client: str | None, *, closely: bool) -> tuple[dict[str, str], list[str]]:
        """The folders to read again, with their stamps; and those that are gone."""
        with self._main.reading() as db:
            known = dict(db.execute("SELECT name, stamp FROM folder"))
        there = self._folders()
        if client is not None:
            wanted = folded(client)
            there = [name for name in there if folded(name) == wanted]
            known = {name: stamp for name, stamp in known.items() if folded(name) == wanted}
        stamps = {name: folder_stamp(self._root / CLIENTS / name) for name in there}
        stale = {n: stamps[n] for n in there if closely or known.get(n) != stamps[n]}
        return stale, sorted(known.keys() - stamps.keys())

    def _update(
        self, stale: dict[str, str], gone: list[str], closely: bool, progress: Progress
    ) -> bool:
        """Read what is stale, a batch at a time; whether anything was new."""
        from session_tui.vault.index_update import FolderUpdate

        names, changed, done = list(stale), 0, 0
        while done < len(names) or gone:
            with self._main.writing() as main, self._private.writing() as private:
                update = FolderUpdate(main, private)
                while gone:
                    update.remove(gone.pop())
                while done < len(names) and update.changed < BATCH:
                    folder = self._root / CLIENTS / names[done]
                    update.update(folder, stale[folder.name], closely=closely)
                    done += 1
                    progress(done, len(names))
                changed += update.changed
        return changed > 0

    def rebuild(self, progress: Progress = lambda done, total: None) -> None:
        """Throw the index away, and read every file."""
        self._main.start_over()
        self._private.start_over()
        self.look(progress=progress)

    def _folders(self) -> list[str]:
        """The names of the clients' folders; no links, nothing hidden."""
        try:
            with os.scandir(self._root / CLIENTS) as entries:
                names = [
                    e.name
                    for e in entries
                    if not e.name.startswith(".") and e.is_dir(follow_symlinks=False)
                ]
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(names)

    def _sound(self, work: Callable[[], T]) -> T:
        """Do the work; where a database is damaged, make it anew and do it again, at last in memory."""
        for _ in range(3):
            try:
                return work()
            except sqlite3.DatabaseError as error:
                code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_NOTADB) & 0xFF
                if code == sqlite3.SQLITE_ERROR and "no such table" not in str(error):
                    raise
                for each in (self._main, self._private):
                    each.start_over(in_memory=code in _PASSING)
        return work()

    def read(self, work: Callable[[Connection], T]) -> T:
        """Look, then read what one likes from the database of sessions."""
        return self._ask(None, work)

    def read_both(self, work: Callable[[Connection, Connection], T]) -> T:
        """The same, from the one of private pages too: only where somebody asked for these."""

        def both(db: Connection) -> T:
            with self._private.reading() as pages:
                return work(db, pages)

        return self._ask(None, both)

    def write(self, work: Callable[[Connection], object]) -> None:
        """Write to the database of sessions what was found out from their files."""

        def both() -> None:
            with self._main.writing() as db:
                work(db)

        self._sound(both)

    def _ask(self, client: str | None, read: Callable[[Connection], T]) -> T:
        """Look, then read from the database of sessions."""

        def work() -> T:
            self._look(client, False, lambda done, total: None)
            with self._main.reading() as db:
                return read(db)

        return self._sound(work)

    # Lists

    def clients(self) -> tuple[ClientSummary, ...]:
        """Every client: those seen last first, then those without a session by code."""
        rows = self._ask(
            None,
            lambda db: db.execute(
                "SELECT key, code, display, sessions, last, drafts FROM folder ORDER BY name"
            ).fetchall(),
        )
        found: dict[str, ClientSummary] = {}
        for key, *row in rows:
            each = _summary(*row)
            found[key] = _both(found[key], each) if key in found else each
        by_code = sorted(found.values(), key=lambda each: folded(each.code))
        return tuple(sorted(by_code, key=_last_seen, reverse=True))

    def sessions(
        self, client: str | None = None, *, status: str | None = None
    ) -> tuple[SessionHead, ...]:
        """The sessions of a client or of all, newest first."""
        where, values = _where(client, status)
        rows = self._ask(
            client,
            lambda db: db.execute(
                f"SELECT {HEAD} FROM session WHERE NOT is_copy{where}", values
            ).fetchall(),
        )
        return tuple(sorted(map(self.head, rows), key=newest_first, reverse=True))

    def lines(self, client: str | None = None, *, status: str | None = None) -> str | None:
        """The sessions of a client or of all, newest first, a line each: when, client, guide, status, words, id.

        SQLite writes them itself, for there may be tens of thousands. None where a client's code or a guide's title
        holds what must not reach a terminal as it is.
        """
        where, values = _where(client, status)

        def read(db: Connection) -> str | None:
            if db.execute("SELECT 1 FROM session WHERE is_odd LIMIT 1").fetchone():
                return None
            widths = db.execute(_WIDTHS.format(where), values).fetchone()
            lines: str | None = db.execute(_LINES.format(where), (*widths, *values)).fetchone()[0]
            return lines or ""

        return self._ask(client, read)

    def withdrawn(self, client: str | None = None) -> frozenset[str]:
        """The ids of the sessions that an addendum says were entered by mistake."""
        where, values = _where(client, None)
        rows = self._ask(
            client,
            lambda db: db.execute(
                f"SELECT id FROM session WHERE is_withdrawn{where}", values
            ).fetchall(),
        )
        return frozenset(session_id for (session_id,) in rows)

    def added_to(self) -> tuple[tuple[str, str], ...]:
        """The folder and name of each session to which an addendum is being written."""
        return self._ask(
            None,
            lambda db: tuple(
                db.execute("SELECT folder, name FROM session WHERE is_added_to ORDER BY no")
            ),
        )

    def faults(
        self, client: str | None = None, *, with_pages: bool = True
    ) -> tuple[tuple[Path, str], ...]:
        """The files of sessions and private pages that cannot be read, and what is wrong with each."""
        where, values = _where(client, None)
        rows = self._ask(
            client,
            lambda db: db.execute(
                f"SELECT folder, place, name, what FROM fault WHERE 1{where} ORDER BY folder, place, name",
                values,
            ).fetchall(),
        )
        return tuple(
            (self._root / CLIENTS / folder / place / f"{name}.json", what)
            for folder, place, name, what in rows
            if with_pages or place != PRIVATE_FOLDER
        )

    def place_of(self, session_id: str, client: str | None = None) -> tuple[str, str] | None:
        """The folder and the name of the files of a session, of a client or of all; None when there is none."""
        where, values = _where(client, None)
        found: tuple[str, str] | None = self._ask(
            client,
            lambda db: db.execute(
                f"SELECT folder, name FROM session WHERE id = ? AND NOT is_copy{where}",
                (session_id, *values),
            ).fetchone(),
        )
        return found

    def beginning(self, *starts: str) -> tuple[SessionHead, ...]:
        """The sessions whose id begins so; a whole id is a beginning too."""

        def read(db: Connection) -> list[tuple[Any, ...]]:
            asked = f"SELECT {HEAD} FROM session WHERE NOT is_copy AND id >= ? AND id < ?"
            return [
                row for start in starts for row in db.execute(asked, (start, start + "\U0010ffff"))
            ]

        return tuple(map(self.head, self._ask(None, read)))

    def head(self, row: tuple[Any, ...]) -> SessionHead:
        """The head of a session from its row."""
        session_id, client, started, guide, title, status, words, folder, name, last = row
        path = self._root / CLIENTS / folder / f"{name}.md"
        return SessionHead(
            session_id, client, datetime.fromisoformat(started), guide, title, status, words, path, last
        )  # fmt: skip


def _where(client: str | None, status: str | None) -> tuple[str, tuple[str, ...]]:
    """Conditions on the rows of a client, of a status; and their values."""
    where, values = "", list[str]()
    if client is not None:
        where += " AND folder IN (SELECT name FROM folder WHERE key = ?)"
        values.append(folded(client))
    if status is not None:
        where += f" AND status = '{'draft' if status == 'draft' else 'signed'}'"
    return where, tuple(values)


def _summary(
    code: str, display: str | None, sessions: int, last: str | None, drafts: int
) -> ClientSummary:
    began = datetime.fromisoformat(last) if last else None
    return ClientSummary(code, display, sessions, began, drafts)


def _both(one: ClientSummary, other: ClientSummary) -> ClientSummary:
    """A client who has two folders, whose names differ in case alone."""
    days = [each.last for each in (one, other) if each.last]
    last = max(days, key=lambda day: day.timestamp(), default=None)
    return ClientSummary(
        one.code, one.name or other.name, one.sessions + other.sessions, last, one.drafts + other.drafts
    )  # fmt: skip


def _last_seen(client: ClientSummary) -> float:
    return client.last.timestamp() if client.last else float("-inf")
