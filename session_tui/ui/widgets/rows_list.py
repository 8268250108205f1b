"""A list of rows that fit its width: filled anew without moving the cursor, narrowed as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual.content import Content
from textual.geometry import Size
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from session_tui.core.text import folded
from session_tui.ui.widgets.drawn import Cell, Drawn, RowVisual, content_of

Row = TypeVar("Row")

GAP = 2
"""Cells between two columns."""

_NOT_YET = -1
"""The width that rows are drawn at before there is one."""

_ENDLESS = 10_000
"""Cells in which no row is broken: how rows are laid out until there is a width."""


class RowsList(OptionList, Generic[Row]):
    """A list over values of ours. A subclass says how each is known, found and drawn."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._all: tuple[Row, ...] = ()
        self._shown: tuple[Row, ...] = ()
        self._words: list[str] = []
        self._drawn_at = _NOT_YET
        self._row_lines: list[int] = []

    # What a subclass says

    def key_of(self, row: Row) -> str:
        """What a row is known by, so that the cursor stays with it."""
        raise NotImplementedError

    def words_of(self, row: Row) -> str:
        """What typing is compared with."""
        raise NotImplementedError

    def draw(self, rows: Sequence[Row], width: int) -> Sequence[Content]:
        """The rows for a width in cells; hundreds of them as `Drawn`, which draws what is in sight."""
        raise NotImplementedError

    def heading_of(self, row: Row) -> str:
        """What stands above the first of the rows that belong together; empty where nothing does."""
        return ""

    # What a screen uses

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown."""
        return self._shown

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        place = self.highlighted
        return self._shown[self._row_lines.index(place)] if place in self._row_lines else None

    def fill(self, rows: Sequence[Row]) -> None:
        """Show other rows; the cursor stays with the row it is on, or in its place."""
        self._all = tuple(rows)
        self._draw_anew()

    def narrow(self, typed: str) -> None:
        """Show only the rows that hold every word that is typed."""
        self._words = folded(typed).split()
        self._draw_anew()

    def go_to(self, key: str) -> None:
        """Put the cursor on the row with this key, if it is shown."""
        place = self._place_of(key)
        if place is not None:
            self.highlighted = self._row_lines[place]

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self._drawn_at != self._room:
            with self.prevent(OptionList.OptionHighlighted):  # the same row is marked as before
                self._draw_anew()

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Scroll to the row under the cursor, and to the heading right above it."""
        super().scroll_to_highlight(top)
        place = self.highlighted
        if place and place - 1 not in self._row_lines and self.is_mounted:
            heading = self._index_to_line.get(place - 1, self.scroll_offset.y)
            if heading < self.scroll_offset.y:
                self.scroll_to(y=heading, animate=False, immediate=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height; rows that came before there was a width are drawn for the one that is to be, beside a scrollbar or not."""
        if self._drawn_at == _NOT_YET and self._shown:
            place = self.highlighted
            will_scroll = len(self._shown) > container.height
            with self.prevent(OptionList.OptionHighlighted):
                self._draw(max(1, width - will_scroll * self.styles.scrollbar_size_vertical))
                self.highlighted = place
        return super().get_content_height(container, viewport, width)

    @property
    def _room(self) -> int:
        return max(self.scrollable_content_region.width, 1)

    def _place_of(self, key: str) -> int | None:
        keys = [self.key_of(row) for row in self._shown]
        return keys.index(key) if key in keys else None

    def _draw_anew(self) -> None:
        old = self.current
        place = (
            self._row_lines.index(self.highlighted) if self.highlighted in self._row_lines else 0
        )
        self._shown = tuple(row for row in self._all if self._fits(row))
        self._draw(self._room if self.size else _ENDLESS)
        if not self.size:
            self._drawn_at = _NOT_YET
        if self._shown:
            kept = self._place_of(self.key_of(old)) if old is not None else None
            place = min(place, len(self._shown) - 1) if kept is None else kept
            self.highlighted = self._row_lines[place]

    def _draw(self, width: int) -> None:
        """Draw the rows for a width, a heading above those that have one."""
        self._drawn_at = width
        options: list[Option] = []
        self._row_lines, heading = [], ""
        drawn = self.draw(self._shown, width)
        for place, row in enumerate(self._shown):
            if (named := self.heading_of(row)) != heading:
                heading = named
                options.append(Option(cell(heading, "bold $foreground"), disabled=True))
            self._row_lines.append(len(options))
            content = RowVisual(drawn, place) if isinstance(drawn, Drawn) else drawn[place]
            options.append(Option(content))
        self.set_options(options)

    def _fits(self, row: Row) -> bool:
        if not self._words:
            return True
        text = folded(self.words_of(row))
        return all(word in text for word in self._words)


def columns(
    rows: Sequence[Sequence[Cell | Content]], width: int, *, grow: int = 0
) -> Sequence[Content]:
    """Rows of cells in columns, as wide as their widest cell; column ``grow`` gives way and takes what is left.

    Columns from the right that find no room beside eight cells of that column are left out.
    """
    if not rows:
        return []
    widths = [max(cell.cell_length for cell in column) for column in zip(*rows, strict=True)]
    shown = [n for n, wide in enumerate(widths) if wide or n == grow]
    while len(shown) > 1 and _others(shown, widths, grow) + 8 > width:
        shown.remove(next(n for n in reversed(shown) if n != grow))
    room = max(1, width - _others(shown, widths, grow))
    widths[grow] = min(widths[grow], room) if grow == shown[-1] else room

    def draw(place: int) -> Content:
        return Content(" " * GAP).join(
            [_cell(content_of(rows[place][n]), widths[n]) for n in shown]
        )

    return Drawn([1] * len(rows), draw)


ROOMY = 60
"""Cells from which a row's facts stand beside its words."""


def beside_or_beneath(rows: Sequence[Sequence[Cell]], width: int) -> Sequence[Content]:
    """Rows that begin with somebody's words, which are never cut: they take as many rows as they need.

    The facts stand beside them; in a narrow list, in a line beneath.
    """
    widths = [
        max(fact.cell_length for fact in facts) for facts in list(zip(*rows, strict=True))[1:]
    ]
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
    """The words in rows of their own column, the facts beside the first of them."""
    first, *rest = words.wrap(room) or [Content("")]
    return Content("\n").join([Content(" " * GAP).join([_cell(first, room), *facts]), *rest])


def hanging(line: Content, width: int, *, first: int, rest: int) -> Content:
    """A line wrapped in a width, its first row and the others indented by so many cells."""
    head = line.wrap(max(width - first, 1))[0]
    end = len(head.plain.rstrip())
    end += len(line.plain[end:]) - len(line.plain[end:].lstrip())
    rows = line[end:].wrap(max(width - rest, 1)) if end < len(line) else []
    leads = [" " * first, *[" " * rest] * len(rows)]
    return Content("\n").join(
        [Content(lead) + row for lead, row in zip(leads, [head, *rows], strict=True)]
    )


def _lines(words: Cell, width: int) -> int:
    """How many lines the words take."""
    return 1 if words.cell_length <= width else len(words.content.wrap(max(width, 1)))


def _beneath(row: Sequence[Cell], width: int) -> Content:
    words, *facts = (each.content for each in row)
    said = Content(" " * GAP).join([fact for fact in facts if fact.plain])
    lines = words.wrap(max(width, 1))
    if said.plain:
        lines.append((Content(" " * GAP) + said).truncate(width, ellipsis=True))
    return Content("\n").join(lines)


def _others(shown: Sequence[int], widths: Sequence[int], grow: int) -> int:
    """The cells that all columns but one take, gaps included."""
    return sum(widths[n] + GAP for n in shown if n != grow)


def _cell(cell: Content, width: int) -> Content:
    cut = cell.truncate(width, ellipsis=True)
    return cut + Content(" " * (width - cut.cell_length))


def cell(text: str, style: str = "") -> Content:
    """Somebody's words on one line."""
    return Cell(text, style).content
