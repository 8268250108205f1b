"""The brief: a one-screen summary of a client to read before a session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from session_tui.actions.registry import BRIEFING
from session_tui.core.chart.brief import Brief, brief_of
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.services.messages import BriefRead, VaultRequestFailed
from session_tui.ui.widgets.document.brief_view import brief_content

if TYPE_CHECKING:
    from session_tui.ui.services.app_services import AppServices


class BriefScreen(SessionScreen):
    """A summary that fits the window; what does not fit is counted, and is found in the chart.

    Args:
        client: the client's code.
        name: how they are called; empty where that is not kept.
        begin: begins the session that this prepares; None where one only looks.
    """

    ACTIONS = BRIEFING
    HELP = "screens/chart/brief"
    STYLES = ("screens/chart/brief",)
    AUTO_FOCUS = "#brief"
    app: AppServices
    awaited = frozenset({BriefRead})

    def __init__(self, client: str, name: str = "", *, begin: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._client = client
        self._client_name = name
        self._begin = begin
        self._read: BriefRead | None = None
        self._is_private_shown = False

    def compose_body(self) -> ComposeResult:
        """One page."""
        with VerticalScroll(id="brief", can_focus=True):
            yield Static(id="brief-page")

    def on_mount(self) -> None:
        """Say whose brief it is, and ask for it."""
        name = f" · {self._client_name}" if self._client_name else ""
        self.headline(f"{self._client}{name} · brief")
        self.app.reader.ask_brief(self, self._client)

    @on(BriefRead)
    def _after_reading(self, event: BriefRead) -> None:
        """Show the brief."""
        self._read = event
        self._draw()

    @on(VaultRequestFailed)
    def _after_trouble(self, event: VaultRequestFailed) -> None:
        """Show why the brief cannot be read."""
        self.query_one("#brief-page", Static).update(as_content(event.what, "bold $text-warning"))

    def on_resize(self) -> None:
        """Fit it to the new window."""
        self.call_after_refresh(self._draw)

    @property
    def _brief(self) -> Brief | None:
        """Return the brief; None until the chart is read."""
        if self._read is None:
            return None
        return brief_of(
            self._read.chart,
            self.app.clock().date(),
            between=self._read.between,
            shows_private=self._is_private_shown,
        )

    def _draw(self) -> None:
        """Draw as much of the brief as fits the window."""
        if brief := self._brief:
            room = self.query_one("#brief").scrollable_content_region
            page = self.query_one("#brief-page", Static)
            page.update(brief_content(brief, room.width, room.height))
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Begin where there is something to begin; show what is private only where something is open."""
        if action == "begin":
            return self._begin is not None
        if action == "show_private":
            return self._read is not None and bool(self._read.between)
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Begin the session."""
        self.app.pop_screen()
        if self._begin:
            self._begin()

    def action_show_private(self) -> None:
        """Show or hide what is open between both."""
        self._is_private_shown = not self._is_private_shown
        self._draw()

    def action_back(self) -> None:
        """Return to the previous screen."""
        self.app.pop_screen()
