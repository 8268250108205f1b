"""The shape that every document of a vault has, checked once, where its file is read.

Lists, search and charts look into documents without reading the whole of them by their rules. What they rely on is
checked here, so a file in which a value has another type is unreadable to all of them, and to nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from session_tui.core.schema.field_types import Json

DEEPEST = 64
"""How deep lists and objects may be nested in each other; the program's own documents go seven deep."""

_FORMATS = frozenset({"session-note", "private-page", "session-addendum", "addendum-draft", "session-moved", "client"})


def check_shape(data: dict[str, Json]) -> None:
    """Raise ValueError with a short reason unless the values have the types that all readers rely on."""
    _check_depth(data)
    try:
        _check_fields(data, _PARTS)
        if "format" in data:
            _check_fields(data, _SCALARS)
    except ValueError:
        name, _, version = str(data.get("format", "")).partition("/")
        if name not in _FORMATS:
            raise ValueError("format: it is none of this program's") from None
        if version != "1":
            raise ValueError("its version of the format is unknown here") from None
        raise


def _check_depth(data: dict[str, Json]) -> None:
    level: list[Any] = [data]
    for _ in range(DEEPEST):
        level = [
            value
            for outer in level
            for value in (outer.values() if outer.__class__ is dict else outer)
            if value.__class__ is dict or value.__class__ is list
        ]
        if not level:
            return
    raise ValueError("it is nested too deeply")


def _check_fields(data: Mapping[str, Json], rules: Mapping[str, Callable[[Json, str], None]]) -> None:
    for name, rule in rules.items():
        if (value := data.get(name)) is not None:
            rule(value, name)


def _text(value: Json, where: str) -> None:
    if value.__class__ is not str:
        raise ValueError(f"{where}: must be a text")


def _whole(value: Json, where: str) -> None:
    if value.__class__ is not int:
        raise ValueError(f"{where}: must be a whole number")


def _object(needs: tuple[str, ...], may_have: tuple[str, ...] = ()) -> Callable[[Json, str], None]:
    """A rule for an object that has these texts, and may have those."""

    def check(value: Json, where: str) -> None:
        if not isinstance(value, dict):
            raise ValueError(f"{where}: must be an object")  # noqa: TRY004
        for name in needs:
            _text(value.get(name), f"{where}.{name}")
        for name in may_have:
            if value.get(name) is not None:
                _text(value[name], f"{where}.{name}")

    return check


def _each(rule: Callable[[Json, str], None]) -> Callable[[Json, str], None]:
    def check(value: Json, where: str) -> None:
        if not isinstance(value, list):
            raise ValueError(f"{where}: must be a list")  # noqa: TRY004
        for number, item in enumerate(value):
            rule(item, f"{where}[{number}]")

    return check


_TEXTS = ("id", "client", "status", "started", "code", "name", "session", "written", "reason", "text")
_SCALARS: dict[str, Callable[[Json, str], None]] = dict.fromkeys((*_TEXTS, "mark", "moved_from"), _text)
_PARTS: dict[str, Callable[[Json, str], None]] = {
    "rev": _whole,
    "guide": _object(("id", "title")),
    "place": _object(("prompt",)),
    "answers": _each(_object(("section", "prompt", "heading", "kind"), ("state", "note"))),
    "jots": _each(_object(("text",), ("section",))),
}
"""The rules of the fields that are looked at before a document is read as a whole; all formats share their names."""
