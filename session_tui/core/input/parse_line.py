"""Parse typed lines into values, or into the fields of a new item. The screen and ``--plain`` share these rules.

Nothing here raises for a line it cannot parse: a value is then None, and the text of a new item is the line itself.
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
"""The states that a letter gives to an open item."""

JOT_LETTERS = {
    "s": "story",
    "g": "goals",
    "e": "expectations",
    "n": "next-steps",
    "p": "private",
}
"""The letters that file a jot, by section."""

_SET_BY = {"client": "client", "me": "me", "both": "together"}
# The lookahead keeps words such as "tea" from being a ten.
_RATED = re.compile(r"(10|[0-9]|t(?=$|\W))(?:\s*[,:;–—-]\s*|\s+|$)(.*)", re.IGNORECASE)

Fields = dict[str, Any]
"""Values by field name; a field that the line does not give is absent."""


# Values


def find_option(words: str, options: Sequence[str]) -> str | None:
    """Return the first option that begins with the typed text, or None."""
    start = words.strip().casefold()
    if not start:
        return None
    # Before the beginnings: an option may be the beginning of another.
    exact = next((option for option in options if option.casefold() == start), None)
    return exact or next((each for each in options if each.casefold().startswith(start)), None)


def read_yes(line: str) -> bool | None:
    """Return True for yes, False for no, by the first letters; None for anything else."""
    word = find_option(line, ("yes", "no"))
    return None if word is None else word == "yes"


def read_whole(line: str) -> int | None:
    """Return the integer that a line holds, with or without a sign; None for anything else."""
    text = line.strip()
    digits = text[1:] if text[:1] in ("-", "+") else text
    # isdigit() alone accepts "²", for which int() raises.
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None


def read_days(line: str) -> int | None:
    """Return a duration in days, typed with or without its unit, up to the maximum length of a trial."""
    length = read_duration(line)
    days = days_in(length) if length else read_whole(line)
    return days if days and 1 <= days <= LONGEST_TRIAL else None


def read_rating(line: str) -> tuple[int, str] | None:
    """Return the rating from 0 to 10 at the start of a line (``t`` is ten), and the words after it."""
    found = _RATED.fullmatch(line.strip())
    if not found:
        return None
    return (10 if found[1].lower() == "t" else int(found[1])), found[2].strip()


def read_jot(line: str) -> tuple[str, str | None]:
    """Return a jot's text and section; without a leading section letter, no section. A lone letter is text."""
    letter, space, rest = line.lstrip().partition(" ")
    section = JOT_LETTERS.get(letter.lower())
    if section and space and rest.strip():
        return rest.strip(), section
    return line.strip(), None


# Something new


def read_goal(line: str, today: date) -> Fields:
    """Return a goal's text, rating (``=4``), reason (``why:``) and who set it."""
    marks = read_tags(line, today, only=("rating", "why", "owner"))
    # A person's name cannot say who set a goal, so it stays in the text.
    if marks.owner not in _SET_BY:
        marks = read_tags(line, today, only=("rating", "why"))
    if not marks.text.strip():
        return {"words": line}
    set_by = _SET_BY.get(marks.owner or "")
    return _given(words=marks.text.strip(), why=marks.why, rating=marks.rating, set_by=set_by)


def read_step(line: str, today: date, goals: Iterable[Goal]) -> Fields:
    """Return a step's text and its tags; a ``#word`` that matches no goal stays in the text."""
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
    """Return a question's text, and who finds out."""
    marks = read_tags(line, today, only=("owner",))
    text = marks.text.strip()
    return _given(text=text, owner=marks.owner) if text else {"text": line}


def read_person(line: str) -> Fields:
    """Return a person's name, the role after a comma, and the purpose after a colon."""
    who, _, purpose = line.partition(": ")
    name, _, role = who.partition(", ")
    if not name.strip():
        return {"name": line}
    return _given(name=name.strip(), role=role.strip(), for_=purpose.strip())


def read_agenda_item(line: str, today: date) -> Fields:
    """Return the text of an agenda item, and whose it is."""
    marks = read_tags(line, today, only=("owner",))
    if marks.owner not in AgendaItem.BY or not marks.text.strip():
        return {"text": line}
    return {"text": marks.text.strip(), "by": marks.owner}


def _given(**fields: Any) -> Fields:
    """Return the fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None and value != ""}
