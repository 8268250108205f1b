"""What a field knows of the items of its session."""

from collections.abc import Callable
from datetime import date

import pytest

from session_tui.core.chart.open_items import OpenGoal, OpenItems, OpenQuestion
from session_tui.core.interview.context import FieldContext
from session_tui.core.model.session import Session
from session_tui.core.model.values import Goal, Question

ID = "0193a2b0-0000-7000-8000-00000000000{}"
DAY = date(2026, 11, 20)
GOAL = Goal(id=ID.format(1), words="Walk", state="parked", why="friends")
MILK = Question(id=ID.format(2), text="Is it the milk?", owner="me")

Build = Callable[..., Session]


@pytest.fixture
def context(build_session: Build) -> Callable[..., FieldContext]:
    """What a field knows with one goal and one question open, in a session with these answers."""
    left = OpenItems(goals=(OpenGoal(GOAL, DAY),), questions=(OpenQuestion(MILK, DAY),))

    def known(**asked: object) -> FieldContext:
        session = build_session("2026-11-20", **asked)
        return FieldContext(DAY, lambda: ID.format(9), left, session=lambda: session)

    return known


def test_what_a_session_says_of_a_goal_is_laid_over_what_is_known(context: Callable[..., FieldContext]) -> None:
    rated = Goal(id=GOAL.id, words="Walk on", rating=6)
    new = Goal(id=ID.format(3), words="Sleep")
    now = context(goals=("goals", (rated, new)))
    assert now.goals_now() == (GOAL.replace(words="Walk on", rating=6), new)
    assert now.goals_now("goals") == (GOAL,)


def test_a_question_is_open_until_another_prompt_answers_it(context: Callable[..., FieldContext]) -> None:
    renamed = Question(id=MILK.id, text="Is it milk?")
    answered = MILK.replace(state="answered", answer="yes")
    assert context(told=("questions", (renamed,))).open_questions() == (MILK.replace(text="Is it milk?"),)
    assert context(told=("questions", (answered,))).open_questions() == ()
    assert context(told=("questions", (answered,))).open_questions("told") == (MILK,)


def test_a_question_of_this_session_alone_is_not_asked_about(context: Callable[..., FieldContext]) -> None:
    new = Question(id=ID.format(4), text="Is it the bread?")
    assert context(told=("questions", (new,))).open_questions() == (MILK,)
