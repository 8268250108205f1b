"""What a prompt of each kind holds."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.base.errors import InvalidValue
from session_tui.core.model.values import (
    LIVE,
    VALUES,
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
    is_blank,
)

ID = "00000000-0000-7000-8000-000000000001"

EXAMPLES: dict[Kind, tuple[Any, Any]] = {
    Kind.TEXT: (" Went twice.\n> smells\n", " Went twice.\n> smells\n"),
    Kind.LIST: (("a", "b"), ["a", "b"]),
    Kind.SCALE: (10, 10),
    Kind.CHOICE: (("told",), ["told"]),
    Kind.DATE: (date(2026, 12, 4), "2026-12-04"),
    Kind.DURATION: (Duration(n=6, unit="weeks"), {"n": 6, "unit": "weeks"}),
    Kind.GOALS: (
        (Goal(id=ID, words="Walk", set_by="client", rating=4, hoped=-2, state="let go"),),
        [{"id": ID, "words": "Walk", "set_by": "client", "rating": 4, "hoped": -2, "state": "let go"}],
    ),
    Kind.STEPS: (
        (Step(id=ID, text="Diary", owner="Ana", goal=ID, due=date(2027, 1, 2), trial=Trial(days=28, look_for="sleep")),),
        [{"id": ID, "text": "Diary", "owner": "Ana", "goal": ID, "due": "2027-01-02", "trial": {"days": 28, "look_for": "sleep"}}],
    ),
    Kind.TRIALS: ((Verdict(step=ID, verdict="longer", days=7),), [{"step": ID, "verdict": "longer", "days": 7}]),
    Kind.QUESTIONS: ((Question(id=ID, text="Iron?", state="open"),), [{"id": ID, "text": "Iron?", "state": "open"}]),
    Kind.PEOPLE: (
        (Person(id=ID, name="Jo", for_="sleep", contact=False),),
        [{"id": ID, "name": "Jo", "for": "sleep", "contact": False}],
    ),
    Kind.EVENTS: ((Event(what="moved", when="spring 2021"),), [{"what": "moved", "when": "spring 2021"}]),
    Kind.CHECKIN: ((("sleep", 6), ("food", 0)), {"sleep": 6, "food": 0}),
    Kind.DECISION: (
        Decision(options=("wait", "test"), decided_by="me, asked to"),
        {"options": ["wait", "test"], "decided_by": "me, asked to"},
    ),
    Kind.AGENDA: ((AgendaItem(text="sleep", by="client", state="next time"),), [{"text": "sleep", "by": "client", "state": "next time"}]),
    Kind.RHYTHM: (
        Rhythm(phase="once", every=Duration(n=1, unit="years"), look_back=date(2027, 2, 1)),
        {"phase": "once", "every": {"n": 1, "unit": "years"}, "look_back": "2027-02-01"},
    ),
    Kind.REPAIR: (Repair(id=ID, what="late", named=True), {"id": ID, "what": "late", "named": True}),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
def test_a_value_of_each_kind_is_written_as_the_format_says(kind: Kind) -> None:
    value, data = EXAMPLES[kind]
    assert VALUES[kind].to_json(value) == data
    assert VALUES[kind].from_json(data) == value


@pytest.mark.parametrize(
    ("kind", "data", "where"),
    [
        ("text", "", ""),
        ("list", [" "], "[0]"),
        ("list", [], ""),
        ("scale", 11, ""),
        ("duration", {"n": 0, "unit": "weeks"}, "n"),
        ("duration", {"n": 1, "unit": "week"}, "unit"),
        ("goals", [{"id": ID}], "[0].words"),
        ("goals", [{"id": ID, "words": "x", "hoped": 3}], "[0].hoped"),
        ("steps", [{"id": ID, "text": "x", "trial": {"days": 0}}], "[0].trial.days"),
        ("steps", [{"id": ID, "text": "x", "outcome": "failed"}], "[0].outcome"),
        ("trials", [{"step": "x", "verdict": "keep"}], "[0].step"),
        ("people", [{"id": ID, "name": "Jo", "for_": "x"}], "[0].for_"),
        ("checkin", {"sleep": None}, "sleep"),
        ("agenda", [{"text": "x", "by": "us"}], "[0].by"),
        ("rhythm", {"every": {"unit": "weeks"}}, "every.n"),
    ],
)
def test_a_value_is_refused_by_the_path_to_its_fault(kind: str, data: Any, where: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        VALUES[Kind(kind)].from_json(data)
    assert refused.value.where == where


def test_every_kind_has_a_rule_and_the_live_ones_are_kinds() -> None:
    assert set(VALUES) == set(Kind)
    assert set(Kind) >= LIVE
    assert Kind.GOALS.is_live
    assert not Kind.TEXT.is_live


@pytest.mark.parametrize("value", [None, "", " \n\t", (), Decision(), Rhythm()])
def test_nothing_given_is_blank(value: Any) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, ".", ("",), Decision(chosen="wait"), *(v for v, _ in EXAMPLES.values())])
def test_what_was_given_is_not_blank(value: Any) -> None:
    assert not is_blank(value)


@given(st.integers(1, 9999), st.sampled_from(Duration.UNITS))
def test_one_of_a_unit_is_said_without_its_s(n: int, unit: str) -> None:
    assert str(Duration(n=n, unit=unit)) == f"{n} {unit[:-1] if n == 1 else unit}"
