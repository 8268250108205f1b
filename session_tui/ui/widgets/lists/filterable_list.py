"""Lists that fit their width, keep the cursor when they are refilled, and can be filtered by typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual.content import Content

from session_tui.core.base.text import fold_case
from session_tui.ui.widgets.lists.cursor_rows import CursorRows
from session_tui.ui.widgets.lists.row_layout import (
    Cell,
    Drawn,
    RowsLayout,
    content_of,
    ready_rows,
)

Row = TypeVar("Row")

GAP = 2
"""Cells between two columns."""

AHEAD = 512
"""Rows that are measured together, so that column widths stay the same while moving among them."""


class FilterableList(CursorRows, Generic[Row]):
    """A list over values of type ``Row``. A subclass says how each is identified, matched and drawn."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._all: Sequence[Row] = ()
        self._shown: Sequence[Row] = ()
        self._texts: list[str] = []
        self._words: list[str] = []
        self._found: list[int] | None = None

    # To be supplied by a subclass

    def key_of(self, row: Row) -> str:
        """Return the key of a row, by which the cursor finds it again."""
        raise NotImplementedError

    def words_of(self, row: Row) -> str:
        """Return the text that the filter searches."""
        raise NotImplementedError

    def draw(self, rows: Sequence[Row], width: int) -> Sequence[Content]:
        """Return the rows for ``width`` cells; long lists return :class:`Drawn`, which draws only rows in view."""
        raise NotImplementedError

    def heading_of(self, row: Row) -> str:
        """Return the heading of the group that a row belongs to; empty for none."""
        return ""

    def place_of(self, key: str) -> int | None:
        """Return the index of the row with this key.

        This reads all rows: a list whose rows are fetched on demand should override it.
        """
        return next((n for n, row in enumerate(self._shown) if self.key_of(row) == key), None)

    # Used by screens

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that are shown."""
        return self._shown

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        place = self.highlighted
        return self._shown[place] if place is not None else None

    def fill(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the cursor stays with its row, or at its index if the row is gone.

        Rows may be fetched on demand: until the list is filtered, only rows in view are read, unless ``draw`` reads
        more.
        """
        self._all, self._texts, self._found = rows, [], None
        self._find(self._words)
        self._show_matches()

    def narrow(self, typed: str) -> None:
        """Show only the rows that contain every typed word."""
        self._find(fold_case(typed).split())
        self._show_matches()

    def go_to(self, key: str) -> None:
        """Move the cursor to the row with this key, if it is shown."""
        place = self.place_of(key)
        if place is not None:
            self.highlighted = place

    # Used by the base class

    @property
    def row_count(self) -> int:
        """The number of rows that are shown."""
        return len(self._shown)

    def lay_out(self, width: int) -> RowsLayout:
        """Lay out the rows, with a heading above the first of each group."""
        drawn = self.draw(self._shown, width)
        return RowsLayout(drawn if isinstance(drawn, Drawn) else ready_rows(drawn, width), self._headings())

    def _headings(self) -> dict[int, str]:
        """Return the headings by the index of the row below them."""
        headings: dict[int, str] = {}
        # Lists without headings must not read their rows here: they may be fetched on demand.
        if type(self).heading_of is not FilterableList.heading_of:
            last = ""
            for place, row in enumerate(self._shown):
                heading = self.heading_of(row)
                if heading and heading != last:
                    headings[place] = heading
                last = heading
        return headings

    def _find(self, words: list[str]) -> None:
        """Find the rows that contain all words; only among the previous matches if the search became narrower."""
        # If every old word is part of a new one, the new matches are among the old ones.
        is_longer = all(any(old in word for word in words) for old in self._words)
        among: Sequence[int] = range(len(self._all))
        if is_longer and self._found is not None:
            among = self._found
        self._words, self._found = words, None
        if words:
            self._texts = self._texts or [fold_case(self.words_of(row)) for row in self._all]
            for word in words:
                among = [place for place in among if word in self._texts[place]]
            self._found = list(among)

    def _show_matches(self) -> None:
        """Show the matching rows, keeping the cursor with its row."""
        old, before = self.current, self.highlighted or 0
        found = self._found
        self._shown = self._all if found is None else [self._all[place] for place in found]
        # Skip the watcher, which would repaint and scroll by the layout of the old rows.
        self.set_reactive(FilterableList.highlighted, self._new_cursor(old, before))
        self.rows_changed()
        self.scroll_to_highlight()
        self.post_message(self.RowMarked(self))

    def _new_cursor(self, old: Row | None, before: int) -> int | None:
        """Return the new index of the cursor: that of its row, else the old index."""
        if not self._shown:
            return None
        before = min(before, len(self._shown) - 1)
        if old is None:
            return before
        key = self.key_of(old)
        if self.key_of(self._shown[before]) == key:  # usual, and cheaper than place_of, which reads all rows
            return before
        place = self.place_of(key)
        return before if place is None else place


