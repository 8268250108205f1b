"""Rows of a list that are drawn when they come in sight; how tall each is, is known before."""

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
    """Somebody's words as a cell of one row; made into content where it is seen."""

    text: str
    style: str = ""

    @cached_property
    def content(self) -> Content:
        """The words on one line, never markup."""
        content = single_line(self.text)
        return content.stylize(self.style) if self.style else content

    @property
    def cell_length(self) -> int:
        """How many cells they take."""
        is_plain = self.text.isascii() and self.text.isprintable()
        return len(self.text) if is_plain else self.content.cell_length


def content_of(cell: Cell | Content) -> Content:
    """A cell as it is shown."""
    return cell.content if isinstance(cell, Cell) else cell


class LazyRows(Sequence[Made], Generic[Made]):
    """So many things, each made when it is asked for.

    Args:
        count: how many.
        make: makes the one at a place.
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
        heights: how many lines each row takes, at least one.
        draw: draws the row at a place.
    """

    def __init__(self, heights: Sequence[int], draw: Callable[[int], Content]) -> None:
        super().__init__(len(heights), draw)
        self.heights = heights

    def come_in_sight(self, places: range) -> bool:
        """Told before these rows are drawn: do rows that were drawn already look different for it?"""
        return False


def ready_rows(rows: Sequence[Content], width: int) -> Drawn:
    """Rows that are content already; one that is too long for the width goes on in the next line."""
    heights = [max(row.get_height({}, width), 1) for row in rows]
    return Drawn(heights, rows.__getitem__)


class RowsLayout:
    """Which line of a list holds what.

    Args:
        drawn: the rows.
        headings: what stands in a line of its own above the row at a place.
    """

    HEADING = -1
    """In the place of the line of a row: its heading."""

    def __init__(self, drawn: Drawn, headings: Mapping[int, str]) -> None:
        self.drawn = drawn
        self.headings = headings
        heights = list(drawn.heights)
        for place in headings:
            heights[place] += 1
        self._starts = [0, *accumulate(heights)]

    @property
    def height(self) -> int:
        """How many lines there are."""
        return self._starts[-1]

    def lines_of(self, place: int) -> range:
        """The lines of a row, without its heading."""
        return range(self._starts[place] + (place in self.headings), self._starts[place + 1])

    def at(self, line: int) -> tuple[int, int] | None:
        """The row in a line, and which of its lines this is, or `HEADING`; None below the last."""
        if not 0 <= line < self.height:
            return None
        place = bisect_right(self._starts, line) - 1
        return place, line - self._starts[place] - (place in self.headings)
