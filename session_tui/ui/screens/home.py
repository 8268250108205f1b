"""Home: the clients, and what waits for you."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static

from session_tui.core.dates import say_day
from session_tui.ui.actions import HOME
from session_tui.ui.literal import literal
from session_tui.ui.messages import HomeRead, SittingReady, Trouble
from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.widgets.client_list import ClientList, ClientRow
from session_tui.ui.widgets.filter_line import FilterLine
from session_tui.ui.widgets.session_list import DraftList, SessionRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from session_tui.ui.app import SessionApp
    from session_tui.vault.findings import Finding
    from session_tui.vault.heads import ClientSummary, SessionHead, UnfinishedAddendum

SIDE_BY_SIDE = 60
"""Columns from which the clients and today stand beside each other."""

FIRST_STEPS = "No clients yet.\n\nPress n to begin: a code for the client, a guide, and you are in the session."
NOTHING_FOUND = "No client's code or name holds this. Esc shows all."


class HomeScreen(SessionScreen):
    """Fills after the first paint, and again whenever one comes back to it."""

    ACTIONS = HOME
    HELP = "home"
    AUTO_FOCUS = "#clients"
    app: SessionApp

    def compose_body(self) -> ComposeResult:
        """The clients on the left, today on the right."""
        today = self.app.clock().date()
        yield Static(id="home-trouble", markup=False)
        yield Static(id="home-unreadable", markup=False)
        with Horizontal(id="home"):
            with VerticalScroll(id="clients-pane", classes="pane", can_focus=False) as pane:
                pane.border_title = "Clients"
                pane.border_subtitle = "/ to filter"
                yield FilterLine("Part of a code or name")
                yield ClientList(today, id="clients")
                yield Static(id="clients-hint", classes="muted", markup=False)
            with VerticalScroll(id="today-pane", classes="pane", can_focus=False) as pane:
                pane.border_title = "Today"
                yield Static(id="unfinished-title", markup=False)
                yield DraftList(today, id="unfinished")

    def on_mount(self) -> None:
        """Say which day it is."""
        today = self.app.clock().date()
        self.headline("Session notes", f"{say_day(today, today)} · practice")

    def on_resize(self) -> None:
        """Beneath each other where there is no room for both."""
        self.set_class(self.size.width < SIDE_BY_SIDE, "-stacked")

    def on_screen_resume(self) -> None:
        """Read what is there, once the screen stands."""
        self.call_after_refresh(self.app.keeper.ask_home, self)

    # What was read

    @on(HomeRead)
    def _after_reading(self, event: HomeRead) -> None:
        self._complain("")
        self._name_unreadable(event.unreadable)
        clients = self.query_one(ClientList)
        clients.fill([_client_row(client) for client in event.clients])
        self._show_hint(has_clients=bool(event.clients))
        drafts = self.query_one(DraftList)
        unfinished = [session_row(head) for head in event.drafts]
        unfinished += [_addendum_row(each) for each in event.addenda]
        drafts.fill(unfinished)
        drafts.display = bool(unfinished)
        said = (
            literal("Unfinished", "bold")
            if unfinished
            else literal("Nothing unfinished.", "$text-muted")
        )
        self.query_one("#unfinished-title", Static).update(said)
        if not drafts.display and self.focused is drafts:
            clients.focus()

    @on(Trouble)
    def _after_trouble(self, event: Trouble) -> None:
        self._complain(event.what)

    @on(SittingReady)
    def _after_opening(self, event: SittingReady) -> None:
        from session_tui.ui.screens.sheet import SheetScreen

        self.app.push_screen(SheetScreen(event.sitting))

    # The keys

    def action_new_session(self) -> None:
        """Choose a client and a guide."""
        from session_tui.ui.screens.new_session import NewSessionScreen

        self.app.push_screen(NewSessionScreen())

    def action_open_chart(self) -> None:
        """Open what is marked: a client's chart, or the draft where it stopped."""
        if self.focused is self.query_one(DraftList):
            self._resume()
        else:
            self._open_chart()

    async def action_search(self) -> None:
        """Narrow the clients as one types."""
        await self.query_one(FilterLine).open()

    def action_clear_search(self) -> None:
        """All clients again."""
        self.query_one(FilterLine).put_away()
        self.query_one(ClientList).focus()

    @on(OptionList.OptionSelected, "#clients")
    @on(FilterLine.Submitted)
    def _open_chart(self) -> None:
        from session_tui.ui.screens.chart import ChartScreen

        if client := self.query_one(ClientList).current:
            self.app.push_screen(ChartScreen(client.code, client.name))

    @on(OptionList.OptionSelected, "#unfinished")
    def _resume(self) -> None:
        draft = self.query_one(DraftList).current
        if draft is not None and draft.adds_to:
            self.app.add_to(draft.adds_to)
        elif draft is not None:
            self.app.keeper.ask_draft(self, draft.id)

    @on(FilterLine.Changed)
    def _narrow(self, event: FilterLine.Changed) -> None:
        clients = self.query_one(ClientList)
        clients.narrow(event.text)
        self._show_hint(has_clients=True)

    @on(FilterLine.Stepped)
    def _move_while_typing(self, event: FilterLine.Stepped) -> None:
        clients = self.query_one(ClientList)
        if event.step > 0:
            clients.action_cursor_down()
        else:
            clients.action_cursor_up()

    def _show_hint(self, *, has_clients: bool) -> None:
        """What to do where the list is empty."""
        rows = self.query_one(ClientList).rows
        hint = self.query_one("#clients-hint", Static)
        hint.update(literal(NOTHING_FOUND if has_clients else FIRST_STEPS))
        hint.display = not rows

    def _name_unreadable(self, found: Sequence[Finding]) -> None:
        """In one line: a session file that cannot be read, and what tells more."""
        line = self.query_one("#home-unreadable", Static)
        line.display = bool(found)
        if found:
            file = found[0].path
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            said = f"Left out, because it cannot be read: {file.parent.name}/{file.name}{more}. “session-tui check” tells more."
            line.update(literal(said))

    def _complain(self, what: str) -> None:
        line = self.query_one("#home-trouble", Static)
        line.update(literal(what))
        line.display = bool(what)


def _client_row(client: ClientSummary) -> ClientRow:
    last = client.last.date() if client.last else None
    return ClientRow(client.code, client.name or "", last, client.drafts)


def _addendum_row(addendum: UnfinishedAddendum) -> SessionRow:
    """An unfinished addendum as the list of drafts shows it."""
    row = session_row(addendum.session)
    return replace(row, id=addendum.id, adds_to=row.id, title=f"Addendum to {row.title}")


def session_row(head: SessionHead, *, is_withdrawn: bool = False) -> SessionRow:
    """A session's head as the lists show it."""
    return SessionRow(
        id=head.id,
        client=head.client,
        started=head.started,
        title=head.title,
        is_draft=head.status == "draft",
        words=head.words,
        last_prompt=head.last_prompt or "",
        is_withdrawn=is_withdrawn,
    )
