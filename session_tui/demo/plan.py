"""The vocabulary in which the demo's clients are written.

All days are relative to the day on which the demo is made, so a client's table never changes. ``from_now`` returns such
a day where a document needs a date; :mod:`session_tui.demo.days` replaces it with the real one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from session_tui.core.model.note import MARKED_BY_MISTAKE
from session_tui.core.model.values import (
    AgendaItem,
    Duration,
    Event,
    Goal,
    Question,
    Repair,
    Rhythm,
    Step,
    Value,
    Verdict,
)

ANCHOR = date(2000, 1, 1)
"""The day that stands in the tables for the day on which the demo is made."""

Answered: TypeAlias = "Value | Said | Mapping[str, int] | None"
"""What a table may hold for a prompt; a mapping is a check-in, None keeps the last answer."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer with its note or mark."""

    value: Value | None = None
    note: str = ""
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """An addendum to a signed session, ``later`` days afterwards."""

    reason: str
    text: str
    later: int = 1
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session.

    Attributes:
        ago: how many days before the demo is made. A session moves to the Friday before where that is a weekend; a
            quick contact stays, because people call on Sundays too.
        guide: the guide it followed.
        answers: by prompt.
        clock: when it began.
        minutes: how long it took.
        mode: in person, video or phone.
        added: its addenda.
        jot: a line that waits to be filed.
    """

    ago: int
    guide: str
    answers: Mapping[str, Answered]
    clock: str = "10:00"
    minutes: int = 45
    mode: str = "in person"
    added: tuple[Added, ...] = ()
    jot: str = ""


@dataclass(frozen=True, slots=True)
class DemoClient:
    """A client and their sessions, oldest first; ``draft`` is the unfinished session of today."""

    code: str
    name: str
    sittings: tuple[Sitting, ...]
    draft: Sitting | None = None


def from_now(days: int) -> date:
    """Return the day ``days`` days after the demo is made; before it if negative."""
    return ANCHOR + timedelta(days=days)


def month(days: int) -> str:
    """Return that day for an event whose date is given by month, such as ``March 2026`` for the real day."""
    return from_now(days).isoformat()


def item(name: str) -> str:
    """Return the id of a goal, step, question, person or repair; the same for the same name."""
    return shaped_id(1_700_000_000_000, name)


def shaped_id(millis: int, name: str) -> str:
    """Return a UUIDv7 for a time, with random bits derived from ``name``."""
    bits = int.from_bytes(hashlib.sha256(name.encode()).digest()[:10])
    number = millis << 80 | 0x7 << 76 | (bits >> 62 & 0xFFF) << 64 | 0b10 << 62
    digits = f"{number | bits & (1 << 62) - 1:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def first(ago: int, clock: str = "10:00", minutes: int = 78, **answers: Answered) -> Sitting:
    """A first consult. Keyword arguments are prompt ids, with ``_`` for ``-``."""
    return Sitting(ago, "first-consult", _by_prompt(answers), clock, minutes)


def follow_up(
    ago: int,
    clock: str = "10:00",
    minutes: int = 46,
    mode: str = "in person",
    added: tuple[Added, ...] = (),
    jot: str = "",
    **answers: Answered,
) -> Sitting:
    """A follow-up."""
    return Sitting(ago, "follow-up", _by_prompt(answers), clock, minutes, mode, added, jot)


def review(ago: int, clock: str = "10:00", minutes: int = 62, **answers: Answered) -> Sitting:
    """A review."""
    return Sitting(ago, "review", _by_prompt(answers), clock, minutes)


def closing(ago: int, clock: str = "10:00", minutes: int = 58, **answers: Answered) -> Sitting:
    """A closing session, or the last one before a pause."""
    return Sitting(ago, "closing", _by_prompt(answers), clock, minutes)


def tune_up(ago: int, clock: str = "10:00", minutes: int = 31, **answers: Answered) -> Sitting:
    """A tune-up."""
    return Sitting(ago, "tune-up", _by_prompt(answers), clock, minutes)


def contact(ago: int, clock: str = "17:40", added: tuple[Added, ...] = (), **answers: Answered) -> Sitting:
    """A call or a message between sessions, on exactly that day."""
    return Sitting(ago, "quick-contact", _by_prompt(answers), clock, 4, "phone", added)


def close(rating: int, mark: str, note: str = "") -> Said:
    """The closing rating, and how the client left: lighter, steady or heavy."""
    return Said(rating, note, mark)


def next_time(note: str, days: int | None = None) -> Said:
    """What to start with next time; the date is the next session's, or ``days`` days from now."""
    return Said(None if days is None else from_now(days), note)


def clear(text: str) -> Said:
    """What the client would tell at home, which matched what was agreed."""
    return Said(text, mark="clear")


def confirmed(text: str) -> Said:
    """What the practitioner heard, confirmed by the client."""
    return Said(text, mark="confirmed")


def happened(what: str, when: str = "") -> Event:
    """An event; ``when`` is as exact as the client's words."""
    return Event(what=what, when=when)


def theirs(text: str, state: str = "covered") -> AgendaItem:
    """An agenda item of the client's."""
    return AgendaItem(text=text, by="client", state=state)


def mine(text: str, state: str = "covered") -> AgendaItem:
    """An agenda item of the practitioner's."""
    return AgendaItem(text=text, by="me", state=state)


def rated(goal: Goal, rating: int, evidence: str | None = None, state: str | None = None) -> Goal:
    """A goal's present rating, with its evidence."""
    return Goal(id=goal.id, words=goal.words, rating=rating, evidence=evidence, state=state)


def came(step: Step, outcome: str, comment: str | None = None) -> Step:
    """The outcome of a step."""
    return Step(id=step.id, text=step.text, owner=step.owner, outcome=outcome, comment=comment)


def answered(question: Question, answer: str) -> Question:
    """A question with its answer."""
    return question.replace(state="answered", answer=answer)


def every(n: int, unit: str, phase: str, look_back: int | None = None) -> Rhythm:
    """How often to meet; ``look_back`` in days from now."""
    day = None if look_back is None else from_now(look_back)
    return Rhythm(phase=phase, every=Duration(n=n, unit=unit), look_back=day)


def mended(repair: Repair, did: str) -> Repair:
    """A repair, when it was made."""
    return repair.replace(state="repaired", did=did, named=True)


def mistake(text: str) -> Added:
    """An addendum that marks the session as entered by mistake."""
    return Added("Entered in error", text, 0, MARKED_BY_MISTAKE)


def judged(step: Step, verdict: str, seen: str, days: int | None = None) -> Verdict:
    """The verdict on a trial, and what was seen."""
    return Verdict(step=step.id, verdict=verdict, text=step.text, seen=seen, days=days)


def _by_prompt(answers: Mapping[str, Answered]) -> dict[str, Answered]:
    """Return the answers by prompt id, with ``-`` for ``_``."""
    return {name.replace("_", "-"): value for name, value in answers.items()}
