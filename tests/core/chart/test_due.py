"""What waits across the practice."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from session_tui.core.chart.chart import chart_of
from session_tui.core.chart.client_due import client_due
from session_tui.core.chart.due import Due, when_due
from session_tui.core.chart.open_items import trial_day
from session_tui.core.model.session import Session
from session_tui.core.model.values import Duration, Rhythm, Step, Trial

Build = Callable[..., Session]

ONE, TWO = (f"00000000-0000-7000-8000-{n:012d}" for n in (1, 2))
NOV = date(2026, 11, 2)


def steps(*items: dict[str, Any]) -> tuple[str, tuple[Step, ...]]:
    return "steps", tuple(Step(**{"id": ONE, "text": "Send the article"} | i) for i in items)


def waits(*sessions: Session) -> tuple[Due, ...]:
    return client_due(chart_of("ana-k", sessions))


def test_nothing_waits_without_sessions() -> None:
    assert waits() == ()


@pytest.mark.parametrize(
    ("fields", "is_listed"),
    [
        ({"owner": "me"}, True),
        ({"owner": "both"}, True),
        ({"owner": "client"}, False),
        ({"owner": "client", "due": NOV}, True),
        ({"due": NOV}, True),
        ({"owner": "Dr Berg", "due": NOV}, True),
        ({"owner": "me", "outcome": "did"}, False),
        ({"owner": "me", "outcome": "not yet"}, True),
    ],
)
def test_a_step_waits_when_it_has_a_day_or_is_mine(
    build_session: Build, fields: dict[str, Any], is_listed: bool
) -> None:
    assert bool(waits(build_session("2026-11-02", steps=steps(fields)))) == is_listed


def test_a_step_says_whose_it_is_and_where_it_comes_from(build_session: Build) -> None:
    session = build_session("2026-11-02", steps=steps({"owner": "me", "due": date(2026, 11, 9)}))
    (found,) = waits(session)
    assert found == Due("step", "ana-k", session.id, "Send the article", NOV, date(2026, 11, 9), "me", ONE)
    assert found.is_mine


@pytest.mark.parametrize(("days", "is_due", "is_overdue"), [(-1, False, False), (0, True, False), (1, True, True)])
def test_a_step_is_due_on_its_day_and_overdue_after_it(
    build_session: Build, days: int, is_due: bool, is_overdue: bool
) -> None:
    (found,) = waits(build_session("2026-11-02", steps=steps({"due": NOV})))
    today = NOV + timedelta(days)
    assert (found.is_due(today), found.is_overdue(today)) == (is_due, is_overdue)


@pytest.mark.parametrize("began", ["2026-03-20T10:00:00+01:00", "2026-10-20T23:59:00+02:00"])
@pytest.mark.parametrize(("day", "is_due"), [(0, False), (27, False), (28, True), (29, True)])
def test_a_trial_is_due_after_its_days_whatever_the_clocks_do(
    build_session: Build, began: str, day: int, is_due: bool
) -> None:
    session = build_session("2026-11-02", steps=steps({"owner": "client", "trial": Trial(days=28)}))
    session = session.replace(started=session.started.fromisoformat(began))
    (found,) = waits(session)
    today = session.day + timedelta(day)
    assert (found.kind, found.is_due(today)) == ("trial", is_due)
    (trial,) = chart_of("ana-k", [session]).open_items.trials
    assert trial_day(trial, today) == (day + 1, 28)


def test_a_client_is_due_by_the_rhythm_that_was_agreed(build_session: Build) -> None:
    rhythm = Rhythm(phase="steady", every=Duration(n=4, unit="weeks"))
    session = build_session("2026-11-02", rhythm=("rhythm", rhythm))
    assert waits(session) == (Due("client", "ana-k", session.id, "steady, every 4 weeks", NOV, date(2026, 11, 30)),)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ({"next": ("date", date(2026, 11, 12))}, "as agreed"),
        ({"rhythm": ("rhythm", Rhythm(look_back=date(2026, 12, 1)))}, "time to look back"),
    ],
)
def test_a_day_that_was_agreed_is_said_so(build_session: Build, asked: dict[str, Any], text: str) -> None:
    assert waits(build_session("2026-11-02", **asked))[0].text == text


def test_what_is_due_first_comes_first_and_promises_without_a_day_last(
    build_session: Build,
) -> None:
    found = waits(
        build_session(
            "2026-11-02",
            steps=steps({"owner": "me"}, {"id": TWO, "due": date(2026, 11, 9)}),
        )
    )
    assert [each.item for each in sorted(found, key=when_due)] == [TWO, ONE]
