"""The golden thread."""

from collections.abc import Callable
from typing import Any

from session_tui.core.chart.chart import chart_of
from session_tui.core.chart.thread import thread_of
from session_tui.core.model.session import Session
from session_tui.core.model.values import Decision, Event, Goal, Step, Trial, Verdict

Build = Callable[..., Session]

ONE, TWO, THREE = (f"00000000-0000-7000-8000-{n:012d}" for n in (1, 2, 3))
WALK = ("goals", (Goal(id=ONE, words="Walk", why="The market"),))
DECIDED = ("decision", Decision(question="Which way?", chosen="Wait"))


def steps(*items: dict[str, Any]) -> tuple[str, tuple[Step, ...]]:
    return "steps", tuple(Step(**{"id": TWO, "text": "Park further off"} | item) for item in items)


def test_from_the_story_to_what_came_of_it(build_session: Build) -> None:
    told = [
        build_session(
            "2026-11-02",
            story=("text", "> It began in spring."),
            events=("events", (Event(what="moved"),)),
            goals=WALK,
            options=DECIDED,
            steps=steps({"goal": ONE, "trial": Trial(days=7)}),
        ),
        build_session(
            "2026-12-04",
            trials=("trials", (Verdict(step=TWO, verdict="keep"),)),
            **{"story-short": ("text", "In short")},
        ),
    ]
    thread = thread_of(chart_of("ana-k", told))
    assert thread.story is not None
    assert thread.in_short is not None
    assert [each.value.what for each in thread.events] == ["moved"]
    (goal,) = thread.goals
    assert [each.value.chosen for each in goal.decisions] == ["Wait"]
    (step,) = goal.steps
    assert step.trial is not None
    assert step.trial.verdict is not None
    assert goal.questions == ()
    assert thread.decisions == ()


def test_what_is_missing_is_a_question(build_session: Build) -> None:
    told = build_session("2026-11-02", goals=("goals", (Goal(id=ONE, words="Walk"),)))
    (goal,) = thread_of(chart_of("ana-k", [told])).goals
    assert goal.questions == ("Why does it matter to them?", "What would be a small step?")


def test_steps_that_name_no_goal_ask_for_one(build_session: Build) -> None:
    told = build_session("2026-11-02", goals=WALK, steps=steps({}, {"id": THREE, "goal": TWO}))
    walk, homeless = thread_of(chart_of("ana-k", [told])).goals
    assert walk.questions == ("What would be a small step?",)
    assert homeless.goal is None
    assert [each.step.now.id for each in homeless.steps] == [TWO, THREE]
    assert homeless.questions == ("Which goal are these for?",)


def test_a_decision_without_a_step_stands_by_itself(build_session: Build) -> None:
    told = build_session("2026-11-02", goals=WALK, options=DECIDED)
    thread = thread_of(chart_of("ana-k", [told]))
    assert [each.value.chosen for each in thread.decisions] == ["Wait"]


def test_open_goals_come_before_parked_and_closed_ones(build_session: Build) -> None:
    states = ((ONE, "reached"), (TWO, "parked"), (THREE, None))
    told = build_session(
        "2026-11-02",
        goals=("goals", tuple(Goal(id=id_, words="Walk", state=state) for id_, state in states)),
    )
    order = [each.goal.now.id for each in thread_of(chart_of("ana-k", [told])).goals if each.goal]
    assert order == [THREE, TWO, ONE]
