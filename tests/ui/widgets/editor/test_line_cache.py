"""The rows of a writing area beside those of Textual's own TextArea, cell for cell."""

import random

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from session_tui.ui.widgets.editor.line_cache import LineCachedArea
from session_tui.ui.widgets.editor.text_editor import TextEditor

Cell = tuple[str, Style | None]

SEEDS = 10

PIECES = (
    "the walk",
    "market",
    "quiet,",
    "(once) [twice]",
    "sleep-after-lunch",
    "don't",
    "0–10 …",
    "漢字かな混じり文",
    "한국어",
    "👩‍👩‍👧‍👦",
    "🇫🇷",
    "👍🏽",
    "e\u0301le\u0301ment",
    "שלום",
    "مرحبا",
    "\u200fabc",
    "\t",
    "a\tb",
    "\t\t漢\t",
    "Donaudampfschifffahrtsgesellschaftskapitän" * 2,
    "x" * 70,
    "漢" * 45,
    "  ",
    "word  ",
    "",
)


class OneArea(App[None]):
    """One area of a given size, with the focus."""

    CSS = "TextArea { border: none; padding: 0; overflow: auto auto; scrollbar-size: 1 1; }"

    def __init__(self, area: TextArea, size: tuple[int, int]) -> None:
        super().__init__()
        self.area = area
        area.styles.width, area.styles.height = size

    def compose(self) -> ComposeResult:
        yield self.area

    def on_mount(self) -> None:
        self.area.focus()


def random_text(chance: random.Random, pieces: int) -> str:
    """Words of many scripts on some lines, none of which begins with ``>``."""
    glue = [" ", " ", " ", "\n", "\n\n", ""]
    return "".join(chance.choice(PIECES) + chance.choice(glue) for _ in range(pieces))


def random_place(chance: random.Random, area: TextArea) -> tuple[int, int]:
    line = chance.randrange(area.document.line_count)
    return line, chance.randint(0, len(area.document.get_line(line)))


def do_something(chance: random.Random, area: TextArea) -> None:
    """One step of a person at work; the same one for the same chance and text."""
    what = chance.randrange(11)
    if what < 2:
        area.selection = Selection.cursor(random_place(chance, area))
    elif what == 2:
        area.selection = Selection(random_place(chance, area), random_place(chance, area))
    elif what < 7:
        piece = chance.choice(PIECES) or "\n"
        area.replace(piece, *area.selection, maintain_selection_offset=False)
    elif what == 7:
        start, end = random_place(chance, area), random_place(chance, area)
        if abs(start[0] - end[0]) < 2:
            area.delete(start, end)
    elif what == 8:
        chance.choice([area.action_delete_left, area.action_delete_right, area.action_delete_word_left])()
    elif what == 9:
        chance.choice([area.action_cursor_page_down, area.action_cursor_page_up])()
    else:
        chance.choice([area.undo, area.redo])()


def cells(area: TextArea) -> list[list[Cell]]:
    """What the screen gets of an area: characters with their styles."""
    strips = area.render_lines(Region(0, 0, *area.outer_size))
    return [[(char, segment.style) for segment in strip for char in segment.text] for strip in strips]


async def pictures(area: TextArea, size: tuple[int, int], seeds: range) -> list[list[list[Cell]]]:
    """An area at work, after every step."""
    area.match_cursor_bracket = area.highlight_cursor_line = area.cursor_blink = False
    seen = []
    async with OneArea(area, size).run_test(size=(80, 24)) as pilot:
        for seed in seeds:
            chance = random.Random(seed)
            area.load_text(random_text(chance, chance.choice([0, 3, 30, 90])))
            await pilot.pause()
            for _ in range(25):
                do_something(chance, area)
                area.scroll_cursor_visible()
                seen.append(cells(area))
            await pilot.pause()
            seen.append(cells(area))
    return seen


@pytest.mark.parametrize("size", [(80, 24), (33, 9), (11, 5)])
async def test_every_row_is_painted_as_the_stock_widget_paints_it(size: tuple[int, int]) -> None:
    stock = await pictures(TextArea(), size, range(SEEDS))
    ours = await pictures(TextEditor(), size, range(SEEDS))
    assert len(stock) == len(ours) == SEEDS * 26
    for step, (theirs, mine) in enumerate(zip(stock, ours, strict=True)):
        for row, (expected, painted) in enumerate(zip(theirs, mine, strict=True)):
            assert painted == expected, f"seed {step // 26}, step {step % 26}, row {row}"


async def test_a_key_paints_one_row_again(monkeypatch: pytest.MonkeyPatch) -> None:
    area = TextEditor("a line\n" * 20)
    area.place = (10, 6)
    painted: list[int] = []
    async with OneArea(area, (80, 24)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        paint = area.render_line

        def counted(y: int) -> Strip:
            painted.append(y)
            return paint(y)

        monkeypatch.setattr(area, "render_line", counted)
        await pilot.press("x")
        assert painted == [10]
        await pilot.press("left")
        assert painted == [10, 10]
        await pilot.press("down")
        assert painted == [10, 10, 10, 11]


async def test_a_style_that_changes_is_seen_at_once() -> None:
    area = TextEditor("text")
    app = OneArea(area, (80, 24))
    async with app.run_test(size=(80, 24)) as pilot:
        before = cells(area)
        app.theme = "textual-light"
        await pilot.pause()
        assert cells(area) != before
        app.theme = "textual-dark"
        await pilot.pause()
        assert cells(area) == before


async def test_an_area_that_was_taken_away_is_blank_when_it_is_painted_once_more() -> None:
    area = TextEditor("text")
    async with OneArea(area, (80, 24)).run_test(size=(80, 24)):
        await area.remove()
        area.refresh()
        rows = area.render_lines(Region(0, 0, 80, 24))
        assert [(row.text.strip(), row.cell_length) for row in rows] == [("", 80)] * 24


async def test_a_background_that_changes_behind_a_clear_area_is_seen_at_once() -> None:
    area = TextEditor("text")
    area.styles.background = "transparent"
    app = OneArea(area, (80, 24))
    async with app.run_test(size=(80, 24)) as pilot:
        before = cells(area)
        app.screen.styles.background = "darkgreen"
        await pilot.pause()
        after = cells(area)
        assert after != before
        area.refresh()
        assert cells(area) == after


@pytest.mark.parametrize("theme", ["ansi-dark", "nord", "solarized-light"])
async def test_an_area_is_painted_in_every_kind_of_theme(theme: str) -> None:
    area = TextEditor("mine\n> theirs")
    app = OneArea(area, (80, 24))
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await pilot.pause()
        mine, theirs, *_ = cells(area)
        assert "".join(char for char, _ in theirs).rstrip() == "> theirs"
        assert mine[2][1] != theirs[2][1]


def test_textual_still_has_what_the_row_cache_leans_on() -> None:
    """When this fails, read row_cache.py beside the new version before mending the list."""
    for name in (
        "_set_document",
        "_render_line",
        "_draw_cursor",
        "_rewrap_and_refresh_virtual_size",
    ):
        assert name in vars(TextArea), name
    area = TextArea("a line that wraps")
    assert {"_theme", "_cursor_offset"} <= vars(area).keys()
    area.wrapped_document.wrap(8)
    assert area.wrapped_document._wrap_offsets == [[7, 12]]
    assert area.wrapped_document._offset_to_line_info == [(0, 0), (0, 1), (0, 2)]
    assert area.wrapped_document._line_index_to_offsets == [[0, 1, 2]]
    assert TextArea.__dict__["selection"]._repaint is True
    assert LineCachedArea.__dict__["selection"]._repaint is False
