"""The outline of the sheet: sections, where we are, what waits to be filed. Never a measure of completeness."""

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from session_tui.core.interview.outline import OutlineRow
from session_tui.ui.safe_text import as_content


class Outline(Static):
    """The sections beneath each other, or in one line where the screen is narrow."""

    class Chosen(Message):
        """A line was clicked."""

        def __init__(self, section: str) -> None:
            self.section = section
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="outline", classes="pane", markup=False)
        self.border_title = "Guide"
        self._rows: tuple[OutlineRow, ...] = ()
        self._private: OutlineRow | None = None
        self._unfiled = 0
        self._is_line = False

    def show(self, rows: tuple[OutlineRow, ...], *, private: OutlineRow | None, unfiled: int) -> None:
        """Show the sections, the private page and how many jots wait to be filed."""
        shown = (rows, private, unfiled)
        if shown != (self._rows, self._private, self._unfiled):
            self._rows, self._private, self._unfiled = shown
            self._draw()

    def as_line(self, is_line: bool) -> None:
        """In one line, or beneath each other."""
        if is_line != self._is_line:
            self._is_line = is_line
            self._draw()

    def on_resize(self) -> None:
        """The titles are cut to the room there is."""
        self._draw()

    def on_click(self, event: Click) -> None:
        """A click on a section goes there."""
        lines = [*self._rows, None, *([None] if self._unfiled else []), self._private]
        if not self._is_line and 0 <= event.y - 1 < len(lines) and (row := lines[event.y - 1]):
            self.post_message(self.Chosen(row.id))

    def _draw(self) -> None:
        self.update(self._line() if self._is_line else self._column())

    def _column(self) -> Content:
        width = max(8, self.content_size.width)
        lines = [_column_line(row, width) for row in self._rows]
        lines.append(Content("─" * width).stylize("dim"))
        if self._unfiled:
            lines.append(Content(_jots(self._unfiled)))
        if self._private:
            lines.append(_column_line(self._private, width))
        return Content("\n").join(lines)

    def _line(self) -> Content:
        """One line; only the section we are in is spelled out when the room is short."""
        rows = [
            *self._rows,
            *([self._private] if self._private and self._private.is_current else []),
        ]
        jots = f"   {_jots(self._unfiled)}" if self._unfiled else ""
        full = [_short(row) for row in rows]
        line = Content("  ").join(full) + Content(jots)
        if line.cell_length > max(8, self.content_size.width):
            brief = [_short(row) if row.is_current else Content(row.glyph) for row in rows]
            line = Content(" ").join(brief) + Content(jots)
        return line


def _jots(count: int) -> str:
    return f"{count} {'jot' if count == 1 else 'jots'} to file"


def _short(row: OutlineRow) -> Content:
    return _styled(row, as_content(f"{row.glyph} {row.title}"))


def _column_line(row: OutlineRow, width: int) -> Content:
    count = str(row.answered) if row.answered else ""
    title = as_content(f"{row.glyph} {row.title}").truncate(width - len(count) - 1, ellipsis=True)
    gap = width - title.cell_length - len(count)
    return _styled(row, title + Content(" " * max(1, gap) + count))


def _styled(row: OutlineRow, content: Content) -> Content:
    return content.stylize("bold" if row.is_current else "" if row.answered else "dim")
