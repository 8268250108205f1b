"""One prompt on the sheet: its heading, its wording, its field and a line below."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from session_tui.core.interview.entry import Entry
from session_tui.core.model.guide import Prompt
from session_tui.core.model.session import Answer
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.fields.base import PromptField

GLYPHS = {"answered": "✓", "skipped": "○", "not reached": "○"}
"""Signs before a heading, by answer state. They carry the state; colour only repeats it."""


class PromptBlock(Vertical):
    """A prompt that is open, or folded to its heading until it is entered.

    The field is created when the prompt is first opened, and kept from then on.

    Args:
        prompt: the prompt.
        answer: its current answer.
        make_field: makes the field for an entry.
    """

    class Opened(Message):
        """Posted when a folded prompt is clicked."""

        def __init__(self, prompt: str) -> None:
            self.prompt = prompt
            super().__init__()

    def __init__(self, prompt: Prompt, answer: Answer, make_field: Callable[[Entry], PromptField]) -> None:
        super().__init__()
        self.prompt = prompt
        self.field: PromptField | None = None
        self._answer = answer
        self._make_field = make_field
        self._from_day = self._offered = ""
        self.is_open = prompt.is_core or answer.is_answered
        self.set_class(not self.is_open, "-folded")

    def compose(self) -> ComposeResult:
        """Compose the heading, the wording, the field if the prompt is open, and the line below."""
        yield Static(id="heading", classes="prompt-heading", markup=False)
        if self.prompt.ask:
            yield Static(as_content(f"“{self.prompt.ask}”"), classes="prompt-ask")
        if self.is_open:
            yield self._new_field()
        yield Static(classes="prompt-foot", markup=False)

    def on_mount(self) -> None:
        """Show the state of the answer."""
        self._show_heading()
        self._show_foot()

    def show(self, answer: Answer, *, from_day: str = "", offered: str = "") -> None:
        """Show the state of an answer.

        Args:
            answer: the answer.
            from_day: the day of a carried answer.
            offered: a hint that the answer calls for, in place of the prompt's own.
        """
        # Often called without a visible change, as when the cursor leaves the prompt.
        if (answer.state, answer.confirmed, from_day, offered) == (
            self._answer.state,
            self._answer.confirmed,
            self._from_day,
            self._offered,
        ):
            return
        self._answer, self._from_day, self._offered = answer, from_day, offered
        if answer.is_answered and not self.is_open:
            self.is_open = True
            self.remove_class("-folded")
        if self.is_mounted:
            self._show_heading()
            self._show_foot()

    def shows(self, *, is_answered: bool) -> bool:
        """Whether the heading already shows this state; an unconfirmed answer that changes needs a redraw."""
        return self._answer.is_answered == is_answered and not self._answer.is_unconfirmed

    async def open(self) -> PromptField:
        """Unfold the prompt and return its field."""
        self.is_open = True
        self.remove_class("-folded")
        field = self.field
        if field is None:
            field = self._new_field()
            await self.mount(field, before=self.query_one(".prompt-foot"))
        return field

    def leave(self) -> None:
        """Handle the cursor leaving the prompt: fold it if it is blank and not a core prompt."""
        self.remove_class("-current")
        if not self.prompt.is_core and not self._answer.is_answered:
            self.is_open = False
            self.add_class("-folded")

    def on_click(self, event: Click) -> None:
        """Open a folded prompt."""
        if not self.is_open:
            event.stop()
            self.post_message(self.Opened(self.prompt.id))

    def _new_field(self) -> PromptField:
        """Create the field with the current answer."""
        answer = self._answer
        self.field = self._make_field(Entry.of(answer))
        return self.field

    def _show_heading(self) -> None:
        """Update the heading, its sign and the classes that colour it."""
        glyph = "?" if self._answer.is_unconfirmed else GLYPHS[self._answer.state]
        self.query_one("#heading", Static).update(as_content(f"{glyph} {self.prompt.heading}"))
        self.set_class(self._answer.is_answered, "-answered")
        self.set_class(self._answer.is_unconfirmed, "-unconfirmed")

    def _show_foot(self) -> None:
        """Show below the field how to confirm a carried answer, else what is offered, else the prompt's hint."""
        text = self._offered or self.prompt.hint
        if self._answer.is_unconfirmed:
            text = f"from {self._from_day or 'last time'}, not confirmed: ctrl+r to keep, type to change, esc x to leave out"
        foot = self.query_one(".prompt-foot", Static)
        foot.update(as_content(text))
        foot.set_class(not text, "-empty")