class Columns(Drawn):
    """Rows of cells in columns as wide as their widest cell; one column shrinks or takes the space that is left.

    If the flexible column would have less than eight cells, columns are left out from the right. Rows are measured when
    they come into view, :data:`AHEAD` at a time, and a column never becomes narrower again.

    Args:
        rows: the cells of each row.
        width: the total width in cells.
        grow: index of the flexible column.
    """

    def __init__(self, rows: Sequence[Sequence[Cell | Content]], width: int, *, grow: int = 0) -> None:
        super().__init__([1] * len(rows), self._draw)
        self._rows = rows
        self._width = width
        self._grow = grow
        self._measured: set[int] = set()
        self._widest: list[int] = []
        self._shown: list[int] = []
        self._widths: list[int] = []

    def come_in_sight(self, places: range) -> bool:
        """Measure these rows; return whether a column became wider."""
        parts = range(places.start // AHEAD, (places.stop - 1) // AHEAD + 1)
        news = [part for part in parts if part not in self._measured]
        if not news:
            return False
        before = self._widest
        for part in news:
            self._measured.add(part)
            for row in self._rows[part * AHEAD : (part + 1) * AHEAD]:
                lengths = [cell.cell_length for cell in row]
                self._widest = [*map(max, lengths, self._widest or lengths)]
        self._fit_columns()
        return bool(before) and before != self._widest

    def _fit_columns(self) -> None:
        """Decide which columns are shown, and their widths."""
        grow, widths = self._grow, list(self._widest)
        shown = [n for n, wide in enumerate(widths) if wide or n == grow]
        while len(shown) > 1 and _other_cells(shown, widths, grow) + 8 > self._width:
            shown.remove(next(n for n in reversed(shown) if n != grow))
        room = max(1, self._width - _other_cells(shown, widths, grow))
        widths[grow] = min(widths[grow], room) if grow == shown[-1] else room
        self._shown, self._widths = shown, widths

    def _draw(self, place: int) -> Content:
        """Draw one row."""
        self.come_in_sight(range(place, place + 1))  # the guide list draws rows without announcing them
        row = self._rows[place]
        return Content(" " * GAP).join([_cell(content_of(row[n]), self._widths[n]) for n in self._shown])


ROOMY = 60
"""Width in cells from which a row's facts are placed next to its words."""


def beside_or_beneath(rows: Sequence[Sequence[Cell]], width: int) -> Sequence[Content]:
    """Draw rows that start with a person's words, which are wrapped but never cut.

    The facts are placed next to the words; in a narrow list, on a line below.
    """
    widths = [max(fact.cell_length for fact in facts) for facts in list(zip(*rows, strict=True))[1:]]
    shown = [n for n, wide in enumerate(widths) if wide]
    room = width - sum(widths[n] + GAP for n in shown)
    if width < ROOMY or room < width // 2:
        tall = [_lines(words, width) + any(each.text for each in facts) for words, *facts in rows]
        return Drawn(tall, lambda place: _beneath(rows[place], width))

    def draw(place: int) -> Content:
        words, *facts = (each.content for each in rows[place])
        return _beside(words, [_cell(facts[n], widths[n]) for n in shown], room)

    return Drawn([_lines(words, room) for words, *_ in rows], draw)


def _beside(words: Content, facts: Sequence[Content], room: int) -> Content:
    """Wrap the words in their column, with the facts next to the first row."""
    first, *rest = words.wrap(room) or [Content("")]
    return Content("\n").join([Content(" " * GAP).join([_cell(first, room), *facts]), *rest])


def hanging(line: Content, width: int, *, first: int, rest: int) -> Content:
    """Wrap a line to ``width`` cells, indenting its first row by ``first`` and the others by ``rest`` cells."""
    head = line.wrap(max(width - first, 1))[0]
    end = len(head.plain.rstrip())
    # Skip the spaces at which the first row was broken.
    end += len(line.plain[end:]) - len(line.plain[end:].lstrip())
    rows = line[end:].wrap(max(width - rest, 1)) if end < len(line) else []
    leads = [" " * first, *[" " * rest] * len(rows)]
    return Content("\n").join([Content(lead) + row for lead, row in zip(leads, [head, *rows], strict=True)])


def _lines(words: Cell, width: int) -> int:
    """Return how many lines the words take."""
    return 1 if words.cell_length <= width else len(words.content.wrap(max(width, 1)))


def _beneath(row: Sequence[Cell], width: int) -> Content:
    """Wrap the words over the full width, with the facts on a line below."""
    words, *facts = (each.content for each in row)
    said = Content(" " * GAP).join([fact for fact in facts if fact.plain])
    lines = words.wrap(max(width, 1))
    if said.plain:
        lines.append((Content(" " * GAP) + said).truncate(width, ellipsis=True))
    return Content("\n").join(lines)


def _other_cells(shown: Sequence[int], widths: Sequence[int], grow: int) -> int:
    """Return the cells of all columns except the flexible one, including gaps."""
    return sum(widths[n] + GAP for n in shown if n != grow)


def _cell(cell: Content, width: int) -> Content:
    """Cut or pad a cell to ``width`` cells."""
    cut = cell.truncate(width, ellipsis=True)
    return cut + Content(" " * (width - cut.cell_length))


def cell(text: str, style: str = "") -> Content:
    """Return a text as content on one line."""
    return Cell(text, style).content
