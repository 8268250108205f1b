"""What waits across the practice: trials to judge, promises, steps overdue, clients due to meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from session_tui.core.chart import Chart
from session_tui.core.histories import StepHistory
from session_tui.core.rhythm import next_meeting
from session_tui.core.values import Duration

MINE = frozenset({"me", "both"})
"""Owners whose steps are on the practitioner's side."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that waits.

    Attributes:
        kind: ``draft``, ``trial``, ``step`` or ``client``.
        session: the id of the session it comes from: the draft itself, the one that made the step, the last meeting.
        text: the step's words, or why the client is due, in words that anybody may see.
        since: the day it began: of the trial, of the step, of the last meeting.
        due: the day it is due; None for a promise without a day.
        owner: whose step it is: ``client``, ``me``, ``both`` or a name; None for others.
        item: the id of the step; empty for others.
    """

    kind: str
    client: str
    session: str
    text: str
    since: date
    due: date | None = None
    owner: str | None = None
    item: str = ""

    def is_due(self, today: date) -> bool:
        """Whether its day has come; a promise without a day waits for none."""
        return self.due is not None and self.due <= today

    def is_overdue(self, today: date) -> bool:
        """Whether its day is over."""
        return self.due is not None and self.due < today

    @property
    def is_mine(self) -> bool:
        """Whether the practitioner has it to do."""
        return self.kind == "step" and self.owner in MINE


def waiting(chart: Chart) -> tuple[Due, ...]:
    """Everything open that has a day, and every promise of mine, whenever it is due.

    A trial that is running has its last day; the caller asks which are due. Nothing of the private page is among them
    when the chart was made without it.
    """
    return (*_trials(chart), *_steps(chart), *_meeting(chart))


def when_due(each: Due) -> tuple[date, str, str]:
    """The key that sorts what is due first, first; promises without a day come last."""
    return (each.due or date.max, each.client, each.text)


def _trials(chart: Chart) -> Iterator[Due]:
    made = {step.now.id: step for step in chart.steps}
    for trial in chart.standing.trials:
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
    made = {step.now.id: step for step in chart.steps}
    for standing in chart.standing.steps:
        step = standing.step
        if step.due is None and step.owner not in MINE:
            continue
        yield Due(
            kind="step",
            client=chart.client,
            session=_session_of(made.get(step.id)),
            text=step.text,
            since=standing.since,
            due=step.due,
            owner=step.owner,
            item=step.id,
        )


def _meeting(chart: Chart) -> Iterator[Due]:
    found = next_meeting(chart)
    if found is None:
        return
    rhythm = chart.standing.rhythm
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
    return step.made_in if step else ""
