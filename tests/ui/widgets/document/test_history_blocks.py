"""What stands on the page of one question, word for word."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from session_tui.core.chart.answer_history import goal_history, prompt_history
from session_tui.core.model.session import Answer, GuideRef, Session
from session_tui.core.model.values import Decision, Event, Goal, Kind, Value
from session_tui.ui.widgets.document.history_blocks import (
    NOTHING_NEW,
    NOTHING_YET,
    days_said,
    goal_history_blocks,
    prompt_blocks,
)
from session_tui.ui.widgets.document.text_blocks import Block

FIRST = datetime(2026, 6, 2, 10, tzinfo=UTC)
GOAL = Goal(id="01990000-0000-7000-8000-000000000001", words="Walk to the market")


def session(week: int, **answers: Answer) -> Session:
    """A session so many weeks after the first, with these answers by prompt."""
    return Session(
        id=f"01990000-0000-7000-8000-1{week:011d}",
        client="ana-k",
        guide=GuideRef(id="follow-up", version=1, title="Follow-up"),
        started=FIRST + timedelta(weeks=week),
        answers=tuple(answer.replace(prompt=prompt) for prompt, answer in answers.items()),
    )


def given(value: Value, kind: Kind = Kind.TEXT, heading: str = "Since", ask: str = "") -> Answer:
    return Answer(
        section="story", prompt="since", heading=heading, kind=kind, ask=ask, state="answered", value=value
    )  # fmt: skip


def again(value: Value, origin: Session) -> Answer:
    """An answer that was brought forward and confirmed."""
    return given(value).replace(origin=f"carried:{origin.id}", confirmed=True)


def lines(*sessions: Session) -> list[str]:
    through = prompt_history(sessions, "since")
    return read(list(prompt_blocks(through, "Since", "What is new?", {})))


def read(blocks: list[Block]) -> list[str]:
    return [row.plain for block in blocks for row in block.rows(88)]


def test_each_answer_stands_beneath_its_day_and_guide() -> None:
    assert lines(session(0, since=given("One.")), session(1, since=given("Two."))) == [
        "Since",
        "What is new?",
        "Tue 2 Jun 2026 · Follow-up · draft",
        "One.",
        "Tue 9 Jun 2026 · Follow-up · draft",
        "Two.",
    ]


def test_a_question_that_was_asked_otherwise_says_how() -> None:
    old = session(0, since=given("One.", heading="How was it?", ask="Tell me."))
    assert lines(old)[3:] == ["How was it?", "Tell me.", "One."]


def test_what_was_still_true_names_its_days() -> None:
    first = session(0, since=given("One."))
    later = [session(week, since=again("One.", first)) for week in (1, 2)]
    assert lines(first, *later)[3:] == ["One.", "Still true on 9 Jun, 16 Jun 2026"]
    later = [session(week, since=again("One.", first)) for week in range(1, 11)]
    assert lines(first, *later)[-1] == "Still true in 10 sessions, 9 Jun 2026 to 11 Aug 2026"


def test_what_lay_between_is_told_in_a_few_lines() -> None:
    fell = given((Event(what="Fell on the stairs", when="in May"),), Kind.EVENTS)
    wait = given(Decision(question="Which way?", chosen="Wait", decided_by="client"), Kind.DECISION)
    told = lines(
        session(0, since=given("One.")),
        session(1, led=fell, fork=wait),
        session(2, since=given("Two.")),
        session(3),
    )
    assert told[4:7] == [
        "┊ 1 session in between: 9 Jun 2026",
        "┊ Happened: Fell on the stairs (in May)",
        "┊ Decided: Which way?: Wait (client)",
    ]
    assert told[-1] == "┊ 1 session since: 23 Jun 2026"


def test_of_many_things_the_first_are_told_and_the_rest_counted() -> None:
    events = given(tuple(Event(what=f"event {n}") for n in range(9)), Kind.EVENTS)
    between = lines(session(0, since=given("One.")), *(session(n, led=events) for n in range(1, 9)))
    assert between[4] == "┊ 8 sessions since: 9 Jun 2026 to 28 Jul 2026"
    assert between[-1] == "┊ and 3 more"


def test_a_question_without_answers_says_so() -> None:
    assert lines(session(0)) == ["Since", "What is new?", NOTHING_YET]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([date(2026, 6, 9)], "9 Jun 2026"),
        ([date(2026, 6, 9), date(2026, 6, 16)], "9 Jun, 16 Jun 2026"),
        ([date(2025, 12, 9), date(2026, 1, 6)], "9 Dec 2025, 6 Jan 2026"),
    ],
)
def test_days_in_a_row_say_their_year_once(days: list[date], said: str) -> None:
    assert days_said(days) == said


def test_a_goal_says_what_moved_what_told_it_and_what_it_is_called_now() -> None:
    told = goal_history(
        [
            session(0, goals=given((GOAL.replace(rating=3, why="The stalls"),), Kind.GOALS)),
            session(1, goals=given((GOAL.replace(rating=3, why="The stalls"),), Kind.GOALS)),
            session(2, goals=given((GOAL.replace(rating=5, evidence="Twice"),), Kind.GOALS)),
            session(3, goals=given((GOAL,), Kind.GOALS)),
            session(4, goals=given((GOAL.replace(words="Dance", state="reached"),), Kind.GOALS)),
        ],
        GOAL.id,
    )
    said = read(list(goal_history_blocks(told, "Dance")))
    assert [line for line in said if "2026" not in line] == [
        "Dance",
        "why: The stalls",
        "now: 3 of 10",
        "now: still 3 of 10",
        "now: 3 → 5 of 10",
        "what tells us: Twice",
        NOTHING_NEW,
        "reworded: Dance",
        "state: reached",
    ]
