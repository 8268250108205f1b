"""The language of searching: what a practitioner types, read as a question to the practice.

Whatever is typed is a question; nothing is a mistake. ``docs/search.md`` describes the language, and
:mod:`session_tui.core.search.matches` says what a question finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, TypeVar

from session_tui.core.base.tokens import words_of
from session_tui.core.search.areas import PRIVATE, areas_named
from session_tui.core.search.date_bounds import is_prefix, read_bound

FILTERS = ("client", "guide", "after", "before", "is", "in", "sort")
"""The names that make a filter when a colon follows."""

Value = TypeVar("Value", str, bool)

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_TOKEN = re.compile(
    rf"(?P<minus>-+)?(?:(?P<name>(?ai:{'|'.join(FILTERS)})):)?"
    r'(?:"(?P<quoted>[^"]*)"?(?P<star>\*)?|(?P<bare>[^\s"]+))?'
)
_STATUSES = {"draft": "draft", "drafts": "draft", "signed": "signed"}
_ORDERS = {"best": True, "relevance": True, "newest": False}
_AS_WORDS = "so it is looked for as words."
_NO_VALUE = {
    "in": "names no part of a note",
    "is": "is neither is:draft nor is:signed",
    "after": "names no day (2026, 2026-03 and 3w do)",
    "before": "names no day (2026, 2026-03 and 3w do)",
    "sort": "is neither sort:best nor sort:newest",
}


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other in one part of a note.

    Attributes:
        words: folded, as :func:`session_tui.core.base.tokens.words_of` gives them; one at least.
        is_prefix: whether the last word may go on.
        is_excluded: whether a session that holds them does not fit.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the practice. Every filter that is given must let a session through.

    Attributes:
        clients: beginnings of codes or names, as `fold_name` gives them; any of them will do.
        guides: beginnings of guides' ids or titles, likewise.
        after: the first day that fits.
        before: the day after the last that fits.
        status: ``draft`` or ``signed``.
        within: the areas in which all terms, the excluded ones too, are looked for; empty for everywhere.
        is_private: whether the private pages are asked, and only they.
        by_relevance: best first; otherwise newest first.
        hints: a sentence for each filter that was read as words, because it has no such value.
        only_client: the code of the one client in whose chart the question is asked; it is never typed.
    """

    terms: tuple[Term, ...] = ()
    clients: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    status: str | None = None
    within: frozenset[str] = frozenset()
    is_private: bool = False
    by_relevance: bool = False
    hints: tuple[str, ...] = ()
    only_client: str | None = None

    @property
    def sought(self) -> tuple[Term, ...]:
        """The terms that must be found: all that are not excluded."""
        return tuple(term for term in self.terms if not term.is_excluded)

    def in_chart_of(self, code: str) -> Query:
        """The same question, to the sessions of one client."""
        return replace(self, only_client=code)


def parse_query(text: str, today: date) -> Query:
    """The question that a text asks on a day. Never raises."""
    reading = _Reading(today)
    for token in _tokens(text):
        reading.take(token)
    return reading.query()


def fold_name(name: str) -> str:
    """A code, name or title as it is compared with what ``client:`` and ``guide:`` ask for."""
    return " ".join(words_of(name))


def matches_prefix(beginnings: tuple[str, ...], *names: str) -> bool:
    """Whether a name begins with one of the folded beginnings; where there are none, any name fits."""
    return not beginnings or any(fold_name(name).startswith(beginnings) for name in names)


class _Token(NamedTuple):
    """A piece of what was typed: perhaps a filter's name, and words, perhaps in quotes."""

    minus: bool
    name: str
    text: str
    is_quoted: bool
    may_go_on: bool

    @property
    def typed(self) -> str:
        """The piece much as it was typed."""
        text = f'"{self.text}"' if self.is_quoted else self.text
        return f"{'-' * self.minus}{self.name}{':' * bool(self.name)}{text}"


