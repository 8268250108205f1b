"""The search field above a list of results."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Size
from textual.message import Message

from session_tui.ui.widgets.editor.exact_document import ExactDocument
from session_tui.ui.widgets.editor.line_editor import LineEditor

STEP = 32
"""Cells by which the virtual width grows while typing."""


class SteppedLines(ExactDocument):
    """A document whose size grows in steps: each new size lays out the whole screen again, which delays the results."""

    def get_size(self, indent_width: int) -> Size:
        """Return the size of the text, a cell short of a multiple of :data:`STEP`: the editor adds one for the cursor."""
        width, height = super().get_size(indent_width)
        return Size((width // STEP + 1) * STEP - 1, height)


class SearchField(LineEditor):
    """Keeps the focus while the list below moves: arrow keys by a row, page keys by a page."""

    DEFAULT_CSS = """
    SearchField, SearchField:focus { height: 1; border: none; padding: 0; }
    """

    @dataclass
    class PageTurned(Message):
        """Posted when the list should move a page down (1) or up (-1)."""

        by: int

    def make_document(self, text: str) -> SteppedLines:
        """Return the document of this field."""
        return SteppedLines(text)

    def action_cursor_page_down(self) -> None:
        """Move the list a page down."""
        self.post_message(self.PageTurned(1))

    def action_cursor_page_up(self) -> None:
        """Move the list a page up."""
        self.post_message(self.PageTurned(-1))
