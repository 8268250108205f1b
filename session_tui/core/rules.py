"""The rules that fields of a document obey: one rule checks a value, writes it, reads it and describes it.

A document's class is a frozen dataclass whose fields are made by the functions below. The rule of each field gives
its check, its JSON form (:func:`to_json`, :func:`from_json`) and its JSON Schema (:func:`schema_of`), so the
four cannot drift apart.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Self, TypeVar

from session_tui.core.errors import InvalidValue

Json = Any
"""What :mod:`json` reads and writes."""

D = TypeVar("D", bound="Document")

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What no UTF-8 file of ours holds: NUL, and halves of surrogate pairs."""

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Rule:
    """What one value must be; the base of the rules, and the rule of a value that may be anything."""

    def check(self, value: Any) -> None:
        """Raise InvalidValue when the value breaks the rule."""

    def to_json(self, value: Any) -> Json:
        """The value as JSON holds it."""
        return value

    def from_json(self, data: Json) -> Any:
        """The value that the JSON means; raises InvalidValue."""
        self.check(data)
        return data

    def schema(self) -> dict[str, Json]:
        """The rule as JSON Schema (draft 2020-12)."""
        return {}


class Text(Rule):
    """Any text that UTF-8 can hold, without NUL. ``filled`` text must show something."""

    def __init__(self, *, filled: bool = False, pattern: re.Pattern[str] | None = None) -> None:
        self.filled = filled
        self.pattern = pattern

    def check(self, value: Any) -> None:
        if not isinstance(value, str):
            raise InvalidValue(f"must be text, is {_kind_of(value)}")
        if UNSTORABLE.search(value):
            raise InvalidValue("must not hold a NUL character or half of a surrogate pair")
        if self.filled and not value.strip():
            raise InvalidValue("must not be blank")
        if self.pattern and not self.pattern.fullmatch(value):
            raise InvalidValue("is not written as it must be")

    def schema(self) -> dict[str, Json]:
        described: dict[str, Json] = {"type": "string"}
        if self.pattern:
            described["pattern"] = f"^(?:{self.pattern.pattern})$"
        elif self.filled:
            described["pattern"] = r"\S"
        return described


MOST = 2**53 - 1
"""The largest whole number that every reader of JSON takes exactly (RFC 8259, section 6)."""


class Whole(Rule):
    """A whole number from ``low`` to ``high``, both included."""

    def __init__(self, low: int, high: int = MOST) -> None:
        self.low = low
        self.high = high

    def check(self, value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise InvalidValue(f"must be a whole number, is {_kind_of(value)}")
        if not self.low <= value <= self.high:
            given = (
                f", is {value}" if abs(value) <= MOST else ""
            )  # Python writes 4,300 digits at most
            raise InvalidValue(f"must be {self._bounds(value)}{given}")

    def schema(self) -> dict[str, Json]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}

    def _bounds(self, value: int) -> str:
        if self.high < MOST:
            return f"from {self.low} to {self.high}"
        return f"at least {self.low}" if value < self.low else f"at most {MOST}"


class YesNo(Rule):
    """True or false."""

    def check(self, value: Any) -> None:
        if not isinstance(value, bool):
            raise InvalidValue(f"must be true or false, is {_kind_of(value)}")

    def schema(self) -> dict[str, Json]:
        return {"type": "boolean"}


class OneOf(Rule):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def check(self, value: Any) -> None:
        if not isinstance(value, str) or value not in self.words:
            raise InvalidValue(f"must be one of {', '.join(self.words)}")

    def schema(self) -> dict[str, Json]:
        return {"enum": list(self.words)}


class Member(OneOf):
    """One of the members of an enumeration of words."""

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__(*kind)
        self.kind = kind

    def from_json(self, data: Json) -> StrEnum:
        self.check(data)
        return self.kind(data)

    def schema(self) -> dict[str, Json]:
        return {"enum": [str(word) for word in self.words]}


class Day(Rule):
    """A calendar day, ISO 8601 (``2026-11-20``)."""

    def check(self, value: Any) -> None:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise InvalidValue(f"must be a date, is {_kind_of(value)}")

    def to_json(self, value: date) -> Json:
        return value.isoformat()

    def from_json(self, data: Json) -> date:
        if isinstance(data, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", data):
            try:
                return date.fromisoformat(data)
            except ValueError:
                pass
        raise InvalidValue("must be a date such as 2026-11-20")

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "date"}


