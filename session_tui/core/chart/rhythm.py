"""The rhythm over the years: what was planned, how it was lived, and when the next meeting is due."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from session_tui.core.chart.chart import Chart, Dated
from session_tui.core.chart.open_state import merge_item
from session_tui.core.model.dates import day_after
from session_tui.core.model.values import Duration, Kind, Rhythm

RESTING = frozenset({"paused", "once"})
"""Phases in which no interval runs."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two meetings.

    Attributes:
        since: the day of the earlier one.
        until: the day of the later one.
        planned: how long it was meant to be; None where nothing was agreed, or one paused.
    """

    since: date
    until: date
    planned: Duration | None = None

    @property
    def days(self) -> int:
        """How many days it was; 0 also where a clock that went backwards says less."""
        return max(0, (self.until - self.since).days)


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of one phase. ``until`` is the day on which the next began; None for the present one."""

    name: str
    since: date
    until: date | None = None
    every: Duration | None = None


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When the next meeting is due.

    Attributes:
        day: the first day on which it is due.
        is_agreed: whether that very day was agreed; otherwise it follows from the rhythm.
        is_look_back: whether it is the day that was agreed for looking back.
    """

    day: date
    is_agreed: bool = False
    is_look_back: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """One year at a glance.

    Attributes:
        year: which.
        meetings: how many in each month, January first.
        contacts: how many calls and messages in each month.
    """

    year: int
    meetings: tuple[int, ...]
    contacts: tuple[int, ...]


def years(chart: Chart) -> tuple[Year, ...]:
    """Every year from the first session to the last, oldest first."""
    counts = Counter((visit.day.year, visit.day.month, visit.is_meeting) for visit in chart.visits)
    if not counts:
        return ()
    found, months = [year for year, _, _ in counts], range(1, 13)
    return tuple(
        Year(
            year,
            tuple(counts[year, month, True] for month in months),
            tuple(counts[year, month, False] for month in months),
        )
        for year in range(min(found), max(found) + 1)
    )


def rhythms(chart: Chart) -> tuple[Dated[Rhythm], ...]:
    """The rhythm as it stood after each session that spoke of it, oldest first."""
    found: list[Dated[Rhythm]] = []
    for said in chart.values(Kind.RHYTHM, Rhythm):
        now = merge_item(found[-1].value if found else None, said.value)
        found.append(Dated(said.day, said.session, now))
    return tuple(found)


def phases(chart: Chart) -> tuple[Phase, ...]:
    """The phases, oldest first; one that was only named again goes on."""
    found: list[Phase] = []
    for each in rhythms(chart):
        name, every = each.value.phase or "", each.value.every
        if found and (found[-1].name, found[-1].every) == (name, every):
            continue
        if found:
            last = found[-1]
            found[-1] = Phase(last.name, last.since, each.day, last.every)
        found.append(Phase(name, each.day, None, every))
    return tuple(found)


def gaps(chart: Chart) -> tuple[Gap, ...]:
    """The times between the meetings, oldest first, each with what was planned when it began."""
    return tuple(_gaps(chart))


def next_meeting(chart: Chart) -> NextMeeting | None:
    """When to meet next; None where nothing is agreed.

    A day that was agreed in or after the last meeting counts before the rhythm; while one pauses only such a day, or
    the day for looking back, counts.
    """
    meetings = chart.meetings
    if not meetings:
        return None
    last = meetings[-1]
    agreed = chart.last("next")
    if agreed and isinstance(agreed.answer.value, date) and agreed.answer.value > last.day:
        return NextMeeting(agreed.answer.value, is_agreed=True)
    rhythm = chart.open_items.rhythm
    if rhythm is None:
        return None
    look_back = rhythm.look_back if rhythm.look_back and rhythm.look_back > last.day else None
    due = None
    if rhythm.every and rhythm.phase not in RESTING:
        due = day_after(last.day, rhythm.every)
    if look_back and (due is None or look_back <= due):
        return NextMeeting(look_back, is_agreed=True, is_look_back=True)
    return NextMeeting(due) if due else None


def _gaps(chart: Chart) -> Iterator[Gap]:
    spoken = list(rhythms(chart))
    now: Rhythm | None = None
    meetings = chart.meetings
    places = {visit.id: place for place, visit in enumerate(chart.visits)}
    for before, after in pairwise(meetings):
        while spoken and places[spoken[0].session] < places[after.id]:
            now = spoken.pop(0).value
        is_running = now is not None and now.phase not in RESTING
        yield Gap(before.day, after.day, now.every if now and is_running else None)
