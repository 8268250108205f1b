"""What today asks of the practitioner, in one list: unfinished sessions, then what waits across all clients."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from session_tui.core.chart.due import Due
from session_tui.core.model.dates import format_ago, format_day, format_due
from session_tui.ui.widgets.lists.filterable_list import FilterableList, hanging
from session_tui.ui.widgets.lists.row_layout import Cell, Drawn
from session_tui.ui.widgets.lists.session_list import SessionRow, draft_line

_MUTED = "$text-muted"
_IN = 2
"""Cells by which a line stands further in than its heading."""

UNFINISHED = "Unfinished"
"""What stands above the drafts."""

HEADINGS = ("Time to judge", "On my side", "On theirs, overdue", "Due to meet")
"""The parts of what waits, in their order."""

TodayRow = SessionRow | Due


class TodayList(FilterableList[TodayRow]):
    """A line each, under the heading of its part."""

    def __init__(self, today: date, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._today = today

    def key_of(self, row: TodayRow) -> str:
        """What it is, and whose."""
        return row.id if isinstance(row, SessionRow) else f"{row.kind} {row.client} {row.item}"

    def words_of(self, row: TodayRow) -> str:
        """All that its line says."""
        return "".join(each.text for each in self._line(row))

    def heading_of(self, row: TodayRow) -> str:
        """The part of the list it stands in."""
        return UNFINISHED if isinstance(row, SessionRow) else heading(row, self._today)

    def draw(self, rows: Sequence[TodayRow], width: int) -> Sequence[Content]:
        """A line each; a long one goes on in the next row, further in."""

        def draw(place: int) -> Content:
            said = (each.content for each in self._line(rows[place]))
            return hanging(Content("").join(said), width, first=_IN, rest=2 * _IN)

        def height(place: int) -> int:
            length = sum(each.cell_length for each in self._line(rows[place]))
            return 1 if length + _IN <= width else draw(place).plain.count("\n") + 1

        return Drawn([height(place) for place in range(len(rows))], draw)

    def _line(self, row: TodayRow) -> list[Cell]:
        if isinstance(row, SessionRow):
            return draft_line(row, self._today)
        return _line(row, self._today)


def shown_on_home(waiting: Sequence[Due], today: date) -> list[Due]:
    """What home shows of all that waits, part by part, what is due first at the top; what has no day, the oldest first."""
    shown = [row for row in waiting if heading(row, today)]
    return sorted(shown, key=lambda row: (HEADINGS.index(heading(row, today)), *_when_due(row)))


def _when_due(row: Due) -> tuple[date, date, str, str]:
    return (row.due or date.max, row.since, row.client, row.text)


def heading(row: Due, today: date) -> str:
    """The part of home's list in which it stands; empty where it does not wait yet."""
    judge, mine, theirs, meet = HEADINGS
    if row.is_mine:
        return mine
    if row.kind == "trial":
        return judge if row.is_due(today) else ""
    if row.kind == "step":
        return theirs if row.is_overdue(today) else ""
    return meet if row.is_due(today) else ""


def _line(row: Due, today: date) -> list[Cell]:
    """``ben-o · send the sleep article · due today``."""
    said = [row.client, row.text] if row.text else [row.client]
    when = _when(row, today)
    is_pressing = row.kind == "step" and row.is_due(today)
    line = [Cell(" · ".join(said))]
    return [*line, Cell(f" · {when}", "" if is_pressing else _MUTED)] if when else line


def _when(row: Due, today: date) -> str:
    if row.kind == "trial":
        return f"since {format_day(row.since, today)}"
    if row.kind == "client":
        ago = format_ago(row.since, today)
        return "last today" if row.since == today else f"last {ago} ago"
    if row.due is None:
        return f"since {format_day(row.since, today)}"
    return format_due(row.due, today)
