"""The list of one client's sessions, and the line of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from textual.content import Content

from session_tui.core.model.dates import MONTHS, format_day
from session_tui.ui.widgets.lists.filterable_list import Columns, FilterableList
from session_tui.ui.widgets.lists.row_layout import Cell, LazyRows

_MUTED = "$text-muted"


class SessionRow(NamedTuple):
    """One session in a list, or an unfinished addendum to a session.

    Attributes:
        words: the number of words in it.
        last_prompt: the heading of the prompt where a draft was left; empty if unknown.
        adds_to: the id of the session that an unfinished addendum belongs to; empty for a session.
        is_withdrawn: whether an addendum says that it was entered by mistake.
    """

    id: str
    client: str
    started: datetime
    title: str
    is_draft: bool
    words: int
    last_prompt: str = ""
    adds_to: str = ""
    is_withdrawn: bool = False


class SessionList(FilterableList[SessionRow]):
    """One client's sessions: day, guide, draft or signed, and number of words."""

    def key_of(self, row: SessionRow) -> str:
        """Return the session's id."""
        return row.id

    def words_of(self, row: SessionRow) -> str:
        """Return the day in words and numbers, the guide and the status."""
        day = row.started.date()
        month = MONTHS[day.month - 1]
        when = f"{_full_date(day)} {row.started:%H:%M} {month} {day.isoformat()}"
        return f"{when} {row.title} {_status(row)}"

    def draw(self, rows: Sequence[SessionRow], width: int) -> Sequence[Content]:
        """Draw the sessions; the guide's title is shortened if needed.

        Sessions of the same day, which are neighbours, also show their time.
        """

        def cells(place: int) -> tuple[Cell, ...]:
            row, beside = rows[place], rows[max(place - 1, 0) : place + 2]
            same_day = [each for each in beside if each.started.date() == row.started.date()]
            return (
                Cell(_when(row, with_time=len(same_day) > 1)),
                Cell(row.title),
                Cell(("● " if row.is_draft else "  ") + _status(row), "" if row.is_draft else _MUTED),
                Cell(f"{row.words:,} words".rjust(11), _MUTED),
            )

        return Columns(LazyRows(len(rows), cells), width, grow=1)


def draft_line(row: SessionRow, today: date, *, with_client: bool = True) -> list[Cell]:
    """Return the cells of a draft: ``ana-k · Follow-up · today 10:12 · last at Goals``."""
    day = row.started.date()
    said = "today" if day == today else format_day(day, today)
    parts = [row.client] if with_client else []
    parts += [row.title, f"{said} {row.started:%H:%M}"]
    line = [Cell(" · ".join(parts))]
    return [*line, Cell(f" · last at {row.last_prompt}", _MUTED)] if row.last_prompt else line


def _when(row: SessionRow, *, with_time: bool) -> str:
    """Return the day, right-aligned so that all days end in the same column, and the time if asked for."""
    return _full_date(row.started.date()).rjust(15) + (f" {row.started:%H:%M}" if with_time else "")


def _full_date(day: date) -> str:
    """Return a day with its weekday and year."""
    from session_tui.markdown.note.dates import (
        format_full_date,  # late: home appears sooner without it
    )

    return format_full_date(day)


def _status(row: SessionRow) -> str:
    """Return whether a session is a draft, signed, or entered by mistake."""
    if row.is_withdrawn:
        return "in error"
    return "draft" if row.is_draft else "signed"
