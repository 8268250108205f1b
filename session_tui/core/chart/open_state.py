"""The items that earlier sessions left open, computed from one client's sessions and never stored.

Sessions are read in the order in which they began, drafts included, and answers in their order within a session. A
later mention of an item changes the fields it gives and leaves the others. A carried, unconfirmed answer
is ignored. An item without a state is open, and a closed one stays closed until a session gives it an open state.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from session_tui.core.chart.open_items import (
    DomainRatings,
    OpenGoal,
    OpenItem,
    OpenItems,
    OpenQuestion,
    OpenRepair,
    OpenStep,
    OpenTrial,
    Rating,
    trial_day,
)
from session_tui.core.model.guide import Share
from session_tui.core.model.kinds import KINDS, Life
from session_tui.core.model.session import Answer, Session
from session_tui.core.model.values import AgendaItem, Goal, Kind, Rhythm, Step, Verdict
from session_tui.core.schema.fields import Document, merge_documents

__all__ = [
    "DomainRatings",
    "OpenGoal",
    "OpenItem",
    "OpenItems",
    "OpenQuestion",
    "OpenRepair",
    "OpenStep",
    "OpenTrial",
    "Rating",
    "Replay",
    "open_items",
    "trial_day",
]

D = TypeVar("D", bound=Document)

SHARED = (Share.COPY,)
"""The shares that may be on the client's copy."""

RECORD = (Share.COPY, Share.RECORD)
"""The shares of the record: all but the private page."""

TELLING = frozenset(kind for kind, spec in KINDS.items() if spec.life is not Life.NONE)
"""The kinds whose answers affect the open items."""

CLOSED_GOALS = KINDS[Kind.GOALS].closed
CLOSED_STEPS = KINDS[Kind.STEPS].closed
CLOSED_QUESTIONS = KINDS[Kind.QUESTIONS].closed
_NAMED = frozenset({Kind.GOALS, Kind.STEPS, Kind.TRIALS, Kind.QUESTIONS, Kind.PEOPLE, Kind.REPAIR})
"""The kinds that have their own field in :class:`OpenItems`."""
OTHER_KINDS = tuple(kind for kind, spec in KINDS.items() if spec.has_ids and kind not in _NAMED)
"""The kinds of items with ids that are in :attr:`OpenItems.others`."""
_REPLACED_TOGETHER = (("rating", "evidence"), ("outcome", "comment"))
"""Pairs of a field and its comment: a new rating or outcome has its own evidence or comment, or none."""
CLOSING_VERDICTS = KINDS[Kind.TRIALS].closed


def open_items(sessions: Iterable[Session], shares: Collection[Share] = tuple(Share)) -> OpenItems:
    """Return what these sessions of one client left open. They may be given in any order.

    The caller leaves out sessions entered by mistake. Only answers with these shares count.
    """
    replay = Replay(shares)
    for session in sorted(sessions, key=lambda each: (each.started, each.id)):
        replay.add(session)
    return replay.open_items()


def open_repairs(sessions: Iterable[Session]) -> tuple[OpenRepair, ...]:
    """Return the open repairs after these sessions, from the record and the private pages."""
    relevant = [each for each in sessions if any(a.kind == Kind.REPAIR for a in each.answers)]
    return open_items(relevant).repairs


def open_items_by_audience(sessions: Iterable[Session], *each: Collection[Share]) -> tuple[OpenItems, ...]:
    """Return what these sessions left open, once for each of several choices of shares.

    Choices that differ only in shares that no answer has are computed once.
    """
    ordered = sorted(sessions, key=lambda session: (session.started, session.id))
    present = {answer.share for session in ordered for answer in session.answers if _tells(answer)}
    made: dict[frozenset[Share], OpenItems] = {}
    for shares in each:
        chosen = frozenset(present & set(shares))
        if chosen not in made:
            made[chosen] = open_items(ordered, chosen)
    return tuple(made[frozenset(present & set(shares))] for shares in each)


