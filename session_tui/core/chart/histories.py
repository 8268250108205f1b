"""The histories of items that live across sessions: every mention of an item, oldest first, and derived facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from session_tui.core.chart.open_items import Rating
from session_tui.core.chart.open_state import CLOSED_GOALS, CLOSED_QUESTIONS, CLOSED_STEPS
from session_tui.core.model.session import Answer
from session_tui.core.model.values import Goal, Question, Repair, Step, Verdict
from session_tui.core.schema.fields import Document

D = TypeVar("D")
Item = TypeVar("Item", bound=Document)


@dataclass(frozen=True, slots=True)
class Mention(Generic[D]):
    """What one session recorded about an item.

    Attributes:
        day: the local calendar day of the session.
        session: the id of the session.
        said: the item with only the fields that the session gave.
    """

    day: date
    session: str
    said: D


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a field: the day, the session, and the new value."""

    day: date
    session: str
    value: str


@dataclass(frozen=True, slots=True)
class History(Generic[Item]):
    """The history of one item, which keeps its id for life.

    Attributes:
        now: the item in its current state.
        mentions: what each session recorded about it, oldest first; never empty.
    """

    now: Item
    mentions: tuple[Mention[Item], ...]

    @property
    def since(self) -> date:
        """The day of its first mention."""
        return self.mentions[0].day

    @property
    def made_in(self) -> str:
        """The id of the session of its first mention."""
        return self.mentions[0].session

    @property
    def last_day(self) -> date:
        """The day of its last mention."""
        return self.mentions[-1].day

    def changes(self, read: Callable[[Item], str | None]) -> tuple[Change, ...]:
        """Return the changes of a field, oldest first; repetitions of the same value are left out."""
        found: list[Change] = []
        for mention in self.mentions:
            value = read(mention.said)
            if value is not None and (not found or found[-1].value != value):
                found.append(Change(mention.day, mention.session, value))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class GoalHistory(History[Goal]):
    """The history of a goal.

    Attributes:
        ratings: one a session, oldest first.
    """

    ratings: tuple[Rating, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is active or parked."""
        return self.now.state not in CLOSED_GOALS

    @property
    def wordings(self) -> tuple[Change, ...]:
        """The changes of its wording."""
        return self.changes(lambda goal: goal.words)

    @property
    def states(self) -> tuple[Change, ...]:
        """The changes of its state: active, parked, reached, let go."""
        return self.changes(lambda goal: goal.state)


@dataclass(frozen=True, slots=True)
class StepHistory(History[Step]):
    """The history of a step.

    Attributes:
        verdicts: the verdicts on its trial, oldest first.
    """

    verdicts: tuple[Mention[Verdict], ...] = ()

    @property
    def is_done_with(self) -> bool:
        """Whether its last outcome is final: it was done, or they chose not to."""
        return self.now.outcome in CLOSED_STEPS

    @property
    def owners(self) -> tuple[Change, ...]:
        """The changes of its owner."""
        return self.changes(lambda step: step.owner)

    @property
    def outcomes(self) -> tuple[Mention[Step], ...]:
        """The mentions that give an outcome, each with its comment."""
        return tuple(mention for mention in self.mentions if mention.said.outcome is not None)


@dataclass(frozen=True, slots=True)
class QuestionHistory(History[Question]):
    """The history of a question."""

    @property
    def is_open(self) -> bool:
        """Whether it was neither answered nor dropped."""
        return self.now.state not in CLOSED_QUESTIONS

    @property
    def closed(self) -> date | None:
        """The day it was answered or dropped; None while it is open."""
        return None if self.is_open else self.changes(lambda each: each.state)[-1].day


@dataclass(frozen=True, slots=True)
class RepairHistory(History[Repair]):
    """The history of a strain between practitioner and client."""

    @property
    def is_open(self) -> bool:
        """Whether it is not repaired yet."""
        return self.now.state != "repaired"


@dataclass(frozen=True, slots=True)
class Statement:
    """One answered prompt: the session's day and id, and its answer."""

    day: date
    session: str
    answer: Answer
