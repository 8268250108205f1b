"""When a prompt appears that a guide asks only then (``if=``)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from session_tui.core.session import Session
from session_tui.core.standing import CLOSED_GOALS, CLOSED_QUESTIONS, Standing
from session_tui.core.values import Kind

DROP = 2
"""By how much the rating of the close must be lower than last time to be called dropped."""


def holds(condition: str, standing: Standing, today: date, session: Session) -> bool:
    """Whether a condition holds in this session, seen from what earlier ones left open.

    A goal or question that this session itself wrote down counts as well. No condition, and one that this version does
    not know, always hold: better one prompt too many than one lost.
    """
    match condition:
        case "trials.due":
            return bool(standing.due_trials(today))
        case "questions.open":
            return bool(standing.questions) or _has_open(session, Kind.QUESTIONS, CLOSED_QUESTIONS)
        case "goals.any":
            return bool(standing.goals) or _has_open(session, Kind.GOALS, CLOSED_GOALS)
        case "close.dropped":
            return _is_dropped(standing, session)
    return True


def _is_dropped(standing: Standing, session: Session) -> bool:
    last = standing.close.value if standing.close else None
    now = session.answer("close").value if session.has_prompt("close") else None
    return isinstance(last, int) and isinstance(now, int) and last - now >= DROP


def _has_open(session: Session, kind: Kind, closed: frozenset[str]) -> bool:
    return any(item.state not in closed for item in _items(session, kind))


def _items(session: Session, kind: Kind) -> Iterator[Any]:
    for answer in session.answers:
        if answer.kind == kind and isinstance(answer.value, tuple):
            yield from answer.value
