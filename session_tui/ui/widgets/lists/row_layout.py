"""Rows that are drawn when they come into view; their heights are known beforehand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Generic, TypeVar, overload

from textual.content import Content

from session_tui.ui.safe_text import single_line

Made = TypeVar("Made", covariant=True)


@dataclass(frozen=True)
class Cell:
    """The text of one cell; converted to content when it is drawn."""

    text: str
    style: str = ""

    @cached_property
    def content(self) -> Content:
        """The text on one line, never interpreted as markup."""
        content = single_line(self.text)
        return content.stylize(self.style) if self.style else content

    @property
    def cell_length(self) -> int:
        """The width in cells."""
        is_plain = self.text.isascii() and self.text.isprintable()
        return len(self.text) if is_plain else self.content.cell_length


def content_of(cell: Cell | Content) -> Content:
    """Return a cell's content."""
    return cell.content if isinstance(cell, Cell) else cell


class LazyRows(Sequence[Made], Generic[Made]):
    """A sequence whose elements are made when they are read.

    Args:
        count: the number of elements.
        make: makes the element at an index.
    """

    def __init__(self, count: int, make: Callable[[int], Made]) -> None:
        self._places = range(count)
        self._make = make

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Made: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Made]: ...
    def __getitem__(self, place: int | slice) -> Made | Sequence[Made]:
        found = self._places[place]
        return self._make(found) if isinstance(found, int) else [self._make(n) for n in found]


class Drawn(LazyRows[Content]):
    """Rows for one width.

    Args:
        heights: the number of lines of each row, at least one.
        draw: draws the row at an index.
    """

    def __init__(self, heights: Sequence[int], draw: Callable[[int], Content]) -> None:
        super().__init__(len(heights), draw)
        self.heights = heights

    def come_in_sight(self, places: range) -> bool:
        """Prepare rows that are about to be drawn; return whether rows that were drawn earlier look different now."""
        return False


def ready_rows(rows: Sequence[Content], width: int) -> Drawn:
    """Return rows that are content already, each wrapped to the width."""
    heights = [max(row.get_height({}, width), 1) for row in rows]
    return Drawn(heights, rows.__getitem__)


class RowsLayout:
    """Maps lines of a list to rows.

    Args:
        drawn: the rows.
        headings: headings by the index of the row below them, each on a line of its own.
    """

    HEADING = -1
    """Stands for the heading in place of a line of a row."""

    def __init__(self, drawn: Drawn, headings: Mapping[int, str]) -> None:
        self.drawn = drawn
        self.headings = headings
        heights = list(drawn.heights)
        for place in headings:
            heights[place] += 1
        self._starts = [0, *accumulate(heights)]

    @property
    def height(self) -> int:
        """The number of lines."""
        return self._starts[-1]

    def lines_of(self, place: int) -> range:
        """Return the lines of a row, without its heading."""
        return range(self._starts[place] + (place in self.headings), self._starts[place + 1])

    def at(self, line: int) -> tuple[int, int] | None:
        """Return (row, line of the row) for a line of the list, with :data:`HEADING` for a heading.

        None below the last.
        """
        if not 0 <= line < self.height:
            return None
        place = bisect_right(self._starts, line) - 1
        return place, line - self._starts[place] - (place in self.headings)
