"""Parse the query language of search.

Any text is a valid query. ``docs/search.md`` describes the language;
:mod:`session_tui.core.search.matches` evaluates a query.
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
"""The names that are filters if a colon follows."""

Value = TypeVar("Value", str, bool)

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
# Every part is optional, so it matches anywhere, even nothing; _tokens() skips matches without words.
# "a" beside "i": otherwise "ſ" would match the "s" in a filter's name.
_TOKEN = re.compile(
    rf"(?P<minus>-+)?(?:(?P<name>(?ai:{'|'.join(FILTERS)})):)?"
    r'(?:"(?P<quoted>[^"]*)"?(?P<star>\*)?|(?P<bare>[^\s"]+))?'
)
_STATUSES = {"draft": "draft", "drafts": "draft", "signed": "signed"}
_ORDERS = {"best": True, "relevance": True, "newest": False}
_AS_WORDS = "so it is searched for as words."
_NO_VALUE = {
    "in": "is not a part of a note",
    "is": "is neither is:draft nor is:signed",
    "after": "is not a date (try 2026, 2026-03 or 3w)",
    "before": "is not a date (try 2026, 2026-03 or 3w)",
    "sort": "is neither sort:best nor sort:newest",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A sequence of consecutive words in one part of a note.

    Attributes:
        words: the folded words (:func:`session_tui.core.base.tokens.words_of`); at least one.
        is_prefix: whether the last word is a prefix.
        is_excluded: whether sessions that contain them are excluded.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. A session must pass every filter.

    Attributes:
        clients: prefixes of codes or names, as returned by `fold_name`; any may match.
        guides: prefixes of guide ids or titles, likewise.
        after: the first day that is included.
        before: the day after the last that is included.
        status: ``draft`` or ``signed``.
        within: the areas in which terms, including excluded ones, are searched; empty means all.
        is_private: whether only the private pages are searched.
        by_relevance: sort by best match; otherwise newest first.
        hints: a sentence for each filter that was read as words because its value is unknown, and for each term that
            was ignored because it holds no word.
        finds_nothing: whether terms were typed and none of them holds a word; no session matches.
        only_client: the code of the client whose chart is searched; never typed.
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
    finds_nothing: bool = False
    only_client: str | None = None

    @property
    def sought(self) -> tuple[Term, ...]:
        """The terms that are not excluded."""
        return tuple(term for term in self.terms if not term.is_excluded)

    def in_chart_of(self, code: str) -> Query:
        """Return the query restricted to one client."""
        return replace(self, only_client=code)


def parse_query(text: str, today: date) -> Query:
    """Return the query of a typed text; ``today`` is the reference for dates. Never raises."""
    reading = _Reading(today)
    for token in _tokens(text):
        reading.take(token)
    return reading.query()


def fold_name(name: str) -> str:
    """Return a code, name or title in the form in which ``client:`` and ``guide:`` compare it."""
    return " ".join(words_of(name))


def matches_prefix(beginnings: tuple[str, ...], *names: str) -> bool:
    """Whether one of the names starts with one of the folded ``beginnings``; without any, every name matches."""
    return not beginnings or any(fold_name(name).startswith(beginnings) for name in names)


class _Token(NamedTuple):
    """A token of the typed text: an optional filter name and words, possibly quoted."""

    minus: bool
    name: str
    text: str
    is_quoted: bool
    may_go_on: bool

    @property
    def typed(self) -> str:
        """The token approximately as typed."""
        text = f'"{self.text}"' if self.is_quoted else self.text
        return f"{'-' * self.minus}{self.name}{':' * bool(self.name)}{text}"


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the tokens of a text. An unclosed quote runs to the end."""
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
    """A query under construction, token by token."""

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
    ignored: list[str] = field(default_factory=list)

    def take(self, token: _Token) -> None:
        """Add the next token: a filter, or words."""
        if not token.name:
            self._take_words(token, words_of(token.text))
        elif token.minus:
            self._say(token, "is a filter that does not work with “-”")
        elif not self._take_filter(token):
            self._say(token, _NO_VALUE[token.name])

    def query(self) -> Query:
        """Return the finished query."""
        return Query(
            terms=tuple(dict.fromkeys(self.terms)),
            clients=tuple(self.names["client"]),
            guides=tuple(self.names["guide"]),
            after=self.after,
            before=self.before,
            # Both is:draft and is:signed: every session has either status, so nothing is filtered.
            status=self.statuses.pop() if len(self.statuses) == 1 else None,
            within=frozenset(self.within),
            is_private=self.is_private,
            by_relevance=self.by_relevance,
            hints=tuple(dict.fromkeys((*self.hints, *self._ignored_hints()))),
            finds_nothing=bool(self.ignored and not self.terms),
        )

    def _take_words(self, token: _Token, words: list[str]) -> None:
        """Add a token's words as one term."""
        if words:
            self.terms.append(Term(tuple(words), token.may_go_on, token.minus))
        else:
            self.ignored.append(token.typed)

    def _ignored_hints(self) -> list[str]:
        """Return a sentence for each term without a word."""
        result = "so it is ignored." if self.terms else "so nothing is searched for."
        return [f"“{typed}” holds no word, {result}" for typed in self.ignored]

    def _say(self, token: _Token, why: str) -> None:
        """Read a filter as words, and add a hint that says why."""
        self._take_words(token, words_of(f"{token.name} {token.text}"))
        self.hints.append(f"“{token.typed}” {why}, {_AS_WORDS}")

    def _take_filter(self, token: _Token) -> bool:
        """Apply the token if it is a filter with valid values (comma-separated); return whether it was."""
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
        """Apply a date bound; of two, the narrower one counts. An incomplete date is ignored."""
        day = read_bound(token.text, self.today)
        if day is None:
            return is_prefix(token.text)
        if token.name == "after":
            self.after = max(day, self.after or day)
        else:
            self.before = min(day, self.before or day)
        return True

    def _take_areas(self, names: list[str]) -> bool:
        """Add the named areas; return whether every name is one."""
        asked = [name.strip().lower() for name in names if name.strip()]
        found = {name: areas_named(name) for name in asked}
        # The beginning of "private" is accepted, but has no effect until the word is complete.
        if not all(found[name] or PRIVATE.startswith(name) for name in asked):
            return False
        self.is_private |= PRIVATE in asked
        self.within |= frozenset[str]().union(*found.values())
        return True


def _begun(values: Mapping[str, Value], typed: str) -> Value | None:
    """Return the value whose name starts with the typed text, if there is exactly one."""
    name = typed.strip().lower()
    found = {value for known, value in values.items() if name and known.startswith(name)}
    return found.pop() if len(found) == 1 else None
