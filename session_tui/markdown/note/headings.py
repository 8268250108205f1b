"""Headings that a person adds to a note: unused ids for them, and those that say that what is under them is private."""

import re
from collections.abc import Container
from dataclasses import replace
from itertools import count

from session_tui.markdown.note.frame import NotePart
from session_tui.markdown.note.item_lists import ItemBlock

_PRIVATE = re.compile(
    r"\W*(?:private(?: (?:pages?|notes?))?|(?:process|psychotherapy) notes?)(?:\W*|\s*[:(\[–—-].*)|.*[(\[]private[)\]]\W*",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")


def unused(name: str, taken: Container[str]) -> str:
    """Return the name, with a number behind it if it is taken."""
    names = (name if n == 1 else f"{name}-{n}" for n in count(1))
    return next(each for each in names if each not in taken)


def is_private_title(words: str) -> bool:
    """Whether a heading says that what is under it is private: “Private page”, “Process notes”, “PRIVATE (for me)”."""
    return bool(_PRIVATE.fullmatch(" ".join(words.replace("_", " ").split())))


def split_private_parts(part: NotePart) -> list[NotePart]:
    """Return a prompt without the private parts that a person added to its text under deeper headings, then these
    parts.

    A heading that was typed as text is escaped in the file, so it is none.
    """
    lines = list(part.body.lines)
    found: list[NotePart] = []
    for n, line in enumerate(lines):
        head = _IN_TEXT.match(line)
        if head and is_private_title(head[2]):
            end = next(
                (k for k in range(n + 1, len(lines)) if _level(lines[k]) in range(1, len(head[1]) + 1)), len(lines)
            )
            body = ItemBlock(part.body.start + n + 1, lines[n + 1 : end])
            found.append(NotePart(3, part.body.start + n, head[2], {}, body))
            # Blanked, not removed: line numbers in errors must be those of the file.
            lines[n:end] = [""] * (end - n)
    return [replace(part, body=ItemBlock(part.body.start, lines)), *found] if found else [part]


def _level(line: str) -> int:
    """Return the level of the heading on a line; 0 for none."""
    head = _IN_TEXT.match(line)
    return len(head[1]) if head else 0
