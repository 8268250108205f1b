"""The entry of one prompt: made from an answer, and put into a session."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from session_tui.core.base.errors import InvalidValue
from session_tui.core.interview.entry import Entry
from session_tui.core.model.session import Session

AT = datetime(2026, 11, 20, 10, 12, 4, tzinfo=UTC)
ID = "0193471e-0000-7000-8000-000000000001"

Build = Callable[..., Session]


def test_an_entry_becomes_the_answer_from_which_it_is_made_again(build_session: Build) -> None:
    entry = Entry(7, "better", "sure")
    session = entry.commit(build_session(close=("scale", None)), "close", AT)
    assert Entry.of(session.answer("close")) == entry
    assert session.answer("close").written == AT
    assert Entry().commit(session, "close", AT).answer("close").state == "skipped"


def test_repeating_a_carried_answer_does_not_confirm_it(build_session: Build) -> None:
    last = build_session("2026-09-02", story=("text", "before")).answer("story")
    session = build_session(story=("text", None)).recalled("story", last, ID, at=AT)
    assert Entry("before").commit(session, "story", AT) is session
    assert not Entry("now").commit(session, "story", AT).answer("story").is_unconfirmed


def test_a_value_of_another_kind_is_refused(build_session: Build) -> None:
    with pytest.raises(InvalidValue):
        Entry("seven").commit(build_session(close=("scale", None)), "close", AT)


def test_words_are_added_to_a_note_on_a_line_of_their_own() -> None:
    entry = Entry(7).with_note("one").with_note("").with_note("two")
    assert entry == Entry(7, "one\ntwo")
