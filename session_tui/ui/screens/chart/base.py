"""Base classes of the chart pages: the client in the title bar, the tabs, and moving between pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widget import Widget
from textual.widgets import Static

from session_tui.actions.chart_tabs import chart_tab
from session_tui.actions.registry import CHART_LIST, CHART_PAGE, Action
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.vault_screen import VaultScreen
from session_tui.ui.services.chart_place import ChartPlace
from session_tui.ui.services.messages import ChartRead, VaultChanged
from session_tui.ui.widgets.chrome.tab_bar import TabBar
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.document.virtual_page import MEASURE
from session_tui.ui.widgets.lists.filterable_list import FilterableList

if TYPE_CHECKING:
    from session_tui.core.chart.chart import Chart
    from session_tui.ui.services.app_services import AppServices
    from session_tui.ui.widgets.document.text_blocks import Block

Row = TypeVar("Row")


class ChartPage(VaultScreen):
    """One page of one client's chart. A subclass gives `TAB`, `compose_page` and `show`."""

    ACTIONS: ClassVar[tuple[Action, ...]] = CHART_PAGE
    STYLES = ("screens/chart/chart",)
    PAGES = "NoteView"
    TAB: ClassVar[str]
    """The id of its `ChartTab`, which names its help page too."""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]
    awaited = frozenset({ChartRead})
    app: AppServices

    def __init_subclass__(cls, **arguments: Any) -> None:
        if tab := cls.__dict__.get("TAB"):
            cls.HELP = chart_tab(tab).help_page
        super().__init_subclass__(**arguments)

    def __init__(self, place: ChartPlace) -> None:
        super().__init__()
        self.place = place

    def compose_body(self) -> ComposeResult:
        """The tabs; the page."""
        yield TabBar(self.TAB)
        yield from self.compose_page()

    def compose_page(self) -> Iterable[Widget]:
        """Yield the widgets below the tabs."""
        return ()

    def show(self, chart: Chart) -> None:
        """Show the contents of ``chart``."""

    @property
    def today(self) -> date:
        """The practitioner's calendar day."""
        return self.app.clock().date()

    def on_mount(self) -> None:
        """Say whose chart it is."""
        name = f" · {self.place.name}" if self.place.name else ""
        self.headline(f"{self.place.client}{name} · chart")

    def on_screen_resume(self) -> None:
        """Read what is there, once the screen stands."""
        self.call_after_refresh(self.ask)

    def ask(self) -> None:
        """Request the data of this page from the vault."""
        self.app.reader.ask_chart(self, self.place.client)

    @on(VaultChanged)
    def _after_change(self) -> None:
        """Read the chart again."""
        self.ask()

    @on(ChartRead)
    def _after_chart(self, event: ChartRead) -> None:
        """Show the chart."""
        self.complain("")
        self.show(event.chart)

    @property
    def filtered(self) -> str:
        """What is typed above the list of this page."""
        return ""

    @on(TabBar.Chosen)
    def _after_click(self, event: TabBar.Chosen) -> None:
        """Show the tab that was clicked."""
        self.action_show_tab(event.tab)

    def action_new_session(self, *, is_prepared: bool = False) -> None:
        """A new session with this client."""
        self.app.navigation.open_new_session(self.place.client, is_prepared=is_prepared)

    def action_search(self) -> None:
        """Search the notes of this client."""
        self.app.navigation.open_search(self.place.client, self.filtered)

    def action_brief(self) -> None:
        """Open the brief of this client."""
        begin = partial(self.action_new_session, is_prepared=True)
        self.app.navigation.open_brief(self.place.client, self.place.name, begin=begin)

    def action_show_tab(self, tab: str) -> None:
        """Go to another page of the chart, or into the list of this one; where one was is kept."""
        if tab == self.TAB:
            self.query_one(str(self.AUTO_FOCUS)).focus()
            return
        self.remember()
        self.app.navigation.show_chart_tab(tab, self.place)

    def remember(self) -> None:
        """Remember the position on this page before it is left."""

    def action_back(self) -> None:
        """Return to the previous screen."""
        self.app.pop_screen()


