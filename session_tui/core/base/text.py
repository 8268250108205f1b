"""Text as it is kept and compared: what a file can hold, names without case, numbers of any length."""

import re
import unicodedata

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What no UTF-8 file of ours holds: NUL, and halves of surrogate pairs."""

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that would steer a terminal or break a line instead of being read."""


def storable(text: str) -> str:
    """The text with what no file can hold (NUL, half surrogate pairs) replaced by U+FFFD."""
    return UNSTORABLE.sub("\ufffd", text)


def fold_case(text: str) -> str:
    """The text as names are compared: NFC, without case, NFC again."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def cells(text: str) -> int:
    """How many cells a terminal gives to a text."""
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
    """Whether one version, written in digits, comes after another. Of any length: Python reads 4,300 digits at most."""
    digits = version.lstrip("0")
    return (len(digits), digits) > (len(known), known)
