"""Today's list."""

from collections.abc import Iterable, Sequence
from typing import Any

from session_tui.core.input.parse_line import AGENDA_STATES, read_agenda_item
from session_tui.core.model.values import AgendaItem
from session_tui.ui.widgets.fields.item_kind import Doing
from session_tui.ui.widgets.fields.item_list import ItemField
from session_tui.ui.widgets.fields.items import Detail, Fields, Item, item_fields
from session_tui.ui.widgets.fields.readers import one_of

BY = {"t": "client", "m": "me"}
WHOSE = {"client": "theirs", "me": "mine"}


class AgendaField(ItemField):
    """The list: what is left from last time first; ticked with one key each."""

    MAKES = AgendaItem
    NEEDED = ("text", "by")
    KEYS = "c covered  n next time  o open  t theirs  m mine  enter details"
    NEW_KEYS = "c covered  n next time  t theirs  m mine  ⌫ removes"
    PLACEHOLDER = "something for today"
    ADD_KEYS = "enter adds   @client theirs   @me mine"
    DETAILS = (
        Detail("text", "what"),
        Detail("by", "whose", one_of(*AgendaItem.BY)),
        Detail("state", "state", one_of(*AgendaItem.STATES)),
    )

    def live(self) -> Iterable[Item]:
        """What the last list left over; it is open again."""
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
        """An item of the list is known by its words."""
        return str(fields["text"])

    def read_add(self, line: str, key: str) -> dict[str, Any]:
        """The words, and whose it is."""
        return read_agenda_item(line, self.context.today)

    def said(self, fields: Fields) -> str:
        """Whose it is."""
        return WHOSE[fields["by"]] if "by" in fields else ""

    def on_item(self, item: Item, key: str) -> Doing:
        """A first letter is the state, or whose it is."""
        if key in AGENDA_STATES:
            return {"state": AGENDA_STATES[key]}
        return {"by": BY[key]} if key in BY else None

    def values(self, item: Item) -> Sequence[str]:
        """Whose it is, and its state in brackets."""
        now = item.now
        return [
            item.about,
            WHOSE.get(now.get("by", ""), ""),
            f"[{now['state']}]" if "state" in now else "",
        ]
