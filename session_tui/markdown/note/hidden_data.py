"""Build documents from the data in a note's comments and front matter."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from session_tui.core.base.errors import InvalidValue
from session_tui.core.schema.field_types import Rule, Whole
from session_tui.core.schema.fields import Document, rules_of
from session_tui.markdown.note.errors import UnreadableNote

D = TypeVar("D", bound=Document)

MEND = "Put it as it was, or write what is asked."


def read_document(kind: type[D], given: Mapping[str, Any], line: int, lines: Mapping[str, int] | None = None) -> D:
    """Return a document from fields by name; texts are read by the field type, None means absent.

    Raises:
        UnreadableNote: at ``line``, or at the line that ``lines`` names for the field.
    """
    try:
        rules = rules_of(kind)
        return build_document(kind, {k: _read(k, rules[k][1], v) for k, v in given.items() if v is not None})
    except InvalidValue as fault:
        place = (lines or {}).get(fault.where.split(".")[0].split("[")[0], line)
        raise at_line(fault, place) from None


def build_document(kind: type[D], given: Mapping[str, Any]) -> D:
    """Return a document from its fields; raises InvalidValue, also for a missing one."""
    for name, (label, _, must) in rules_of(kind).items():
        if must and given.get(name) is None:
            raise InvalidValue("is missing", label)
    return kind(**given)


def at_line(fault: InvalidValue, line: int) -> UnreadableNote:
    """Return the error as an UnreadableNote at a line."""
    name = f"“{fault.where}” " if fault.where else "The text here "
    return UnreadableNote(f"{name}{fault.what}.", line, MEND)


def read_integer(text: str) -> int:
    """Return the integer of a text; raises InvalidValue."""
    # int() would also accept "+1", "1_0" and digits of other scripts, and refuse more than 4,300 digits.
    if not re.fullmatch(r"[0-9]{1,400}", text):
        raise InvalidValue("must be a whole number")
    return int(text)


def _read(name: str, rule: Rule, value: Any) -> Any:
    """Return a value read by its field type; raises InvalidValue with the field's name."""
    if not isinstance(value, str):
        return value
    try:
        return read_integer(value) if isinstance(rule, Whole) else rule.from_json(value)
    except InvalidValue as fault:
        raise fault.inside(name) from None
