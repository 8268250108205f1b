"""The clients, those seen last first: code, name, how long ago, and how many drafts wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from session_tui.core.model.dates import format_ago
from session_tui.ui.widgets.lists.filterable_list import GAP, Columns, FilterableList
from session_tui.ui.widgets.lists.row_layout import Cell, LazyRows

_LEAST_NAME = 10
"""Cells a name should have; with fewer it says nothing."""


class ClientRow(NamedTuple):
    """One line of the list. ``last`` is the day of the latest session."""

    code: str
    name: str
    last: date | None
    drafts: int


class ClientList(FilterableList[ClientRow]):
    """The list on the left of home."""

    def __init__(self, today: date, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._today = today

    def key_of(self, row: ClientRow) -> str:
        """The code."""
        return row.code

    def words_of(self, row: ClientRow) -> str:
        """Code and name."""
        return f"{row.code} {row.name}"

    def draw(self, rows: Sequence[ClientRow], width: int) -> Sequence[Content]:
        """Code and name; names are left out where they would be cut to nothing."""
        codes = max((Cell(row.code).cell_length for row in rows), default=0)
        agos = [format_ago(row.last, self._today) if row.last else "no session" for row in rows]
        widest = max((len(ago) for ago in agos), default=0)
        has_names = width - codes - widest - 4 * GAP >= _LEAST_NAME
        has_names = has_names and any(row.name for row in rows)

        def cells(place: int) -> tuple[Cell, ...]:
            row = rows[place]
            return (
                Cell(row.code),
                *([Cell(row.name, "$text-muted")] if has_names else []),
                Cell(agos[place].rjust(widest), "$text-muted"),
                Cell(f"●{row.drafts}" if row.drafts else ""),
            )

        return Columns(LazyRows(len(rows), cells), width, grow=1 if has_names else 0)
