"""Due items across the practice: trials to judge, promises, overdue steps, clients due to meet.

This module does not import charts, so that home can list due items without them;
:mod:`session_tui.core.chart.client_due` computes them.
"""

from dataclasses import dataclass
from datetime import date

MINE = frozenset({"me", "both"})
"""The owners whose steps are the practitioner's to do."""


@dataclass(frozen=True, slots=True)
class Due:
    """One due item.

    Attributes:
        kind: ``draft``, ``trial``, ``step`` or ``client``.
        session: the id of its session: the draft itself, the session that agreed the step, the last meeting.
        text: the step's text, or why the client is due, in words that anybody may see.
        since: the first day of the trial, the day of the step, or the day of the last meeting.
        due: the due date; None for a promise without one.
        owner: the owner of the step: ``client``, ``me``, ``both`` or a name; None for other kinds.
        item: the id of the step; empty for other kinds.
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
        """Whether it is due; a promise without a due date always is."""
        return self.due is not None and self.due <= today

    def is_overdue(self, today: date) -> bool:
        """Whether its due date has passed."""
        return self.due is not None and self.due < today

    @property
    def is_mine(self) -> bool:
        """Whether it is the practitioner's to do."""
        return self.kind == "step" and self.owner in MINE


def when_due(each: Due) -> tuple[date, str, str]:
    """The sort key by due date; promises without one come last."""
    return (each.due or date.max, each.client, each.text)
