"""Public names for private parts of `TextArea` and of its wrapped document.

`line_cache.LineCachedArea` uses them to repaint single rows: it needs the start of each row, the stock painting of a
row, and its styles.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import DocumentBase, DocumentNavigator, WrappedDocument


class WrappedLines(WrappedDocument):
    """A wrapped document whose height and rows are read without a walk through the whole document."""

    @property
    def width(self) -> int:
        """The number of cells at which the text wraps; 0 if it does not wrap."""
        return self._width

    @property
    def height(self) -> int:
        """The number of rows of the text."""
        return len(self._offset_to_line_info)

    def get_sections(self, line_index: int) -> list[str]:
        """Return the text of each row of a line."""
        line = self.document.get_line(line_index)
        breaks = self._wrap_offsets[line_index]
        return [line[a:b] for a, b in zip([0, *breaks], [*breaks, len(line)], strict=True)]

    def row(self, y: int) -> tuple[int, int, int, bool] | None:
        """Return the part of the text in row ``y``: line, first column, end column, and whether it ends the line."""
        if y >= len(self._offset_to_line_info):
            return None
        line_index, section = self._offset_to_line_info[y]
        breaks = self._wrap_offsets[line_index]
        start = breaks[section - 1] if section else 0
        if section < len(breaks):
            return line_index, start, breaks[section], False
        return line_index, start, len(self.document.get_line(line_index)), True

    def rows_of(self, first_line: int, last_line: int) -> tuple[int, int]:
        """Return the first and last row of a range of lines. Lines below the text count as its last line."""
        offsets = self._line_index_to_offsets
        return offsets[min(first_line, len(offsets) - 1)][0], offsets[min(last_line, len(offsets) - 1)][-1]


class AreaStyles(NamedTuple):
    """The styles with which all rows of a text area are painted."""

    base: Style | None
    cursor: Style | None
    cursor_line: Style | None
    selection: Style | None


class OpenTextArea(TextArea, inherit_bindings=False):
    """A `TextArea` whose document, row painting and styles a subclass can reach without private names."""

    wrapped_document: WrappedLines

    def make_document(self, text: str) -> DocumentBase:
        """Return a new document with a text. A subclass overrides this."""
        raise NotImplementedError

    def reset_document(self, text: str) -> None:
        """Replace the document by a new one with this text, and move the cursor to its start."""
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
        """Read the styles from the style sheet. The stock widget does this at every repaint."""
        theme = self._theme
        theme.apply_css(self)
        return AreaStyles(theme.base_style, theme.cursor_style, theme.cursor_line_style, theme.selection_style)

    def paint_row(self, y: int) -> Strip:
        """Return one row as the stock widget paints it."""
        return self._render_line(y)

    def _set_document(self, text: str, language: str | None) -> None:
        """Create the document, its wrapped view and its navigator; replaces the stock method."""
        self.document = self.make_document(text)
        self.wrapped_document = WrappedLines(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()
        self.refresh()
