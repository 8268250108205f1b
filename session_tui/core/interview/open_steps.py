"""What stands open at this moment of a session: what earlier ones left, and what this one says of it."""

from collections.abc import Iterable

from session_tui.core.chart.open_items import OpenItems
from session_tui.core.chart.open_state import CLOSED_STEPS, CLOSING_VERDICTS, merge_item
from session_tui.core.model.values import Step, Verdict

FEW = 3
"""How many open steps on the client's side are few enough to carry."""

THEIRS = frozenset({"client", "both"})


def open_steps(open_items: OpenItems, given: Iterable[Step] = (), verdicts: Iterable[Verdict] = ()) -> tuple[Step, ...]:
    """The steps that are open now, each in its latest words.

    Args:
        open_items: what earlier sessions left open.
        given: what this session says of steps; new ones come behind the others.
        verdicts: this session's verdicts on trials: a trial that is kept or stopped needs nothing more.
    """
    steps = {each.step.id: each.step for each in open_items.steps}
    for step in given:
        steps[step.id] = merge_item(steps.get(step.id), step)
    settled = {each.step for each in verdicts if each.verdict in CLOSING_VERDICTS}
    return tuple(step for step in steps.values() if step.outcome not in CLOSED_STEPS and step.id not in settled)


def too_many(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Those of the open steps that are on the client's side, when they are more than a few; else none."""
    theirs = tuple(step for step in steps if step.owner in THEIRS)
    return theirs if len(theirs) > FEW else ()
