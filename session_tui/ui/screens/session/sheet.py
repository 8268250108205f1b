"""The sheet: one session, section by section, written while listening."""

from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from session_tui.actions.registry import (
    BRIEF,
    FILE_JOTS,
    LEAVE_SHEET,
    ON_TO_SECTION,
    PREVIOUS_SECTION,
    PRIVATE_PAGE,
    SHEET,
    TO_CLOSE,
    WRITE,
    Action,
)
from session_tui.core.interview.draft import Draft
from session_tui.core.interview.entry import Entry
from session_tui.core.model.note import has_content
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind
from session_tui.ui.crash_report import not_saved
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import NARROW
from session_tui.ui.screens.session.prompt_navigation import PromptScreen
from session_tui.ui.services.messages import APART, ConflictSaved, SavingFailed, SessionSaved
from session_tui.ui.widgets.editor.text_editor import TextEditor
from session_tui.ui.widgets.fields.base import PromptField
from session_tui.ui.widgets.session.last_answer import LastAnswerView

if TYPE_CHECKING:
    from session_tui.ui.services.review_result import ReviewResult

LONG_SITTING = 3 * 3600
"""Seconds after which the clock counts from the moment the draft was opened again, not from its start."""

LETTERS = (
    WRITE,
    ON_TO_SECTION,
    PREVIOUS_SECTION,
    PRIVATE_PAGE,
    FILE_JOTS,
    TO_CLOSE,
    BRIEF,
    LEAVE_SHEET,
)
"""The actions named in the footer while no field has the focus."""

NOTHING_ASKED = "This guide has no prompts. Write a jot instead; review and sign shows the note."


