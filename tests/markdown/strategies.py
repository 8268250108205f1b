"""Notes that hypothesis makes up: every field that the core's rules allow, with text that is hard to keep.

Import it as ``from tests.markdown.strategies import notes`` (the root of the repository is on pytest's path).
"""

import string
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.session import Answer, GuideRef, Session
from session_tui.core.model.values import DOMAINS, ID, NAME, Kind
from session_tui.core.schema.field_types import (
    Text,
)
from tests.example_counts import rounds
from tests.strategies import MadeUp

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


MADE_UP = MadeUp(
    _texts,
    _MOMENTS,
    st.sampled_from([word for pair in DOMAINS for word in pair]) | _texts(Text(filled=True)),
)


@st.composite
def _linked(draw: st.DrawFn, sessions: st.SearchStrategy[Session]) -> Session:
    """The session with some steps that serve goals of the same session."""
    session = draw(sessions)
    goals = [g.id for a in session.answers if a.kind == Kind.GOALS for g in a.value or ()]  # type: ignore[union-attr]
    if not goals:
        return session
    linked = []
    for answer in session.answers:
        if answer.kind == Kind.STEPS and isinstance(answer.value, tuple):
            steps = tuple(s.replace(goal=draw(st.sampled_from(goals))) for s in answer.value)  # type: ignore[call-arg, union-attr]
            answer = answer.replace(value=steps)
        linked.append(answer)
    return session.replace(answers=tuple(linked))


@st.composite
def notes(draw: st.DrawFn) -> Note:
    """A session with addenda, most of them its own."""
    session = draw(_linked(MADE_UP.sessions()))
    own = MADE_UP.documents(Addendum, session=st.just(session.id), client=st.just(session.client))
    added = st.lists(st.one_of(own, MADE_UP.documents(Addendum)), max_size=2)
    return Note(session, tuple(draw(added)))


def notes_with(kind: Kind) -> st.SearchStrategy[Note]:
    """Notes whose first answer is of one kind and answered."""

    def joined(note: Note, answer: Answer) -> Note:
        others = [a for a in note.session.answers if a.prompt != answer.prompt]
        return Note(note.session.replace(answers=(answer, *others)), note.addenda)

    given = MADE_UP.answers((kind,)).filter(lambda answer: answer.value is not None)
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
    first = Answer(prompt="since", heading="Since last time", ask="What else?", value=text or " ", **given)
    second = Answer(prompt="after", heading="After", value="Words.", **given)
    guide = GuideRef(id="follow-up", version=1, title="Follow-up")
    session = Session(
        id="01930000-0000-7000-8000-000000000001", client="ana-k", guide=guide, started=started, answers=(first, second)
    )  # fmt: skip
    return Note(session)
