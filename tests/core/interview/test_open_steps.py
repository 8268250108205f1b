"""What stands open at this moment of a session, and what it calls for."""

from datetime import date
from typing import Any

import pytest

from session_tui.core.chart.open_items import (
    OpenItems,
    OpenStep,
    OpenTrial,
    has_not_moved,
    trial_progress,
)
from session_tui.core.interview.open_steps import open_steps, too_many
from session_tui.core.model.values import Step, Verdict

DAY = date(2026, 11, 20)
IDS = tuple(f"00000000-0000-7000-8000-{n:012d}" for n in range(6))


def step(n: int, **fields: Any) -> Step:
    return Step(id=IDS[n], text=f"step {n}", **fields)


STANDING = OpenItems(steps=tuple(OpenStep(step(n, owner="client"), DAY) for n in range(3)))


@pytest.mark.parametrize(
    ("given", "verdicts", "open_now"),
    [
        ((), (), [0, 1, 2]),
        ((step(0, outcome="did"),), (), [1, 2]),
        ((step(0, outcome="chose not to"), step(1, outcome="partly")), (), [1, 2]),
        ((step(3), step(4, outcome="did")), (), [0, 1, 2, 3]),
        ((), (Verdict(step=IDS[1], verdict="keep"), Verdict(step=IDS[2], verdict="stop")), [0]),
        ((), (Verdict(step=IDS[1], verdict="longer"), Verdict(step=IDS[2], verdict="adjust")), [0, 1, 2]),
        ((step(0, outcome="did"), step(0, outcome="not yet")), (), [0, 1, 2]),
    ],
)  # fmt: skip
def test_the_steps_open_now_are_those_from_before_as_today_leaves_them_and_the_new_ones(
    given: tuple[Step, ...], verdicts: tuple[Verdict, ...], open_now: list[int]
) -> None:
    assert [s.text for s in open_steps(STANDING, given, verdicts)] == [f"step {n}" for n in open_now]


def test_what_today_says_of_a_step_changes_only_that() -> None:
    assert open_steps(STANDING, (step(0, comment="mornings"),))[0].owner == "client"


@pytest.mark.parametrize(
    ("owners", "named"),
    [
        (["client"] * 3, 0),
        (["client"] * 4, 4),
        (["client", "both", "both", "client"], 4),
        (["client"] * 3 + ["me", "Ida", None], 0),
        (["client"] * 4 + ["me"], 4),
        ([], 0),
    ],
)
def test_more_than_three_steps_on_the_clients_side_are_many(owners: list[str | None], named: int) -> None:
    assert len(too_many(step(n, owner=owner) for n, owner in enumerate(owners))) == named


@pytest.mark.parametrize(
    ("ratings", "is_still"),
    [
        ([], False),
        ([3, 3], False),
        ([3, 3, 3], True),
        ([1, 3, 3, 3], True),
        ([3, 3, 3, 4], False),
        ([3, 3, 4, 3], False),
        ([0, 0, 0, 0], True),
    ],
)
def test_a_goal_has_not_moved_when_its_last_three_ratings_are_the_same(ratings: list[int], is_still: bool) -> None:
    assert has_not_moved(ratings) is is_still


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 19), "not begun"),
        (date(2026, 11, 20), "day 1 of 28"),
        (date(2026, 12, 17), "day 28 of 28"),
        (date(2026, 12, 18), "28 days are up"),
        (date(2027, 2, 1), "28 days are up"),
    ],
)
def test_how_far_a_trial_is_is_said_in_words(today: date, said: str) -> None:
    trial = OpenTrial(step(0), DAY, 28, date(2026, 12, 18))
    assert trial_progress(trial, today) == trial_progress(OpenStep(step(0), DAY, trial), today) == said


def test_a_step_that_is_no_trial_says_nothing_of_one() -> None:
    assert trial_progress(OpenStep(step(0), DAY), DAY) == ""
    one = OpenTrial(step(0), DAY, 1, date(2026, 11, 21))
    assert trial_progress(one, date(2026, 11, 21)) == "1 day is up"
