r"""Escape what people wrote, so that no viewer and no reader takes it for structure.

Writing changes four things, each by a rule that reading reverses:

- A character that a terminal or an editor would act on (control characters but newline and tab, and the Unicode line
  separators) becomes ``&#N;``, and ``<!--`` becomes ``&lt;!--``. Text that already looks so gets one more ``amp;``.
- A line whose first word would open a heading, a rule, an HTML block, an unclosed fence or one of the note's own labels
  gets a backslash before that word, or one more if there are backslashes already.
- Blank lines at either end become ``&#10;`` (or ``&#32;`` for each space), so that blank lines around a text are free.
- After the client's own words (``>``) comes a hidden divider (:mod:`session_tui.markdown.blockquotes`).

Everything else is written as typed.
"""

import re
from collections.abc import Sequence

from session_tui.markdown.blockquotes import is_divider, with_dividers

EMPTY = "&#10;"
"""The escaped form of an empty line."""

# An "&" is escaped only before what reads as an escape, so "R&D" and "&copy;" stay as typed.
_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]|&(?=(?:amp;)*(?:#[0-9]+;|lt;!--))|<(?=!--)")
# The lookahead removes only the "amp;" that writing added. Seven digits hold the last code point, 1114111.
_ENTITIES = re.compile(r"&amp;(?=(?:amp;)*(?:#[0-9]+;|lt;!--))|&lt;(?=!--)|&#([0-9]{1,7});")

_STRUCTURE = (
    r"#{1,6}(?:[ \t]|$)"
    # The underline of a setext heading.
    r"|=+[ \t]*$|-+[ \t]*$"
    # HTML, but not an autolink such as <https://...>.
    r"|<(?![A-Za-z][A-Za-z0-9.+-]*:)[A-Za-z/!?]"
    # CommonMark allows no backtick after an opening backtick fence; after "~~~" anything may follow.
    r"|`{3,}[^`]*$|~{3}|\$\$|%%"
    # A link reference definition, which viewers hide; CommonMark limits its label to 999 characters.
    r"|\[[^\]]{1,999}\]:"
    # The labels that the note itself writes.
    r"|\*(?:Note|Marked|Moved from|Reason|By):\*|\*Not confirmed"
)
_WITHIN = r"[ \t]|>|[0-9]{1,9}[.)](?=[ \t])"
_BLOCK = re.compile(rf"((?:{_WITHIN}|[-+*](?=[ \t]))*)(\\*(?:{_STRUCTURE}))")
_BLOCK_ESCAPED = re.compile(rf"((?:{_WITHIN}|[-+*](?=[ \t]))*)\\(\\*(?:{_STRUCTURE}))")
# Directly after the item's bullet, another bullet would open a nested list.
_ITEM = re.compile(rf"((?:{_WITHIN})*)(\\*(?:{_STRUCTURE}|[-+*](?:[ \t]|$)))")
_ITEM_ESCAPED = re.compile(rf"((?:{_WITHIN})*)\\(\\*(?:{_STRUCTURE}|[-+*](?:[ \t]|$)))")

_OPENS = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_CLOSES = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")


def write_block(text: str) -> list[str]:
    """Return a text as the lines of a block that is not indented."""
    lines = _write_characters(text).split("\n")
    end = _fill_edges(lines)
    return _guard(lines, _BLOCK, end)


def read_block(lines: Sequence[str]) -> str:
    """Return the text that :func:`write_block` wrote, without surrounding blank lines."""
    return _read(lines, _BLOCK_ESCAPED)


def write_item(text: str) -> list[str]:
    """Return a text as the lines of a list item, without bullet and indent."""
    lines = _write_characters(text).split("\n")
    end = _fill_edges(lines)
    # White space at the start would be taken for the space between bullet and text.
    lines[0] = _fill_start(lines[0])
    return _guard(lines, _ITEM, end)


def read_item(lines: Sequence[str]) -> str:
    """Return the text that :func:`write_item` wrote, without surrounding blank lines."""
    return _read(lines, _ITEM_ESCAPED)


def write_inline(text: str) -> str:
    """Return a text as part of one line: newlines, and white space at either end, become ``&#N;``."""
    line = _fill_start(_write_characters(text).replace("\n", EMPTY))
    kept = line.rstrip()
    return kept + _numbers(line[len(kept) :])


def read_inline(line: str) -> str:
    """Return the text that :func:`write_inline` wrote, without surrounding white space."""
    return _read_characters(line.strip())


def write_emphasis(text: str) -> str:
    """Return a text as one emphasised line."""
    # A "*" always gets a backslash, even after others, so that reading can always remove a single backslash.
    inner = re.sub(r"\\*\*", r"\\\g<0>", write_inline(text))
    # A backslash at the end would escape the closing "*".
    return f"*{inner[:-1]}&#92;*" if inner.endswith("\\") else f"*{inner}*"


def read_emphasis(line: str) -> str:
    """Return the text that :func:`write_emphasis` wrote."""
    return read_inline(re.sub(r"\\(\\*\*)", r"\1", line.strip()[1:-1]))


def is_blank_line(line: str) -> bool:
    """Whether a line is blank."""
    return not line.strip()


def trim_blank_lines(lines: Sequence[str]) -> tuple[int, int]:
    """Return the range of the lines without blank lines at either end."""
    start, end = 0, len(lines)
    while start < end and is_blank_line(lines[start]):
        start += 1
    while end > start and is_blank_line(lines[end - 1]):
        end -= 1
    return start, end


def _read(lines: Sequence[str], escaped: re.Pattern[str]) -> str:
    """Reverse the escapes of lines."""
    # Every line that reads as a divider is ours: in typed text "<!--" is escaped.
    lines = [line for line in lines if not is_divider(line)]
    start, end = trim_blank_lines(lines)
    read = [
        "" if line == EMPTY else escaped.sub(r"\1\2", line, 1) if "\\" in line and escaped.match(line) else line
        for line in lines[start:end]
    ]
    return _read_characters("\n".join(read))


def _write_characters(text: str) -> str:
    """Escape characters that a terminal or an editor would act on."""
    return _CHARACTERS.sub(_entity, text)


def _entity(found: re.Match[str]) -> str:
    """Return the escape of a matched character."""
    letter = found[0]
    return "&amp;" if letter == "&" else "&lt;" if letter == "<" else f"&#{ord(letter)};"


def _read_characters(text: str) -> str:
    """Reverse :func:`_write_characters`."""
    return _ENTITIES.sub(_letter, text) if "&" in text else text


def _letter(found: re.Match[str]) -> str:
    """Return the character of a matched escape, unless no file can hold it."""
    if found[1] is None:
        return "&" if found[0] == "&amp;" else "<"
    code = int(found[1])
    # Surrogates cannot be encoded as UTF-8.
    is_storable = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_storable else found[0]


def _numbers(letters: str) -> str:
    """Return every character as a numeric escape."""
    return "".join(f"&#{ord(letter)};" for letter in letters)


def _fill_edges(lines: list[str]) -> int:
    """Escape the blank lines at either end in place; return the index of the first one at the end."""
    start, end = trim_blank_lines(lines)
    for place in (*range(start), *range(end, len(lines))):
        lines[place] = _numbers(lines[place]) or EMPTY
    return end


def _fill_start(line: str) -> str:
    """Escape the white space at the start of a line."""
    kept = line.lstrip()
    return _numbers(line[: len(line) - len(kept)]) + kept


def _guard(lines: list[str], risky: re.Pattern[str], end: int) -> list[str]:
    """Return the lines with a backslash before what would be structure; closed fences stay fences.

    The lines from ``end`` on are blank, so no divider is needed before them.
    """
    fences = _closed_fences(lines)
    guarded = [
        line if n in fences or not risky.match(line) else risky.sub(r"\1\\\2", line, 1) for n, line in enumerate(lines)
    ]
    return with_dividers(guarded[:end], fences) + guarded[end:]


def _closed_fences(lines: list[str]) -> set[int]:
    """Return the indices of the fences that open at the start of a line and are closed later."""
    closers = [(n, m[1]) for n, line in enumerate(lines) if (m := _CLOSES.match(line))]
    if len(closers) < 1:
        return set()
    # Known beforehand, so that unclosed fences do not each search to the end of the text.
    longest = _longest_after(closers)
    found: set[int] = set()
    free, at = 0, 0
    for n, line in enumerate(lines):
        opener = _OPENS.match(line) if n >= free else None
        if not opener:
            continue
        while at < len(closers) and closers[at][0] <= n:
            at += 1
        mark = opener[1] or opener[2]
        if at == len(closers) or longest[at].get(mark[0], 0) < len(mark):
            continue
        while not closers[at][1].startswith(mark):
            at += 1
        found |= {n, closers[at][0]}
        # Inside the fence, what looks like an opener is code.
        free = closers[at][0] + 1
    return found


def _longest_after(closers: list[tuple[int, str]]) -> list[dict[str, int]]:
    """Return, by fence character and index, the longest closing fence at or after each closing fence."""
    longest: list[dict[str, int]] = []
    known: dict[str, int] = {}
    for _, mark in reversed(closers):
        # A new dict each time: the list keeps the earlier ones.
        known = known | {mark[0]: max(known.get(mark[0], 0), len(mark))}
        longest.append(known)
    return longest[::-1]
