"""Lists of sessions: one client's for the chart, and the drafts of all for home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from textual.content import Content

from session_tui.core.dates import MONTHS, say_day
from session_tui.markdown.days import say_full_date
from session_tui.ui.widgets.drawn import Cell
from session_tui.ui.widgets.rows_list import RowsList, cell, columns

_MUTED = "$text-muted"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in a list.

    Attributes:
        last_prompt: the heading of the prompt where writing stopped; empty when unknown.
    """

    id: str
    client: str
    started: datetime
    title: str
    is_draft: bool
    words: int
    last_prompt: str = ""


class SessionList(RowsList[SessionRow]):
    """One client's sessions: day, guide, draft or signed, how many words."""

    def key_of(self, row: SessionRow) -> str:
        """The session's id."""
        return row.id

    def words_of(self, row: SessionRow) -> str:
        """Its day in words and numbers, its guide, and how it stands."""
        day = row.started.date()
        month = MONTHS[day.month - 1]
        return f"{say_full_date(day)} {month} {day.isoformat()} {row.title} {_status(row)}"

    def draw(self, rows: Sequence[SessionRow], width: int) -> Sequence[Content]:
        """The guide's title gives way."""
        cells = [
            (
                Cell(say_full_date(row.started.date()).rjust(15)),
                Cell(row.title),
                Cell(
                    ("● " if row.is_draft else "  ") + _status(row), "" if row.is_draft else _MUTED
                ),
                Cell(f"{row.words:,} words".rjust(11), _MUTED),
            )
            for row in rows
        ]
        return columns(cells, width, grow=1)


class DraftList(RowsList[SessionRow]):
    """What is unfinished: client, guide, when, and where it stopped."""

    def __init__(self, today: date, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._today = today

    def key_of(self, row: SessionRow) -> str:
        """The session's id."""
        return row.id

    def words_of(self, row: SessionRow) -> str:
        """All that its line says."""
        return draft_line(row, self._today).plain

    def draw(self, rows: Sequence[SessionRow], width: int) -> list[Content]:
        """A line each; a long one goes on in the next row."""
        return [draft_line(row, self._today) for row in rows]


def draft_line(row: SessionRow, today: date, *, with_client: bool = True) -> Content:
    """A draft in one line: ``ana-k · Follow-up · today 10:12 · last at Goals``."""
    day = row.started.date()
    said = "today" if day == today else say_day(day, today)
    parts = [row.client] if with_client else []
    parts += [row.title, f"{said} {row.started:%H:%M}"]
    line = cell(" · ".join(parts))
    return line + cell(f" · last at {row.last_prompt}", _MUTED) if row.last_prompt else line


def _status(row: SessionRow) -> str:
    return "draft" if row.is_draft else "signed"
