"""The field types of documents: each validates a value, converts it to and from JSON, and gives its JSON Schema.

Documents, and the type of a document inside another one, are in :mod:`session_tui.core.schema.fields`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from session_tui.core.base.errors import InvalidValue
from session_tui.core.base.text import UNSTORABLE

Json = Any
"""What :mod:`json` reads and writes."""

V = TypeVar("V")

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Rule:
    """Base class of the field types; by itself it accepts any value."""

    def check(self, value: Any) -> None:
        """Raise InvalidValue if the value violates the rule."""

    def to_json(self, value: Any) -> Json:
        """Return the value's JSON form."""
        return value

    def from_json(self, data: Json) -> Any:
        """Return the value that a JSON form stands for; raises InvalidValue."""
        self.check(data)
        return data

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema (draft 2020-12)."""
        return {}


class Text(Rule):
    """Any text that UTF-8 can hold, without NUL. With ``filled``, it must hold a visible character."""

    def __init__(self, *, filled: bool = False, pattern: re.Pattern[str] | None = None) -> None:
        self.filled = filled
        self.pattern = pattern

    def check(self, value: Any) -> None:
        """Raise InvalidValue unless the value is a text that the rule allows."""
        if not isinstance(value, str):
            raise InvalidValue(f"must be text, not {type_name(value)}")
        # Most texts are ASCII, and these two tests are faster than the regular expression.
        if not (value.isascii() and "\0" not in value) and UNSTORABLE.search(value):
            raise InvalidValue("must not contain a NUL character or half of a surrogate pair")
        if self.filled and not value.strip():
            raise InvalidValue("must not be blank")
        if self.pattern and not self.pattern.fullmatch(value):
            raise InvalidValue("is not in the required form")

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        described: dict[str, Json] = {"type": "string"}
        if self.pattern:
            # JSON Schema patterns match anywhere unless anchored.
            described["pattern"] = f"^(?:{self.pattern.pattern})$"
        elif self.filled:
            described["pattern"] = r"\S"
        return described


MOST = 2**53 - 1
"""The largest integer that every JSON reader represents exactly (RFC 8259, section 6)."""


class Whole(Rule):
    """An integer from ``low`` to ``high``, inclusive."""

    def __init__(self, low: int, high: int = MOST) -> None:
        self.low = low
        self.high = high

    def check(self, value: Any) -> None:
        """Raise InvalidValue unless the value is an integer in range; True and False are no integers."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise InvalidValue(f"must be a whole number, not {type_name(value)}")
        if not self.low <= value <= self.high:
            given = f", not {value}" if abs(value) <= MOST else ""  # Python writes 4,300 digits at most
            raise InvalidValue(f"must be {self._bounds(value)}{given}")

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}

    def _bounds(self, value: int) -> str:
        """Return the bound that a value violates, as words."""
        if self.high < MOST:
            return f"from {self.low} to {self.high}"
        return f"at least {self.low}" if value < self.low else f"at most {MOST}"


class YesNo(Rule):
    """True or false."""

    def check(self, value: Any) -> None:
        """Raise InvalidValue unless the value is True or False."""
        if not isinstance(value, bool):
            raise InvalidValue(f"must be true or false, not {type_name(value)}")

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {"type": "boolean"}


