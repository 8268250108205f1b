"""The clients that fit what is typed, to choose one of them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from session_tui.core.interview.suggestions import ClientChoice
from session_tui.ui.widgets.lists.filterable_list import FilterableList
from session_tui.ui.widgets.lists.row_layout import Cell, Drawn

_MUTED = "$text-muted"


class ChoiceList(FilterableList[ClientChoice]):
    """A line each; what is wrong with a code that can name nobody stands there too, and cannot be chosen."""

    def key_of(self, row: ClientChoice) -> str:
        """The code."""
        return row.code

    def words_of(self, row: ClientChoice) -> str:
        """Code and name."""
        return f"{row.code} {row.name}"

    def draw(self, rows: Sequence[ClientChoice], width: int) -> Sequence[Content]:
        """Code and name; what is longer goes on in the next line."""

        def draw(place: int) -> Content:
            return Content("").join(cell.content for cell in _cells(rows[place]))

        def height(place: int) -> int:
            length = sum(cell.cell_length for cell in _cells(rows[place]))
            return 1 if length <= width else draw(place).get_height({}, width)

        return Drawn([height(place) for place in range(len(rows))], draw)

    def offer(self, choices: Sequence[ClientChoice], *, mark_first: bool = True) -> None:
        """Show these, the first one marked where it can be chosen."""
        self.fill(choices)
        self.highlighted = 0 if mark_first and choices and not choices[0].fault else None

    @property
    def code(self) -> str:
        """The code that is marked; empty where none is."""
        return self.current.code if self.current else ""


def _cells(choice: ClientChoice) -> list[Cell]:
    if choice.fault:
        return [Cell(choice.fault, _MUTED)]
    if choice.is_new:
        return [Cell(f"new client “{choice.code}”")]
    return [Cell(choice.code), Cell(f"  {choice.name}" if choice.name else "", _MUTED)]
