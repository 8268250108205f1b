"""What the field of a prompt may know of the session around it."""

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
    """What the field of a prompt may know of its session; the same whichever face asks the prompt.

    Attributes:
        today: the day of the session; dates are read from it.
        new_id: makes the id of a new item.
        open_items: what earlier sessions left open.
        last: the last answer to the same prompt, if there is one.
        session: the session as it is now, so that a goal named under one prompt is known under the next.
    """

    today: date
    new_id: Callable[[], str]
    open_items: OpenItems = field(default_factory=OpenItems)
    last: Entry | None = None
    session: Callable[[], Session] | None = None

    def given_elsewhere(self, kind: Kind, prompt: str = "") -> tuple[Value, ...]:
        """What this session's other prompts of a kind hold already; carried answers that nobody confirmed left out."""
        answers = self.session().answers if self.session else ()
        return tuple(
            each.value
            for each in answers
            if each.kind == kind and each.prompt != prompt and each.value is not None and not each.is_unconfirmed
        )

    def items_elsewhere(self, kind: Kind, made: type[D], prompt: str = "") -> tuple[D, ...]:
        """The items that this session's other prompts of a kind hold already."""
        given = self.given_elsewhere(kind, prompt)
        each = (item for value in given if isinstance(value, tuple) for item in value)
        return tuple(item for item in each if isinstance(item, made))

    def goals_now(self, prompt: str = "") -> tuple[Goal, ...]:
        """The goals from earlier sessions and of this one, with what this session's other prompts say of them."""
        known = [each.goal for each in self.open_items.goals]
        return _with_statements(known, self.items_elsewhere(Kind.GOALS, Goal, prompt))

    def open_questions(self, prompt: str = "") -> tuple[Question, ...]:
        """The questions from earlier sessions that this session's other prompts leave open."""
        known = {each.question.id: each.question for each in self.open_items.questions}
        given = (each for each in self.items_elsewhere(Kind.QUESTIONS, Question, prompt) if each.id in known)
        now = _with_statements(known.values(), given)
        return tuple(question for question in now if question.state not in CLOSED_QUESTIONS)


def _with_statements(known: Iterable[L], given: Iterable[L]) -> tuple[L, ...]:
    """Items with what is said of them laid over; items that are new come last."""
    items = {item.id: item for item in known}
    for item in given:
        items[item.id] = merge_item(items.get(item.id), item)
    return tuple(items.values())
