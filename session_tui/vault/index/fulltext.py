"""Words in the index: how what was written goes into the full-text tables, comes out again, and is asked for.

Words are told apart and folded by :mod:`session_tui.core.base.tokens`; SQLite is handed them ready, and its plainest tokenizer
finds the spaces. So a search by the index finds what :func:`session_tui.core.search.query.fits` says, in every script.
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
"""Begin the words that say whose a session is, its guide, its status, and the word that each session has; nobody types them."""
_BREAK = "\ue004"
"""Stands between two parts, so that no row of words runs from one into the next."""
_COLUMNS = ("who", "guide", "state", *AREAS)
_PLACES = ", ".join("?" * len(_COLUMNS))

_SLOTS = 8
"""Bits of a session's number below the second it began in, so that many may begin at once."""

SessionFacts = tuple[str, str, str]
"""Of a session: the folded code of its client, the id of its guide, its status."""


class SearchText(NamedTuple):
    """What was written in a session: its parts as JSON, and their words as the columns of the areas hold them."""

    parts: str
    words: list[str]


def search_text(parts: Sequence[SearchPart]) -> SearchText:
    """These parts, ready to be kept."""
    return SearchText(_dumped(parts), _words(parts))


def first_number(began: float) -> int:
    """The first number that a session may have which began then, in seconds since 1970: numbers rise with time."""
    return int(began) << _SLOTS


def number_range(first: datetime | None, end: datetime | None) -> tuple[int, int]:
    """Between which numbers sessions stand that begin at ``first`` or later, and before ``end``."""
    low = first_number(first.timestamp()) if first else -(2**62)
    high = first_number(end.timestamp()) - 1 if end else 2**62
    return low, high


def put_words(connection: Connection, no: int, facts: SessionFacts, kept: SearchText) -> None:
    """Keep what was written in a session under its number, to be found."""
    connection.execute("INSERT INTO written VALUES (?, ?)", (no, kept.parts))
    _insert(connection, no, facts, kept.words)


def drop_words(connection: Connection, no: int, facts: SessionFacts, *, is_hidden: bool = False) -> None:
    """Forget what was written in a session; ``is_hidden`` says that it cannot be found already."""
    if not is_hidden:
        hide_words(connection, no, facts)
    connection.execute("DELETE FROM written WHERE no = ?", (no,))


def hide_words(connection: Connection, no: int, facts: SessionFacts) -> None:
    """Let a session not be found, and keep what was written in it."""
    connection.execute(
        f"INSERT INTO word (word, rowid, {', '.join(_COLUMNS)}) VALUES ('delete', ?, {_PLACES})",
        (no, *_columns(facts), *_words(parts_of(connection, no))),
    )


def show_words(connection: Connection, no: int, facts: SessionFacts) -> None:
    """Let a session be found again."""
    _insert(connection, no, facts, _words(parts_of(connection, no)))


def parts_of(connection: Connection, no: int) -> tuple[SearchPart, ...]:
    """What was written in a session that is kept."""
    (text,) = connection.execute("SELECT parts FROM written WHERE no = ?", (no,)).fetchone()
    return tuple(SearchPart(*each) for each in json.loads(text))


def expression(query: Query, clients: Sequence[str] | None, guides: Sequence[str] | None) -> str:
    """What the full-text table is asked for a query; empty where its words, clients, guides and status ask nothing.

    Args:
        query: what is sought.
        clients: the folded codes of the clients who may be meant; None for all.
        guides: the ids of the guides that may be meant; None for all.
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
    connection.execute(
        f"INSERT INTO word (rowid, {', '.join(_COLUMNS)}) VALUES (?, {_PLACES})",
        (no, *_columns(facts), *words),
    )


def _columns(facts: SessionFacts) -> list[str]:
    """The words that say whose a session is, its guide and its status."""
    client, guide, status = facts
    return [_WHO + _hex(client), _GUIDE + _hex(guide), f"{_EVERY} {_STATE}{status}"]


def _words(parts: Iterable[SearchPart]) -> list[str]:
    """The words of each area, with a space between."""
    found = dict.fromkeys(AREAS, "")
    for part in parts:
        words, before = spaced_words(part.text), found[part.area]
        found[part.area] = f"{before} {_BREAK} {words}" if before else words
    return list(found.values())


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}'


def _any(column: str, words: Sequence[str]) -> str:
    """One of these words; where there are none, one that no session has."""
    choice = " OR ".join(f'"{word}"' for word in words or [_BREAK])
    return f"{column} : ({choice})"


def _hex(text: str) -> str:
    return text.encode().hex()


def _dumped(parts: Iterable[SearchPart]) -> str:
    rows = [[p.area, p.section, p.prompt, p.heading, p.text] for p in parts]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
