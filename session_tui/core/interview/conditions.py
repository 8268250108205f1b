"""When a prompt appears that a guide asks only then (``if=``)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from session_tui.core.chart.open_state import CLOSED_GOALS, CLOSED_QUESTIONS, OpenItems
from session_tui.core.chart.open_views import RecordView
from session_tui.core.model.guide import PRIVATE, Prompt
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind

DROP = 2
"""By how much the rating of the close must be lower than last time to be called dropped."""


def is_asked(prompt: Prompt, open_items: OpenItems, session: Session) -> bool:
    """Whether a prompt is asked now: its condition holds, something stands there, or between us something is still open.

    Args:
        prompt: one that the session has.
        open_items: what earlier sessions left open, their private pages included when the prompt is private.
        session: the session as it is now.
    """
    if not prompt.condition or session.answer(prompt.id).is_answered:
        return True
    if prompt.kind == Kind.REPAIR and open_items.repairs:
        return True
    return condition_holds(prompt.condition, open_items, session.day, session)


def condition_holds(condition: str, open_items: OpenItems, today: date, session: Session) -> bool:
    """Whether a condition holds in this session, seen from what earlier ones left open.

    A goal or question that this session itself wrote down counts as well. No condition, and one that this version does
    not know, always hold: better one prompt too many than one lost.
    """
    match condition:
        case "trials.due":
            return bool(open_items.due_trials(today))
        case "questions.open":
            return bool(open_items.questions) or _has_open(session, Kind.QUESTIONS, CLOSED_QUESTIONS)
        case "goals.any":
            return bool(open_items.goals) or _has_open(session, Kind.GOALS, CLOSED_GOALS)
        case "close.dropped":
            return close_drop(open_items, session) > 0
    return True


def close_drop(open_items: OpenItems, session: Session) -> int:
    """By how much the close was rated lower than last time; 0 when that is not called dropped."""
    last = open_items.close.value if open_items.close else None
    now = session.answer("close").value if session.has_prompt("close") else None
    if not isinstance(last, int) or not isinstance(now, int):
        return 0
    return last - now if last - now >= DROP else 0


def after_close(open_items: RecordView, session: Session) -> str:
    """What a close that dropped calls for, in one calm line; empty when it did not, or no prompt would take it."""
    drop = close_drop(open_items, session)
    places = [answer for answer in session.answers if answer.kind == Kind.REPAIR]
    if not drop or not places:
        return ""
    where = ", on your private page" if places[0].section == PRIVATE else ""
    return f"{drop} lower than last time. “{places[0].heading}” is there for it{where}, if you like."


def _has_open(session: Session, kind: Kind, closed: frozenset[str]) -> bool:
    return any(item.state not in closed for item in _items(session, kind))


def _items(session: Session, kind: Kind) -> Iterator[Any]:
    for answer in session.answers:
        if answer.kind == kind and isinstance(answer.value, tuple):
            yield from answer.value
