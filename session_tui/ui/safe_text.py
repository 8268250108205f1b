"""Convert text of people and guides for the screen. All such text passes through this module.

Textual reads a plain string as markup, so a client's ``[/`` would crash it and a pasted escape
sequence would reach the terminal. The functions here return plain text without either.
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
    # After the C1 range, whose sign for U+0085 this replaces.
    | dict.fromkeys((0x85, 0x2028, 0x2029), "\N{SYMBOL FOR NEWLINE}")
    | {0x7F: "\N{SYMBOL FOR DELETE}"}
)
"""The replacement of each character that a terminal would obey, reorder text by, or fail to encode."""


def printable(text: str) -> str:
    r"""Return the text with every control character replaced by a visible one.

    Control characters become their pictures (ESC is ``␛``), C1 controls and lone surrogates ``�``,
    bidirectional embeddings, overrides and isolates ``◌``. Newlines and tabs stay; ``\r\n`` is a
    newline. Every other replacement is one character, so offsets stay valid.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_HARMLESS)


def as_content(text: str, style: str = "") -> Content:
    """Return the text as content for a widget, never read as markup, optionally in one style."""
    return Content.styled(printable(text), style) if style else Content(printable(text))


def single_line(text: str, width: int | None = None) -> Content:
    """Return the text on one line, cut with ``…`` if it is wider than ``width`` cells."""
    line = Content(printable(text).replace("\n", " ").replace("\t", " "))
    return line if width is None else line.truncate(max(0, width), ellipsis=True)
