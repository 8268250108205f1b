"""The demo vault: the same each time, sound, dated back from any day, and something for every view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.chart.open_state import OpenItems, open_items, trial_day
from session_tui.core.model.note import MARKED_BY_MISTAKE, Note
from session_tui.core.model.session import Session
from session_tui.core.model.values import Decision, Event, Goal, Kind, Repair, Rhythm
from session_tui.demo.clients import CLIENTS
from session_tui.demo.days import Days
from session_tui.demo.maker import make_demo
from session_tui.vault.vault import Vault

WEEK = [date(2026, 11, 30) + timedelta(days=n) for n in range(7)]
TODAYS = (date(2028, 2, 29), date(2027, 1, 1), date(2026, 11, 30), date(2026, 10, 25))
"""A leap day, a New Year's day, a Monday, and a Sunday on which many clocks go back."""


def at_ten(day: date) -> datetime:
    return datetime.combine(day, time(10)).astimezone()


@dataclass(frozen=True)
class Demo:
    """A demo vault that was made on a given day."""

    vault: Vault
    today: date

    def notes(self, code: str) -> list[Note]:
        heads = sorted(self.vault.sessions(code), key=lambda head: head.started)
        return [self.vault.read(head.id) for head in heads]

    def sessions(self, code: str) -> list[Session]:
        notes = self.notes(code)
        return [n.session for n in notes if MARKED_BY_MISTAKE not in {a.mark for a in n.addenda}]

    def open_items(self, code: str) -> OpenItems:
        return open_items(self.sessions(code))

    def everybody(self) -> Iterator[OpenItems]:
        for client in CLIENTS:
            yield self.open_items(client.code)

    def told(self, kind: Kind) -> Iterator[tuple[str, object]]:
        """Every value of a kind, with its client; items one by one."""
        for client in CLIENTS:
            for session in self.sessions(client.code):
                for answer in session.answers:
                    if answer.kind == kind and answer.value is not None:
                        value = answer.value
                        for each in value if isinstance(value, tuple) else (value,):
                            yield client.code, each


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    today = date(2026, 11, 20)
    return Demo(make_demo(tmp_path_factory.mktemp("demo") / "vault", at_ten(today)), today)


@pytest.fixture(scope="module", params=TODAYS, ids=str)
def any_demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    today: date = request.param
    return Demo(make_demo(tmp_path_factory.mktemp("demo") / "vault", at_ten(today)), today)


def files_of(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and path.parent.name != ".index")
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def test_it_is_the_same_each_time(demo: Demo, tmp_path: Path) -> None:
    again = make_demo(tmp_path / "again", at_ten(demo.today))
    assert files_of(again.root) == files_of(demo.vault.root)


def test_every_file_is_sound_whatever_day_it_is(any_demo: Demo) -> None:
    assert any_demo.vault.check() == ()


def test_the_days_are_counted_back_from_today(any_demo: Demo) -> None:
    heads = any_demo.vault.sessions()
    drafts = [head for head in heads if head.status == "draft"]
    assert [head.started.date() for head in drafts] == [any_demo.today]
    days = [head.started.date() for head in heads if head.status == "signed"]
    assert max(days) < any_demo.today
    assert timedelta(days=700) < any_demo.today - min(days) < timedelta(days=731)


def test_the_trials_stand_as_they_should_whatever_day_it_is(any_demo: Demo) -> None:
    (due,) = any_demo.open_items("ana-k").due_trials(any_demo.today)
    assert due.ends == any_demo.today
    (running,) = any_demo.open_items("ben-o").running_trials(any_demo.today)
    assert trial_day(running, any_demo.today) == (5, 28)


@pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%a}")
def test_sessions_are_on_weekdays_in_the_order_in_which_they_are_written(today: date) -> None:
    days = Days(today)
    for client in CLIENTS:
        starts = [days.start(session_context) for session_context in client.sittings]
        assert all(a < b for a, b in pairwise(starts)), client.code
        planned = [s for s in client.sittings if s.guide != "quick-contact"]
        assert all(days.of(session_context).weekday() < 5 for session_context in planned)


