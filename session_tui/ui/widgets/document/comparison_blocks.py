"""Blocks that compare two notes, matching parts in one row: side by side, or one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from textual.content import Content

from session_tui.core.chart.comparison import AnswerPair, section_pairs
from session_tui.core.model.note import Note
from session_tui.core.model.session import Answer, Session
from session_tui.markdown.note.dates import format_date
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.document.note_blocks import (
    MUTED,
    NOT_CONFIRMED,
    NOT_FILED,
    OPEN,
    SECTION,
    addendum_blocks,
    answer_blocks,
    goal_texts,
    heading_blocks,
    jot_blocks,
    signature_blocks,
    title_blocks,
)
from session_tui.ui.widgets.document.text_blocks import NOTHING, Block, Sought, WrappedBlock

BETWEEN = Content.styled(" │ ", MUTED)
"""The line between the two columns."""
NARROWEST = 24
"""Smallest width of a column, in cells; below it, the two sides are placed one below the other."""

_BLANK = (Block(as_content("—", MUTED), gap=None),)
"""Placeholder for a side that has no answer."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Matching blocks of two notes.

    Attributes:
        left: blocks of the earlier note.
        right: blocks of the later note.
        days: their days, shown above each side when one is below the other; empty if the blocks name them already.
        is_beside: whether to place them side by side if there is room.
        gap: the row above the pair; None for no gap.
        answer: the name of the answer that begins here; always empty.
    """

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    days: tuple[str, str]
    is_beside: bool = True
    gap: Content | None = None
    answer: str = ""

    def rows(self, room: int) -> list[Content]:
        """Return the rows of both sides: aligned at the top, or one side below the other."""
        column = (room - BETWEEN.cell_length) // 2
        if self.is_beside and column >= NARROWEST:
            sides = _wrap_blocks(self.left, column), _wrap_blocks(self.right, column)
            pairs = zip_longest(*sides, fillvalue=NOTHING)
            return [_fit_row(left, column) + BETWEEN + right for left, right in pairs]
        rows: list[Content] = []
        for day, blocks in zip(self.days, (self.left, self.right), strict=True):
            rows += [NOTHING] if rows else []
            # A missing answer takes no row of its own: the dash follows the day.
            if blocks == _BLANK:
                rows += (as_content(f"{day} ", MUTED) + _BLANK[0].content).wrap(room)
            else:
                rows += as_content(day, MUTED).wrap(room) if day else []
                rows += _wrap_blocks(blocks, room)
        return rows

    def marked(self, sought: Sought, *, only_said: bool = False) -> Pair:
        """Return the pair with search matches highlighted."""
        left, right = (
            tuple(block.marked(sought, only_said=only_said) for block in side) for side in (self.left, self.right)
        )
        return replace(self, left=left, right=right)


def pair_blocks(left: Note, right: Note, *, is_beside: bool) -> Iterator[WrappedBlock]:
    """Yield the comparison of two notes without their private pages: by section and prompt, then signatures and
    addenda.
    """
    sessions = left.session, right.session
    days = tuple(format_date(session.day) for session in sessions)

    def pair(first: Iterable[Block], second: Iterable[Block]) -> Pair:
        blocks = tuple(first) or _BLANK, tuple(second) or _BLANK
        return Pair(*blocks, (days[0], days[1]), is_beside)

    titles = tuple(title_blocks(left)), tuple(title_blocks(right))
    yield Pair(*titles, ("", ""), is_beside)
    for section in section_pairs(*sessions):
        title = as_content(section.title, SECTION) if section.title else as_content(NOT_FILED, OPEN)
        yield Block(title)
        for asked in section.answers:
            yield from _heading(asked)
            yield pair(_answer_side(asked.left, sessions[0]), _answer_side(asked.right, sessions[1]))
        if section.left_jots or section.right_jots:
            if section.title:
                yield Block(as_content("Jots", "bold"))
            yield pair(jot_blocks(section.left_jots), jot_blocks(section.right_jots))
    if any(note.session.is_signed for note in (left, right)):
        yield replace(pair(_closing_blocks(left), _closing_blocks(right)), gap=NOTHING)


def _heading(asked: AnswerPair) -> Iterator[Block]:
    """Yield the prompt, in the later session's wording if it has one."""
    answer = asked.right or asked.left
    if answer is not None:
        yield from heading_blocks(answer)


def _answer_side(answer: Answer | None, session: Session) -> Iterator[Block]:
    """Yield the blocks of one side's answer; nothing if it has none."""
    if answer is not None:
        if answer.is_unconfirmed:
            yield Block(as_content(NOT_CONFIRMED, OPEN), gap=None)
        yield from answer_blocks(answer, goal_texts(session))


def _closing_blocks(note: Note) -> Iterator[Block]:
    """Yield the signature and the addenda of a note."""
    yield from signature_blocks(note.session)
    for addendum in note.addenda:
        yield from addendum_blocks(addendum)


def _wrap_blocks(blocks: Iterable[Block], room: int) -> list[Content]:
    """Wrap blocks to ``room`` cells, with the gaps between them."""
    rows: list[Content] = []
    for block in blocks:
        if block.gap is not None and rows:
            rows.append(block.gap)
        rows += block.rows(room)
    return rows


def _fit_row(row: Content, width: int) -> Content:
    """Cut or pad a row to ``width`` cells."""
    cut = row.truncate(width)
    return cut + Content(" " * (width - cut.cell_length))
