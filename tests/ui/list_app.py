"""A list for tests, alone on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual import on
from textual.app import App, ComposeResult
from textual.content import Content

from session_tui.ui.widgets.lists.filterable_list import FilterableList
from session_tui.ui.widgets.lists.row_layout import Drawn


class Numbers(FilterableList[int]):
    """Numbers, one a line, a heading above each hundred where asked for; remembers which were drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []
        self.says = "number {}"
        self.lines = 1
        self.has_headings = False

    def key_of(self, row: int) -> str:
        return str(row)

    def words_of(self, row: int) -> str:
        return f"Number {row}"

    def heading_of(self, row: int) -> str:
        return f"from {row // 100 * 100}" if self.has_headings else ""

    def draw(self, rows: Sequence[int], width: int) -> Drawn:
        return Drawn([self.lines] * len(rows), lambda place: self._content(rows[place]))

    def _content(self, row: int) -> Content:
        self.drawn.append(row)
        return Content("\n".join([self.says.format(row)] * self.lines))


class OneList(App[None]):
    """A list alone, and what it said was marked and chosen."""

    CSS = "FilterableList { height: 100%; }"

    def __init__(self, numbers: Numbers | None = None) -> None:
        super().__init__()
        self.numbers = numbers or Numbers()
        self.marked: list[int | None] = []
        self.chosen: list[int | None] = []

    def compose(self) -> ComposeResult:
        yield self.numbers

    @on(Numbers.RowMarked)
    def note_marked(self) -> None:
        self.marked.append(self.numbers.current)

    @on(Numbers.RowChosen)
    def note_chosen(self) -> None:
        self.chosen.append(self.numbers.current)


def shown(app: OneList, read_screen: Callable[[App[Any]], str]) -> list[str]:
    """The lines that say something."""
    lines = (line.rstrip(" ▁▂▃▄▅▆▇█") for line in read_screen(app).splitlines())
    return [line for line in lines if line]
