"""The list of clients that match the typed text."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from session_tui.core.interview.suggestions import ClientChoice
from session_tui.ui.widgets.lists.filterable_list import FilterableList
from session_tui.ui.widgets.lists.row_layout import Cell, Drawn

_MUTED = "$text-muted"


class ChoiceList(FilterableList[ClientChoice]):
    """One line for each client; an invalid new code is shown with the reason and cannot be chosen."""

    def key_of(self, row: ClientChoice) -> str:
        """Return the client's code."""
        return row.code

    def words_of(self, row: ClientChoice) -> str:
        """Return the code and the name."""
        return f"{row.code} {row.name}"

    def draw(self, rows: Sequence[ClientChoice], width: int) -> Sequence[Content]:
        """Draw the code and the name, wrapped if they are too long."""

        def draw(place: int) -> Content:
            return Content("").join(cell.content for cell in _cells(rows[place]))

        def height(place: int) -> int:
            length = sum(cell.cell_length for cell in _cells(rows[place]))
            return 1 if length <= width else draw(place).get_height({}, width)

        return Drawn([height(place) for place in range(len(rows))], draw)

    def offer(self, choices: Sequence[ClientChoice], *, mark_first: bool = True) -> None:
        """Show these choices; highlight the first one unless it is an invalid code."""
        self.fill(choices)
        self.highlighted = 0 if mark_first and choices and not choices[0].fault else None

    @property
    def code(self) -> str:
        """The highlighted code; empty if none is highlighted."""
        return self.current.code if self.current else ""


def _cells(choice: ClientChoice) -> list[Cell]:
    """Return the cells of a choice."""
    if choice.fault:
        return [Cell(choice.fault, _MUTED)]
    if choice.is_new:
        return [Cell(f"new client “{choice.code}”")]
    return [Cell(choice.code), Cell(f"  {choice.name}" if choice.name else "", _MUTED)]
