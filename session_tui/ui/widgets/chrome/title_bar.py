"""The line at the top: where one is, and how it stands."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from session_tui.ui.safe_text import single_line

_GAP = 2


class TitleBar(Widget):
    """A title on the left and a status on the right; the title gives way where both do not fit."""

    ALLOW_SELECT = False

    left: reactive[str] = reactive("")
    """Where one is: ``ana-k · Follow-up``."""
    right: reactive[str] = reactive("")
    """How it stands: ``23:10 of 45   saved 10:35:02``."""

    def render(self) -> Content:
        """Both on one line, at the two edges."""
        room = self.content_size.width
        status = single_line(self.right, room)
        left = room - (status.cell_length + _GAP if status else 0)
        title = single_line(self.left, left).stylize("$foreground bold")
        gap = room - title.cell_length - status.cell_length
        return Content.assemble(title, " " * max(0, gap), status)
