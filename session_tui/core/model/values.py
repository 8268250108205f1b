"""The values of the prompt kinds: one type of value for each.

A value holds only what its session changed. Items that live across sessions (goals, steps, questions, people, repairs)
keep their id for life and always carry their text, so that a note is complete by itself. What else the program knows of
each kind is in :mod:`session_tui.core.model.kinds`.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

# Imported from here by every module that reads values; they are defined there because lists do without the classes below.
from session_tui.core.model.kinds import KINDS
from session_tui.core.model.kinds import LIVE as LIVE
from session_tui.core.model.kinds import RATING as RATING
from session_tui.core.model.kinds import SHORT as SHORT
from session_tui.core.model.kinds import Kind as Kind
from session_tui.core.schema.field_types import (
    UUID,
    Day,
    ListOf,
    OneOf,
    Rule,
    Text,
    Whole,
    YesNo,
)
from session_tui.core.schema.fields import Document, SubDocument, optional, required

ID = Text(pattern=UUID)
NAME = Text(pattern=re.compile(r"\S+"))
"""A name without spaces: the id of a guide, a section or a prompt."""


@dataclass(frozen=True, slots=True)
class Duration(Document):
    """A duration as people say it: a count and a unit."""

    UNITS: ClassVar = ("days", "weeks", "months", "years")
    n: int = required(Whole(1, 9999))
    unit: str = required(OneOf(*UNITS))

    def __str__(self) -> str:
        return f"{self.n} {self.unit if self.n != 1 else self.unit[:-1]}"


@dataclass(frozen=True, slots=True)
class Goal(Document):
    """A goal in the client's own words, with today's rating.

    ``support`` is who helps with it, and how.
    """

    SET_BY: ClassVar = ("client", "together", "me")
    STATES: ClassVar = ("active", "parked", "reached", "let go")
    id: str = required(ID)
    words: str = required(SHORT)
    why: str | None = optional(SHORT)
    first_sign: str | None = optional(SHORT)
    set_by: str | None = optional(OneOf(*SET_BY))
    rating: int | None = optional(RATING)
    evidence: str | None = optional(SHORT)
    importance: int | None = optional(RATING)
    confidence: int | None = optional(RATING)
    hoped: int | None = optional(Whole(-2, 2))
    support: str | None = optional(SHORT)
    state: str | None = optional(OneOf(*STATES))


@dataclass(frozen=True, slots=True)
class Trial(Document):
    """The trial of a step: how long, and what to look for."""

    days: int = required(Whole(1, 3660))
    look_for: str | None = optional(SHORT)
    stop_if: str | None = optional(SHORT)


@dataclass(frozen=True, slots=True)
class Step(Document):
    """A small step: who does it, why, by when; and later its outcome.

    ``owner`` is client, me, both, or a name. ``goal`` is the id of the goal it serves.
    """

    OUTCOMES: ClassVar = ("did", "partly", "not yet", "chose not to", "changed")
    id: str = required(ID)
    text: str = required(SHORT)
    owner: str | None = optional(SHORT)
    why: str | None = optional(SHORT)
    goal: str | None = optional(ID)
    due: date | None = optional(Day())
    kind: str | None = optional(SHORT)
    minutes_a_week: int | None = optional(Whole(0, 10080))
    trial: Trial | None = optional(SubDocument(Trial))
    confidence: int | None = optional(RATING)
    support: str | None = optional(SHORT)
    outcome: str | None = optional(OneOf(*OUTCOMES))
    comment: str | None = optional(SHORT)


@dataclass(frozen=True, slots=True)
class Verdict(Document):
    """The verdict on a step's trial. ``days`` is the extension, if it is extended."""

    VERDICTS: ClassVar = ("keep", "adjust", "stop", "longer")
    step: str = required(ID)
    verdict: str = required(OneOf(*VERDICTS))
    text: str | None = optional(SHORT)
    seen: str | None = optional(SHORT)
    days: int | None = optional(Whole(1, 3660))


