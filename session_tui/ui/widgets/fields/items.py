"""The items of a field as plain values: their state before this prompt, and the changes made here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from session_tui.core.schema.fields import Document, rules_of
from session_tui.ui.widgets.fields.readers import WORDS, ValueReader

Fields = Mapping[str, Any]
"""Values by field name; fields without a value are absent."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One field of an item, edited in a line of its own.

    Attributes:
        name: the field.
        label: its label on the screen.
        reader: reads the line.
        is_usual: whether it is asked for when the prompt names no fields.
    """

    name: str
    label: str
    reader: ValueReader = WORDS
    is_usual: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a field. Every change returns a new one.

    Attributes:
        key: identifies the item: its id, or its words if it has none.
        was: its fields before this prompt; None if it was added here.
        given: the fields set here.
        unread: text typed into a detail that could not be read as a value.
        is_held: whether the entry contains it even without a new value.
        about: what else is known about it: since when, or its earlier ratings.
    """

    key: str
    was: Fields | None = None
    given: Fields = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    is_held: bool = False
    about: str = ""

    @property
    def is_added(self) -> bool:
        """Whether it was added here."""
        return self.was is None

    @property
    def now(self) -> dict[str, Any]:
        """Its current fields."""
        return {**(self.was or {}), **self.given}

    @property
    def is_touched(self) -> bool:
        """Whether the entry contains it."""
        return self.is_added or bool(self.given) or self.is_held

    def with_field(self, name: str, value: Any) -> "Item":
        """Return this item with a field set; None removes it, and a value equal to the earlier one is not stored."""
        given = {each: kept for each, kept in self.given.items() if each != name}
        if value is not None and (self.is_added or (self.was or {}).get(name) != value):
            given[name] = value
        return replace(self, given=given)

    def with_fields(self, changes: Fields) -> "Item":
        """Return this item with several fields set; a value is stored even if it equals the earlier one.

        None removes it.
        """
        given = {
            **self.given,
            **{name: value for name, value in changes.items() if value is not None},
        }
        return replace(self, given={n: v for n, v in given.items() if changes.get(n, v) is not None})

    def with_unread(self, name: str, text: str) -> "Item":
        """Return this item with the unread text of a detail; empty if it was read."""
        unread = {each: kept for each, kept in self.unread.items() if each != name}
        return replace(self, unread=unread | ({name: text} if text else {}))

    def untouched(self) -> "Item":
        """Return this item as it was before this prompt."""
        return Item(self.key, self.was, about=self.about)


def item_fields(document: Document) -> dict[str, Any]:
    """Return the fields of a document that have a value."""
    named = ((name, getattr(document, name)) for name in rules_of(type(document)))
    return {name: value for name, value in named if value is not None}


def merge_items(live: Iterable[Item], given: Iterable[tuple[str, Fields]], needed: Iterable[str]) -> tuple[Item, ...]:
    """Return the open items, changed by what an entry says about them, followed by the items that the entry adds.

    Args:
        live: the open items.
        given: the entry's items, as key and fields.
        needed: the fields that an entry repeats even if they did not change.
    """
    items = {item.key: item for item in live}
    added: list[Item] = []
    for key, fields in given:
        item = items.get(key)
        if item is None or item.is_touched:
            # Two items with the same key, such as agenda items with the same text, stay apart.
            others = {*items, *(each.key for each in added)}
            added.append(Item(f"{key} {len(added)}" if key in others else key, given=fields))
            continue
        was = item.was or {}
        new = {n: v for n, v in fields.items() if n not in needed or was.get(n) != v}
        items[key] = replace(item, given=new, is_held=True)
    return (*items.values(), *added)


def replace_item(items: Iterable[Item], item: Item | None) -> tuple[Item, ...]:
    """Return the items with ``item`` in place of the one with the same key."""
    return tuple(item if item and each.key == item.key else each for each in items)


def refreshed_items(items: Iterable[Item], live: Iterable[Item]) -> tuple[Item, ...]:
    """Refresh from the open items, keeping this session's edits and additions."""
    fresh = {item.key: item for item in live}
    held = {item.key: item for item in items if item.key in fresh and not item.is_added}
    others = (item for item in items if item.key not in held and item.is_touched)
    lives = (replace(held[key], was=item.was, about=item.about) if key in held else item for key, item in fresh.items())
    taken = {item.key for item in items if item.is_added}
    return (*(item for item in lives if item.key not in taken), *others)
