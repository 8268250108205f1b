"""Last time: what was said to this prompt before, beside the sheet or over it. Shown, never copied."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from session_tui.core.model.session import Answer
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.document.note_blocks import answer_blocks
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.document.text_blocks import Block


class LastAnswerView(Vertical):
    """The last answer to the prompt in focus. Where the screen is wide it stands beside the sheet."""

    def __init__(self) -> None:
        super().__init__(id="last-time", classes="pane")

    def compose(self) -> ComposeResult:
        """The words; the mouse wheel scrolls them."""
        view = NoteView(id="last-words")
        view.can_focus = False
        yield view

    def show(self, answer: Answer | None, day: str, goals: Mapping[str, str]) -> None:
        """Show an earlier answer.

        Args:
            answer: None says that there is none.
            day: from when it is, as ``2 Sep``.
            goals: the words of the goals by id.
        """
        self.border_title = as_content(f"Last time · {day}" if day else "Last time")
        nothing = Block(as_content("Nothing was said to this prompt before.", "$text-muted"))
        blocks = answer_blocks(answer, goals) if answer else iter((nothing,))
        self.query_one(NoteView).show_blocks(blocks)

    @property
    def is_over(self) -> bool:
        """Whether it lies over the sheet now."""
        return self.screen.has_class("-narrow") and self.has_class("-shown")

    def toggle(self) -> None:
        """Show it, or put it away: over the sheet where there is no room beside it."""
        self.toggle_class("-shown" if self.screen.has_class("-narrow") else "-hidden")