def test_a_demo_made_just_after_midnight_has_its_draft_on_that_day(tmp_path: Path) -> None:
    now = datetime(2026, 11, 20, 0, 5).astimezone()
    vault = make_demo(tmp_path / "vault", now)
    (draft,) = vault.sessions(status="draft")
    assert draft.started.date() == now.date()


def test_there_are_more_than_a_hundred_sessions_of_seven_clients(demo: Demo) -> None:
    assert len(demo.vault.sessions()) > 100
    assert {"ana-k", "ben-o", "carla-m", "кира"} < {c.code for c in demo.vault.clients()}


def test_every_phase_is_there(demo: Demo) -> None:
    phases = {found.rhythm.phase for found in demo.everybody() if found.rhythm}
    assert phases == {*Rhythm.PHASES}


def test_every_guide_for_a_client_is_there(demo: Demo) -> None:
    guides = {head.guide for head in demo.vault.sessions()}
    assert guides == {*demo.vault.guides().guides} - {"blank", "private"}


def test_a_goal_was_reached(demo: Demo) -> None:
    reached = [g for _, g in demo.told(Kind.GOALS) if isinstance(g, Goal) and g.state == "reached"]
    assert "Walk to the market and back without thinking about my knee" in {g.words for g in reached}


def test_a_goal_is_stuck(demo: Demo) -> None:
    (goal,) = demo.open_items("ben-o").goals
    assert [rating.rating for rating in goal.ratings[-3:]] == [3, 3, 3]


def test_a_goal_was_reworded_and_keeps_its_ratings(demo: Demo) -> None:
    goal = demo.open_items("ana-k").goals[0]
    told = {g.words for _, g in demo.told(Kind.GOALS) if isinstance(g, Goal) and g.id == goal.goal.id}
    assert told == {"Sleep through until five", goal.goal.words}
    assert len(goal.ratings) > 20


def test_a_trial_was_judged_too_early_given_longer_and_then_judged(demo: Demo) -> None:
    sessions = demo.sessions("ana-k")
    (trial, *_) = demo.open_items("ana-k").judged
    told = [
        (verdict.verdict, session.day)
        for session in sessions
        if session.has_prompt("trials")
        for verdict in _listed(session, "trials")
        if verdict.step == trial.step.id
    ]
    assert [said for said, _ in told] == ["stop", "longer", "keep"]
    assert told[0][1] < trial.since + timedelta(days=28)
    assert told[-1][1] >= trial.ends


def test_my_steps_are_overdue_and_due_today_and_a_clients_step_is_overdue(demo: Demo) -> None:
    due = {
        (step.step.owner, step.step.due == demo.today)
        for found in demo.everybody()
        for step in found.steps
        if step.step.due and step.step.due <= demo.today
    }
    assert due == {("me", False), ("me", True), ("client", False)}


def test_a_step_went_from_the_client_to_me(demo: Demo) -> None:
    owners: dict[str, list[str]] = {}
    for _, step in demo.told(Kind.STEPS):
        owners.setdefault(getattr(step, "id", ""), []).append(getattr(step, "owner", None) or "")
    assert ["client", "me", "me"] in owners.values()


def test_one_repair_is_mended_and_one_is_open_each_after_a_close_that_dropped(demo: Demo) -> None:
    repairs = [(code, r) for code, r in demo.told(Kind.REPAIR) if isinstance(r, Repair)]
    assert [(code, r.state) for code, r in repairs] == [
        ("ben-o", "open"), ("ben-o", "repaired"), ("carla-m", "open"),
    ]  # fmt: skip
    assert [len(demo.open_items(code).repairs) for code in ("ben-o", "carla-m")] == [0, 1]
    for code in ("ben-o", "carla-m"):
        closes = [s for s in demo.sessions(code) if s.has_prompt("close")]
        before, opened = next(p for p in pairwise(closes) if p[1].has_prompt("repair") and p[1].answer("repair").is_answered)  # fmt: skip
        drop = _number(before, "close") - _number(opened, "close")
        assert drop >= 2


