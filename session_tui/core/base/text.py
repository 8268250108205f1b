"""Helpers for text: what a file can store, case folding, display width, version numbers."""

import re
import unicodedata

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""Characters that are never written to a file: NUL and lone surrogates."""

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that would steer a terminal or break a line instead of being read."""


def storable(text: str) -> str:
    """Return the text with NUL and lone surrogates, which UTF-8 files cannot hold, replaced by U+FFFD."""
    return UNSTORABLE.sub("\ufffd", text)


def fold_case(text: str) -> str:
    """Return the text in the form in which names are compared: NFC, case-folded, NFC again."""
    # Case folding can undo NFC: "ǰ" becomes "j" and a combining caron.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def cells(text: str) -> int:
    """Return the width of a text in terminal cells."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(letter) or letter in "\u200b\u200d\ufe0f"
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )


def is_newer(version: str, known: str) -> bool:
    """Whether the decimal number ``version`` is greater than ``known``; ``int`` would refuse over 4,300 digits."""
    digits = version.lstrip("0")
    return (len(digits), digits) > (len(known), known)
