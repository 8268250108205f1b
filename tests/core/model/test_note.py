"""When a session or a note has content."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from session_tui.core.model.guide import PRIVATE, Share
from session_tui.core.model.note import Addendum, Note, has_content
from session_tui.core.model.session import Jot, Place, Session

AT = datetime(2026, 11, 20, 10, 12, 4, tzinfo=UTC)
ID = "0193471e-0000-7000-8000-000000000001"

Build = Callable[..., Session]


@pytest.fixture
def blank(build_session: Build) -> Session:
    """A session of which nothing was answered."""
    return build_session(story=("text", None), close=("scale", None))


@pytest.mark.parametrize("given", [{"value": "x"}, {"value": None, "note": "x"}, {"value": None, "mark": "sure"}])
def test_a_value_a_note_or_a_mark_is_content(blank: Session, given: dict[str, Any]) -> None:
    session = blank.with_answer("story", at=AT, **given)
    assert has_content(session)
    assert has_content(Note(session))


def test_an_answer_on_the_private_page_is_content(blank: Session) -> None:
    private = blank.answer("story").replace(section=PRIVATE, share=Share.PRIVATE)
    session = blank.replace(answers=(private,))
    assert not has_content(session)
    assert has_content(session.with_answer("story", "x", at=AT))


def test_a_jot_is_content_and_so_is_an_addendum_alone(blank: Session) -> None:
    addendum = Addendum(id=ID, session=ID, client="ana-k", number=1, written=AT, reason="why")
    assert has_content(blank.with_jot(Jot(id=ID, text="call", written=AT)))
    assert has_content(Note(blank, (addendum,)))


def test_where_writing_stopped_and_what_was_passed_is_no_content(blank: Session) -> None:
    for session in (blank, blank.passed("story"), blank.at_place(Place(prompt="story")), blank.replace(mode="phone")):
        assert not has_content(session)
        assert not has_content(Note(session))


def test_a_carried_answer_counts_once_it_is_confirmed(blank: Session, build_session: Build) -> None:
    last = build_session("2026-09-02", story=("text", "before")).answer("story")
    carried = blank.recalled("story", last, ID, at=AT)
    assert not has_content(carried)
    assert has_content(carried.confirmed("story", at=AT))
