"""The last answer to each prompt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from session_tui.core.model.session import Answer, Session


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The last answer to a prompt, with its session and day."""

    answer: Answer
    session_id: str
    day: date


def last_answers(newest_first: Iterable[Session], asked: Iterable[Answer]) -> dict[str, LastAnswer]:
    """Return, by prompt, the newest confirmed answer to each of the prompts ``asked``."""
    wanted = {answer.prompt: answer for answer in asked}
    found: dict[str, LastAnswer] = {}
    for session in newest_first:
        found = answers_of(session, wanted) | found
    return found


def answers_of(session: Session, wanted: Mapping[str, Answer]) -> dict[str, LastAnswer]:
    """Return, by prompt, the session's answers to the ``wanted`` prompts."""
    return {
        answer.prompt: LastAnswer(answer, session.id, session.day)
        for answer in session.answers
        if answer.prompt in wanted and _fits(answer, wanted[answer.prompt])
    }


def _fits(answer: Answer, asked: Answer) -> bool:
    """Whether an old answer may be shown at a prompt: same kind, and nothing private becomes less private."""
    is_safe = asked.is_private or not answer.is_private
    return answer.is_answered and not answer.is_unconfirmed and answer.kind == asked.kind and is_safe
