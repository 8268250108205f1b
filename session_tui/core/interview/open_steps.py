"""Steps still open right now: those from earlier sessions, updated by this one."""

from collections.abc import Iterable

from session_tui.core.chart.open_items import OpenItems
from session_tui.core.chart.open_state import CLOSED_STEPS, CLOSING_VERDICTS, merge_item
from session_tui.core.model.values import Step, Verdict

FEW = 3
"""The largest number of open steps that a client can be expected to carry."""

THEIRS = frozenset({"client", "both"})
"""The owners whose steps the client carries."""


def open_steps(open_items: OpenItems, given: Iterable[Step] = (), verdicts: Iterable[Verdict] = ()) -> tuple[Step, ...]:
    """Return the steps that are open now, each in its latest wording.

    Args:
        open_items: items left open by earlier sessions.
        given: this session's steps; new ones are placed after the others.
        verdicts: this session's verdicts on trials; a step whose trial is kept or stopped is done.
    """
    steps = {each.step.id: each.step for each in open_items.steps}
    for step in given:
        steps[step.id] = merge_item(steps.get(step.id), step)
    settled = {each.step for each in verdicts if each.verdict in CLOSING_VERDICTS}
    return tuple(step for step in steps.values() if step.outcome not in CLOSED_STEPS and step.id not in settled)


def too_many(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the open steps that the client carries if there are more than :data:`FEW`, else none."""
    theirs = tuple(step for step in steps if step.owner in THEIRS)
    return theirs if len(theirs) > FEW else ()
