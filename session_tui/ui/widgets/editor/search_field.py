"""The search field above a list of results."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Size
from textual.message import Message

from session_tui.ui.widgets.editor.line_editor import LineEditor

STEP = 32
"""Cells by which the virtual width grows while typing."""


class SearchField(LineEditor):
    """Keeps the focus while the list below moves: arrow keys by a row, page keys by a page."""

    DEFAULT_CSS = """
    SearchField, SearchField:focus { height: 1; border: none; padding: 0; }
    """

    @dataclass
    class PageTurned(Message):
        """Posted when the list should move a page down (1) or up (-1)."""

        by: int

    def _refresh_size(self) -> None:
        """Grow in steps: each new size lays out the whole screen again, which delays the results."""
        width, height = self.document.get_size(self.indent_width)
        self.virtual_size = Size((width // STEP + 1) * STEP, height)

    def action_cursor_page_down(self) -> None:
        """Move the list a page down."""
        self.post_message(self.PageTurned(1))

    def action_cursor_page_up(self) -> None:
        """Move the list a page up."""
        self.post_message(self.PageTurned(-1))
