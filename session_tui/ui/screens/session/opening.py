"""The screen shown before the sheet when the program starts directly with a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.services.messages import SessionOpened, VaultRequestFailed

if TYPE_CHECKING:
    from session_tui.ui.services.app_services import AppServices


class OpeningScreen(SessionScreen):
    """Shows nothing but the client's code until the session is there.

    What is typed meanwhile waits, and lands in the field where the session opens.
    """

    app: AppServices
    awaited = frozenset({SessionOpened})

    def on_mount(self) -> None:
        """Ask for the draft, or for a new session."""
        self.headline(self.app.start.client, "opening")
        self.app.start_session(self)

    @on(SessionOpened)
    def _after_opening(self, event: SessionOpened) -> None:
        """Open the sheet."""
        self.app.navigation.open_sheet(event.session_context)

    @on(VaultRequestFailed)
    def _after_trouble(self, event: VaultRequestFailed) -> None:
        """Leave the program with the error."""
        self.app.exit_with_error(event.what)
