"""How typed lines are read as values, and how values are written back into a line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from session_tui.core.base.text import storable
from session_tui.core.input.inline_tags import find_goal
from session_tui.core.input.parse_line import find_option, read_days, read_whole, read_yes
from session_tui.core.interview.context import FieldContext
from session_tui.core.model.dates import format_ago, format_day, read_day, read_duration
from session_tui.core.model.values import Duration


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads and writes one type of typed value.

    Attributes:
        read: returns the value of a line, or None; never raises.
        to_text: returns a value as it would be typed.
        echo: returns a value as it was understood, shown below the line; None if the line itself says it.
        ask: what to type, shown while the line cannot be read.
        is_long: whether it takes several lines.
        is_whole: whether typing replaces the whole value, as for a date, rather than editing it.
    """

    read: Callable[[str, FieldContext], Any]
    to_text: Callable[[Any, FieldContext], str]
    echo: Callable[[Any, FieldContext], str] | None = None
    ask: str = ""
    is_long: bool = False
    is_whole: bool = True


def _words(value: Any, _: FieldContext) -> str:
    """Return a value as text."""
    return str(value)


def _format_day_and_distance(day: date, context: FieldContext) -> str:
    """Return a day with its year and its distance from today."""
    said = format_day(day, context.today)
    year = "" if str(day.year) in said else f" {day.year}"
    ago = format_ago(day, context.today)
    return f"{said}{year}, {ago if day >= context.today else f'{ago} ago'}"


WORDS = ValueReader(lambda text, _: storable(text).strip() or None, _words, is_whole=False)
"""Any text."""


def _read_lines(text: str, _: FieldContext) -> tuple[str, ...] | None:
    """Return the lines that are not blank; None if there are none."""
    lines = (line.strip() for line in storable(text).split("\n"))
    return tuple(line for line in lines if line) or None


LINES = ValueReader(
    _read_lines,
    lambda lines, _: "\n".join(line.replace("\n", " ") for line in lines),
    is_long=True,
    is_whole=False,
)
"""Several items, one per line."""

DAY = ValueReader(
    lambda text, context: read_day(text, context.today),
    lambda day, context: format_day(day, context.today),
    _format_day_and_distance,
    "which day? e.g. fri, +2w, 2026-12-04",
)
"""A day in any form that people type."""

DURATION = ValueReader(lambda text, _: read_duration(text), _words, _words, "how long? e.g. 6 weeks, 3 months")
"""A count and a unit."""


DAYS = ValueReader(
    lambda text, _: read_days(text),
    lambda days, _: str(Duration(n=days, unit="days")),
    lambda days, _: str(Duration(n=days, unit="days")),
    "how long? e.g. 4 weeks, 30 days",
)
"""A length of time in days."""


def _format_yes_no(value: bool, _: FieldContext) -> str:
    """Return yes or no."""
    return "yes" if value else "no"


YES_NO = ValueReader(lambda text, _: read_yes(text), _format_yes_no, _format_yes_no, "y or n")
"""Yes or no."""


def _read_goal(text: str, context: FieldContext) -> str | None:
    """Return the id of the goal with exactly this text, else of one that matches it."""
    words = text.strip().removeprefix("#")
    # Exact words first: a goal written into the line must be read back as the same goal.
    exact = next((goal for goal in context.goals_now() if goal.words == text), None)
    goal = exact or (find_goal(words, context.goals_now()) if words else None)
    return goal.id if goal else None


def _format_goal(goal_id: str, context: FieldContext) -> str:
    """Return the words of a goal."""
    known = {goal.id: goal.words for goal in context.goals_now()}
    return known.get(goal_id, "a goal from an earlier session")


GOAL = ValueReader(_read_goal, _format_goal, _format_goal, "which goal? type a word of it")
"""A goal, found by a word; its id is the value."""


def whole_number(low: int, high: int, ask: str) -> ValueReader:
    """Return a reader of whole numbers from ``low`` to ``high``."""

    def read(text: str, _: FieldContext) -> int | None:
        number = read_whole(text)
        return number if number is not None and low <= number <= high else None

    return ValueReader(read, _words, None, ask)


RATING = whole_number(0, 10, "a number from 0 to 10")
"""A rating from 0 to 10."""


def one_of(*words: str) -> ValueReader:
    """Return a reader of one of a few words, given by its start."""
    return ValueReader(lambda text, _: find_option(text, words), _words, _words, " / ".join(words))
