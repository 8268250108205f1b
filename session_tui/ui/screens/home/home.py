"""Home: the list of clients, and today's drafts and due items."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from session_tui.actions.registry import HOME
from session_tui.core.chart.due import Due
from session_tui.core.model.dates import format_day
from session_tui.ui.screens.vault_screen import VaultScreen
from session_tui.ui.services.list_rows import addendum_row, client_row, session_row
from session_tui.ui.services.messages import DueRead, HomeRead, NotesCounted, VaultChanged
from session_tui.ui.services.preload import HomeLists
from session_tui.ui.widgets.lists.client_list import ClientList
from session_tui.ui.widgets.lists.filter_line import FilterLine
from session_tui.ui.widgets.lists.session_list import SessionRow
from session_tui.ui.widgets.lists.today_list import TodayList, shown_on_home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from session_tui.ui.services.app_services import AppServices
    from session_tui.vault.storage.findings import Finding

SIDE_BY_SIDE = 60
"""Columns from which the clients and today stand beside each other."""

REST = 0.15
"""Seconds for which the mark rests on a client until what their brief and chart need is read."""

BAR = 20
"""Cells of the bar that says how far the notes are read."""

PAUSE = 0.1
"""Seconds after the first picture before what waits is computed: a key pressed at once comes first."""

FIRST_STEPS = "No clients yet.\n\nPress n to begin: enter a code for the client, choose a guide, and start."
NOTHING_UNFINISHED = "Nothing due, nothing unfinished."
NOTHING_FOUND = "No client's code or name matches. Enter searches the notes; esc shows all."


class HomeScreen(VaultScreen):
    """Stands filled where its lists were read ahead; else fills after the first paint. Filled again whenever one comes
    back to it.
    """

    ACTIONS = HOME
    HELP = "screens/home/home"
    AUTO_FOCUS = "#clients"
    app: AppServices
    awaited = frozenset({HomeRead})
    _is_read = False

    def __init__(self) -> None:
        super().__init__()
        self._is_filled = False
        self._resting: Timer | None = None
        self._drafts: tuple[SessionRow, ...] = ()
        self._waiting: tuple[Due, ...] = ()

    def compose_body(self) -> ComposeResult:
        """The clients on the left, today on the right."""
        today = self.app.clock().date()
        with Horizontal(id="home"):
            with VerticalScroll(id="clients-pane", classes="pane", can_focus=False) as pane:
                pane.border_title = "Clients"
                pane.border_subtitle = "/ to filter"
                yield FilterLine("Part of a code or name")
                yield ClientList(today, id="clients")
            with Vertical(id="today-pane", classes="pane") as pane:
                pane.border_title = "Today"
                yield Static(NOTHING_UNFINISHED, id="today-hint", classes="muted", markup=False)
                yield TodayList(today, id="today")

    def on_mount(self) -> None:
        """Say which day it is, and show what is known already."""
        self.query_one("#today-hint").display = False
        today = self.app.clock().date()
        self.headline("Session notes", f"{format_day(today, today)} · {self.app.start.place}")
        ahead, self.app.ahead = self.app.ahead, None
        if ahead and ahead.lists:
            self._is_filled = True
            self.await_nothing()
            self._show(ahead.lists)
            self.set_timer(PAUSE, self._ask_what_waits)

    def on_resize(self) -> None:
        """Beneath each other where there is no room for both."""
        self.set_class(self.size.width < SIDE_BY_SIDE, "-stacked")

    def on_screen_resume(self) -> None:
        """Read what is there, once the screen stands; not what was read for it a moment ago."""
        if not self._is_filled:
            ask = self.app.reader.ask_home
            self.call_after_refresh(ask, self, keys_wait=not self._is_read)
        self._is_filled = False

    # What was read

    @on(VaultChanged)
    def _after_change(self) -> None:
        """Read the lists again; no key waits for it."""
        self.app.reader.ask_home(self, keys_wait=False)

    @on(NotesCounted)
    def _after_counting(self, event: NotesCounted) -> None:
        """How far the reading is, where there is much to read: at the first start with these notes. No key waits."""
        self.await_nothing()
        full = BAR * event.done // max(event.total, 1)
        bar = "█" * full + "░" * (BAR - full)
        said = f"{bar}\nReading the notes: {event.done} of {event.total}"
        self.put_line("clients-reading", said, self._mount_above_clients)

    def _mount_above_clients(self, line: Static) -> None:
        """Mount a line above the list of clients."""
        self.query_one("#clients-pane").mount(line, before="#clients")

    @on(HomeRead)
    def _after_reading(self, event: HomeRead) -> None:
        """Show the lists, then compute the due items."""
        self.complain("")
        self.put_line("clients-reading", "", self._mount_above_clients)
        self._show(HomeLists(event.clients, event.drafts, event.addenda, event.unreadable))
        self.call_after_refresh(self._ask_what_waits)

    def _ask_what_waits(self) -> None:
        """Request the due items."""
        self.app.reader.ask_waiting(self)

    def _show(self, lists: HomeLists) -> None:
        """Fill the lists."""
        self._is_read = True
        self._name_unreadable(lists.unreadable)
        clients = self.query_one(ClientList)
        clients.fill([client_row(client) for client in lists.clients])
        self._show_hint(has_clients=bool(lists.clients))
        drafts = (session_row(summary) for summary in lists.drafts)
        self._drafts = (*drafts, *(addendum_row(each) for each in lists.addenda))
        self._show_today()

    @on(DueRead)
    def _after_waiting(self, event: DueRead) -> None:
        """Show the due items."""
        self._waiting = tuple(shown_on_home(event.waiting, self.app.clock().date()))
        self._show_today()

    def _show_today(self) -> None:
        """The drafts, then what waits; where there is nothing at all, the clients take the keys."""
        self._today.fill([*self._drafts, *self._waiting])
        self.query_one("#today-hint").display = self._is_read and not self._drafts
        self._today.display = bool(self._today.rows)
        if not self._today.rows and self.focused is self._today:
            self.query_one(ClientList).focus()

    @property
    def _today(self) -> TodayList:
        """The list of today."""
        return self.query_one(TodayList)

    @property
    def _marked(self) -> SessionRow | Due | None:
        """The line of today's list that is marked, while the keys go there."""
        return self._today.current if self.focused is self._today else None

    # The keys

    def action_new_session(self) -> None:
        """Choose a client and a guide."""
        self.app.navigation.open_new_session()

    def action_open_chart(self) -> None:
        """Open what is marked: a client's chart, the draft where it stopped, or what waits where it stands."""
        if self.focused is self._today:
            self._open_today()
        else:
            self._open_chart()

    def action_brief(self) -> None:
        """The brief of the client who is marked, wherever the mark is."""
        if client := self._marked_client:
            begin = partial(self._begin_prepared, client)
            self.app.navigation.open_brief(client, self._name_of(client), begin=begin)

    def _begin_prepared(self, client: str) -> None:
        """After the brief of a client, the guide."""
        self.app.navigation.open_new_session(client, is_prepared=True)

    def action_say_outcome(self) -> None:
        """Record the outcome of the selected step as a quick contact."""
        from session_tui.core.model.values import Step

        if waits := self._marked_step:
            step = Step(id=waits.item, text=waits.text)
            self.app.navigation.open_outcome(waits.client, step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the outcome action only while a step is selected."""
        if action == "say_outcome":
            return self.is_mounted and self._marked_step is not None
        return super().check_action(action, parameters)

    @property
    def _marked_step(self) -> Due | None:
        """The marked due item, if it is a step."""
        marked = self._marked
        return marked if isinstance(marked, Due) and marked.kind == "step" else None

    @property
    def _marked_client(self) -> str:
        """The code of the client of the marked line, in whichever list that is."""
        if self.focused is self._today:
            return self._marked.client if self._marked else ""
        client = self.query_one(ClientList).current
        return client.code if client else ""

    def _name_of(self, code: str) -> str:
        """Return the name of the client with ``code``, or an empty string if no name is kept."""
        rows = self.query_one(ClientList).rows
        return next((row.name for row in rows if row.code == code), "")

    @on(ClientList.RowMarked)
    @on(TodayList.RowMarked)
    def _prepare(self) -> None:
        """Where the mark rests on a client, read ahead what the next key may open."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._prepare_marked)

    def _prepare_marked(self) -> None:
        """Read the chart of the marked client ahead."""
        if self.is_current and (client := self._marked_client):
            self.app.reader.prepare(client)

    @on(TodayList.RowMarked, "#today")
    def _follow(self) -> None:
        """Update the footer for the marked line."""
        self.refresh_bindings()

    def action_search(self) -> None:
        """Search the notes of everybody, for what is typed above the clients if anything is."""
        self.app.navigation.open_search(text=self.query_one(FilterLine).text)

    async def action_filter(self) -> None:
        """Filter the clients while the text is typed."""
        await self.query_one(FilterLine).open()

    def action_clear_filter(self) -> None:
        """All clients again."""
        self.query_one(FilterLine).put_away()
        self.query_one(ClientList).focus()

    @on(ClientList.RowChosen, "#clients")
    @on(FilterLine.Submitted)
    def _open_chart(self) -> None:
        """Open the chart of the marked client."""
        if client := self.query_one(ClientList).current:
            self.app.navigation.open_chart(client.code, client.name or "")
        elif self.query_one(FilterLine).text.strip():
            self.action_search()

    @on(TodayList.RowChosen, "#today")
    def _open_today(self) -> None:
        """Go on with what is unfinished; of what waits, open the client's steps or their chart."""
        marked = self._marked
        if isinstance(marked, SessionRow) and marked.adds_to:
            self.app.navigation.open_addendum(marked.adds_to)
        elif isinstance(marked, SessionRow):
            self.app.vault_service.ask_draft(self, marked.id)
        elif marked is not None:
            self._open_waiting(marked)

    def _open_waiting(self, waits: Due) -> None:
        """Open a due item: a draft, or the client's chart at the step."""
        self.app.navigation.open_chart(waits.client, self._name_of(waits.client), step=waits.item)

    @on(FilterLine.Changed)
    def _narrow(self, event: FilterLine.Changed) -> None:
        """Filter the clients by the typed text."""
        clients = self.query_one(ClientList)
        clients.narrow(event.text)
        self._show_hint(has_clients=True)

    @on(FilterLine.Stepped)
    def _move_while_typing(self, event: FilterLine.Stepped) -> None:
        """Move the cursor of the list while the filter has the focus."""
        clients = self.query_one(ClientList)
        if event.step > 0:
            clients.action_cursor_down()
        else:
            clients.action_cursor_up()

    def _show_hint(self, *, has_clients: bool) -> None:
        """What to do where the list is empty."""
        clients, said = self.query_one(ClientList), NOTHING_FOUND if has_clients else FIRST_STEPS
        pane = self.query_one("#clients-pane")
        self.put_line("clients-hint", "" if clients.rows else said, pane.mount)

    def _name_unreadable(self, found: Sequence[Finding]) -> None:
        """In one line: a session file that cannot be read, and what tells more."""
        said = ""
        if found:
            file = found[0].path
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            said = f"Unreadable, not shown: {file.parent.name}/{file.name}{more}. Run “session-tui check” for details."
        self.put_line("home-unreadable", said, partial(self.mount, before="#home"))
