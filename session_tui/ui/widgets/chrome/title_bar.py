"""The title bar: the place on the left, the status on the right."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from session_tui.ui.safe_text import single_line

_GAP = 2


class TitleBar(Widget):
    """Shows a title and a status; the title is shortened if both do not fit."""

    ALLOW_SELECT = False

    left: reactive[str] = reactive("")
    """The title: ``ana-k · Follow-up``."""
    right: reactive[str] = reactive("")
    """The status: ``23:10 of 45   saved 10:35:02``."""

    def render(self) -> Content:
        """Draw the title at the left edge and the status at the right one."""
        room = self.content_size.width
        status = single_line(self.right, room)
        left = room - (status.cell_length + _GAP if status else 0)
        title = single_line(self.left, left).stylize("$foreground bold")
        gap = room - title.cell_length - status.cell_length
        return Content.assemble(title, " " * max(0, gap), status)
