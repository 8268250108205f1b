"""The rhythm of meetings over the years: planned, actual, and the next one due."""

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
"""The phases without an interval."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The interval between two meetings.

    Attributes:
        since: the day of the earlier meeting.
        until: the day of the later meeting.
        planned: the agreed interval; None if nothing was agreed, or during a pause.
    """

    since: date
    until: date
    planned: Duration | None = None

    @property
    def days(self) -> int:
        """Its length in days; 0 if a clock that went backwards would make it negative."""
        return max(0, (self.until - self.since).days)


@dataclass(frozen=True, slots=True)
class Phase:
    """A period in one phase. ``until`` is the first day of the next phase; None for the current one."""

    name: str
    since: date
    until: date | None = None
    every: Duration | None = None


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The next meeting.

    Attributes:
        day: the day on which it is due.
        is_agreed: whether that day was agreed; otherwise it follows from the rhythm.
        is_look_back: whether it is the day agreed for the review.
    """

    day: date
    is_agreed: bool = False
    is_look_back: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """One year at a glance.

    Attributes:
        year: the year.
        meetings: the number of meetings in each month, from January.
        contacts: the number of calls and messages in each month.
    """

    year: int
    meetings: tuple[int, ...]
    contacts: tuple[int, ...]


def years(chart: Chart) -> tuple[Year, ...]:
    """Return every year from the first session to the last."""
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
    """Return the rhythm after each session that changed it, oldest first."""
    found: list[Dated[Rhythm]] = []
    for said in chart.values(Kind.RHYTHM, Rhythm):
        now = merge_item(found[-1].value if found else None, said.value)
        found.append(Dated(said.day, said.session, now))
    return tuple(found)


def phases(chart: Chart) -> tuple[Phase, ...]:
    """Return the phases, oldest first; naming the current phase again does not start a new one."""
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
    """Return the intervals between meetings, oldest first, each with the interval planned when it began."""
    return tuple(_gaps(chart))


def next_meeting(chart: Chart) -> NextMeeting | None:
    """Return the next meeting; None if nothing is agreed.

    A day agreed in or after the last meeting takes precedence over the rhythm; during a pause only such a day, or
    the review date, counts.
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
    """Yield the intervals between meetings, each with what was planned when it began."""
    spoken = list(rhythms(chart))
    now: Rhythm | None = None
    meetings = chart.meetings
    places = {visit.id: place for place, visit in enumerate(chart.visits)}
    for before, after in pairwise(meetings):
        while spoken and places[spoken[0].session] < places[after.id]:
            now = spoken.pop(0).value
        is_running = now is not None and now.phase not in RESTING
        yield Gap(before.day, after.day, now.every if now and is_running else None)
