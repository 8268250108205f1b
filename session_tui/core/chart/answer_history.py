"""One question through time: every answer to one prompt, and what was said in between; one goal likewise."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from session_tui.core.chart.open_state import RECORD
from session_tui.core.model.guide import Share
from session_tui.core.model.session import Answer, Session
from session_tui.core.model.values import Decision, Event, Goal, Kind

_LASTING = ("why", "first_sign", "set_by", "importance", "confidence", "hoped", "state")
"""What of a goal holds until something else is said."""


@dataclass(frozen=True, slots=True)
class SessionRef:
    """One session in a line: which, when, by what guide, and whether it is still a draft."""

    session: str
    day: date
    guide: str
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to the prompt, with heading and ask as they were used then.

    Attributes:
        still_true: when it was brought forward later, and confirmed without a change.
    """

    at: SessionRef
    answer: Answer
    still_true: tuple[SessionRef, ...] = ()


@dataclass(frozen=True, slots=True)
class InBetween:
    """What was said from one answer to the next, or since the last.

    Attributes:
        sessions: those in which nothing was answered to the prompt.
        events: told from after the one answer until the next, that session included.
        decisions: taken from the one answer, that session included, until before the next.
    """

    sessions: tuple[SessionRef, ...] = ()
    events: tuple[Event, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.sessions or self.events or self.decisions)


@dataclass(frozen=True, slots=True)
class PromptHistory:
    """The answers to one prompt, oldest first.

    Attributes:
        told: the answers.
        between: for each answer, what was said after it and until the next; as many as there are answers.
    """

    told: tuple[Answered, ...] = ()
    between: tuple[InBetween, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalStatement:
    """What one session said of a goal.

    Attributes:
        goal: its words then, its rating and what told it, and of the rest only what is new.
        prompt: the prompt that asked.
        was: the rating before; None where there was none.
        old_words: the words until then, where they were changed here.
    """

    at: SessionRef
    prompt: str
    goal: Goal
    was: int | None = None
    old_words: str = ""


def prompt_history(sessions: Iterable[Session], prompt: str, shares: Collection[Share] = RECORD) -> PromptHistory:
    """Every answer to a prompt in one client's sessions, in whatever order they are given.

    What was brought forward and not confirmed says nothing. Sessions that were entered by mistake are left out by the
    caller. Only what is of these shares is looked at.
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
    """What each session said of a goal, oldest first, whatever prompt asked for it."""
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
    """The words of every goal by its id, as they were said last; in the order in which the goals were set."""
    ordered = oldest_first(sessions)
    return {goal.id: goal.words for each in ordered for _, goal in _goals(each, shares)}


def oldest_first(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """The sessions, oldest first; those of one moment by their ids."""
    return tuple(sorted(sessions, key=lambda each: (each.started, each.id)))


def _occasion(session: Session) -> SessionRef:
    return SessionRef(session.id, session.day, session.guide.title, not session.is_signed)


def _said(session: Session, shares: Collection[Share]) -> Iterator[Answer]:
    """The answers of a session that count."""
    return (
        answer
        for answer in session.answers
        if answer.is_answered and not answer.is_unconfirmed and answer.share in shares
    )


def _given(session: Session, prompt: str, shares: Collection[Share]) -> Answer | None:
    return next((each for each in _said(session, shares) if each.prompt == prompt), None)


def _is_still_true(answer: Answer, before: Answer) -> bool:
    """Whether an answer is the one before, brought forward, confirmed and unchanged."""
    return bool(answer.confirmed) and (answer.kind, answer.value, answer.note, answer.mark) == (
        before.kind,
        before.value,
        before.note,
        before.mark,
    )


def _between(stretch: Sequence[Session], end: int, prompt: str, shares: Collection[Share]) -> InBetween:
    """What was said in a stretch that begins with an answer; at ``end`` stands the next, if there is one."""
    quiet = (each for each in stretch[1:end] if _given(each, prompt, shares) is None)
    return InBetween(
        tuple(_occasion(session) for session in quiet),
        tuple(item for item in _items(stretch[1:], Kind.EVENTS, prompt, shares) if isinstance(item, Event)),
        tuple(item for item in _items(stretch[:end], Kind.DECISION, prompt, shares) if isinstance(item, Decision)),
    )


def _items(sessions: Iterable[Session], kind: Kind, prompt: str, shares: Collection[Share]) -> Iterator[object]:
    """The items of this kind that other prompts hold, each once."""
    answers = (answer for session in sessions for answer in _said(session, shares))
    values = (each.value for each in answers if each.kind == kind and each.prompt != prompt)
    held = (item for value in values for item in (value if isinstance(value, tuple) else (value,)))
    return iter(dict.fromkeys(held))


def _goals(session: Session, shares: Collection[Share]) -> Iterator[tuple[str, Goal]]:
    """The goals that a session names, each with the prompt that asked."""
    for answer in _said(session, shares):
        if answer.kind == Kind.GOALS and isinstance(answer.value, tuple):
            yield from ((answer.prompt, goal) for goal in answer.value if isinstance(goal, Goal))
