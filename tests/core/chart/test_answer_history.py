"""One question, and one goal, through one client's sessions."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from session_tui.core.chart.answer_history import (
    InBetween,
    PromptHistory,
    goal_history,
    goal_wordings,
    prompt_history,
)
from session_tui.core.chart.open_state import RECORD
from session_tui.core.model.guide import Share
from session_tui.core.model.session import Answer, Session
from session_tui.core.model.values import Decision, Event, Goal

BuildSession = Callable[..., Session]

MARKET = Goal(id="01990000-0000-7000-8000-000000000001", words="Walk to the market", rating=3)
SLEEP = Goal(id="01990000-0000-7000-8000-000000000002", words="Sleep until five")
FALL = Event(what="Fell on the stairs", when="at Easter")
MOVE = Event(what="Moved house")
WAIT = Decision(question="Which way?", chosen="Wait", decided_by="client")


def changed(session: Session, prompt: str, **changes: Any) -> Session:
    """The session with fields of one answer changed."""
    answers = [a.replace(**changes) if a.prompt == prompt else a for a in session.answers]
    return session.replace(answers=tuple(answers))


def carried(session: Session, prompt: str, origin: Session, *, confirmed: bool) -> Session:
    """The session with an answer that was brought forward."""
    return changed(session, prompt, origin=f"carried:{origin.id}", confirmed=confirmed)


def days(between: InBetween) -> list[str]:
    return [at.day.isoformat() for at in between.sessions]


@pytest.fixture
def year(build_session: BuildSession) -> list[Session]:
    """Four sessions that asked, and two that did not."""
    return [
        build_session("2026-01-10", story=("text", "One."), led=("events", (MOVE,))),
        build_session("2026-02-10", led=("events", (FALL,)), fork=("decision", WAIT)),
        build_session("2026-03-10", story=("text", "Two."), fork=("decision", WAIT)),
        build_session("2026-04-10", story=("text", "Three.")),
        build_session("2026-05-10", story=("text", None)),
        build_session("2026-06-10", led=("events", (MOVE, FALL))),
    ]


def test_the_answers_come_oldest_first_each_with_its_session(year: list[Session]) -> None:
    told = prompt_history(year, "story").told
    assert [each.answer.value for each in told] == ["One.", "Two.", "Three."]
    assert [each.at.day.isoformat() for each in told] == ["2026-01-10", "2026-03-10", "2026-04-10"]
    assert {each.at.guide for each in told} == {"Follow-up"}
    assert told[0].at.session == year[0].id
    assert told[0].at.is_draft


def test_the_order_in_which_sessions_are_given_does_not_matter(year: list[Session]) -> None:
    mixed = list(year)
    Random(3).shuffle(mixed)
    assert prompt_history(mixed, "story") == prompt_history(year, "story")


def test_sessions_that_did_not_answer_stand_in_the_gaps(year: list[Session]) -> None:
    between = prompt_history(year, "story").between
    assert [days(each) for each in between] == [
        ["2026-02-10"],
        [],
        ["2026-05-10", "2026-06-10"],
    ]


def test_events_are_told_after_and_decisions_hold_from_where_they_were_made(
    year: list[Session],
) -> None:
    between = prompt_history(year, "story").between
    assert [each.events for each in between] == [(FALL,), (), (MOVE, FALL)]
    assert [each.decisions for each in between] == [(WAIT,), (WAIT,), ()]


def test_a_question_about_events_does_not_repeat_its_own_answers(
    build_session: BuildSession,
) -> None:
    sessions = [
        build_session("2026-01-10", led=("events", (MOVE,))),
        build_session("2026-02-10", led=("events", (FALL,)), new=("events", (MOVE, FALL))),
    ]
    assert prompt_history(sessions, "led").between[0].events == (MOVE, FALL)
    assert prompt_history(sessions, "led").between[1] == InBetween()
    assert prompt_history(sessions, "led").between[1].is_empty


def test_what_was_brought_forward_unchanged_stands_once_with_its_days(
    build_session: BuildSession,
) -> None:
    first = build_session("2026-01-10", story=("text", "One."))
    again = carried(build_session("2026-02-10", story=("text", "One.")), "story", first, confirmed=True)  # fmt: skip
    event = build_session("2026-03-10", led=("events", (FALL,)))
    third = carried(build_session("2026-04-10", story=("text", "One.")), "story", again, confirmed=True)  # fmt: skip
    through = prompt_history([first, again, event, third], "story")
    [told] = through.told
    assert [at.day.isoformat() for at in told.still_true] == ["2026-02-10", "2026-04-10"]
    assert days(through.between[0]) == ["2026-03-10"]
    assert through.between[0].events == (FALL,)


def test_the_same_words_said_anew_are_an_answer_of_their_own(build_session: BuildSession) -> None:
    sessions = [build_session(day, story=("text", "One.")) for day in ("2026-01-10", "2026-02-10")]
    assert len(prompt_history(sessions, "story").told) == 2


def test_what_nobody_confirmed_says_nothing(build_session: BuildSession) -> None:
    first = build_session("2026-01-10", story=("text", "One."))
    left = carried(build_session("2026-02-10", story=("text", "One.")), "story", first, confirmed=False)  # fmt: skip
    through = prompt_history([first, left], "story")
    assert [each.still_true for each in through.told] == [()]
    assert days(through.between[0]) == ["2026-02-10"]


def test_a_confirmed_answer_whose_source_is_gone_stands_by_itself(
    build_session: BuildSession,
) -> None:
    gone = build_session("2026-01-10", story=("text", "One."))
    kept = carried(build_session("2026-02-10", story=("text", "One.")), "story", gone, confirmed=True)  # fmt: skip
    assert len(prompt_history([kept], "story").told) == 1


def test_an_answer_keeps_the_words_in_which_it_was_asked(build_session: BuildSession) -> None:
    old = changed(build_session("2026-01-10", story=("text", "One.")), "story", heading="How come?")
    assert prompt_history([old], "story").told[0].answer.heading == "How come?"


def test_a_question_that_nobody_answered_has_no_answers(year: list[Session]) -> None:
    assert prompt_history(year, "other") == PromptHistory()


@pytest.mark.parametrize(("shares", "count"), [(RECORD, 1), (tuple(Share), 2)])
def test_what_is_private_counts_only_when_asked_for(
    build_session: BuildSession, shares: tuple[Share, ...], count: int
) -> None:
    open_ = build_session("2026-01-10", story=("text", "One."))
    hidden = build_session("2026-02-10", story=("text", "Mine."), led=("events", (FALL,)), goals=("goals", (MARKET,)))
    for prompt in ("story", "led", "goals"):
        hidden = changed(hidden, prompt, share=Share.PRIVATE)
    through = prompt_history([open_, hidden], "story", shares)
    assert len(through.told) == count
    assert bool(through.between[0].events) == (count == 2)
    assert bool(goal_wordings([hidden], shares)) == (count == 2)
    assert bool(goal_history([hidden], MARKET.id, shares)) == (count == 2)


def test_a_goal_is_followed_through_every_prompt_that_names_it(build_session: BuildSession) -> None:
    sessions = [
        build_session("2026-01-10", goals=("goals", (MARKET, SLEEP))),
        build_session("2026-02-10", where=("goals", (MARKET.replace(rating=None, state="parked"),))),
        build_session("2026-03-10", goals=("goals", (SLEEP,))),
        build_session("2026-04-10", where=("goals", (MARKET.replace(words="Dance", rating=6),))),
        build_session("2026-05-10", where=("goals", (MARKET.replace(words="Dance", rating=6),))),
    ]
    told = goal_history(sessions, MARKET.id)
    assert [each.at.day.month for each in told] == [1, 2, 4, 5]
    assert [each.prompt for each in told] == ["goals", "where", "where", "where"]
    assert [each.was for each in told] == [None, 3, 3, 6]
    assert [each.old_words for each in told] == ["", "", "Walk to the market", ""]
    assert goal_wordings(sessions) == {MARKET.id: "Dance", SLEEP.id: "Sleep until five"}


def test_a_goal_brought_forward_and_not_confirmed_says_nothing(
    build_session: BuildSession,
) -> None:
    first = build_session("2026-01-10", goals=("goals", (MARKET,)))
    left = carried(build_session("2026-02-10", goals=("goals", (MARKET,))), "goals", first, confirmed=False)  # fmt: skip
    assert len(goal_history([first, left], MARKET.id)) == 1


def test_a_note_beside_an_empty_value_is_an_answer(build_session: BuildSession) -> None:
    session = build_session("2026-01-10", goals=("goals", None))
    session = changed(session, "goals", state="answered", note="None yet")
    [told] = prompt_history([session], "goals").told
    assert isinstance(told.answer, Answer)
    assert told.answer.note == "None yet"
    assert goal_wordings([session]) == {}
