"""The history of an answer: every answer to one prompt, or every statement on one goal, oldest first."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from session_tui.actions.registry import THROUGH_TIME
from session_tui.core.chart.answer_history import (
    GoalStatement,
    PromptHistory,
    SessionRef,
    goal_history,
    goal_wordings,
    oldest_first,
    prompt_history,
)
from session_tui.core.chart.open_state import RECORD
from session_tui.core.model.guide import Share
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind
from session_tui.ui.screens.answer_screen import PageScreen
from session_tui.ui.services.messages import HistoryRead
from session_tui.ui.widgets.document.history_blocks import goal_history_blocks, prompt_blocks
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.document.text_blocks import Block
from session_tui.ui.widgets.lists.dates_list import DatesList
from session_tui.ui.widgets.lists.filter_line import FilterLine
from session_tui.ui.widgets.lists.session_list import SessionRow


class AnswerHistoryScreen(PageScreen):
    """One question through all of a client's sessions. What is private is there only if one comes from what is private.

    Args:
        session: the session one comes from.
        prompt: the question, which this session asks.
        is_open: whether that session is being written in this window; then it counts as it stands, not as it is kept.
        goal: the id of a goal to begin with; empty for the question itself.
    """

    ACTIONS = THROUGH_TIME
    HELP = "screens/notes/answer_history"
    STYLES = ("screens/notes/reading", "screens/notes/answer_history")
    AUTO_FOCUS = "NoteView"
    awaited = frozenset({HistoryRead})

    def __init__(self, session: Session, prompt: str, *, is_open: bool = False, goal: str = "") -> None:
        super().__init__()
        self._session = session
        self._answer = session.answer(prompt)
        self._is_open = is_open
        self._goal = goal
        self._shares = tuple(Share) if self._answer.is_private else RECORD
        self._sessions: tuple[Session, ...] = ()
        self._goals: dict[str, str] = {}
        self._question = PromptHistory()
        self._told: tuple[GoalStatement, ...] = ()

    def compose_body(self) -> ComposeResult:
        """The days, the page, and the line to find something in it."""
        with Horizontal(id="through-time"):
            with Vertical(id="dates-pane", classes="pane") as pane:
                pane.border_title = "Answered"
                yield DatesList(id="dates")
            yield NoteView(id="through-page", classes="pane")
        yield FilterLine("Find in these answers; enter for the next match")

    def on_screen_resume(self) -> None:
        """Read the sessions, once the screen stands; they may have changed meanwhile."""
        self._say_where()
        self.call_after_refresh(self.app.reader.ask_history, self, self._session.client)

    # What was read

    @on(HistoryRead)
    def _after_history(self, event: HistoryRead) -> None:
        """Show the history, at the same answer as before."""
        is_first = not self._sessions
        kept = [each for each in event.sessions if each.id != self._session.id or not self._is_open]
        self._sessions = oldest_first([*kept, self._session] if self._is_open else kept)
        self._goals = goal_wordings(self._sessions, self._shares)
        self._question = prompt_history(self._sessions, self._answer.prompt, self._shares)
        self.complain("")
        self._show("" if is_first else self.note_view.current)

    def _nearest(self) -> str:
        """The answer of the session one comes from, or of the last before it that gave one."""
        ids = [session.id for session in self._sessions]
        here = self._session.id
        until = ids[: ids.index(here) + 1] if here in ids else ids
        given = [occasion.session for occasion in self._occasions if occasion.session in until]
        return given[-1] if given else ""

    # What is shown

    @property
    def _occasions(self) -> tuple[SessionRef, ...]:
        """The sessions that say something, oldest first."""
        if self._goal:
            return tuple(dict.fromkeys(said.at for said in self._told))
        return tuple(told.at for told in self._question.told)

    def _show(self, answer: str) -> None:
        """Show the question or the goal, at the answer of this session, or else at the nearest."""
        if self._goal:
            self._told = goal_history(self._sessions, self._goal, self._shares)
        if answer not in [occasion.session for occasion in self._occasions]:
            answer = self._nearest()
        self.query_one(DatesList).fill(self._occasions)
        self.note_view.show_blocks(self._blocks(), self.note_view.scroll_offset.y)
        self.note_view.go_to(answer)
        self._say_where()
        self.refresh_bindings()

    def _blocks(self) -> Iterator[Block]:
        """Return the blocks of the question or of one goal."""
        if self._goal:
            return goal_history_blocks(self._told, self._goals.get(self._goal, ""))
        return prompt_blocks(self._question, self._answer.heading, self._answer.ask, self._goals)

    @on(NoteView.Arrived)
    def _say_where(self) -> None:
        """Say at the top what is looked at, and at which answer one is; mark its day."""
        subject = self._goals.get(self._goal, "") or self._answer.heading
        private = " · private page" if self._answer.is_private else ""
        ids = [occasion.session for occasion in self._occasions]
        here = self.note_view.current
        status = f"{ids.index(here) + 1} of {len(ids)}" if here in ids else ""
        self.headline(f"{self._session.client} · through time · {subject}{private}", status)
        self.query_one(DatesList).go_to(here)

    @on(DatesList.RowMarked)
    def _follow(self) -> None:
        """Scroll the page to the day selected in the list."""
        dates = self.query_one(DatesList)
        day = dates.current.session if dates.has_focus and dates.current else ""
        if day and day != self.note_view.current:
            self.note_view.go_to(day)

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One goal alone can be shown where the question is about goals."""
        if action == "one_goal":
            return self._answer.kind == Kind.GOALS and bool(self._named_goals)
        return super().check_action(action, parameters)

    @property
    def _named_goals(self) -> list[str]:
        """The goals by id, in the order in which they were set."""
        return list(self._goals)

    def action_one_goal(self) -> None:
        """The next goal alone; after the last one the question again."""
        order = ["", *self._named_goals]
        place = order.index(self._goal) if self._goal in order else 0
        self._goal = order[(place + 1) % len(order)]
        self._show(self.note_view.current)

    @on(DatesList.RowChosen)
    def action_read(self) -> None:
        """Read the session of this answer on the whole screen; the one that is written here is gone back to."""
        session_id = self.note_view.current
        if not session_id:
            return
        if self._is_open and session_id == self._session.id:
            self.app.pop_screen()
            return
        others = (s for s in reversed(self._sessions) if s.id != self._session.id or not self._is_open)
        rows = [_row(session) for session in others]
        private, answer = self._answer.is_private, self._prompt_in(session_id)
        self.app.navigation.open_reading(rows, session_id, answer=answer, with_private=private)

    def _prompt_in(self, session_id: str) -> str:
        """The prompt that said this in a session."""
        if not self._goal:
            return self._answer.prompt
        return next(said.prompt for said in self._told if said.at.session == session_id)


def _row(session: Session) -> SessionRow:
    """A session as a reading screen turns to it; nobody counts its words there."""
    return SessionRow(
        session.id, session.client, session.started, session.guide.title,
        is_draft=not session.is_signed, words=0,
    )  # fmt: skip
