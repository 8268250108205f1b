"""The chart's goals: each with its ratings, its earlier wordings and the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from session_tui.core.chart.open_items import has_not_moved
from session_tui.core.model.dates import format_day
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.chart.base import ListPage
from session_tui.ui.widgets.document.sparkline import sparkline
from session_tui.ui.widgets.document.text_blocks import Block
from session_tui.ui.widgets.lists.filterable_list import FilterableList, beside_or_beneath
from session_tui.ui.widgets.lists.row_layout import Cell

if TYPE_CHECKING:
    from datetime import date

    from session_tui.core.chart.chart import Chart
    from session_tui.core.chart.histories import GoalHistory

_MUTED = "$text-muted"

STILL = "Unchanged for three ratings: reword it, make it smaller, find support, or park it?"

BARS = 60
"""Ratings that the line of a goal's story shows; those before stand in the words below it."""


class GoalList(FilterableList["GoalHistory"]):
    """The goals, those that stand first: words, the line of ratings, the last one."""

    def key_of(self, row: GoalHistory) -> str:
        """The goal's id."""
        return row.now.id

    def words_of(self, row: GoalHistory) -> str:
        """Its words."""
        return row.now.words

    def draw(self, rows: Sequence[GoalHistory], width: int) -> Sequence[Content]:
        """The words, whole; beside them, or beneath where there is no room, how they moved."""
        return beside_or_beneath(
            [
                (
                    Cell(row.now.words),
                    Cell(sparkline([rating.rating for rating in row.ratings[-8:]]), _MUTED),
                    Cell(_last(row)),
                    Cell(_state(row), _MUTED),
                )
                for row in rows
            ],
            width,
        )


class GoalsPage(ListPage["GoalHistory"]):
    """Every goal, open or not."""

    TAB = "goals"
    NOTHING = "No goals yet."

    def make_list(self) -> GoalList:
        """The goals."""
        return GoalList(id="goals")

    def rows(self, chart: Chart) -> list[GoalHistory]:
        """Active ones first, then parked ones, then those that are closed."""
        return sorted(chart.goals, key=lambda goal: (not goal.is_open, goal.now.state == "parked"))

    def blocks(self, chart: Chart, row: GoalHistory) -> Iterator[Block]:
        """The goal's story."""
        return goal_blocks(row, self.today)


def goal_blocks(goal: GoalHistory, today: date) -> Iterator[Block]:
    """A goal's words, why it matters, how it was rated and by what, and how its words changed."""
    yield Block(as_content(f"“{goal.now.words}”", "bold"), gap=None)
    facts = [f"since {format_day(goal.since, today)}", _state(goal) or "active"]
    facts += [f"set by {goal.now.set_by}"] if goal.now.set_by else []
    yield Block(as_content(" · ".join(facts), _MUTED), gap=None)
    yield Block(
        as_content(f"Why: {goal.now.why}")
        if goal.now.why
        else as_content("Why does it matter to them?", "italic $text-muted")
    )
    if goal.now.first_sign:
        yield Block(as_content(f"First sign: {goal.now.first_sign}"), gap=None)
    if goal.is_open and has_not_moved([rating.rating for rating in goal.ratings]):
        yield Block(as_content(STILL, "italic $text-muted"))
    if goal.ratings:
        yield Block(as_content("Ratings", "bold"))
        yield Block(as_content(sparkline([rating.rating for rating in goal.ratings[-BARS:]])), gap=None)
    for rating in reversed(goal.ratings):
        line = as_content(f"{rating.rating:>2}  ", "bold") + as_content(format_day(rating.day, today), _MUTED)
        told = as_content(f"  {rating.evidence}") if rating.evidence else Content("")
        yield Block(line + told, rest=Content("    "), gap=None)
    yield from _wordings(goal, today)


def _wordings(goal: GoalHistory, today: date) -> Iterator[Block]:
    """Return how the wording changed; nothing if it did not."""
    if len(goal.wordings) < 2:
        return
    yield Block(as_content("Earlier wording", "bold"))
    for change in goal.wordings[:-1]:
        said = as_content(f"“{change.value}”") + as_content(f"  {format_day(change.day, today)}", _MUTED)
        yield Block(said, rest=Content("  "), gap=None)


def _last(goal: GoalHistory) -> str:
    """Return the last rating, or a dash."""
    return str(goal.ratings[-1].rating) if goal.ratings else "–"


def _state(goal: GoalHistory) -> str:
    """Return the state of a goal; empty for an active one."""
    state = goal.now.state or "active"
    return "" if state == "active" else state
