"""What holds for the fields of all kinds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from textual import events

from session_tui.core.base.text import storable
from session_tui.core.chart.open_state import (
    OpenGoal,
    OpenItems,
    OpenStep,
    OpenTrial,
    Rating,
)
from session_tui.core.interview.entry import Entry
from session_tui.core.model.guide import Guide, Prompt, Section
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.values import (
    AgendaItem,
    Decision,
    Duration,
    Event,
    Goal,
    Kind,
    Person,
    Question,
    Repair,
    Rhythm,
    Step,
    Trial,
    Verdict,
)
from session_tui.ui.widgets.fields import FIELDS

ASKED = {"options": ("told", "later"), "marks": ("steady", "heavy"), "low": "low [/", "high": "[b]"}
TYPED = ("text", "list", "goals", "steps", "questions", "people", "events", "decision", "agenda")
DAY = date(2026, 10, 1)


def given(n: int, nasty: str) -> dict[Kind, Entry]:
    """A full entry of each structured kind."""
    key = f"00000000-0000-7000-9000-{n:012d}"
    trial = Trial(days=28, look_for=nasty, stop_if="pain")
    goal = Goal(
        id=key, words=nasty, why="a\nb", first_sign="s", set_by="me", rating=0, evidence=nasty,
        importance=1, confidence=2, hoped=-1, state="parked",
    )  # fmt: skip
    step = Step(
        id=key, text=nasty, owner=nasty, why="w", goal=key, due=DAY, kind="k", minutes_a_week=0,
        trial=trial, confidence=10, support=nasty, outcome="partly", comment="c\nd",
    )  # fmt: skip
    return {
        Kind.GOALS: Entry((goal,), nasty, "steady"),
        Kind.STEPS: Entry((step,)),
        Kind.TRIALS: Entry((Verdict(step=key, verdict="longer", text=nasty, seen="x", days=7),)),
        Kind.QUESTIONS: Entry((Question(id=key, text=nasty, owner="me", state="answered", answer="a"),)),
        Kind.PEOPLE: Entry((Person(id=key, name=nasty, role="r", for_="f", not_for="n", contact=False),)),
        Kind.EVENTS: Entry((Event(what=nasty, when="2019"), Event(what=nasty, when="2019"))),
        Kind.CHECKIN: Entry((("sleep", 0), ("people", 10))),
        Kind.DECISION: Entry(
            Decision(question=nasty, options=("a", nasty), mattered="m", chosen="a", decided_by="deferred")
        ),
        Kind.AGENDA: Entry((AgendaItem(text=nasty, by="me", state="covered"), AgendaItem(text="x"))),
        Kind.RHYTHM: Entry(Rhythm(phase="paused", every=Duration(n=3, unit="months"), look_back=DAY)),
        Kind.REPAIR: Entry(Repair(id=key, what=nasty, named=False, did=nasty, state="open")),
    }  # fmt: skip


def test_every_kind_has_a_field() -> None:
    assert set(FIELDS) == set(Kind)


async def test_a_structured_field_keeps_every_entry_it_is_filled_with(open_field: Any, nasty: str) -> None:
    async with open_field(Kind.TEXT) as hands:
        for kind, entry in given(1, nasty).items():
            await hands.put(kind, entry, **ASKED)
            assert hands.shown.entry == entry
            hands.shown.fill(Entry())
            assert hands.shown.entry == Entry()
            hands.shown.fill(entry)
            await hands.press("down", "up")
            assert hands.shown.entry == entry
            assert hands.app.told == []
            assert "\x1b" not in hands.screen()


@pytest.mark.parametrize("size", [(40, 15), (6, 6)])
async def test_every_field_stands_in_narrow_windows(open_field: Any, nasty: str, size: tuple[int, int]) -> None:
    async with open_field(Kind.TEXT, size=size) as hands:
        for kind in Kind:
            await hands.put(kind, given(1, nasty).get(kind, Entry()), **ASKED)
            await hands.press("down", "enter", "x", "escape", "up")


@pytest.mark.parametrize("kind", TYPED)
async def test_a_long_paste_of_anything_is_kept_whole(open_field: Any, nasty: str, kind: str) -> None:
    text = f"{nasty} " * (100_000 // len(nasty))
    async with open_field(Kind(kind), **ASKED) as hands:
        hands.app.focused.post_message(events.Paste(text))
        await hands.press("end")
        entry = hands.entry
        assert storable(text).strip() in str_of(entry.value) + entry.note
        await hands.press("enter")
        assert storable(text).strip() in str_of(hands.shown.entry.value) + hands.shown.entry.note


def str_of(value: Any) -> str:
    """The first text of a value."""
    first = value[0] if isinstance(value, tuple) else value
    names = [n for n in ("words", "text", "name", "what", "question") if hasattr(first, n)]
    return str(getattr(first, names[0])) if names else str(first)


async def test_tab_and_escape_are_left_to_the_screen(open_field: Any) -> None:
    async with open_field(Kind.TEXT) as hands:
        for kind in Kind:
            await hands.put(kind, **ASKED)
            await hands.press("escape", "tab")
            assert hands.app.keys == ["escape", "tab"]


async def test_up_from_the_first_part_and_down_from_the_last_leave_the_field(
    open_field: Any,
) -> None:
    async with open_field(Kind.TEXT) as hands:
        for kind in Kind:
            await hands.put(kind, options=("told", "later"))
            await hands.press("up")
            assert hands.app.done == [-1]
            await hands.press(*["down"] * 8)
            assert 1 in hands.app.done


async def test_goals_named_in_this_session_are_known_to_the_next_prompts(
    open_field: Any, known_id: Callable[[int], str], now: Any
) -> None:
    guide = Guide("g", "G", sections=(Section("goals", "Goals", (Prompt("goals", Kind.GOALS, "Goals"),)),))
    goal = Goal(id=known_id(1), words="Sleep through")
    session = begin_session(guide, "ana", at=now).with_answer("goals", (goal,), at=now)
    known = {"session": lambda: session}
    async with open_field(Kind.GOALS, context=known, fields=("importance", "confidence")) as hands:
        await hands.press("9", "4")
        assert hands.value == (goal.replace(importance=9, confidence=4),)
    async with open_field(Kind.STEPS, context=known) as hands:
        await hands.type("Diary #sleep")
        assert hands.value[0].goal == known_id(1)


async def test_what_stands_is_left_out_of_the_entry_until_it_is_touched(
    open_field: Any, known_id: Callable[[int], str]
) -> None:
    goal = Goal(id=known_id(1), words="Walk")
    step = Step(id=known_id(2), text="No milk", trial=Trial(days=7))
    trial = OpenTrial(step, DAY, 7, date(2026, 10, 8))
    stands = OpenItems(
        goals=(OpenGoal(goal, DAY, (Rating(DAY, 4),)),),
        steps=(OpenStep(step, DAY, trial),),
        trials=(trial,),
    )
    for kind in (Kind.GOALS, Kind.STEPS, Kind.TRIALS):
        async with open_field(kind, context={"open_items": stands}, is_live_only=True) as hands:
            await hands.press("enter", "down", "escape", "up")
            assert hands.shown.entry == Entry()
            assert hands.app.told == []
