"""The field of a repair: something difficult between practitioner and client."""

from collections.abc import Iterable, Sequence

from session_tui.core.model.values import Repair
from session_tui.ui.widgets.fields.item_kind import Doing
from session_tui.ui.widgets.fields.item_list import ItemField
from session_tui.ui.widgets.fields.items import Detail, Item, item_fields
from session_tui.ui.widgets.fields.readers import YES_NO, one_of

NAMED = {True: "named", False: "not named"}
KEYS = "y named  n not named  r repaired  o open  enter details"


class RepairField(ItemField):
    """What happened, whether it was named, and what was done; it returns until it is repaired. One at a time."""

    MAKES = Repair
    WORDS = "what"
    NEEDED = ("id", "what")
    IS_SINGLE = True
    CATCHES = "did"
    KEYS = KEYS
    NEW_KEYS = f"{KEYS}  ⌫ remove"
    PLACEHOLDER = "what happened between us"
    DETAILS = (
        Detail("named", "was it named", YES_NO),
        Detail("did", "what we did"),
        Detail("state", "open or repaired", one_of(*Repair.STATES)),
        Detail("what", "what happened"),
    )

    def live(self) -> Iterable[Item]:
        """Return the repairs that are still open."""
        return [Item(each.repair.id, was=item_fields(each.repair)) for each in self.context.open_items.repairs]

    def on_item(self, item: Item, key: str) -> Doing:
        """Set by first letter whether it was named, and whether it is repaired."""
        if key in ("y", "n"):
            return {"named": key == "y"}
        return {"state": {"r": "repaired", "o": "open"}[key]} if key in ("r", "o") else None

    def values(self, item: Item) -> Sequence[str]:
        """Return whether it was named, what was done, and its state in brackets."""
        now = item.now
        named = NAMED[now["named"]] if "named" in now else ""
        return [named, str(now.get("did", "")), f"[{now['state']}]" if "state" in now else ""]
