"""Conditions under which a guide asks a prompt (its ``if=`` attribute)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from session_tui.core.chart.open_state import CLOSED_GOALS, CLOSED_QUESTIONS, OpenItems
from session_tui.core.chart.open_views import RecordView
from session_tui.core.model.guide import PRIVATE, Prompt
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind

DROP = 2
"""Smallest fall in the closing rating, compared with last time, that counts as a drop."""


def is_asked(prompt: Prompt, open_items: OpenItems, session: Session) -> bool:
    """Whether a prompt is asked now.

    It is if it has no condition, the condition holds, it has an answer, or it is a repair prompt and a repair is still
    open.

    Args:
        prompt: a prompt of the session.
        open_items: items left open by earlier sessions, including their private pages if the prompt is private.
        session: the session as it is now.
    """
    if not prompt.condition or session.answer(prompt.id).is_answered:
        return True
    if prompt.kind == Kind.REPAIR and open_items.repairs:
        return True
    return condition_holds(prompt.condition, open_items, session.day, session)


def condition_holds(condition: str, open_items: OpenItems, today: date, session: Session) -> bool:
    """Whether a condition holds in this session, given the items that earlier sessions left open.

    A goal or question that this session itself adds counts as well. An empty condition always holds, and so does one
    that this version does not know: an unneeded prompt is better than a lost one.
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
    """Return by how much the closing rating fell since last time; 0 if it fell by less than :data:`DROP`."""
    last = open_items.close.value if open_items.close else None
    now = session.answer("close").value if session.has_prompt("close") else None
    if not isinstance(last, int) or not isinstance(now, int):
        return 0
    return last - now if last - now >= DROP else 0


def after_close(open_items: RecordView, session: Session) -> str:
    """Return the hint to show when the closing rating fell.

    It is empty if the rating did not fall, or if the session has no repair prompt to point to.
    """
    drop = close_drop(open_items, session)
    places = [answer for answer in session.answers if answer.kind == Kind.REPAIR]
    if not drop or not places:
        return ""
    where = ", on your private page" if places[0].section == PRIVATE else ""
    return f"{drop} lower than last time. “{places[0].heading}” is there for it{where}, if you like."


def _has_open(session: Session, kind: Kind, closed: frozenset[str]) -> bool:
    """Whether the session holds an item of a kind whose state is not one of ``closed``."""
    return any(item.state not in closed for item in _items(session, kind))


def _items(session: Session, kind: Kind) -> Iterator[Any]:
    """Yield the items in the session's answers of one kind."""
    for answer in session.answers:
        if answer.kind == kind and isinstance(answer.value, tuple):
            yield from answer.value
