"""Two notes in rows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from session_tui.core.model.guide import Guide, Prompt, Section
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.session import Session, Signature
from session_tui.core.model.values import Kind
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.document.comparison_blocks import Pair, pair_blocks
from session_tui.ui.widgets.document.text_blocks import Block

PROMPTS = (Prompt("one", Kind.TEXT, "One"), Prompt("two", Kind.TEXT, "Two"))
GUIDE = Guide("follow-up", "Follow-up", sections=(Section("story", "Story", PROMPTS),))
EARLY, LATE = datetime(2026, 6, 2, 10, tzinfo=UTC), datetime(2026, 7, 7, 10, tzinfo=UTC)


def note(at: datetime, **answers: str) -> Note:
    session = begin_session(GUIDE, "ana-k", at=at)
    for prompt, value in answers.items():
        session = session.with_answer(prompt, value, at=at)
    return Note(session)


def signed(session: Session) -> Session:
    signature = Signature(at=session.started, sha256="a" * 64)
    return session.replace(status="signed", signature=signature)


def rows(left: Note, right: Note, room: int = 63, *, is_beside: bool = True) -> list[str]:
    blocks = pair_blocks(left, right, is_beside=is_beside)
    return [row.plain.rstrip() for block in blocks for row in block.rows(room)]


def test_the_shorter_answer_is_followed_by_blank_rows_so_that_the_next_are_level() -> None:
    left = note(EARLY, one="A single line.", two="Left.")
    right = note(LATE, one="First line.\n\nThird line.", two="Right.")
    told = rows(left, right)
    assert told[-6:] == [
        "One",
        "A single line.                 │ First line.",
        "                               │",
        "                               │ Third line.",
        "Two",
        "Left.                          │ Right.",
    ]


@pytest.mark.parametrize("room", [63, 20, 1])
def test_no_row_is_wider_than_its_room(room: int) -> None:
    left, right = (
        note(EARLY, one="words and more of them"),
        note(LATE, two="\u6771\u4eac\u90fd" * 20),
    )
    for is_beside in (True, False):
        told = rows(left, right, room, is_beside=is_beside)
        assert max(as_content(row).cell_length for row in told) <= max(room, 2)


def test_beneath_each_other_each_stands_under_its_day_and_a_blank_one_beside_it() -> None:
    told = rows(note(EARLY, one="Here."), note(LATE, two="There."), is_beside=False)
    assert told[-4:] == ["2 Jun 2026 —", "", "7 Jul 2026", "There."]


def test_where_two_columns_have_no_room_they_stand_beneath_each_other() -> None:
    pair = Pair((Block(as_content("left")),), (Block(as_content("right")),), ("2 Jun", "7 Jul"))
    assert [row.plain for row in pair.rows(40)] == ["2 Jun", "left", "", "7 Jul", "right"]


def test_what_was_added_later_stands_at_the_end() -> None:
    left = note(EARLY, one="Here.")
    session = signed(left.session)
    added = Addendum(
        id=session.id, session=session.id, client="ana-k", number=1, written=LATE, reason="Wrong dose"
    )  # fmt: skip
    told = rows(Note(session, (added,)), note(LATE, one="There."))
    assert told[-1].startswith("Reason: Wrong dose")
    assert not any("Signed" in row for row in rows(left, left))
