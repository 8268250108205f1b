"""What a prompt of each kind holds: one value a kind.

A value holds only what its session touched. Items that live across sessions (goals, steps, questions, people, repairs)
keep their id for life, and always carry their words, so that a note reads whole by itself.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from session_tui.core.schema.field_types import (
    UUID,
    Day,
    ListOf,
    OneOf,
    Rule,
    Table,
    Text,
    Whole,
    YesNo,
)
from session_tui.core.schema.fields import Document, Part, given, needed

ID = Text(pattern=UUID)
NAME = Text(pattern=re.compile(r"\S+"))
"""A name in one piece: the id of a guide, a section or a prompt."""

SHORT = Text(filled=True)
RATING = Whole(0, 10)
"""A rating, 0 to 10."""


class Kind(StrEnum):
    """The kinds of prompt."""

    TEXT = "text"
    LIST = "list"
    SCALE = "scale"
    CHOICE = "choice"
    DATE = "date"
    DURATION = "duration"
    GOALS = "goals"
    STEPS = "steps"
    TRIALS = "trials"
    QUESTIONS = "questions"
    PEOPLE = "people"
    EVENTS = "events"
    CHECKIN = "checkin"
    DECISION = "decision"
    AGENDA = "agenda"
    RHYTHM = "rhythm"
    REPAIR = "repair"

    @property
    def is_live(self) -> bool:
        """Whether its items stay open across sessions and are changed in place."""
        return self in LIVE


LIVE = frozenset({"goals", "steps", "trials", "questions", "people", "agenda", "rhythm", "repair"})


@dataclass(frozen=True, slots=True)
class Duration(Document):
    """A length of time as people say it: a count and a unit."""

    UNITS: ClassVar = ("days", "weeks", "months", "years")
    n: int = needed(Whole(1, 9999))
    unit: str = needed(OneOf(*UNITS))

    def __str__(self) -> str:
        return f"{self.n} {self.unit if self.n != 1 else self.unit[:-1]}"


@dataclass(frozen=True, slots=True)
class Goal(Document):
    """What the client wants, in the client's own words, and where it stands today.

    ``support`` is who goes along: someone alongside, and how.
    """

    SET_BY: ClassVar = ("client", "together", "me")
    STATES: ClassVar = ("active", "parked", "reached", "let go")
    id: str = needed(ID)
    words: str = needed(SHORT)
    why: str | None = given(SHORT)
    first_sign: str | None = given(SHORT)
    set_by: str | None = given(OneOf(*SET_BY))
    rating: int | None = given(RATING)
    evidence: str | None = given(SHORT)
    importance: int | None = given(RATING)
    confidence: int | None = given(RATING)
    hoped: int | None = given(Whole(-2, 2))
    support: str | None = given(SHORT)
    state: str | None = given(OneOf(*STATES))


@dataclass(frozen=True, slots=True)
class Trial(Document):
    """How long a step is tried before anybody judges it, and by what."""

    days: int = needed(Whole(1, 3660))
    look_for: str | None = given(SHORT)
    stop_if: str | None = given(SHORT)


@dataclass(frozen=True, slots=True)
class Step(Document):
    """A small step: who does it, why, by when; and later what came of it.

    ``owner`` is client, me, both, or a name. ``goal`` is the id of the goal it serves.
    """

    OUTCOMES: ClassVar = ("did", "partly", "not yet", "chose not to", "changed")
    id: str = needed(ID)
    text: str = needed(SHORT)
    owner: str | None = given(SHORT)
    why: str | None = given(SHORT)
    goal: str | None = given(ID)
    due: date | None = given(Day())
    kind: str | None = given(SHORT)
    minutes_a_week: int | None = given(Whole(0, 10080))
    trial: Trial | None = given(Part(Trial))
    confidence: int | None = given(RATING)
    support: str | None = given(SHORT)
    outcome: str | None = given(OneOf(*OUTCOMES))
    comment: str | None = given(SHORT)


@dataclass(frozen=True, slots=True)
class Verdict(Document):
    """What was decided about a step's trial. ``days`` is how much longer, when it goes on longer."""

    VERDICTS: ClassVar = ("keep", "adjust", "stop", "longer")
    step: str = needed(ID)
    verdict: str = needed(OneOf(*VERDICTS))
    text: str | None = given(SHORT)
    seen: str | None = given(SHORT)
    days: int | None = given(Whole(1, 3660))


@dataclass(frozen=True, slots=True)
class Question(Document):
    """Something nobody in the room can say yet."""

    STATES: ClassVar = ("open", "answered", "dropped")
    id: str = needed(ID)
    text: str = needed(SHORT)
    owner: str | None = given(SHORT)
    state: str | None = given(OneOf(*STATES))
    answer: str | None = given(SHORT)


