"""Reading: one session on the whole screen, and the way to the ones before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from session_tui.core.addenda import client_now
from session_tui.core.note import Note
from session_tui.core.private import split_private
from session_tui.ui.actions import READING
from session_tui.ui.messages import NoteRead
from session_tui.ui.screens.asking import AskingScreen
from session_tui.ui.widgets.filter_line import FilterLine
from session_tui.ui.widgets.note_view import NoteView
from session_tui.ui.widgets.session_list import SessionRow

if TYPE_CHECKING:
    from session_tui.ui.app import SessionApp


class ReadingScreen(AskingScreen):
    """Reads notes. The private page is hidden until it is asked for, and again for the next note.

    Args:
        sessions: the sessions to walk through, newest first.
        session_id: the one to begin with.
        note: its note, where it is read already.
        on_turn: called with the id of each session that is turned to.
    """

    ACTIONS = READING
    HELP = "reading"
    TROUBLE = "reading-trouble"
    PAGES = "NoteView"
    STYLES = ("reading",)
    AUTO_FOCUS = "NoteView"
    app: SessionApp

    def __init__(
        self,
        sessions: Sequence[SessionRow],
        session_id: str,
        note: Note | None = None,
        on_turn: Callable[[str], None] = lambda _: None,
    ) -> None:
        super().__init__()
        self._sessions = tuple(sessions)
        self._place = [row.id for row in sessions].index(session_id)
        self._note = note
        self._on_turn = on_turn
        self._is_private_shown = False

    def compose_body(self) -> ComposeResult:
        """The note, and the line to find something in it."""
        yield self.trouble_line()
        yield NoteView(id="reading")
        yield FilterLine("Find in this note; enter goes to the next")

    def on_mount(self) -> None:
        """Begin with the note that is here."""
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
        return self._sessions[self._place]

    @property
    def _view(self) -> NoteView:
        return self.query_one(NoteView)

    # What was read

    def _ask(self) -> None:
        self.app.keeper.ask_note(self, self._current.id)

    @on(NoteRead)
    def _after_note(self, event: NoteRead) -> None:
        if event.note.session.id == self._current.id:
            self._show(event.note)

    def _after_addendum(self, note: Note | None) -> None:
        if note is not None:
            self._show(note)

    def _show(self, note: Note) -> None:
        self._note = note
        self.complain("")
        self._view.show(note, with_private=self._is_private_shown)
        session = note.session
        place = f"{len(self._sessions) - self._place} of {len(self._sessions)}"
        private = "private page shown   " if self._is_private_shown else ""
        self.headline(f"{client_now(note)} · {session.guide.title}", private + place)
        self.refresh_bindings()

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An addendum goes to a signed session; a draft is gone on with."""
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
        place = self._place + by
        if not 0 <= place < len(self._sessions):
            self.say("This is the first session." if by > 0 else "This is the latest session.")
            return
        self._place, self._is_private_shown = place, False
        self._on_turn(self._current.id)
        self._ask()

    def action_show_private(self) -> None:
        """Show or hide the private page."""
        if self._note is None:
            return
        if split_private(self._note.session)[1] is None:
            self.say("Nothing is on the private page of this session.")
        else:
            self._is_private_shown = not self._is_private_shown
            self._show(self._note)
            if self._is_private_shown:
                self._view.go_to_private()

    def action_addendum(self) -> None:
        """Add to this session."""
        self.app.add_to(self._current.id, self._after_addendum)

    def action_turn_screen(self) -> None:
        """Show what of this session is safe for the client to see; the private page is hidden, for when one comes back."""
        from session_tui.core.standing import Standing
        from session_tui.ui.screens.shared import SharedScreen

        if self._note is not None:
            self._is_private_shown = False
            self._show(self._note)
            self.app.push_screen(SharedScreen(self._note.session, Standing()))

    def action_resume(self) -> None:
        """Go on with this draft."""
        self.app.keeper.ask_draft(self, self._current.id)

    async def action_find(self) -> None:
        """Find words in this note."""
        await self.query_one(FilterLine).open()

    def action_find_next(self) -> None:
        """The next place that was found."""
        self._view.find_next(1)

    def action_find_before(self) -> None:
        """The place found before."""
        self._view.find_next(-1)

    @on(FilterLine.Changed)
    def _find(self, event: FilterLine.Changed) -> None:
        self._view.find(event.text)

    @on(FilterLine.Submitted)
    def _found(self, event: FilterLine.Submitted) -> None:
        """Back to the note, what was found still marked."""
        if event.text and not self._view.find(event.text):
            self.say("Nothing found.")
            return
        self._view.focus()

    def action_back(self) -> None:
        """Stop finding; then back to where one came from."""
        line = self.query_one(FilterLine)
        if line.is_open:
            line.put_away()
            self._view.focus()
        else:
            self.app.pop_screen()
