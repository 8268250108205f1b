"""Searches the index: which sessions match a query, newest or most relevant first, and where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from session_tui.core.base.text import fold_case
from session_tui.core.search.matches import Excerpt, excerpt
from session_tui.core.search.query import Query, matches_prefix
from session_tui.vault.index.database import Connection
from session_tui.vault.index.fulltext import expression, number_range, parts_of
from session_tui.vault.index.index import HEAD, Index
from session_tui.vault.index.results import Hit, SearchResults
from session_tui.vault.storage.summaries import SessionSummary

WIDTH = 160
"""Characters of an excerpt; the caller shortens it to the space available."""

_FARTHEST = timedelta(days=1)
"""The most by which the start of a day can differ from the same day's start in UTC."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query in SQL: the table to read, the conditions, and their parameters."""

    source: str
    where: str
    values: tuple[Any, ...]
    is_ranked: bool = False


def search_index(index: Index, query: Query, *, start: int = 0, limit: int = 50) -> SearchResults:
    """Return the sessions that match a query, at most ``limit`` from the ``start``-th on.

    A query for private pages searches only those.
    """
    if query.finds_nothing:
        return SearchResults(0, (), query.hints)
    if query.is_private:
        return index.read_both(lambda db, pages: _search_pages(index, db, pages, query, start, limit))
    return index.read(lambda db: _search(index, db, query, start, limit))


def _search(index: Index, db: Connection, query: Query, start: int, limit: int) -> SearchResults:
    """Search the sessions."""
    asked = _asked(db, query)
    newest = (
        "word.rowid DESC" if asked.is_ranked else "no DESC"
    )  # the order in which FTS5 returns rows itself, so it need not sort
    order = f"rank, {newest}" if query.by_relevance and asked.is_ranked else newest
    join = " JOIN session ON no = word.rowid" if asked.is_ranked else ""
    rows = db.execute(
        f"SELECT no, is_withdrawn, {HEAD} FROM {asked.source}{join} WHERE {asked.where} ORDER BY {order}"
        " LIMIT ? OFFSET ?",
        (*asked.values, limit, start),
    ).fetchall()
    if not start and len(rows) < limit:
        total = len(rows)
    else:
        join = join if query.after or query.before else ""
        counted = f"SELECT count(*) FROM {asked.source}{join} WHERE {asked.where}"
        (total,) = db.execute(counted, asked.values).fetchone()
    return SearchResults(total, tuple(_hit(index, db, query, row) for row in rows), query.hints)


def _asked(db: Connection, query: Query) -> _Asked:
    """Translate a query for sessions into SQL."""
    match = expression(query, _clients(db, query), _guides(db, query))
    where = ["word MATCH ?" if match else "NOT is_copy"]
    values: list[Any] = [match] if match else []
    if query.after or query.before:
        where.append(f"{'word.rowid' if match else 'no'} BETWEEN ? AND ?")
        values += number_range(_midnight(query.after, -_FARTHEST), _midnight(query.before, _FARTHEST))
    for day, compares in ((query.after, ">="), (query.before, "<")):
        if day:
            where.append(f"substr(started, 1, 10) {compares} ?")
            values.append(day.isoformat())
    source = "word" if match else "session"
    return _Asked(source, " AND ".join(where), tuple(values), is_ranked=bool(match))


def _search_pages(
    index: Index, db: Connection, pages: Connection, query: Query, start: int, limit: int
) -> SearchResults:
    """Search the private pages."""
    match = expression(replace(query, status=None), _clients(db, query), None)
    source = "word JOIN page ON no = word.rowid WHERE word MATCH ?" if match else "page WHERE ? = ''"
    newest = "word.rowid DESC" if match else "no DESC"
    order = f"rank, {newest}" if query.by_relevance and match else newest
    asked = f"SELECT no, id FROM {source} ORDER BY {order}"
    found = [(no, _session(db, session_id)) for no, session_id in pages.execute(asked, (match,))]
    fits = [(no, row) for no, row in found if row and _passes(query, index.summary(row[1:]))]
    hits = (
        Hit(index.summary(row[1:]), bool(row[0]), excerpt(query, parts_of(pages, no), WIDTH))
        for no, row in fits[start : start + limit]
    )
    return SearchResults(len(fits), tuple(hits), query.hints)


def _hit(index: Index, db: Connection, query: Query, row: tuple[Any, ...]) -> Hit:
    """Return the hit for a row, with its excerpt."""
    no, is_withdrawn, *summary = row
    found = excerpt(query, parts_of(db, no), WIDTH) if query.sought else Excerpt()
    return Hit(index.summary(tuple(summary)), bool(is_withdrawn), found)


def _session(db: Connection, session_id: str) -> tuple[Any, ...] | None:
    """Return whether a session is withdrawn, and the columns of ``HEAD``; None if there is no such session."""
    found: tuple[Any, ...] | None = db.execute(
        f"SELECT is_withdrawn, {HEAD} FROM session WHERE id = ? AND NOT is_copy", (session_id,)
    ).fetchone()
    return found


def _passes(query: Query, summary: SessionSummary) -> bool:
    """Whether a session matches the query's guide, status and days."""
    day = summary.started.date()
    return (
        query.status in (None, summary.status)
        and matches_prefix(query.guides, summary.guide, summary.title)
        and (query.after is None or day >= query.after)
        and (query.before is None or day < query.before)
    )


def _clients(db: Connection, query: Query) -> list[str] | None:
    """Return the folded codes of the clients that a query includes; None for all."""
    if query.only_client is not None and not query.clients:
        return [fold_case(query.only_client)]
    if not query.clients:
        return None
    rows = db.execute("SELECT key, code, display FROM folder").fetchall()
    keys = {key for key, code, name in rows if matches_prefix(query.clients, code, name or "")}
    return sorted(keys & {fold_case(query.only_client)} if query.only_client is not None else keys)


def _guides(db: Connection, query: Query) -> list[str] | None:
    """Return the ids of the guides that a query includes; None for all."""
    if not query.guides:
        return None
    rows = db.execute("SELECT id, title FROM guide").fetchall()
    return sorted({guide for guide, title in rows if matches_prefix(query.guides, guide, title)})


def _midnight(day: date | None, farther: timedelta) -> datetime | None:
    """Return the start of ``day`` in UTC, shifted by ``farther``; None if the result would be out of range."""
    if day is None or not date(1, 1, 3) < day < date(9999, 12, 29):
        return None
    return datetime.combine(day, time(), UTC) + farther
