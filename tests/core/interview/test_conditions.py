"""When a prompt is asked, and what a close that dropped calls for."""

from collections.abc import Callable
from datetime import date

import pytest

from session_tui.core.chart.open_items import OpenItems, OpenRepair
from session_tui.core.chart.open_state import open_items
from session_tui.core.chart.open_views import OpenViews, open_views
from session_tui.core.interview.conditions import after_close, close_drop, is_asked
from session_tui.core.model.guide import PRIVATE, Prompt
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind, Repair

Build = Callable[..., Session]

REPAIR = Prompt("repair", Kind.REPAIR, "Something between us", condition="close.dropped")
THING = Repair(id="00000000-0000-7000-8000-000000000001", what="I was late")


@pytest.mark.parametrize(
    ("last", "now", "drop"),
    [(8, 6, 2), (8, 5, 3), (8, 7, 0), (8, 8, 0), (6, 8, 0), (2, 0, 2), (None, 3, 0), (8, None, 0)],
)
def test_a_close_dropped_when_it_is_lower_by_two_or_more(
    build_session: Build, last: int | None, now: int | None, drop: int
) -> None:
    before = open_items([build_session("2026-11-01", close=("scale", last))])
    today = build_session("2026-11-20", close=("scale", now), repair=("repair", None))
    assert close_drop(before, today) == drop
    assert is_asked(REPAIR, before, today) is (drop > 0)


def test_what_is_not_repaired_is_asked_again_however_the_close_was(build_session: Build) -> None:
    left = OpenItems(repairs=(OpenRepair(THING, date(2026, 11, 1)),))
    today = build_session("2026-11-20", repair=("repair", None))
    assert is_asked(REPAIR, left, today)
    assert not is_asked(REPAIR, OpenItems(), today)


def test_only_repair_returns_because_something_is_open_between_us(build_session: Build) -> None:
    left = OpenItems(repairs=(OpenRepair(THING, date(2026, 11, 1)),))
    other = Prompt("other", Kind.TEXT, "Other", condition="close.dropped")
    assert not is_asked(other, left, build_session("2026-11-20", other=("text", None)))


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("next-steps", "3 lower than last time. “repair” is there for it, if you like."),
        (PRIVATE, "3 lower than last time. “repair” is there for it, on your private page, if you like."),
    ],
)  # fmt: skip
def test_a_drop_is_said_with_the_place_that_takes_it(build_session: Build, section: str, said: str) -> None:
    before = open_views([build_session("2026-11-01", close=("scale", 8))]).record
    today = build_session("2026-11-20", close=("scale", 5), repair=("repair", None))
    first, repair = today.answers
    assert after_close(before, today.replace(answers=(first, repair.replace(section=section)))) == said
    assert after_close(before, today.replace(answers=(first,))) == ""
    assert after_close(OpenViews().record, today) == ""
