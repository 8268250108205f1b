"""Today's list: unfinished sessions, then everything that is due across all clients."""

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
_INDENT = 2
"""Cells by which a line is indented below its heading."""

UNFINISHED = "Unfinished"
"""The heading above the drafts."""

HEADINGS = ("Time to judge", "On my side", "On their side, overdue", "Due to meet")
"""The headings of the due items, in their order."""

TodayRow = SessionRow | Due


class TodayList(FilterableList[TodayRow]):
    """One line for each draft and due item, under the heading of its group."""

    def __init__(self, today: date, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._today = today

    def key_of(self, row: TodayRow) -> str:
        """Return the session's id, or the kind, client and id of a due item."""
        return row.id if isinstance(row, SessionRow) else f"{row.kind} {row.client} {row.item}"

    def words_of(self, row: TodayRow) -> str:
        """Return the text of the line."""
        return "".join(each.text for each in self._line(row))

    def heading_of(self, row: TodayRow) -> str:
        """Return the heading of the row's group."""
        return UNFINISHED if isinstance(row, SessionRow) else heading(row, self._today)

    def draw(self, rows: Sequence[TodayRow], width: int) -> Sequence[Content]:
        """Draw one line for each row; a long one is wrapped with a deeper indent."""

        def draw(place: int) -> Content:
            said = (each.content for each in self._line(rows[place]))
            return hanging(Content("").join(said), width, first=_INDENT, rest=2 * _INDENT)

        def height(place: int) -> int:
            length = sum(each.cell_length for each in self._line(rows[place]))
            return 1 if length + _INDENT <= width else draw(place).plain.count("\n") + 1

        return Drawn([height(place) for place in range(len(rows))], draw)

    def _line(self, row: TodayRow) -> list[Cell]:
        """Return the cells of a row."""
        if isinstance(row, SessionRow):
            return draft_line(row, self._today)
        return _line(row, self._today)


def shown_on_home(waiting: Sequence[Due], today: date) -> list[Due]:
    """Return the due items that home shows, by group and due day; items without a day come last, the oldest first."""
    shown = [row for row in waiting if heading(row, today)]
    return sorted(shown, key=lambda row: (HEADINGS.index(heading(row, today)), *_when_due(row)))


def _when_due(row: Due) -> tuple[date, date, str, str]:
    """Return the key by which due items are sorted within a group."""
    return (row.due or date.max, row.since, row.client, row.text)


def heading(row: Due, today: date) -> str:
    """Return the heading of a due item's group; empty if it is not due yet."""
    judge, mine, theirs, meet = HEADINGS
    if row.is_mine:
        return mine
    if row.kind == "trial":
        return judge if row.is_due(today) else ""
    if row.kind == "step":
        return theirs if row.is_overdue(today) else ""
    return meet if row.is_due(today) else ""


def _line(row: Due, today: date) -> list[Cell]:
    """Return the cells of a due item: ``ben-o · send the sleep article · due today``."""
    said = [row.client, row.text] if row.text else [row.client]
    when = _when(row, today)
    is_pressing = row.kind == "step" and row.is_due(today)
    line = [Cell(" · ".join(said))]
    return [*line, Cell(f" · {when}", "" if is_pressing else _MUTED)] if when else line


def _when(row: Due, today: date) -> str:
    """Return when an item is due, or since when it is open."""
    if row.kind == "trial":
        return f"since {format_day(row.since, today)}"
    if row.kind == "client":
        ago = format_ago(row.since, today)
        return "last today" if row.since == today else f"last {ago} ago"
    if row.due is None:
        return f"since {format_day(row.since, today)}"
    return format_due(row.due, today)
