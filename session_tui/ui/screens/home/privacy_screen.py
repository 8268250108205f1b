"""The curtain: a blank screen between a client's words and whoever walks in."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from session_tui.ui.safe_text import as_content


class PrivacyScreen(Screen[None]):
    """Nothing to read but how to go on. Whatever stood before is as it was when a key lifts it."""

    def compose(self) -> ComposeResult:
        """One neutral line."""
        yield Static(as_content("Press any key"))

    def on_key(self, event: events.Key) -> None:
        """Lift the curtain; the key does nothing else."""
        event.stop()
        event.prevent_default()
        self.dismiss()
