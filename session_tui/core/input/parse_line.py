"""What typed lines mean: a value, or the fields of something new. The same line says the same, on the screen and without one.

Nothing here raises for a line that means nothing: a value is then None, and of something new the line itself is the words.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from session_tui.core.input.inline_tags import FIELDS, LONGEST_TRIAL, find_goal, read_tags
from session_tui.core.model.dates import days_in, read_duration
from session_tui.core.model.values import AgendaItem, Goal, Trial

GOAL_STATES = {"k": "active", "p": "parked", "r": "reached", "l": "let go"}
OUTCOMES = {"d": "did", "p": "partly", "n": "not yet", "x": "chose not to", "c": "changed"}
VERDICTS = {"k": "keep", "a": "adjust", "s": "stop", "l": "longer"}
QUESTION_STATES = {"a": "answered", "d": "dropped", "o": "open"}
AGENDA_STATES = {"c": "covered", "n": "next time", "o": "open"}
"""What a letter says of something that stands open."""

JOT_LETTERS = {
    "s": "story",
    "g": "goals",
    "e": "expectations",
    "n": "next-steps",
    "p": "private",
}
"""The letters that file a jot, by the section they file it under."""

_SET_BY = {"client": "client", "me": "me", "both": "together"}
_RATED = re.compile(r"(10|[0-9]|t(?=$|\W))(?:\s*[,:;–—-]\s*|\s+|$)(.*)", re.IGNORECASE)

Fields = dict[str, Any]
"""Values by the name of their field; what the line does not say is absent."""


# Values


def find_option(words: str, options: Sequence[str]) -> str | None:
    """The option that begins with what was typed; the first of several."""
    start = words.strip().casefold()
    if not start:
        return None
    exact = next((option for option in options if option.casefold() == start), None)
    return exact or next((each for each in options if each.casefold().startswith(start)), None)


def read_yes(line: str) -> bool | None:
    """Yes or no, by the start of it."""
    word = find_option(line, ("yes", "no"))
    return None if word is None else word == "yes"


def read_whole(line: str) -> int | None:
    """The whole number that a line holds, with or without a sign; None when it holds anything else."""
    text = line.strip()
    digits = text.removeprefix("-").removeprefix("+")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None


def read_days(line: str) -> int | None:
    """A length of time in days, with its unit or without, as long as a trial may last."""
    length = read_duration(line)
    days = days_in(length) if length else read_whole(line)
    return days if days and 1 <= days <= LONGEST_TRIAL else None


def read_rating(line: str) -> tuple[int, str] | None:
    """A number from 0 to 10 at the start of a line (``t`` is ten), and the words behind it."""
    found = _RATED.fullmatch(line.strip())
    if not found:
        return None
    return (10 if found[1].lower() == "t" else int(found[1])), found[2].strip()


def read_jot(line: str) -> tuple[str, str | None]:
    """The jot's text and its section; no section when no letter stands in front. Nothing is taken from a lone letter."""
    letter, space, rest = line.lstrip().partition(" ")
    section = JOT_LETTERS.get(letter.lower())
    if section and space and rest.strip():
        return rest.strip(), section
    return line.strip(), None


# Something new


def read_goal(line: str, today: date) -> Fields:
    """A goal's words, and ``=4``, ``why:`` and who set it."""
    marks = read_tags(line, today, only=("rating", "why", "owner"))
    if marks.owner not in _SET_BY:
        marks = read_tags(line, today, only=("rating", "why"))
    if not marks.text.strip():
        return {"words": line}
    set_by = _SET_BY.get(marks.owner or "")
    return _given(words=marks.text.strip(), why=marks.why, rating=marks.rating, set_by=set_by)


def read_step(line: str, today: date, goals: Iterable[Goal]) -> Fields:
    """A step's words, and the marks typed among them; a ``#word`` that names no goal stays a word."""
    marks = read_tags(line, today)
    goal = find_goal(marks.goal_word, goals) if marks.goal_word else None
    if marks.goal_word and not goal:
        marks = read_tags(line, today, only=[name for name in FIELDS if name != "goal_word"])
    if not marks.text.strip():
        return {"text": line}
    return _given(
        text=marks.text.strip(), owner=marks.owner, why=marks.why, due=marks.due, confidence=marks.rating,
        goal=goal.id if goal else None, trial=Trial(days=marks.trial_days) if marks.trial_days else None,
    )  # fmt: skip


def read_question(line: str, today: date) -> Fields:
    """A question's words, and who finds out."""
    marks = read_tags(line, today, only=("owner",))
    text = marks.text.strip()
    return _given(text=text, owner=marks.owner) if text else {"text": line}


def read_person(line: str) -> Fields:
    """A person's name, the role after a comma, what for after a colon."""
    who, _, purpose = line.partition(": ")
    name, _, role = who.partition(", ")
    if not name.strip():
        return {"name": line}
    return _given(name=name.strip(), role=role.strip(), for_=purpose.strip())


def read_agenda_item(line: str, today: date) -> Fields:
    """The words of something for today, and whose it is."""
    marks = read_tags(line, today, only=("owner",))
    if marks.owner not in AgendaItem.BY or not marks.text.strip():
        return {"text": line}
    return {"text": marks.text.strip(), "by": marks.owner}


def _given(**fields: Any) -> Fields:
    """The fields that were said."""
    return {name: value for name, value in fields.items() if value is not None and value != ""}
