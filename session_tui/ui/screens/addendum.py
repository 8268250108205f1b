"""An addendum: what is to be said about a signed session afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from session_tui.core.note import MARKED_BY_MISTAKE, Note
from session_tui.ui.actions import ADDING
from session_tui.ui.literal import literal
from session_tui.ui.messages import AddendumKept, Trouble
from session_tui.ui.screens.base import SessionDialog
from session_tui.ui.widgets.keys_bar import KeysBar
from session_tui.ui.widgets.one_line import OneLine
from session_tui.ui.widgets.writing_area import WritingArea

if TYPE_CHECKING:
    from session_tui.ui.app import SessionApp

NO_REASON = "Say in a line why you add this, so that a reader understands it."
NO_TEXT = "Write what is to be added, or mark the note as entered by mistake (ctrl+t)."
WAITS = "The addendum is not kept yet. It waits here, until you leave the program."


@dataclass(frozen=True, slots=True)
class Unkept:
    """What was typed and neither kept nor taken back."""

    reason: str = ""
    text: str = ""
    is_mistake: bool = False


class AddendumScreen(SessionDialog[Note | None]):
    """Gives the note with its addendum, or None. What was typed and not kept stands there again the next time.

    Args:
        session_id: the signed session.
    """

    ACTIONS = ADDING
    HELP = "reading"
    STYLES = ("reading",)
    AUTO_FOCUS = "#addendum-reason"
    app: SessionApp

    _unkept: ClassVar[dict[str, Unkept]] = {}
    """By session, for as long as the program runs."""

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self._session = session_id
        entered = self._unkept.get(session_id, Unkept())
        self._begun = entered
        self._is_mistake = entered.is_mistake
        self._is_keeping = False

    def compose(self) -> ComposeResult:
        """Reason, text, mark."""
        with VerticalScroll(id="addendum", can_focus=False) as pane:
            pane.border_title = "Addendum"
            yield Static("Why, in one line", classes="muted")
            yield OneLine(self._begun.reason, id="addendum-reason")
            yield Static("What is to be added", classes="muted")
            yield WritingArea(self._begun.text, id="addendum-text")
            yield Static(id="addendum-mark", markup=False)
            yield Static(id="addendum-trouble", markup=False)
            yield KeysBar()

    def on_mount(self) -> None:
        """Show whether it is marked."""
        self._draw_mark()

    @property
    def _entered(self) -> Unkept:
        reason = self.query_one("#addendum-reason", OneLine).text
        text = self.query_one("#addendum-text", WritingArea).text
        return Unkept(reason, text, self._is_mistake)

    @on(WritingArea.Changed)
    def _remember(self) -> None:
        self._unkept[self._session] = self._entered

    @on(OneLine.Submitted)
    def _to_text(self) -> None:
        self.query_one("#addendum-text").focus()

    def action_by_mistake(self) -> None:
        """Mark the whole note, or not."""
        self._is_mistake = not self._is_mistake
        self._remember()
        self._draw_mark()

    def action_keep(self) -> None:
        """Keep it with the note."""
        entered = self._entered
        if not entered.reason.strip():
            self._complain(NO_REASON, "#addendum-reason")
        elif not entered.text.strip() and not entered.is_mistake:
            self._complain(NO_TEXT, "#addendum-text")
        elif not self._is_keeping:
            self._is_keeping = True
            self.app.keeper.ask_addendum(
                self,
                self._session,
                reason=entered.reason.strip(),
                text=entered.text if entered.text.strip() else "",
                author=self.app.settings.author or None,
                mark=MARKED_BY_MISTAKE if entered.is_mistake else None,
            )

    def action_cancel(self) -> None:
        """Back; what was typed waits."""
        entered = self._entered
        if entered.reason.strip() or entered.text.strip():
            self.say(WAITS)
        else:
            self._unkept.pop(self._session, None)
        self.dismiss(None)

    @on(AddendumKept)
    def _after_keeping(self, event: AddendumKept) -> None:
        self._unkept.pop(self._session, None)
        self.say("The addendum is kept with the note.")
        self.dismiss(event.note)

    @on(Trouble)
    def _after_trouble(self, event: Trouble) -> None:
        self._is_keeping = False
        self._complain(event.what, "#addendum-text")

    def _draw_mark(self) -> None:
        sign = "●" if self._is_mistake else "○"
        line = literal(f"{sign} the whole note was entered by mistake")
        self.query_one("#addendum-mark", Static).update(
            line.stylize("bold" if self._is_mistake else "$text-muted")
        )

    def _complain(self, what: str, field: str) -> None:
        trouble = self.query_one("#addendum-trouble", Static)
        trouble.update(literal(what))
        trouble.display = True
        self.query_one(field).focus()
