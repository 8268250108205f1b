"""Documents made of fields: each field has a rule, and all that is known of the document follows from its rules.

A document's class is a frozen dataclass whose fields are made by :func:`needed` and :func:`given`. The rule of each
field gives its check, its JSON form (:func:`to_json`, :func:`from_json`) and its JSON Schema (:func:`schema_of`), so
the four cannot drift apart.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, field, fields
from typing import Any, ClassVar, Self, TypeVar

from session_tui.core.base.errors import InvalidValue
from session_tui.core.schema.field_types import Json, Rule, Text, located, type_name

D = TypeVar("D", bound="Document")


class SubDocument(Rule):
    """A smaller document inside this one."""

    def __init__(self, kind: "type[Document]") -> None:
        self.kind = kind

    def check(self, value: Any) -> None:
        if not isinstance(value, self.kind):
            raise InvalidValue(f"must be a {self.kind.__name__}, is {type_name(value)}")

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
                located(name, rule.check, value)
        self.check()

    def check(self) -> None:
        """Raise InvalidValue for what no single field's rule can see."""

    def replace(self, **changes: Any) -> Self:
        """The same with these fields changed (:func:`dataclasses.replace`, shorter)."""
        from dataclasses import replace

        return replace(self, **changes)  # type: ignore[type-var]


def required(rule: Rule, *, name: str = "") -> Any:
    """A field that must be given."""
    return field(metadata={"rule": rule, "name": name})


def optional(rule: Rule, default: Any = None, *, name: str = "") -> Any:
    """A field that may be left out; absent in JSON when it is None or an empty tuple."""
    return field(default=default, metadata={"rule": rule, "name": name})


def rules_of(kind: type[Document]) -> dict[str, tuple[str, Rule, bool]]:
    """By field: its name in JSON, its rule, and whether it must be given."""
    if kind not in _RULES:
        _RULES[kind] = _read_rules(kind)
    return _RULES[kind]


_Reading = tuple[str, str, Callable[[Json], Any], bool, Any]
"""How one field is read: its name, its name in JSON, its rule's reader, whether it must be given, and its default."""

_RULES: dict[type[Document], dict[str, tuple[str, Rule, bool]]] = {}
_READINGS: dict[type[Document], tuple[_Reading, ...]] = {}
_put = object.__setattr__


def _reading_of(kind: type[Document]) -> tuple[_Reading, ...]:
    """The fields of a class in their order; put together once, because thousands are read in one go."""
    if kind not in _READINGS:
        defaults = {f.name: f.default for f in fields(kind)}  # type: ignore[arg-type]
        _READINGS[kind] = tuple(
            (name, label, rule.from_json, must, defaults[name]) for name, (label, rule, must) in rules_of(kind).items()
        )
    return _READINGS[kind]


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
        raise InvalidValue(f"must be an object, is {type_name(data)}")
    made, known, label = object.__new__(kind), 0, ""
    try:
        for name, label, read, must, default in _reading_of(kind):
            value = data.get(label)
            if value is not None:
                known += 1
                value = read(value)
            else:
                known += label in data
                value = _left_out(must=must, default=default)
            _put(made, name, value)  # its rule has just been kept: no second check
    except InvalidValue as fault:
        raise fault.inside(label) from None
    if known < len(data):
        labels = {label for label, _, _ in rules_of(kind).values()}
        unknown = next(label for label in data if label not in labels)
        raise InvalidValue("is not a name this format knows", str(unknown))
    made.check()
    return made


def _left_out(*, must: bool, default: Any) -> Any:
    """What stands for a field that was not given."""
    if must:
        raise InvalidValue("is missing")
    return default


def merge_documents(old: D, new: D, always: Collection[str] = ()) -> D:
    """The old document with every field that the new one gives; those named ``always`` are the new one's in any case.

    Both are sound, field by field, so nothing is checked a second time; not for a class with a ``check`` of its own.
    """
    made = object.__new__(type(old))
    for name in rules_of(type(old)):
        value = getattr(new, name)
        kept = value is None and name not in always
        _put(made, name, getattr(old, name) if kept else value)
    return made


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
