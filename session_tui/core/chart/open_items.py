"""What can stand open for a client: goals, steps, trials, questions, people, and what else comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from session_tui.core.model.kinds import KINDS
from session_tui.core.model.session import Answer
from session_tui.core.model.values import (
    AgendaItem,
    Duration,
    Goal,
    Kind,
    Person,
    Question,
    Repair,
    Rhythm,
    Step,
    Verdict,
)

IN_PLACE = frozenset(kind for kind, spec in KINDS.items() if spec.is_in_place)
"""Kinds whose open items stand in the prompt itself, so that there is nothing to bring from before."""

STILL = 3
"""After how many ratings that are the same a goal counts as one that has not moved."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating 0 to 10, the day it was given, and for a goal what told them."""

    day: date
    rating: int
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class OpenGoal:
    """A goal that is active or parked, in its latest words.

    Attributes:
        since: the day of the session that first named it.
        ratings: one a session, oldest first.
    """

    goal: Goal
    since: date
    ratings: tuple[Rating, ...] = ()

    @property
    def last(self) -> Rating | None:
        """The last rating."""
        return self.ratings[-1] if self.ratings else None

    @property
    def has_not_moved(self) -> bool:
        """Whether its last three ratings are one and the same number."""
        return has_not_moved([rating.rating for rating in self.ratings])


@dataclass(frozen=True, slots=True)
class OpenTrial:
    """A step on trial.

    Attributes:
        since: the first day of the trial; after ``adjust`` the day of that verdict.
        days: how long it runs in all, what it was made longer by included.
        ends: the first day on which it can be judged.
        verdict: the last one that was given.
    """

    step: Step
    since: date
    days: int
    ends: date
    verdict: Verdict | None = None

    def is_due(self, today: date) -> bool:
        """Whether it has run its time."""
        return today >= self.ends


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step without a final outcome, in its latest words; ``trial`` while one runs or waits to be judged."""

    step: Step
    since: date
    trial: OpenTrial | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that nobody has answered or dropped."""

    question: Question
    since: date


@dataclass(frozen=True, slots=True)
class OpenRepair:
    """Something between practitioner and client that is not repaired yet."""

    repair: Repair
    since: date


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An open item of a living kind that :class:`Standing` has no field for, in its latest words."""

    kind: Kind
    item: Any
    since: date


@dataclass(frozen=True, slots=True)
class DomainRatings:
    """A domain of the check-in: its first rating as the baseline, and its last."""

    domain: str
    first: Rating
    last: Rating


@dataclass(frozen=True, slots=True)
class OpenItems:
    """What stands open for one client, each sort in the order in which its items were first named.

    Attributes:
        trials: those running and those due, also of steps that are done.
        judged: the trials that were kept or stopped.
        people: who else helps.
        agenda: the items that the last agenda left open or for next time.
        checkin: by domain, in the order first rated.
        rhythm: the latest phase, interval and look-back date.
        next: the last answer to ``next``: when to meet, and what to start with.
        close: the last answer to ``close`` that holds a rating.
        others: the items of all other living kinds; :meth:`of` gives those of one kind.
    """

    goals: tuple[OpenGoal, ...] = ()
    steps: tuple[OpenStep, ...] = ()
    trials: tuple[OpenTrial, ...] = ()
    judged: tuple[OpenTrial, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    people: tuple[Person, ...] = ()
    repairs: tuple[OpenRepair, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    checkin: tuple[DomainRatings, ...] = ()
    rhythm: Rhythm | None = None
    next: Answer | None = None
    close: Answer | None = None
    others: tuple[OpenItem, ...] = ()

    def of(self, kind: Kind) -> tuple[OpenItem, ...]:
        """The open items of a living kind that has no field of its own here."""
        return tuple(each for each in self.others if each.kind == kind)

    def due_trials(self, today: date) -> tuple[OpenTrial, ...]:
        """The trials that have run their time."""
        return tuple(trial for trial in self.trials if trial.is_due(today))

    def running_trials(self, today: date) -> tuple[OpenTrial, ...]:
        """The trials that it is too early to judge."""
        return tuple(trial for trial in self.trials if not trial.is_due(today))


def has_not_moved(ratings: Sequence[int]) -> bool:
    """Whether the last three of these ratings, oldest first, are one and the same number."""
    return len(ratings) >= STILL and len(set(ratings[-STILL:])) == 1


def trial_progress(item: OpenTrial | OpenStep, today: date) -> str:
    """How far a trial is: ``not begun``, ``day 5 of 28``, ``28 days are over``; empty without a trial."""
    trial = item.trial if isinstance(item, OpenStep) else item
    if trial is None:
        return ""
    if trial.is_due(today):
        return f"{Duration(n=trial.days, unit='days')} {'is' if trial.days == 1 else 'are'} over"
    day = trial_day(trial, today)
    return f"day {day[0]} of {day[1]}" if day else "not begun"


def trial_day(item: OpenTrial | OpenStep, today: date) -> tuple[int, int] | None:
    """Which day of how many a trial is on, from day 1; None without a trial or before its first day.

    The first number passes the second once the trial is due.
    """
    trial = item.trial if isinstance(item, OpenStep) else item
    if trial is None or today < trial.since:
        return None
    return (today - trial.since).days + 1, trial.days
