"""A list of rows with a cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, clamp
from textual.message import Message
from textual.reactive import reactive

from session_tui.ui.widgets.lists.row_layout import RowsLayout
from session_tui.ui.widgets.lists.virtual_rows import VirtualRows

MARKED, HOVERED = "rows--marked", "rows--hovered"
"""The component classes of the highlighted row, and of the row under the mouse."""


class CursorRows(VirtualRows, can_focus=True):
    """Rows with a cursor that keys and the mouse move."""

    DEFAULT_CSS = """
    CursorRows {
        & > .rows--marked {
            color: $foreground;
            background: $block-cursor-blurred-background;
            text-style: bold;
        }
        & > .rows--hovered { background: $block-hover-background; }
        &:focus > .rows--marked {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
        }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {MARKED, HOVERED}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", "Down", show=False),
        Binding("up", "cursor_up", "Up", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("enter", "select", "Select", show=False),
    ]

    # No repaint: the watcher repaints only the two rows concerned.
    highlighted: reactive[int | None] = reactive(None, repaint=False, init=False)
    """Index of the highlighted row; None if there is none."""

    @dataclass
    class RowMessage(Message):
        """Base of the messages about the highlighted row."""

        rows: CursorRows

        @property
        def control(self) -> CursorRows:
            """The list."""
            return self.rows

    class RowMarked(RowMessage):
        """Posted when another row, or none, is highlighted, or when the rows were replaced.

        Repeated messages are merged.
        """

        def can_replace(self, message: Message) -> bool:
            """Whether ``message``, the next one in the queue, is from the same list and makes this one redundant."""
            return isinstance(message, CursorRows.RowMarked) and message.rows is self.rows

    class RowChosen(RowMessage):
        """Posted when the highlighted row is chosen by Enter or a click."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._hovered: int | None = None

    # To be supplied by a subclass

    @property
    def row_count(self) -> int:
        """The number of rows."""
        raise NotImplementedError

    # Cursor

    def look_of(self, place: int) -> str:
        """Return the component class of the highlighted row, or of the row under the mouse."""
        return MARKED if place == self.highlighted else HOVERED if place == self._hovered else ""

    def moved(self) -> None:
        """Keep the highlighted row in view."""
        self.scroll_to_highlight()

    def validate_highlighted(self, place: int | None) -> int | None:
        """Limit the index to the existing rows."""
        return clamp(place, 0, self.row_count - 1) if self.row_count and place is not None else None

    def watch_highlighted(self, before: int | None, now: int | None) -> None:
        """Repaint the old and the new row, and post :class:`RowMarked`."""
        self.repaint_rows(before, now)
        self.scroll_to_highlight()
        self.post_message(self.RowMarked(self))

    def scroll_to_highlight(self) -> None:
        """Scroll the highlighted row into view, together with its heading if both fit."""
        place, layout = self.highlighted, self._layout_now
        if place is None or not self.is_mounted or place >= len(layout.drawn):
            return
        lines = layout.lines_of(place)
        has_room = len(lines) < self.scrollable_content_region.height
        above = 1 if place in layout.headings and has_room else 0
        self.scroll_to_region(
            Region(0, lines.start - above, self.virtual_size.width, len(lines) + above),
            force=True, animate=False, immediate=True,
        )  # fmt: skip

    def on_show(self) -> None:
        """Scroll the highlighted row into view, because it may have changed while the list was hidden."""
        self.scroll_to_highlight()

    def action_cursor_down(self) -> None:
        """Highlight the next row; after the last one, the first."""
        self._step(1)

    def action_cursor_up(self) -> None:
        """Highlight the previous row; before the first one, the last."""
        self._step(-1)

    def action_first(self) -> None:
        """Highlight the first row."""
        self.highlighted = 0

    def action_last(self) -> None:
        """Highlight the last row."""
        self.highlighted = self.row_count - 1

    def action_page_down(self) -> None:
        """Highlight the row a page below."""
        self._turn_page(1)

    def action_page_up(self) -> None:
        """Highlight the row a page above."""
        self._turn_page(-1)

    def action_select(self) -> None:
        """Choose the highlighted row."""
        if self.highlighted is not None:
            self.post_message(self.RowChosen(self))

    def _step(self, by: int) -> None:
        """Move the cursor by ``by`` rows, wrapping around."""
        place, count = self.highlighted, self.row_count
        if place is None:
            self.highlighted = 0 if by > 0 else count - 1
        else:
            self.highlighted = (place + by) % count

    def _turn_page(self, direction: int) -> None:
        """Move the cursor by the height of the viewport, counted in lines, because rows differ in height."""
        layout, place = self._layout_now, self.highlighted
        if place is None or place >= len(layout.drawn):
            self._step(direction)
            return
        line = layout.lines_of(place).start + direction * self.scrollable_content_region.height
        found = layout.at(clamp(line, 0, layout.height - 1))
        if found is not None:
            row, part = found  # the line of a heading belongs to the row below it
            self.highlighted = row - 1 if part == RowsLayout.HEADING and direction < 0 else row

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Highlight and choose the clicked row."""
        place = self._row_under(event)
        if place is not None:
            self.highlighted = place
            self.action_select()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the row under the mouse."""
        self._hover(self._row_under(event))

    def on_leave(self) -> None:
        """Unmark the row that was under the mouse."""
        self._hover(None)

    def _hover(self, place: int | None) -> None:
        """Mark a row as the one under the mouse."""
        if place != self._hovered:
            self.repaint_rows(self._hovered, place)
            self._hovered = place

    def _row_under(self, event: events.MouseEvent) -> int | None:
        """Return the index of the row under the mouse; None over a heading or below the last row."""
        offset = event.get_content_offset(self)
        found = self._layout_now.at(self.scroll_offset.y + offset.y) if offset is not None else None
        return found[0] if found is not None and found[1] != RowsLayout.HEADING else None
