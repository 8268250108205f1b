"""Read tasks of other programs: GitHub's check boxes, the dates of Obsidian Tasks and Dataview, Logseq's markers."""

import re
from dataclasses import dataclass
from datetime import date

from session_tui.core.model.dates import read_full_day

_BULLET = re.compile(r"[-*+][ \t]+(.*)")
# Any character, so that an unknown box such as "[?]" still counts as a task.
_BOX = re.compile(r"\[(.)\](?:[ \t]+|$)")
_NESTED_BOX = re.compile(r"[ \t]+(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[.\](?:[ \t]|$)")
_MARKER = re.compile(r"(TODO|DONE|CANCELLED|CANCELED)(?:[ \t]+|$)")
_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
# U+FE0F, the emoji variation selector, may follow each sign; "due::" is Dataview's form.
_DUE = re.compile(rf"[ \t]*(?:[📅📆🗓]\ufe0f?[ \t]*{_DAY}|[\[(]due::[ \t]*{_DAY}[\])])")
_DONE = re.compile(rf"[ \t]*(?:✅\ufe0f?[ \t]*{_DAY}|[\[(]completion::[ \t]*{_DAY}[\])])")
_CANCELLED = re.compile(rf"[ \t]*(?:❌\ufe0f?[ \t]*{_DAY}|[\[(]cancelled::[ \t]*{_DAY}[\])])")
# Logseq may add a weekday and a repeater after the date.
_DEADLINE = re.compile(rf"[ \t]*DEADLINE:[ \t]*<{_DAY}(?:[ \t][^<>]*)?>")

_BOXES = {"x": "did", "X": "did", "-": "chose not to", " ": ""}
_MARKERS = {"DONE": "did", "CANCELLED": "chose not to", "CANCELED": "chose not to", "TODO": ""}


@dataclass(frozen=True, slots=True)
class Task:
    """What a list item says as a task.

    Attributes:
        outcome: ``did`` or ``chose not to``; empty while it is open.
        due: the day by which it is to be done.
        comment: the day on which it was done or cancelled, as a sentence; empty if it is not given.
    """

    outcome: str = ""
    due: date | None = None
    comment: str = ""


def has_tasks(text: str) -> bool:
    """Whether an item of the list in a text has a check box or a Logseq marker."""
    items = (_BULLET.match(line.lstrip()) for line in text.split("\n"))
    return any(item and (_BOX.match(item[1]) or _MARKER.match(item[1])) for item in items)


def has_nested_boxes(text: str) -> bool:
    """Whether an item has check boxes of its own under it."""
    return any(_NESTED_BOX.match(line) for line in text.split("\n"))


def read_task(text: str) -> tuple[str, Task]:
    """Return an item's text without its box, marker and dates, and what they say.

    What no task says (a priority, a day on which to begin, an unknown box such as ``[?]``) stays in the text.
    """
    first, *rest = text.split("\n")
    words, outcome = _outcome(first)
    words, due = _taken(words, _DUE)
    closing = _DONE if outcome == "did" else _CANCELLED if outcome else None
    words, closed = _taken(words, closing) if closing else (words, None)
    kept: list[str] = []
    for line in rest:
        left, day = (line, None) if due else _taken(line, _DEADLINE)
        due = due or day
        kept += [] if day and not left.strip() else [left]
    # Nothing is left beside the signs, so they stay as the item's text.
    if not words.strip():
        return text, Task()
    said = f"{'Done' if outcome == 'did' else 'Cancelled'} on {closed}." if closed else ""
    return "\n".join((words.strip(), *kept)), Task(outcome, due, said)


def _outcome(words: str) -> tuple[str, str]:
    """Return an item's words without its box or marker, and the outcome; other boxes stay in the words."""
    box = _BOX.match(words)
    marker = None if box else _MARKER.match(words)
    if box and box[1] in _BOXES:
        return words[box.end() :], _BOXES[box[1]]
    return (words[marker.end() :], _MARKERS[marker[1]]) if marker else (words, "")


def _taken(text: str, sign: re.Pattern[str]) -> tuple[str, date | None]:
    """Return a text without its first date of a kind, and the date."""
    found = sign.search(text)
    day = read_full_day(next(each for each in found.groups() if each)) if found else None
    return (text[: found.start()] + text[found.end() :], day) if found and day else (text, None)
