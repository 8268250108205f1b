"""Lists of rows that are drawn when they come in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.content import Content

from session_tui.ui.widgets.document.text_blocks import rows_of
from session_tui.ui.widgets.lists.filterable_list import AHEAD, Columns, FilterableList, beside_or_beneath
from session_tui.ui.widgets.lists.row_layout import Cell, Drawn, LazyRows
from tests.ui.conftest import ReadScreen
from tests.ui.list_app import Numbers, OneList, shown

ANY = st.text(st.sampled_from("ab \t\n\x1b漢é\u0301"), min_size=1, max_size=30)


class Fetched(Sequence[int]):
    """Numbers that somebody has to go and get."""

    def __init__(self, count: int) -> None:
        self.places = range(count)
        self.fetched: set[int] = set()

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        found = self.places[place]
        self.fetched |= {found} if isinstance(found, int) else set(found)
        return found


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
    drawn = Columns([[Cell("a"), Cell("b")], [Cell("long"), Cell("c")]], 40, grow=1)
    assert [row.plain for row in drawn] == ["a     b", "long  c"]


@given(ANY, st.integers(12, 40))
@example("\n", 12)
@example("a\n\nb\n", 12)
def test_a_line_that_fits_is_the_same_as_when_it_is_wrapped(text: str, width: int) -> None:
    content = Content(text).stylize("bold")
    found, wrapped = rows_of(content, width), list(content.wrap(width))
    assert [(row.plain, row.spans) for row in found] == [(row.plain, row.spans) for row in wrapped]


# Columns


def test_columns_are_as_wide_as_what_was_in_sight() -> None:
    asked: list[int] = []

    def cells(place: int) -> tuple[Cell, Cell]:
        asked.append(place)
        return Cell("wide" if place == 5_000 else "a"), Cell("b")

    drawn = Columns(LazyRows(35_000, cells), 20, grow=1)
    assert not drawn.come_in_sight(range(10))
    assert drawn[0].plain == "a  b"
    assert drawn.come_in_sight(range(4_995, 5_005))
    assert (drawn[0].plain, drawn[5_000].plain) == ("a     b", "wide  b")
    assert len(set(asked)) <= 2 * AHEAD


class Plain(Numbers):
    """Without headings, which would have to look at every row."""

    heading_of = FilterableList.heading_of


class InColumns(Numbers):
    """The number, and a word behind it."""

    def draw(self, rows: Sequence[int], width: int) -> Columns:
        return Columns([(Cell(str(row)), Cell("it is")) for row in rows], width, grow=1)


async def test_all_rows_in_sight_stand_in_the_same_columns(read_screen: ReadScreen) -> None:
    app = OneList(InColumns())
    async with app.run_test(size=(40, 4)) as pilot:
        app.numbers.fill([*range(AHEAD - 2), 1_000, 7, 123_456, 8, *range(100)])
        app.numbers.highlighted = AHEAD - 2
        await pilot.press("down", "down")
        assert shown(app, read_screen) == [
            f"{AHEAD - 3:<6}  it is", "1000    it is", "7       it is", "123456  it is",
        ]  # fmt: skip


# The mark


async def test_the_mark_stays_with_its_row_when_others_come() -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(0, 35_000, 2))
        app.numbers.go_to("20000")
        app.numbers.fill(range(35_000))
        await pilot.pause()
        assert (app.numbers.highlighted, app.numbers.current) == (20_000, 20_000)
        app.numbers.fill(range(30))
        await pilot.pause()
        assert app.numbers.current == 29


async def test_what_is_marked_is_told_once_when_rows_come() -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(9))
        app.numbers.go_to("7")
        await pilot.pause()
        app.numbers.fill([])
        await pilot.pause()
        assert app.marked == [7, None]


# Rows that are fetched


async def test_rows_that_are_fetched_are_fetched_where_they_are_in_sight() -> None:
    app, rows = OneList(Plain()), Fetched(35_000)
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(rows)
        await pilot.pause()
        app.numbers.highlighted = 20_000
        await pilot.pause()
        assert app.numbers.current == 20_000
        assert rows.fetched == {*range(10), *range(19_991, 20_001)}


# Typing


async def test_a_list_narrows_to_rows_that_hold_every_word() -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(35_000))
        found = []
        for typed in ("3", "34", "34 99", "NUMBER 34 99", "34999", "x", "9", ""):
            app.numbers.narrow(typed)
            await pilot.pause()
            found.append(len(app.numbers.rows))
        holds = [[n for n in range(35_000) if part in str(n)] for part in ("3", "34", "34999", "9")]
        both = [n for n in range(35_000) if "34" in str(n) and "99" in str(n)]
        three, more, one, nine = map(len, holds)
        assert found == [three, more, len(both), len(both), one, 0, nine, 35_000]


async def test_what_is_typed_is_compared_with_rows_that_come_later() -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(50))
        app.numbers.narrow("7")
        app.numbers.fill(range(20))
        await pilot.pause()
        assert list(app.numbers.rows) == [7, 17]


async def test_the_words_of_a_row_are_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def words_of(self: Numbers, row: int) -> str:
        asked.append(row)
        return str(row)

    monkeypatch.setattr(Numbers, "words_of", words_of)
    app = OneList()
    async with app.run_test(size=(40, 10)):
        app.numbers.fill(range(500))
        assert asked == []
        for typed in ("1", "12", "2"):
            app.numbers.narrow(typed)
        assert asked == list(range(500))
