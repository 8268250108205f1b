"""The previous answer to the current prompt, next to the sheet or on top of it. It is shown, never copied."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from session_tui.core.model.session import Answer
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.document.note_blocks import answer_blocks
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.document.text_blocks import Block


class LastAnswerView(Vertical):
    """Shows the last answer to the prompt that has the focus; on a wide screen, next to the sheet."""

    def __init__(self) -> None:
        super().__init__(id="last-time", classes="pane")

    def compose(self) -> ComposeResult:
        """Compose a view that cannot take the focus; the mouse wheel still scrolls it."""
        view = NoteView(id="last-words")
        view.can_focus = False
        yield view

    def show(self, answer: Answer | None, day: str, goals: Mapping[str, str]) -> None:
        """Show an earlier answer.

        Args:
            answer: the answer; None shows that there is none.
            day: its day, as ``2 Sep``.
            goals: the words of goals by id.
        """
        self.border_title = as_content(f"Last time · {day}" if day else "Last time")
        nothing = Block(as_content("No earlier answer.", "$text-muted"))
        blocks = answer_blocks(answer, goals) if answer else iter((nothing,))
        self.query_one(NoteView).show_blocks(blocks)

    @property
    def is_over(self) -> bool:
        """Whether it covers the sheet now."""
        return self.screen.has_class("-narrow") and self.has_class("-shown")

    def toggle(self) -> None:
        """Show or hide it: on top of the sheet if there is no room next to it."""
        self.toggle_class("-shown" if self.screen.has_class("-narrow") else "-hidden")
