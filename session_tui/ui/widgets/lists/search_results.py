"""The sessions that a search found, each with the line in which it fits."""

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
"""How the sought words stand out."""

_MUTED = "$text-muted"
_INDENT = 2


@dataclass(frozen=True, slots=True)
class SearchResultRow:
    """One session that fits; the text of its excerpt is empty where no words were sought."""

    session: SessionRow
    excerpt: Excerpt


class SearchResultList(FilterableList[SearchResultRow]):
    """Two lines each: which session it is, and where it fits; the first alone where no words were sought.

    Attributes:
        with_client: whether it says whose session each is.
    """

    with_client = True

    class Scrolled(Message):
        """Other rows are in sight."""

    @property
    def farthest(self) -> int:
        """The place of the last row that is in sight, or marked below that."""
        layout = self._layout_now
        last = min(self.scroll_offset.y + self.size.height, layout.height) - 1
        in_sight = layout.at(last)
        return max(in_sight[0] if in_sight else 0, self.highlighted or 0)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Say that other rows are in sight."""
        super().watch_scroll_y(old, new)
        self.post_message(self.Scrolled())

    def key_of(self, row: SearchResultRow) -> str:
        """The session's id."""
        return row.session.id

    def words_of(self, row: SearchResultRow) -> str:
        """All that its lines say."""
        return f"{self._head(row).plain} {row.excerpt.text}"

    def draw(self, rows: Sequence[SearchResultRow], width: int) -> Sequence[Content]:
        """Each line cut to the width, the second around the first of its marks."""
        heights = [2 if row.excerpt.text else 1 for row in rows]
        return Drawn(heights, lambda place: self._two_lines(rows[place], width))

    def _two_lines(self, row: SearchResultRow, width: int) -> Content:
        head = self._head(row).truncate(width, ellipsis=True)
        if not row.excerpt.text:
            return head
        return Content("\n").join([head, _line(row.excerpt, width)])

    def _head(self, row: SearchResultRow) -> Content:
        """``Wed 2 Sep 2026 · ana-k · Follow-up · signed · Since last time``."""
        session = row.session
        parts = [format_full_date(session.started.date())]
        parts += [session.client] if self.with_client else []
        stands = "by mistake" if session.is_withdrawn else "● draft" if session.is_draft else "signed"  # fmt: skip
        where = [stands, row.excerpt.heading] if row.excerpt.heading else [stands]
        return cell(" · ".join([*parts, session.title])) + cell(f" · {' · '.join(where)}", _MUTED)


def _line(excerpt: Excerpt, width: int) -> Content:
    """The excerpt, indented, its marks standing out; letters that are twice as wide leave room for half as many."""
    room = max(width - _INDENT, 1)
    wide = cell(excerpt.text).cell_length
    shown = narrowed(excerpt, room * len(excerpt.text) // wide if wide > room else room)
    line = cell(shown.text)
    for start, end in shown.marks:
        line = line.stylize(MARK, start, end)
    return (Content(" " * _INDENT) + line).truncate(width, ellipsis=True)
