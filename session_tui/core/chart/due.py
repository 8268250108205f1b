"""What can wait across the practice: trials to judge, promises, steps overdue, clients due to meet.

It knows nothing of charts, so that home can list what waits without them; :mod:`session_tui.core.chart.client_due` computes it.
"""

from dataclasses import dataclass
from datetime import date

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


def when_due(each: Due) -> tuple[date, str, str]:
    """The key that sorts what is due first, first; promises without a day come last."""
    return (each.due or date.max, each.client, each.text)