@dataclass(frozen=True, slots=True)
class Question(Document):
    """A question that nobody in the room can answer yet."""

    STATES: ClassVar = ("open", "answered", "dropped")
    id: str = required(ID)
    text: str = required(SHORT)
    owner: str | None = optional(SHORT)
    state: str | None = optional(OneOf(*STATES))
    answer: str | None = optional(SHORT)


@dataclass(frozen=True, slots=True)
class Person(Document):
    """Another person who helps. ``contact``: whether the client agreed that they may be contacted."""

    id: str = required(ID)
    name: str = required(SHORT)
    role: str | None = optional(SHORT)
    for_: str | None = optional(SHORT, name="for")
    not_for: str | None = optional(SHORT)
    contact: bool | None = optional(YesNo())


@dataclass(frozen=True, slots=True)
class Event(Document):
    """A life event; ``when`` is as exact as it was told (``2019``, ``before the move``)."""

    what: str = required(SHORT)
    when: str | None = optional(SHORT)


@dataclass(frozen=True, slots=True)
class Decision(Document):
    """A decision: its options (waiting is one), what mattered, what was chosen and by whom."""

    DECIDED_BY: ClassVar = ("client", "together", "me, asked to", "deferred")
    question: str | None = optional(SHORT)
    options: tuple[str, ...] = optional(ListOf(SHORT), ())
    mattered: str | None = optional(SHORT)
    chosen: str | None = optional(SHORT)
    decided_by: str | None = optional(OneOf(*DECIDED_BY))


@dataclass(frozen=True, slots=True)
class AgendaItem(Document):
    """One item of today's agenda."""

    BY: ClassVar = ("client", "me")
    STATES: ClassVar = ("open", "covered", "next time")
    text: str = required(SHORT)
    by: str | None = optional(OneOf(*BY))
    state: str | None = optional(OneOf(*STATES))


@dataclass(frozen=True, slots=True)
class Rhythm(Document):
    """How often to meet, and when to look back."""

    PHASES: ClassVar = ("intensive", "steady", "light", "maintenance", "paused", "once")
    phase: str | None = optional(OneOf(*PHASES))
    every: Duration | None = optional(SubDocument(Duration))
    look_back: date | None = optional(Day())


@dataclass(frozen=True, slots=True)
class Repair(Document):
    """A strain between practitioner and client, until it is repaired."""

    STATES: ClassVar = ("open", "repaired")
    id: str = required(ID)
    what: str = required(SHORT)
    named: bool | None = optional(YesNo())
    did: str | None = optional(SHORT)
    state: str | None = optional(OneOf(*STATES))


Checkin = tuple[tuple[str, int], ...]
"""Ratings 0 to 10 by domain, in the order of the prompt."""

DOMAINS = (
    ("sleep", "Sleep & rest"),
    ("movement", "Movement"),
    ("food", "Food"),
    ("water", "Water"),
    ("stress", "Stress"),
    ("people", "People around you"),
)
"""The check-in domains by key, with their labels. 10 is as good as it could be."""

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
"""Any value that an answer can hold; its kind decides the type (:data:`VALUES`)."""

DOCUMENTS: dict[Kind, type[Document]] = {
    kind: globals()[spec.holds] for kind, spec in KINDS.items() if isinstance(spec.holds, str)
}
"""The class of the document, or of the items, by kind, for the kinds that hold documents."""


def _rule_of(kind: Kind) -> Rule:
    """Return the field type of a kind's value."""
    spec = KINDS[kind]
    if isinstance(spec.holds, Rule):
        return spec.holds
    document = SubDocument(DOCUMENTS[kind])
    return ListOf(document, filled=True) if spec.is_list else document


VALUES: dict[Kind, Rule] = {kind: _rule_of(kind) for kind in KINDS}
"""The field type of each kind's value. An unanswered prompt holds None, whatever its kind."""


def is_blank(value: Value | None) -> bool:
    """Whether a value is empty: None, only white space, an empty tuple, or a decision without content."""
    if isinstance(value, str):
        return not value.strip()
    return value in (None, (), Decision(), Rhythm())
