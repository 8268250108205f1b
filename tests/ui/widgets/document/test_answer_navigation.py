"""At which answer of a page one is."""

from __future__ import annotations

import pytest

from session_tui.ui.widgets.document.answer_navigation import AnswerNavigation


def places(chosen: str = "") -> AnswerNavigation:
    """Answers that begin in rows 3, 10 and 40."""
    made = AnswerNavigation()
    for row, key in ((3, "a"), (10, "b"), (40, "c")):
        made.add(row, key)
    made.choose(chosen)
    return made


@pytest.mark.parametrize(
    ("chosen", "top", "at"),
    [
        ("", 0, "a"),
        ("", 3, "a"),
        ("", 4, "b"),
        ("", 11, "b"),
        ("", 25, "c"),
        ("", 60, "c"),
        ("b", 0, "b"),
        ("b", 10, "b"),
        ("b", 11, "b"),
        ("b", 25, "c"),
        ("c", 0, "a"),
        ("gone", 0, "a"),
    ],
)
def test_one_is_at_the_answer_gone_to_while_it_is_in_sight_else_at_the_first_in_sight(
    chosen: str, top: int, at: str
) -> None:
    here = places(chosen).at(top, 20)
    assert here is not None
    assert here[1] == at


@pytest.mark.parametrize(
    ("chosen", "top", "step", "there"),
    [
        ("", 0, 1, "b"),
        ("b", 0, 1, "c"),
        ("c", 30, 1, "c"),
        ("", 0, -1, "a"),
        ("c", 30, -1, "b"),
        ("", 15, 1, "c"),
        ("", 15, -1, "b"),
    ],
)
def test_a_step_goes_to_the_answer_beside_and_back_first_to_the_beginning_of_a_long_one(
    chosen: str, top: int, step: int, there: str
) -> None:
    assert places(chosen).beside(top, 20, step) == there


@pytest.mark.parametrize(("row", "key"), [(0, ""), (2, ""), (3, "a"), (9, "a"), (40, "c"), (99, "c")])  # fmt: skip
def test_a_row_belongs_to_the_answer_above_it(row: int, key: str) -> None:
    assert places().in_row(row) == key


def test_a_page_without_answers_has_none_to_be_at() -> None:
    empty = AnswerNavigation()
    assert empty.at(0, 20) is None
    assert empty.beside(0, 20, 1) == ""
    assert empty.in_row(5) == ""


def test_what_one_went_to_outlives_new_rows() -> None:
    made = places("b")
    made.clear()
    assert made.row_of("b") is None
    made.add(1, "a")
    made.add(5, "b")
    assert made.at(0, 20) == (5, "b")
