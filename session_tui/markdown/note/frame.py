"""Split a note's file into front matter, headings with their lines, and the comment with hidden data."""

from collections.abc import Sequence
from dataclasses import dataclass

from session_tui.markdown.escaping import is_blank_line
from session_tui.markdown.note.comments import CommentAttributes, read_comment_attributes, read_front_value
from session_tui.markdown.note.errors import UnreadableNote
from session_tui.markdown.note.item_lists import ItemBlock
from session_tui.markdown.note.labels import UNSHOWN


@dataclass(frozen=True, slots=True)
class NoteFrontMatter:
    """The front matter: values and line numbers by name, and the index of the first line after it."""

    values: CommentAttributes
    lines: dict[str, int]
    end: int


@dataclass(frozen=True, slots=True)
class NotePart:
    """A heading with the names and values of its comment, and its lines."""

    level: int
    line: int
    heading: str
    attributes: CommentAttributes
    body: ItemBlock


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a note's file. ``unshown`` holds (line number, names and values) of the hidden data."""

    front: NoteFrontMatter
    parts: tuple[NotePart, ...]
    unshown: tuple[tuple[int, CommentAttributes], ...]


def lines_of(text: str) -> list[str]:
    """Return the lines of a file with any line ending, without a byte order mark."""
    # Not splitlines(), which also splits at form feeds and at U+2028.
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_frame(text: str) -> Frame:
    """Return the parts of a note's file; raises UnreadableNote."""
    lines = lines_of(text)
    front = read_note_front_matter(lines)
    unshown = _take_unshown(lines)
    return Frame(front, _read_parts(lines, front.end), unshown)


def read_note_front_matter(lines: Sequence[str]) -> NoteFrontMatter:
    """Return the front matter; raises UnreadableNote if it is missing or unclosed.

    Lines that are not ``name: value`` belong to lists of other programs and are ignored.
    """
    start = next((n for n, line in enumerate(lines) if not is_blank_line(line)), 0)
    if not lines or lines[start].rstrip() != "---":
        raise UnreadableNote(
            "There is no front matter.",
            start + 1,
            "Begin the file with a line “---”, as a note of this program does.",
        )
    values: CommentAttributes = {}
    places: dict[str, int] = {}
    for n, line in enumerate(lines[start + 1 :], start + 2):
        if line.rstrip() == "---":
            return NoteFrontMatter(values, places, n)
        name, colon, value = line.partition(":")
        # An indented name belongs to a nested mapping of another program.
        if colon and name and not name[0].isspace() and name not in values:
            values[name.rstrip()] = read_front_value(value, n)
            places[name.rstrip()] = n
    raise UnreadableNote("The front matter does not end.", start + 1, "Close it with a line “---”.")


def _take_unshown(lines: list[str]) -> tuple[tuple[int, CommentAttributes], ...]:
    """Return the last comment with hidden data, and blank its lines."""
    start = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].rstrip() == UNSHOWN), None)
    if start is None:
        return ()
    read: list[tuple[int, CommentAttributes]] = []
    for n in range(start + 1, len(lines)):
        if lines[n].rstrip() == "-->":
            _refuse_after(lines, n + 1)
            # Blanked, not removed: line numbers in errors must be those of the file.
            lines[start : n + 1] = [""] * (n + 1 - start)
            return tuple(read)
        read.append((n + 1, read_comment_attributes(lines[n], n + 1)))
    raise UnreadableNote("The comment “not shown” does not end.", start + 1, "Close it with a line “-->”.")


def _refuse_after(lines: list[str], start: int) -> None:
    """Refuse text after the comment that ends a note, as it would be added to the last answer."""
    for n in range(start, len(lines)):
        if not is_blank_line(lines[n]):
            raise UnreadableNote(
                "This text is after the end of the note.",
                n + 1,
                "Move it above the comment “not shown”, under the heading where it belongs.",
            )


def _read_parts(lines: list[str], start: int) -> tuple[NotePart, ...]:
    """Return the section and prompt headings, each with its lines. ``start`` is a line index from 0."""
    places = [n for n in range(start, len(lines)) if lines[n].startswith(("## ", "### "))]
    _refuse_before(lines, start, places[0] if places else len(lines))
    ends = [*places[1:], len(lines)]
    return tuple(_part(lines, n, end) for n, end in zip(places, ends, strict=False))


def _part(lines: list[str], start: int, end: int) -> NotePart:
    """Return the part of these lines."""
    level = 2 if lines[start].startswith("## ") else 3
    heading = lines[start][level:].strip()
    at = start + 1
    while at < end and is_blank_line(lines[at]):
        at += 1
    comment = lines[at].strip() if at < end else ""
    # The length excludes "<!-->" and "<!--->", in which the two marks share hyphens.
    if not (comment.startswith("<!--") and comment.endswith("-->") and len(comment) > 6):
        return NotePart(level, start + 1, heading, {}, ItemBlock(start + 2, lines[start + 1 : end]))
    attributes = read_comment_attributes(comment[4:-3], at + 1)
    return NotePart(level, start + 1, heading, attributes, ItemBlock(at + 2, lines[at + 1 : end]))


def _refuse_before(lines: list[str], start: int, end: int) -> None:
    """Refuse anything but the title and one emphasised line before the first section."""
    for n in range(start, end):
        line = lines[n].strip()
        if line and not line.startswith("# ") and not (line[0] == "*" == line[-1]):
            raise UnreadableNote(
                "This text is before the first section.",
                n + 1,
                "Move it under a heading (“### …”) in a section.",
            )