class Replay:
    """Reads the sessions of one client one by one, in the order in which they began, and keeps the state of their
    items.
    """

    def __init__(self, shares: Collection[Share] = tuple(Share)) -> None:
        self._shares = shares
        self._items: dict[str, dict[str, tuple[date, Any]]] = {}
        self._ratings: dict[str, dict[str, Rating]] = {}
        self._trials: dict[str, OpenTrial] = {}
        self._settled: set[str] = set()
        self._domains: dict[str, tuple[Rating, Rating]] = {}
        self._agenda: tuple[AgendaItem, ...] = ()
        self._rhythm: Rhythm | None = None
        self._next: Answer | None = None
        self._close: Answer | None = None

    def add(self, session: Session) -> None:
        """Add the next session."""
        answers = [a for a in session.answers if a.share in self._shares and _tells(a)]
        for answer in answers:
            self._answer(answer, session)
        agenda = [item for a in answers if a.kind == Kind.AGENDA for item in items_of(a)]
        self._agenda = tuple(agenda) or self._agenda

    def open_items(self) -> OpenItems:
        """Return what is open after the sessions added so far."""
        running = {id_: trial for id_, trial in self._shown_trials() if not _is_judged(trial)}
        return OpenItems(
            goals=tuple(self._open_goals()),
            steps=tuple(
                OpenStep(step, since, running.get(step.id))
                for since, step in self._open(Kind.STEPS)
                if step.id not in self._settled
            ),
            trials=tuple(t for t in running.values() if t.step.outcome != "chose not to"),
            judged=tuple(trial for _, trial in self._shown_trials() if _is_judged(trial)),
            questions=tuple(OpenQuestion(question, since) for since, question in self._open(Kind.QUESTIONS)),
            people=tuple(person for _, person in self._open(Kind.PEOPLE)),
            repairs=tuple(OpenRepair(repair, since) for since, repair in self._open(Kind.REPAIR)),
            agenda=tuple(item for item in self._agenda if KINDS[Kind.AGENDA].is_open(item)),
            checkin=tuple(DomainRatings(name, *ratings) for name, ratings in self._domains.items()),
            rhythm=self._rhythm,
            next=self._next,
            close=self._close,
            others=tuple(OpenItem(kind, item, since) for kind in OTHER_KINDS for since, item in self._open(kind)),
        )

    def _answer(self, answer: Answer, session: Session) -> None:
        """Add one answer."""
        self._add_items(answer, session)
        if answer.prompt == "next":
            self._next = answer
        if answer.prompt == "close" and isinstance(answer.value, int):
            self._close = answer

    def _add_items(self, answer: Answer, session: Session) -> None:
        """Add the values of an answer that last beyond its session."""
        day = session.day
        match KINDS[answer.kind].life:
            case Life.ITEMS:
                for item in items_of(answer):
                    self._item(answer.kind, item, session)
            case Life.SERIES:
                for domain, rating in items_of(answer):
                    self._rate(domain, Rating(day, rating))
            case Life.LATEST if isinstance(answer.value, Rhythm):
                self._rhythm = merge_item(self._rhythm, answer.value)

    def _item(self, kind: str, item: Any, session: Session) -> None:
        """Add a mention of one item. Steps and verdicts affect each other; all other items are independent."""
        if isinstance(item, Step):
            self._step(item, session.day)
        elif isinstance(item, Verdict):
            self._verdict(item, session.day)
        else:
            self._keep(kind, item, session.day)
        if isinstance(item, Goal) and item.rating is not None:
            rating = Rating(session.day, item.rating, item.evidence)
            self._ratings.setdefault(item.id, {})[session.id] = rating

    def _keep(self, kind: str, item: Any, day: date) -> None:
        """Merge a mention into its item, and keep the day of the first mention."""
        table = self._items.setdefault(kind, {})
        since, old = table.get(item.id, (day, None))
        table[item.id] = (since, merge_item(old, item))

    def _rate(self, domain: str, rating: Rating) -> None:
        """Keep the first and the latest rating of a check-in domain."""
        first, _ = self._domains.get(domain, (rating, rating))
        self._domains[domain] = (first, rating)

    def _step(self, step: Step, day: date) -> None:
        """Add a step. An open outcome reopens it, and so does a new trial after one that was judged."""
        _, old = self._items.get(Kind.STEPS, {}).get(step.id, (day, None))
        self._keep(Kind.STEPS, step, day)
        if step.outcome is not None and step.outcome not in CLOSED_STEPS:
            self._settled.discard(step.id)
        if step.trial is None or (old and old.trial == step.trial):
            return
        trial = self._trials.get(step.id)
        if trial is None or _is_judged(trial):
            self._settled.discard(step.id)
            self._trials[step.id] = _trial(step, day, step.trial.days)
        elif old.trial.days != step.trial.days:
            self._trials[step.id] = _trial(step, trial.since, step.trial.days, trial.verdict)

    def _verdict(self, verdict: Verdict, day: date) -> None:
        """Add the verdict on a trial. A verdict on a step without a trial is ignored."""
        trial = self._trials.get(verdict.step)
        _, step = self._items.get(Kind.STEPS, {}).get(verdict.step, (day, None))
        if trial is None or step is None:
            return
        if verdict.verdict in CLOSING_VERDICTS:
            self._settled.add(verdict.step)
            self._trials[verdict.step] = replace(trial, verdict=verdict)
            return
        self._settled.discard(verdict.step)
        days, since = verdict.days or step.trial.days, day
        if verdict.verdict == "longer":
            since = trial.since
            days += (max(trial.ends, day) - since).days
        self._trials[verdict.step] = _trial(step, since, days, verdict)

    def latest(self, kind: Kind) -> Iterable[Any]:
        """Return every item of a kind in its latest form, open or not, in the order of first mention."""
        return (item for _, item in self._of(kind))

    def ratings(self, goal_id: str) -> tuple[Rating, ...]:
        """Return a goal's ratings, one for each session, oldest first."""
        return tuple(self._ratings.get(goal_id, {}).values())

    def _of(self, kind: Kind) -> Iterable[tuple[date, Any]]:
        """Return the items of a kind, each with the day of its first mention."""
        return self._items.get(kind, {}).values()

    def _open(self, kind: Kind) -> Iterable[tuple[date, Any]]:
        """Return the open items of a kind, each with the day of its first mention."""
        is_open = KINDS[kind].is_open
        return ((since, item) for since, item in self._of(kind) if is_open(item))

    def _open_goals(self) -> Iterable[OpenGoal]:
        """Return the open goals with their ratings."""
        return (OpenGoal(goal, since, self.ratings(goal.id)) for since, goal in self._open(Kind.GOALS))

    def _shown_trials(self) -> Iterable[tuple[str, OpenTrial]]:
        """Yield the step id and the trial of each step that has one, with the step in its latest form."""
        for _, step in self._of(Kind.STEPS):
            if step.id in self._trials:
                yield step.id, replace(self._trials[step.id], step=step)


