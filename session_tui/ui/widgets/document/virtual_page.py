"""A scrolling page of blocks, wrapped row by row, so that its length does not affect its speed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual

from session_tui.ui.widgets.document.match_navigation import MatchNavigation, words_sought
from session_tui.ui.widgets.document.text_blocks import Sought, WrappedBlock

MEASURE = 88
"""Largest width of a row, in cells; longer rows are hard to read."""

LATER = 0.5
"""Delay in seconds before rows out of view are laid out, so that merely passing by a page costs nothing."""

SLICE = 0.008
"""Time in seconds spent on such rows at once, which is also the longest that a key waits for them."""


class VirtualPage(ScrollView, can_focus=True):
    """Shows blocks. Rows in view are laid out at once; the rest while scrolling, or in idle time.

    Args:
        measure: the largest width of a row, in cells.
    """

    DEFAULT_CSS = """
    VirtualPage {
        height: 1fr;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    """

    @dataclass
    class PlaceReached(Message):
        """Posted when the current search match or the number of matches changes.

        Attributes:
            at: number of the current match, counted from 1; 0 before the first.
            count: number of matches.
        """

        at: int
        count: int

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown", "page_down", "Page down", show=False),
        Binding("b,pageup", "page_up", "Page up", show=False),
    ]

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        measure: int = MEASURE,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._measure = measure
        self._blocks: list[WrappedBlock] = []
        self._coming: Iterator[WrappedBlock] = iter(())
        self._is_complete = True
        self._starts: list[int] = []
        self._rows: list[Content] = []
        self._width = 0
        self._turn = self._run_to_end = 0
        self._goes_to_end = False
        self._sought: Sought | None = None
        self._places_found = MatchNavigation()
        self._reported_place = (0, 0)

    # Content

    def show_blocks(self, blocks: Iterator[WrappedBlock], top: int = 0) -> None:
        """Show blocks, scrolled to the row ``top``; blocks are taken from the iterator as they are needed."""
        self._blocks, self._coming, self._is_complete = [], blocks, False
        self._begin_anew()
        # Two viewports, so that the next page key finds its rows laid out.
        self._make_rows(top + self._page * 2)
        self.scroll_to(y=top, animate=False)

    @property
    def rows(self) -> list[str]:
        """The rows laid out so far, as text."""
        return [row.plain for row in self._rows]

    # Hooks for subclasses

    def _begins(self, block: WrappedBlock, row: int) -> None:
        """Called when ``block`` starts in ``row``; for subclasses."""

    def _made(self) -> None:
        """Called when more rows were laid out; for subclasses."""

    def _drawn(self, row: int, width: int) -> Content:
        """Return a row as it is drawn in ``width`` cells."""
        return self._places_found.drawn(row, self._rows[row])

    # Search

    def find(self, words: str) -> int:
        """Search the page for ``words`` and go to the first match below the top; return the number of matches.

        Without words, highlight the matches of :meth:`seek` again.
        """
        self._places_found.seek(words_sought(words) if words else self._sought)
        place = self._place()
        self._begin_anew()
        # All rows for a search by words, because the number of matches is returned.
        self._make_rows(None if words else self._row_of(place) + self._page * 2)
        self.scroll_to(y=self._row_of(place), animate=False)
        self.call_after_refresh(self.find_next, 0)  # it starts from the rows in view, so scroll first
        return len(self._places_found)

    def seek(self, sought: Sought) -> None:
        """Highlight matches in everything shown from now on, and start at the first one."""
        self._sought = sought
        self._places_found.seek(sought)

    def find_next(self, direction: int = 1) -> None:
        """Go to the next match (1) or the previous one (-1); 0 stays at a match in view."""
        places, top, page = self._places_found, self.scroll_offset.y, self._page
        # Stepping wraps around at the ends, so all matches must be known.
        if direction and places.sought and not self._is_done:
            self._make_rows(None)
        row = places.step(direction, top, page)
        if row is not None and not top <= row < top + page:
            self.scroll_to(y=max(0, row - page // 4), animate=False)
        self.refresh()
        self._report_place()

    def _begin_at_found(self) -> None:
        """Go to the first match as soon as there is one; report the number of matches as soon as it is known."""
        if self._places_found.at is None and self._places_found:
            self.call_after_refresh(self.find_next, 0)
        elif self._is_done:
            self._report_place()

    def _report_place(self) -> None:
        """Post :class:`PlaceReached` if the position or the number of matches changed."""
        places = self._places_found
        told = (0 if places.at is None else places.at + 1, len(places))
        # Not before the end: the count would be too low.
        if self._is_done and told != self._reported_place:
            self._reported_place = told
            self.post_message(self.PlaceReached(*told))

    # Laying out rows

    @property
    def _page(self) -> int:
        """The height of the viewport, in rows."""
        return max(self.size.height, 1)

    def _begin_anew(self) -> None:
        """Discard the rows but keep the blocks, for another width or another search."""
        self._turn += 1
        self._goes_to_end = False
        self._rows, self._starts = [], []
        self._places_found.clear()
        self._width = min(self.scrollable_content_region.width, self._measure)
        self.virtual_size = Size(self._width, 0)
        self.refresh()

    def _make_rows(self, until: int | None, seconds: float | None = None) -> None:
        """Lay out rows.

        Args:
            until: stop at this number of rows; None lays out all rows.
            seconds: stop after this time; None does not stop.
        """
        if self._width <= 0:
            return
        end = perf_counter() + seconds if seconds else None
        while until is None or len(self._rows) < until:
            block = self._next_block()
            if block is None:
                break
            self._wrap(block)
            if end and perf_counter() > end:
                break
        if seconds is None or self._is_done or self._has_doubled:
            self.virtual_size = Size(self._width, len(self._rows))
            self.show_vertical_scrollbar = len(self._rows) > self.scrollable_content_region.height
        self._made()
        self._begin_at_found()
        # One run to the end for each restart; a run that belongs to an earlier restart stops by itself.
        if not self._is_done and self._run_to_end != self._turn:
            self._run_to_end = self._turn
            make = partial(self._make_more, self._turn)
            if self._places_found.sought:
                self.call_later(make)  # no delay: the number of matches is known only at the end
            else:
                self.make_later(make)

    def make_later(self, make: Callable[[], None]) -> None:
        """Schedule laying out the remaining rows."""
        self.set_timer(LATER, make)

    @property
    def _has_doubled(self) -> bool:
        """Whether the rows laid out in idle time justify updating the scrollbar, which repaints the whole page."""
        return len(self._rows) >= 2 * self.virtual_size.height

    def _make_more(self, turn: int) -> None:
        """Lay out rows for one time slice, and schedule the next slice unless the page was restarted meanwhile."""
        # The restart has begun its own run; two at once would hold up keys twice as long.
        if turn != self._turn or self._width <= 0:
            return
        self._make_rows(None, SLICE)
        if self._goes_to_end:
            super().scroll_end(animate=False)  # the method of this class would start another run
            self._goes_to_end = not self._is_done
        if not self._is_done:
            self.call_later(self._make_more, turn)

    @property
    def _is_done(self) -> bool:
        """Whether every block was laid out."""
        return self._is_complete and len(self._starts) == len(self._blocks)

    def _next_block(self) -> WrappedBlock | None:
        """Return the next block to lay out; None after the last one."""
        if len(self._starts) < len(self._blocks):
            return self._blocks[len(self._starts)]
        block = next(self._coming, None)
        if block is None:
            self._is_complete = True
        else:
            self._blocks.append(block)
        return block

    def _wrap(self, block: WrappedBlock) -> None:
        """Lay out one block, and record where it starts and which matches it contains."""
        self._starts.append(len(self._rows))
        if block.gap is not None and self._rows:
            self._rows.append(block.gap)
        self._begins(block, len(self._rows))
        if sought := self._places_found.sought:
            block = block.marked(sought, only_said=sought is self._sought)
        for row in block.rows(self._width):
            self._places_found.add(len(self._rows), row)
            self._rows.append(row)

    # Keeping the position

    def _place(self) -> tuple[int, int]:
        """Return the block at the top, and how many of its rows are above the viewport."""
        top = self.scroll_offset.y
        block = max(0, bisect_right(self._starts, top) - 1)
        return block, top - self._starts[block] if self._starts else 0

    def _row_of(self, place: tuple[int, int]) -> int:
        """Return the row of a position from :meth:`_place`, laying out rows up to it."""
        block, offset = place
        while self._width > 0 and len(self._starts) <= block and not self._is_done:
            self._make_rows(len(self._rows) + self._page)
        start = self._starts[min(block, len(self._starts) - 1)] if self._starts else 0
        return start + offset

    def on_resize(self) -> None:
        """Wrap for the new width, keeping the same words at the top."""
        if min(self.scrollable_content_region.width, self._measure) == self._width:
            # Only the height changed: the rows stay, but more of them may be in view.
            self._make_rows(self.scroll_offset.y + self._page * 2)
            return
        place = self._place()
        self._begin_anew()
        if self._width > 0:
            top = self._row_of(place)
            self._make_rows(top + self._page * 2)
            self.scroll_to(y=top, animate=False)

    # Scrolling, never animated: an animation would only delay the next key

    def action_page_down(self) -> None:
        """Scroll down by a page."""
        self.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll up by a page."""
        self.scroll_page_up(animate=False)

    def action_scroll_end(self) -> None:
        """Scroll to the end, even if it is not laid out yet."""
        self._go_to_end()
        super().action_scroll_end()

    def scroll_end(self, **arguments: object) -> None:
        """Scroll to the end, even if it is not laid out yet."""
        self._go_to_end()
        super().scroll_end(animate=False)

    def _go_to_end(self) -> None:
        """Start laying out the remaining rows, following the end of the page."""
        self._goes_to_end = not self._is_done
        if self._goes_to_end:
            self.call_later(self._make_more, self._turn)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out the rows that come into view, and a page beyond."""
        super().watch_scroll_y(old_value, new_value)
        until = int(new_value) + self._page * 2
        if len(self._rows) < until and not self._is_done:
            self._make_rows(until)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Render one row of the viewport."""
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y
        if row >= len(self._rows) or width <= 0:
            return Strip.blank(width, self.rich_style)
        content = self._selected(self._drawn(row, width), row)
        # Rendered at its full length and cropped, because to_strips would wrap a row that is too long.
        strip, *_ = Visual.to_strips(
            self, content, max(width, content.cell_length), 1, self.visual_style,
            apply_selection=False, pad=True,
        )  # fmt: skip
        return strip.crop_extend(0, width, self.rich_style).apply_offsets(0, row)

    def _selected(self, content: Content, row: int) -> Content:
        """Highlight the part of a row that is selected with the mouse."""
        selection = self.text_selection
        span = selection.get_span(row) if selection is not None else None
        if span is None:
            return content
        start, end = span
        # Textual's spans end with -1 for “to the end of the row”.
        return content.stylize("reverse", start, len(content) if end == -1 else end)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, with line breaks where rows wrap."""
        return selection.extract("\n".join(self.rows)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Redraw the selection."""
        self.refresh()
