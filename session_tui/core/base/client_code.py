"""Codes that name clients, and the parts of file names that come from people."""

import unicodedata

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.base.text import fold_case

LONGEST = 64
"""The longest code, in characters."""

LONGEST_BYTES = 180
"""The longest code in UTF-8, so that every file system takes it as a folder's name."""

_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"
}

_UNSEEN = frozenset(map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0))) | frozenset(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Letters and marks that are not drawn (Default_Ignorable_Code_Point): two codes would look the same."""


class BadCode(SessionTuiError):
    """A code that cannot name a client; says why, and what would do."""


def read_code(text: str) -> str:
    """The code that was typed, in Unicode form NFC.

    Raises:
        BadCode: it could not be a folder's name on every system, or it would be mistaken for another.
    """
    code = unicodedata.normalize("NFC", text.strip())
    if fault := _fault(code):
        raise BadCode(f"{fault} {_instead(code)}")
    return code


def is_same_code(one: str, other: str) -> bool:
    """Whether two codes name one client: they may differ in case and in Unicode form."""
    return fold_case(one) == fold_case(other)


def file_part(name: str, *, instead: str = "session") -> str:
    """A name as it stands inside a file name: letters, digits, ``-_.``, and at most 60 bytes of UTF-8.

    Whatever else it holds becomes a hyphen; ``instead`` is used where nothing is left.
    """
    kept = "".join(c if _may_stand(c) else "-" for c in unicodedata.normalize("NFC", name))
    short = kept.encode()[:60].decode(errors="ignore")
    return short.strip("-. ") or instead


def _fault(code: str) -> str:
    """What is wrong with a code, as a sentence; empty when nothing is."""
    if not code:
        return "A client needs a code."
    for letter in code:
        if not _may_stand(letter):
            return f"A code cannot hold {_say(letter)}."
    if not (code[0].isalnum() or code[0] == "_"):
        return "A code begins with a letter or a digit."
    if code.endswith("."):
        return "A code cannot end with a dot."
    if len(code) > LONGEST or len(code.encode()) > LONGEST_BYTES:
        return f"A code is at most {LONGEST} letters long (fewer where a letter takes many bytes)."
    if code.split(".")[0].casefold() in _DEVICES:
        return f"“{code}” is the name of a device on Windows, so no folder can have it."
    return ""


def _instead(code: str) -> str:
    """What would do in the place of a code that will not; where a name was typed, a code much like it."""
    near = file_part("-".join(code.casefold().split()), instead="")
    if " " in code and not _fault(near):
        return f"“{near}” would do."
    return "A code such as ana-k, кира or 2026-014 will do."


def _may_stand(letter: str) -> bool:
    """Whether a character may stand in a code: a letter, a digit or a mark of any script, or ``-_.``."""
    is_letter = unicodedata.category(letter)[0] in "LM" and letter not in _UNSEEN
    return letter in "-_." or is_letter or letter.isdecimal()


def _say(letter: str) -> str:
    """A character as a sentence can show it."""
    if letter.isspace():
        return "a space"
    if letter.isprintable() and letter not in _UNSEEN:
        return f"“{letter}”"
    return f"an invisible character (U+{ord(letter):04X})"