class SheetScreen(PromptScreen):
    """Walks through a guide. Any key typed lands somewhere safe, and every prompt may be skipped."""

    ACTIONS = SHEET
    HELP = "screens/session/sheet"

    _since: datetime
    _may_leave = False
    _kept_line = ""

    def compose_body(self) -> ComposeResult:
        """Yield the line for save errors, then the outline and the prompts."""
        yield Static(id="trouble", markup=False)
        yield from super().compose_body()

    async def on_mount(self) -> None:
        """Open where writing stopped. What is typed meanwhile waits, and lands in that field."""
        session = self.session_context.session
        self.draft = Draft(self.session_context, self.app.clock)
        self.app.vault_service.watch(self, self.latest, session, is_new=self.session_context.is_new)
        now = self.app.clock()
        is_going_on = (now - session.started).total_seconds() < LONG_SITTING
        self._since = session.started if is_going_on else now
        place, first = session.place, self.draft.first_place()
        is_there = place is not None and place.prompt == first
        await self.visit(first, (place.row, place.column) if place and is_there else None)
        if not first:
            self._say_trouble(NOTHING_ASKED)
            self.show_outline()
        self._tick()
        self.set_interval(1, self._tick)

    # Saving

    def latest(self) -> Session:
        """The session with everything typed until now, and where the cursor stands."""
        self.read_field()
        field = self.pages.field(self.current)
        if self.current:
            self.draft.stand_at(self.current, field.cursor if field else (0, 0))
        return self.draft.now()

    @on(SessionSaved)
    def _after_save(self, event: SessionSaved) -> None:
        """Show when the session was saved."""
        self._kept_line = f"saved {event.at:%H:%M:%S}" if event.at else ""
        self._may_leave = False
        self._say_trouble(
            "".join(
                f"Not saved: “{heading}” holds something that cannot be stored. Write it as a jot."
                for heading in self.draft.unfit[:1]
            )
        )
        self._tick()

    @on(ConflictSaved)
    def _after_outside_change(self) -> None:
        """Show that the file was changed elsewhere."""
        self.show_warning(APART)

    @on(SavingFailed)
    def _after_failed_save(self, event: SavingFailed) -> None:
        """Show that a save failed."""
        self._kept_line = "! not saved"
        self._say_trouble(f"{not_saved(event.what)} What you typed is still here; saving will be tried again.")
        self._tick()

    # What is typed

    @on(PromptField.Changed)
    def _after_change(self, event: PromptField.Changed) -> None:
        """Store the changed field and report the change to the autosave."""
        event.stop()
        self.draft.write(event.prompt, event.entry)
        self.app.vault_service.changed()
        block = self.pages.block(event.prompt)
        if block and block.prompt.kind == Kind.SCALE:
            self.pages.show_asked()  # what a low rating calls for is offered at once
            self.show_state(event.prompt)
        elif block and not block.shows(is_answered=event.entry != Entry()):
            self.show_state(event.prompt)

    @on(TextEditor.PasteRefused)
    def _after_refused_paste(self, event: TextEditor.PasteRefused) -> None:
        """Show why a paste was refused."""
        self.show_warning(str(event))

    # The keys

    async def action_jot(self) -> None:
        """Write one line for any section."""
        jot_id = self.draft.new_jot_id()

        def keep(text: str, section: str | None) -> None:
            self.draft.jot(jot_id, text, section)
            self.app.vault_service.changed()

        await self.app.navigation.open_jot(keep, self.show_outline)

    def action_file_jots(self) -> None:
        """Put the jots into their sections."""
        if not self.draft.now().jots:
            self.show_message("There are no jots.")
            return
        self.app.navigation.open_file_jots(self.draft, self._after_jots)

    def action_recall(self) -> None:
        """Bring the last answer into this prompt; the second time, confirm it."""
        if not self.current:
            return
        self.read_field()
        recall = self.draft.recall(self.current)
        field = self.pages.field(self.current)
        if recall.entry is not None and field is not None:
            field.fill(recall.entry)
        if recall.said:
            self.show_message(recall.said)
        self.app.vault_service.changed()
        self.show_state(self.current)

    def action_leave_out(self) -> None:
        """Leave out what was carried over to this prompt and nobody has confirmed."""
        if not self.current or not self.draft.answer(self.current).is_unconfirmed:
            self.show_message("Nothing here needs confirming.")
            return
        self.draft.clear(self.current)
        if field := self.pages.field(self.current):
            field.fill(Entry())
        self.app.vault_service.changed()
        self.show_state(self.current)

    def action_through_time(self, _: str = "") -> None:
        """Open the history of this prompt's answers, or of the goal under the cursor."""
        from session_tui.ui.widgets.fields.goals import goal_of

        if self.current:
            goal = goal_of(self.focused)
            self.app.navigation.open_history(self.latest(), self.current, is_open=True, goal=goal)

    def action_save_now(self) -> None:
        """Save at once and say when."""
        if not has_content(self.latest()):
            self.show_message("Nothing written yet. It saves automatically.")
        self.app.vault_service.save_now()

    def action_turn_screen(self) -> None:
        """Open the client view."""
        self.read_field()
        self.app.navigation.open_client_view(self.draft.now(), self.session_context.shared_open_items)

    def action_brief(self) -> None:
        """Open the brief of this client."""
        self.app.navigation.open_brief(self.draft.session.client)

    def action_close(self) -> None:
        """Read the note as it will be, and sign it or leave it as a draft."""
        if self.current:
            self.read_field()
            self.draft.passed(self.current)
            self.show_state(self.current)
        was_writing = self.is_writing

        async def after(ending: "ReviewResult") -> None:
            await self._after_close(ending, was_writing=was_writing)

        self.latest()
        self.app.navigation.open_review(self.draft, after)

    def action_leave(self) -> None:
        """First out of the field, then out of the sheet; nothing is asked, the draft is kept."""
        last_time = self.query_one(LastAnswerView)
        if last_time.is_over:
            last_time.toggle()
        elif self.is_writing:
            self.set_focus(None)
        elif (trouble := self.app.vault_service.release(anyway=self._may_leave)) and not self._may_leave:
            self._may_leave = True
            self.show_warning(f"{not_saved(trouble)} Press Esc again to leave without the latest text.")
        else:
            self.app.leave_sheet(self)

    @property
    def footer_actions(self) -> tuple[Action, ...]:
        """In a field the Ctrl keys; outside it the single letters that now work."""
        if not self.is_writing:
            has_room = self.size.width >= NARROW  # where it has none, the help's key is worth more
            return tuple(action for action in LETTERS if has_room or action is not BRIEF)
        return tuple(action for action in SHEET if action not in LETTERS or action is LEAVE_SHEET)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What single letters do is offered while no field takes them."""
        if action in ("turn_section", "write", "move", "leave_out"):
            return not self.is_writing
        if action == "through_time" and parameters:
            return not self.is_writing
        return True

    # What comes back

    async def _after_close(self, ending: "ReviewResult", *, was_writing: bool) -> None:
        """Act on the result of review and sign."""
        if ending.is_over:
            self.app.vault_service.release(anyway=True)
            self.app.leave_sheet(self, ending.said)
            return
        self.app.vault_service.attach(self, self.latest)
        for prompt in ending.cleared:
            if field := self.pages.field(prompt):
                field.fill(Entry())
            self.show_state(prompt)
        self.app.vault_service.changed()
        self._after_jots()
        await self.visit(ending.prompt or self.current, enter=was_writing or bool(ending.prompt))

    def _after_jots(self) -> None:
        """Show the filed jots in the outline."""
        self.app.vault_service.changed()
        self.show_outline()

    # Showing

    async def action_private_page(self) -> None:
        """Open the private page, or come back from it; the line at the top says so at once."""
        await super().action_private_page()
        self._tick()

    def _say_trouble(self, text: str) -> None:
        """Show or hide the error at the top."""
        trouble = self.query_one("#trouble", Static)
        trouble.update(as_content(text))
        trouble.display = bool(text)

    def _tick(self) -> None:
        """Update the title bar and its clock."""
        session = self.draft.session
        here = " · private page" if self.is_private else ""
        clock = clock_line(self._since, self.app.clock(), self.session_context.guide.minutes)
        self.headline(
            f"{session.client} · {session.guide.title}{here}",
            f"{clock}   {self._kept_line}".rstrip(),
        )


def clock_line(since: datetime, now: datetime, minutes: int | None) -> str:
    """``23:10 of 45``: minutes and seconds that passed, and how long such a session usually takes."""
    seconds = max(0, int((now - since).total_seconds()))
    passed = f"{seconds // 60}:{seconds % 60:02}"
    return f"{passed} of {minutes}" if minutes else passed
