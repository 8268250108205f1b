"""Read tasks of other programs: GitHub's check boxes, the dates of Obsidian Tasks and Dataview, Logseq's markers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from session_tui.core.model.dates import read_full_day

_BULLET = re.compile(r"([-*+])([ \t]+)(.*)")
_BOX = re.compile(r"\[(.)\](?:[ \t]+|$)")
_NESTED_BOX = re.compile(r"[ \t]+(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[.\](?:[ \t]|$)")
_MARKER = re.compile(r"(TODO|DONE|CANCELLED|CANCELED)(?:[ \t]+|$)")
_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_DUE = re.compile(rf"[ \t]*(?:[📅📆🗓]\ufe0f?[ \t]*{_DAY}|[\[(]due::[ \t]*{_DAY}[\])])")
_DONE = re.compile(rf"[ \t]*(?:✅\ufe0f?[ \t]*{_DAY}|[\[(]completion::[ \t]*{_DAY}[\])])")
_CANCELLED = re.compile(rf"[ \t]*(?:❌\ufe0f?[ \t]*{_DAY}|[\[(]cancelled::[ \t]*{_DAY}[\])])")
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
    return any(item and (_BOX.match(item[3]) or _MARKER.match(item[3])) for item in items)


def has_nested_boxes(text: str) -> bool:
    """Whether an item has check boxes of its own under it."""
    return any(_NESTED_BOX.match(line) for line in text.split("\n"))


def take_tasks(text: str) -> tuple[str, list[Task]]:
    """Return a list without what is said by its tasks, and the task of each item.

    What no task says (a priority, a day on which to begin, an unknown box such as ``[?]``) stays in the text.
    """
    items: list[list[str]] = []
    for line in text.split("\n"):
        if _BULLET.match(line) or not items:
            items.append([])
        items[-1].append(line)
    read = [_task(lines) for lines in items]
    return "\n".join(line for lines, _ in read for line in lines), [task for _, task in read]


def _task(lines: Sequence[str]) -> tuple[list[str], Task]:
    """Return an item's lines without its box, marker and dates, and its task."""
    found = _BULLET.match(lines[0])
    if not found:
        return list(lines), Task()
    words, outcome = _outcome(found[3])
    words, due = _taken(words, _DUE)
    closing = _DONE if outcome == "did" else _CANCELLED if outcome else None
    words, closed = _taken(words, closing) if closing else (words, None)
    rest = list(lines[1:])
    for n, line in enumerate(rest):
        if due is None:
            rest[n], due = _taken(line, _DEADLINE)
    if not words.strip():
        return list(lines), Task()
    said = f"{'Done' if outcome == 'did' else 'Cancelled'} on {closed}." if closed else ""
    kept = [line for line, old in zip(rest, lines[1:], strict=True) if line == old or line.strip()]
    return [f"{found[1]}{found[2]}{words.strip()}", *kept], Task(outcome, due, said)


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
