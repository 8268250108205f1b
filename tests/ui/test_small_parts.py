"""The small parts of the chart's pages: rows, headings, tabs, bars, columns, the plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content

from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.base import ChartPage
from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.services.chart_place import ChartPlace
from session_tui.ui.themes import THEMES, contrast
from session_tui.ui.widgets.document.checkin_plot import CheckinPlot, Mark, day_ticks, shown_marks
from session_tui.ui.widgets.document.sparkline import sparkline
from session_tui.ui.widgets.document.two_columns import two_columns
from session_tui.ui.widgets.lists.filterable_list import FilterableList, beside_or_beneath, cell, hanging
from session_tui.ui.widgets.lists.row_layout import Cell

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault
    from tests.ui.conftest import ReadScreen, Until

FIRST = date(2026, 1, 1)
WORDS = "Walk to the market and back without thinking about my knee"


# Rows


def test_a_long_line_hangs() -> None:
    said = hanging(Content("one two three four"), 11, first=2, rest=4).plain
    assert said.splitlines() == ["  one two", "    three", "    four"]


@pytest.mark.parametrize("width", [1, 3, 6, 40])
def test_a_hanging_line_keeps_every_word(width: int) -> None:
    said = hanging(Content(WORDS), width, first=2, rest=4).plain
    assert "".join(said.split()) == "".join(WORDS.split())


def test_an_empty_line_hangs_too() -> None:
    assert hanging(Content(""), 9, first=2, rest=4).plain.strip() == ""


def test_beside_the_facts_words_go_on_in_their_own_column() -> None:
    rows = beside_or_beneath([(Cell(WORDS), Cell("▁▂"), Cell("10"))], 60)
    first, second = rows[0].plain.splitlines()
    assert first.endswith("▁▂  10")
    assert second == "my knee"


def test_facts_stand_in_columns() -> None:
    rows = beside_or_beneath([(Cell("a"), Cell("did"), Cell("me")), (Cell("b"), Cell(""), Cell("client"))], 60)  # fmt: skip
    assert rows[0].plain.index("me") == rows[1].plain.index("client")


def test_in_a_narrow_list_facts_stand_beneath() -> None:
    rows = beside_or_beneath([(Cell(WORDS), Cell("did"), Cell(""))], 40)
    assert rows[0].plain.splitlines()[-1] == "  did"


def test_facts_that_leave_no_room_stand_beneath() -> None:
    rows = beside_or_beneath([(Cell(WORDS), Cell("x" * 50))], 70)
    assert rows[0].plain.splitlines()[-1] == "  " + "x" * 50


# Headings


@dataclass(frozen=True, slots=True)
class Fruit:
    name: str
    kind: str


class Fruits(FilterableList[Fruit]):
    def key_of(self, row: Fruit) -> str:
        return row.name

    def words_of(self, row: Fruit) -> str:
        return row.name

    def heading_of(self, row: Fruit) -> str:
        return row.kind

    def draw(self, rows: Sequence[Fruit], width: int) -> list[Content]:
        return [cell(row.name) for row in rows]


class Shop(App[None]):
    CSS = "Fruits { height: 3; border: none; padding: 0; }"

    def compose(self) -> ComposeResult:
        yield Fruits()

    def on_mount(self) -> None:
        rows = [Fruit(name, "soft") for name in ("fig", "plum")]
        self.fruits.fill([*rows, *(Fruit(name, "hard") for name in ("apple", "pear", "quince"))])

    @property
    def fruits(self) -> Fruits:
        return self.query_one(Fruits)


async def test_the_cursor_steps_over_headings() -> None:
    app = Shop()
    async with app.run_test() as pilot:
        seen = []
        for _ in range(5):
            assert app.fruits.current is not None
            seen.append(app.fruits.current.name)
            await pilot.press("down")
    assert seen == ["fig", "plum", "apple", "pear", "quince"]


async def test_the_heading_comes_into_sight_with_its_first_row(read_screen: ReadScreen) -> None:
    app = Shop()
    async with app.run_test() as pilot:
        await pilot.press("end")
        assert "hard" not in read_screen(app)
        await pilot.press("up", "up")
        assert names(read_screen(app)) == ["hard", "apple", "pear"]
        await pilot.press("home")
        assert names(read_screen(app)) == ["soft", "fig", "plum"]


def names(screen: str) -> list[str]:
    """The first word of each line that has one."""
    return [line.split()[0] for line in screen.splitlines() if line.split()]


async def test_a_heading_without_rows_is_not_shown(read_screen: ReadScreen) -> None:
    app = Shop()
    async with app.run_test() as pilot:
        app.fruits.narrow("quince")
        await pilot.pause()
        assert read_screen(app).split() == ["hard", "quince"]


# Bars and columns


@pytest.mark.parametrize(("ratings", "bars"), [((), ""), ((0, 10), "▁█"), ((-3, 99), "▁█"), ((5,), "▅")])
def test_ratings_are_bars(ratings: Sequence[int], bars: str) -> None:
    assert sparkline(ratings) == bars


def test_two_lists_stand_beside_each_other() -> None:
    rows = [row.plain.rstrip() for row in two_columns(["one"], ["two", "three"], 60, "Left", "Right")]
    assert [row.split() for row in rows] == [["Left", "Right"], ["·", "one", "·", "two"], ["·", "three"]]  # fmt: skip


def test_without_room_they_stand_beneath_each_other() -> None:
    rows = [row.plain for row in two_columns(["one"], ["two"], 30, "Left", "Right")]
    assert rows == ["Left", "· one", "", "Right", "· two"]


# The plot


def test_events_of_the_first_day_are_left_to_the_words() -> None:
    ratings = [(FIRST, 3), (FIRST + timedelta(days=9), 5)]
    marks = [Mark(FIRST + timedelta(days=days), number) for number, days in enumerate((-1, 0, 1, 9, 10))]  # fmt: skip
    assert [mark.number for mark in shown_marks(ratings, marks)] == [2, 3]


@pytest.mark.parametrize(
    ("days", "count", "said"),
    [
        (730, 3, ["Jan 2026", "Jan 2027", "Jan 2028"]),
        (30, 2, ["1 Jan", "31 Jan"]),
        (1, 6, ["1 Jan", "2 Jan"]),
    ],
)
def test_days_below_the_plot_are_spread_evenly(days: int, count: int, said: list[str]) -> None:
    assert [name for _, name in day_ticks(FIRST, days, count)] == said


async def on_plot(app: SessionApp, until: Until, pilot: object) -> CheckinPlot:
    await app.push_screen(ChartScreen(ChartPlace("ana-k")))
    await until(pilot, lambda: isinstance(app.screen, ChartScreen))
    app.screen.action_show_tab("checkins")  # type: ignore[attr-defined]
    await until(pilot, lambda: isinstance(app.screen, ChartPage) and app.screen.TAB == "checkins")
    plot = app.screen.query_one(CheckinPlot)
    await until(pilot, lambda: "●" in "".join(segment.text for segment in drawn(app, plot)))
    return plot


def drawn(app: SessionApp, plot: CheckinPlot) -> list[Segment]:
    """What stands inside the plot's border."""
    region = plot.content_region
    strips = app.screen._compositor.render_strips()[region.y : region.bottom]
    return [segment for strip in strips for segment in strip.crop(region.x, region.right)]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_the_plot_is_seen_in_every_theme(demo_vault: Vault, until: Until, theme: object) -> None:
    name = str(getattr(theme, "name", ""))
    app = SessionApp(demo_vault, Settings(theme=name))
    async with app.run_test(size=(120, 40)) as pilot:
        plot = await on_plot(app, until, pilot)
        for segment in drawn(app, plot):
            style = segment.style
            if segment.text.strip() and style and style.color and style.bgcolor:
                ink, ground = (Color.from_rich_color(c) for c in (style.color, style.bgcolor))
                assert contrast(ink.rgb, ground.rgb) >= 3.0, segment.text


async def test_without_colour_the_plot_has_none(
    demo_vault: Vault, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        plot = await on_plot(app, until, pilot)
        styles = [segment.style for segment in drawn(app, plot) if segment.style]
        assert all(style.color is None and style.bgcolor is None for style in styles)
