"""Match a session against a query, and find the matching words and an excerpt that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from session_tui.core.base.tokens import word_spans, words_of
from session_tui.core.search.areas import SearchPart
from session_tui.core.search.query import Query, Term

Span = tuple[int, int]
"""A span of a text: ``text[start:end]``."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A one-line excerpt of a session.

    Attributes:
        heading: the heading of its part.
        prompt: the id of its prompt; empty for jots and addenda.
        marks: the spans of the matching words.
    """

    heading: str = ""
    prompt: str = ""
    text: str = ""
    marks: tuple[Span, ...] = ()


def matches_query(query: Query, parts: Sequence[SearchPart]) -> bool:
    """Whether these parts contain every term of the query in its areas, and no excluded term.

    Clients, guides, days and status are not checked. The words of a term must be in one part; terms may be in several.
    """
    if query.finds_nothing:
        return False
    texts = [words_of(part.text) for part in _within(query, parts)]
    return all(any(_places_of(term, words) for words in texts) is not term.is_excluded for term in query.terms)


def find_matches(query: Query, text: str) -> tuple[Span, ...]:
    """Return the spans of the matching words in a text, in order; adjacent words are one span."""
    rows = _rows(query.sought, words_of(text))
    if not rows:
        return ()
    spans = word_spans(text)
    found = sorted((spans[first][0], spans[last][1]) for row in rows for first, last in row)
    merged = [found[0]]
    for start, end in found[1:]:
        if start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def excerpt(query: Query, parts: Sequence[SearchPart], width: int) -> Excerpt:
    """Return a line of at most ``width`` characters around the first match in the part that has most of the terms.

    White space is collapsed, and ``…`` marks omitted text. Without a match it is the beginning of
    the first part.
    """
    looked_at = _within(query, parts) or parts
    if not looked_at:
        return Excerpt()
    part = _fullest(query.sought, looked_at)
    text = " ".join(part.text.split())
    line, marks = _cut(text, find_matches(query, text), max(width, 1))
    return Excerpt(part.heading, part.prompt, line, marks)


def _fullest(terms: tuple[Term, ...], parts: Sequence[SearchPart]) -> SearchPart:
    """Return the first of the parts with the most terms."""
    fullest, most = parts[0], 0
    for part in parts:
        # No part can have more.
        if most == len(terms):
            break
        found = len(_rows(terms, words_of(part.text)))
        if found > most:
            fullest, most = part, found
    return fullest


def narrowed(line: Excerpt, width: int) -> Excerpt:
    """Return the excerpt cut to at most ``width`` characters around its first match."""
    text, marks = _cut(line.text, line.marks, max(width, 1))
    return replace(line, text=text, marks=marks)


def _within(query: Query, parts: Sequence[SearchPart]) -> Sequence[SearchPart]:
    """Return the parts in the areas of the query."""
    if not query.within:
        return parts
    return [part for part in parts if part.area in query.within]


def _rows(terms: Iterable[Term], words: list[str]) -> list[list[Span]]:
    """Return, for each term found, the word ranges of its occurrences."""
    found = (_places_of(term, words) for term in terms)
    return [row for row in found if row]


def _places_of(term: Term, words: list[str]) -> list[Span]:
    """Yield the word ranges at which a term occurs."""
    *whole, last = term.words
    size = len(whole)
    if term.is_prefix:
        ends = [at for at, word in enumerate(words) if word.startswith(last)]
    # Few texts hold the word, and this test is faster than the loop.
    elif last in words:
        ends = [at for at, word in enumerate(words) if word == last]
    else:
        return []
    return [(at - size, at) for at in ends if at >= size and words[at - size : at] == whole]


def _cut(text: str, marks: tuple[Span, ...], width: int) -> tuple[str, tuple[Span, ...]]:
    """Return at most ``width`` characters of a line around its first mark, and the marks within."""
    if len(text) <= width:
        return text, marks
    first = marks[0] if marks else (0, 0)
    start = _start(text, first, width)
    room = width - bool(start)
    end = len(text) if len(text) - start <= room else _end(text, start, start + room - 1, first[1])
    before = "…" if start else ""
    after = "…" if end < len(text) else ""
    shift = len(before) - start
    shown = tuple(
        (max(place, start) + shift, min(stop, end) + shift) for place, stop in marks if place < end and stop > start
    )
    return f"{before}{text[start:end]}{after}", shown


def _start(text: str, first: Span, width: int) -> int:
    """Return where a cut line starts: a third of its width before the first mark, at a word if possible."""
    wanted = min(first[0] - width // 3, len(text) - width + 1)
    if wanted <= 1:
        return 0
    gap = text.find(" ", wanted - 1, first[0])
    return min(wanted, first[0]) if gap < 0 else gap + 1


def _end(text: str, start: int, latest: int, first_end: int) -> int:
    """Return the end of a cut line: at the end of a word if one ends after the first mark."""
    latest = max(latest, start)
    gap = text.rfind(" ", max(start, first_end), latest + 1)
    return latest if gap <= start else gap
