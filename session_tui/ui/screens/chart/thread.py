"""The golden thread: story and events, goal, why, decision, step, trial, outcome; a gap is a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from session_tui.core.chart.thread import ThreadGoal, thread_of
from session_tui.core.model.dates import format_day
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.chart.base import TextPage
from session_tui.ui.screens.chart.step_rows import StepRow, how_it_stands, step_rows
from session_tui.ui.widgets.document.text_blocks import Block, BlockEdge, text_blocks

if TYPE_CHECKING:
    from datetime import date

    from session_tui.core.chart.chart import Chart, Dated
    from session_tui.core.chart.histories import Statement
    from session_tui.core.model.values import Decision

_MUTED = "$text-muted"
_ASKED = "italic $text-warning"
_GOAL = BlockEdge(Content("  "), Content("    "), None)
_HANGING = BlockEdge(Content(""), Content("  "), None)
_STEP = BlockEdge(Content("  └ "), Content("    "), None)


class ThreadPage(TextPage):
    """The page that leads from the story to goals, steps and their outcomes."""

    TAB = "thread"

    def blocks(self, chart: Chart) -> Iterator[Block]:
        """The story, what happened, then each goal with what followed."""
        thread, today = thread_of(chart), self.today
        if not chart.visits:
            yield Block(as_content("No sessions yet.", _MUTED), gap=None)
            return
        yield from _story("How it began", thread.story, today)
        yield from _story("In short", thread.in_short, today)
        if thread.events:
            yield Block(as_content("What happened", "bold underline"))
        for event in thread.events:
            when = event.value.when or format_day(event.day, today)
            yield _HANGING.block(as_content(f"{when}  ", _MUTED) + as_content(event.value.what))
        rows = {row.step.now.id: row for row in step_rows(chart, today)}
        for goal in thread.goals:
            yield from _goal(goal, rows, today)
        if thread.decisions:
            yield Block(as_content("Decided, with no step", "bold underline"))
        for decision in thread.decisions:
            yield _HANGING.block(_decision(decision, today))


def _story(title: str, said: Statement | None, today: date) -> Iterator[Block]:
    """The story as it was told; a question where it never was."""
    if said is None:
        if title == "How it began":
            yield Block(as_content("How did they come to be here?", _ASKED), gap=None)
        return
    head = as_content(title, "bold underline") + as_content(f"  {format_day(said.day, today)}", _MUTED)
    yield Block(head)
    if isinstance(said.answer.value, str):
        yield from text_blocks(said.answer.value, BlockEdge(gap=None))


def _goal(goal: ThreadGoal, rows: dict[str, StepRow], today: date) -> Iterator[Block]:
    """A goal, why it matters, what was decided, the steps that followed."""
    if goal.goal is None:
        yield Block(as_content("Steps without a goal", "bold underline"))
    else:
        now = goal.goal.now
        state = f"  {now.state}" if now.state not in (None, "active") else ""
        numbers = " → ".join(str(each.rating) for each in goal.goal.ratings[-3:])
        yield Block(as_content(f"“{now.words}”", "bold underline") + as_content(f"{state}  {numbers}", _MUTED))
        if now.why:
            yield _GOAL.block(as_content(f"Why: {now.why}"))
    for asked in goal.questions:
        yield _GOAL.block(as_content(asked, _ASKED))
    for decision in goal.decisions:
        yield _GOAL.block(_decision(decision, today))
    for each in goal.steps:
        yield _STEP.block(_step(rows[each.step.now.id]))


def _step(row: StepRow) -> Content:
    """Return a step with its owner, its state and its outcome."""
    step = row.step.now
    owner = as_content(f"{step.owner}: ", _MUTED) if step.owner else Content("")
    line = owner + as_content(step.text)
    how = how_it_stands(row)
    line += as_content(f"  {how}", _MUTED) if how else Content("")
    seen = row.step.verdicts[-1].said.seen if row.step.verdicts else step.comment
    return line + (as_content(f"\n{seen}", _MUTED) if seen else Content(""))


def _decision(decision: Dated[Decision], today: date) -> Content:
    """What was chosen, by whom, and when."""
    made = decision.value
    chosen = made.chosen or ("put off" if made.decided_by == "deferred" else "not decided yet")
    said = f"{made.question}: {chosen}" if made.question else chosen
    by = f", {made.decided_by}" if made.decided_by and made.chosen else ""
    return as_content(f"◆ {said}") + as_content(f"  {format_day(decision.day, today)}{by}", _MUTED)
