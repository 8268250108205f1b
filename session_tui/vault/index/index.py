"""The index, which answers lists, the home screen, ``due`` and searches without reading the session files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from session_tui.core.base.text import fold_case
from session_tui.vault.index.database import Connection
from session_tui.vault.index.sync import IndexSync
from session_tui.vault.storage.filenames import CLIENTS, PRIVATE_FOLDER
from session_tui.vault.storage.summaries import ClientSummary, SessionSummary, newest_first

HEAD = "session.id, client, started, session.guide, title, session.status, words, folder, name, last_prompt"
"""The columns of a session's row that make up its summary."""
_LINES = """SELECT group_concat(line, char(10)) FROM (
  SELECT printf('%.10s %s  %!-*s  %!-*s  %-*s  %*d  %s', started, substr(started, 12, 5), ? - client_wide, client,
    ? - title_wide, title, ?, CASE WHEN is_withdrawn THEN 'in error' ELSE status END, ?, words, id) AS line
  FROM session WHERE NOT is_copy{} ORDER BY no DESC)"""
_WIDTHS = """SELECT max(length(client) + client_wide), max(length(title) + title_wide),
  max(CASE WHEN is_withdrawn THEN 8 ELSE length(status) END), max(length(words))
  FROM session WHERE NOT is_copy{}"""
"""``client_wide`` and ``title_wide`` are by how many terminal cells a text exceeds its length."""


class Index(IndexSync):
    """Lists of all sessions and clients of a vault. Each query checks the folders for changes first."""

    def clients(self) -> tuple[ClientSummary, ...]:
        """Return all clients: the most recently seen first, then those without a session, by code."""
        rows = self.ask(
            None,
            lambda db: db.execute(
                "SELECT key, code, display, sessions, last, drafts FROM folder ORDER BY name"
            ).fetchall(),
        )
        found: dict[str, ClientSummary] = {}
        for key, *row in rows:
            each = _summary(*row)
            found[key] = _both(found[key], each) if key in found else each
        by_code = sorted(found.values(), key=lambda each: fold_case(each.code))
        return tuple(sorted(by_code, key=_last_seen, reverse=True))

    def sessions(self, client: str | None = None, *, status: str | None = None) -> tuple[SessionSummary, ...]:
        """Return the sessions of a client or of all, newest first."""
        where, values = _where(client, status)
        rows = self.ask(
            client,
            lambda db: db.execute(f"SELECT {HEAD} FROM session WHERE NOT is_copy{where}", values).fetchall(),
        )
        return tuple(sorted(map(self.summary, rows), key=newest_first, reverse=True))

    def lines(self, client: str | None = None, *, status: str | None = None) -> str | None:
        """Return the sessions of a client or of all as text, newest first, one line each.

        A line has date, time, client, guide, status, words and id. SQLite formats the lines itself: there may be
        tens of thousands. Returns None if a client's code or a guide's title is not safe to print on a terminal.
        """
        where, values = _where(client, status)

        def read(db: Connection) -> str | None:
            if db.execute("SELECT 1 FROM session WHERE is_odd LIMIT 1").fetchone():
                return None
            widths = db.execute(_WIDTHS.format(where), values).fetchone()
            lines: str | None = db.execute(_LINES.format(where), (*widths, *values)).fetchone()[0]
            return lines or ""

        return self.ask(client, read)

    def withdrawn(self, client: str | None = None) -> frozenset[str]:
        """Return the ids of the sessions that an addendum marks as entered by mistake."""
        where, values = _where(client, None)
        rows = self.ask(
            client,
            lambda db: db.execute(f"SELECT id FROM session WHERE is_withdrawn{where}", values).fetchall(),
        )
        return frozenset(session_id for (session_id,) in rows)

    def added_to(self) -> tuple[tuple[str, str], ...]:
        """Return folder and file name of each session that has an unfinished addendum."""
        return self.ask(
            None,
            lambda db: tuple(db.execute("SELECT folder, name FROM session WHERE is_added_to ORDER BY no")),
        )

    def faults(self, client: str | None = None, *, with_pages: bool = True) -> tuple[tuple[Path, str], ...]:
        """Return the unreadable files of sessions and private pages, and what is wrong with each."""
        where, values = _where(client, None)
        rows = self.ask(
            client,
            lambda db: db.execute(
                f"SELECT folder, place, name, what FROM fault WHERE 1{where} ORDER BY folder, place, name",
                values,
            ).fetchall(),
        )
        return tuple(
            (self.root / CLIENTS / folder / place / f"{name}.json", what)
            for folder, place, name, what in rows
            if with_pages or place != PRIVATE_FOLDER
        )

    def place_of(self, session_id: str, client: str | None = None, *, as_known: bool = False) -> tuple[str, str] | None:
        """Return folder and file name of a session, of ``client`` or of all; None if there is none.

        With ``as_known``, answer from the index without checking the folders for changes.
        """
        where, values = _where(client, None)
        found: tuple[str, str] | None = self.ask(
            client,
            lambda db: db.execute(
                f"SELECT folder, name FROM session WHERE id = ? AND NOT is_copy{where}",
                (session_id, *values),
            ).fetchone(),
            as_known=as_known,
        )
        return found

    def beginning(self, *starts: str) -> tuple[SessionSummary, ...]:
        """Return the sessions whose id begins with one of ``starts``, which may be whole ids."""

        def read(db: Connection) -> list[tuple[Any, ...]]:
            asked = f"SELECT {HEAD} FROM session WHERE NOT is_copy AND id >= ? AND id < ?"
            return [row for start in starts for row in db.execute(asked, (start, start + "\U0010ffff"))]

        return tuple(map(self.summary, self.ask(None, read)))

    def summary(self, row: tuple[Any, ...]) -> SessionSummary:
        """Return the summary for a row with the columns of ``HEAD``."""
        session_id, client, started, guide, title, status, words, folder, name, last = row
        path = self.root / CLIENTS / folder / f"{name}.md"
        return SessionSummary(
            session_id, client, datetime.fromisoformat(started), guide, title, status, words, path, last
        )  # fmt: skip


def _where(client: str | None, status: str | None) -> tuple[str, tuple[str, ...]]:
    """Return SQL conditions for a client and a status, and their parameters."""
    where, values = "", list[str]()
    if client is not None:
        where += " AND folder IN (SELECT name FROM folder WHERE key = ?)"
        values.append(fold_case(client))
    if status is not None:
        where += f" AND status = '{'draft' if status == 'draft' else 'signed'}'"
    return where, tuple(values)


def _summary(code: str, display: str | None, sessions: int, last: str | None, drafts: int) -> ClientSummary:
    """Return the summary for a client's row."""
    began = datetime.fromisoformat(last) if last else None
    return ClientSummary(code, display, sessions, began, drafts)


def _both(one: ClientSummary, other: ClientSummary) -> ClientSummary:
    """Merge the summaries of a client who has two folders, whose names differ only in case."""
    days = [each.last for each in (one, other) if each.last]
    last = max(days, key=lambda day: day.timestamp(), default=None)
    return ClientSummary(
        one.code, one.name or other.name, one.sessions + other.sessions, last, one.drafts + other.drafts
    )  # fmt: skip


def _last_seen(client: ClientSummary) -> float:
    """Sort key: when the client's latest session began."""
    return client.last.timestamp() if client.last else float("-inf")
