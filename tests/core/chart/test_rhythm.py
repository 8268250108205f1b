"""What was planned, how it was lived, when to meet next."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from session_tui.core.chart.chart import chart_of
from session_tui.core.chart.rhythm import Gap, NextMeeting, Phase, gaps, next_meeting, phases
from session_tui.core.model.session import Session
from session_tui.core.model.values import Duration, Rhythm

Build = Callable[..., Session]
WEEKS = Duration(n=4, unit="weeks")


def agreed(**fields: Any) -> tuple[str, Rhythm]:
    return "rhythm", Rhythm(**fields)


STEADY = {"phase": "steady", "every": WEEKS}


def test_gaps_stand_beside_what_was_planned_when_they_began(build_session: Build) -> None:
    told = [
        build_session("2026-01-05"),
        build_session("2026-02-02", rhythm=agreed(**STEADY)),
        build_session("2026-03-02"),
        build_session("2026-04-06", rhythm=agreed(phase="paused")),
        build_session("2026-10-05"),
    ]
    assert gaps(chart_of("ana-k", told)) == (
        Gap(date(2026, 1, 5), date(2026, 2, 2)),
        Gap(date(2026, 2, 2), date(2026, 3, 2), WEEKS),
        Gap(date(2026, 3, 2), date(2026, 4, 6), WEEKS),
        Gap(date(2026, 4, 6), date(2026, 10, 5)),
    )


def test_days_across_a_change_of_the_clocks_are_calendar_days(build_session: Build) -> None:
    winter = build_session("2026-03-28")
    summer = build_session("2026-03-30")
    summer = summer.replace(started=summer.started.fromisoformat("2026-03-30T10:00:00+02:00"))
    assert gaps(chart_of("ana-k", [winter, summer]))[0].days == 2


def test_a_gap_is_never_less_than_nothing(build_session: Build) -> None:
    east = build_session("2026-03-28")
    east = east.replace(started=east.started.fromisoformat("2026-03-28T01:00:00+13:00"))
    west = east.replace(
        id=east.id.replace("0193", "0194"),
        started=east.started.fromisoformat("2026-03-27T09:00:00-08:00"),
    )
    assert [gap.days for gap in gaps(chart_of("ana-k", [east, west]))] == [0]


def test_phases_follow_each_other(build_session: Build) -> None:
    told = [
        build_session("2026-01-05", rhythm=agreed(phase="intensive", every=Duration(n=1, unit="weeks"))),
        build_session("2026-02-02", rhythm=agreed(phase="intensive")),
        build_session("2026-03-02", rhythm=agreed(**STEADY)),
    ]  # fmt: skip
    assert phases(chart_of("ana-k", told)) == (
        Phase("intensive", date(2026, 1, 5), date(2026, 3, 2), Duration(n=1, unit="weeks")),
        Phase("steady", date(2026, 3, 2), None, WEEKS),
    )


@pytest.mark.parametrize(
    ("rhythm", "next_", "expected"),
    [
        ({}, None, None),
        (STEADY, None, NextMeeting(date(2026, 3, 2))),
        (
            {"phase": "steady", "every": Duration(n=1, unit="months")},
            None,
            NextMeeting(date(2026, 3, 2)),
        ),
        (STEADY, date(2026, 2, 20), NextMeeting(date(2026, 2, 20), is_agreed=True)),
        (STEADY, date(2026, 1, 20), NextMeeting(date(2026, 3, 2))),
        ({"phase": "paused", "every": WEEKS}, None, None),
        ({"phase": "once"}, None, None),
        (
            {"phase": "paused"},
            date(2026, 9, 1),
            NextMeeting(date(2026, 9, 1), is_agreed=True),
        ),
        (
            {"phase": "paused", "look_back": date(2026, 6, 1)},
            None,
            NextMeeting(date(2026, 6, 1), is_agreed=True, is_look_back=True),
        ),
        (STEADY | {"look_back": date(2026, 6, 1)}, None, NextMeeting(date(2026, 3, 2))),
        (
            STEADY | {"look_back": date(2026, 2, 16)},
            None,
            NextMeeting(date(2026, 2, 16), is_agreed=True, is_look_back=True),
        ),
    ],
)
def test_when_to_meet_next(
    build_session: Build, rhythm: dict[str, Any], next_: date | None, expected: NextMeeting | None
) -> None:
    asked: dict[str, Any] = {"rhythm": agreed(**rhythm)} if rhythm else {}
    if next_:
        asked["next"] = ("date", next_)
    assert next_meeting(chart_of("ana-k", [build_session("2026-02-02", **asked)])) == expected


def test_a_day_agreed_in_a_call_counts(build_session: Build) -> None:
    met = build_session("2026-02-02", rhythm=agreed(**STEADY))
    call = build_session("2026-02-10", next=("date", date(2026, 2, 12)))
    call = call.replace(guide=call.guide.replace(id="quick-contact"))
    found = next_meeting(chart_of("ana-k", [met, call]))
    assert found == NextMeeting(date(2026, 2, 12), is_agreed=True)


def test_before_the_first_meeting_none_is_due() -> None:
    assert next_meeting(chart_of("ana-k", [])) is None
