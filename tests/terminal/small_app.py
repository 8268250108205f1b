"""A small program inside the shell, to be run in a pseudo-terminal: one field, kept in one file.

Usage: python run_small_app.py FILE. In the field, ctrl+e fails with a secret in the message, ctrl+w
fails in a worker; with SMALL_APP_NOT_KEPT set, saving fails.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import TextArea

from session_tui.settings import Settings
from session_tui.ui.base_app import BaseApp
from session_tui.ui.screens.base import SessionScreen

SECRET = "what-ana-said"


class FieldScreen(SessionScreen):
    """One field."""

    BINDINGS = [
        Binding("ctrl+e", "fail", priority=True),
        Binding("ctrl+w", "fail_in_a_worker", priority=True),
    ]

    def compose_body(self) -> ComposeResult:
        """One field."""
        yield TextArea(id="field")

    def on_mount(self) -> None:
        """Say that it is ready."""
        self.headline("small app")

    def action_fail(self) -> None:
        """Fail, with a client's words in the message and in a variable."""
        local = SECRET
        raise ValueError(local)

    def action_fail_in_a_worker(self) -> None:
        """Fail in the background."""
        self.run_worker(self._fail(), exit_on_error=True)

    async def _fail(self) -> None:
        self.action_fail()


class SmallApp(BaseApp):
    """Keeps its field in a file when it is told to flush."""

    def __init__(self, file: Path) -> None:
        super().__init__(Settings(theme=os.environ.get("SMALL_APP_THEME", "dark")))
        self._file = file

    def get_default_screen(self) -> Screen[Any]:
        """The field."""
        return FieldScreen()

    def flush(self) -> str:
        """Write the field's text to the file."""
        if os.environ.get("SMALL_APP_NOT_KEPT"):
            return "the disk is full."
        field = self.screen_stack[0].query_one("#field", TextArea)
        self._file.write_text(field.text, encoding="utf-8")
        return ""
