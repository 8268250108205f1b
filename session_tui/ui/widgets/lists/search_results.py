"""The sessions found by a search, each with the matching passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from session_tui.core.search.matches import Excerpt, narrowed
from session_tui.markdown.note.dates import format_full_date
from session_tui.ui.widgets.lists.filterable_list import FilterableList, cell
from session_tui.ui.widgets.lists.row_layout import Drawn
from session_tui.ui.widgets.lists.session_list import SessionRow

MARK = "bold underline"
"""Style of the words that were searched for."""

_MUTED = "$text-muted"
_INDENT = 2


@dataclass(frozen=True, slots=True)
class SearchResultRow:
    """One matching session; the excerpt's text is empty if no words were searched for."""

    session: SessionRow
    excerpt: Excerpt


class SearchResultList(FilterableList[SearchResultRow]):
    """Two lines for each result: the session, and the matching passage if words were searched for.

    Attributes:
        with_client: whether to show the client of each session.
    """

    with_client = True

    class Scrolled(Message):
        """Posted when other rows come into view."""

    @property
    def farthest(self) -> int:
        """Index of the last row in view, or of the highlighted row if that is further down."""
        layout = self._layout_now
        last = min(self.scroll_offset.y + self.size.height, layout.height) - 1
        in_sight = layout.at(last)
        return max(in_sight[0] if in_sight else 0, self.highlighted or 0)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Post :class:`Scrolled`."""
        super().watch_scroll_y(old, new)
        self.post_message(self.Scrolled())

    def key_of(self, row: SearchResultRow) -> str:
        """Return the session's id."""
        return row.session.id

    def words_of(self, row: SearchResultRow) -> str:
        """Return the text of both lines."""
        return f"{self._head(row).plain} {row.excerpt.text}"

    def draw(self, rows: Sequence[SearchResultRow], width: int) -> Sequence[Content]:
        """Draw both lines, cut to the width; the second is cut around its first match."""
        heights = [2 if row.excerpt.text else 1 for row in rows]
        return Drawn(heights, lambda place: self._two_lines(rows[place], width))

    def _two_lines(self, row: SearchResultRow, width: int) -> Content:
        """Draw the lines of one result."""
        head = self._head(row).truncate(width, ellipsis=True)
        if not row.excerpt.text:
            return head
        return Content("\n").join([head, _line(row.excerpt, width)])

    def _head(self, row: SearchResultRow) -> Content:
        """Return the first line: ``Wed 2 Sep 2026 · ana-k · Follow-up · signed · Since last time``."""
        session = row.session
        parts = [format_full_date(session.started.date())]
        parts += [session.client] if self.with_client else []
        stands = "in error" if session.is_withdrawn else "● draft" if session.is_draft else "signed"  # fmt: skip
        where = [stands, row.excerpt.heading] if row.excerpt.heading else [stands]
        return cell(" · ".join([*parts, session.title])) + cell(f" · {' · '.join(where)}", _MUTED)


def _line(excerpt: Excerpt, width: int) -> Content:
    """Return the excerpt, indented, with its matches highlighted.

    The excerpt is cut by characters, so its room is reduced by the share of double-width characters.
    """
    room = max(width - _INDENT, 1)
    wide = cell(excerpt.text).cell_length
    shown = narrowed(excerpt, room * len(excerpt.text) // wide if wide > room else room)
    line = cell(shown.text)
    for start, end in shown.marks:
        line = line.stylize(MARK, start, end)
    return (Content(" " * _INDENT) + line).truncate(width, ellipsis=True)
