"""The chart of a client, computed from the sessions and never stored.

Sessions are read in order of their start. Days are local calendar days, by each session's own UTC offset.
Answers that were carried over and never confirmed do not count, and neither does a session that an addendum
marks as entered in error.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar, cast

from session_tui.core.chart.histories import (
    GoalHistory,
    History,
    Item,
    Mention,
    QuestionHistory,
    RepairHistory,
    Statement,
    StepHistory,
)
from session_tui.core.chart.open_items import OpenItems
from session_tui.core.chart.open_state import OTHER_KINDS, Replay, items_of, says_something
from session_tui.core.model.addendum import is_withdrawn
from session_tui.core.model.guide import Share
from session_tui.core.model.kinds import KINDS
from session_tui.core.model.note import Note
from session_tui.core.model.session import Session
from session_tui.core.model.values import DOCUMENTS, Event, Goal, Kind, Question, Repair, Step, Verdict
from session_tui.core.schema.fields import Document

CONTACT = "quick-contact"
"""The id of the guide for contacts between meetings."""

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Visit:
    """One session on the chart's timeline."""

    id: str
    started: datetime
    guide: str
    title: str
    is_signed: bool

    @property
    def day(self) -> date:
        """The local calendar day on which it began."""
        return self.started.date()

    @property
    def is_meeting(self) -> bool:
        """Whether it was a meeting, not a call or message between meetings."""
        return self.guide != CONTACT


@dataclass(frozen=True, slots=True)
class Dated(Generic[V]):
    """A value with the day and session in which it was given."""

    day: date
    session: str
    value: V


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of one client.

    Attributes:
        client: the client's code.
        visits: the sessions, oldest first.
        open_items: the items that are open now.
        goals: every goal, open or closed, in order of first mention; likewise steps, questions and repairs.
        said: by prompt id, every answer to it, oldest first.
        others: by kind, every item, open or closed, of the living kinds that have no field here.
    """

    client: str
    visits: tuple[Visit, ...] = ()
    open_items: OpenItems = field(default_factory=OpenItems)
    goals: tuple[GoalHistory, ...] = ()
    steps: tuple[StepHistory, ...] = ()
    questions: tuple[QuestionHistory, ...] = ()
    repairs: tuple[RepairHistory, ...] = ()
    said: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    others: Mapping[Kind, tuple[History[Document], ...]] = field(default_factory=dict)

    @property
    def meetings(self) -> tuple[Visit, ...]:
        """The sessions that were meetings."""
        return tuple(visit for visit in self.visits if visit.is_meeting)

    def last(self, prompt: str) -> Statement | None:
        """Return the latest answer to a prompt, or None."""
        said = self.said.get(prompt)
        return said[-1] if said else None

    def of(self, *kinds: Kind) -> tuple[Statement, ...]:
        """Return every answer to prompts of these kinds, oldest first."""
        order = {visit.id: place for place, visit in enumerate(self.visits)}
        found = [each for said in self.said.values() for each in said if each.answer.kind in kinds]
        return tuple(sorted(found, key=lambda each: order[each.session]))

    def values(self, kind: Kind, sort: type[V]) -> Iterator[Dated[V]]:
        """Return every value, or item of a value, of a kind, oldest first."""
        for said in self.of(kind):
            for value in items_of(said.answer):
                if isinstance(value, sort):
                    yield Dated(said.day, said.session, value)

    @property
    def events(self) -> tuple[Dated[Event], ...]:
        """The life events in the order in which they were told, each once."""
        told: dict[tuple[str, str | None], Dated[Event]] = {}
        for each in self.values(Kind.EVENTS, Event):
            told.setdefault((each.value.what, each.value.when), each)
        return tuple(told.values())

    def goal(self, goal_id: str | None) -> GoalHistory | None:
        """Return the goal with this id, or None."""
        return next((each for each in self.goals if each.now.id == goal_id), None)


def sound_sessions(notes: Iterable[Note]) -> tuple[Session, ...]:
    """Return the sessions that count, oldest first: all except those entered in error."""
    sessions = [note.session for note in notes if not is_withdrawn(note.addenda)]
    return tuple(sorted(sessions, key=by_beginning))


def by_beginning(session: Session) -> tuple[float, str]:
    """The sort key of sessions by start."""
    return (session.started.timestamp(), session.id)


def chart_of(client: str, sessions: Iterable[Session], shares: Collection[Share] = tuple(Share)) -> Chart:
    """Return the chart of a client from the sessions that count, given in any order.

    Only answers with one of these shares are read.
    """
    charting = ChartBuilder(client, shares)
    for session in sorted(sessions, key=by_beginning):
        charting.add(session)
    return charting.chart()


class ChartBuilder:
    """Builds a chart from a client's sessions, added one by one."""

    def __init__(self, client: str, shares: Collection[Share] = tuple(Share)) -> None:
        self._client = client
        self._shares = shares
        self._replay = Replay(shares)
        self._visits: list[Visit] = []
        self._said: dict[str, list[Statement]] = {}
        self._mentions: dict[str, list[Mention[object]]] = {}
        self._verdicts: dict[str, list[Mention[Verdict]]] = {}

    def add(self, session: Session) -> None:
        """Add the next session, in order of start."""
        self._replay.add(session)
        title, guide = session.guide.title, session.guide.id
        self._visits.append(Visit(session.id, session.started, guide, title, session.is_signed))
        for answer in session.answers:
            if says_something(answer) and answer.share in self._shares:
                said = Statement(session.day, session.id, answer)
                self._said.setdefault(answer.prompt, []).append(said)
                self._mention(said)

    def chart(self) -> Chart:
        """Return the chart of the sessions added so far."""
        return Chart(
            client=self._client,
            visits=tuple(self._visits),
            open_items=self._replay.open_items(),
            goals=tuple(
                GoalHistory(each.now, each.mentions, self._replay.ratings(each.now.id))
                for each in self._histories(Kind.GOALS, Goal)
            ),
            steps=tuple(
                StepHistory(each.now, each.mentions, tuple(self._verdicts.get(each.now.id, ())))
                for each in self._histories(Kind.STEPS, Step)
            ),
            questions=tuple(
                QuestionHistory(each.now, each.mentions) for each in self._histories(Kind.QUESTIONS, Question)
            ),
            repairs=tuple(RepairHistory(each.now, each.mentions) for each in self._histories(Kind.REPAIR, Repair)),
            said={prompt: tuple(said) for prompt, said in self._said.items()},
            others={kind: tuple(self._histories(kind, DOCUMENTS[kind])) for kind in OTHER_KINDS},
        )

    def _mention(self, said: Statement) -> None:
        """Record an answer's mentions of items that live across sessions."""
        if not KINDS[said.answer.kind].has_ids:
            return
        for item in items_of(said.answer):
            if isinstance(item, Verdict):
                verdict = Mention(said.day, said.session, item)
                self._verdicts.setdefault(item.step, []).append(verdict)
            else:
                mention: Mention[object] = Mention(said.day, said.session, item)
                self._mentions.setdefault(item.id, []).append(mention)

    def _histories(self, kind: Kind, sort: type[Item]) -> Iterator[History[Item]]:
        """Yield the history of every item of a kind."""
        for now in self._replay.latest(kind):
            mentions = self._mentions[now.id]
            fitting = tuple(each for each in mentions if isinstance(each.said, sort))
            yield History(now, cast("tuple[Mention[Item], ...]", fitting))
