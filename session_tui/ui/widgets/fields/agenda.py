"""The field of an agenda: the items for today."""

from collections.abc import Iterable, Sequence
from typing import Any

from session_tui.core.input.parse_line import AGENDA_STATES, read_agenda_item
from session_tui.core.model.values import AgendaItem
from session_tui.ui.widgets.fields.item_kind import Doing
from session_tui.ui.widgets.fields.item_list import ItemField
from session_tui.ui.widgets.fields.items import Detail, Fields, Item, item_fields
from session_tui.ui.widgets.fields.readers import one_of

BY = {"t": "client", "m": "me"}
"""The keys that set who brought an item."""
WHOSE = {"client": "theirs", "me": "mine"}
"""How the row of an item shows who brought it."""


class AgendaField(ItemField):
    """An agenda that starts with what was left last time; one key sets an item's state."""

    MAKES = AgendaItem
    NEEDED = ("text", "by")
    KEYS = "c covered  n next time  o open  t theirs  m mine  enter details"
    NEW_KEYS = "c covered  n next time  t theirs  m mine  ⌫ remove"
    PLACEHOLDER = "something for today"
    ADD_KEYS = "enter to add   @client theirs   @me mine"
    DETAILS = (
        Detail("text", "what"),
        Detail("by", "whose", one_of(*AgendaItem.BY)),
        Detail("state", "state", one_of(*AgendaItem.STATES)),
    )

    def live(self) -> Iterable[Item]:
        """Return the items left over from the last agenda, without their state, so that they are open again."""
        left = [item_fields(each) for each in self.context.open_items.agenda]
        return [
            Item(
                self.key_of(each),
                was={n: v for n, v in each.items() if n != "state"},
                about="from last time",
            )
            for each in left
        ]

    def key_of(self, fields: Fields) -> str:
        """Return the item's text, which identifies it."""
        return str(fields["text"])

    def read_add(self, line: str, key: str) -> dict[str, Any]:
        """Return the text and who brought it."""
        return read_agenda_item(line, self.context.today)

    def said(self, fields: Fields) -> str:
        """Return who brought it."""
        return WHOSE[fields["by"]] if "by" in fields else ""

    def on_item(self, item: Item, key: str) -> Doing:
        """Set the item's state or who brought it by first letter."""
        if key in AGENDA_STATES:
            return {"state": AGENDA_STATES[key]}
        return {"by": BY[key]} if key in BY else None

    def values(self, item: Item) -> Sequence[str]:
        """Return where the item comes from, who brought it, and its state in brackets."""
        now = item.now
        return [
            item.about,
            WHOSE.get(now.get("by", ""), ""),
            f"[{now['state']}]" if "state" in now else "",
        ]
