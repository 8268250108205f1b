"""Block quotes: a line that starts with ``>`` holds the client's own words.

CommonMark has lazy continuation: a line directly after a quoted one belongs to the quote even without ``>``. Here it is
the practitioner's, so notes separate the two by a line that every viewer hides, and our readers disable continuation.
"""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

DIVIDER = "<!-- -->"
"""Stands between the client's words and a line that is not theirs.

Text that people typed never holds it: there it is ``&lt;!-- -->``.
"""

_THEIRS = re.compile(r"[ \t]*>")
# A quote may also open inside list items on the same line: "- > text", "1. > text".
_QUOTED = re.compile(r"((?:[ \t]|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*)>")
# CommonMark: a list interrupts a paragraph only if its item is not empty and, when numbered, starts at 1.
_ENDS_QUOTE = re.compile(r" {0,3}(?:[-+*]|1[.)])[ \t]+[^ \t]")
_MARKERS = re.compile(r"[^ \t]")


def is_client_words(line: str) -> bool:
    """Whether a line holds the client's own words."""
    return bool(_THEIRS.match(line))


def is_divider(line: str) -> bool:
    """Whether a line is the hidden divider between the client's words and others."""
    return line.strip() == DIVIDER


def with_dividers(lines: Sequence[str], fences: Collection[int]) -> list[str]:
    """Return the lines with a divider after the client's words wherever a viewer would continue the quote.

    Args:
        lines: the lines of a text as written in a note; the last one is not blank.
        fences: the indices of the lines that open and close code fences, alternating.
    """
    # Most texts quote nobody, so the scan below is skipped.
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
    """Make a markdown-it parser end each quote with the last line that has its own ``>``."""
    # markdown-it asks the rules with this "alt" whether they end a quote at a line without ">".
    parser.block.ruler.before("paragraph", "client_words", _ends_quote, {"alt": ["blockquote"]})


def _ends_quote(_: "StateBlock", __: int, ___: int, silent: bool) -> bool:
    """End the quote: a block rule of markdown-it that matches wherever it is asked."""
    # Silent means "would you end it?": yes. Otherwise decline, so that the paragraph rule parses the line.
    return silent


def _would_join(line: str) -> bool:
    """Whether a viewer may add the line to the quote above it."""
    shows = bool(line.strip(" \t"))
    return shows and not is_client_words(line) and not _ENDS_QUOTE.match(line)


def _divider(prefix: str, following: str) -> str:
    """Return the divider, indented like the following line where that keeps both in the same list item."""
    column = len(prefix)
    indent = len(following) - len(following.lstrip(" "))
    is_within = indent >= column and "\t" not in prefix
    # Four columns without a list marker would make the divider indented code, which viewers show.
    is_reachable = column < 4 or bool(_MARKERS.search(prefix))
    return " " * column + DIVIDER if is_within and is_reachable else DIVIDER
