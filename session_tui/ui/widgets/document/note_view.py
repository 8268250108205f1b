"""The reading pane: shows a note and tracks the current answer."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message

from session_tui.core.model.note import Note
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.document.answer_navigation import SIGN, AnswerNavigation
from session_tui.ui.widgets.document.note_blocks import PRIVATE_SIGN, note_blocks
from session_tui.ui.widgets.document.text_blocks import WrappedBlock
from session_tui.ui.widgets.document.virtual_page import MEASURE, VirtualPage

_CURRENT = "$text-accent"
"""Colour of the heading of the current answer."""


class NoteView(VirtualPage):
    """Shows a note, or other blocks that contain answers, one of which is the current answer."""

    @dataclass
    class Arrived(Message):
        """Posted when another answer becomes current; ``answer`` is empty if the page has none."""

        answer: str

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        measure: int = MEASURE,
    ) -> None:
        super().__init__(id=id, classes=classes, measure=measure)
        self._session = ""
        self._places = AnswerNavigation()
        self._requested = self._scrolling_to = self._reported_answer = ""

    def show(self, note: Note | None, *, with_private: bool = False) -> None:
        """Show a note, or nothing; showing the same session again keeps the scroll position."""
        session = note.session.id if note else ""
        blocks = note_blocks(note, with_private=with_private) if note else iter(())
        top = self.scroll_offset.y if session == self._session else 0
        if session != self._session:
            self._places.choose("")
            self._requested = self._scrolling_to = ""
            self._places_found.at = None
        self._session = session
        self.show_blocks(blocks, top)

    def go_to_private(self) -> None:
        """Scroll to the first private row, if private content is shown."""
        self._make_rows(None)
        private = (n for n, row in enumerate(self._rows) if row.plain.endswith(PRIVATE_SIGN))
        if (row := next(private, None)) is not None:
            self.call_after_refresh(self.scroll_to, y=row, animate=False)

    # Current answer

    @property
    def current(self) -> str:
        """The current answer: the one navigated to, else the first one in view; empty if there is none."""
        here = self._places.at(self.scroll_offset.y, self._page)
        return self._scrolling_to or (here[1] if here else "")

    def go_to(self, answer: str) -> None:
        """Make an answer current and scroll to it, once the page has a size.

        The page does not scroll if the heading is in the upper half already.
        """
        self._requested = answer
        self._places.choose(answer)
        self._go_to_requested()

    def step(self, by: int) -> None:
        """Go to the answer ``by`` places after the current one."""
        # The last heading laid out so far may not be the last one of the note.
        while self._beside(by) == self.current and by > 0 and not self._is_done and self._width > 0:
            self._make_rows(len(self._rows) + self._page)
        if answer := self._beside(by):
            self.go_to(answer)

    def _beside(self, by: int) -> str:
        """Return the answer ``by`` places after the current one, or after the one that the page is scrolling to."""
        if self._scrolling_to:
            return self._places.after(self._scrolling_to, by)
        return self._places.beside(self.scroll_offset.y, self._page, by)

    def _go_to_requested(self) -> None:
        """Go to the requested answer, laying out rows until its heading is found."""
        if not self._requested or self._width <= 0:
            return
        answer, self._requested, self._scrolling_to = self._requested, "", ""
        while (row := self._places.row_of(answer)) is None and not self._is_done:
            self._make_rows(len(self._rows) + self._page)
        self.refresh()
        if row is not None and not 0 <= row - self.scroll_offset.y <= self._page // 2:
            self._make_rows(row + self._page * 2)
            self._scrolling_to = answer
            self.call_after_refresh(self._scroll_there, answer)
        self._report_current()

    def _scroll_there(self, answer: str) -> None:
        """Scroll an answer's heading to the top, unless another answer was requested meanwhile."""
        if answer == self._scrolling_to:
            self._scrolling_to = ""
            self.scroll_to(y=self._places.row_of(answer), animate=False, immediate=True)
            self._report_current()

    def _report_current(self) -> None:
        """Post :class:`Arrived` if the current answer changed."""
        if self.current != self._reported_answer:
            self._reported_answer = self.current
            self.post_message(self.Arrived(self._reported_answer))

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Update the current answer, because other answers may be in view."""
        super().watch_scroll_y(old, new)
        self._report_current()

    def on_click(self, event: Click) -> None:
        """Make the clicked answer current."""
        at = event.get_content_offset(self)
        if at and (answer := self._places.in_row(self.scroll_offset.y + at.y)):
            self._places.choose(answer)
            self.refresh()
            self._report_current()

    # Hooks of the page

    def _begin_anew(self) -> None:
        """Forget the headings along with the rows."""
        self._places.clear()
        super()._begin_anew()

    def _begins(self, block: WrappedBlock, row: int) -> None:
        """Record the row of an answer's heading."""
        if block.answer:
            self._places.add(row, block.answer)

    def _made(self) -> None:
        """Continue to a requested answer, whose heading may be laid out now."""
        self._go_to_requested()
        self._report_current()

    def _drawn(self, row: int, width: int) -> Content:
        """Return a row; the heading of the current answer is marked, with a sign if there is room."""
        content = super()._drawn(row, width)
        here = self._places.at(self.scroll_offset.y, self._page)
        if here is None or here[0] != row:
            return content
        sign = as_content(SIGN if content.cell_length + len(SIGN) <= width else "")
        return (content + sign).stylize(_CURRENT)
