"""The privacy screen: a blank screen that hides the client's words."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from session_tui.ui.safe_text import as_content


class PrivacyScreen(Screen[None]):
    """A blank screen that any key closes; the screen below it is unchanged."""

    def compose(self) -> ComposeResult:
        """One neutral line."""
        yield Static(as_content("Press any key"))

    def on_key(self, event: events.Key) -> None:
        """Close this screen; the key has no other effect."""
        event.stop()
        event.prevent_default()
        self.dismiss()
