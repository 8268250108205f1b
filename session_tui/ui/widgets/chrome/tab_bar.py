"""The chart's tabs in one line: a number each, and its name; the one that is shown stands out."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from session_tui.ui.safe_text import as_content

TABS = (
    ("sessions", "Sessions"),
    ("thread", "Thread"),
    ("goals", "Goals"),
    ("steps", "Steps"),
    ("checkins", "Check-ins"),
    ("questions", "Questions"),
    ("people", "People"),
    ("timeline", "Timeline"),
)
"""Each tab with the word it has in the line; its number is the key that shows it."""


class TabBar(Widget):
    """A line of tabs; a click shows one. Where not all names fit, only the numbers of the others stand."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "TabBar { height: 1; padding: 0 0 0 1; }"

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            self.tab = tab
            super().__init__()

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current

    def render(self) -> Content:
        """The tabs, as wide as there is room."""
        return Content("").join([content for _, content in self._cells()])

    def on_click(self, event: events.Click) -> None:
        """Show the tab under the mouse."""
        at = event.get_content_offset(self)
        start = 0
        for tab, content in self._cells():
            if at is not None and start <= at.x < start + content.cell_length:
                self.post_message(self.Chosen(tab))
            start += content.cell_length

    def _cells(self) -> Sequence[tuple[str, Content]]:
        """Each tab with its piece of the line, the gap behind it included."""
        room = self.content_size.width
        for gap, is_brief in ((2, False), (1, False), (1, True)):
            cells = [(tab, self._cell(n, gap, is_brief)) for n, (tab, _) in enumerate(TABS, 1)]
            if sum(content.cell_length for _, content in cells) - gap <= room:
                break
        return cells

    def _cell(self, number: int, gap: int, is_brief: bool) -> Content:
        tab, name = TABS[number - 1]
        is_current = tab == self._current
        said = str(number) if is_brief and not is_current else f"{number} {name}"
        return as_content(said, "bold underline" if is_current else "$text-muted") + as_content(" " * gap)
