"""The full-text tables: storing the words of sessions, and translating queries.

Texts are split into words and folded by :mod:`session_tui.core.base.tokens`. SQLite gets the words separated by spaces,
and its simplest tokenizer splits them again. So a search in the index finds, in every script, what
:func:`session_tui.core.search.query.fits` accepts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from session_tui.core.base.tokens import spaced_words
from session_tui.core.search.areas import AREAS, SearchPart
from session_tui.core.search.query import Query, Term
from session_tui.vault.index.database import Connection

_WHO, _GUIDE, _STATE, _EVERY = "\ue000", "\ue001", "\ue002", "\ue003"
"""Private-use characters: prefixes of the words for client, guide and status, and a word in every session."""
_BREAK = "\ue004"
"""The word between two parts, so that no phrase matches across them."""
_COLUMNS = ("who", "guide", "state", *AREAS)
_PLACES = ", ".join("?" * len(_COLUMNS))

_SLOTS = 8
"""Low bits of a row number below the second a session began, so that several may begin in the same second."""

SessionFacts = tuple[str, str, str]
"""The folded code of a session's client, the id of its guide, and its status."""


class SearchText(NamedTuple):
    """The text of a session: its parts as JSON, and the words of each area."""

    parts: str
    words: list[str]


def search_text(parts: Sequence[SearchPart]) -> SearchText:
    """Prepare the parts for storing."""
    return SearchText(_dumped(parts), _words(parts))


def first_number(began: float) -> int:
    """Return the lowest row number for a session that began then (seconds since 1970); numbers rise with time."""
    return int(began) << _SLOTS


def number_range(first: datetime | None, end: datetime | None) -> tuple[int, int]:
    """Return the lowest and highest row numbers of sessions that begin at ``first`` or later, and before ``end``."""
    low = first_number(first.timestamp()) if first else -(2**62)
    high = first_number(end.timestamp()) - 1 if end else 2**62
    return low, high


def put_words(connection: Connection, no: int, facts: SessionFacts, kept: SearchText) -> None:
    """Store the text of a session under its row number, and make it searchable."""
    connection.execute("INSERT INTO written VALUES (?, ?)", (no, kept.parts))
    _insert(connection, no, facts, kept.words)


def drop_words(connection: Connection, no: int, facts: SessionFacts, *, is_hidden: bool = False) -> None:
    """Delete the text of a session; ``is_hidden`` if it is already excluded from searches."""
    if not is_hidden:
        hide_words(connection, no, facts)
    connection.execute("DELETE FROM written WHERE no = ?", (no,))


def hide_words(connection: Connection, no: int, facts: SessionFacts) -> None:
    """Exclude a session from searches, but keep its text."""
    connection.execute(
        f"INSERT INTO word (word, rowid, {', '.join(_COLUMNS)}) VALUES ('delete', ?, {_PLACES})",
        (no, *_columns(facts), *_words(parts_of(connection, no))),
    )


def show_words(connection: Connection, no: int, facts: SessionFacts) -> None:
    """Make a hidden session searchable again."""
    _insert(connection, no, facts, _words(parts_of(connection, no)))


def parts_of(connection: Connection, no: int) -> tuple[SearchPart, ...]:
    """Return the stored text of a session."""
    (text,) = connection.execute("SELECT parts FROM written WHERE no = ?", (no,)).fetchone()
    return tuple(SearchPart(*each) for each in json.loads(text))


def expression(query: Query, clients: Sequence[str] | None, guides: Sequence[str] | None) -> str:
    """Return the FTS5 expression for a query; empty if it restricts neither words, clients, guides nor status.

    Args:
        query: the query.
        clients: the folded codes of the clients to include; None for all.
        guides: the ids of the guides to include; None for all.
    """
    wanted = []
    areas = " ".join(area for area in AREAS if area in query.within)
    within = f"{{{areas}}} : " if areas else ""
    sought = [_phrase(term) for term in query.terms if not term.is_excluded]
    left_out = [_phrase(term) for term in query.terms if term.is_excluded]
    if sought:
        wanted.append(f"{within}({' AND '.join(sought)})")
    if clients is not None:
        wanted.append(_any("who", [_WHO + _hex(each) for each in clients]))
    if guides is not None:
        wanted.append(_any("guide", [_GUIDE + _hex(each) for each in guides]))
    if query.status:
        wanted.append(_any("state", [_STATE + query.status]))
    if left_out:
        having = " AND ".join(f"({each})" for each in wanted) or f'state : "{_EVERY}"'
        return f"({having}) NOT ({within}({' OR '.join(left_out)}))"
    return " AND ".join(f"({each})" for each in wanted)


def _insert(connection: Connection, no: int, facts: SessionFacts, words: Sequence[str]) -> None:
    """Insert a session's words into the full-text table."""
    connection.execute(
        f"INSERT INTO word (rowid, {', '.join(_COLUMNS)}) VALUES (?, {_PLACES})",
        (no, *_columns(facts), *words),
    )


def _columns(facts: SessionFacts) -> list[str]:
    """Return the special words for a session's client, guide and status."""
    client, guide, status = facts
    return [_WHO + _hex(client), _GUIDE + _hex(guide), f"{_EVERY} {_STATE}{status}"]


def _words(parts: Iterable[SearchPart]) -> list[str]:
    """Return the words of each area, separated by spaces."""
    found = dict.fromkeys(AREAS, "")
    for part in parts:
        words, before = spaced_words(part.text), found[part.area]
        found[part.area] = f"{before} {_BREAK} {words}" if before else words
    return list(found.values())


def _phrase(term: Term) -> str:
    """Return the FTS5 phrase for a term."""
    return f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}'


def _any(column: str, words: Sequence[str]) -> str:
    """Return an expression for any of ``words``; for none, a word that no session has."""
    choice = " OR ".join(f'"{word}"' for word in words or [_BREAK])
    return f"{column} : ({choice})"


def _hex(text: str) -> str:
    """Encode a text in hexadecimal, so that it is a single word."""
    return text.encode().hex()


def _dumped(parts: Iterable[SearchPart]) -> str:
    """Serialise parts as JSON."""
    rows = [[p.area, p.section, p.prompt, p.heading, p.text] for p in parts]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
