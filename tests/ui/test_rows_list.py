"""Lists of rows that are drawn when they come in sight."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from session_tui.ui.widgets.drawn import Cell, Drawn
from session_tui.ui.widgets.rows_list import RowsList, beside_or_beneath, columns
from session_tui.ui.widgets.text_blocks import rows_of

ANY = st.text(st.sampled_from("ab \t\n\x1b漢é\u0301"), min_size=1, max_size=30)


class Numbers(RowsList[int]):
    """Numbers, one a line; remembers which were drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []

    def key_of(self, row: int) -> str:
        return str(row)

    def draw(self, rows: Sequence[int], width: int) -> Drawn:
        return Drawn([1] * len(rows), lambda place: self._content(rows[place]))

    def _content(self, row: int) -> Content:
        self.drawn.append(row)
        return Content(f"number {row}")


class OneList(App[None]):
    """A list alone, and what it said was marked."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = Numbers()
        self.marked: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.numbers

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.marked.append(event.option_index)


@given(ANY)
def test_a_cell_knows_its_width_before_it_is_drawn(text: str) -> None:
    cell = Cell(text, "bold")
    assert cell.cell_length == cell.content.cell_length


@given(st.lists(st.tuples(ANY, ANY, st.just("")), min_size=1), st.integers(8, 90))
def test_a_row_is_as_tall_as_it_is_said_to_be(rows: list[tuple[str, ...]], width: int) -> None:
    drawn = beside_or_beneath([[Cell(text) for text in row] for row in rows], width)
    assert isinstance(drawn, Drawn)
    assert [len(row.plain.split("\n")) for row in drawn] == list(drawn.heights)


def test_columns_stand_beneath_each_other() -> None:
    drawn = columns([[Cell("a"), Cell("b")], [Cell("long"), Cell("c")]], 40, grow=1)
    assert [row.plain for row in drawn] == ["a     b", "long  c"]


@given(ANY, st.integers(12, 40))
def test_a_line_that_fits_is_the_same_as_when_it_is_wrapped(text: str, width: int) -> None:
    content = Content(text).stylize("bold")
    found, wrapped = rows_of(content, width), list(content.wrap(width))
    assert [(row.plain, row.spans) for row in found] == [(row.plain, row.spans) for row in wrapped]


async def test_only_rows_in_sight_are_drawn() -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(400))
        await pilot.pause()
        assert 0 < len(set(app.numbers.drawn)) <= 10


@pytest.mark.parametrize("count", [3, 400])
async def test_a_row_that_stays_marked_is_not_told_again_when_the_width_changes(count: int) -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(count))
        await pilot.pause()
        app.marked.clear()
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert (app.marked, app.numbers.current) == ([], 0)
