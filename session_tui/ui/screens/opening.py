"""The moment before the sheet, when the program is opened straight into a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from session_tui.ui.messages import SittingReady, Trouble
from session_tui.ui.screens.base import SessionScreen

if TYPE_CHECKING:
    from session_tui.ui.app import SessionApp


PATIENCE = 1.0
"""Seconds after which what was typed goes on even if no field has the focus."""


class OpeningScreen(SessionScreen):
    """Shows nothing but the client's code until the session is there.

    What is typed meanwhile waits, and lands in the field where the session opens.
    """

    app: SessionApp

    def on_mount(self) -> None:
        """Ask for the draft, or for a new session."""
        self.headline(self.app.start.client, "opening")
        self.app.sit_down(self)

    @on(SittingReady)
    def _after_opening(self, event: SittingReady) -> None:
        from session_tui.ui.screens.sheet import SheetScreen

        sheet = SheetScreen(event.sitting)
        self.app.push_screen(sheet)
        self.watch(sheet, "focused", self._after_focus, init=False)
        self.set_timer(PATIENCE, self.app.release_keys)

    def _after_focus(self, focused: Widget | None) -> None:
        if focused is not None:
            self.app.release_keys()

    @on(Trouble)
    def _after_trouble(self, event: Trouble) -> None:
        self.app.give_up(event.what)
