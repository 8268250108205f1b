"""Read the front matter of notes from elsewhere: YAML in any form, each property with the lines that it takes up.

Values stay texts: nothing becomes a number, a date or true. A property that is no valid YAML is read as it looks
(``name: value``), so that it does not make the others unreadable.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from session_tui.core.base.text import fold_case
from session_tui.markdown.escaping import is_blank_line
from session_tui.markdown.note.errors import UnreadableNote

LARGEST_FRONT_MATTER = 100_000
"""How many characters front matter may have."""

_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#\-\[\]{},:"'][^:]*?)\s*:(?:\s+(.*)|$)""")
_CONTINUES = re.compile(r"\s|-(?:\s|$)|[\]}]|$")
_COMMENT = re.compile(r"(?:^|\s+)#.*")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the front matter.

    Attributes:
        name: its name, case-folded.
        text: its value as text; empty for none, None for several values.
        start: the index of its first line in the file.
        end: the index of the line after its last one.
        is_whole: whether the lines hold nothing but name and text: no comment, no further line.
    """

    name: str
    text: str | None
    start: int
    end: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class ForeignFrontMatter:
    """The properties in order, and the range of the lines between the two marks, as indices in the file."""

    properties: tuple[Property, ...]
    start: int
    end: int


def read_front_matter(lines: Sequence[str]) -> ForeignFrontMatter:
    """Return the front matter of a file, between ``---`` and ``---`` or ``...``.

    Raises:
        UnreadableNote: it is missing, not closed, too long, or repeats itself without end.
    """
    first = next((n for n, line in enumerate(lines) if not is_blank_line(line)), 0)
    if not lines or lines[first].rstrip() != "---":
        raise UnreadableNote(
            "There is no front matter.", first + 1, "Begin the file with a line “---”, “client: …” and “date: …”."
        )
    start = first + 1
    end = next((n for n in range(start, len(lines)) if lines[n].rstrip() in ("---", "...")), None)
    if end is None:
        raise UnreadableNote("The front matter does not end.", first + 1, "Close it with a line “---”.")
    if sum(len(line) + 1 for line in lines[start:end]) > LARGEST_FRONT_MATTER:
        raise UnreadableNote(
            f"The front matter is longer than {LARGEST_FRONT_MATTER:,} characters.",
            first + 1,
            "Move what belongs to the text under the closing line “---”.",
        )
    return ForeignFrontMatter(tuple(_properties(lines, start, end)), start, end)


def _properties(lines: Sequence[str], start: int, end: int) -> list[Property]:
    """Return the properties; if the whole is no valid YAML, each is read by itself."""
    whole = _composed(lines, start, end)
    if whole is not None:
        return whole
    found: list[Property] = []
    for first, last in _chunks(lines, start, end):
        composed = _composed(lines, first, last)
        found += [_as_it_looks(lines, first, last)] if composed is None else composed
    return [each for each in found if each.name]


def _composed(lines: Sequence[str], start: int, end: int) -> list[Property] | None:
    """Return the properties of lines that are a YAML mapping; None if they are not."""
    from ruamel.yaml import YAML

    source = "\n".join(lines[start:end]) + "\n"
    try:
        # Nodes, not values: "base" makes every scalar a text, and nodes know their place in the source.
        root = YAML(typ="base", pure=True).compose(source)
    except Exception:  # whatever the library does not read, or stumbles over, is read as it looks
        return None
    if root is None:
        return []
    if root.id != "mapping":
        return None
    _refuse_repeated(root, start)
    breaks = [0, *accumulate(len(line) + 1 for line in lines[start:end])]
    places = [start + bisect_right(breaks, key.start_mark.index) - 1 for key, _ in root.value]
    ends = [*places[1:], end][: len(places)]
    return [
        # Properties of a flow mapping ({a: 1, b: 2}) share a line.
        _property(lines, key, value, first, max(first + 1, last), source)
        for (key, value), first, last in zip(root.value, places, ends, strict=True)
    ]


def _property(lines: Sequence[str], key: Any, value: Any, start: int, end: int, source: str) -> Property:
    """Return a property from its YAML nodes; blank lines and comments after it do not belong to it."""
    while end > start + 1 and (is_blank_line(lines[end - 1]) or lines[end - 1].startswith("#")):
        end -= 1
    # A YAML key may also be a list or a mapping.
    name = fold_case(key.value.strip()) if key.id == "scalar" else ""
    text = _text(value, source)
    is_whole = end == start + 1 and text is not None and _says_only(lines[start], key, value, source)
    return Property(name, text, start, end, is_whole)


def _says_only(line: str, key: Any, value: Any, source: str) -> bool:
    """Whether a line is a name and a value without anything before, between or behind."""
    says = [source[node.start_mark.index : node.end_mark.index].strip() for node in (key, value)]
    return "".join(line.split()) == "".join(f"{says[0]}:{says[1]}".split())


def _text(value: Any, source: str) -> str | None:
    """Return the text of a YAML node: a scalar, a list of one, or a wikilink (``[[Ana]]``, which YAML reads as lists)."""
    written = source[value.start_mark.index : value.end_mark.index].strip()
    if value.id != "scalar" and re.fullmatch(r"\[\[[^\[\]\n]+\]\]", written):
        return written
    if value.id == "sequence" and len(value.value) == 1:
        return _text(value.value[0], source)
    if value.id == "sequence" and not value.value:
        return ""
    if value.id != "scalar":
        return None
    text: str = value.value.strip()
    # In quotes, "null" is a word.
    return "" if not value.style and text in _NOTHING else text


def _refuse_repeated(root: Any, start: int) -> None:
    """Raise UnreadableNote if aliases make more values than the text could hold, or a value that contains itself."""
    if _size(root, {}) > LARGEST_FRONT_MATTER:
        raise UnreadableNote(
            "The front matter repeats its own values (“*name”) too often.",
            start,
            "Write the values out, or delete them.",
        )


def _size(node: Any, sizes: dict[int, int]) -> int:
    """Return the number of values in a node, its aliases replaced by what they stand for; ``sizes`` are those known."""
    if node.id == "scalar":
        return 1
    if id(node) not in sizes:
        sizes[id(node)] = LARGEST_FRONT_MATTER  # met again while it is counted: it contains itself
        parts = [part for item in node.value for part in (item if isinstance(item, tuple) else (item,))]
        sizes[id(node)] = 1 + sum(_size(part, sizes) for part in parts)
    return sizes[id(node)]


def _chunks(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines that are one property each, judged by their indents."""
    begins = [n for n in range(start, end) if n == start or not _CONTINUES.match(lines[n])]
    yield from pairwise([*begins, end])


def _as_it_looks(lines: Sequence[str], start: int, end: int) -> Property:
    """Return the property of lines that are no valid YAML, from the first one; without a name if it has none."""
    found = _KEY.match(lines[start])
    if not found:
        return Property("", None, start, end, is_whole=False)
    said = (found[2] or "").strip()
    text = _COMMENT.sub("", said)
    is_whole = text == said and all(is_blank_line(line) for line in lines[start + 1 : end])
    return Property(fold_case(_unquoted(found[1])), _unquoted(text), start, end, is_whole)


def _unquoted(text: str) -> str:
    """Return a value without the quotes around it."""
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1].strip() if is_quoted else text.strip()
