"""The histories of what lives across sessions: every mention of an item, oldest first, and what follows from them."""

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
    """What one session said of something.

    Attributes:
        day: the practitioner's calendar day of that session.
        session: its id.
        said: what it said, with only the fields that it gave.
    """

    day: date
    session: str
    said: D


@dataclass(frozen=True, slots=True)
class Change:
    """A field that was given another value: the day, the session, and the value."""

    day: date
    session: str
    value: str


@dataclass(frozen=True, slots=True)
class History(Generic[Item]):
    """An item that keeps its id for life.

    Attributes:
        now: the item as its mentions leave it.
        mentions: what each session said of it, oldest first; never empty.
    """

    now: Item
    mentions: tuple[Mention[Item], ...]

    @property
    def since(self) -> date:
        """The day of the session that first named it."""
        return self.mentions[0].day

    @property
    def made_in(self) -> str:
        """The id of the session that first named it."""
        return self.mentions[0].session

    @property
    def last_day(self) -> date:
        """The day of the session that last named it."""
        return self.mentions[-1].day

    def changes(self, read: Callable[[Item], str | None]) -> tuple[Change, ...]:
        """The values a field took, oldest first; what was said again without a change is left out."""
        found: list[Change] = []
        for mention in self.mentions:
            value = read(mention.said)
            if value is not None and (not found or found[-1].value != value):
                found.append(Change(mention.day, mention.session, value))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class GoalHistory(History[Goal]):
    """A goal from its first words on.

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
        """Its words, and how they changed."""
        return self.changes(lambda goal: goal.words)

    @property
    def states(self) -> tuple[Change, ...]:
        """How it stood: active, parked, reached, let go."""
        return self.changes(lambda goal: goal.state)


@dataclass(frozen=True, slots=True)
class StepHistory(History[Step]):
    """A step from the day it was agreed.

    Attributes:
        verdicts: what was decided about its trial, oldest first.
    """

    verdicts: tuple[Mention[Verdict], ...] = ()

    @property
    def is_done_with(self) -> bool:
        """Whether its last outcome ends it: it was done, or they chose not to."""
        return self.now.outcome in CLOSED_STEPS

    @property
    def owners(self) -> tuple[Change, ...]:
        """Whose step it was."""
        return self.changes(lambda step: step.owner)

    @property
    def outcomes(self) -> tuple[Mention[Step], ...]:
        """The mentions that say what came of it, each with its comment."""
        return tuple(mention for mention in self.mentions if mention.said.outcome is not None)


@dataclass(frozen=True, slots=True)
class QuestionHistory(History[Question]):
    """A question from the day it was asked."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered or dropped it."""
        return self.now.state not in CLOSED_QUESTIONS

    @property
    def closed(self) -> date | None:
        """The day on which it was answered or dropped; None while it is open."""
        return None if self.is_open else self.changes(lambda each: each.state)[-1].day


@dataclass(frozen=True, slots=True)
class RepairHistory(History[Repair]):
    """Something between practitioner and client, from the day it was noted."""

    @property
    def is_open(self) -> bool:
        """Whether it is not repaired yet."""
        return self.now.state != "repaired"


@dataclass(frozen=True, slots=True)
class Statement:
    """One answered prompt: the session's day and id, and the answer as it stands there."""

    day: date
    session: str
    answer: Answer
