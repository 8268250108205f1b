"""Notes that hypothesis makes up: every field that the core's rules allow, with text that is hard to keep.

Import it as ``from tests.markdown.strategies import notes`` (the root of the repository is on pytest's path).
"""

import string
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from session_tui.core.guide import Share
from session_tui.core.rules import (
    Day,
    Document,
    ListOf,
    Member,
    Moment,
    OneOf,
    Part,
    Rule,
    Table,
    Text,
    Whole,
    YesNo,
    rules_of,
)
from session_tui.core.session import NAME, Addendum, Answer, GuideRef, Jot, Note, Session, Signature
from session_tui.core.values import DOMAINS, ID, VALUES, Kind
from tests.rounds import rounds

SLOW = settings(
    max_examples=rounds(25),
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)
"""For tests that draw whole notes."""

HARD = (
    "# heading", "## Goals", "### Since last time", "####### seven", "#tag", "Title\n===", "Title\n---", "---", "- - -", "***", "-", "=",
    "```", "```python", "````", "~~~", "  ```", "    ```", "> ```", "- ```", "```\ncode\n```", "```\n# in code\n~~~\n```\nafter",
    "<!-- a comment", "-->", "<!-- prompt=since kind=text -->", "<!-- not shown", "<div>", "</div>", "<script>", "<?php", "<![CDATA[", "<pre>",
    "<https://example.org>", "*Note:* ours?", "*Marked:* yes", "*Not confirmed: x*", "*Reason:* x", "*By:* x", "*emphasis*", "**strong**", "* ", "*",
    "\\", "\\\\", "\\# x", "\\\\# x", "\\```", "\\<!--", "\\- x", "\\", "a\\", "&#10;", "&amp;#10;", "&#27;", "&amp;", "&lt;!--", "&", "&#0;", "&#55296;",
    "- why: because", "- now: 6 of 10", "  - state: open", "1. # x", "2) x", "> # quoted heading", "> - # both", "- [x] done", "+ # x", "1. - # x",
    "[x]: y", "[^1]: note", "[link](x)", "| a | b |\n|---|---|\n| 1 | 2 |", "$$", "%%", "%% hidden", "\ttab", "    code", " ", "  ", "\u00a0", "\u3000", "",
    "\r\n", "\r", "\n", "\n\n\n", "a\r\nb\r\nc", "a\r\nb\nc\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1b[31m", "\x07", "\x7f", "\x9b", "\x01", "\ufeff",
    "אבג שלום", "\u202eevil\u202c", "👩‍👩‍👧‍👦", "e\u0301", "\U0001f1f3\U0001f1f5", "кира", "\U0010ffff", "%", "“quotes”", '"', "'", ":", "a: b", ": ", "a:", "6 of 10", "Food",
    "Food: 6 of 10", "no", "- ", "- x", "* x", "trailing  ", "trailing\\", "---\nclient: other\n---", "&#32;x", "x <!-- id=1 -->",
)  # fmt: skip
"""Pieces that a reader or a viewer could take for something else."""

_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_PIECE = st.one_of(
    st.sampled_from(HARD),
    st.text(_LETTERS, max_size=8),
    st.text("ab #->*`\\\n\r\t<!&;", max_size=8),
)
TEXT = st.one_of(
    st.lists(_PIECE, max_size=7).map("\n".join),
    st.lists(_PIECE, max_size=4).map("".join),
    st.lists(_PIECE, max_size=4).map("\r\n".join),
)
"""Any storable text, mostly made of hard pieces."""

_OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_MOMENTS = st.datetimes(
    datetime(1, 1, 3),  # noqa: DTZ001
    datetime(9999, 12, 28),  # noqa: DTZ001
    timezones=st.one_of(st.just(UTC), _OFFSETS),
)
_IDS = st.uuids().map(str)
_NAMES = st.one_of(
    st.sampled_from(("story", "goals", "expectations", "next-steps", "private", "since", "ana-k", "кира", "2026-014")),
    st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=6),
    TEXT.map(lambda text: "".join(text.split())).filter(bool),
)  # fmt: skip


def of_rule(rule: Rule) -> st.SearchStrategy[Any]:
    """Values that obey a rule."""
    if isinstance(rule, Text):
        return _texts(rule)
    made: dict[type[Rule], Callable[[Any], st.SearchStrategy[Any]]] = {
        Whole: lambda r: st.integers(r.low, r.high),
        YesNo: lambda _: st.booleans(),
        OneOf: lambda r: st.sampled_from(r.words),
        Member: lambda r: st.sampled_from(list(r.kind)),
        Day: lambda _: st.dates(date(1, 1, 1), date(9999, 12, 31)),
        Moment: lambda _: _MOMENTS,
        ListOf: lambda r: st.lists(of_rule(r.rule), min_size=int(r.filled), max_size=3).map(tuple),
        Table: _tables,
        Part: lambda r: documents(r.kind),
    }
    return made[type(rule)](rule)


