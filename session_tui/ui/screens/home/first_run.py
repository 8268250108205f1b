"""The first run: where the notes will be kept, and in what form, before anything is made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import PurePath

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from session_tui.actions.registry import FIRST_RUN
from session_tui.core.base.errors import describe_error
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.textual_patches.input_queue import AWAITED


class FirstRunScreen(SessionScreen):
    """Nothing is made until Enter.

    Args:
        folder: where the notes will be kept.
        create: makes the vault there; runs in a thread, and raises an error if it cannot.
        after: called when it is made.
        leave: called when it is not wanted.
    """

    ACTIONS = FIRST_RUN
    HELP = "screens/home/first_run"
    AUTO_FOCUS = "#first"

    def __init__(
        self,
        folder: PurePath,
        create: Callable[[], object],
        after: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self._folder = folder
        self._create = create
        self._after = after
        self._leave = leave
        self._is_making = False

    def compose_body(self) -> ComposeResult:
        """One page."""
        with VerticalScroll(id="first"):
            yield Static(_page(self._folder), markup=False)
            yield Static(id="first-trouble", markup=False)

    def on_mount(self) -> None:
        """Say that this is the beginning."""
        self.headline("Session notes", "first run")

    def action_create(self) -> None:
        """Make the folder, once."""
        if not self._is_making:
            self._is_making = True
            self.app.run_worker(self._make(), name=AWAITED, exit_on_error=False)

    def action_leave(self) -> None:
        """Leave without creating anything."""
        self._leave()

    async def _make(self) -> None:
        """Create the vault in a thread; show an error and stay if that fails."""
        try:
            await asyncio.to_thread(self._create)
        except Exception as error:
            self._is_making = False
            trouble = self.query_one("#first-trouble", Static)
            trouble.update(as_content(describe_error(error)))
            trouble.display = True
        else:
            self._after()


def _page(folder: PurePath) -> Content:
    """Return the text of the page."""
    return Content("\n\n").join(
        [
            as_content("Your notes will be kept on this computer, in", "$text-muted"),
            as_content(f"  {folder}", "bold"),
            as_content(
                "Each session is a Markdown file for you and a JSON file for programs. They are plain files: "
                "anyone who can read this folder can read them. So use a computer with an encrypted disk. "
                "A later version will add a passphrase for the notes themselves."
            ),
            as_content("Nothing leaves this computer, and no account is needed."),
            as_content("Press Enter to create the folder and begin, or Esc to leave without creating it.", "bold"),
        ]
    )