@dataclass(frozen=True, slots=True)
class Person(Document):
    """Somebody else who helps. ``contact``: whether the client agreed that they be contacted."""

    id: str = needed(ID)
    name: str = needed(SHORT)
    role: str | None = given(SHORT)
    for_: str | None = given(SHORT, name="for")
    not_for: str | None = given(SHORT)
    contact: bool | None = given(YesNo())


@dataclass(frozen=True, slots=True)
class Event(Document):
    """Something that happened; ``when`` as roughly as it was said (``2019``, ``before the move``)."""

    what: str = needed(SHORT)
    when: str | None = given(SHORT)


@dataclass(frozen=True, slots=True)
class Decision(Document):
    """A choice: its options (waiting is one), what mattered, what was chosen and by whom."""

    DECIDED_BY: ClassVar = ("client", "together", "me, asked to", "deferred")
    question: str | None = given(SHORT)
    options: tuple[str, ...] = given(ListOf(SHORT), ())
    mattered: str | None = given(SHORT)
    chosen: str | None = given(SHORT)
    decided_by: str | None = given(OneOf(*DECIDED_BY))


@dataclass(frozen=True, slots=True)
class AgendaItem(Document):
    """One thing for today's list."""

    BY: ClassVar = ("client", "me")
    STATES: ClassVar = ("open", "covered", "next time")
    text: str = needed(SHORT)
    by: str | None = given(OneOf(*BY))
    state: str | None = given(OneOf(*STATES))


@dataclass(frozen=True, slots=True)
class Rhythm(Document):
    """How often we meet, and when we look back."""

    PHASES: ClassVar = ("intensive", "steady", "light", "maintenance", "paused", "once")
    phase: str | None = given(OneOf(*PHASES))
    every: Duration | None = given(Part(Duration))
    look_back: date | None = given(Day())


@dataclass(frozen=True, slots=True)
class Repair(Document):
    """Something between practitioner and client, until it is repaired."""

    STATES: ClassVar = ("open", "repaired")
    id: str = needed(ID)
    what: str = needed(SHORT)
    named: bool | None = given(YesNo())
    did: str | None = given(SHORT)
    state: str | None = given(OneOf(*STATES))


Checkin = tuple[tuple[str, int], ...]
"""Ratings 0 to 10 by domain, in the order they were asked."""

DOMAINS = (
    ("sleep", "Sleep & rest"),
    ("movement", "Movement"),
    ("food", "Food"),
    ("water", "Water"),
    ("stress", "Stress"),
    ("people", "People around you"),
)
"""The check-in's domains, by key, with the words on the screen. 10 is as good as it could be."""

Value = (
    str
    | int
    | date
    | Duration
    | Decision
    | Rhythm
    | Repair
    | tuple[str, ...]
    | tuple[Goal, ...]
    | tuple[Step, ...]
    | tuple[Verdict, ...]
    | tuple[Question, ...]
    | tuple[Person, ...]
    | tuple[Event, ...]
    | tuple[AgendaItem, ...]
    | Checkin
)
"""Any value a prompt can hold; which one follows from its kind (:data:`VALUES`)."""

VALUES: dict[Kind, Rule] = {
    Kind.TEXT: Text(pattern=re.compile(r"[\s\S]+")),
    Kind.LIST: ListOf(SHORT, filled=True),
    Kind.SCALE: RATING,
    Kind.CHOICE: ListOf(SHORT, filled=True),
    Kind.DATE: Day(),
    Kind.DURATION: Part(Duration),
    Kind.GOALS: ListOf(Part(Goal), filled=True),
    Kind.STEPS: ListOf(Part(Step), filled=True),
    Kind.TRIALS: ListOf(Part(Verdict), filled=True),
    Kind.QUESTIONS: ListOf(Part(Question), filled=True),
    Kind.PEOPLE: ListOf(Part(Person), filled=True),
    Kind.EVENTS: ListOf(Part(Event), filled=True),
    Kind.CHECKIN: Table(RATING),
    Kind.DECISION: Part(Decision),
    Kind.AGENDA: ListOf(Part(AgendaItem), filled=True),
    Kind.RHYTHM: Part(Rhythm),
    Kind.REPAIR: Part(Repair),
}
"""The rule of each kind's value. An answer without a value holds None, whatever its kind."""


def is_blank(value: Value | None) -> bool:
    """Whether nothing was given: None, a text of nothing but white space, or an empty tuple or decision."""
    if isinstance(value, str):
        return not value.strip()
    return value in (None, (), Decision(), Rhythm())
