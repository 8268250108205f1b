"""The history of one prompt or goal: every answer, and what happened between two answers."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from session_tui.core.chart.open_state import RECORD
from session_tui.core.model.guide import Share
from session_tui.core.model.session import Answer, Session
from session_tui.core.model.values import Decision, Event, Goal, Kind

_LASTING = ("why", "first_sign", "set_by", "importance", "confidence", "hoped", "state")
"""The fields of a goal that keep their value until a session changes it."""


@dataclass(frozen=True, slots=True)
class SessionRef:
    """A reference to a session: id, day, guide, and whether it is a draft."""

    session: str
    day: date
    guide: str
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to the prompt, with the heading and question used at the time.

    Attributes:
        still_true: the later sessions in which it was carried over and confirmed unchanged.
    """

    at: SessionRef
    answer: Answer
    still_true: tuple[SessionRef, ...] = ()


@dataclass(frozen=True, slots=True)
class InBetween:
    """What happened between one answer and the next, or since the last one.

    Attributes:
        sessions: the sessions without an answer to the prompt.
        events: told after the first answer, up to and including the session of the next.
        decisions: made from the session of the first answer up to, but not in, that of the next.
    """

    sessions: tuple[SessionRef, ...] = ()
    events: tuple[Event, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not (self.sessions or self.events or self.decisions)


@dataclass(frozen=True, slots=True)
class PromptHistory:
    """The answers to one prompt, oldest first.

    Attributes:
        told: the answers.
        between: for each answer, what happened after it and before the next; as long as ``told``.
    """

    told: tuple[Answered, ...] = ()
    between: tuple[InBetween, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalStatement:
    """What one session recorded about a goal.

    Attributes:
        goal: its wording at the time, its rating with the evidence, and only the changes of other fields.
        prompt: the id of the prompt.
        was: the previous rating; None if there was none.
        old_words: the previous wording, if this session changed it.
    """

    at: SessionRef
    prompt: str
    goal: Goal
    was: int | None = None
    old_words: str = ""


def prompt_history(sessions: Iterable[Session], prompt: str, shares: Collection[Share] = RECORD) -> PromptHistory:
    """Return every answer to a prompt in one client's sessions, which may be given in any order.

    Unconfirmed answers do not count. The caller leaves out sessions entered in error.
    Only answers with one of these shares are read.
    """
    ordered = oldest_first(sessions)
    told: list[Answered] = []
    places: list[int] = []
    for place, session in enumerate(ordered):
        answer = _given(session, prompt, shares)
        if answer is None:
            continue
        if told and _is_still_true(answer, told[-1].answer):
            last = told[-1]
            told[-1] = Answered(last.at, last.answer, (*last.still_true, _occasion(session)))
        else:
            told.append(Answered(_occasion(session), answer))
            places.append(place)
    between = (
        _between(ordered[place : end + 1], end - place, prompt, shares)
        for place, end in pairwise([*places, len(ordered)])
    )
    return PromptHistory(tuple(told), tuple(between))


def goal_history(
    sessions: Iterable[Session], goal: str, shares: Collection[Share] = RECORD
) -> tuple[GoalStatement, ...]:
    """Return what each session recorded about a goal, under any prompt, oldest first."""
    told: list[GoalStatement] = []
    known: Goal | None = None
    for session in oldest_first(sessions):
        for prompt, said in (each for each in _goals(session, shares) if each[1].id == goal):
            if known is None:
                told.append(GoalStatement(_occasion(session), prompt, said))
                known = said
                continue
            old = known.words if known.words != said.words else ""
            new = said.replace(**{name: None for name in _LASTING if getattr(said, name) == getattr(known, name)})
            told.append(GoalStatement(_occasion(session), prompt, new, known.rating, old))
            given = (name for name in (*_LASTING, "rating") if getattr(said, name) is not None)
            known = known.replace(words=said.words, **{name: getattr(said, name) for name in given})
    return tuple(told)


def goal_wordings(sessions: Iterable[Session], shares: Collection[Share] = RECORD) -> dict[str, str]:
    """Return the latest wording of every goal by id, in the order in which the goals were set."""
    ordered = oldest_first(sessions)
    return {goal.id: goal.words for each in ordered for _, goal in _goals(each, shares)}


def oldest_first(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Return the sessions sorted by start, then by id."""
    return tuple(sorted(sessions, key=lambda each: (each.started, each.id)))


def _occasion(session: Session) -> SessionRef:
    """Return a reference to a session."""
    return SessionRef(session.id, session.day, session.guide.title, not session.is_signed)


def _said(session: Session, shares: Collection[Share]) -> Iterator[Answer]:
    """Return the answers of a session that count."""
    return (
        answer
        for answer in session.answers
        if answer.is_answered and not answer.is_unconfirmed and answer.share in shares
    )


def _given(session: Session, prompt: str, shares: Collection[Share]) -> Answer | None:
    """Return the session's answer to a prompt, if it counts."""
    return next((each for each in _said(session, shares) if each.prompt == prompt), None)


def _is_still_true(answer: Answer, before: Answer) -> bool:
    """Whether an answer is the previous one, carried over, confirmed and unchanged."""
    return bool(answer.confirmed) and (answer.kind, answer.value, answer.note, answer.mark) == (
        before.kind,
        before.value,
        before.note,
        before.mark,
    )


def _between(stretch: Sequence[Session], end: int, prompt: str, shares: Collection[Share]) -> InBetween:
    """Return what happened in a stretch that starts with an answer; ``end`` is the session of the next, if any."""
    quiet = (each for each in stretch[1:end] if _given(each, prompt, shares) is None)
    return InBetween(
        tuple(_occasion(session) for session in quiet),
        tuple(item for item in _items(stretch[1:], Kind.EVENTS, prompt, shares) if isinstance(item, Event)),
        tuple(item for item in _items(stretch[:end], Kind.DECISION, prompt, shares) if isinstance(item, Decision)),
    )


def _items(sessions: Iterable[Session], kind: Kind, prompt: str, shares: Collection[Share]) -> Iterator[object]:
    """Return the items of this kind under other prompts, each once."""
    answers = (answer for session in sessions for answer in _said(session, shares))
    values = (each.value for each in answers if each.kind == kind and each.prompt != prompt)
    held = (item for value in values for item in (value if isinstance(value, tuple) else (value,)))
    return iter(dict.fromkeys(held))


def _goals(session: Session, shares: Collection[Share]) -> Iterator[tuple[str, Goal]]:
    """Return the goals that a session mentions, each with the id of its prompt."""
    for answer in _said(session, shares):
        if answer.kind == Kind.GOALS and isinstance(answer.value, tuple):
            yield from ((answer.prompt, goal) for goal in answer.value if isinstance(goal, Goal))
