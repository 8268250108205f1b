"""Write and read one field of a document in readable form: ``6 of 10``, ``Fri 4 Dec 2026``, ``yes``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from session_tui.core.base.errors import InvalidValue
from session_tui.core.model.values import ID, RATING, Duration
from session_tui.core.schema.field_types import Day, ListOf, OneOf, Rule, Text, Whole, YesNo
from session_tui.core.schema.fields import Document, SubDocument, rules_of
from session_tui.markdown.escaping import read_item, write_item
from session_tui.markdown.note.dates import format_full_date, read_date
from session_tui.markdown.note.errors import UnreadableNote

_NUMBER = re.compile(r"([+-]?[0-9]{1,400})(?:\s*/\s*10|\s+of\s+10|\s+([a-z]+))?", re.IGNORECASE)
_DURATION = re.compile(r"([0-9]{1,9})\s*(day|week|month|year)s?", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a document and its label in a note.

    Attributes:
        name: the name of the field in its class.
        within: the field that contains it, if it belongs to an inner document (a step's trial).
        unit: ``days`` for a number of days; ``signed`` for a number written with its sign.
    """

    name: str
    label: str
    rule: Rule
    within: str = ""
    unit: str = ""

    @property
    def is_id(self) -> bool:
        """Whether it holds an id, which readers need not see."""
        return self.rule is ID


def codecs_of(kind: type[Document], labels: dict[str, str], within: str = "") -> tuple[Field, ...]:
    """Return the fields of a class in order, with those of inner documents in place.

    ``labels`` gives labels by field name where they differ from it; a unit may follow after ``|``.
    """
    found: list[Field] = []
    for name, (written, rule, _) in rules_of(kind).items():
        if isinstance(rule, SubDocument) and rule.kind is not Duration:
            found += codecs_of(rule.kind, labels, within=name)
            continue
        label, _, unit = labels.get(name, written.replace("_", " ")).partition("|")
        found.append(Field(name, label, rule, within, unit))
    return tuple(found)


def write_field(field: Field, value: Any) -> list[list[str]]:
    """Return the values of a field, each as lines; a list field has several."""
    if isinstance(field.rule, ListOf):
        return [write_item(item) for item in value]
    return [write_item(_with_unit(field, value))]


def read_field(field: Field, lines: Sequence[str], line: int) -> Any:
    """Return the value that the lines give (one element of a list); raises UnreadableNote."""
    rule = field.rule.rule if isinstance(field.rule, ListOf) else field.rule
    text = read_item(lines)
    try:
        value = read_value(rule, text if isinstance(rule, Text) else text.strip())
        rule.check(value)
    except InvalidValue as fault:
        raise UnreadableNote(f"“{field.label}” {fault.what}.", line, "Write it so, or delete the line.") from None
    return value


def _with_unit(field: Field, value: Any) -> str:
    """Return a value in readable form, with its unit."""
    if field.unit == "signed":
        return f"{value:+}" if value else "0"
    if field.unit == "days":
        return f"{value} day" if value == 1 else f"{value} days"
    return write_value(field.rule, value)


def is_one_line(rule: Rule) -> bool:
    """Whether values of this rule are written on one line: numbers, dates, durations, fixed words, yes or no."""
    return isinstance(rule, Whole | Day | YesNo | OneOf) or (isinstance(rule, SubDocument) and rule.kind is Duration)


def write_value(rule: Rule, value: Any) -> str:
    """Return a value in readable form."""
    if isinstance(rule, YesNo):
        return "yes" if value else "no"
    if isinstance(rule, Day):
        return format_full_date(value)
    return f"{value} of 10" if rule is RATING else str(value)


def read_value(rule: Rule, text: str) -> Any:
    """Return the value of a text by a field type; raises InvalidValue."""
    if isinstance(rule, YesNo):
        return {"yes": True, "no": False}.get(text.lower(), text)
    if isinstance(rule, Day):
        return _day(text)
    if isinstance(rule, Whole):
        return read_number(text)
    if isinstance(rule, OneOf):
        return text.lower() if text.lower() in rule.words else text
    return read_duration_text(text) if isinstance(rule, SubDocument) else text


def read_number(text: str) -> int:
    """Return the integer of a text such as ``6``, ``6 of 10``, ``28 days``, ``4 weeks``; raises InvalidValue."""
    found = _NUMBER.fullmatch(text)
    unit = (found[2] or "day").lower().removesuffix("s") if found else ""
    if not found or unit not in _DAYS:
        raise InvalidValue("must be a whole number")
    return int(found[1]) * _DAYS[unit]


def read_duration_text(text: str) -> Duration:
    """Return the duration of a text such as ``6 weeks``; raises InvalidValue."""
    found = _DURATION.fullmatch(text)
    if not found:
        raise InvalidValue("must be a length of time such as 6 weeks")
    return Duration(n=int(found[1]), unit=f"{found[2].lower()}s")


def _day(text: str) -> date:
    """Return the day of a text; raises InvalidValue."""
    day = read_date(text)
    if not day:
        raise InvalidValue("must be a date such as Fri 20 Nov 2026")
    return day
