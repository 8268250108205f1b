"""The transfer: moving a session that was written under the wrong client."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from session_tui.actions.registry import MOVING_AWAY
from session_tui.core.base.client_code import is_same_code
from session_tui.core.interview.suggestions import client_choices
from session_tui.markdown.note.dates import format_full_date
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import SessionDialog
from session_tui.ui.services.messages import HomeRead, SessionMoved, VaultRequestFailed
from session_tui.ui.widgets.chrome.footer import KeyFooter
from session_tui.ui.widgets.editor.line_editor import LineEditor
from session_tui.ui.widgets.editor.text_editor import TextEditor
from session_tui.ui.widgets.lists.choice_list import ChoiceList

if TYPE_CHECKING:
    from session_tui.ui.services.app_services import AppServices
    from session_tui.ui.widgets.lists.session_list import SessionRow
    from session_tui.vault.storage.summaries import ClientSummary

WRONG_CLIENT = "It was under the wrong client."
NO_CLIENT = "Choose the client it belongs to."
NO_REASON = "Give the reason for the move in one line; it is recorded with both clients."


class TransferScreen(SessionDialog[bool]):
    """Asks to whom a session belongs, and why it is moved. Gives whether it was.

    Args:
        session: the session.
    """

    ACTIONS = MOVING_AWAY
    HELP = "screens/chart/sessions"
    STYLES = ("screens/chart/chart",)
    AUTO_FOCUS = "#move-to"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", "Go on", show=False, priority=True)]
    app: AppServices
    awaited = frozenset({HomeRead})

    def __init__(self, session: SessionRow) -> None:
        super().__init__()
        self._session = session
        self._clients: tuple[ClientSummary, ...] = ()
        self._offered: str | None = None
        self._is_moving = False

    def compose(self) -> ComposeResult:
        """The client, those that fit, the reason."""
        row = self._session
        with VerticalScroll(id="move", can_focus=False) as pane:
            day = format_full_date(row.started.date())
            pane.border_title = as_content(f"Move · {row.client} · {row.title} · {day}")
            yield Static("Move to client", classes="muted")
            yield LineEditor(placeholder="A code or part of a name", id="move-to")
            choices = ChoiceList(id="move-choices")
            choices.can_focus = False
            yield choices
            yield Static("Reason, in one line", classes="muted")
            yield LineEditor(WRONG_CLIENT, id="move-reason")
            yield Static(id="move-trouble", markup=False)
            yield KeyFooter()

    def on_mount(self) -> None:
        """Ask who the clients are."""
        self.app.reader.ask_home(self)

    @property
    def _to(self) -> LineEditor:
        """The line for the client's code."""
        return self.query_one("#move-to", LineEditor)

    @property
    def _reason(self) -> LineEditor:
        """The line for the reason."""
        return self.query_one("#move-reason", LineEditor)

    @property
    def _list(self) -> ChoiceList:
        """The list of matching clients."""
        return self.query_one(ChoiceList)

    # The client

    @on(HomeRead)
    def _after_clients(self, event: HomeRead) -> None:
        """Offer the clients."""
        self._clients = event.clients
        self._offered = None
        self._offer()

    @on(LineEditor.Changed, "#move-to")
    def _offer(self) -> None:
        """Everybody who fits what is typed, but for the one whose it is said to be now; once for each text."""
        if self._offered == self._to.text:
            return
        self._offered = self._to.text
        found = client_choices(self._to.text, self._clients)
        now = self._session.client
        others = [each for each in found if each.fault or not is_same_code(each.code, now)]
        self._list.offer(others, mark_first=bool(self._to.text.strip()))

    @on(TextEditor.EdgeReached, "#move-to")
    def _step(self, event: TextEditor.EdgeReached) -> None:
        """Move the cursor of the list while the line has the focus."""
        if event.direction == "down":
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    @property
    def _client(self) -> str:
        """The code that is marked; empty where none is."""
        return self._list.code

    # The keys

    def action_go_on(self) -> None:
        """From the client to the reason; from there, move."""
        if self.focused is self._reason:
            self._move()
        elif self._client:
            self.set_focus(self._reason)
        else:
            self._complain(NO_CLIENT)

    def action_turn(self) -> None:
        """Move to the other field."""
        self.set_focus(self._to if self.focused is self._reason else self._reason)

    def action_move_there(self) -> None:
        """Move it."""
        self._move()

    def action_cancel(self) -> None:
        """Close the dialog without moving the session."""
        if not self._is_moving:
            self.dismiss(False)

    def _move(self) -> None:
        """Request the transfer, or show what is missing."""
        reason = self._reason.text.strip()
        if not self._client:
            self._complain(NO_CLIENT)
            self.set_focus(self._to)
        elif not reason:
            self._complain(NO_REASON)
            self.set_focus(self._reason)
        elif not self._is_moving:
            self._is_moving = True
            author = self.app.settings.author or None
            self.app.vault_service.ask_to_move(self, self._session.id, self._client, reason, author)

    # What comes back

    @on(SessionMoved)
    def _after_moving(self, event: SessionMoved) -> None:
        """Close the dialog: the session was moved."""
        self.show_message(f"Moved to {event.session.client}. The move is recorded with both clients.")
        self.dismiss(True)

    @on(VaultRequestFailed)
    def _after_trouble(self, event: VaultRequestFailed) -> None:
        """Show why the session cannot be moved."""
        self._is_moving = False
        self._complain(event.what)

    def _complain(self, what: str) -> None:
        """Show or hide the error."""
        trouble = self.query_one("#move-trouble", Static)
        trouble.update(as_content(what))
        trouble.display = bool(what)
