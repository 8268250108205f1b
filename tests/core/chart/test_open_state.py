"""What earlier sessions left open."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.chart.open_state import (
    RECORD,
    SHARED,
    DomainRatings,
    OpenItems,
    Rating,
    Replay,
    open_items,
    open_items_by_audience,
    trial_day,
)
from session_tui.core.interview.conditions import condition_holds
from session_tui.core.model.guide import Share
from session_tui.core.model.session import Session
from session_tui.core.model.values import (
    AgendaItem,
    Duration,
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

Build = Callable[..., Session]

ONE, TWO = (f"00000000-0000-7000-8000-{n:012d}" for n in (1, 2))
NOV, DEC, JAN = date(2026, 11, 2), date(2026, 12, 4), date(2027, 1, 8)


def goals(*items: dict[str, Any]) -> tuple[str, tuple[Goal, ...]]:
    return "goals", tuple(Goal(**{"id": ONE, "words": "Walk"} | item) for item in items)


def steps(*items: dict[str, Any]) -> tuple[str, tuple[Step, ...]]:
    return "steps", tuple(Step(**{"id": ONE, "text": "No dairy"} | item) for item in items)


def verdict(said: str, **more: Any) -> tuple[str, tuple[Verdict, ...]]:
    return "trials", (Verdict(step=ONE, verdict=said, **more),)


def questions(state: str | None) -> tuple[str, tuple[Question, ...]]:
    return "questions", (Question(id=ONE, text="Iron?", state=state),)


TRIAL = {"trial": Trial(days=28)}


def test_without_sessions_nothing_stands() -> None:
    assert open_items([]) == OpenItems()


def test_each_choice_of_shares_is_told_what_it_would_be_told_alone(build_session: Build) -> None:
    session = build_session("2026-11-02", goals=goals({}), ready=questions("open"))
    told = session.replace(
        answers=(
            session.answers[0].replace(share=Share.COPY),
            session.answers[1].replace(share=Share.PRIVATE),
        )
    )
    choices = (SHARED, RECORD, tuple(Share))
    assert open_items_by_audience([told], *choices) == tuple(open_items([told], shares) for shares in choices)
    assert [len(each.questions) for each in open_items_by_audience([told], *choices)] == [0, 0, 1]


def test_a_goal_stands_in_its_latest_words_with_all_its_ratings(build_session: Build) -> None:
    first = build_session("2026-11-02", goals=goals({"rating": 3, "evidence": "sore", "why": "joy"}))
    second = build_session("2026-12-04", goals=goals({"words": "Walk far", "rating": 5}))
    (found,) = open_items([first, second]).goals
    assert found.goal == Goal(id=ONE, words="Walk far", why="joy", rating=5)
    assert found.since == NOV
    assert found.ratings == (Rating(NOV, 3, "sore"), Rating(DEC, 5))
    assert found.last == Rating(DEC, 5)


def test_a_goal_rated_twice_in_a_session_has_one_rating_from_it(build_session: Build) -> None:
    session = build_session("2026-11-02", goals=goals({"rating": 3}), ready=goals({"rating": 4}))
    assert open_items([session]).goals[0].ratings == (Rating(NOV, 4),)


@pytest.mark.parametrize(
    ("states", "is_open"),
    [
        ([None], True),
        (["parked"], True),
        (["reached"], False),
        (["let go"], False),
        (["reached", None], False),
        (["reached", "active"], True),
        (["active", "let go"], False),
    ],
)
def test_a_goal_stands_until_it_is_reached_or_let_go(
    build_session: Build, states: list[str | None], is_open: bool
) -> None:
    told = [build_session(f"2026-11-{n + 1:02}", goals=goals({"state": s})) for n, s in enumerate(states)]
    assert bool(open_items(told).goals) == is_open


@pytest.mark.parametrize(
    ("outcomes", "is_open"),
    [
        ([None], True),
        (["partly"], True),
        (["not yet"], True),
        (["changed"], True),
        (["did"], False),
        (["chose not to"], False),
        (["did", None], False),
        (["did", "not yet"], True),
        (["partly", "did"], False),
    ],
)
def test_a_step_stands_until_it_has_a_final_outcome(
    build_session: Build, outcomes: list[str | None], is_open: bool
) -> None:
    told = [
        build_session(f"2026-11-{n + 1:02}", steps=steps({"outcome": outcome})) for n, outcome in enumerate(outcomes)
    ]
    assert bool(open_items(told).steps) == is_open


def test_a_changed_step_stands_with_its_new_words(build_session: Build) -> None:
    first = build_session("2026-11-02", steps=steps({"owner": "client", "comment": "hard", "outcome": "partly"}))
    second = build_session("2026-12-04", steps=steps({"text": "Less dairy", "outcome": "changed"}))
    (found,) = open_items([first, second]).steps
    assert found.step == Step(id=ONE, text="Less dairy", owner="client", outcome="changed")
    assert found.since == NOV


def test_a_trial_runs_from_day_one_and_is_due_when_its_days_are_over(build_session: Build) -> None:
    now = open_items([build_session("2026-11-02", steps=steps(TRIAL))])
    (trial,) = now.trials
    assert (trial.since, trial.days, trial.ends) == (NOV, 28, date(2026, 11, 30))
    assert trial_day(trial, NOV) == (1, 28)
    assert trial_day(now.steps[0], date(2026, 11, 6)) == (5, 28)
    assert now.running_trials(date(2026, 11, 29)) == (trial,)
    assert now.due_trials(date(2026, 11, 29)) == ()
    assert now.due_trials(date(2026, 11, 30)) == (trial,)


def test_a_step_without_a_trial_is_on_no_day_of_one(build_session: Build) -> None:
    now = open_items([build_session("2026-11-02", steps=steps({}))])
    assert trial_day(now.steps[0], DEC) is None
    assert now.trials == ()


def test_before_its_first_day_a_trial_is_on_no_day(build_session: Build) -> None:
    now = open_items([build_session("2026-11-02", steps=steps(TRIAL))])
    assert trial_day(now.trials[0], date(2026, 11, 1)) is None


@pytest.mark.parametrize(
    ("said", "days", "since", "ends"),
    [
        ("longer", 14, NOV, date(2026, 12, 18)),
        ("longer", None, NOV, date(2027, 1, 1)),
        ("adjust", None, DEC, date(2027, 1, 1)),
        ("adjust", 10, DEC, date(2026, 12, 14)),
    ],
)
def test_a_trial_goes_on_when_it_is_made_longer_or_adjusted(
    build_session: Build, said: str, days: int | None, since: date, ends: date
) -> None:
    first = build_session("2026-11-02", steps=steps(TRIAL))
    second = build_session("2026-12-04", trials=verdict(said, days=days))
    (trial,) = open_items([first, second]).trials
    assert (trial.since, trial.ends, trial.days) == (since, ends, (ends - since).days)


def test_a_trial_made_longer_before_its_end_runs_on_from_its_end(build_session: Build) -> None:
    first = build_session("2026-11-02", steps=steps(TRIAL))
    second = build_session("2026-11-20", trials=verdict("longer", days=7))
    assert open_items([first, second]).trials[0].ends == date(2026, 12, 7)


@pytest.mark.parametrize("said", ["keep", "stop"])
def test_a_judged_trial_is_closed_and_so_is_its_step(build_session: Build, said: str) -> None:
    first = build_session("2026-11-02", steps=steps(TRIAL))
    second = build_session("2026-12-04", trials=verdict(said, seen="calmer"))
    now = open_items([first, second])
    assert (now.trials, now.steps) == ((), ())
    assert [(t.verdict.verdict, t.verdict.seen) for t in now.judged if t.verdict] == [(said, "calmer")]


def test_a_judged_trial_stays_closed_when_its_step_is_named_again(build_session: Build) -> None:
    first = build_session("2026-11-02", steps=steps(TRIAL))
    second = build_session("2026-12-04", trials=verdict("keep"))
    third = build_session("2027-01-08", steps=steps(TRIAL | {"comment": "still going"}))
    now = open_items([first, second, third])
    assert (now.trials, now.steps) == ((), ())


def test_another_trial_of_a_judged_step_begins_anew(build_session: Build) -> None:
    first = build_session("2026-11-02", steps=steps(TRIAL))
    second = build_session("2026-12-04", trials=verdict("stop"))
    third = build_session("2027-01-08", steps=steps({"trial": Trial(days=10)}))
    now = open_items([first, second, third])
    assert [(t.since, t.days, t.verdict) for t in now.trials] == [(JAN, 10, None)]
    assert now.steps[0].trial == now.trials[0]


def test_the_trial_of_a_step_that_was_done_still_waits_to_be_judged(build_session: Build) -> None:
    first = build_session("2026-11-02", steps=steps(TRIAL))
    second = build_session("2026-12-04", steps=steps({"outcome": "did"}))
    now = open_items([first, second])
    assert now.steps == ()
    assert [trial.step.outcome for trial in now.due_trials(DEC)] == ["did"]


def test_a_step_that_was_not_wanted_leaves_no_trial(build_session: Build) -> None:
    first = build_session("2026-11-02", steps=steps(TRIAL))
    second = build_session("2026-12-04", steps=steps({"outcome": "chose not to"}))
    assert open_items([first, second]).trials == ()


def test_naming_a_step_again_does_not_restart_its_trial(build_session: Build) -> None:
    first = build_session("2026-11-02", steps=steps(TRIAL))
    second = build_session("2026-11-20", steps=steps(TRIAL | {"outcome": "partly"}))
    third = build_session("2026-11-25", steps=steps({"trial": Trial(days=40)}))
    assert open_items([first, second]).trials[0].since == NOV
    (trial,) = open_items([first, second, third]).trials
    assert (trial.since, trial.days) == (NOV, 40)


def test_a_verdict_on_what_is_no_trial_says_nothing(build_session: Build) -> None:
    told = build_session("2026-11-02", steps=steps({}), trials=verdict("stop"))
    assert len(open_items([told]).steps) == 1
    assert open_items([build_session("2026-11-02", trials=verdict("keep"))]) == OpenItems()


@pytest.mark.parametrize(("state", "count"), [(None, 1), ("open", 1), ("answered", 0), ("dropped", 0)])
def test_a_question_stands_until_it_is_answered_or_dropped(build_session: Build, state: str | None, count: int) -> None:
    first = build_session("2026-11-02", unknowns=questions("open"))
    second = build_session("2026-12-04", unknowns=questions(state))
    found = open_items([first, second]).questions
    assert [each.since for each in found] == [NOV] * count


def test_an_item_of_a_kind_without_a_field_stands_among_the_others(
    build_session: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("session_tui.core.chart.open_state.OTHER_KINDS", (Kind.QUESTIONS,))
    first = build_session("2026-11-02", unknowns=questions("open"))
    second = build_session("2026-12-04", unknowns=questions("answered"))
    (open_item,) = open_items([first]).of(Kind.QUESTIONS)
    assert (open_item.item, open_item.since) == (Question(id=ONE, text="Iron?", state="open"), NOV)
    assert open_items([first]).of(Kind.GOALS) == ()
    assert open_items([first, second]).others == ()


def test_a_repair_stands_until_it_is_repaired(build_session: Build) -> None:
    first = build_session("2026-11-02", repair=("repair", Repair(id=ONE, what="I was late")))
    second = build_session("2026-12-04", repair=("repair", Repair(id=ONE, what="I was late", state="repaired")))
    assert [each.repair.what for each in open_items([first]).repairs] == ["I was late"]
    assert open_items([first, second]).repairs == ()


def test_people_stay_with_what_was_last_said_of_them(build_session: Build) -> None:
    first = build_session("2026-11-02", people=("people", (Person(id=ONE, name="Jo", role="GP", contact=True),)))
    second = build_session("2026-12-04", people=("people", (Person(id=ONE, name="Jo", contact=False),)))
    assert open_items([first, second]).people == (Person(id=ONE, name="Jo", role="GP", contact=False),)


def test_the_last_agenda_hands_on_what_it_left(build_session: Build) -> None:
    items = [AgendaItem(text=f"{state}", state=state) for state in (None, "open", "covered", "next time")]
    first = build_session("2026-11-02", agenda=("agenda", (AgendaItem(text="old"),)))
    second = build_session("2026-12-04", agenda=("agenda", tuple(items)))
    third = build_session("2027-01-08", agenda=("agenda", None))
    assert [i.text for i in open_items([first, second, third]).agenda] == [
        "None",
        "open",
        "next time",
    ]


def test_a_check_in_keeps_the_first_and_the_last_rating_of_each_domain(
    build_session: Build,
) -> None:
    first = build_session("2026-11-02", checkin=("checkin", (("sleep", 3), ("food", 6))))
    second = build_session("2026-12-04", checkin=("checkin", (("sleep", 7),)))
    assert open_items([first, second]).checkin == (
        DomainRatings("sleep", Rating(NOV, 3), Rating(DEC, 7)),
        DomainRatings("food", Rating(NOV, 6), Rating(NOV, 6)),
    )


def test_the_rhythm_is_the_latest_of_each_of_its_parts(build_session: Build) -> None:
    every = Duration(n=4, unit="weeks")
    first = build_session("2026-11-02", rhythm=("rhythm", Rhythm(phase="steady", every=every)))
    second = build_session("2026-12-04", rhythm=("rhythm", Rhythm(phase="light")))
    assert open_items([first, second]).rhythm == Rhythm(phase="light", every=every)


def test_the_last_next_and_close_are_kept(build_session: Build) -> None:
    first = build_session("2026-11-02", next=("date", DEC), close=("scale", 8))
    second = build_session("2026-12-04", next=("date", JAN), close=("scale", None))
    now = open_items([first, second])
    assert now.next
    assert now.close
    assert (now.next.value, now.close.value) == (JAN, 8)


def test_what_was_carried_and_not_confirmed_says_nothing(build_session: Build) -> None:
    first = build_session("2026-11-02", rhythm=("rhythm", Rhythm(phase="steady")))
    second = build_session("2026-12-04", rhythm=("rhythm", None))
    old = first.answer("rhythm").replace(value=Rhythm(phase="paused"))
    pulled = second.recalled("rhythm", old, first.id, at=second.started)
    assert open_items([first, pulled]).rhythm == Rhythm(phase="steady")
    sure = pulled.confirmed("rhythm", at=second.started)
    assert open_items([first, sure]).rhythm == Rhythm(phase="paused")


@pytest.mark.parametrize(
    ("earlier", "now", "condition", "is_met"),
    [
        ({"steps": steps(TRIAL)}, {}, "trials.due", True),
        ({"steps": steps({"trial": Trial(days=99)})}, {}, "trials.due", False),
        ({"unknowns": questions("open")}, {}, "questions.open", True),
        ({"unknowns": questions("answered")}, {}, "questions.open", False),
        ({}, {"unknowns": questions(None)}, "questions.open", True),
        ({"goals": goals({})}, {}, "goals.any", True),
        ({"goals": goals({"state": "reached"})}, {}, "goals.any", False),
        ({}, {"goals": goals({})}, "goals.any", True),
        ({}, {"goals": goals({"state": "let go"})}, "goals.any", False),
        ({"close": ("scale", 8)}, {"close": ("scale", 6)}, "close.dropped", True),
        ({"close": ("scale", 8)}, {"close": ("scale", 7)}, "close.dropped", False),
        ({"close": ("scale", 8)}, {"close": ("scale", None)}, "close.dropped", False),
        ({"close": ("scale", 8)}, {}, "close.dropped", False),
        ({}, {"close": ("scale", 0)}, "close.dropped", False),
        ({}, {}, "", True),
    ],
)
def test_a_condition_holds_by_what_stands_and_what_is_written_today(
    build_session: Build, earlier: Any, now: Any, condition: str, is_met: bool
) -> None:
    stands = open_items([build_session("2026-11-02", **earlier)])
    assert condition_holds(condition, stands, DEC, build_session("2026-12-04", **now)) is is_met


few_ids = st.sampled_from([ONE, TWO])
maybe_trial = st.none() | st.builds(Trial, days=st.sampled_from([7, 28]))


def optional(words: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(words)


some_goals = st.lists(
    st.builds(Goal, id=few_ids, words=st.just("Walk"), state=optional(Goal.STATES), rating=st.none() | st.integers(0, 10)), min_size=1, max_size=3,
).map(tuple)  # fmt: skip
some_steps = st.lists(
    st.builds(Step, id=few_ids, text=st.just("Step"), outcome=optional(Step.OUTCOMES), trial=maybe_trial), min_size=1, max_size=3,
).map(tuple)  # fmt: skip
some_verdicts = st.lists(
    st.builds(Verdict, step=few_ids, verdict=st.sampled_from(Verdict.VERDICTS)),
    min_size=1,
    max_size=2,
).map(tuple)
some_questions = st.lists(
    st.builds(Question, id=few_ids, text=st.just("Iron?"), state=optional(Question.STATES)), min_size=1, max_size=2
).map(tuple)  # fmt: skip
some_answers = st.fixed_dictionaries(
    {},
    optional={
        "goals": st.tuples(st.just("goals"), some_goals),
        "steps": st.tuples(st.just("steps"), some_steps),
        "trials": st.tuples(st.just("trials"), some_verdicts),
        "unknowns": st.tuples(st.just("questions"), some_questions),
    },
)
histories = st.lists(some_answers, max_size=6)


def history(build: Build, told: list[dict[str, Any]]) -> list[Session]:
    return [build(f"2026-{n + 1:02}-15", number=n, **asked) for n, asked in enumerate(told)]


@given(told=histories, seed=st.randoms(use_true_random=False))
def test_the_order_in_which_sessions_are_given_does_not_matter(
    build_session: Build, told: list[dict[str, Any]], seed: random.Random
) -> None:
    sessions = history(build_session, told)
    shuffled = list(sessions)
    seed.shuffle(shuffled)
    assert open_items(shuffled) == open_items(sessions)


@given(told=histories)
def test_replayed_one_by_one_it_stands_as_all_at_once(build_session: Build, told: list[dict[str, Any]]) -> None:
    sessions, replay = history(build_session, told), Replay()
    for count, session in enumerate(sessions, 1):
        replay.add(session)
        assert replay.open_items() == open_items(sessions[:count])


def last_said(sessions: list[Session], kind: Kind, field: str) -> dict[str, Any]:
    """By item, the last value that any session gave to a field; None when none did."""
    said: dict[str, Any] = {}
    for session in sessions:
        for answer in session.answers:
            for item in answer.value if answer.kind == kind else ():  # type: ignore[union-attr]
                given_now = getattr(item, field)
                said[item.id] = said.get(item.id) if given_now is None else given_now  # type: ignore[union-attr]
    return said


@given(told=histories)
def test_nothing_open_is_forgotten_and_nothing_closed_comes_back(
    build_session: Build, told: list[dict[str, Any]]
) -> None:
    sessions = history(build_session, told)
    now = open_items(sessions)
    goal_states = last_said(sessions, Kind.GOALS, "state")
    question_states = last_said(sessions, Kind.QUESTIONS, "state")
    assert {g.goal.id for g in now.goals} == {
        id_ for id_, state in goal_states.items() if state not in ("reached", "let go")
    }
    assert {q.question.id for q in now.questions} == {
        id_ for id_, state in question_states.items() if state not in ("answered", "dropped")
    }


@given(told=histories)
def test_a_step_stands_unless_its_outcome_is_final_or_its_trial_was_judged(
    build_session: Build, told: list[dict[str, Any]]
) -> None:
    sessions = history(build_session, told)
    now = open_items(sessions)
    outcomes = last_said(sessions, Kind.STEPS, "outcome")
    open_ = {id_ for id_, outcome in outcomes.items() if outcome not in ("did", "chose not to")}
    standing_now = {step.step.id for step in now.steps}
    assert standing_now <= open_
    judged = {trial.step.id for trial in now.judged}
    assert open_ - judged <= standing_now


@given(told=histories)
def test_a_trial_is_open_judged_or_of_a_step_that_was_not_wanted(
    build_session: Build, told: list[dict[str, Any]]
) -> None:
    sessions = history(build_session, told)
    now = open_items(sessions)
    outcomes = last_said(sessions, Kind.STEPS, "outcome")
    tried = {id_ for id_, trial in last_said(sessions, Kind.STEPS, "trial").items() if trial}
    running, judged = ({t.step.id for t in trials} for trials in (now.trials, now.judged))
    assert not running & judged
    unwanted = {id_ for id_ in tried if outcomes[id_] == "chose not to"}
    assert running | judged | unwanted == tried
    assert {s.step.id for s in now.steps if s.trial} <= running
