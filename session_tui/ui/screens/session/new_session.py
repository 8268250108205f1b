"""A new session: first the client, then the guide."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from session_tui.actions.registry import NEWLY
from session_tui.core.base.client_code import is_same_code
from session_tui.core.chart.chart import CONTACT
from session_tui.core.interview.suggestions import client_choices, guide_choices, suggested_guide
from session_tui.core.model.guide import Guide
from session_tui.core.model.session import Session
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.vault_screen import VaultScreen
from session_tui.ui.services.list_rows import session_row
from session_tui.ui.services.messages import GuidesRead, HomeRead, VaultRequestFailed
from session_tui.ui.widgets.editor.line_editor import LineEditor
from session_tui.ui.widgets.editor.text_editor import TextEditor
from session_tui.ui.widgets.lists.choice_list import ChoiceList
from session_tui.ui.widgets.lists.guide_list import GuideList
from session_tui.ui.widgets.lists.session_list import SessionRow

if TYPE_CHECKING:
    from session_tui.core.interview.session_context import SessionContext
    from session_tui.ui.services.app_services import AppServices
    from session_tui.vault.storage.summaries import ClientSummary

_MUTED = "$text-muted"


class NewSessionScreen(VaultScreen):
    """Two steps on one screen; from a chart the first is taken already.

    Args:
        client: the client's code; empty to ask for it.
        is_prepared: whether the brief was just read.
    """

    ACTIONS = NEWLY
    HELP = "screens/session/new_session"
    STYLES = ("screens/session/new_session",)
    AUTO_FOCUS = ""
    app: AppServices
    awaited = frozenset({HomeRead, GuidesRead})

    def __init__(self, client: str = "", *, is_prepared: bool = False) -> None:
        super().__init__()
        self._is_prepared = is_prepared
        self._client = client
        self._is_asked = not client
        self._clients: tuple[ClientSummary, ...] = ()
        self._drafts: tuple[SessionRow, ...] = ()
        self._guides: tuple[Guide, ...] = ()
        self._mode: str | None = None
        self._is_begun = False
        self._waits_for = {HomeRead, GuidesRead}

    def compose_body(self) -> ComposeResult:
        """The client's step and the guide's step; one of them is shown."""
        with Vertical(id="client-step", classes="pane") as pane:
            pane.border_title = "Who is here?"
            yield LineEditor(placeholder="Type a client code, existing or new (e.g. ana-k)")
            yield ChoiceList(id="client-choices")
        with VerticalScroll(id="guide-step", classes="pane", can_focus=False) as pane:
            pane.border_title = "Which guide?"
            yield Static(id="mode-line", markup=False)
            yield GuideList(self.app.clock().date(), id="guide-choices")
            yield Static(id="broken-guides", classes="muted", markup=False)

    def on_mount(self) -> None:
        """Begin with the first question that is open."""
        self.app.reader.ask_home(self)
        self.app.reader.ask_guides(self)
        self._draw_mode()
        self._show_step()

    # What was read

    @on(HomeRead)
    def _after_home(self, event: HomeRead) -> None:
        """Offer the clients."""
        self._clients = event.clients
        self._drafts = tuple(session_row(summary) for summary in event.drafts)
        self._waits_for.discard(HomeRead)
        self._offer_clients()
        self._offer_guides()

    @on(GuidesRead)
    def _after_guides(self, event: GuidesRead) -> None:
        """Offer the guides."""
        self._guides = guide_choices(event.shelf.guides)
        lines = [f"{p.file}, line {p.line}: {p.what} {p.mend}" for p in event.shelf.problems]
        broken = self.query_one("#broken-guides", Static)
        broken.update(as_content("\n".join(["Guides with errors:", *lines])))
        broken.display = bool(lines)
        self._waits_for.discard(GuidesRead)
        self._offer_guides()

    def open_sheet(self, session_context: SessionContext) -> None:
        """The sheet takes the place of this screen."""
        self.app.navigation.open_sheet(session_context, replace=True)

    @on(VaultRequestFailed)
    def _may_begin_again(self) -> None:
        """Allow another try after an error."""
        self._is_begun = False

    # The client

    @on(LineEditor.Changed)
    def _offer_clients(self) -> None:
        """Offer the clients that match the typed text."""
        typed = self.query_one(LineEditor).text
        self.query_one(ChoiceList).offer(client_choices(typed, self._clients))

    @on(TextEditor.EdgeReached)
    def _move_while_typing(self, event: TextEditor.EdgeReached) -> None:
        """Move the cursor of the list while the line has the focus."""
        choices = self.query_one(ChoiceList)
        if event.direction == "down":
            choices.action_cursor_down()
        else:
            choices.action_cursor_up()

    @on(LineEditor.Submitted)
    @on(ChoiceList.RowChosen, "#client-choices")
    def _take_client(self) -> None:
        """Take the marked client and go to the guides."""
        code = self.query_one(ChoiceList).code
        if code and HomeRead not in self._waits_for:
            self._client = code
            self._offer_guides()
            self._show_step()

    @property
    def _summary(self) -> ClientSummary | None:
        """The summary of the client, or None for a new client."""
        found = (each for each in self._clients if is_same_code(each.code, self._client))
        return next(found, None)

    @property
    def _open_drafts(self) -> tuple[SessionRow, ...]:
        """The drafts of the chosen client."""
        return tuple(row for row in self._drafts if is_same_code(row.client, self._client))

    # The guide

    def _offer_guides(self) -> None:
        """The client's drafts first, then the guides; the cursor on what is likely wanted."""
        if self._waits_for or not self._client:
            return
        choices = self.query_one(GuideList)
        choices.fill([*self._open_drafts, *self._guides])
        if choices.rows:
            choices.highlighted = 0 if self._open_drafts else self._suited
        self.refresh_bindings()

    @property
    def _suited(self) -> int:
        """The row of the guide that suits the client."""
        summary = self._summary
        is_new = summary is None or not summary.sessions
        return len(self._open_drafts) + suggested_guide(self._guides, is_new=is_new)

    @on(GuideList.RowChosen, "#guide-choices")
    def _begin(self) -> None:
        """Open the marked draft, or begin a session with the marked guide."""
        choice = self.query_one(GuideList).current
        if choice is None or self._is_begun:
            return
        self.complain("")
        if not isinstance(choice, Guide):
            self._is_begun = True
            self.app.vault_service.ask_draft(self, choice.id)
        elif self._is_to_be_prepared and choice.id != CONTACT:
            self._prepare(choice.id)
        else:
            self._begin_with(choice.id)

    @property
    def _is_to_be_prepared(self) -> bool:
        """Whether somebody comes who has been here before, and the brief was not read yet."""
        return not self._is_prepared and self._summary is not None and self._summary.sessions > 0

    def _prepare(self, guide: str) -> None:
        """Before the session comes the brief."""
        name = self._summary.name if self._summary else None
        begin = partial(self._begin_with, guide)
        self.app.navigation.open_brief(self._client, name or "", begin=begin)

    def _begin_with(self, guide: str) -> None:
        """Begin a session with a guide."""
        self._is_begun = True
        self.app.vault_service.ask_new(self, self._client, guide, self._mode)

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the actions of the guide step only while that step is shown."""
        if action == "mode":
            return bool(self._client)
        if action == "another":
            return bool(self._client) and bool(self._open_drafts)
        return super().check_action(action, parameters)

    def action_choose(self) -> None:
        """Take what is marked."""
        if self._client:
            self._begin()
        else:
            self._take_client()

    def action_another(self) -> None:
        """Past the drafts, to the guide that suits."""
        self.query_one(GuideList).highlighted = self._suited

    def action_mode(self) -> None:
        """The next way of meeting; after the last one none is said."""
        modes = (None, *Session.MODES)
        self._mode = modes[(modes.index(self._mode) + 1) % len(modes)]
        self._draw_mode()

    def action_cancel(self) -> None:
        """Return to the client step, or to the previous screen."""
        if self._client and self._is_asked:
            self._client = ""
            self._show_step()
        else:
            self.app.pop_screen()

    def _show_step(self) -> None:
        """Show the current step."""
        has_client = bool(self._client)
        self.query_one("#client-step").display = not has_client
        self.query_one("#guide-step").display = has_client
        self.query_one("#guide-choices" if has_client else LineEditor).focus()
        is_new = has_client and self._summary is None and HomeRead not in self._waits_for
        self.headline(f"{self._client} · new session" if has_client else "New session")
        self.headline(status="new client" if is_new else "")
        self.complain("")
        self.refresh_bindings()

    def _draw_mode(self) -> None:
        """Show how the meeting takes place."""
        said = self._mode or "not set"
        line = as_content("Format: ", _MUTED) + as_content(said, "bold") + as_content("   m to change", _MUTED)
        self.query_one("#mode-line", Static).update(line)
