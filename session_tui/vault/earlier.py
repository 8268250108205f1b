"""What earlier sessions of a client hold, read for the one that is being written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from session_tui.core.chart import by_beginning
from session_tui.core.guide import Before, Guide
from session_tui.core.note import MARKED_BY_MISTAKE
from session_tui.core.session import Answer, Session
from session_tui.core.values import AgendaItem, Kind
from session_tui.vault.chart_store import ChartStore


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The last answer to a prompt, and the session and day in which it was given."""

    answer: Answer
    session_id: str
    day: date


def earlier_sessions(sessions: Iterable[Session], before: Session) -> tuple[Session, ...]:
    """Of a client's sessions, the others that began before, oldest first."""
    now = by_beginning(before)
    earlier = (each for each in sessions if by_beginning(each) < now and each.id != before.id)
    return tuple(sorted(earlier, key=by_beginning))


def last_answers(sessions: Iterable[Session], before: Session) -> Mapping[str, LastAnswer]:
    """By prompt: the newest earlier answer to each prompt that a session asks. What was left unconfirmed does not count."""
    wanted = {answer.prompt: answer for answer in before.answers}
    found: dict[str, LastAnswer] = {}
    for session in reversed(earlier_sessions(sessions, before)):
        for answer in session.answers:
            asked = wanted.get(answer.prompt)
            if asked and answer.prompt not in found and _fits(answer, asked):
                found[answer.prompt] = LastAnswer(answer, session.id, session.day)
        if len(found) == len(wanted):
            break
    return found


def carry(session: Session, guide: Guide, last: Callable[[], Mapping[str, LastAnswer]]) -> Session:
    """The new session with the answers that its guide carries over, unconfirmed."""
    carried = [
        p.id for _, p in guide.prompts() if p.before == Before.CARRY and session.has_prompt(p.id)
    ]
    answers = last() if carried else {}
    for prompt in carried:
        if prompt in answers:
            known = answers[prompt]
            left = _unfinished(known.answer)
            session = session.recalled(prompt, left, known.session_id, at=session.started)
    return session


def _unfinished(answer: Answer) -> Answer:
    """An answer without what was done with: the items of a list for the day that were covered."""
    if answer.kind != Kind.AGENDA or not isinstance(answer.value, tuple):
        return answer
    left = tuple(
        item
        for item in answer.value
        if not (isinstance(item, AgendaItem) and item.state == "covered")
    )
    return answer.but(value=left) if left else answer.but(state="skipped", value=None)


def _fits(answer: Answer, asked: Answer) -> bool:
    """Whether an old answer may stand at a prompt now: same kind, and nothing private becomes less so."""
    is_safe = asked.is_private or not answer.is_private
    return (
        answer.is_answered and not answer.is_unconfirmed and answer.kind == asked.kind and is_safe
    )


def mistaken(chart: ChartStore) -> set[str]:
    """The names of the sessions that an addendum says were entered by mistake."""
    return {
        name.rpartition(".addendum-")[0]
        for name, stored in chart.documents("addenda")
        if not stored.fault and stored.load().get("mark") == MARKED_BY_MISTAKE
    }
