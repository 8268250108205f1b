"""The list of clients, the last seen first: code, name, time since the last session, and number of drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from session_tui.core.model.dates import format_ago
from session_tui.ui.widgets.lists.filterable_list import GAP, Columns, FilterableList
from session_tui.ui.widgets.lists.row_layout import Cell, LazyRows

_LEAST_NAME = 10
"""Smallest width of the name column, in cells; in less space, names are left out."""


class ClientRow(NamedTuple):
    """One row of the list. ``last`` is the day of the latest session.

    ``drafts`` is the number of unfinished sessions.
    """

    code: str
    name: str
    last: date | None
    drafts: int


class ClientList(FilterableList[ClientRow]):
    """The list on the left of the home screen."""

    def __init__(self, today: date, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._today = today

    def key_of(self, row: ClientRow) -> str:
        """Return the client's code."""
        return row.code

    def words_of(self, row: ClientRow) -> str:
        """Return the code and the name."""
        return f"{row.code} {row.name}"

    def draw(self, rows: Sequence[ClientRow], width: int) -> Sequence[Content]:
        """Draw the clients in columns; names are left out where they would have too little space."""
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