def documents(kind: type[Document], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Documents of a class: optional fields now given, now not; ``fixed`` strategies by field."""
    must, may = {}, {}
    for name, (_, rule, is_needed) in rules_of(kind).items():
        if name in fixed:
            must[name] = fixed[name]
        elif is_needed:
            must[name] = of_rule(rule)
        else:
            may[name] = of_rule(rule)
    return st.fixed_dictionaries(must, optional=may).map(lambda given: kind(**given))


def _texts(rule: Text) -> st.SearchStrategy[str]:
    if rule is ID:
        return _IDS
    if rule is NAME:
        return _NAMES
    if rule.pattern and rule.pattern.pattern == "[0-9a-f]{64}":
        return st.text("0123456789abcdef", min_size=64, max_size=64)
    if rule.pattern:
        return TEXT.filter(lambda text: bool(rule.pattern and rule.pattern.fullmatch(text)))
    return TEXT.filter(lambda text: bool(text.strip())) if rule.filled else TEXT


def _tables(rule: Table) -> st.SearchStrategy[Any]:
    names = st.one_of(
        st.sampled_from([word for pair in DOMAINS for word in pair]), of_rule(rule.names)
    )
    return st.dictionaries(names, of_rule(rule.rule), min_size=1, max_size=5).map(
        lambda given: tuple(given.items())
    )


@st.composite
def answers(draw: st.DrawFn, kinds: tuple[Kind, ...] = tuple(Kind)) -> Answer:
    """An answer of any kind in any state."""
    kind = draw(st.sampled_from(kinds))
    is_answered = draw(st.booleans())
    value = draw(st.one_of(st.none(), of_rule(VALUES[kind]))) if is_answered else None
    note = draw(st.one_of(st.just(""), TEXT)) if is_answered else ""
    mark = draw(st.one_of(st.none(), _texts(Text(filled=True)))) if is_answered else None
    is_given = value is not None or bool(note) or mark is not None
    confirmed = draw(st.sampled_from((None, True, False)))
    return Answer(
        section=draw(_NAMES),
        prompt=draw(_NAMES),
        heading=draw(_texts(Text(filled=True))),
        kind=kind,
        ask=draw(st.one_of(st.just("What else?"), TEXT)),
        share=draw(st.sampled_from(list(Share))),
        state="answered" if is_given else draw(st.sampled_from(("skipped", "not reached"))),
        origin="today" if confirmed is None else f"carried:{draw(st.one_of(_IDS, _NAMES))}",
        confirmed=confirmed,
        written=draw(st.one_of(st.none(), _MOMENTS)),
        value=value,
        note=note,
        mark=mark,
    )


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session of any status."""
    signature = draw(st.one_of(st.none(), documents(Signature)))
    made: Session = draw(
        documents(
            Session,
            status=st.just("signed" if signature else "draft"),
            signature=st.just(signature),
            answers=st.lists(answers(), max_size=4, unique_by=lambda answer: answer.prompt).map(
                tuple
            ),
            jots=st.lists(documents(Jot), max_size=4).map(tuple),
        )
    )
    return _linked(draw, made)


def _linked(draw: st.DrawFn, session: Session) -> Session:
    """The session with some steps that serve goals of the same session."""
    goals = [g.id for a in session.answers if a.kind == Kind.GOALS for g in a.value or ()]  # type: ignore[union-attr]
    if not goals:
        return session
    linked = []
    for answer in session.answers:
        if answer.kind == Kind.STEPS and isinstance(answer.value, tuple):
            steps = tuple(s.but(goal=draw(st.sampled_from(goals))) for s in answer.value)  # type: ignore[union-attr]
            answer = answer.but(value=steps)
        linked.append(answer)
    return session.but(answers=tuple(linked))


@st.composite
def notes(draw: st.DrawFn) -> Note:
    """A session with addenda, most of them its own."""
    session = draw(sessions())
    own = documents(Addendum, session=st.just(session.id), client=st.just(session.client))
    added = st.lists(st.one_of(own, documents(Addendum)), max_size=2)
    return Note(session, tuple(draw(added)))


def notes_with(kind: Kind) -> st.SearchStrategy[Note]:
    """Notes whose first answer is of one kind and answered."""

    def joined(note: Note, answer: Answer) -> Note:
        others = [a for a in note.session.answers if a.prompt != answer.prompt]
        return Note(note.session.but(answers=(answer, *others)), note.addenda)

    given = answers(kinds=(kind,)).filter(lambda answer: answer.value is not None)
    return st.builds(joined, notes(), given)


def text_note(text: str) -> Note:
    """A draft whose first answer is this text, with another answer after it."""
    started = datetime(2026, 11, 20, 10, 12, 4, tzinfo=timezone(timedelta(hours=1)))
    given: dict[str, Any] = {
        "section": "story",
        "kind": Kind.TEXT,
        "state": "answered",
        "written": started,
    }
    first = Answer(
        prompt="since", heading="Since last time", ask="What else?", value=text or " ", **given
    )
    second = Answer(prompt="after", heading="After", value="Words.", **given)
    guide = GuideRef(id="follow-up", version=1, title="Follow-up")
    session = Session(
        id="01930000-0000-7000-8000-000000000001", client="ana-k", guide=guide, started=started, answers=(first, second)
    )  # fmt: skip
    return Note(session)
