"""The one door through which words of people and guides reach the screen.

Textual reads a plain string as markup, so a client's ``[/`` would crash it and a pasted escape
sequence would reach the terminal. What comes through here is text and nothing else.
"""

from __future__ import annotations

from textual.content import Content

_PICTURES = 0x2400
"""Start of Unicode's pictures of control characters: U+0000 is drawn as U+2400."""

_UNSHOWABLE = "\N{REPLACEMENT CHARACTER}"
_DIRECTION = "\N{DOTTED CIRCLE}"

_HARMLESS: dict[int, str] = (
    {code: chr(_PICTURES + code) for code in range(0x20) if chr(code) not in "\n\t"}
    | dict.fromkeys(range(0x80, 0xA0), _UNSHOWABLE)
    | dict.fromkeys(range(0xD800, 0xE000), _UNSHOWABLE)
    | dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), _DIRECTION)
    | dict.fromkeys((0x85, 0x2028, 0x2029), "\N{SYMBOL FOR NEWLINE}")
    | {0x7F: "\N{SYMBOL FOR DELETE}"}
)
"""What stands for each character that a terminal would obey, reorder lines by, or fail to encode."""


def printable(text: str) -> str:
    r"""The text with every character that is not for reading made visible and harmless.

    Control characters become their pictures (ESC is ``␛``), C1 controls and lone surrogates ``�``,
    bidirectional embeddings, overrides and isolates ``◌``. Newlines and tabs stay; ``\r\n`` is a
    newline. Apart from that every character keeps its place, so offsets remain true.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_HARMLESS)


def as_content(text: str, style: str = "") -> Content:
    """The text as content for any widget, never markup, in one style of ours."""
    return Content.styled(printable(text), style) if style else Content(printable(text))


def single_line(text: str, width: int | None = None) -> Content:
    """The text on one line, cut with ``…`` where it is wider than so many cells."""
    line = Content(printable(text).replace("\n", " ").replace("\t", " "))
    return line if width is None else line.truncate(max(0, width), ellipsis=True)
