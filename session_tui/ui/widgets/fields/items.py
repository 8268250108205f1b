"""The items of a field as plain values: what stood before, and what this session gave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from session_tui.core.schema.fields import Document, rules_of
from session_tui.ui.widgets.fields.readers import WORDS, ValueReader

Fields = Mapping[str, Any]
"""Values by the name of their field; what was not given is absent."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One field of an item, changed in a line of its own.

    Attributes:
        name: the field.
        label: what it is called on the screen.
        reader: how the line is read.
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
        key: what it is known by: its id, or where it has none its words.
        was: how it stood before this prompt; None for one that was added here.
        given: what was given here.
        unread: text typed into a detail that no value could be read from.
        is_held: whether the entry names it even when nothing new was given.
        about: what is known of it besides: since when, what it was rated before.
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
        """Its fields as they stand now."""
        return {**(self.was or {}), **self.given}

    @property
    def is_touched(self) -> bool:
        """Whether the entry names it."""
        return self.is_added or bool(self.given) or self.is_held

    def with_field(self, name: str, value: Any) -> "Item":
        """This item with a field given; what is as it was is not given, and None takes it back."""
        given = {each: kept for each, kept in self.given.items() if each != name}
        if value is not None and (self.is_added or (self.was or {}).get(name) != value):
            given[name] = value
        return replace(self, given=given)

    def with_fields(self, changes: Fields) -> "Item":
        """This item with several fields given; one that is given anew counts even when it is as it was."""
        given = {
            **self.given,
            **{name: value for name, value in changes.items() if value is not None},
        }
        return replace(self, given={n: v for n, v in given.items() if changes.get(n, v) is not None})

    def with_unread(self, name: str, text: str) -> "Item":
        """This item with what could not be read in a detail; blank when all was read."""
        unread = {each: kept for each, kept in self.unread.items() if each != name}
        return replace(self, unread=unread | ({name: text} if text else {}))

    def untouched(self) -> "Item":
        """This item as it was before."""
        return Item(self.key, self.was, about=self.about)


def item_fields(document: Document) -> dict[str, Any]:
    """The fields that a document gives."""
    named = ((name, getattr(document, name)) for name in rules_of(type(document)))
    return {name: value for name, value in named if value is not None}


def merge_items(live: Iterable[Item], given: Iterable[tuple[str, Fields]], needed: Iterable[str]) -> tuple[Item, ...]:
    """The items that stand open, with what an entry gave to them, and behind them those that it added.

    Args:
        live: what stands open.
        given: what the entry holds, as key and fields.
        needed: the fields that an entry repeats though nothing about them is new.
    """
    items = {item.key: item for item in live}
    added: list[Item] = []
    for key, fields in given:
        item = items.get(key)
        if item is None or item.is_touched:
            others = {*items, *(each.key for each in added)}
            added.append(Item(f"{key} {len(added)}" if key in others else key, given=fields))
            continue
        was = item.was or {}
        new = {n: v for n, v in fields.items() if n not in needed or was.get(n) != v}
        items[key] = replace(item, given=new, is_held=True)
    return (*items.values(), *added)


def replace_item(items: Iterable[Item], item: Item | None) -> tuple[Item, ...]:
    """The items with this one in the place of the one that has its key."""
    return tuple(item if item and each.key == item.key else each for each in items)


def refreshed_items(items: Iterable[Item], live: Iterable[Item]) -> tuple[Item, ...]:
    """The items after looking again at what stands open; what was given to them, and what was added, stays."""
    fresh = {item.key: item for item in live}
    held = {item.key: item for item in items if item.key in fresh and not item.is_added}
    others = (item for item in items if item.key not in held and item.is_touched)
    lives = (replace(held[key], was=item.was, about=item.about) if key in held else item for key, item in fresh.items())
    taken = {item.key for item in items if item.is_added}
    return (*(item for item in lives if item.key not in taken), *others)
