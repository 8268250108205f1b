"""Rows of a list that are drawn when they come in sight; how tall each is, is known before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, overload

from textual.content import Content
from textual.visual import Visual

from session_tui.ui.literal import one_line

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions


@dataclass(frozen=True)
class Cell:
    """Somebody's words as a cell of one row; made into content where it is seen."""

    text: str
    style: str = ""

    @cached_property
    def content(self) -> Content:
        """The words on one line, never markup."""
        content = one_line(self.text)
        return content.stylize(self.style) if self.style else content

    @property
    def cell_length(self) -> int:
        """How many cells they take."""
        is_plain = self.text.isascii() and self.text.isprintable()
        return len(self.text) if is_plain else self.content.cell_length


def content_of(cell: Cell | Content) -> Content:
    """A cell as it is shown."""
    return cell.content if isinstance(cell, Cell) else cell


class Drawn(Sequence[Content]):
    """Rows for one width.

    Args:
        heights: how many lines each row takes.
        draw: draws the row at a place.
    """

    def __init__(self, heights: Sequence[int], draw: Callable[[int], Content]) -> None:
        self.heights = heights
        self._draw = draw

    def __len__(self) -> int:
        return len(self.heights)

    @overload
    def __getitem__(self, place: int) -> Content: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Content]: ...
    def __getitem__(self, place: int | slice) -> Content | Sequence[Content]:
        if isinstance(place, slice):
            return [self._draw(n) for n in range(*place.indices(len(self)))]
        return self._draw(range(len(self))[place])


class RowVisual(Visual):
    """One of the rows, as a list of options shows it."""

    def __init__(self, drawn: Drawn, place: int) -> None:
        self._drawn = drawn
        self._place = place

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As many lines as it was laid out in."""
        return self._drawn.heights[self._place]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as its longest line."""
        return self._drawn[self._place].get_optimal_width(rules, container_width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw it."""
        return self._drawn[self._place].render_strips(width, height, style, options)
