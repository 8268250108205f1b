"""Rows beneath each other, drawn where they are in sight and nowhere else."""

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
"""The component classes of any row, and of what stands above some."""

_NOTHING = RowsLayout(Drawn([], lambda place: Content()), {})
_ROWS_KEPT = 512
"""Rows whose picture is kept; more than any window holds."""
_WIDTHS_KEPT = 3
"""Widths for which the rows stay laid out: with a scrollbar, without, and the one before."""


class VirtualRows(ScrollView):
    """What is out of sight costs nothing. A subclass says how the rows are laid out, and which of them look different."""

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

    # What a subclass says

    def lay_out(self, width: int) -> RowsLayout:
        """The rows for a width in cells."""
        raise NotImplementedError

    def look_of(self, place: int) -> str:
        """A component class for a row that looks different; empty for one that looks like any."""
        return ""

    def moved(self) -> None:
        """The rows stand elsewhere, or more or fewer of them are in sight."""

    # Laying out

    def rows_changed(self) -> None:
        """The rows are others: whatever was known of the old ones is forgotten."""
        self._layouts.clear()
        self._layout_now = _NOTHING
        self.refresh(layout=self.styles.auto_dimensions)
        if self.size:
            self._lay_out_for_now()

    def on_resize(self) -> None:
        """Lay out for the new width."""
        if self._lay_out_for_now():
            self.refresh()
        self.moved()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the rows take in this width; beside a scrollbar where they need one.

        Rows that came before there was room have their scrollbar at once. Textual shows it after the first picture,
        and the list would be painted twice.
        """
        layout = self._layout(width)
        has_bar = layout.height > container.height
        if has_bar:
            width -= self.styles.scrollbar_size_vertical
            layout = self._layout(width)
        if self._layout_now is _NOTHING:
            self.set_reactive(VirtualRows.show_vertical_scrollbar, has_bar)
            self.set_reactive(VirtualRows.virtual_size, Size(width, layout.height))
        return layout.height

    def _layout(self, width: int) -> RowsLayout:
        width = max(width, 1)
        layout = self._layouts.get(width)
        if layout is None:
            layout = self._layouts[width] = self.lay_out(width)
        return layout

    def _lay_out_for_now(self) -> bool:
        """Lay out for the width there is; was that to be done?"""
        width = self.scrollable_content_region.width
        layout = self._layout(width)
        is_new = layout is not self._layout_now
        if is_new:
            self._layout_now = layout
            self._strips.clear()
        self.virtual_size = Size(width, layout.height)
        return is_new

    def watch_show_vertical_scrollbar(self, is_shown: bool) -> None:
        """A scrollbar that comes after one has scrolled stands where one is."""
        if is_shown:
            self.vertical_scrollbar.position = self.scroll_y

    # Drawing

    def repaint_rows(self, *places: int | None) -> None:
        """Draw these rows anew, where they are in sight."""
        for place in places:
            if place is not None and place < len(self._layout_now.drawn):
                lines = self._layout_now.lines_of(place)
                self.refresh_lines(lines.start, len(lines))

    def notify_style_update(self) -> None:
        """Colours may be others."""
        self.refresh()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region; what is in sight decides how wide columns are, so it is told first.

        The width may be another one than a moment ago: a scrollbar that comes or goes is told to nobody.
        """
        if self._lay_out_for_now():
            self.call_after_refresh(self.moved)
        top, layout = self.scroll_offset.y, self._layout_now
        first, last = layout.at(top), layout.at(min(top + self.size.height, layout.height) - 1)
        if first and last and layout.drawn.come_in_sight(range(first[0], last[0] + 1)):
            self._strips.clear()
            self.refresh()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line."""
        found = self._layout_now.at(self.scroll_offset.y + y)
        if found is None or self.virtual_size.width <= 0:
            return self._blank()
        place, part = found
        if part == RowsLayout.HEADING:
            return self._strips_of(place, HEADING)[0]
        strips = self._strips_of(place, self.look_of(place))
        return strips[part] if part < len(strips) else self._blank()

    def _blank(self) -> Strip:
        style = self.get_visual_style(ROW).rich_style
        return Strip.blank(self.scrollable_content_region.width, style)

    def _strips_of(self, place: int, look: str) -> list[Strip]:
        """A row, or the heading above it, from the cache where it was drawn before."""
        style = self.get_visual_style(ROW, look) if look else self.get_visual_style(ROW)
        key = (place, look == HEADING, style)
        strips = self._strips.get(key)
        if strips is None:
            layout, width = self._layout_now, self.virtual_size.width
            content = single_line(layout.headings[place], width) if key[1] else layout.drawn[place]
            strips = Visual.to_strips(self, content, width, None, style, pad=True)
            self._strips[key] = strips
        return strips
