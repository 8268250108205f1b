"""The field of people: who else helps."""

from collections.abc import Iterable, Sequence
from typing import Any

from session_tui.core.input.parse_line import read_person
from session_tui.core.model.values import Person
from session_tui.ui.widgets.fields.item_kind import Doing
from session_tui.ui.widgets.fields.item_list import ItemField
from session_tui.ui.widgets.fields.items import Detail, Fields, Item, item_fields
from session_tui.ui.widgets.fields.readers import YES_NO

CONTACT = {True: "may be contacted", False: "do not contact"}


class PeopleField(ItemField):
    """People: ``Dr May, GP: her knee``, what not to expect of them, and whether they may be contacted."""

    MAKES = Person
    WORDS = "name"
    NEEDED = ("id", "name")
    CATCHES = "for_"
    KEYS = "y may contact  n no  enter details"
    NEW_KEYS = "y may contact  n no  enter details  ⌫ remove  ctrl+z undo"
    PLACEHOLDER = "name, role: what for"
    ADD_KEYS = "enter to add   Dr May, GP: her knee"
    DETAILS = (
        Detail("name", "who"),
        Detail("role", "role"),
        Detail("for_", "what for"),
        Detail("not_for", "what not to expect"),
        Detail("contact", "may I contact them", YES_NO),
    )

    def live(self) -> Iterable[Item]:
        """Return the people known from earlier sessions."""
        return [Item(each.id, was=item_fields(each)) for each in self.context.open_items.people]

    def is_asked(self, detail: Detail) -> bool:
        """Whether the prompt asks for a detail; guides write ``for`` for the field ``for_``."""
        named = self.prompt.fields
        return super().is_asked(detail) or detail.name.rstrip("_") in named

    def read_add(self, line: str, key: str) -> dict[str, Any]:
        """Return the name, the role after a comma, and the purpose after a colon."""
        return {"id": key} | read_person(line)

    def said(self, fields: Fields) -> str:
        """Return the role and the purpose."""
        named = (("role", "role"), ("what for", "for_"))
        return " · ".join(f"{label}: {fields[name]}" for label, name in named if name in fields)

    def on_item(self, item: Item, key: str) -> Doing:
        """Set with ``y`` or ``n`` whether the person may be contacted."""
        return {"contact": key == "y"} if key in ("y", "n") else None

    def values(self, item: Item) -> Sequence[str]:
        """Return the role, the purpose, what not to expect, and whether the person may be contacted."""
        now = item.now
        not_for = f"not: {now['not_for']}" if "not_for" in now else ""
        contact = CONTACT[now["contact"]] if "contact" in now else ""
        return [str(now.get("role", "")), str(now.get("for_", "")), not_for, contact]
