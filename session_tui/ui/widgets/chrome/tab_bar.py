"""The chart's tabs in one line, each with its number and name; the current one is highlighted."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from session_tui.actions.chart_tabs import CHART_TABS, ChartTab
from session_tui.ui.safe_text import as_content


class TabBar(Widget):
    """A line of tabs to click. If not all names fit, the other tabs show only their numbers."""

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
        """Return the tabs in the widest form that fits."""
        return Content("").join([content for _, content in self._cells()])

    def on_click(self, event: events.Click) -> None:
        """Post `Chosen` for the tab under the mouse."""
        at = event.get_content_offset(self)
        start = 0
        for tab, content in self._cells():
            if at is not None and start <= at.x < start + content.cell_length:
                self.post_message(self.Chosen(tab))
            start += content.cell_length

    def _cells(self) -> Sequence[tuple[str, Content]]:
        """Return each tab's id with its part of the line, including the gap after it."""
        room = self.content_size.width
        for gap, is_brief in ((2, False), (1, False), (1, True)):
            cells = [(tab.id, self._cell(tab, gap, is_brief)) for tab in CHART_TABS]
            if sum(content.cell_length for _, content in cells) - gap <= room:
                break
        return cells

    def _cell(self, tab: ChartTab, gap: int, is_brief: bool) -> Content:
        """Return a tab's part of the line, without its name if ``is_brief`` and another tab is shown."""
        is_current = tab.id == self._current
        label = tab.key if is_brief and not is_current else f"{tab.key} {tab.title}"
        return as_content(label, "bold underline" if is_current else "$text-muted") + as_content(" " * gap)
