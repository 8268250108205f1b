"""Rows of any number, of which only those in view are drawn."""

from __future__ import annotations

from typing import ClassVar

from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from session_tui.ui.safe_text import single_line
from session_tui.ui.widgets.lists.row_layout import Drawn, RowsLayout

ROW, HEADING = "rows--row", "rows--heading"
"""The component classes of any row, and of a heading above a row."""

_NOTHING = RowsLayout(Drawn([], lambda place: Content()), {})
_ROWS_KEPT = 512
"""Rows whose strips are cached; more than any viewport shows."""
_WIDTHS_KEPT = 3
"""Widths whose layouts are cached: with a scrollbar, without one, and the previous width."""


class VirtualRows(ScrollView):
    """Scrolls rows of which only those in view are drawn.

    A subclass lays out the rows and may highlight some of them.
    """

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    VirtualRows {
        height: auto;
        max-height: 100%;
        min-width: 8;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        color: $foreground;

        & > .rows--heading { color: $foreground; text-style: bold; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {ROW, HEADING}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._layouts: LRUCache[int, RowsLayout] = LRUCache(_WIDTHS_KEPT)
        self._layout_now = _NOTHING
        self._strips: LRUCache[tuple[int, bool, Style], list[Strip]] = LRUCache(_ROWS_KEPT)

    # To be supplied by a subclass

    def lay_out(self, width: int) -> RowsLayout:
        """Return the rows for ``width`` cells."""
        raise NotImplementedError

    def look_of(self, place: int) -> str:
        """Return the component class of a row that is drawn differently; empty for a normal one."""
        return ""

    def moved(self) -> None:
        """Called when the rows moved, or when more or fewer of them are in view."""

    # Layout

    def rows_changed(self) -> None:
        """Discard the layouts, because the rows were replaced."""
        self._layouts.clear()
        self._layout_now = _NOTHING
        self.refresh(layout=self.styles.auto_dimensions)
        if self.size:
            self._lay_out_for_now()

    def on_resize(self) -> None:
        """Lay out the rows for the new width."""
        if self._lay_out_for_now():
            self.refresh()
        self.moved()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at this width, which a scrollbar reduces if the rows need one.

        A list that is filled before it has a size shows its scrollbar here. Textual would show it only after the first
        paint, and paint the list twice.
        """
        layout = self._layout(width)
        has_bar = layout.height > container.height
        if has_bar:
            width -= self.styles.scrollbar_size_vertical
            layout = self._layout(width)
        if self._layout_now is _NOTHING:
            # set_reactive calls no watcher, so it requests no second layout.
            self.set_reactive(VirtualRows.show_vertical_scrollbar, has_bar)
            self.set_reactive(VirtualRows.virtual_size, Size(width, layout.height))
        return layout.height

    def _layout(self, width: int) -> RowsLayout:
        """Return the layout for a width, from the cache if possible."""
        width = max(width, 1)
        layout = self._layouts.get(width)
        if layout is None:
            layout = self._layouts[width] = self.lay_out(width)
        return layout

    def _lay_out_for_now(self) -> bool:
        """Lay out the rows for the current width; return whether the layout changed."""
        width = self.scrollable_content_region.width
        layout = self._layout(width)
        is_new = layout is not self._layout_now
        if is_new:
            self._layout_now = layout
            # The key of a strip does not contain the width.
            self._strips.clear()
        self.virtual_size = Size(width, layout.height)
        return is_new

    def watch_show_vertical_scrollbar(self, is_shown: bool) -> None:
        """Place a newly shown scrollbar at the current scroll offset."""
        if is_shown:
            self.vertical_scrollbar.position = self.scroll_y

    # Drawing

    def repaint_rows(self, *places: int | None) -> None:
        """Repaint these rows if they are in view."""
        for place in places:
            if place is not None and place < len(self._layout_now.drawn):
                lines = self._layout_now.lines_of(place)
                self.refresh_lines(lines.start, len(lines))

    def notify_style_update(self) -> None:
        """Repaint, because colours may have changed."""
        self.refresh()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines of a region, after telling the layout which rows are in view, on which column widths depend."""
        # A scrollbar that appears or disappears changes the width without a resize event.
        if self._lay_out_for_now():
            self.call_after_refresh(self.moved)
        top, layout = self.scroll_offset.y, self._layout_now
        first, last = layout.at(top), layout.at(min(top + self.size.height, layout.height) - 1)
        if first and last and layout.drawn.come_in_sight(range(first[0], last[0] + 1)):
            # Wider columns change every row, including those drawn before.
            self._strips.clear()
            self.refresh()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Render one line."""
        found = self._layout_now.at(self.scroll_offset.y + y)
        if found is None or self.virtual_size.width <= 0:
            return self._blank()
        place, part = found
        if part == RowsLayout.HEADING:
            return self._strips_of(place, HEADING)[0]
        strips = self._strips_of(place, self.look_of(place))
        return strips[part] if part < len(strips) else self._blank()

    def _blank(self) -> Strip:
        """Return an empty line."""
        style = self.get_visual_style(ROW).rich_style
        return Strip.blank(self.scrollable_content_region.width, style)

    def _strips_of(self, place: int, look: str) -> list[Strip]:
        """Return the strips of a row, or of the heading above it, from the cache if possible."""
        style = self.get_visual_style(ROW, look) if look else self.get_visual_style(ROW)
        # The style is part of the key, so a change of theme needs no clearing.
        key = (place, look == HEADING, style)
        strips = self._strips.get(key)
        if strips is None:
            layout, width = self._layout_now, self.virtual_size.width
            content = single_line(layout.headings[place], width) if key[1] else layout.drawn[place]
            strips = Visual.to_strips(self, content, width, None, style, pad=True)
            self._strips[key] = strips
        return strips