class TextPage(ChartPage):
    """A page that is read from top to bottom. A subclass gives `blocks`."""

    AUTO_FOCUS = "NoteView"

    _chart: Chart | None = None

    def compose_page(self) -> ComposeResult:
        """The page, to be scrolled."""
        yield NoteView(id="chart-page", classes="pane")

    @property
    def room(self) -> int:
        """The width of the page in cells."""
        return min(self.query_one(NoteView).scrollable_content_region.width, MEASURE)

    def show(self, chart: Chart) -> None:
        """Show it from the top; read anew it stays where it was scrolled to."""
        self._chart = chart
        view = self.query_one(NoteView)
        view.show_blocks(self.blocks(chart), view.scroll_offset.y)

    def on_resize(self) -> None:
        """Rows that were laid out for the old width are laid out anew."""
        if self._chart is not None:
            self.call_after_refresh(self.show, self._chart)

    def blocks(self, chart: Chart) -> Iterator[Block]:
        """Return the blocks of the page."""
        raise NotImplementedError


class ListPage(ChartPage, Generic[Row]):
    """A list, and beside or below it what the chart says of the marked row.

    A subclass gives `make_list`, `rows` and `blocks`, and in `NOTHING` the text for an empty list.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = CHART_LIST
    AUTO_FOCUS = "FilterableList"
    NOTHING: ClassVar[str] = ""
    """What stands in the place of an empty list."""

    _chart: Chart | None = None
    _shown = ""

    def compose_page(self) -> ComposeResult:
        """The list and the pane."""
        with Container(id="chart"):
            with Vertical(id="chart-list", classes="pane"):
                yield self.make_list()
                yield Static(as_content(self.NOTHING), id="chart-nothing", classes="muted")
            yield NoteView(id="chart-note", classes="pane")

    def make_list(self) -> FilterableList[Row]:
        """Return the list, still empty."""
        raise NotImplementedError

    def rows(self, chart: Chart) -> list[Row]:
        """Return the rows of the list."""
        raise NotImplementedError

    def blocks(self, chart: Chart, row: Row) -> Iterator[Block]:
        """Return the blocks for one row."""
        raise NotImplementedError

    @property
    def list(self) -> FilterableList[Row]:
        """The list."""
        return self.query_one(FilterableList)

    def show(self, chart: Chart) -> None:
        """Fill the list; the mark stays where it was, also after another page was shown."""
        is_first, self._chart = self._chart is None, chart
        self.list.fill(self.rows(chart))
        if is_first and (key := self.place.marked.get(self.TAB)):
            self.list.go_to(key)
        self.query_one("#chart-nothing").display = not self.list.rows

    def remember(self) -> None:
        """Note down which row is marked."""
        current = self.list.current
        if current is not None:
            self.place.marked[self.TAB] = self.list.key_of(current)

    @on(FilterableList.RowMarked)
    def _follow(self) -> None:
        """The pane shows what is marked; the same row read anew stays where it was scrolled to."""
        self.refresh_bindings()
        current, pane = self.list.current, self.query_one(NoteView)
        key = "" if current is None else self.list.key_of(current)
        top = pane.scroll_offset.y if key == self._shown else 0
        self._shown = key
        if current is None or self._chart is None:
            pane.show_blocks(iter(()))
        else:
            pane.show_blocks(self.blocks(self._chart, current), top)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From a marked row one goes to what is said about it."""
        if action == "read_row":
            return self.is_mounted and self.focused is self.list and self.list.current is not None
        return super().check_action(action, parameters)

    @on(FilterableList.RowChosen)
    def action_read_row(self) -> None:
        """Go to what is said about the marked row; in a small window it takes the place of the list."""
        if self.list.current is not None:
            self.add_class("-reading")
            self.call_after_refresh(self.query_one(NoteView).focus)

    def action_back(self) -> None:
        """Back to the list where it had to make room; else to where one came from."""
        if self.list.display and self.list.region:
            super().action_back()
        else:
            self._to_list()

    def on_descendant_focus(self) -> None:
        """The list stands again as soon as it has the keys."""
        if self.focused is self.list:
            self.remove_class("-reading")

    def _to_list(self) -> None:
        """Show the list again and focus it."""
        self.remove_class("-reading")
        self.call_after_refresh(self.list.focus)
