"""What stands open in a field: what has not moved, what is many, what was before; keys that came late; long words."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from textual import events

from session_tui.core.chart.open_state import (
    DomainRatings,
    OpenGoal,
    OpenItems,
    OpenStep,
    OpenTrial,
    Rating,
)
from session_tui.core.interview.entry import Entry
from session_tui.core.model.session import Answer, GuideRef, Session
from session_tui.core.model.values import Duration, Goal, Kind, Rhythm, Step, Trial, Verdict

Id = Callable[[int], str]
DAY, LATER = date(2026, 10, 1), date(2026, 10, 20)
STILL = "Unchanged for three ratings"


def session_of(**asked: tuple[str, Any]) -> Session:
    """A session in which these prompts hold something: by prompt its kind and value."""
    return Session(
        id="01930000-0000-7000-8000-000000000001",
        client="ana-k",
        guide=GuideRef(id="g", version=1, title="G"),
        started=datetime(2026, 11, 20, 10, tzinfo=UTC),
        answers=tuple(
            Answer(section="s", prompt=prompt, heading=prompt, kind=Kind(kind), value=value, state="answered")
            for prompt, (kind, value) in asked.items()
        ),
    )  # fmt: skip


def rated(known_id: Id, *ratings: int, **fields: Any) -> dict[str, Any]:
    """A goal that stands, with its ratings."""
    goal = Goal(id=known_id(1), words="Sleep through", **fields)
    given = tuple(Rating(DAY, rating) for rating in ratings)
    return {"open_items": OpenItems(goals=(OpenGoal(goal, DAY, given),))}


def many(known_id: Id, *owners: str) -> dict[str, Any]:
    """Open steps of these owners."""
    steps = (Step(id=known_id(n), text=f"step {n}", owner=who) for n, who in enumerate(owners, 1))
    return {"open_items": OpenItems(steps=tuple(OpenStep(step, DAY) for step in steps))}


async def test_a_goal_that_has_not_moved_with_todays_rating_is_offered_four_ways(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=rated(known_id, 3, 3), is_live_only=True) as hands:
        assert STILL not in hands.screen()
        await hands.press("3")
        for words in (STILL, "w reword", "s smaller", "a someone alongside", "p park"):
            assert words in hands.screen()
        await hands.press("escape", "5")
        assert STILL not in hands.screen()


@pytest.mark.parametrize(
    ("key", "words", "given"),
    [
        ("w", " most nights", {"words": "Sleep through most nights"}),
        ("s", "one night", {"first_sign": "one night"}),
        ("a", "Ida, evenings", {"support": "Ida, evenings"}),
        ("p", "", {"state": "parked"}),
    ],
)
async def test_each_offer_is_one_key_and_once_taken_no_more_is_said(
    open_field: Any, known_id: Id, key: str, words: str, given: dict[str, str]
) -> None:
    known = rated(known_id, 3, 3, 3)
    for asked in ({}, {"fields": ("rating", "evidence")}):
        async with open_field(Kind.GOALS, context=known, is_live_only=True, **asked) as hands:
            assert STILL in hands.screen()
            await hands.press(key)
            await hands.type(words)
            if words:
                await hands.press("escape")
            (goal,) = hands.value
            assert {name: getattr(goal, name) for name in given} == given
            assert STILL not in hands.screen()


async def test_a_goal_that_moves_takes_the_letters_of_the_offers_as_words(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=rated(known_id, 3, 4), is_live_only=True) as hands:
        await hands.type("at last")
        assert hands.value[0].evidence == "at last"


async def test_a_parked_goal_is_left_in_peace(open_field: Any, known_id: Id) -> None:
    known = rated(known_id, 3, 3, 3, state="parked")
    async with open_field(Kind.GOALS, context=known, is_live_only=True) as hands:
        assert STILL not in hands.screen()


async def test_a_goal_that_stays_at_ten_may_be_reached(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=rated(known_id, 10, 10, 10)) as hands:
        assert STILL not in hands.screen()
        assert "r reached" in hands.screen()


async def test_who_goes_along_is_shown_the_next_time(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=rated(known_id, 3, support="Ida")) as hands:
        assert "with Ida" in hands.screen()


async def test_a_goal_rated_under_another_prompt_keeps_what_stands_of_it(open_field: Any, known_id: Id) -> None:
    rating = Goal(id=known_id(1), words="Sleep through", rating=3)
    session = session_of(goals=("goals", (rating,)))
    known = rated(known_id, 3, 3, state="parked") | {"session": lambda: session}
    async with open_field(Kind.GOALS, context=known, is_live_only=True) as hands:
        assert "3 → 3 → [–]" in hands.screen()
        assert "parked" in hands.screen()


async def test_three_open_steps_on_their_side_are_not_spoken_of(open_field: Any, known_id: Id) -> None:
    owners = ("client", "client", "both", "me", "me")
    async with open_field(Kind.STEPS, context=many(known_id, *owners)) as hands:
        assert "Which matter most" not in hands.screen()


async def test_a_fourth_step_on_their_side_asks_which_matter_and_blocks_nothing(open_field: Any, known_id: Id) -> None:
    owners = ("client", "client", "both", "me")
    async with open_field(Kind.STEPS, context=many(known_id, *owners)) as hands:
        await hands.type("Walk @client")
        said = "4 are open on their side: step 1 · step 2 · step 3 · Walk. Which matter most?"
        assert said in " ".join(hands.screen().split())
        await hands.press("enter")
        assert hands.value[0].text == "Walk"
        await hands.press("up", "up", "up", "up", "x")
        assert "Which matter most" not in hands.screen()


async def test_steps_of_this_sessions_other_prompts_count_as_well(open_field: Any, known_id: Id) -> None:
    session = session_of(
        review=("steps", (Step(id=known_id(1), text="step 1", outcome="did"),)),
        more=("steps", (Step(id=known_id(8), text="Rest", owner="client"),)),
    )
    for owners, is_said in ((["client"] * 4, True), (["client"] * 3, False)):
        known = many(known_id, *owners) | {"session": lambda: session}
        async with open_field(Kind.STEPS, context=known) as hands:
            assert ("Which matter most" in hands.screen()) is is_said
            assert "step 1" not in hands.screen()


async def test_a_trial_that_was_judged_today_is_no_open_step(open_field: Any, known_id: Id) -> None:
    session = session_of(trials=("trials", (Verdict(step=known_id(1), verdict="stop"),)))
    known = many(known_id, "client", "client") | {"session": lambda: session}
    async with open_field(Kind.STEPS, context=known, is_live_only=True) as hands:
        assert "step 1" not in hands.screen()
        assert "step 2" in hands.screen()


async def test_a_trial_that_goes_on_is_said_so_among_the_steps(open_field: Any, known_id: Id) -> None:
    session = session_of(trials=("trials", (Verdict(step=known_id(1), verdict="longer"),)))
    known = many(known_id, "client") | {"session": lambda: session}
    async with open_field(Kind.STEPS, context=known, is_live_only=True) as hands:
        assert "trial: longer" in hands.screen()


async def test_a_trial_whose_time_is_over_is_said_so_among_the_steps(open_field: Any, known_id: Id) -> None:
    milk = Step(id=known_id(1), text="No milk", trial=Trial(days=30, look_for="the skin"))
    due = OpenTrial(milk, DAY, 30, date(2026, 10, 31))
    known = {"open_items": OpenItems(steps=(OpenStep(milk, DAY, due),), trials=(due,))}
    async with open_field(Kind.STEPS, context=known, is_live_only=True) as hands:
        assert "30 days are up" in hands.screen()
        await hands.put(Kind.TRIALS, context=known)
        assert "tried for 30 days since Thu 1 Oct, looking for: the skin" in hands.screen()


async def test_the_first_rating_of_a_domain_stands_as_the_baseline(open_field: Any) -> None:
    sleep = DomainRatings("sleep", Rating(DAY, 3), Rating(LATER, 6))
    food = DomainRatings("food", Rating(DAY, 5), Rating(DAY, 5))
    async with open_field(Kind.CHECKIN, context={"open_items": OpenItems(checkin=(sleep, food))}) as hands:
        assert "last 6, at first 3" in hands.screen()
        assert hands.screen().count("at first") == 1
        assert hands.shown.entry == Entry()


async def test_a_value_that_is_read_is_typed_over(open_field: Any) -> None:
    entry = Entry(Rhythm(phase="steady", every=Duration(n=4, unit="weeks")))
    async with open_field(Kind.RHYTHM, entry) as hands:
        await hands.type("l\n2w\n")
        assert hands.value == Rhythm(phase="light", every=Duration(n=2, unit="weeks"))
        assert hands.entry.note == ""


async def test_going_through_a_form_changes_nothing(open_field: Any) -> None:
    entry = Entry(Rhythm(phase="steady", every=Duration(n=4, unit="weeks")))
    async with open_field(Kind.RHYTHM, entry) as hands:
        await hands.press("down", "down", "up", "up")
        assert hands.shown.entry == entry


async def test_a_rating_among_the_details_is_typed_over(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=rated(known_id, 3, rating=3)) as hands:
        await hands.press("up", "enter", "down", "down", "down")
        await hands.type("7")
        await hands.press("escape")
        assert hands.value[0].rating == 7


async def test_keys_on_their_way_to_a_row_follow_the_focus(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=rated(known_id, 3, 4), is_live_only=True) as hands:
        row = hands.app.focused
        for key in "6pl":
            row.post_message(events.Key(key, key))
        await hands.press()
        assert hands.value[0].state is None
        assert (hands.value[0].rating, hands.value[0].evidence) == (6, "pl")


async def test_digits_on_their_way_to_a_domain_go_to_the_next_ones(open_field: Any) -> None:
    async with open_field(Kind.CHECKIN) as hands:
        row = hands.app.focused
        for key in "345":
            row.post_message(events.Key(key, key))
        await hands.press()
        await hands.press()
        assert hands.value == (("sleep", 3), ("movement", 4), ("food", 5))


async def test_a_long_item_goes_on_beneath_its_words(open_field: Any, known_id: Id) -> None:
    words = "Walk to the market and carry the bags home with both hands"
    goal = OpenGoal(Goal(id=known_id(1), words=words), DAY)
    known = {"open_items": OpenItems(goals=(goal,))}
    async with open_field(Kind.GOALS, size=(40, 20), context=known, is_live_only=True) as hands:
        lines = hands.screen().splitlines()
        first = next(n for n, line in enumerate(lines) if "Walk" in line)
        column = lines[first].index("Walk")
        assert lines[first + 1].index("home") >= column
        assert len(lines[first + 1]) - len(lines[first + 1].lstrip(" ▌▊")) == column
