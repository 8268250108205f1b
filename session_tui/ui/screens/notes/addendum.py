"""Writing an addendum to a signed session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from session_tui.actions.registry import ADDING
from session_tui.core.model.addendum import REASON, TEXT, AddendumDraft
from session_tui.core.model.note import MARKED_BY_MISTAKE, Note
from session_tui.core.model.session import Place
from session_tui.markdown.note.dates import format_full_date
from session_tui.ui.crash_report import not_saved
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import SessionDialog
from session_tui.ui.services.messages import (
    AddendumReady,
    AddendumSaved,
    SavingFailed,
    SessionSaved,
    VaultRequestFailed,
)
from session_tui.ui.widgets.chrome.footer import KeyFooter
from session_tui.ui.widgets.editor.line_editor import LineEditor
from session_tui.ui.widgets.editor.text_editor import TextEditor

if TYPE_CHECKING:
    from session_tui.ui.services.addendum_autosave import AddendumAutosave
    from session_tui.ui.services.app_services import AppServices

NO_REASON = "Give the reason for the addendum in one line."
NO_TEXT = "Write the addendum, or mark the note as entered in error (ctrl+t)."
WAITS = "The addendum is not finished. You will find it here, and on home under “Unfinished”."
GIVEN_UP = "The addendum could not be saved; your latest text was not kept."


class AddendumScreen(SessionDialog[Note | None]):
    """Gives the note with its addendum, or None. What was typed and not kept is on disk, and stands here again.

    Args:
        session_id: the signed session.
    """

    ACTIONS = ADDING
    HELP = "screens/notes/reading"
    STYLES = ("screens/notes/reading",)
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", "Go on", show=False, priority=True)]
    app: AppServices
    awaited = frozenset({AddendumReady})

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self._session = session_id
        self._draft: AddendumDraft | None = None
        self._saver: AddendumAutosave | None = None
        self._is_opening = True
        self._is_leaving = False
        self._is_in_text = False
        self._is_keeping = False
        self._is_unsaved = False
        self._may_leave = False

    def compose(self) -> ComposeResult:
        """Reason, text, mark."""
        with VerticalScroll(id="addendum", can_focus=False) as pane:
            pane.border_title = "Addendum"
            yield Static("Reason, in one line", classes="muted")
            yield LineEditor(id="addendum-reason", classes="writing")
            yield Static("Addendum text", classes="muted")
            yield TextEditor(id="addendum-text", classes="writing")
            yield Static(id="addendum-mark", markup=False)
            yield Static(id="addendum-trouble", markup=False)
            yield KeyFooter()

    def on_mount(self) -> None:
        """Ask for what was begun; what is typed meanwhile waits."""
        self._draw_mark()
        for area in self.query(".writing").results(TextEditor):
            area.disabled = True
        self.app.vault_service.ask_to_add(self, self._session)

    # What is written

    @on(AddendumReady)
    def _begin(self, event: AddendumReady) -> None:
        """Fill in what was begun, and stand where writing stopped."""
        draft, summary = event.draft, event.session
        self._draft = draft
        for area in (self._reason, self._text):
            area.disabled = False
        self._reason.load(draft.reason)
        self._text.load(draft.text)
        place = draft.place or Place(prompt=REASON)
        area = self._text if place.prompt == TEXT else self._reason
        area.place = (place.row, place.column)
        self.set_focus(area)
        pane = self.query_one("#addendum")
        about = f"Addendum · {summary.client} · {summary.title} · {format_full_date(summary.started.date())}"
        pane.border_title = as_content(about)
        self._draw_mark()
        self._saver = self.app.vault_service.watch_addendum(self, self.latest, event)
        if self._is_leaving:
            self.action_cancel()

    def latest(self) -> AddendumDraft:
        """The addendum with everything typed until now, and where the cursor stands."""
        assert self._draft is not None, "asked for only once it is open"
        row, column = (self._text if self._is_in_text else self._reason).place
        return self._draft.replace(
            reason=self._reason.text,
            text=self._text.text,
            place=Place(prompt=TEXT if self._is_in_text else REASON, row=row, column=column),
        )

    @property
    def _reason(self) -> LineEditor:
        """The line for the reason."""
        return self.query_one("#addendum-reason", LineEditor)

    @property
    def _text(self) -> TextEditor:
        """The field for the text."""
        return self.query_one("#addendum-text", TextEditor)

    @on(events.DescendantFocus)
    def _after_focus(self, event: events.DescendantFocus) -> None:
        """Remember which of the two fields has the focus."""
        self._is_in_text = event.widget is self._text

    @on(TextEditor.Changed)
    def _after_change(self) -> None:
        """Report the change to the autosave."""
        if self._saver is not None:
            self._saver.changed()

    @on(TextEditor.PasteRefused)
    def _after_refused_paste(self, event: TextEditor.PasteRefused) -> None:
        """Show why a paste was refused."""
        self.show_warning(str(event))

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter leaves the reason; in the text it begins a line."""
        return self.focused is self._reason if action == "go_on" else True

    def action_go_on(self) -> None:
        """Move from the reason to the text."""
        self.action_turn()

    def action_turn(self) -> None:
        """Move to the other field."""
        self.set_focus(self._reason if self.focused is self._text else self._text)

    def action_by_mistake(self) -> None:
        """Mark the whole note, or not."""
        if self._draft is not None and self._saver is not None:
            mark = None if self._draft.mark else MARKED_BY_MISTAKE
            self._draft = self._draft.replace(mark=mark)
            self._draw_mark()
            self._saver.changed()

    def action_keep(self) -> None:
        """Keep it with the note."""
        if self._draft is None or self._is_keeping:
            return
        draft = self.latest()
        if not draft.reason.strip():
            self._complain(NO_REASON)
            self._reason.focus()
        elif not draft.text.strip() and not draft.mark:
            self._complain(NO_TEXT)
            self._text.focus()
        else:
            self._is_keeping = True
            self.app.vault_service.ask_to_keep(self, draft, self.app.settings.author or None)

    def action_cancel(self) -> None:
        """Back; what was typed is on disk and waits. Where it cannot be saved, say so and stay the first time."""
        if self._saver is None:
            self._is_leaving = True
            if not self._is_opening:
                self.dismiss(None)
            return
        if self._is_keeping:
            return
        waits = not self.latest().is_empty
        trouble = self._saver.release(anyway=self._may_leave)
        if trouble and not self._may_leave:
            self._may_leave = True
            self.show_warning(f"{not_saved(trouble)} Press Esc again to leave without the latest text.")
            return
        if trouble:
            self.show_message(GIVEN_UP)
        elif waits:
            self.show_message(WAITS)
        self.dismiss(None)

    # What comes back

    @on(SessionSaved)
    def _after_save(self, event: SessionSaved) -> None:
        """Remove the error once a save has succeeded."""
        said = f"saved {event.at:%H:%M:%S}" if event.at else ""
        self.query_one("#addendum").border_subtitle = as_content(said)
        self._may_leave = False
        if self._is_unsaved:
            self._is_unsaved = False
            self._complain("")

    @on(SavingFailed)
    def _after_failed_save(self, event: SavingFailed) -> None:
        """Show that a save failed."""
        self.query_one("#addendum").border_subtitle = "! not saved"
        self._is_unsaved = True
        self._complain(f"{not_saved(event.what)} What you typed is still here; saving will be tried again.")

    @on(AddendumSaved)
    def _after_keeping(self, event: AddendumSaved) -> None:
        """Close the dialog with the note."""
        self.show_message("The addendum was added to the note.")
        self.dismiss(event.note)

    @on(VaultRequestFailed)
    def _after_trouble(self, event: VaultRequestFailed) -> None:
        """It could not be opened, or not be kept."""
        self._is_keeping = False
        self._complain(event.what)
        if self._draft is None:
            self._is_opening = False
        else:
            self._text.focus()

    def _draw_mark(self) -> None:
        """Show whether the note is marked as entered in error."""
        is_mistake = self._draft is not None and self._draft.mark is not None
        line = as_content(f"{'●' if is_mistake else '○'} the whole note was entered in error")
        self.query_one("#addendum-mark", Static).update(line.stylize("bold" if is_mistake else "$text-muted"))

    def _complain(self, what: str) -> None:
        """Show or hide the error."""
        trouble = self.query_one("#addendum-trouble", Static)
        trouble.update(as_content(what))
        trouble.display = bool(what)
