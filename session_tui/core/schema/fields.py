"""Documents made of fields: everything known about a document follows from the rules of its fields.

A document's class is a frozen dataclass whose fields are declared with :func:`required` and :func:`optional`. The rule
of a field gives its validation, its JSON form (:func:`to_json`, :func:`from_json`) and its JSON Schema
(:func:`schema_of`), so these cannot drift apart.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, field, fields
from typing import Any, ClassVar, Self, TypeVar

from session_tui.core.base.errors import InvalidValue
from session_tui.core.schema.field_types import Json, Rule, Text, located, type_name

D = TypeVar("D", bound="Document")


class SubDocument(Rule):
    """The field type of a document inside another one."""

    def __init__(self, kind: "type[Document]") -> None:
        self.kind = kind

    def check(self, value: Any) -> None:
        """Raise InvalidValue unless the value is a document of the class."""
        if not isinstance(value, self.kind):
            raise InvalidValue(f"must be a {self.kind.__name__}, not {type_name(value)}")

    def to_json(self, value: "Document") -> Json:
        """Return the document as a JSON object."""
        return to_json(value)

    def from_json(self, data: Json) -> "Document":
        """Return the document of a JSON object; raises InvalidValue."""
        return from_json(self.kind, data)

    def schema(self) -> dict[str, Json]:
        """Return the class as JSON Schema."""
        return schema_of(self.kind)


class Document:
    """Base class of every frozen dataclass that is written to disk; it validates its fields when it is created.

    A blank text in an optional field becomes None, so that an empty field is absent on disk.
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
        """Raise InvalidValue for what depends on several fields."""

    def replace(self, **changes: Any) -> Self:
        """Return a copy with these fields changed (:func:`dataclasses.replace` as a method)."""
        from dataclasses import replace

        return replace(self, **changes)  # type: ignore[type-var]


def required(rule: Rule, *, name: str = "") -> Any:
    """Declare a field that must be given."""
    return field(metadata={"rule": rule, "name": name})


def optional(rule: Rule, default: Any = None, *, name: str = "") -> Any:
    """Declare a field that may be left out; absent in JSON when it is None or an empty tuple."""
    return field(default=default, metadata={"rule": rule, "name": name})


def rules_of(kind: type[Document]) -> dict[str, tuple[str, Rule, bool]]:
    """Return, by field, its JSON name, its rule, and whether it is required."""
    if kind not in _RULES:
        _RULES[kind] = _read_rules(kind)
    return _RULES[kind]


_Reading = tuple[str, str, Callable[[Json], Any], bool, Any]
"""How one field is read: its name, its JSON name, its rule's reader, whether it is required, and its default."""

_RULES: dict[type[Document], dict[str, tuple[str, Rule, bool]]] = {}
_READINGS: dict[type[Document], tuple[_Reading, ...]] = {}
_put = object.__setattr__


def _reading_of(kind: type[Document]) -> tuple[_Reading, ...]:
    """Return the fields of a class in their order; computed once, as thousands of documents are read in one go."""
    if kind not in _READINGS:
        defaults = {f.name: f.default for f in fields(kind)}  # type: ignore[arg-type]
        _READINGS[kind] = tuple(
            (name, label, rule.from_json, must, defaults[name]) for name, (label, rule, must) in rules_of(kind).items()
        )
    return _READINGS[kind]


def _read_rules(kind: type[Document]) -> dict[str, tuple[str, Rule, bool]]:
    """Return the rules of a class from its dataclass fields; cached by :func:`rules_of`."""
    return {
        f.name: (f.metadata.get("name") or f.name, f.metadata["rule"], f.default is MISSING)
        for f in fields(kind)  # type: ignore[arg-type]
    }


def to_json(document: Document) -> dict[str, Json]:
    """Return the document as a JSON object, with its fields in the order of the class."""
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
    """Return the document that a JSON object stands for.

    Raises:
        InvalidValue: with the path to the invalid value. A name that the class does not know is an error too, because
            dropping it silently would lose what somebody wrote.
    """
    if not isinstance(data, Mapping):
        raise InvalidValue(f"must be an object, not {type_name(data)}")
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
        raise InvalidValue("is not a field of this format", str(unknown))
    made.check()
    return made


def _left_out(*, must: bool, default: Any) -> Any:
    """Return the value of a field that is absent."""
    if must:
        raise InvalidValue("is missing")
    return default


def merge_documents(old: D, new: D, always: Collection[str] = ()) -> D:
    """Return ``old`` updated with every field that ``new`` gives; fields in ``always`` come from ``new`` in any case.

    Both documents are valid already, so nothing is validated again; do not use it for a class that overrides ``check``.
    """
    made = object.__new__(type(old))
    for name in rules_of(type(old)):
        value = getattr(new, name)
        kept = value is None and name not in always
        _put(made, name, getattr(old, name) if kept else value)
    return made


def schema_of(kind: type[Document]) -> dict[str, Json]:
    """Return the class as JSON Schema (draft 2020-12)."""
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
