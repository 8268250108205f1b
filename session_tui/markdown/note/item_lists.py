"""Write and read lists of items: the text on the item's line, a labelled sub-item for each further field.

```
- Walk to the market without pain <!-- id=0193… -->
  - why: to choose my own tomatoes
  - now: 6 of 10
```
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from session_tui.markdown.escaping import is_blank_line
from session_tui.markdown.note.comments import CommentAttributes, split_comment, write_comment
from session_tui.markdown.note.errors import UnreadableNote

_TOP = re.compile(r"[-*+](?:[ \t]|$)")
_SUB = re.compile(r"(?: {1,7}|\t)[-*+][ \t]+(.*)")
_LABEL = re.compile(r"([A-Za-z][A-Za-z -]*):(?: (.*)|[ \t]*)$")


@dataclass(frozen=True, slots=True)
class ItemBlock:
    """Lines of a note. ``start`` is the line number of the first, from 1."""

    start: int
    lines: Sequence[str]

    def part(self, start: int, end: int) -> "ItemBlock":
        """Return the lines from index ``start`` up to ``end``."""
        return ItemBlock(self.start + start, self.lines[start:end])


@dataclass(frozen=True, slots=True)
class LabelledItem:
    """A labelled sub-item; ``line`` is its line number."""

    line: int
    label: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item: its lines without bullet and indent, its comment, its sub-items."""

    line: int
    lines: list[str]
    attributes: CommentAttributes
    parts: list[LabelledItem] = field(default_factory=list)


def write_list_item(
    lines: Sequence[str],
    attributes: CommentAttributes | None = None,
    parts: Iterable[tuple[str, Sequence[str]]] = (),
) -> list[str]:
    """Return an item as lines: its text, its comment, and (label, lines) for each sub-item."""
    first = f"- {lines[0]}"
    written = [f"{first} {write_comment(attributes)}" if attributes else first]
    written += _indented(lines[1:], "  ")
    for label, value in parts:
        first, *more = write_labelled(label, value)
        written.append(f"  - {first}")
        written += _indented(more, "    ")
    return written


def write_labelled(label: str, lines: Sequence[str]) -> list[str]:
    """Return a value after its label: on the same line, except for quotes and code, which start on the next."""
    if lines[0].startswith((">", "```", "~~~")):
        return [f"{label}:", *lines]
    return [f"{label}: {lines[0]}", *lines[1:]]


def read_list(block: ItemBlock, *, has_parts: bool = False) -> list[ListItem]:
    """Return the items of a list; raises UnreadableNote if other text comes before the first.

    If items have no parts, a nested list belongs to the item's text.
    """
    items: list[ListItem] = []
    for number, line in enumerate(block.lines, block.start):
        if _TOP.match(line):
            words, attributes = split_comment(line[2:], number)
            items.append(ListItem(number, [words], attributes))
        elif has_parts and items and (sub := _SUB.match(line)):
            items[-1].parts.append(_labelled(sub[1], number))
        elif items:
            _continue(items[-1], line)
        elif not is_blank_line(line):
            raise UnreadableNote(
                "There should be a list here.",
                number,
                "Begin each item with “- ” at the start of the line.",
            )
    return items


def read_labelled_list(block: ItemBlock) -> list[LabelledItem]:
    """Return the labelled items of a list such as ``- chosen: wait``."""
    read = []
    for item in read_list(block):
        first = _labelled(item.lines[0], item.line)
        read.append(LabelledItem(item.line, first.label, first.lines + item.lines[1:]))
    return read


def _indented(lines: Iterable[str], indent: str) -> list[str]:
    """Return the lines indented, except blank ones."""
    return [indent + line if line else "" for line in lines]


def _labelled(text: str, number: int) -> LabelledItem:
    """Return the labelled sub-item of a line; raises UnreadableNote."""
    found = _LABEL.match(text)
    if not found:
        raise UnreadableNote("This line has no label.", number, "Write what it is before a colon, such as “why: …”.")
    return LabelledItem(number, found[1].strip().lower(), [found[2] or ""])


def _continue(item: ListItem, line: str) -> None:
    """Add a line to the last sub-item, or to the item itself."""
    lines, indent = (item.parts[-1].lines, 4) if item.parts else (item.lines, 2)
    spaces = len(line) - len(line.lstrip(" "))
    # A line with less indent continues the item too, like CommonMark's lazy continuation.
    lines.append(line[min(spaces, indent) :])
