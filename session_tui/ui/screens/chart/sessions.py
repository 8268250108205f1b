"""The chart's first page: all sessions of a client, and the note of the selected one beside or below."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from session_tui.actions.registry import CHART
from session_tui.core.model.note import Note
from session_tui.core.model.session import Session
from session_tui.markdown.note.dates import format_full_date
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.answer_screen import AnswerScreen
from session_tui.ui.screens.chart.base import ChartPage
from session_tui.ui.services.chart_place import ChartPlace
from session_tui.ui.services.list_rows import session_row
from session_tui.ui.services.messages import NoteRead, SessionsRead
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.lists.filter_line import FilterLine
from session_tui.ui.widgets.lists.session_list import SessionList, SessionRow

NO_SESSIONS = "No sessions yet. Press n to begin one."
NOTHING_FOUND = "No session's date or guide matches. Enter searches the notes; esc shows all."


class ChartScreen(AnswerScreen, ChartPage):
    """One client's sessions, newest first: the first page of the chart."""

    TAB = "sessions"
    ACTIONS = CHART
    AUTO_FOCUS = "#sessions"
    awaited = frozenset({SessionsRead, NoteRead})

    def __init__(self, place: ChartPlace) -> None:
        super().__init__(place)
        self._notes: dict[str, Note] = {}
        self._marked: SessionRow | None = None

    def compose_page(self) -> ComposeResult:
        """The list, the pane."""
        with Container(id="chart"):
            with Vertical(id="chart-list", classes="pane") as pane:
                pane.border_title = "Sessions"
                pane.border_subtitle = "/ to filter"
                yield FilterLine("Part of a date or guide name")
                yield SessionList(id="sessions")
                yield Static(id="sessions-hint", classes="muted", markup=False)
            yield NoteView(id="chart-note", classes="pane")

    def ask(self) -> None:
        """Read the sessions; notes may have changed meanwhile."""
        self._notes.clear()
        keys_wait = not self._sessions.rows
        self.app.reader.ask_sessions(self, self.place.client, keys_wait=keys_wait)

    def remember(self) -> None:
        """Note down which session is marked."""
        if self._current:
            self.place.marked[self.TAB] = self._current.id

    # What was read

    @on(SessionsRead)
    def _after_sessions(self, event: SessionsRead) -> None:
        """Fill the list, keeping the marked session."""
        self.complain("")
        if not event.sessions:
            self.await_nothing()  # no row is marked, so no note is read
        self._sessions.fill(
            [session_row(summary, is_withdrawn=summary.id in event.withdrawn) for summary in event.sessions]
        )
        if marked := self.place.marked.pop(self.TAB, ""):
            self._sessions.go_to(marked)
        count = len(event.sessions)
        self.headline(status=f"{count} {'session' if count == 1 else 'sessions'}")
        self._show_hint(has_sessions=bool(count))

    @on(NoteRead)
    def _after_note(self, event: NoteRead) -> None:
        """Show the note, if its session is still marked."""
        self._notes[event.note.session.id] = event.note
        if self._current and self._current.id == event.note.session.id:
            self._pane.show(event.note)

    @property
    def shown_session(self) -> Session | None:
        """The session under the cursor, whose note stands in the pane."""
        note = self._notes.get(self._current.id) if self._current else None
        return note.session if note else None

    # What is marked

    @property
    def _sessions(self) -> SessionList:
        """The list of sessions."""
        return self.query_one(SessionList)

    @property
    def _pane(self) -> NoteView:
        """The pane with the note."""
        return self.query_one(NoteView)

    @property
    def _current(self) -> SessionRow | None:
        """The marked session."""
        return self._sessions.current

    @on(SessionList.RowMarked)
    def _follow(self) -> None:
        """The pane shows the session under the cursor."""
        self.refresh_bindings()
        current = self._current
        if current is None:
            self._pane.show(None)
        elif note := self._notes.get(current.id):
            self._pane.show(note)
        else:
            self.app.reader.ask_note(self, current.id)

    def _go_to(self, session_id: str) -> None:
        """Mark the session that is read on the whole screen."""
        self._sessions.go_to(session_id)

    @property
    def filtered(self) -> str:
        """What is typed above the list."""
        return self.query_one(FilterLine).text.strip()

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An addendum goes to a signed session; a draft is gone on with."""
        if action in ("addendum", "resume") and self.is_mounted:
            current = self._current
            return current is not None and current.is_draft == (action == "resume")
        return super().check_action(action, parameters)

    @on(SessionList.RowChosen)
    @on(FilterLine.Submitted)
    def action_read(self) -> None:
        """Read on the whole screen; a draft opens where it stopped."""
        current = self._current
        if current is None:
            if self.filtered:
                self.action_search()
        elif current.is_draft:
            self.action_resume()
        else:
            note = self._notes.get(current.id)
            self.app.navigation.open_reading(self._sessions.rows, current.id, note, self._go_to)

    def action_resume(self) -> None:
        """Go on with the draft under the cursor."""
        if self._current:
            self.app.vault_service.ask_draft(self, self._current.id)

    def action_addendum(self) -> None:
        """Add to the signed session under the cursor."""
        if self._current:
            self.app.navigation.open_addendum(self._current.id)

    def action_move_away(self) -> None:
        """Move the session under the cursor to another client."""
        if self._current:
            self.app.navigation.open_transfer(self._current)

    def action_previous_session(self) -> None:
        """The one before, which stands below."""
        self._sessions.action_cursor_down()

    def action_next_session(self) -> None:
        """The one after, which stands above."""
        self._sessions.action_cursor_up()

    def action_side_by_side(self) -> None:
        """Mark the session under the cursor; on another one, show the two beside each other."""
        here, marked = self._current, self._marked
        if here is None:
            return
        self._marked = here if marked is None else None
        day = format_full_date(here.started.date())
        line = f"comparing {day}: c on another" if self._marked else "/ to filter"
        self.query_one("#chart-list").border_subtitle = as_content(line)
        if marked is not None and marked.id != here.id:
            earlier, later = sorted((marked, here), key=lambda row: (row.started, row.id))
            self.app.navigation.open_comparison(self.place.client, earlier.id, later.id)

    def action_turn_screen(self) -> None:
        """Open the client view of this session."""
        from session_tui.core.chart.open_views import OpenViews

        if self._current and (note := self._notes.get(self._current.id)):
            self.app.navigation.open_client_view(note.session, OpenViews().shared)

    async def action_filter(self) -> None:
        """Filter the list while the text is typed."""
        await self.query_one(FilterLine).open()

    def action_back(self) -> None:
        """Close the filter line if it is open, else return to the previous screen."""
        line = self.query_one(FilterLine)
        if line.is_open:
            line.put_away()
            self._sessions.focus()
        else:
            self.app.pop_screen()

    @on(FilterLine.Changed)
    def _narrow(self, event: FilterLine.Changed) -> None:
        """Filter the list by the typed text."""
        self._sessions.narrow(event.text)
        self._show_hint(has_sessions=True)

    @on(FilterLine.Stepped)
    def _move_while_typing(self, event: FilterLine.Stepped) -> None:
        """Move the cursor of the list while the filter has the focus."""
        if event.step > 0:
            self._sessions.action_cursor_down()
        else:
            self._sessions.action_cursor_up()

    def _show_hint(self, *, has_sessions: bool) -> None:
        """Show why the list is empty."""
        hint = self.query_one("#sessions-hint", Static)
        hint.update(as_content(NOTHING_FOUND if has_sessions else NO_SESSIONS))
        hint.display = not self._sessions.rows