def _tells(answer: Answer) -> bool:
    """Whether an answer affects the open items."""
    return (answer.kind in TELLING or answer.prompt in ("next", "close")) and says_something(answer)


def _trial(step: Step, since: date, days: int, verdict: Verdict | None = None) -> OpenTrial:
    """Return a trial of ``days`` days; its end is limited to the last date that Python can represent."""
    ends = date.fromordinal(min(since.toordinal() + days, date.max.toordinal()))
    return OpenTrial(step, since, days, ends, verdict)


def _is_judged(trial: OpenTrial) -> bool:
    """Whether a verdict has ended the trial."""
    return trial.verdict is not None and trial.verdict.verdict in CLOSING_VERDICTS


def says_something(answer: Answer) -> bool:
    """Whether the prompt was answered, and the answer is not an unconfirmed one from an earlier session."""
    return answer.is_answered and not answer.is_unconfirmed


def items_of(answer: Answer) -> tuple[Any, ...]:
    """Return the items of an answer; none if it has only a note or a mark."""
    value: Any = answer.value
    return value if isinstance(value, tuple) else () if value is None else (value,)


def merge_item(old: D | None, new: D) -> D:
    """Return an item with the fields of its latest mention. A comment is replaced together with its field."""
    if old is None or old == new:
        return new
    return merge_documents(old, new, [by for what, by in _REPLACED_TOGETHER if getattr(new, what, None) is not None])
