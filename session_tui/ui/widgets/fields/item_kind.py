"""What differs between kinds of items; the list that shows the items is in :mod:`item_list`."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual.content import Content

from session_tui.core.schema.fields import Document
from session_tui.ui.safe_text import as_content, printable
from session_tui.ui.widgets.document.hanging_indent import HangingIndent, HangingLine
from session_tui.ui.widgets.editor.fill import faint
from session_tui.ui.widgets.fields.base import PromptField
from session_tui.ui.widgets.fields.items import Detail, Fields, Item, item_fields

Doing = Fields | tuple[str, ...] | None
"""The effect of a key on an item: fields to set, names of details to open, or None if the key is unused."""


class ItemKind(PromptField):
    """Defines a kind of item: its document, what keys do to it, and how it is displayed."""

    MAKES: ClassVar[type[Document]]
    WORDS: ClassVar[str] = "text"
    """The field that holds an item's words."""
    NEEDED: ClassVar[tuple[str, ...]] = ("id", "text")
    """Fields that an entry repeats for an item from an earlier session."""
    DETAILS: ClassVar[tuple[Detail, ...]] = ()
    CATCHES: ClassVar[str] = ""
    """The detail that an unused letter starts, on an item from an earlier session."""
    PLACEHOLDER: ClassVar[str] = "add"
    ADD_KEYS: ClassVar[str] = "enter to add"
    NEW_KEYS: ClassVar[str] = "enter details  ⌫ remove  ctrl+z undo"
    NOTHING: ClassVar[str] = "Nothing open from earlier sessions."
    IS_SINGLE: ClassVar[bool] = False
    """Whether an entry holds only one item."""

    def live(self) -> Iterable[Item]:
        """Return the items left open by earlier sessions."""
        return ()

    def flat(self, document: Any) -> dict[str, Any]:
        """Return the fields of a document."""
        return item_fields(document)

    def key_of(self, fields: Fields) -> str:
        """Return the key that identifies an item."""
        return str(fields["id"])

    def read_add(self, line: str, key: str) -> dict[str, Any]:
        """Read the fields of a new item from the add line, which holds at least one visible character."""
        return {"id": key, self.WORDS: line}

    def build(self, item: Item) -> Document | None:
        """Return the document of an item; None if it is not complete yet."""
        was = item.was or {}
        kept = {name: was[name] for name in self.NEEDED if name in was}
        return self.MAKES(**kept | dict(item.given))

    def leftover(self, item: Item) -> str:
        """Return text about an item that fits into no field of its document."""
        labels = {detail.name: detail.label for detail in self.DETAILS}
        return ", ".join(f"{labels[name]}: {text}" for name, text in item.unread.items())

    def homeless(self, items: Iterable[Item]) -> tuple[str, ...]:
        """Return the leftover text of every item, with the item's words in front."""
        lefts = ((item, self.leftover(item)) for item in items)
        return tuple(f"{item.now.get(self.WORDS, '')}: {left}" for item, left in lefts if left)

    def on_item(self, item: Item, key: str) -> Doing:
        """Return the effect of a key on an item."""
        return None

    def asked(self, *names: str) -> tuple[str, ...]:
        """Return those of the named details that the prompt asks for."""
        return tuple(d.name for d in self.DETAILS if d.name in names and self.is_asked(d))

    def values(self, item: Item) -> Sequence[str]:
        """Return the values shown after an item's words; empty ones are skipped."""
        return (item.about,)

    def said(self, fields: Fields) -> str:
        """Return what was read from the add line, apart from the words; empty if there is nothing else."""
        return ""

    def is_asked(self, detail: Detail) -> bool:
        """Whether the prompt asks for a detail."""
        named = self.prompt.fields
        return detail.name == self.WORDS or (detail.name in named if named else detail.is_usual)

    def beneath(self, item: Item) -> tuple[Content, ...]:
        """Return the options offered below an item, usually none."""
        return ()

    def calm(self, items: Sequence[Item]) -> str:
        """Return a line that concerns all items, shown below them; usually empty."""
        return ""

    def look(self, item: Item) -> HangingIndent:
        """Return the row of an item: a sign for whether it was touched, its words and values, and its options below."""
        sign = "·" if item.is_added else "●" if item.is_touched else "○"
        offered = self.beneath(item)
        below = [HangingLine("  ", offered)] if offered else []
        return HangingIndent([HangingLine(f"{sign} ", self.summary(item)), *below])

    def summary(self, item: Item) -> Content:
        """Return an item's words and values."""
        words = as_content(str(item.now.get(self.WORDS, "")).replace("\n", " "), "bold" if item.is_touched else "")
        values = [each for each in self.values(item) if each]
        values += [f"? {text}" for text in item.unread.values()]
        tail = printable(" · ".join(values)).replace("\n", " ")
        return Content.assemble(words, faint(f"   {tail}") if values else "")
