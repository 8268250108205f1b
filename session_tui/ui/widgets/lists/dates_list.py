"""A short list of the sessions in which something was said."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from session_tui.core.chart.answer_history import SessionRef
from session_tui.markdown.note.dates import format_date
from session_tui.ui.widgets.lists.filterable_list import Columns, FilterableList
from session_tui.ui.widgets.lists.row_layout import Cell, LazyRows


class DatesList(FilterableList[SessionRef]):
    """The day and guide of each session, oldest first."""

    def key_of(self, row: SessionRef) -> str:
        """Return the session's id."""
        return row.session

    def words_of(self, row: SessionRef) -> str:
        """Return the day and the guide."""
        return f"{format_date(row.day)} {row.guide}"

    def draw(self, rows: Sequence[SessionRef], width: int) -> Sequence[Content]:
        """Draw the day and the guide; the guide's title is shortened if needed."""

        def cells(place: int) -> tuple[Cell, ...]:
            row = rows[place]
            return Cell(format_date(row.day).rjust(11)), Cell(row.guide, "$text-muted")

        return Columns(LazyRows(len(rows), cells), width, grow=1)