class Moment(Rule):
    """A time with the offset it was made in, RFC 3339 (``2026-11-20T10:12:04+01:00``)."""

    def check(self, value: Any) -> None:
        if not isinstance(value, datetime) or value.utcoffset() is None:
            raise InvalidValue("must be a time with its offset from UTC")
        offset = value.utcoffset()
        if offset is not None and offset.total_seconds() % 60:
            raise InvalidValue("must have an offset of whole minutes")

    def to_json(self, value: datetime) -> Json:
        return value.isoformat()

    def from_json(self, data: Json) -> datetime:
        if not isinstance(data, str) or "T" not in data.upper():
            raise InvalidValue("must be a time such as 2026-11-20T10:12:04+01:00")
        try:
            moment = datetime.fromisoformat(data.upper())
        except ValueError:
            raise InvalidValue("must be a time such as 2026-11-20T10:12:04+01:00") from None
        self.check(moment)
        return moment

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "date-time"}


class ListOf(Rule):
    """Several values of one rule, in order; a tuple here, an array in JSON."""

    def __init__(self, rule: Rule, *, filled: bool = False) -> None:
        self.rule = rule
        self.filled = filled

    def check(self, value: Any) -> None:
        if not isinstance(value, tuple):
            raise InvalidValue(f"must be a tuple, is {_kind_of(value)}")
        self._refuse_empty(value)
        for place, item in enumerate(value):
            _at(f"[{place}]", self.rule.check, item)

    def to_json(self, value: tuple[Any, ...]) -> Json:
        return [self.rule.to_json(item) for item in value]

    def from_json(self, data: Json) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise InvalidValue(f"must be a list, is {_kind_of(data)}")
        self._refuse_empty(data)
        return tuple(_at(f"[{n}]", self.rule.from_json, item) for n, item in enumerate(data))

    def schema(self) -> dict[str, Json]:
        bound = {"minItems": 1} if self.filled else {}
        return {"type": "array", "items": self.rule.schema(), **bound}

    def _refuse_empty(self, value: tuple[Any, ...] | list[Any]) -> None:
        if self.filled and not value:
            raise InvalidValue("must not be empty")


class Table(Rule):
    """Values by name: a tuple of pairs here, an object in JSON. Names are unique and not blank."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.names = Text(filled=True)

    def check(self, value: Any) -> None:
        if not isinstance(value, tuple) or not value:
            raise InvalidValue("must hold at least one name and its value")
        if not all(isinstance(pair, tuple) and len(pair) == 2 for pair in value):
            raise InvalidValue("must hold pairs of a name and a value")
        if len({name for name, _ in value}) != len(value):
            raise InvalidValue("must hold each name once")
        for name, item in value:
            self.names.check(name)
            _at(str(name), self.rule.check, item)

    def to_json(self, value: tuple[tuple[str, Any], ...]) -> Json:
        return {name: self.rule.to_json(item) for name, item in value}

    def from_json(self, data: Json) -> tuple[tuple[str, Any], ...]:
        if not isinstance(data, Mapping):
            raise InvalidValue(f"must be an object, is {_kind_of(data)}")
        pairs = tuple((n, _at(str(n), self.rule.from_json, v)) for n, v in data.items())
        self.check(pairs)
        return pairs

    def schema(self) -> dict[str, Json]:
        return {
            "type": "object",
            "minProperties": 1,
            "propertyNames": self.names.schema(),
            "additionalProperties": self.rule.schema(),
        }


class Part(Rule):
    """A smaller document inside this one."""

    def __init__(self, kind: "type[Document]") -> None:
        self.kind = kind

    def check(self, value: Any) -> None:
        if not isinstance(value, self.kind):
            raise InvalidValue(f"must be a {self.kind.__name__}, is {_kind_of(value)}")

    def to_json(self, value: "Document") -> Json:
        return to_json(value)

    def from_json(self, data: Json) -> "Document":
        return from_json(self.kind, data)

    def schema(self) -> dict[str, Json]:
        return schema_of(self.kind)


class Document:
    """The base of every frozen dataclass that is written to disk: its fields obey their rules from the start.

    A blank text in an optional field is None: what was not given is absent.
    """

    __slots__ = ()
    ALWAYS: ClassVar[frozenset[str]] = frozenset()
    """Fields written even when they are None or empty."""

    def __post_init__(self) -> None:
        for name, (_, rule, must) in rules_of(type(self)).items():
            value = getattr(self, name)
            if not must and value == "" and isinstance(rule, Text) and rule.filled:
                object.__setattr__(self, name, None)
            elif value is not None or must:
                _at(name, rule.check, value)
        self.check()

    def check(self) -> None:
        """Raise InvalidValue for what no single field's rule can see."""

    def but(self, **changes: Any) -> Self:
        """The same with these fields changed (:func:`dataclasses.replace`, shorter)."""
        from dataclasses import replace

        return replace(self, **changes)  # type: ignore[type-var]


