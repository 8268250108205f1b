"""What a field holds, and what it must know of the session around it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from session_tui.core.chart.open_state import OpenItems
from session_tui.core.model.session import Session
from session_tui.core.model.values import Goal, Kind, Value
from session_tui.core.schema.fields import Document

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a field holds.

    Attributes:
        value: as the prompt's kind wants it; None when nothing was given.
        note: the sentence beside the value, and whatever was typed that no value could be read from.
        mark: the word of the one-key mark, if one was chosen.
    """

    value: Value | None = None
    note: str = ""
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class FieldContext:
    """What a field must know of the session it stands in.

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

    def goals_now(self) -> tuple[Goal, ...]:
        """The goals that a step can serve: those that stand, and those of this session."""
        goals = {each.goal.id: each.goal for each in self.open_items.goals}
        goals |= {each.id: each for each in self.items_elsewhere(Kind.GOALS, Goal)}
        return tuple(goals.values())
