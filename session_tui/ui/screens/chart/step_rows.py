"""The steps of a chart with their states, for the pages that list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from session_tui.core.chart.open_items import OpenTrial, trial_day
from session_tui.core.model.dates import format_due

if TYPE_CHECKING:
    from datetime import date

    from session_tui.core.chart.chart import Chart
    from session_tui.core.chart.histories import StepHistory


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in the list.

    Attributes:
        is_open: whether it stands: no final outcome, or on trial.
        trial: its trial while one runs, waits to be judged or was judged.
    """

    step: StepHistory
    is_open: bool
    trial: OpenTrial | None
    today: date


def step_rows(chart: Chart, today: date) -> list[StepRow]:
    """Return a row for each step, in the order in which the steps were agreed."""
    open_ids = {each.step.id for each in chart.open_items.steps}
    trials = {each.step.id: each for each in (*chart.open_items.judged, *chart.open_items.trials)}
    running = {each.step.id for each in chart.open_items.trials}
    return [StepRow(step, step.now.id in open_ids | running, trials.get(step.now.id), today) for step in chart.steps]


def is_due(row: StepRow) -> bool:
    """Whether its day has come, or its trial has run its time."""
    if not row.is_open:
        return False
    due = row.step.now.due
    is_on_trial = row.trial is not None and row.trial.verdict is None
    trial_is_due = is_on_trial and row.trial is not None and row.trial.is_due(row.today)
    return trial_is_due or (due is not None and due <= row.today and not row.step.is_done_with)


def how_it_stands(row: StepRow) -> str:
    """``day 5 of 28``, ``time to judge``, ``due today``, ``did``: the state of a step in a few words."""
    step, trial = row.step.now, row.trial
    if row.is_open and trial is not None:
        if trial.is_due(row.today):
            return "time to judge"
        if day := trial_day(trial, row.today):
            return f"day {day[0]} of {day[1]}"
    if trial is not None and trial.verdict is not None and not row.is_open:
        return f"trial: {trial.verdict.verdict}"
    if not row.is_open:
        return step.outcome or "closed"
    if step.due:
        return format_due(step.due, row.today)
    return step.outcome or ""
