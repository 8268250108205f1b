"""The chart: what one client's sessions say together."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.chart.chart import Chart, ChartBuilder, chart_of, sound_sessions
from session_tui.core.chart.histories import Change
from session_tui.core.chart.open_state import items_of, open_items
from session_tui.core.model.guide import Share
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.session import Session
from session_tui.core.model.values import Event, Goal, Kind, Person, Question, Repair, Step, Trial, Verdict

Build = Callable[..., Session]

ONE, TWO = (f"00000000-0000-7000-8000-{n:012d}" for n in (1, 2))
NOV, DEC, JAN = date(2026, 11, 2), date(2026, 12, 4), date(2027, 1, 8)


def goals(*items: dict[str, Any]) -> tuple[str, tuple[Goal, ...]]:
    return "goals", tuple(Goal(**{"id": ONE, "words": "Walk"} | item) for item in items)


def steps(*items: dict[str, Any]) -> tuple[str, tuple[Step, ...]]:
    return "steps", tuple(Step(**{"id": ONE, "text": "No dairy"} | item) for item in items)


def chart(*sessions: Session) -> Chart:
    return chart_of("ana-k", sessions)


def test_without_sessions_there_is_nothing() -> None:
    assert chart_of("ana-k", []) == Chart("ana-k")


def test_a_reworded_goal_keeps_its_history(build_session: Build) -> None:
    made = build_session("2026-11-02", goals=goals({"rating": 3, "evidence": "sore"}))
    reworded = build_session("2026-12-04", goals=goals({"words": "Walk to the market"}))
    rated = build_session("2027-01-08", goals=goals({"words": "Walk to the market", "rating": 6}))
    (goal,) = chart(made, reworded, rated).goals
    assert (goal.now.words, goal.since, goal.made_in) == ("Walk to the market", NOV, made.id)
    assert goal.wordings == (
        Change(NOV, made.id, "Walk"),
        Change(DEC, reworded.id, "Walk to the market"),
    )
    assert [(rating.day, rating.rating) for rating in goal.ratings] == [(NOV, 3), (JAN, 6)]


def test_an_item_of_a_kind_without_a_field_has_a_history_among_the_others(
    build_session: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("session_tui.core.chart.chart.OTHER_KINDS", (Kind.PEOPLE,))
    made = build_session("2026-11-02", people=("people", (Person(id=ONE, name="Jo", role="GP"),)))
    told = build_session("2026-12-04", people=("people", (Person(id=ONE, name="Jo", contact=True),)))
    (person,) = chart(made, told).others[Kind.PEOPLE]
    assert person.now == Person(id=ONE, name="Jo", role="GP", contact=True)
    assert (person.since, person.last_day, len(person.mentions)) == (NOV, DEC, 2)


def test_a_goal_that_was_reached_stays_in_the_chart(build_session: Build) -> None:
    made = build_session("2026-11-02", goals=goals({}))
    done = build_session("2026-12-04", goals=goals({"state": "reached"}))
    found = chart(made, done)
    assert not found.goals[0].is_open
    assert found.open_items.goals == ()
    assert found.goals[0].states == (Change(DEC, done.id, "reached"),)


def test_a_step_handed_from_client_to_me_keeps_its_history(build_session: Build) -> None:
    made = build_session("2026-11-02", steps=steps({"owner": "client", "why": "to see"}))
    tried = build_session("2026-12-04", steps=steps({"outcome": "not yet", "comment": "no time"}))
    handed = build_session("2027-01-08", steps=steps({"owner": "me"}))
    (step,) = chart(made, tried, handed).steps
    assert (step.now.owner, step.now.why, step.since) == ("me", "to see", NOV)
    assert step.owners == (Change(NOV, made.id, "client"), Change(JAN, handed.id, "me"))
    assert [each.said.comment for each in step.outcomes] == ["no time"]
    assert not step.is_done_with


def test_a_trial_keeps_every_verdict(build_session: Build) -> None:
    made = build_session("2026-11-02", steps=steps({"trial": Trial(days=28)}))
    longer = Verdict(step=ONE, verdict="longer", days=14, seen="too early")
    early = build_session("2026-12-04", trials=("trials", (longer,)))
    kept = Verdict(step=ONE, verdict="keep", seen="calmer")
    judged = build_session("2027-01-08", trials=("trials", (kept,)))
    found = chart(made, early, judged)
    assert [(each.day, each.said) for each in found.steps[0].verdicts] == [
        (DEC, longer),
        (JAN, kept),
    ]
    assert [each.verdict for each in found.open_items.judged] == [kept]


@pytest.mark.parametrize(("state", "closed"), [("answered", DEC), ("dropped", DEC), (None, None)])
def test_a_question_knows_when_it_was_closed(build_session: Build, state: str | None, closed: date | None) -> None:
    asked = build_session("2026-11-02", unknowns=("questions", (Question(id=ONE, text="Iron?"),)))
    later = Question(id=ONE, text="Iron?", state=state, answer="normal" if state else None)
    told = build_session("2026-12-04", unknowns=("questions", (later,)))
    (question,) = chart(asked, told).questions
    assert (question.closed, question.is_open) == (closed, closed is None)


def test_a_repair_stays_until_it_is_repaired(build_session: Build) -> None:
    opened = build_session("2026-11-02", repair=("repair", Repair(id=ONE, what="Late")))
    mended = build_session("2026-12-04", repair=("repair", Repair(id=ONE, what="Late", state="repaired")))
    assert chart(opened).repairs[0].is_open
    assert not chart(opened, mended).repairs[0].is_open


def test_events_of_all_prompts_stand_in_the_order_told(build_session: Build) -> None:
    first = build_session("2026-11-02", **{"led-up": ("events", (Event(what="moved"),))})
    second = build_session("2026-12-04", events=("events", (Event(what="stopped coffee"),)))
    told = [each.value.what for each in chart(second, first).values(Kind.EVENTS, Event)]
    assert told == ["moved", "stopped coffee"]


def test_answers_are_found_by_prompt_and_the_last_one_first_asked_for(build_session: Build) -> None:
    first = build_session("2026-11-02", roles=("text", "I listen."))
    second = build_session("2026-12-04", roles=("text", "We both listen."))
    found = chart(first, second)
    assert [each.answer.value for each in found.said["roles"]] == ["I listen.", "We both listen."]
    last = found.last("roles")
    assert last is not None
    assert (last.day, last.session) == (DEC, second.id)
    assert found.last("exchange") is None


def test_what_was_carried_and_not_confirmed_says_nothing(build_session: Build) -> None:
    session = build_session("2026-11-02", roles=("text", "I listen."))
    carried = session.answer("roles").replace(origin="carried:x", confirmed=False)
    assert chart(session.replace(answers=(carried,))).said == {}


def test_only_what_may_be_seen_counts(build_session: Build) -> None:
    session = build_session("2026-11-02", repair=("repair", Repair(id=ONE, what="Late")))
    private = session.replace(answers=(session.answer("repair").replace(share=Share.PRIVATE),))
    assert chart_of("ana-k", [private], (Share.RECORD,)).repairs == ()
    assert len(chart_of("ana-k", [private]).repairs) == 1


def test_a_session_entered_by_mistake_is_taken_out(build_session: Build) -> None:
    session = build_session("2026-11-02", goals=goals({}))
    addendum = Addendum(
        id=TWO,
        session=session.id,
        client="ana-k",
        number=1,
        written=session.started,
        reason="Wrong client",
        mark="entered by mistake",
    )
    sound = Note(build_session("2026-12-04"))
    assert sound_sessions([sound, Note(session, (addendum,))]) == (sound.session,)


def test_a_call_in_between_is_no_meeting(build_session: Build) -> None:
    met, called = build_session("2026-11-02"), build_session("2026-12-04")
    called = called.replace(guide=called.guide.replace(id="quick-contact"))
    found = chart(met, called)
    assert [visit.id for visit in found.meetings] == [met.id]
    assert len(found.visits) == 2


def test_sessions_of_one_day_and_a_clock_that_went_backwards_are_put_in_order(
    build_session: Build,
) -> None:
    noon = build_session("2026-11-02", 1, goals=goals({"rating": 3}))
    night = noon.replace(id=noon.id.replace("0001", "0002"), started=noon.started.replace(hour=23))
    found = chart(night, noon)
    assert [visit.id for visit in found.visits] == [noon.id, night.id]
    assert [visit.day for visit in found.visits] == [NOV, NOV]


def test_a_day_is_the_practitioners_own_wherever_they_travel(build_session: Build) -> None:
    session = build_session("2026-11-02")
    auckland = session.replace(started=session.started.fromisoformat("2026-11-03T00:30:00+13:00"))
    assert chart(auckland).visits[0].day == date(2026, 11, 3)


STATES = {
    "goals": [None, "active", "parked", "reached", "let go"],
    "steps": [None, "did", "partly", "not yet", "chose not to"],
    "questions": [None, "open", "answered", "dropped"],
}


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """What each session of a random history says, oldest first."""
    told = []
    for _ in range(draw(st.integers(1, 7))):
        said: dict[str, Any] = {}
        for kind, states in STATES.items():
            if draw(st.booleans()):
                said[kind] = (draw(st.sampled_from([ONE, TWO])), draw(st.sampled_from(states)))
        said["trial"] = draw(st.sampled_from([None, 7, 28]))
        said["verdict"] = draw(st.sampled_from([None, "keep", "adjust", "stop", "longer"]))
        told.append(said)
    return told


def sessions_of(told: list[dict[str, Any]], build: Build) -> list[Session]:
    made = []
    for n, said in enumerate(told):
        asked: dict[str, Any] = {}
        if "goals" in said:
            id_, state = said["goals"]
            asked["goals"] = ("goals", (Goal(id=id_, words="Walk", state=state, rating=n),))
        if "steps" in said:
            id_, outcome = said["steps"]
            trial = Trial(days=said["trial"]) if said["trial"] else None
            asked["steps"] = ("steps", (Step(id=id_, text="Try", outcome=outcome, trial=trial),))
        if "questions" in said:
            id_, state = said["questions"]
            asked["unknowns"] = ("questions", (Question(id=id_, text="Iron?", state=state),))
        if said["verdict"]:
            asked["trials"] = ("trials", (Verdict(step=ONE, verdict=said["verdict"]),))
        made.append(build(f"2026-{n + 1:02}-15", n, **asked))
    return made


@given(told=histories(), seed=st.integers())
def test_the_order_of_import_does_not_matter(build_session: Build, told: list[dict[str, Any]], seed: int) -> None:
    sessions = sessions_of(told, build_session)
    shuffled = random.Random(seed).sample(sessions, len(sessions))
    assert chart(*shuffled) == chart(*sessions)


@given(told=histories())
def test_session_by_session_gives_the_same_as_all_at_once(build_session: Build, told: list[dict[str, Any]]) -> None:
    sessions = sessions_of(told, build_session)
    charting = ChartBuilder("ana-k")
    for n, session in enumerate(sessions, 1):
        charting.add(session)
        assert charting.chart() == chart(*sessions[:n])


@given(told=histories())
def test_nothing_open_is_forgotten_and_nothing_closed_comes_back_by_itself(
    build_session: Build, told: list[dict[str, Any]]
) -> None:
    sessions = sessions_of(told, build_session)
    closed: set[tuple[str, str]] = set()
    for n, session in enumerate(sessions, 1):
        found = chart(*sessions[:n])
        now = found.open_items
        named = {
            (kind, item.id)
            for kind, prompt in (("goal", "goals"), ("step", "steps"), ("question", "unknowns"))
            if session.has_prompt(prompt)
            for item in items_of(session.answer(prompt))
        }
        named |= {("step", ONE)} if session.has_prompt("trials") else set()
        open_ = {("goal", each.goal.id) for each in now.goals}
        open_ |= {("step", each.step.id) for each in now.steps}
        open_ |= {("question", each.question.id) for each in now.questions}
        every = {("goal", each.now.id) for each in found.goals}
        every |= {("step", each.now.id) for each in found.steps}
        every |= {("question", each.now.id) for each in found.questions}
        assert open_ <= every
        assert not (closed - named) & open_
        assert not (every - closed - named) - open_
        closed = every - open_


@given(told=histories())
def test_the_chart_and_what_stands_open_agree(build_session: Build, told: list[dict[str, Any]]) -> None:
    sessions = sessions_of(told, build_session)
    found = chart(*sessions)
    assert found.open_items == open_items(sessions)
    assert [g.now for g in found.goals if g.is_open] == [s.goal for s in found.open_items.goals]
    assert [q.now for q in found.questions if q.is_open] == [s.question for s in found.open_items.questions]


def test_an_event_that_is_told_again_stands_once_where_it_was_told_first(
    build_session: Build,
) -> None:
    coffee, fall = Event(what="Stopped coffee", when="January"), Event(what="Fell")
    first = build_session("2026-11-02", events=("events", (coffee,)))
    again = build_session("2026-12-04", events=("events", (fall, coffee, coffee.replace(when="May"))))
    told = [(each.day, each.value) for each in chart(first, again).events]
    assert told == [(NOV, coffee), (DEC, fall), (DEC, coffee.replace(when="May"))]
