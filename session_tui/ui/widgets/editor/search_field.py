"""The line in which one types what is sought."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Size
from textual.message import Message

from session_tui.ui.widgets.editor.exact_document import ExactDocument
from session_tui.ui.widgets.editor.line_editor import LineEditor

STEP = 32
"""Cells by which the line grows when more is typed."""


class SteppedLines(ExactDocument):
    """Lines whose room grows by steps: each new size lays out the whole screen anew, and the results come later for it."""

    def get_size(self, indent_width: int) -> Size:
        """The room that the text takes, so that it is a whole `STEP` with the cell that the area adds for the cursor."""
        width, height = super().get_size(indent_width)
        return Size((width // STEP + 1) * STEP - 1, height)


class SearchField(LineEditor):
    """Keeps the keys while the list below moves: arrows by a row, page keys by a page."""

    DEFAULT_CSS = """
    SearchField, SearchField:focus { height: 1; border: none; padding: 0; }
    """

    @dataclass
    class PageTurned(Message):
        """The list is to move a page down (1) or up (-1)."""

        by: int

    def make_document(self, text: str) -> SteppedLines:
        """The document of this field."""
        return SteppedLines(text)

    def action_cursor_page_down(self) -> None:
        """A page of the list down."""
        self.post_message(self.PageTurned(1))

    def action_cursor_page_up(self) -> None:
        """A page of the list up."""
        self.post_message(self.PageTurned(-1))
