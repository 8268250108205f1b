"""The due items of one client, computed from the chart."""

from collections.abc import Iterator

from session_tui.core.chart.chart import Chart
from session_tui.core.chart.due import MINE, Due
from session_tui.core.chart.histories import StepHistory
from session_tui.core.chart.rhythm import next_meeting
from session_tui.core.model.values import Duration


def client_due(chart: Chart) -> tuple[Due, ...]:
    """Return every open item with a due date, and every promise of the practitioner.

    A running trial is due on its last day; the caller decides what is due now. If the chart was made without the
    private page, nothing from it is included.
    """
    return (*_trials(chart), *_steps(chart), *_meeting(chart))


def _trials(chart: Chart) -> Iterator[Due]:
    """Yield the trials, due on their last day."""
    made = {step.now.id: step for step in chart.steps}
    for trial in chart.open_items.trials:
        days = Duration(n=trial.days, unit="days")
        yield Due(
            kind="trial",
            client=chart.client,
            session=_session_of(made.get(trial.step.id)),
            text=f"{trial.step.text}, {days}",
            since=trial.since,
            due=trial.ends,
            owner=trial.step.owner,
            item=trial.step.id,
        )


def _steps(chart: Chart) -> Iterator[Due]:
    """Yield the open steps that have a due date or are the practitioner's."""
    made = {step.now.id: step for step in chart.steps}
    for item in chart.open_items.steps:
        step = item.step
        if step.due is None and step.owner not in MINE:
            continue
        yield Due(
            kind="step",
            client=chart.client,
            session=_session_of(made.get(step.id)),
            text=step.text,
            since=item.since,
            due=step.due,
            owner=step.owner,
            item=step.id,
        )


def _meeting(chart: Chart) -> Iterator[Due]:
    """Yield the next meeting."""
    found = next_meeting(chart)
    if found is None:
        return
    rhythm = chart.open_items.rhythm
    said = [rhythm.phase] if rhythm and rhythm.phase else []
    if found.is_look_back:
        said.append("time to look back")
    elif found.is_agreed:
        said.append("as agreed")
    elif rhythm and rhythm.every:
        said.append(f"every {rhythm.every}")
    last = chart.meetings[-1]
    yield Due("client", chart.client, last.id, ", ".join(said), last.day, found.day)


def _session_of(step: StepHistory | None) -> str:
    """Return the id of the session that agreed a step; empty if it is unknown."""
    return step.made_in if step else ""
