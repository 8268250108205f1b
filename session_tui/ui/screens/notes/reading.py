"""The reading screen: one note on the whole screen, and moving to the previous and next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult

from session_tui.actions.registry import FIND_NEXT, READING, Action
from session_tui.core.model.addendum import current_client
from session_tui.core.model.note import Note
from session_tui.core.model.private_page import split_private
from session_tui.core.model.session import Session
from session_tui.core.search.matches import find_matches
from session_tui.core.search.query import Query
from session_tui.ui.screens.answer_screen import PageScreen
from session_tui.ui.services.messages import NoteRead
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.lists.filter_line import FilterLine
from session_tui.ui.widgets.lists.session_list import SessionRow

_NEXT_PLACE = FIND_NEXT._replace(footer="next match")


class ReadingScreen(PageScreen):
    """Reads notes. The private page is hidden until it is asked for, and again for the next note.

    Args:
        sessions: the sessions to walk through, newest first.
        session_id: the one to begin with.
        note: its note, where it is read already.
        on_turn: called with the id of each session that is turned to.
        answer: the prompt whose answer to begin at; empty for the start of the note.
        sought: what was searched; it is marked, and a note begins at the first place of it.
        with_private: whether the private page of the first one is shown at once.
    """

    ACTIONS = READING
    HELP = "screens/notes/reading"
    PAGES = "NoteView"
    STYLES = ("screens/notes/reading",)
    AUTO_FOCUS = "NoteView"

    def __init__(
        self,
        sessions: Sequence[SessionRow],
        session_id: str,
        note: Note | None = None,
        on_turn: Callable[[str], None] = lambda _: None,
        *,
        answer: str = "",
        sought: Query | None = None,
        with_private: bool = False,
    ) -> None:
        super().__init__()
        self._sessions = tuple(sessions)
        self._place = [row.id for row in sessions].index(session_id)
        self._note = note
        if note is None:
            self.awaited = frozenset({NoteRead})
        self._on_turn = on_turn
        self._answer = answer
        self._sought = sought
        self._place_found = ""
        self._is_private_shown = with_private

    def compose_body(self) -> ComposeResult:
        """The note, and the line to find something in it."""
        yield NoteView(id="reading")
        yield FilterLine("Find in this note; enter for the next match")

    def on_mount(self) -> None:
        """Begin with the note that is here."""
        if self._sought and self._sought.sought:
            self.note_view.seek(partial(find_matches, self._sought))
        if self._note is None:
            self._ask()
        else:
            self._show(self._note)

    def on_screen_resume(self) -> None:
        """A draft may have been written in meanwhile."""
        if self._current.is_draft:
            self._ask()

    @property
    def _current(self) -> SessionRow:
        """The session that is shown."""
        return self._sessions[self._place]

    @property
    def footer_actions(self) -> tuple[Action, ...]:
        """What the foot names: the way to the next place first, where something was sought."""
        return (_NEXT_PLACE, *self.ACTIONS) if self._sought else self.ACTIONS

    @property
    def shown_session(self) -> Session | None:
        """The session that is read."""
        return self._note.session if self._note else None

    # What was read

    def _ask(self) -> None:
        """Request the note of the current session."""
        self.app.reader.ask_note(self, self._current.id)

    @on(NoteRead)
    def _after_note(self, event: NoteRead) -> None:
        """Show the note, if its session is still the current one."""
        if event.note.session.id == self._current.id:
            self._show(event.note)

    def _after_addendum(self, note: Note | None) -> None:
        """Show the note with its new addendum."""
        if note is not None:
            self._show(note)

    def _show(self, note: Note) -> None:
        """Show a note."""
        self._note = note
        self.complain("")
        self.note_view.show(note, with_private=self._is_private_shown)
        if self._answer:
            self.note_view.go_to(self._answer)
            self._answer = ""
        self._say_where()
        self.refresh_bindings()

    def _say_where(self) -> None:
        """Whose note it is, and which of those that are walked through; which place of what was found one is at."""
        if self._note is None:
            return
        place = f"{len(self._sessions) - self._place} of {len(self._sessions)}"
        private = "private page shown   " if self._is_private_shown else ""
        title = f"{current_client(self._note)} · {self._note.session.guide.title}"
        self.headline(title, f"{private}{self._place_found}{place}")

    @on(NoteView.PlaceReached)
    def _after_finding(self, event: NoteView.PlaceReached) -> None:
        """Show the number of the current match."""
        self._place_found = f"match {event.at} of {event.count}   " if event.count else ""
        self._say_where()

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An addendum goes to a signed session; a draft is gone on with, unless another is being written."""
        if action == "resume" and self.app.vault_service.is_writing:
            return False
        if action in ("addendum", "resume"):
            return self._current.is_draft == (action == "resume")
        return super().check_action(action, parameters)

    def action_previous_session(self) -> None:
        """The one before."""
        self._turn(1)

    def action_next_session(self) -> None:
        """The one after."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        """Go ``by`` sessions further."""
        place = self._place + by
        if not 0 <= place < len(self._sessions):
            self.show_message("This is the first session." if by > 0 else "This is the latest session.")
            return
        self._place, self._is_private_shown = place, False
        self._on_turn(self._current.id)
        self.awaited = frozenset({NoteRead})
        self._ask()

    def action_show_private(self) -> None:
        """Show or hide the private page."""
        if self._note is None:
            return
        if split_private(self._note.session)[1] is None:
            self.show_message("The private page of this session is empty.")
        else:
            self._is_private_shown = not self._is_private_shown
            self._show(self._note)
            if self._is_private_shown:
                self.note_view.go_to_private()

    def action_addendum(self) -> None:
        """Add to this session."""
        self.app.navigation.open_addendum(self._current.id, self._after_addendum)

    def action_turn_screen(self) -> None:
        """Open the client view of this session; hide the private page first, so that it is hidden on return."""
        from session_tui.core.chart.open_views import OpenViews

        if self._note is not None:
            self._is_private_shown = False
            self._show(self._note)
            self.app.navigation.open_client_view(self._note.session, OpenViews().shared)

    def action_resume(self) -> None:
        """Go on with this draft."""
        self.app.vault_service.ask_draft(self, self._current.id)
