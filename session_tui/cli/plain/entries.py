"""What a prompt holds and must know, and how lines are read that every kind takes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from session_tui.cli.plain.console import Console
from session_tui.core.chart.open_state import OpenItems
from session_tui.core.model.guide import Prompt
from session_tui.core.model.session import Answer, Session
from session_tui.core.model.values import Goal, Kind, Value

END = "."
"""The line that ends a text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a prompt holds: a value, the words beside it, and the mark."""

    value: Value | None = None
    note: str = ""
    mark: str | None = None

    def noted(self, words: str) -> "Entry":
        """This entry with more words beside the value."""
        return replace(self, note="\n".join(part for part in (self.note, words) if part))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a prompt must know of the session it is asked in.

    Attributes:
        session: the session as it is now.
        open_items: what earlier sessions left open.
        new_id: makes the id of a new item.
        keep: keeps what was said so far, so that no line is lost.
        last: the last answer to this prompt, if there is one.
    """

    session: Session
    open_items: OpenItems
    new_id: Callable[[], str]
    keep: Callable[[Entry], None] = field(default=lambda entry: None)
    last: Answer | None = None

    @property
    def today(self) -> date:
        """The day of the session."""
        return self.session.day

    def given(self, kind: Kind) -> list[Any]:
        """What this session's prompts of a kind hold already, without what nobody has confirmed."""
        values = [answer.value for answer in self.session.answers if answer.kind == kind and not answer.is_unconfirmed]
        return [item for value in values if isinstance(value, tuple) for item in value]

    def goals(self) -> tuple[Goal, ...]:
        """The goals that a step can serve."""
        goals = {each.goal.id: each.goal for each in self.open_items.goals}
        return tuple((goals | {goal.id: goal for goal in self.given(Kind.GOALS)}).values())


Ask = Callable[[Prompt, Entry, Setting, Console], Entry]
"""Asks a prompt: the entry that comes of it, as it was where nothing was said."""


def not_understood(entry: Entry, words: str, console: Console, why: str) -> Entry:
    """The entry with words kept as its note, and said so."""
    console.write(f"{why} Kept as this prompt's note: {words}")
    return entry.noted(words)


def said_line(console: Console, mark: str = "> ") -> str:
    """The next line without white space around it; empty where there is none, or a lone full stop."""
    line = (console.ask(mark) or "").strip()
    return "" if line == END else line
