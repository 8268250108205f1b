"""The sessions in which something was said, as a short list of days."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from session_tui.core.chart.answer_history import Occasion
from session_tui.markdown.note.dates import say_date
from session_tui.ui.widgets.lists.filterable_list import Columns, RowsList
from session_tui.ui.widgets.lists.row_layout import Cell, WhenAsked


class DatesList(RowsList[Occasion]):
    """Day and guide of each session, oldest first."""

    def key_of(self, row: Occasion) -> str:
        """The session's id."""
        return row.session

    def words_of(self, row: Occasion) -> str:
        """All that its line says."""
        return f"{say_date(row.day)} {row.guide}"

    def draw(self, rows: Sequence[Occasion], width: int) -> Sequence[Content]:
        """The guide's title gives way."""

        def cells(place: int) -> tuple[Cell, ...]:
            row = rows[place]
            return Cell(say_date(row.day).rjust(11)), Cell(row.guide, "$text-muted")

        return Columns(WhenAsked(len(rows), cells), width, grow=1)
