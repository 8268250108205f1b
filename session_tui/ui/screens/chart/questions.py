"""The chart's questions, open and answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from session_tui.core.model.dates import format_ago, format_day
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.chart.base import ListPage
from session_tui.ui.widgets.document.text_blocks import Block
from session_tui.ui.widgets.lists.filterable_list import FilterableList, beside_or_beneath
from session_tui.ui.widgets.lists.row_layout import Cell

if TYPE_CHECKING:
    from session_tui.core.chart.chart import Chart
    from session_tui.core.chart.histories import QuestionHistory

_MUTED = "$text-muted"


class QuestionList(FilterableList["QuestionHistory"]):
    """The questions, open ones first: the words, and how they stand."""

    def __init__(self, today: date) -> None:
        super().__init__(id="questions")
        self._today = today

    def key_of(self, row: QuestionHistory) -> str:
        """The question's id."""
        return row.now.id

    def words_of(self, row: QuestionHistory) -> str:
        """The question and its answer."""
        return f"{row.now.text} {row.now.answer or ''}"

    def draw(self, rows: Sequence[QuestionHistory], width: int) -> Sequence[Content]:
        """The words, whole; beside them, or beneath where there is no room, how they stand."""
        return beside_or_beneath(
            [
                (
                    Cell(row.now.text, "" if row.is_open else _MUTED),
                    Cell(_how(row, self._today), _MUTED),
                )
                for row in rows
            ],
            width,
        )


class QuestionsPage(ListPage["QuestionHistory"]):
    """Every question that was written down."""

    TAB = "questions"
    NOTHING = "No questions yet."

    def make_list(self) -> QuestionList:
        """The questions."""
        return QuestionList(self.today)

    def rows(self, chart: Chart) -> list[QuestionHistory]:
        """Open ones first, the oldest at the top; then the others, those closed last first."""
        closed = [each for each in chart.questions if not each.is_open]
        closed.sort(key=lambda each: each.closed or date.min, reverse=True)
        return [*(each for each in chart.questions if each.is_open), *closed]

    def blocks(self, chart: Chart, row: QuestionHistory) -> Iterator[Block]:
        """The question, and what was said of it over time."""
        yield Block(as_content(row.now.text, "bold"), gap=None)
        yield Block(as_content(_facts(row, self.today), _MUTED), gap=None)
        if row.now.answer:
            yield Block(as_content(row.now.answer))
        if len(row.mentions) > 1:
            yield Block(as_content("Over time", "bold"))
        for mention in row.mentions if len(row.mentions) > 1 else ():
            day = as_content(f"{format_day(mention.day, self.today)}  ", _MUTED)
            said = mention.said.answer or mention.said.state or mention.said.text
            yield Block(day + as_content(said), rest=Content("  "), gap=None)


def _how(row: QuestionHistory, today: date) -> str:
    """Return the state of a question in a few words."""
    if row.is_open:
        return f"open {format_ago(row.since, today)}" if row.since < today else "asked today"
    return row.now.state or "closed"


def _facts(row: QuestionHistory, today: date) -> str:
    """Return who finds out, since when, and the state."""
    parts = [f"asked {format_day(row.since, today)}"]
    parts += [row.now.owner] if row.now.owner else []
    parts.append(f"{row.now.state} {format_day(row.closed, today)}" if row.closed else "open")
    return " · ".join(parts)
