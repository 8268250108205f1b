"""The chart's time line: years, phases, events, and the intervals between sessions, planned and actual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from session_tui.core.chart.rhythm import Gap, Phase, Year, gaps, next_meeting, phases, years
from session_tui.core.model.dates import MONTHS, days_in, format_ago, format_day
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.chart.base import TextPage
from session_tui.ui.widgets.document.text_blocks import Block

if TYPE_CHECKING:
    from datetime import date

    from session_tui.core.chart.chart import Chart

_MUTED = "$text-muted"
_HANGING = Content("  ")
_NONE, _ONCE, _OFTEN, _CALLED = "·", "●", "◉", "○"
"""Stand for a month without a meeting, with one, with several, and with a call or a message only."""

YEAR = 42
"""Cells from which two stand between the months of a year."""

STRIP = 32
"""Cells of the longest interval of the strip."""

DAY = 17
"""Cells of the column of days, where there is room for one."""

ROOMY = 60
"""Cells from which there is."""

PASSED = 28
"""Cells that are kept for what is said beside an interval: ``  113 days, planned 12 weeks``."""


class TimelinePage(TextPage):
    """How often practitioner and client met over the years, planned and actual."""

    TAB = "timeline"

    def blocks(self, chart: Chart) -> Iterator[Block]:
        """Years, phases, events, the strip."""
        if not chart.visits:
            yield Block(as_content("No sessions yet.", _MUTED), gap=None)
            return
        yield from _years(years(chart), self.room)
        yield from _phases(phases(chart), self.today)
        yield from _events(chart, self.today)
        yield from _strip(chart, self.today, self.room)


def _years(rows: tuple[Year, ...], width: int) -> Iterator[Block]:
    """A row a year, a sign a month."""
    gap = "  " if width >= YEAR else " "
    yield Block(as_content(f"      {gap.join(month[0] for month in MONTHS)}", _MUTED), gap=None)
    for year in rows:
        signs = (
            _OFTEN if met > 1 else _ONCE if met else _CALLED if called else _NONE
            for met, called in zip(year.meetings, year.contacts, strict=True)
        )
        yield Block(as_content(f"{year.year}  {gap.join(signs)}"), gap=None)
    said = f"{_ONCE} met  {_OFTEN} met more than once  {_CALLED} call or message only"
    yield Block(as_content(said, _MUTED), rest=_HANGING, gap=None)


def _phases(found: tuple[Phase, ...], today: date) -> Iterator[Block]:
    """The phases, the present one first."""
    if found:
        yield Block(as_content("Phases", "bold underline"))
    for phase in reversed(found):
        until = format_day(phase.until, today) if phase.until else "now"
        every = f", every {phase.every}" if phase.every else ""
        name = as_content(f"{phase.name or 'no name'}{every}")
        line = name + as_content(f"  {format_day(phase.since, today)} – {until}", _MUTED)
        yield Block(line, rest=_HANGING, gap=None)


def _events(chart: Chart, today: date) -> Iterator[Block]:
    """What happened, in the order in which it was told."""
    events = chart.events
    if events:
        yield Block(as_content("What happened", "bold underline"))
    for event in events:
        when = event.value.when or "undated"
        told = as_content(f"  noted {format_day(event.day, today)}", _MUTED)
        line = as_content(f"{when}: ", _MUTED) + as_content(event.value.what) + told
        yield Block(line, rest=_HANGING, gap=None)


def _strip(chart: Chart, today: date, width: int) -> Iterator[Block]:
    """The meetings, the latest first; between two the time that passed, beside what was planned."""
    yield Block(as_content("Planned and actual", "bold underline"))
    lead = DAY if width >= ROOMY else 0
    if due := next_meeting(chart):
        agreed = "to look back" if due.is_look_back else "as agreed" if due.is_agreed else "by the agreed rhythm"
        ago = format_ago(due.day, today) + (" ago" if due.day < today else "")
        yield Block(_day(due.day, today, lead, "bold") + as_content(f"{agreed}, {ago}", "bold"), gap=None)
    passed = gaps(chart)
    longest = max((gap.days for gap in passed), default=1)
    cells = max(8, min(STRIP, width - lead - PASSED))
    meetings = chart.meetings
    for place in range(len(meetings) - 1, -1, -1):
        visit = meetings[place]
        yield Block(_day(visit.day, today, lead) + as_content(visit.title, _MUTED), gap=None)
        if place:
            bar = _gap(passed[place - 1], longest, cells)
            yield Block(Content(" " * max(lead, 2)) + bar, gap=None)


def _day(day: date, today: date, lead: int, style: str = "") -> Content:
    """Return a day, right-aligned in a column of ``lead`` cells."""
    return as_content(f"{format_day(day, today).rjust(max(lead - 2, 0))}  ", style)


def _gap(gap: Gap, longest: int, cells: int) -> Content:
    """A bar as long as the time that passed, with a mark where it was planned to end."""
    scale = cells / max(longest, 1)
    bar = "─" * max(1, round(gap.days * scale))
    said = f"  {gap.days} {'day' if gap.days == 1 else 'days'}"
    if gap.planned:
        mark = min(round(days_in(gap.planned) * scale), cells)
        bar = bar.ljust(mark, "┄")
        bar = f"{bar[:mark]}┃{bar[mark + 1 :]}" if mark < len(bar) else f"{bar}┃"
        said += f", planned {gap.planned}"
    return as_content(bar, "$text-accent") + as_content(said, _MUTED)
