"""Lists of any length: what is drawn of them, the mark, the keys and the mouse."""

from __future__ import annotations

import pytest
from textual.events import MouseScrollDown
from textual.strip import Strip

from session_tui.ui.widgets.lists.cursor_rows import HOVERED, MARKED
from session_tui.ui.widgets.lists.row_layout import RowsLayout
from tests.ui.conftest import ReadScreen
from tests.ui.list_app import Numbers, OneList, shown

# Only what is in sight


async def test_only_rows_in_sight_are_drawn() -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(35_000))
        await pilot.pause()
        assert sorted(set(app.numbers.drawn)) == list(range(10))
        await pilot.press("end")
        assert sorted(set(app.numbers.drawn)) == [*range(10), *range(34_990, 35_000)]


async def test_a_row_is_drawn_once_for_each_look(read_screen: ReadScreen) -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(35_000))
        await pilot.press("down", "down", "up", "up")
        app.numbers.drawn.clear()
        await pilot.press("down", "down", "up", "up")
        assert (app.numbers.drawn, shown(app, read_screen)[0]) == ([], "number 0")


async def test_the_thumb_says_where_one_is_among_all_rows() -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(35_000))
        await pilot.press("end")
        bar = app.numbers.vertical_scrollbar
        assert (bar.window_virtual_size, bar.window_size, bar.position) == (35_000, 10, 34_990)


@pytest.mark.parametrize("size", [(6, 10), (1, 1), (40, 1)])
async def test_there_may_be_hardly_any_room(size: tuple[int, int]) -> None:
    app = OneList()
    async with app.run_test(size=size) as pilot:
        app.numbers.fill(range(400))
        await pilot.press("down", "pagedown", "end", "up")
        assert app.numbers.current == 398


@pytest.mark.parametrize("said", ["[/ {}", "[red]{}[/red]", "漢字 {}", "e\u0301té {}"])
async def test_words_stand_there_as_they_are(said: str, read_screen: ReadScreen) -> None:
    app = OneList()
    app.numbers.says = said
    async with app.run_test(size=(40, 4)) as pilot:
        app.numbers.fill(range(9))
        await pilot.pause()
        assert shown(app, read_screen) == [said.format(n) for n in range(4)]


# The mark


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


async def test_the_marked_row_stays_in_sight_in_a_window_that_shrinks(
    read_screen: ReadScreen,
) -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(400))
        await pilot.press(*["down"] * 9)
        await pilot.resize_terminal(40, 4)
        await pilot.pause()
        assert shown(app, read_screen)[-1] == "number 9"


@pytest.mark.parametrize(
    ("keys", "place"),
    [("down", 1), ("up", 399), ("end down", 0), ("pagedown", 5), ("pagedown pageup", 0)],
)
async def test_keys_move_the_mark(keys: str, place: int) -> None:
    app = OneList()
    app.numbers.lines = 2
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(400))
        await pilot.press(*keys.split())
        assert app.numbers.highlighted == place


async def test_a_page_back_ends_at_the_first_row_below_its_heading() -> None:
    app = OneList()
    app.numbers.has_headings = True
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(400))
        await pilot.press("down", "down", "pageup")
        assert (app.numbers.highlighted, app.numbers.scroll_offset.y) == (0, 0)


async def test_a_list_without_rows_takes_keys() -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        for key in ("down", "up", "home", "end", "pageup", "pagedown", "enter"):
            await pilot.press(key)
        assert (app.numbers.current, app.marked, app.chosen) == (None, [], [])


# The mouse


@pytest.mark.parametrize(("line", "chosen"), [(0, []), (1, [98]), (3, []), (4, [100]), (8, [])])
async def test_a_click_chooses_a_row_and_no_heading(line: int, chosen: list[int]) -> None:
    app = OneList()
    app.numbers.has_headings = True
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(98, 103))
        await pilot.pause()
        await pilot.click(Numbers, offset=(2, line))
        await pilot.pause()
        assert app.chosen == chosen


async def test_the_row_under_the_mouse_looks_different() -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(5))
        await pilot.pause()
        await pilot.hover(Numbers, offset=(2, 3))
        assert [app.numbers.look_of(place) for place in (0, 2, 3)] == [MARKED, "", HOVERED]


async def test_the_wheel_scrolls_and_leaves_the_mark() -> None:
    app = OneList()
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.fill(range(35_000))
        await pilot.pause()
        await pilot._post_mouse_events([MouseScrollDown], Numbers, (2, 3))
        await pilot.pause()
        assert app.numbers.scroll_offset.y > 0
        assert app.numbers.current == 0


# How often it is painted


class Watched(Numbers):
    """Notes for which widths it was laid out, and which lines were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.widths: list[int] = []
        self.painted: list[int] = []

    def lay_out(self, width: int) -> RowsLayout:
        self.widths.append(width)
        return super().lay_out(width)

    def render_line(self, y: int) -> Strip:
        self.painted.append(y)
        return super().render_line(y)


class AsTallAsItsRows(OneList):
    """A list that takes the room that its rows need."""

    CSS = "FilterableList { height: auto; max-height: 100%; }"


async def test_a_long_list_is_painted_once_beside_its_scrollbar() -> None:
    watched = Watched()
    async with AsTallAsItsRows(watched).run_test(size=(40, 10)) as pilot:
        watched.widths.clear()
        watched.fill(range(35_000))
        await pilot.pause()
        assert (watched.painted, watched.widths) == ([*range(10)], [40, 39])


async def test_a_key_paints_the_two_rows_that_change() -> None:
    watched = Watched()
    async with OneList(watched).run_test(size=(40, 10)) as pilot:
        watched.fill(range(35_000))
        await pilot.press("down")
        watched.painted.clear()
        await pilot.press("down")
        assert watched.painted == [1, 2]
