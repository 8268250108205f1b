"""Split any Markdown into headings and the text under each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt

from session_tui.core.base.text import fold_case
from session_tui.markdown.escaping import trim_blank_lines
from session_tui.markdown.note.headings import is_private_title

_NAMED = re.compile(r"(.*?)[ \t]*\{#([^\s{}]+)(?:[ \t]+(?:\.[^\s{}]+|[\w-]+=(?:\"[^\"]*\"|[^\s{}]+)))*[ \t]*\}")
_HASHES = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading with its text, up to the next heading of any level.

    Attributes:
        level: 1 to 6; 0 for text before the first heading.
        line: the line number of the text's first line, from 1.
        id: the heading's ``{#id}``, or empty.
        opens: whether the next heading is deeper.
        is_private: whether it belongs to the private page, whatever it is called.
    """

    heading: str
    level: int
    text: str
    line: int
    id: str = ""
    opens: bool = False
    is_private: bool = False

    def is_named(self, name: str, words: str) -> bool:
        """Whether the heading is called ``name`` or ``words``, ignoring case and spaces."""
        if self.id:
            return fold_case(self.id) == fold_case(name)
        return self.has_words(name, words)

    def has_words(self, name: str, words: str) -> bool:
        """Whether the heading's own words are ``name`` or ``words``, ignoring case and spaces."""
        return self.level > 0 and _bare(self.heading) in (_bare(name), _bare(words))


def read_passages(lines: Sequence[str], start: int) -> list[Passage]:
    """Return the passages from line ``start`` (from 0) on.

    Headings in code fences and quotes do not count, except private ones in fences.
    """
    # Only the block structure is needed, so the text within blocks is not parsed.
    reader = MarkdownIt("commonmark").disable("inline")
    tokens = reader.parse("\n".join(lines[start:]))
    heads = [(start, start, 0, "Notes")]
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            words = " ".join(line.strip() for line in inline.content.split("\n")) or "Untitled"
            heads.append((start + token.map[0], start + token.map[1], int(token.tag[1]), words))
    heads += _hidden_private(lines, start, {head[0] for head in heads[1:]})
    heads[1:] = sorted(heads[1:])
    ends = [*(head[0] for head in heads[1:]), len(lines)]
    deeper = [*(head[2] for head in heads[1:]), 0]
    found = [
        _passage(words, level, lines[first:end], first, opens=0 < level < below)
        for (_, first, level, words), end, below in zip(heads, ends, deeper, strict=True)
    ]
    return [passage for passage in found if passage.level or passage.text]


def _hidden_private(lines: Sequence[str], start: int, known: set[int]) -> list[tuple[int, int, int, str]]:
    """Return private headings inside a code fence or HTML: an unclosed fence must not take them into the record."""
    found = ((n, _HASHES.match(lines[n])) for n in range(start, len(lines)) if n not in known)
    return [(n, n + 1, len(head[1]), head[2]) for n, head in found if head and is_private_title(head[2])]


def _passage(words: str, level: int, lines: Sequence[str], first: int, *, opens: bool) -> Passage:
    """Return a passage from a heading's words and its lines."""
    start, end = trim_blank_lines(lines)
    text = "\n".join(lines[start:end])
    named = _NAMED.fullmatch(words)
    heading = (named[1] if named else words) or (named[2] if named else words)
    return Passage(heading, level, text, first + start + 1, named[2] if named else "", opens)


def _bare(text: str) -> str:
    """Return a name without case and spaces, for comparison."""
    return "".join(fold_case(text).split())
