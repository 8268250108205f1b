"""The outline of the sheet: its sections, the current one, and jots to file. It never measures completeness."""

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from session_tui.core.interview.outline import OutlineRow
from session_tui.ui.safe_text import as_content


class Outline(Static):
    """The sections one below the other, or on one line if the screen is narrow."""

    class Chosen(Message):
        """Posted when a section is clicked."""

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
        """Show the sections, the private page, and the number of jots to file."""
        shown = (rows, private, unfiled)
        # Often called without a visible change, as when the cursor moves within a section.
        if shown != (self._rows, self._private, self._unfiled):
            self._rows, self._private, self._unfiled = shown
            self._draw()

    def as_line(self, is_line: bool) -> None:
        """Show the outline on one line, or as a column."""
        if is_line != self._is_line:
            self._is_line = is_line
            self._draw()

    def on_resize(self) -> None:
        """Fit the titles to the new width."""
        self._draw()

    def on_click(self, event: Click) -> None:
        """Choose the section that was clicked."""
        # Two lines are no sections: the rule, and the jots to file. The border is above the first line.
        lines = [*self._rows, None, *([None] if self._unfiled else []), self._private]
        if not self._is_line and 0 <= event.y - 1 < len(lines) and (row := lines[event.y - 1]):
            self.post_message(self.Chosen(row.id))

    def _draw(self) -> None:
        """Redraw the outline."""
        self.update(self._line() if self._is_line else self._column())

    def _column(self) -> Content:
        """Draw a line for each section, the jots to file and the private page."""
        width = max(8, self.content_size.width)
        lines = [_column_line(row, width) for row in self._rows]
        lines.append(Content("─" * width).stylize("dim"))
        if self._unfiled:
            lines.append(Content(_jots(self._unfiled)))
        if self._private:
            lines.append(_column_line(self._private, width))
        return Content("\n").join(lines)

    def _line(self) -> Content:
        """Draw one line; if it is too long, only the current section shows its title."""
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
    """Format the number of jots to file."""
    return f"{count} {'jot' if count == 1 else 'jots'} to file"


def _short(row: OutlineRow) -> Content:
    """Return a section's sign and title."""
    return _styled(row, as_content(f"{row.glyph} {row.title}"))


def _column_line(row: OutlineRow, width: int) -> Content:
    """Return a section's sign, title and number of answers, fitted to ``width`` cells."""
    count = str(row.answered) if row.answered else ""
    title = as_content(f"{row.glyph} {row.title}").truncate(width - len(count) - 1, ellipsis=True)
    gap = width - title.cell_length - len(count)
    return _styled(row, title + Content(" " * max(1, gap) + count))


def _styled(row: OutlineRow, content: Content) -> Content:
    """Style a section: bold if it is current, dim if it has no answers."""
    return content.stylize("bold" if row.is_current else "" if row.answered else "dim")
