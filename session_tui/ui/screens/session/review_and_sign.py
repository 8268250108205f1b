"""Review and sign: the note as it will be read, its open items, and signing it or leaving it as a draft."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from session_tui.actions.registry import CLOSE
from session_tui.core.interview.draft import Draft
from session_tui.core.model.note import Note
from session_tui.core.model.session import Answer, Jot, Session
from session_tui.ui.crash_report import not_saved
from session_tui.ui.safe_text import as_content, single_line
from session_tui.ui.screens.answer_screen import AnswerScreen
from session_tui.ui.services.messages import (
    APART,
    ConflictSaved,
    SavingFailed,
    SessionSaved,
    SessionSigned,
    VaultRequestFailed,
)
from session_tui.ui.services.review_result import ReviewResult
from session_tui.ui.widgets.document.note_view import NoteView

ASK = "Sign it? It can't be changed afterwards, only added to."
SURE = f"{ASK} Press s again to sign, any other key to keep reading."

CONSIDER = 0.4
"""Seconds until a second ``s`` signs, so that a word with a double s typed by accident signs nothing."""


class ReviewAndSignScreen(AnswerScreen):
    """Nothing here must be done: what is unconfirmed stays out of the note, and a draft can stay a draft.

    Args:
        draft: the session that is being written.
        after: called with how it ended, when this screen has gone.
    """

    ACTIONS = CLOSE
    HELP = "screens/session/review_and_sign"
    STYLES = ("screens/session/sheet",)
    AUTO_FOCUS = "#open-things"
    IS_OPEN = True

    def __init__(self, draft: Draft, after: Callable[[ReviewResult], Awaitable[None]]) -> None:
        super().__init__()
        self._draft = draft
        self._after = after
        self._cleared: tuple[str, ...] = ()
        self._is_asking = self._may_sign = self._is_signing = self._has_trouble = False
        self._considering: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """The note, and beside or above it what is open."""
        yield Static(id="sign-line", markup=False)
        with Horizontal(id="close"):
            yield NoteView(classes="pane")
            with Vertical(id="open-pane", classes="pane"):
                yield OptionList(id="open-things")

    def on_mount(self) -> None:
        """Show the note, and keep the session from here."""
        session = self._draft.now()
        self.headline(f"{session.client} · {session.guide.title} · review and sign", "draft")
        self.query_one("#open-pane").border_title = "Before you sign"
        self.app.vault_service.attach(self, self._draft.now)
        self.app.vault_service.changed()
        self._show()

    @property
    def _open_things(self) -> list[Answer | Jot]:
        """The unconfirmed answers and unfiled jots."""
        session = self._draft.now()
        return [*session.unconfirmed(), *session.unfiled()]

    def _show(self) -> None:
        """Show the note as it would be signed now, and the list of open things."""
        session = self._draft.now()
        self.query_one(NoteView).show(Note(session), with_private=False)
        things = self._open_things
        options = self.query_one("#open-things", OptionList)
        place = options.highlighted or 0
        options.clear_options()
        options.add_options(_option(thing) for thing in things)
        options.highlighted = min(place, len(things) - 1) if things else None
        self.query_one("#open-pane").display = bool(things)
        self.refresh_bindings()
        if things:
            options.focus()
        else:
            self.query_one(NoteView).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the actions on open things only while there are any, and none during signing."""
        if self._is_signing:
            return False
        if action in ("confirm", "clear", "go_there"):
            return bool(self._open_things)
        return True

    def on_key(self, event: events.Key) -> None:
        """Cancel the question about signing on a key that has no action here."""
        if event.key not in self.active_bindings:
            self._ask(False)

    def on_screen_suspend(self) -> None:
        """Cancel the question about signing when another screen covers this one."""
        self._ask(False)

    # The keys

    def action_sign(self) -> None:
        """Ask once, then sign."""
        if not self._is_asking:
            self._ask(True)
            return
        if not self._may_sign:
            return
        self._ask(False)
        self._is_signing = True
        self.refresh_bindings()
        self.app.vault_service.ask_to_sign(self, self._draft.now(), self.app.settings.author or None)

    async def action_leave_draft(self) -> None:
        """Leave the session as a draft; home lists it."""
        if trouble := self.app.vault_service.flush():
            self.show_warning(not_saved(trouble))
            return
        await self._end(ReviewResult(is_over=True, said="Saved as a draft."))

    def action_confirm(self) -> None:
        """The marked answer still holds."""
        thing = self._marked()
        if isinstance(thing, Answer):
            self._draft.confirm(thing.prompt)
            self._changed()

    def action_clear(self) -> None:
        """Leave the marked answer out, or drop the marked jot."""
        thing = self._marked()
        if isinstance(thing, Answer):
            self._draft.clear(thing.prompt)
            self._cleared = (*self._cleared, thing.prompt)
        elif thing is not None:
            self._draft.jot(thing.id, "", None)
        self._changed()

    async def action_go_there(self) -> None:
        """Back to the marked answer on the sheet; a jot is filed here."""
        thing = self._marked()
        if isinstance(thing, Answer):
            await self._end(ReviewResult(prompt=thing.prompt, cleared=self._cleared))
        elif thing is not None:
            self.action_file_jots()

    def action_file_jots(self) -> None:
        """File the waiting jots under their sections."""
        if self._draft.now().jots:
            self.app.navigation.open_file_jots(self._draft, self._changed)
        else:
            self.show_message("There are no jots.")

    @property
    def shown_session(self) -> Session:
        """The session that is being written."""
        return self._draft.now()

    @property
    def answer_here(self) -> str:
        """The marked answer from before while the list has the focus; else the one in the note."""
        if self.query_one("#open-things").has_focus and isinstance(marked := self._marked(), Answer):
            return marked.prompt
        return super().answer_here

    def action_step_answer(self, by: int) -> None:
        """Move ``by`` answers forward, or back if it is negative."""
        self._ask(False)
        super().action_step_answer(by)

    def action_turn_screen(self) -> None:
        """Show what is safe for the client to see."""
        self.app.navigation.open_client_view(self._draft.now(), self._draft.session_context.shared_open_items)

    async def action_back(self) -> None:
        """Go on writing."""
        await self._end(ReviewResult(cleared=self._cleared))

    def action_move(self, where: str) -> None:
        """Read the note; with something open, mark it."""
        self._ask(False)
        super().action_move(where)

    @on(OptionList.OptionSelected)
    async def _chosen(self) -> None:
        """Go to the chosen answer or jot."""
        await self.action_go_there()

    # What comes back

    @on(SessionSigned)
    async def _after_signing(self, event: SessionSigned) -> None:
        """Close the screen: the session is signed."""
        self._draft.session = event.note.session
        await self._end(ReviewResult(is_over=True, said=f"Signed: {event.path}"))

    @on(VaultRequestFailed)
    def _after_failed_signing(self, event: VaultRequestFailed) -> None:
        """Show why the session was not signed."""
        self._is_signing = False
        self.refresh_bindings()
        self.headline(status="draft   ! not signed")
        self._say_line(f"Not signed. {event.what}")

    @on(SavingFailed)
    def _after_failed_save(self, event: SavingFailed) -> None:
        """Show that a save failed."""
        self._has_trouble = True
        self.headline(status="draft   ! not saved")
        self._say_line(f"{not_saved(event.what)} What you typed is still here; saving will be tried again.")

    @on(SessionSaved)
    def _after_save(self, event: SessionSaved) -> None:
        """Remove the error once a save has succeeded."""
        self.headline(status=f"draft   saved {event.at:%H:%M:%S}" if event.at else "draft")
        if self._has_trouble:
            self._has_trouble = False
            self._say_line("")

    @on(ConflictSaved)
    def _after_outside_change(self) -> None:
        """Show that the file was changed elsewhere."""
        self.show_warning(APART)

    def _ask(self, is_asking: bool) -> None:
        """Ask whether to sign, or take the question back."""
        if is_asking == self._is_asking:
            return
        self._is_asking, self._may_sign = is_asking, False
        self._say_line(ASK if is_asking else "")
        if is_asking:
            self._considering = self.set_timer(CONSIDER, self._be_sure)
        elif self._considering is not None:
            self._considering.stop()

    def _be_sure(self) -> None:
        """Accept the second ``s`` from now on."""
        self._may_sign = True
        self._say_line(SURE)

    def _say_line(self, text: str) -> None:
        """Show or hide the line at the top."""
        line = self.query_one("#sign-line", Static)
        line.update(as_content(text))
        line.display = bool(text)

    def _marked(self) -> Answer | Jot | None:
        """The marked answer or jot."""
        self._ask(False)
        place = self.query_one("#open-things", OptionList).highlighted
        things = self._open_things
        return things[place] if place is not None and place < len(things) else None

    def _changed(self) -> None:
        """Report a change to the autosave and show the note again."""
        self.app.vault_service.changed()
        self._show()

    async def _end(self, ending: ReviewResult) -> None:
        """Leave the screen and report its result."""
        self.app.pop_screen()
        await self._after(replace(ending, cleared=self._cleared))


def _option(thing: Answer | Jot) -> Option:
    """Return an answer or jot as a line of the list."""
    if isinstance(thing, Jot):
        return Option(as_content("jot, not filed", "dim") + as_content("\n") + single_line(thing.text, 60))
    return Option(as_content(f"{thing.heading}") + as_content("\ncarried over, not confirmed", "dim"))
