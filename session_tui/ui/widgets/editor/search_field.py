"""The line in which one types what is sought."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Size
from textual.message import Message

from session_tui.ui.widgets.editor.line_editor import LineEditor

STEP = 32
"""Cells by which the line grows when more is typed."""


class SearchField(LineEditor):
    """Keeps the keys while the list below moves: arrows by a row, page keys by a page."""

    DEFAULT_CSS = """
    SearchField, SearchField:focus { height: 1; border: none; padding: 0; }
    """

    @dataclass
    class PageTurned(Message):
        """The list is to move a page down (1) or up (-1)."""

        by: int

    def _refresh_size(self) -> None:
        """Grow by steps: each new size lays out the whole screen anew, and the results come later for it."""
        width, height = self.document.get_size(self.indent_width)
        self.virtual_size = Size((width // STEP + 1) * STEP, height)

    def action_cursor_page_down(self) -> None:
        """A page of the list down."""
        self.post_message(self.PageTurned(1))

    def action_cursor_page_up(self) -> None:
        """A page of the list up."""
        self.post_message(self.PageTurned(-1))
