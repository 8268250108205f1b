"""Side by side: two sessions of one client, the answers to the same question in one row."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult

from session_tui.actions.registry import SIDES
from session_tui.core.model.note import Note
from session_tui.core.model.session import Session
from session_tui.ui.screens.answer_screen import PageScreen
from session_tui.ui.screens.base import NARROW
from session_tui.ui.services.messages import NotesRead
from session_tui.ui.widgets.document.comparison_blocks import BETWEEN, pair_blocks
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.document.virtual_page import MEASURE
from session_tui.ui.widgets.lists.filter_line import FilterLine


class ComparisonScreen(PageScreen):
    """Two notes, scrolled together; beside each other where there is room, else beneath each other.

    Args:
        client: the client's code.
        earlier: the id of the session that began first.
        later: the id of the other.
    """

    ACTIONS = SIDES
    HELP = "screens/notes/comparison"
    STYLES = ("screens/notes/reading", "screens/notes/answer_history")
    AUTO_FOCUS = "NoteView"
    awaited = frozenset({NotesRead})

    def __init__(self, client: str, earlier: str, later: str) -> None:
        super().__init__()
        self._client = client
        self._ids = (earlier, later)
        self._notes: tuple[Note, ...] = ()
        self._chosen: bool | None = None
        self._was_beside = False

    def compose_body(self) -> ComposeResult:
        """The page of both, and the line to find something in it."""
        yield NoteView(id="sides", measure=2 * MEASURE + BETWEEN.cell_length)
        yield FilterLine("Find in both notes; enter for the next match")

    def on_mount(self) -> None:
        """Ask for the notes."""
        self.headline(f"{self._client} · side by side")
        self.call_after_refresh(self.app.reader.ask_notes, self, *self._ids)

    @on(NotesRead)
    def _after_notes(self, event: NotesRead) -> None:
        """Show the two notes."""
        self._notes = event.notes
        self.complain("")
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout by the width, until the user chooses one."""
        if self._notes and self.is_beside != self._was_beside:
            self._show()

    @property
    def is_beside(self) -> bool:
        """Whether the two notes are shown beside each other."""
        return self.size.width >= NARROW if self._chosen is None else self._chosen

    @property
    def shown_session(self) -> Session | None:
        """The later one if it answers the question that one is at, else the earlier."""
        asking = (each.session for each in reversed(self._notes))
        return next((each for each in asking if each.has_prompt(self.answer_here)), None)

    def _show(self) -> None:
        """Lay the two notes out for the width, at the same answer as before."""
        left, right = self._notes
        here = self.answer_here
        self._was_beside = self.is_beside
        self.note_view.show_blocks(pair_blocks(left, right, is_beside=self.is_beside))
        self.note_view.go_to(here)

    def action_switch(self) -> None:
        """Beneath each other instead of beside, or the other way round."""
        if self._notes:
            self._chosen = not self.is_beside
            self._show()