def _tokens(text: str) -> Iterator[_Token]:
    """The pieces of a text. A quote that is never closed runs to the end."""
    plain = text.translate(_QUOTES)
    for found in _TOKEN.finditer(plain):
        quoted = found["quoted"]
        words = (quoted if quoted is not None else found["bare"]) or ""
        if not words:
            continue
        may_go_on = quoted is None or bool(found["star"]) or quoted.rstrip().endswith("*")
        name = (found["name"] or "").lower()
        yield _Token(bool(found["minus"]), name, words, quoted is not None, may_go_on)


@dataclass(slots=True)
class _Reading:
    """A question while it is read, piece by piece."""

    today: date
    terms: list[Term] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=lambda: {"client": [], "guide": []})
    after: date | None = None
    before: date | None = None
    statuses: set[str] = field(default_factory=set)
    within: set[str] = field(default_factory=set)
    is_private: bool = False
    by_relevance: bool = False
    hints: list[str] = field(default_factory=list)

    def take(self, token: _Token) -> None:
        """Read one more piece: a filter, or words."""
        if not token.name:
            self._take_words(token, words_of(token.text))
        elif token.minus:
            self._say(token, "is a filter that cannot be turned round")
        elif not self._take_filter(token):
            self._say(token, _NO_VALUE[token.name])

    def query(self) -> Query:
        """The question as a whole."""
        return Query(
            terms=tuple(dict.fromkeys(self.terms)),
            clients=tuple(self.names["client"]),
            guides=tuple(self.names["guide"]),
            after=self.after,
            before=self.before,
            status=self.statuses.pop() if len(self.statuses) == 1 else None,
            within=frozenset(self.within),
            is_private=self.is_private,
            by_relevance=self.by_relevance,
            hints=tuple(dict.fromkeys(self.hints)),
        )

    def _take_words(self, token: _Token, words: list[str]) -> None:
        if words:
            self.terms.append(Term(tuple(words), token.may_go_on, token.minus))

    def _say(self, token: _Token, why: str) -> None:
        """Read a filter as words, and say so."""
        self._take_words(token, words_of(f"{token.name} {token.text}"))
        self.hints.append(f"“{token.typed}” {why}, {_AS_WORDS}")

    def _take_filter(self, token: _Token) -> bool:
        """Whether it is a filter with all its values, which then count; several may stand with commas."""
        match token.name:
            case "client" | "guide":
                self.names[token.name] += filter(None, map(fold_name, token.text.split(",")))
                return True
            case "after" | "before":
                return self._take_day(token)
            case "in":
                return self._take_areas(token.text.split(","))
            case "is":
                status = _begun(_STATUSES, token.text)
                self.statuses |= {status} if status else set()
                return status is not None
        order = _begun(_ORDERS, token.text)
        self.by_relevance = bool(order)
        return order is not None

    def _take_day(self, token: _Token) -> bool:
        """Of two days the narrower counts. One that is only begun does not count yet."""
        day = read_bound(token.text, self.today)
        if day is None:
            return is_prefix(token.text)
        if token.name == "after":
            self.after = max(day, self.after or day)
        else:
            self.before = min(day, self.before or day)
        return True

    def _take_areas(self, names: list[str]) -> bool:
        """Whether each names an area, which is then looked at besides the others."""
        asked = [name.strip().lower() for name in names if name.strip()]
        found = {name: areas_named(name) for name in asked}
        if not all(found[name] or PRIVATE.startswith(name) for name in asked):
            return False
        self.is_private |= PRIVATE in asked
        self.within |= frozenset[str]().union(*found.values())
        return True


def _begun(values: Mapping[str, Value], typed: str) -> Value | None:
    """The value whose name begins as was typed, when it can be one value only."""
    name = typed.strip().lower()
    found = {value for known, value in values.items() if name and known.startswith(name)}
    return found.pop() if len(found) == 1 else None