def needed(rule: Rule, *, name: str = "") -> Any:
    """A field that must be given."""
    return field(metadata={"rule": rule, "name": name})


def given(rule: Rule, default: Any = None, *, name: str = "") -> Any:
    """A field that may be left out; absent in JSON when it is None or an empty tuple."""
    return field(default=default, metadata={"rule": rule, "name": name})


def rules_of(kind: type[Document]) -> dict[str, tuple[str, Rule, bool]]:
    """By field: its name in JSON, its rule, and whether it must be given."""
    if kind not in _RULES:
        _RULES[kind] = _read_rules(kind)
    return _RULES[kind]


_RULES: dict[type[Document], dict[str, tuple[str, Rule, bool]]] = {}


def _read_rules(kind: type[Document]) -> dict[str, tuple[str, Rule, bool]]:
    return {
        f.name: (f.metadata.get("name") or f.name, f.metadata["rule"], f.default is MISSING)
        for f in fields(kind)  # type: ignore[arg-type]
    }


def to_json(document: Document) -> dict[str, Json]:
    """The document as a JSON object, its fields in the order of the class."""
    written: dict[str, Json] = {}
    for name, (label, rule, _) in rules_of(type(document)).items():
        value = getattr(document, name)
        if value is None or (value == () and name not in document.ALWAYS):
            if name in document.ALWAYS:
                written[label] = None
        else:
            written[label] = rule.to_json(value)
    return written


def from_json(kind: type[D], data: Json) -> D:
    """The document that a JSON object means.

    Raises:
        InvalidValue: with the path to what is wrong. A name that the class does not know is wrong too, because
            dropping it in silence would lose what somebody wrote.
    """
    if not isinstance(data, Mapping):
        raise InvalidValue(f"must be an object, is {_kind_of(data)}")
    rules = rules_of(kind)
    labels = {label for label, _, _ in rules.values()}
    for label in data:
        if label not in labels:
            raise InvalidValue("is not a name this format knows", str(label))
    read: dict[str, Any] = {}
    for name, (label, rule, must) in rules.items():
        if data.get(label) is not None:
            read[name] = _at(label, rule.from_json, data[label])
        elif must:
            raise InvalidValue("is missing", label)
    return kind(**read)


def schema_of(kind: type[Document]) -> dict[str, Json]:
    """The class as JSON Schema (draft 2020-12)."""
    rules = rules_of(kind)
    described = {}
    for name, (label, rule, _) in rules.items():
        inner = rule.schema()
        described[label] = {"anyOf": [inner, {"type": "null"}]} if name in kind.ALWAYS else inner
    required = [label for name, (label, _, must) in rules.items() if must or name in kind.ALWAYS]
    return {
        "type": "object",
        "properties": described,
        "required": required,
        "additionalProperties": False,
    }


def storable(text: str) -> str:
    """The text with what no file can hold (NUL, half surrogate pairs) replaced by U+FFFD."""
    return UNSTORABLE.sub("\ufffd", text)


def folded(text: str) -> str:
    """The text as names are compared: NFC, without case, NFC again."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def is_newer(version: str, known: str) -> bool:
    """Whether one version, written in digits, comes after another. Of any length: Python reads 4,300 digits at most."""
    digits = version.lstrip("0")
    return (len(digits), digits) > (len(known), known)


def _at(place: str, call: Any, value: Any) -> Any:
    try:
        return call(value)
    except InvalidValue as fault:
        raise fault.inside(place) from None


def _kind_of(value: Any) -> str:
    names = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}
    names |= {list: "a list", dict: "an object", type(None): "nothing"}
    return names.get(type(value), type(value).__name__)
