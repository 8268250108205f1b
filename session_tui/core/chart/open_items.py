"""The open items of a client: goals, steps, trials, questions, people, and whatever else comes back."""

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
    """A rating from 0 to 10, its day, and for a goal the evidence."""

    day: date
    rating: int
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class OpenGoal:
    """An active or parked goal, in its latest wording.

    Attributes:
        since: the day of its first mention.
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
        """Whether its last three ratings are the same number."""
        return has_not_moved([rating.rating for rating in self.ratings])


@dataclass(frozen=True, slots=True)
class OpenTrial:
    """A step on trial.

    Attributes:
        since: the first day of the trial; after ``adjust`` the day of that verdict.
        days: its length in days, extensions included.
        ends: the first day on which it can be judged.
        verdict: the last verdict.
    """

    step: Step
    since: date
    days: int
    ends: date
    verdict: Verdict | None = None

    def is_due(self, today: date) -> bool:
        """Whether the trial period is over."""
        return today >= self.ends


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step without a final outcome, in its latest wording; ``trial`` while one is running or to be judged."""

    step: Step
    since: date
    trial: OpenTrial | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that was neither answered nor dropped."""

    question: Question
    since: date


@dataclass(frozen=True, slots=True)
class OpenRepair:
    """A strain between practitioner and client that is not repaired yet."""

    repair: Repair
    since: date


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An open item of a living kind that :class:`OpenItems` has no field for, in its latest wording."""

    kind: Kind
    item: Any
    since: date


@dataclass(frozen=True, slots=True)
class DomainRatings:
    """A check-in domain with its first rating, the baseline, and its last."""

    domain: str
    first: Rating
    last: Rating


@dataclass(frozen=True, slots=True)
class OpenItems:
    """The open items of one client, each kind in order of first mention.

    Attributes:
        trials: the running and due trials, also of steps that are done.
        judged: the trials whose verdict was keep or stop.
        people: the other people who help.
        agenda: the items that the last agenda left open or put off.
        checkin: the check-in domains, in the order first rated.
        rhythm: the latest phase, interval and review date.
        next: the last answer to ``next``: when to meet, and what to start with.
        close: the last answer to ``close`` with a rating.
        others: the items of all other living kinds; :meth:`of` returns those of one kind.
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
        """Return the open items of a living kind that has no field here."""
        return tuple(each for each in self.others if each.kind == kind)

    def due_trials(self, today: date) -> tuple[OpenTrial, ...]:
        """Return the trials whose period is over."""
        return tuple(trial for trial in self.trials if trial.is_due(today))

    def running_trials(self, today: date) -> tuple[OpenTrial, ...]:
        """The trials that it is too early to judge."""
        return tuple(trial for trial in self.trials if not trial.is_due(today))


def has_not_moved(ratings: Sequence[int]) -> bool:
    """Whether the last three of these ratings (oldest first) are the same number."""
    return len(ratings) >= STILL and len(set(ratings[-STILL:])) == 1


def trial_progress(item: OpenTrial | OpenStep, today: date) -> str:
    """Format the progress of a trial: ``not begun``, ``day 5 of 28``, ``28 days are over``; empty without a trial."""
    trial = item.trial if isinstance(item, OpenStep) else item
    if trial is None:
        return ""
    if trial.is_due(today):
        return f"{Duration(n=trial.days, unit='days')} {'is' if trial.days == 1 else 'are'} up"
    day = trial_day(trial, today)
    return f"day {day[0]} of {day[1]}" if day else "not begun"


def trial_day(item: OpenTrial | OpenStep, today: date) -> tuple[int, int] | None:
    """Return the day of a trial, from 1, and its length; None without a trial or before its first day.

    Once the trial is due, the first number is greater than the second.
    """
    trial = item.trial if isinstance(item, OpenStep) else item
    if trial is None or today < trial.since:
        return None
    return (today - trial.since).days + 1, trial.days