class OneOf(Rule):
    """One of a fixed set of words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def check(self, value: Any) -> None:
        """Raise InvalidValue unless the value is one of the words."""
        if not isinstance(value, str) or value not in self.words:
            raise InvalidValue(f"must be one of {', '.join(self.words)}")

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {"enum": list(self.words)}


class Member(OneOf):
    """A member of an enumeration of strings."""

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__(*kind)
        self.kind = kind

    def from_json(self, data: Json) -> StrEnum:
        """Return the member of the enumeration; raises InvalidValue."""
        self.check(data)
        return self.kind(data)

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {"enum": [str(word) for word in self.words]}


class Day(Rule):
    """A calendar day, ISO 8601 (``2026-11-20``)."""

    def check(self, value: Any) -> None:
        """Raise InvalidValue unless the value is a date without a time."""
        # datetime is a subclass of date.
        if not isinstance(value, date) or isinstance(value, datetime):
            raise InvalidValue(f"must be a date, not {type_name(value)}")

    def to_json(self, value: date) -> Json:
        """Return the day as ISO 8601."""
        return value.isoformat()

    def from_json(self, data: Json) -> date:
        """Return the day of an ISO 8601 text; raises InvalidValue."""
        # fromisoformat() also accepts 20261120 and 2026-W47-5.
        if isinstance(data, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", data):
            try:
                return date.fromisoformat(data)
            except ValueError:
                pass
        raise InvalidValue("must be a date such as 2026-11-20")

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {"type": "string", "format": "date"}


class Moment(Rule):
    """A time with its UTC offset, RFC 3339 (``2026-11-20T10:12:04+01:00``)."""

    def check(self, value: Any) -> None:
        """Raise InvalidValue unless the value is a time with a UTC offset of whole minutes."""
        if not isinstance(value, datetime) or value.utcoffset() is None:
            raise InvalidValue("must be a time with its offset from UTC")
        offset = value.utcoffset()
        if offset is not None and offset.total_seconds() % 60:
            raise InvalidValue("must have an offset of whole minutes")

    def to_json(self, value: datetime) -> Json:
        """Return the time as RFC 3339."""
        return value.isoformat()

    def from_json(self, data: Json) -> datetime:
        """Return the time of an RFC 3339 text; raises InvalidValue."""
        # RFC 3339 allows lower-case "t" and "z".
        said = data.upper() if isinstance(data, str) else ""
        # fromisoformat() also accepts a day alone, or a space as the separator.
        if "T" not in said:
            raise InvalidValue("must be a time such as 2026-11-20T10:12:04+01:00")
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            raise InvalidValue("must be a time such as 2026-11-20T10:12:04+01:00") from None
        self.check(moment)
        return moment

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {"type": "string", "format": "date-time"}


class ListOf(Rule):
    """An ordered list of values of one field type; a tuple in Python, an array in JSON."""

    def __init__(self, rule: Rule, *, filled: bool = False) -> None:
        self.rule = rule
        self.filled = filled

    def check(self, value: Any) -> None:
        """Raise InvalidValue unless the value is a tuple whose every element is valid."""
        if not isinstance(value, tuple):
            raise InvalidValue(f"must be a tuple, not {type_name(value)}")
        self._refuse_empty(value)
        for place, item in enumerate(value):
            located(f"[{place}]", self.rule.check, item)

    def to_json(self, value: tuple[Any, ...]) -> Json:
        """Return the elements as a JSON array."""
        return [self.rule.to_json(item) for item in value]

    def from_json(self, data: Json) -> tuple[Any, ...]:
        """Return the elements of a JSON array as a tuple; raises InvalidValue."""
        if not isinstance(data, list):
            raise InvalidValue(f"must be a list, not {type_name(data)}")
        self._refuse_empty(data)
        # A single try around the loop: located() for each item would cost a call more per item.
        read, found = self.rule.from_json, list[Any]()
        try:
            for item in data:
                found.append(read(item))
        except InvalidValue as fault:
            raise fault.inside(f"[{len(found)}]") from None
        return tuple(found)

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        bound = {"minItems": 1} if self.filled else {}
        return {"type": "array", "items": self.rule.schema(), **bound}

    def _refuse_empty(self, value: tuple[Any, ...] | list[Any]) -> None:
        """Raise InvalidValue for an empty list if the rule asks for one element at least."""
        if self.filled and not value:
            raise InvalidValue("must not be empty")


class Table(Rule):
    """Values by name: a tuple of pairs in Python, an object in JSON. Names are unique and not blank."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.names = Text(filled=True)

    def check(self, value: Any) -> None:
        """Raise InvalidValue unless names are unique and every value is valid."""
        if not isinstance(value, tuple) or not value:
            raise InvalidValue("must contain at least one name with its value")
        if not all(isinstance(pair, tuple) and len(pair) == 2 for pair in value):
            raise InvalidValue("must contain pairs of a name and a value")
        if len({name for name, _ in value}) != len(value):
            raise InvalidValue("must contain each name only once")
        for name, item in value:
            self.names.check(name)
            located(str(name), self.rule.check, item)

    def to_json(self, value: tuple[tuple[str, Any], ...]) -> Json:
        """Return the pairs as a JSON object."""
        return {name: self.rule.to_json(item) for name, item in value}

    def from_json(self, data: Json) -> tuple[tuple[str, Any], ...]:
        """Return the pairs of a JSON object; raises InvalidValue."""
        if not isinstance(data, Mapping):
            raise InvalidValue(f"must be an object, not {type_name(data)}")
        pairs = tuple((n, located(str(n), self.rule.from_json, v)) for n, v in data.items())
        self.check(pairs)
        return pairs

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {
            "type": "object",
            "minProperties": 1,
            "propertyNames": self.names.schema(),
            "additionalProperties": self.rule.schema(),
        }


def located(place: str, call: Callable[[Any], V], value: Any) -> V:
    """Return ``call(value)``; an InvalidValue it raises gets ``place`` put in front of its path."""
    try:
        return call(value)
    except InvalidValue as fault:
        raise fault.inside(place) from None


def type_name(value: Any) -> str:
    """Return the name of a value's JSON type, for an error message."""
    names = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}
    names |= {list: "a list", dict: "an object", type(None): "nothing"}
    return names.get(type(value), type(value).__name__)
