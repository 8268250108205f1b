"""A TextArea that repaints only the rows whose appearance has changed.

The stock widget repaints all of itself and joins the whole document for every key. Here each visible row has a key of
all that decides how it looks. After an edit or a move of the cursor only rows whose key has changed are painted again,
by the stock widget's own code, so that they are the same cell for cell.

The private parts of Textual that this needs are named in `session_tui.ui.textual_patches.text_area`. In addition,
``selection`` is a ``reactive`` with ``repaint=False``: its watcher alone decides what is painted.

``tests/ui/widgets/editor/test_line_cache.py`` compares the rows with the stock widget's.
"""

import re
from collections.abc import Hashable

from rich.text import Text
from textual.cache import LRUCache
from textual.dom import NoScreen
from textual.errors import NoWidget
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from session_tui.ui.textual_patches.text_area import OpenTextArea
from session_tui.ui.widgets.editor.exact_document import ExactDocument

CLIENT_WORDS = "row-cache--client-words"
"""The component class of lines that begin with ``>``."""

# CommonMark allows up to three spaces before ``>``; four make an indented code block.
_CLIENT_LINE = re.compile(" {0,3}>")
_STRIPS_KEPT = 1024


class LineCachedArea(OpenTextArea, inherit_bindings=False):
    """A TextArea without syntax, line numbers, suggestions or bracket matching, that repaints by the row."""

    document: ExactDocument

    COMPONENT_CLASSES = {CLIENT_WORDS}

    selection = reactive(Selection(), init=False, always_update=True, repaint=False)

    def __init__(
        self,
        text: str = "",
        *,
        soft_wrap: bool = True,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        # Before super().__init__, which sets the text and so calls the methods that read these.
        self._painted: dict[int, Hashable] = {}
        self._strips: LRUCache[Hashable, Strip] = LRUCache(_STRIPS_KEPT)
        self._look: tuple[Hashable, ...] = ()
        self._is_look_stale = True
        super().__init__(text, soft_wrap=soft_wrap, id=id, classes=classes, highlight_cursor_line=False)
        self.set_reactive(TextArea.cursor_blink, False)

    def make_document(self, text: str) -> ExactDocument:
        """Return an exact document with the text."""
        return ExactDocument(text)

    @property
    def wrap_width(self) -> int:
        """The number of cells at which the text wraps; 0 if it does not wrap.

        In a window without room for text, the last width stays. The stock widget unwraps the text then, which removes
        the scrollbar, which makes room, so that it wraps and the scrollbar returns, in an endless loop.
        """
        room = self.scrollable_content_region.width - 1
        if not self.soft_wrap:
            return 0
        return max(room, 1) if room >= 0 else self.wrapped_document.width

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """Return None: prose needs no bracket matching, and a search would walk the whole text."""
        return None

    # Deciding what to repaint

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, and repaint the rows that this changes."""
        was_empty = self.is_empty
        result = super().edit(edit)
        # The placeholder appears or disappears, and it may have several rows.
        if was_empty or self.is_empty:
            self.refresh()
        else:
            self._repaint_lines(edit.top[0], result.end_location[0])
        self.scroll_cursor_visible()
        return result

    def undo(self) -> None:
        """Undo the last step and repaint everything."""
        super().undo()
        self.refresh()
        self.scroll_cursor_visible()

    def redo(self) -> None:
        """Redo the last undone step and repaint everything."""
        super().redo()
        self.refresh()
        self.scroll_cursor_visible()

    def watch_selection(self, before: Selection, now: Selection) -> None:
        """Repaint the rows of the old and the new cursor or selection."""
        if before.is_empty and now.is_empty:
            for line in {before.end[0], now.end[0]}:
                self._repaint_lines(line, line)
        else:
            rows = [row for row, _ in (*before, *now)]
            self._repaint_lines(min(rows), max(rows))

    @property
    def is_empty(self) -> bool:
        """Whether the text is empty."""
        return self.document.line_count == 1 and not self.document.get_line(0)

    def _repaint_lines(self, first: int, last: int) -> None:
        """Repaint those rows of a range of lines whose key has changed, and all that are out of sight."""
        top, bottom = self.wrapped_document.rows_of(first, last)
        scroll_y, sight, frame = self.scroll_offset.y, self._rows_in_sight(), self._frame()
        start, stop = max(top - scroll_y, 0), min(bottom - scroll_y + 1, self.size.height)
        marked = [(start, min(sight.start, stop)), (max(sight.stop, start), stop)]
        for y in range(max(start, sight.start), min(stop, sight.stop)):
            if self._painted.get(y) != self._row_key(y, frame):
                marked.append((y, y + 1))
        width = max(self.virtual_size.width, self.size.width)
        regions = [Region(0, a, width, b - a) for a, b in marked if a < b]
        if regions:
            self.refresh(*regions)

    def _rows_in_sight(self) -> range:
        """Return the rows of this widget that are visible; none if it is not on a screen."""
        try:
            shown = self.screen.find_widget(self).visible_region
        except (NoScreen, NoWidget):
            return range(0)
        top = self.content_region.y
        return range(max(shown.y - top, 0), max(shown.bottom - top, 0))

    # Painting

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> "LineCachedArea":
        """Request a repaint. Without regions, the styles are read again too."""
        if repaint and not regions:
            self._is_look_stale = True
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Read the styles again before the next paint."""
        self._is_look_stale = True
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a region, with borders; blank rows if the widget was removed, which Textual may still
        paint.
        """
        if self.parent is None:
            return [Strip.blank(crop.width)] * crop.height
        if self._is_look_stale or not self.are_styles_read:
            self._look = self._read_look()
            self._is_look_stale = False
        # Skips TextArea.render_lines, which reads the styles at every repaint.
        return super(TextArea, self).render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return one row, from the cache if it was painted before."""
        self._painted[y] = key = self._row_key(y, self._frame())
        # Not cached: the row key does not contain the placeholder.
        if self.is_empty and self.placeholder:
            return super().render_line(y)
        cache_key = (key, self._look)
        strip = self._strips.get(cache_key)
        if strip is None:
            strip = self._strips[cache_key] = self.paint_row(y)
        return strip

    def get_line(self, line_index: int) -> Text:
        """Return a line as shown, with the client's own words (``>``) highlighted."""
        line = super().get_line(line_index)
        if _CLIENT_LINE.match(line.plain):
            line.stylize(self.get_component_rich_style(CLIENT_WORDS, partial=True))
        return line

    def _read_look(self) -> tuple[Hashable, ...]:
        """Return all styles with which rows are painted."""
        return (*self.read_styles(), self.get_component_rich_style(CLIENT_WORDS, partial=True))

    def _frame(self) -> tuple[int, int, int]:
        """Return the part of the key that all rows share: width, horizontal scroll offset and width of the text."""
        return (self.scrollable_content_region.width, self.scroll_offset.x, self.virtual_size.width)

    def _row_key(self, y: int, frame: tuple[int, int, int]) -> Hashable:
        """Return everything that decides how a row looks, except the styles."""
        row = self.wrapped_document.row(y + self.scroll_offset.y)
        if row is None:
            return frame
        line_index, start, end, is_last = row
        line = self.document.get_line(line_index)
        tabs = tuple(self.wrapped_document.get_tab_widths(line_index)) if "\t" in line else ()
        is_client = _CLIENT_LINE.match(line) is not None
        return (
            frame,
            line[start:end],
            is_last,
            is_client,
            tabs,
            # The width of a tab depends on its column in the line, so equal text may look different.
            start if tabs else 0,
            *self._marks(line_index, start, end, is_last),
        )

    def _marks(self, line_index: int, start: int, end: int, is_last: bool) -> tuple[Hashable, ...]:
        """Return the cursor, the line highlight and the selection in a row, as columns of the row."""
        (cursor_line, cursor_column), selection = self.selection.end, self.selection
        is_here = line_index == cursor_line
        cursor = (
            cursor_column - start
            if is_here and self.is_cursor_drawn and start <= cursor_column < end + is_last
            else None
        )
        marked = None
        if not selection.is_empty:
            (top_line, top), (bottom_line, bottom) = sorted(selection)
            if top_line <= line_index <= bottom_line:
                first = max(top if line_index == top_line else 0, start)
                last = min(bottom if line_index == bottom_line else end, end)
                marked = (first - start, last - start)
        return (cursor, is_here and (marked is not None or self.highlight_cursor_line), marked)
