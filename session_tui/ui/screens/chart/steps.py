"""The chart's steps and trials: who agreed to what, which trials run, and the outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from session_tui.actions.registry import STEPS_PAGE, Action
from session_tui.core.model.dates import format_day
from session_tui.core.model.values import Duration
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.chart.base import ListPage
from session_tui.ui.screens.chart.step_rows import StepRow, how_it_stands, is_due, step_rows
from session_tui.ui.widgets.document.text_blocks import Block
from session_tui.ui.widgets.lists.filterable_list import FilterableList, beside_or_beneath
from session_tui.ui.widgets.lists.row_layout import Cell

if TYPE_CHECKING:
    from session_tui.core.chart.chart import Chart

_MUTED = "$text-muted"
_HANGING = Content("  ")


class StepList(FilterableList[StepRow]):
    """The steps, those that stand first: whose, the words, how it stands."""

    def key_of(self, row: StepRow) -> str:
        """The step's id."""
        return row.step.now.id

    def words_of(self, row: StepRow) -> str:
        """Its words, whose it is and how it stands."""
        return f"{row.step.now.text} {row.step.now.owner or ''} {how_it_stands(row)}"

    def draw(self, rows: Sequence[StepRow], width: int) -> Sequence[Content]:
        """The words, whole; beside them, or beneath where there is no room, how it stands and whose it is."""
        return beside_or_beneath(
            [
                (
                    Cell(row.step.now.text, "" if row.is_open else _MUTED),
                    Cell(how_it_stands(row), "bold" if is_due(row) else _MUTED),
                    Cell(row.step.now.owner or "–", _MUTED),
                )
                for row in rows
            ],
            width,
        )


class StepsPage(ListPage[StepRow]):
    """Every step, open or not; the outcome of a step can be recorded here."""

    TAB = "steps"
    ACTIONS: ClassVar[tuple[Action, ...]] = STEPS_PAGE
    NOTHING = "No steps yet."

    def make_list(self) -> StepList:
        """The steps."""
        return StepList(id="steps")

    def rows(self, chart: Chart) -> list[StepRow]:
        """Return the steps: the due ones, the other open ones, then the closed ones, latest first."""
        rows = step_rows(chart, self.today)
        open_rows = [row for row in rows if row.is_open]
        done = [row for row in rows if not row.is_open]
        open_rows.sort(key=lambda row: not is_due(row))
        done.sort(key=lambda row: row.step.last_day, reverse=True)
        return [*open_rows, *done]

    def blocks(self, chart: Chart, row: StepRow) -> Iterator[Block]:
        """The step's story."""
        return step_blocks(chart, row)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the outcome action only for an open step."""
        if action == "say_outcome" and self.is_mounted:
            current = self.list.current
            return current is not None and current.is_open
        return super().check_action(action, parameters)

    def action_say_outcome(self) -> None:
        """Record the outcome of the selected step as a quick contact."""
        if current := self.list.current:
            self.app.navigation.open_outcome(self.place.client, current.step.now, self._after)

    def _after(self, is_kept: bool | None) -> None:
        """Read the chart again if an outcome was saved."""
        if is_kept:
            self.ask()


def step_blocks(chart: Chart, row: StepRow) -> Iterator[Block]:
    """Yield a step's text, owner, reason and goal, its trial, and its outcomes."""
    step, today = row.step.now, row.today
    yield Block(as_content(step.text, "bold"), gap=None)
    facts = [step.owner or "no one named", f"since {format_day(row.step.since, today)}"]
    facts += [f"by {format_day(step.due, today)}"] if step.due else []
    facts += [f"confidence {step.confidence}"] if step.confidence is not None else []
    yield Block(as_content(" · ".join(facts), _MUTED), gap=None)
    goal = chart.goal(step.goal)
    yield Block(
        as_content(f"For: “{goal.now.words}”") if goal else as_content("Which goal is it for?", "italic $text-muted")
    )
    if step.why:
        yield Block(as_content(f"Why: {step.why}"), gap=None)
    if step.support:
        yield Block(as_content(f"Support: {step.support}"), gap=None)
    yield from _trial(row)
    yield from _told(row)
    yield from _owners(row)


def _trial(row: StepRow) -> Iterator[Block]:
    """The trial: how long, what to look for, and what was decided about it."""
    trial = row.step.now.trial
    if trial is None:
        return
    yield Block(as_content("Trial", "bold"))
    how = how_it_stands(row) if row.is_open else ""
    said = [str(Duration(n=row.trial.days if row.trial else trial.days, unit="days")), how]
    yield Block(as_content(" · ".join(part for part in said if part)), gap=None)
    if trial.look_for:
        yield Block(as_content(f"Look for: {trial.look_for}"), gap=None)
    if trial.stop_if:
        yield Block(as_content(f"Stop if: {trial.stop_if}"), gap=None)
    for verdict in row.step.verdicts:
        day = as_content(f"{format_day(verdict.day, row.today)}  ", _MUTED)
        longer = f", {Duration(n=verdict.said.days, unit='days')}" if verdict.said.days else ""
        seen = f": {verdict.said.seen}" if verdict.said.seen else ""
        yield Block(day + as_content(f"{verdict.said.verdict}{longer}{seen}"), rest=_HANGING, gap=None)


def _told(row: StepRow) -> Iterator[Block]:
    """What came of it, each time it was spoken of, the latest first."""
    if row.step.outcomes:
        yield Block(as_content("Outcomes", "bold"))
    for each in reversed(row.step.outcomes):
        day = as_content(f"{format_day(each.day, row.today)}  ", _MUTED)
        comment = f": {each.said.comment}" if each.said.comment else ""
        yield Block(day + as_content(f"{each.said.outcome}{comment}"), rest=_HANGING, gap=None)


def _owners(row: StepRow) -> Iterator[Block]:
    """Whose it was before; nothing where it was never handed on."""
    owners = row.step.owners
    if len(owners) > 1:
        said = " → ".join(f"{each.value} ({format_day(each.day, row.today)})" for each in owners)
        yield Block(as_content(f"Passed on: {said}", _MUTED))
