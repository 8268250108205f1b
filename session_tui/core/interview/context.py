"""What a prompt's field may know about the session it belongs to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from session_tui.core.chart.open_state import CLOSED_QUESTIONS, OpenItems, merge_item
from session_tui.core.interview.entry import Entry
from session_tui.core.model.session import Session
from session_tui.core.model.values import Goal, Kind, Question, Value
from session_tui.core.schema.fields import Document

D = TypeVar("D", bound=Document)
L = TypeVar("L", Goal, Question)


@dataclass(frozen=True, slots=True)
class FieldContext:
    """What a prompt's field may know about its session, the same on screen and in plain mode.

    Attributes:
        today: the day of the session, from which relative dates are read.
        new_id: makes the id of a new item.
        open_items: items left open by earlier sessions.
        last: the previous answer to the same prompt, if there is one.
        session: returns the session as it is now, so that a goal named under one prompt is known under the next.
    """

    today: date
    new_id: Callable[[], str]
    open_items: OpenItems = field(default_factory=OpenItems)
    last: Entry | None = None
    session: Callable[[], Session] | None = None

    def given_elsewhere(self, kind: Kind, prompt: str = "") -> tuple[Value, ...]:
        """Return this session's values of a kind from all other prompts, except carried answers that are not confirmed."""
        answers = self.session().answers if self.session else ()
        return tuple(
            each.value
            for each in answers
            if each.kind == kind and each.prompt != prompt and each.value is not None and not each.is_unconfirmed
        )

    def items_elsewhere(self, kind: Kind, made: type[D], prompt: str = "") -> tuple[D, ...]:
        """Return the items of type ``made`` in this session's other prompts of a kind."""
        given = self.given_elsewhere(kind, prompt)
        each = (item for value in given if isinstance(value, tuple) for item in value)
        return tuple(item for item in each if isinstance(item, made))

    def goals_now(self, prompt: str = "") -> tuple[Goal, ...]:
        """Return the goals of earlier sessions and of this one, updated by this session's other prompts."""
        known = [each.goal for each in self.open_items.goals]
        return _merge_items(known, self.items_elsewhere(Kind.GOALS, Goal, prompt))

    def open_questions(self, prompt: str = "") -> tuple[Question, ...]:
        """Return the questions of earlier sessions that this session's other prompts have not closed."""
        known = {each.question.id: each.question for each in self.open_items.questions}
        given = (each for each in self.items_elsewhere(Kind.QUESTIONS, Question, prompt) if each.id in known)
        now = _merge_items(known.values(), given)
        return tuple(question for question in now if question.state not in CLOSED_QUESTIONS)


def _merge_items(known: Iterable[L], given: Iterable[L]) -> tuple[L, ...]:
    """Return the known items, each merged with what ``given`` says about it, followed by the new ones."""
    items = {item.id: item for item in known}
    for item in given:
        items[item.id] = merge_item(items.get(item.id), item)
    return tuple(items.values())
