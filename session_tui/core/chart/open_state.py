"""What earlier sessions left open, computed from one client's sessions and never stored.

Sessions count in the order in which they began, drafts included. Within a session the answers count in their order; a
later mention of an item changes the fields it gives and leaves the others. A carried answer that nobody has confirmed
yet says nothing. An item without a state is open, and a closed one stays closed until a session gives it an open state.
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
"""What may be on the client's copy."""

RECORD = (Share.COPY, Share.RECORD)
"""The record: all but the private page."""

TELLING = frozenset(kind for kind, spec in KINDS.items() if spec.life is not Life.NONE)
"""The kinds whose answers say something of what stands open."""

CLOSED_GOALS = KINDS[Kind.GOALS].closed
CLOSED_STEPS = KINDS[Kind.STEPS].closed
CLOSED_QUESTIONS = KINDS[Kind.QUESTIONS].closed
_NAMED = frozenset({Kind.GOALS, Kind.STEPS, Kind.TRIALS, Kind.QUESTIONS, Kind.PEOPLE, Kind.REPAIR})
"""The kinds that :class:`OpenItems` has fields of their own for."""
OTHER_KINDS = tuple(kind for kind, spec in KINDS.items() if spec.has_ids and kind not in _NAMED)
"""The kinds of items with ids that are in :attr:`OpenItems.others`."""
_TOLD_BY = (("rating", "evidence"), ("outcome", "comment"))
"""What is told by what: a new rating has its own evidence, or none."""
CLOSING_VERDICTS = KINDS[Kind.TRIALS].closed


def open_items(sessions: Iterable[Session], shares: Collection[Share] = tuple(Share)) -> OpenItems:
    """What stands open after these sessions of one client, in whatever order they are given.

    Sessions that were entered by mistake are left out by the caller. Only answers of these shares count.
    """
    replay = Replay(shares)
    for session in sorted(sessions, key=lambda each: (each.started, each.id)):
        replay.add(session)
    return replay.open_items()


def open_repairs(sessions: Iterable[Session]) -> tuple[OpenRepair, ...]:
    """What is open between both after these sessions, whichever page it stands on."""
    told = [each for each in sessions if any(a.kind == Kind.REPAIR for a in each.answers)]
    return open_items(told).repairs


def open_items_by_audience(sessions: Iterable[Session], *each: Collection[Share]) -> tuple[OpenItems, ...]:
    """What stands open after these sessions, by each of several choices of shares.

    Two choices between which no session makes a difference are replayed once.
    """
    told = sorted(sessions, key=lambda session: (session.started, session.id))
    present = {answer.share for session in told for answer in session.answers if _tells(answer)}
    made: dict[frozenset[Share], OpenItems] = {}
    for shares in each:
        chosen = frozenset(present & set(shares))
        if chosen not in made:
            made[chosen] = open_items(told, chosen)
    return tuple(made[frozenset(present & set(shares))] for shares in each)


class Replay:
    """The sessions of one client read one after the other, in the order in which they began."""

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
        """Take in the session that began next."""
        answers = [a for a in session.answers if a.share in self._shares and _tells(a)]
        for answer in answers:
            self._answer(answer, session)
        agenda = [item for a in answers if a.kind == Kind.AGENDA for item in items_of(a)]
        self._agenda = tuple(agenda) or self._agenda

    def open_items(self) -> OpenItems:
        """What stands open now."""
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
            checkin=tuple(DomainRatings(name, *told) for name, told in self._domains.items()),
            rhythm=self._rhythm,
            next=self._next,
            close=self._close,
            others=tuple(OpenItem(kind, item, since) for kind in OTHER_KINDS for since, item in self._open(kind)),
        )

    def _answer(self, answer: Answer, session: Session) -> None:
        """Take in one answer."""
        self._items_told(answer, session)
        if answer.prompt == "next":
            self._next = answer
        if answer.prompt == "close" and isinstance(answer.value, int):
            self._close = answer

    def _items_told(self, answer: Answer, session: Session) -> None:
        """Take in what an answer says of what lives across sessions."""
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
        """Take in what a session says of one item: steps and verdicts change each other, all others stand alone."""
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
        """Store an item, merged with its earlier mentions."""
        table = self._items.setdefault(kind, {})
        since, old = table.get(item.id, (day, None))
        table[item.id] = (since, merge_item(old, item))

    def _rate(self, domain: str, rating: Rating) -> None:
        """Store the rating of a check-in domain, with the first one as its baseline."""
        first, _ = self._domains.get(domain, (rating, rating))
        self._domains[domain] = (first, rating)

    def _step(self, step: Step, day: date) -> None:
        """Take in a step; an open outcome opens it again, and so does a trial other than the one that was judged."""
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
        """Take in what was decided about a trial; a verdict on what is no trial says nothing."""
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
        """Every item of a kind, open or not, as its mentions leave it, in the order first named."""
        return (item for _, item in self._of(kind))

    def ratings(self, goal_id: str) -> tuple[Rating, ...]:
        """A goal's ratings, one a session, oldest first."""
        return tuple(self._ratings.get(goal_id, {}).values())

    def _of(self, kind: Kind) -> Iterable[tuple[date, Any]]:
        """Return every item of a kind, each with the day of its first mention."""
        return self._items.get(kind, {}).values()

    def _open(self, kind: Kind) -> Iterable[tuple[date, Any]]:
        """The items of a kind that are open, each with the day on which it was first named."""
        is_open = KINDS[kind].is_open
        return ((since, item) for since, item in self._of(kind) if is_open(item))

    def _open_goals(self) -> Iterable[OpenGoal]:
        """Yield the open goals."""
        return (OpenGoal(goal, since, self.ratings(goal.id)) for since, goal in self._open(Kind.GOALS))

    def _shown_trials(self) -> Iterable[tuple[str, OpenTrial]]:
        """The trials, each with its step as it is now."""
        for _, step in self._of(Kind.STEPS):
            if step.id in self._trials:
                yield step.id, replace(self._trials[step.id], step=step)


def _tells(answer: Answer) -> bool:
    """Whether an answer says something of what stands open."""
    return (answer.kind in TELLING or answer.prompt in ("next", "close")) and says_something(answer)


def _trial(step: Step, since: date, days: int, verdict: Verdict | None = None) -> OpenTrial:
    """Return the trial of a step that began on ``since``."""
    ends = date.fromordinal(min(since.toordinal() + days, date.max.toordinal()))
    return OpenTrial(step, since, days, ends, verdict)


def _is_judged(trial: OpenTrial) -> bool:
    """Whether the trial's verdict ends it."""
    return trial.verdict is not None and trial.verdict.verdict in CLOSING_VERDICTS


def says_something(answer: Answer) -> bool:
    """Whether it was answered, and is not merely carried over without anybody having confirmed it."""
    return answer.is_answered and not answer.is_unconfirmed


def items_of(answer: Answer) -> tuple[Any, ...]:
    """The items of an answer; none when it holds only a note or a mark."""
    value: Any = answer.value
    return value if isinstance(value, tuple) else () if value is None else (value,)


def merge_item(old: D | None, new: D) -> D:
    """An item with the fields that its latest mention gives; what told them goes with what it told."""
    if old is None or old == new:
        return new
    return merge_documents(old, new, [by for what, by in _TOLD_BY if getattr(new, what, None) is not None])
