"""The field of events: what happened, and roughly when."""

import re
from collections.abc import Sequence
from typing import Any

from session_tui.core.model.values import Event
from session_tui.ui.widgets.fields.item_list import ItemField
from session_tui.ui.widgets.fields.items import Detail, Fields, Item

_TIME = (
    r"\d{2,4}s?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|spring|summer|autumn|fall|winter|christmas|easter|"
    r"before|after|around|about|since|during|until|when|last|age|aged|childhood|teens|twenties|thirties|forties|"
    r"yesterday|today|early|mid|late|ago"
)
"""Words with which a rough date can be written."""
_ROUGHLY = re.compile(rf"(?:.*[^\w])?(?:{_TIME})(?:[^\w].*)?", re.IGNORECASE)
# A space must follow the colon or comma, so that a time such as 10:30 is not split.
_SPLIT = re.compile(r"\s*[:,]\s+|\s+[-–—]\s+")
_YEAR_FIRST = re.compile(r"((?:1[89]|20)\d\d)\s+(\S.*)")
_LONGEST_WHEN = 40
"""Characters before a separator beyond which a line's start is not a date."""


class EventsField(ItemField):
    """Events: ``2019: moved house``, ``spring 2021, the fall``; the date may be rough or missing."""

    MAKES = Event
    WORDS = "what"
    NEEDED = ("what",)
    PLACEHOLDER = "2019: moved house"
    ADD_KEYS = "enter to add   spring 2021, moved house"
    DETAILS = (Detail("what", "what happened"), Detail("when", "when, roughly"))

    def key_of(self, fields: Fields) -> str:
        """Return a new id: events have none of their own."""
        return self.context.new_id()

    def read_add(self, line: str, key: str) -> dict[str, Any]:
        """Return what happened, and when if the line starts with a date."""
        when, what = when_and_what(line)
        return {"what": what} | ({"when": when} if when else {})

    def said(self, fields: Fields) -> str:
        """Return when it happened."""
        return f"when: {fields['when']}" if "when" in fields else ""

    def values(self, item: Item) -> Sequence[str]:
        """Return when it happened."""
        return [str(item.now.get("when", ""))]


def when_and_what(line: str) -> tuple[str, str]:
    """Split a line into (when, what); ``when`` is empty if the line does not start with a date."""
    if year := _YEAR_FIRST.fullmatch(line):
        return year[1], year[2]
    found = _SPLIT.search(line)
    if not found or found.start() > _LONGEST_WHEN:
        return "", line
    when, what = line[: found.start()].strip(), line[found.end() :].strip()
    return (when, what) if when and what and _ROUGHLY.fullmatch(when) else ("", line)
