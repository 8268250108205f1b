"""Whose words a line holds: ``>`` begins the client's own, line by line.

CommonMark reads on: a line right after a quoted one belongs to the quotation though no ``>`` stands before it. Here it is
the practitioner's, so written notes keep the two apart by a line that every viewer hides, and our own readers never read on.
"""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

DIVIDER = "<!-- -->"
"""Stands between the client's words and a line that is not theirs. Text that people typed never holds it: there it is ``&lt;!-- -->``."""

_THEIRS = re.compile(r"[ \t]*>")
_QUOTED = re.compile(r"((?:[ \t]|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*)>")
_ENDS_QUOTE = re.compile(r" {0,3}(?:[-+*]|1[.)])[ \t]+[^ \t]")
_MARKERS = re.compile(r"[^ \t]")


def is_client_words(line: str) -> bool:
    """Whether a line is the client's own words."""
    return bool(_THEIRS.match(line))


def is_divider(line: str) -> bool:
    """Whether a line only keeps the client's words and others apart."""
    return line.strip() == DIVIDER


def with_dividers(lines: Sequence[str], fences: Collection[int]) -> list[str]:
    """The lines, with a divider after the client's words wherever a viewer would read on.

    Args:
        lines: the lines of a text as they stand in a note; the last shows something.
        fences: the places of the lines that open and close a code fence, in turn.
    """
    if not any(">" in line for line in lines):
        return list(lines)
    written: list[str] = []
    before, is_code = None, False
    for place, line in enumerate(lines):
        if before and not is_code and place not in fences and _would_join(line):
            written.append(_divider(before[1], line))
        written.append(line)
        is_code ^= place in fences
        before = None if is_code else _QUOTED.match(line)
    return written


def forbid_lazy_continuation(parser: "MarkdownIt") -> None:
    """Make a parser end each quotation with the last line that has its own ``>``."""
    parser.block.ruler.before("paragraph", "client_words", _ends_quote, {"alt": ["blockquote"]})


def _ends_quote(_: "StateBlock", __: int, ___: int, silent: bool) -> bool:
    return silent


def _would_join(line: str) -> bool:
    """Whether a viewer may take the line for a part of the quotation above it, though it is not."""
    shows = bool(line.strip(" \t"))
    return shows and not is_client_words(line) and not _ENDS_QUOTE.match(line)


def _divider(prefix: str, following: str) -> str:
    """The divider, indented with what follows where that keeps both in the same item of a list."""
    column = len(prefix)
    indent = len(following) - len(following.lstrip(" "))
    is_within = indent >= column and "\t" not in prefix
    is_reachable = column < 4 or bool(_MARKERS.search(prefix))
    return " " * column + DIVIDER if is_within and is_reachable else DIVIDER