def test_somebody_paused_and_came_back(demo: Demo) -> None:
    phases = [r.phase for code, r in demo.told(Kind.RHYTHM) if code == "elif-y" and isinstance(r, Rhythm)]  # fmt: skip
    assert phases == ["steady", "steady", "paused", "steady", "light"]


def test_carla_is_due_to_meet_by_her_rhythm(demo: Demo) -> None:
    rhythm = demo.open_items("carla-m").rhythm
    assert rhythm is not None
    assert str(rhythm.every) == "4 weeks"
    assert demo.today - demo.sessions("carla-m")[-1].day > timedelta(weeks=7)


def test_anas_sleep_has_changed_since_she_stopped_coffee(demo: Demo) -> None:
    sessions = demo.sessions("ana-k")
    stopped = next(s for s in sessions if Event(what="Stopped coffee", when="January 2026") in _listed(s, "events"))  # fmt: skip
    nights = [(s.day, dict(_listed(s, "checkin")).get("sleep")) for s in sessions]
    before = [rating for day, rating in nights if rating is not None and day < stopped.day]
    since = [rating for day, rating in nights if rating is not None and day >= stopped.day]
    assert max(before) < min(since)
    assert len(before) > 8
    assert len(since) > 8


def test_questions_are_open_and_answered_and_people_may_and_may_not_be_contacted(
    demo: Demo,
) -> None:
    states = {getattr(q, "state", None) for _, q in demo.told(Kind.QUESTIONS)}
    assert states == {None, "answered"}
    assert any(found.questions for found in demo.everybody())
    assert {p.contact for found in demo.everybody() for p in found.people} == {True, False}


def test_both_sides_agreements_strengths_and_decisions_are_there(demo: Demo) -> None:
    first = demo.sessions("ana-k")[0]
    for prompt in ("roles", "exchange", "values", "if-unsure", "strengths"):
        assert first.answer(prompt).is_answered
    decisions = [d for _, d in demo.told(Kind.DECISION) if isinstance(d, Decision)]
    assert len(decisions) > 3
    assert all(len(d.options) > 1 and d.chosen in d.options for d in decisions)


def test_a_review_compares_with_what_was_hoped(demo: Demo) -> None:
    hoped = {g.hoped for _, g in demo.told(Kind.GOALS) if isinstance(g, Goal)}
    assert {-1, 0, 1, 2} <= hoped


def test_a_hard_conversation_was_had_and_private_pages_were_written(demo: Demo) -> None:
    dov = demo.sessions("dov-r")
    assert any(s.has_prompt("hard") and s.answer("hard").is_answered for s in dov)
    pages = list(demo.vault.root.glob("clients/*/private/*.json"))
    assert len(pages) > 3


def test_addenda_were_written_and_one_says_entered_by_mistake(demo: Demo) -> None:
    marks = [a.mark for client in CLIENTS for n in demo.notes(client.code) for a in n.addenda]
    assert marks.count(MARKED_BY_MISTAKE) == 1
    assert marks.count(None) > 1


def test_todays_draft_is_anas_with_what_was_left_over_and_a_jot_to_file(demo: Demo) -> None:
    draft = demo.vault.open_draft("ana-k")
    assert draft is not None
    assert len(draft.unfiled()) == 1
    assert draft.answer("agenda").is_unconfirmed
    assert len(demo.open_items("ana-k").agenda) == 2


def _listed(session: Session, prompt: str) -> tuple[Any, ...]:
    value = session.answer(prompt).value if session.has_prompt(prompt) else None
    return value if isinstance(value, tuple) else ()


def _number(session: Session, prompt: str) -> int:
    value = session.answer(prompt).value
    assert isinstance(value, int)
    return value
