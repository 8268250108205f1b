"""Two sessions beside each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.chart.comparison import merge_in_order, section_pairs
from session_tui.core.model.guide import Share
from session_tui.core.model.session import GuideSection, Jot, Session

BuildSession = Callable[..., Session]
Names = list[str]

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
names = st.lists(st.sampled_from("abcdefg"), unique=True)


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        ("", "", ""),
        ("abc", "", "abc"),
        ("", "abc", "abc"),
        ("abc", "abc", "abc"),
        ("ac", "abc", "abc"),
        ("abc", "xab", "xabc"),
        ("abc", "cab", "abc"),
        ("abd", "acd", "acbd"),
    ],
)
def test_what_only_the_right_holds_stands_where_it_stands_there(left: str, right: str, both: str) -> None:
    assert "".join(merge_in_order(left, right)) == both


@given(names, names)
def test_nothing_is_lost_or_doubled_and_the_left_keeps_its_order(left: Names, right: Names) -> None:
    both = merge_in_order(left, right)
    assert sorted(both) == sorted({*left, *right})
    assert [each for each in both if each in left] == left


def test_answers_to_the_same_prompt_are_one_row(build_session: BuildSession) -> None:
    left = build_session("2026-01-10", since=("text", "One."), heard=("text", "Only here."))
    right = build_session("2026-02-10", since=("text", "Two."), late=("text", "Only there."))
    [section] = section_pairs(left, right)
    rows = [(row.prompt, row.left and row.left.value, row.right and row.right.value) for row in section.answers]
    assert rows == [
        ("since", "One.", "Two."),
        ("late", None, "Only there."),
        ("heard", "Only here.", None),
    ]


def test_what_is_blank_in_both_and_what_is_private_is_left_out(build_session: BuildSession) -> None:
    session = build_session("2026-01-10", blank=("text", None), mine=("text", "Mine."))
    hidden = session.replace(answers=tuple(a.replace(share=Share.PRIVATE) for a in session.answers))
    jot = Jot(id=session.id, text="mine too", written=AT, section="private")
    assert section_pairs(hidden.with_jot(jot), hidden) == ()


def test_a_prompt_that_moved_stands_in_the_section_of_the_left(build_session: BuildSession) -> None:
    left = build_session("2026-01-10", since=("text", "One."))
    right = build_session("2026-02-10", since=("text", "Two."))
    moved = right.replace(answers=tuple(a.replace(section="goals") for a in right.answers))
    [section] = section_pairs(left, moved)
    assert section.title == "story"
    assert section.answers[0].right is not None


def test_a_section_has_the_title_of_the_later_guide(build_session: BuildSession) -> None:
    left, right = (
        build_session("2026-01-10", since=("text", "One.")).replace(
            guide=build_session().guide.replace(sections=(GuideSection(id="story", title=title),))
        )
        for title in ("Their story", "What they tell")
    )
    assert section_pairs(left, right)[0].title == "What they tell"
    assert section_pairs(right, left)[0].title == "Their story"


def test_jots_stand_in_their_sections_and_unfiled_ones_at_the_end(
    build_session: BuildSession,
) -> None:
    left = build_session("2026-01-10", since=("text", "One."))
    filed = Jot(id=left.id, text="filed", written=AT, section="goals")
    waiting = Jot(id=left.id, text="waiting", written=AT)
    story, goals, last = section_pairs(left.with_jot(filed), left.with_jot(waiting))
    assert (story.left_jots, story.right_jots) == ((), ())
    assert (goals.left_jots, goals.right_jots) == ((filed,), ())
    assert (last.title, last.left_jots, last.right_jots) == ("", (), (waiting,))
