"""What a question finds: whether a session fits, where the sought words stand, and a line that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from session_tui.core.base.tokens import word_spans, words_of
from session_tui.core.search.areas import SearchPart
from session_tui.core.search.query import Query, Term

Span = tuple[int, int]
"""A piece of a text: ``text[start:end]``."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a session.

    Attributes:
        heading: of the part that it is from.
        prompt: the id of its prompt; empty for jots and addenda.
        marks: where in the text the sought words stand.
    """

    heading: str = ""
    prompt: str = ""
    text: str = ""
    marks: tuple[Span, ...] = ()


def matches_query(query: Query, parts: Sequence[SearchPart]) -> bool:
    """Whether a session with these parts has what is sought, within the areas of the query, and nothing excluded.

    Clients, guides, days and status are not looked at. The words of a term stand in one part; terms may stand apart.
    """
    texts = [words_of(part.text) for part in _within(query, parts)]
    return all(any(_places_of(term, words) for words in texts) is not term.is_excluded for term in query.terms)


def find_matches(query: Query, text: str) -> tuple[Span, ...]:
    """Where in a text the sought words stand, in order, whole words; those that touch are one place."""
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
    """One line of at most ``width`` characters around the first place in the part that has most of what is sought.

    White space is one space, and ``…`` stands where text is left out. Where nothing is found it is the beginning of
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
    """The first of the parts that have most of the terms."""
    fullest, most = parts[0], 0
    for part in parts:
        if most == len(terms):
            break
        found = len(_rows(terms, words_of(part.text)))
        if found > most:
            fullest, most = part, found
    return fullest


def narrowed(line: Excerpt, width: int) -> Excerpt:
    """The same excerpt in at most ``width`` characters, its first place still in it."""
    text, marks = _cut(line.text, line.marks, max(width, 1))
    return replace(line, text=text, marks=marks)


def _within(query: Query, parts: Sequence[SearchPart]) -> Sequence[SearchPart]:
    """The parts that the query looks at."""
    if not query.within:
        return parts
    return [part for part in parts if part.area in query.within]


def _rows(terms: Iterable[Term], words: list[str]) -> list[list[Span]]:
    """For each term that stands among the words: from which word to which, each time."""
    found = (_places_of(term, words) for term in terms)
    return [row for row in found if row]


def _places_of(term: Term, words: list[str]) -> list[Span]:
    """From which word to which a term stands among others."""
    *whole, last = term.words
    size = len(whole)
    if term.is_prefix:
        ends = [at for at, word in enumerate(words) if word.startswith(last)]
    elif last in words:
        ends = [at for at, word in enumerate(words) if word == last]
    else:
        return []
    return [(at - size, at) for at in ends if at >= size and words[at - size : at] == whole]


def _cut(text: str, marks: tuple[Span, ...], width: int) -> tuple[str, tuple[Span, ...]]:
    """At most so many characters of a line, around its first mark, and the marks that are in them."""
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
    """Where a line begins that has a third of its width before the first mark: at a word, where one begins there."""
    wanted = min(first[0] - width // 3, len(text) - width + 1)
    if wanted <= 1:
        return 0
    gap = text.find(" ", wanted - 1, first[0])
    return min(wanted, first[0]) if gap < 0 else gap + 1


def _end(text: str, start: int, latest: int, first_end: int) -> int:
    """Where a line ends that has no room for all: behind a word, where one ends behind the first mark."""
    latest = max(latest, start)
    gap = text.rfind(" ", max(start, first_end), latest + 1)
    return latest if gap <= start else gap
