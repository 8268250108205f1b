"""The inside of `TextArea` and of its wrapped document, behind names of our own.

`line_cache.LineCachedArea` builds on these: it repaints single rows, for which it asks where each row begins, how the
stock widget paints one row, and which styles it uses.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import DocumentBase, DocumentNavigator, WrappedDocument


class WrappedLines(WrappedDocument):
    """The wrapped view, with the two questions asked at every key answered without walking the document."""

    @property
    def width(self) -> int:
        """The cells that the text is wrapped to; 0 where it is not."""
        return self._width

    @property
    def height(self) -> int:
        """How many rows the text takes."""
        return len(self._offset_to_line_info)

    def get_sections(self, line_index: int) -> list[str]:
        """The line's rows, as text."""
        line = self.document.get_line(line_index)
        breaks = self._wrap_offsets[line_index]
        return [line[a:b] for a, b in zip([0, *breaks], [*breaks, len(line)], strict=True)]

    def row(self, y: int) -> tuple[int, int, int, bool] | None:
        """What stands in row y: line index, first column, column behind the last one, is it the line's last row."""
        if y >= len(self._offset_to_line_info):
            return None
        line_index, section = self._offset_to_line_info[y]
        breaks = self._wrap_offsets[line_index]
        start = breaks[section - 1] if section else 0
        if section < len(breaks):
            return line_index, start, breaks[section], False
        return line_index, start, len(self.document.get_line(line_index)), True

    def rows_of(self, first_line: int, last_line: int) -> tuple[int, int]:
        """The first and last row of a range of lines; lines below the text count as its last."""
        offsets = self._line_index_to_offsets
        return offsets[min(first_line, len(offsets) - 1)][0], offsets[min(last_line, len(offsets) - 1)][-1]


class AreaStyles(NamedTuple):
    """The styles that every row of a text area is painted with."""

    base: Style | None
    cursor: Style | None
    cursor_line: Style | None
    selection: Style | None


class OpenTextArea(TextArea, inherit_bindings=False):
    """A `TextArea` whose document, row painting and styles a subclass can reach without private names."""

    wrapped_document: WrappedLines

    def make_document(self, text: str) -> DocumentBase:
        """Return the document that is to hold a text; a subclass overrides this."""
        raise NotImplementedError

    def reset_document(self, text: str) -> None:
        """Replace the document by a new one that holds the text, with the cursor at its start."""
        self._set_document(text, None)

    @property
    def is_cursor_drawn(self) -> bool:
        """Whether the cursor is painted now."""
        return self._draw_cursor

    @property
    def are_styles_read(self) -> bool:
        """Whether `read_styles` was called since the theme was set."""
        return self._theme.cursor_style is not None

    def read_styles(self) -> AreaStyles:
        """Read the styles from the style sheet; the stock widget does so at every repaint."""
        theme = self._theme
        theme.apply_css(self)
        return AreaStyles(theme.base_style, theme.cursor_style, theme.cursor_line_style, theme.selection_style)

    def paint_row(self, y: int) -> Strip:
        """One row, painted by the stock widget's own code."""
        return self._render_line(y)

    def _set_document(self, text: str, language: str | None) -> None:
        self.document = self.make_document(text)
        self.wrapped_document = WrappedLines(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()
        self.refresh()
