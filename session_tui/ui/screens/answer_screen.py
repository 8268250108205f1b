"""Base classes of the screens that show a note: moving between its answers, and finding words in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from session_tui.core.model.session import Session
from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.screens.vault_screen import VaultScreen
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.lists.filter_line import FilterLine

if TYPE_CHECKING:
    from session_tui.ui.services.app_services import AppServices


class AnswerScreen(SessionScreen):
    """A screen that shows a note in which one answer is current."""

    IS_OPEN: ClassVar[bool] = False
    """Is the session that is shown the one that is written in this window?"""
    app: AppServices

    @property
    def note_view(self) -> NoteView:
        """The widget that shows the note."""
        return self.query_one(NoteView)

    @property
    def shown_session(self) -> Session | None:
        """The session whose note is shown, or None if no note is shown yet."""
        return None

    @property
    def answer_here(self) -> str:
        """The prompt id of the current answer, or an empty string."""
        return self.note_view.current

    def action_step_answer(self, by: int) -> None:
        """Move ``by`` answers forward, or back if it is negative."""
        self.note_view.step(by)

    def action_through_time(self) -> None:
        """Open the history of the current answer's prompt."""
        session, prompt = self.shown_session, self.answer_here
        if session is None or not session.has_prompt(prompt):
            self.show_message("No answer is marked here.")
            return
        self.app.navigation.open_history(session, prompt, is_open=self.IS_OPEN)


class PageScreen(AnswerScreen, VaultScreen):
    """Reads something page by page, and finds words in it. It holds a NoteView and a FilterLine."""

    PAGES = "NoteView"

    async def action_find(self) -> None:
        """Find words on this page."""
        await self.query_one(FilterLine).open()

    def action_find_next(self) -> None:
        """The next place that was found."""
        self.note_view.find_next(1)

    def action_find_before(self) -> None:
        """The place found before."""
        self.note_view.find_next(-1)

    @on(FilterLine.Changed)
    def _find(self, event: FilterLine.Changed) -> None:
        """Find the typed words on the page."""
        self.note_view.find(event.text)

    @on(FilterLine.Submitted)
    def _found(self, event: FilterLine.Submitted) -> None:
        """Back to the page, what was found still marked."""
        if event.text and not self.note_view.find(event.text):
            self.show_message("No matches.")
            return
        self.note_view.focus()

    def action_back(self) -> None:
        """Close the find line if it is open, else return to the previous screen."""
        line = self.query_one(FilterLine)
        if line.is_open:
            line.put_away()
            self.note_view.focus()
        else:
            self.app.pop_screen()
