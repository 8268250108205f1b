r"""The document of a text editor: keeps every character, and only ``\n`` ends a line.

Textual's own document splits with ``str.splitlines()``, which also breaks at U+2028, U+2029, U+0085, vertical tabs,
form feeds and the C0 separators, and so loses them. This one keeps each line twice: as it was written, and as it is
shown, with a visible sign of one cell for every control character. Both have the same length, so columns are equal in
both.
"""

import re
from typing import Literal, overload

from rich.cells import cell_len
from textual.geometry import Size
from textual.widgets.text_area import DocumentBase, EditResult, Location

from session_tui.ui.safe_text import printable

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
# CR LF is a single line ending; a lone CR is an old Mac line ending.
_LINE_END = re.compile("\r\n?")


def storable_text(text: str) -> str:
    r"""Return the text with ``\n`` as line ending, and U+FFFD for NUL and lone surrogates, which no file can hold."""
    # The tests before both substitutions spare plain text a regular expression for each key.
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    if "\x00" in text or not text.isascii():
        text = _UNWRITABLE.sub("\ufffd", text)
    return text


def shown_line(line: str) -> str:
    """Return the line with a visible sign for each control character. Its length does not change."""
    return line if line.isprintable() else printable(line)


class ExactDocument(DocumentBase):
    r"""A document of lines that end with ``\n`` and nothing else.

    ``lines``, ``get_line`` and indexing return lines as shown; ``text``, ``get_text_range`` and the replaced text of an
    edit are as written.
    """

    def __init__(self, text: str) -> None:
        self._written = storable_text(text).split("\n")
        self._shown = [shown_line(line) for line in self._written]

    @property
    def text(self) -> str:
        """The text as written."""
        return "\n".join(self._written)

    @property
    def newline(self) -> Literal["\n"]:
        """The line ending."""
        return "\n"

    @property
    def length(self) -> int:
        """The number of characters as written, with newlines."""
        return sum(map(len, self._written)) + len(self._written) - 1

    @property
    def lines(self) -> list[str]:
        """The lines as shown."""
        return self._shown

    @property
    def line_count(self) -> int:
        """The number of lines; an empty document has one."""
        return len(self._shown)

    @property
    def start(self) -> Location:
        """The location before the first character."""
        return (0, 0)

    @property
    def end(self) -> Location:
        """The location after the last character."""
        return (len(self._shown) - 1, len(self._shown[-1]))

    def get_line(self, index: int) -> str:
        """One line as it is shown."""
        return self._shown[index]

    def get_size(self, indent_width: int) -> Size:
        """The room that the unwrapped text takes, in cells."""
        widest = max(cell_len(line.expandtabs(indent_width)) for line in self._shown)
        return Size(widest, len(self._shown))

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replace the text between two locations, in either order."""
        (top_row, top_column), (bottom_row, bottom_column) = sorted((start, end))
        replaced = self.get_text_range(start, end)
        before = self._part(top_row)[:top_column]
        after = self._part(bottom_row)[bottom_column:]
        written = (before + storable_text(text)).split("\n")
        end_location = (top_row + len(written) - 1, len(written[-1]))
        written[-1] += after
        self._written[top_row : bottom_row + 1] = written
        self._shown[top_row : bottom_row + 1] = [shown_line(line) for line in written]
        return EditResult(end_location, replaced)

    def get_text_range(self, start: Location, end: Location) -> str:
        """Return the text as written between two locations, in either order."""
        (top_row, top_column), (bottom_row, bottom_column) = sorted((start, end))
        if top_row == bottom_row:
            return self._part(top_row)[top_column:bottom_column]
        first = self._part(top_row)[top_column:]
        last = [self._written[bottom_row][:bottom_column]] if bottom_row < self.line_count else []
        return "\n".join([first, *self._written[top_row + 1 : bottom_row], *last])

    def _part(self, row: int) -> str:
        """Return the line at a row as written; an empty string below the last line."""
        return self._written[row] if row < len(self._written) else ""

    @overload
    def __getitem__(self, line_index: int) -> str: ...

    @overload
    def __getitem__(self, line_index: slice) -> list[str]: ...

    def __getitem__(self, line_index: int | slice) -> str | list[str]:
        """Return one line or several, as shown."""
        return self._shown[line_index]
