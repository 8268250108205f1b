"""Validate client codes, and turn free text into parts of file names."""

import unicodedata

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.base.text import fold_case

LONGEST = 64
"""The maximum length of a code, in characters."""

LONGEST_BYTES = 180
"""The maximum length of a code in bytes of UTF-8, so that every file system accepts it as a folder name."""

# Windows takes the superscript digits for port numbers as well.
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"
}

_UNSEEN = frozenset(map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0))) | frozenset(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Invisible letters and marks (Default_Ignorable_Code_Point), which would make two codes look the same."""


class BadCode(SessionTuiError):
    """A text that is no valid client code; the message says why and suggests one."""


def read_code(text: str) -> str:
    """Return the typed code, normalised to Unicode NFC.

    Raises:
        BadCode: some file system cannot use it as a folder name, or it could be mistaken for another code.
    """
    code = unicodedata.normalize("NFC", text.strip())
    if fault := _fault(code):
        raise BadCode(f"{fault} {_instead(code)}")
    return code


def is_same_code(one: str, other: str) -> bool:
    """Whether two codes name the same client, ignoring case and Unicode normalisation."""
    return fold_case(one) == fold_case(other)


def file_part(name: str, *, instead: str = "session") -> str:
    """Return ``name`` reduced to what a file name may hold: letters, digits, ``-_.``, at most 60 bytes of UTF-8.

    Any other character becomes a hyphen; if nothing is left, ``instead`` is returned.
    """
    kept = "".join(c if _may_stand(c) else "-" for c in unicodedata.normalize("NFC", name))
    # The cut may go through a character; "ignore" drops its remaining bytes.
    short = kept.encode()[:60].decode(errors="ignore")
    return short.strip("-. ") or instead


def _fault(code: str) -> str:
    """Return a sentence that says what is wrong with a code; empty if it is valid."""
    if not code:
        return "A client needs a code."
    for letter in code:
        if not _may_stand(letter):
            return f"A code cannot contain {_say(letter)}."
    if not (code[0].isalnum() or code[0] == "_"):
        return "A code must begin with a letter or a digit."
    if code.endswith("."):
        return "A code cannot end with a dot."
    if len(code) > LONGEST or len(code.encode()) > LONGEST_BYTES:
        return f"A code can have at most {LONGEST} characters (fewer if they take several bytes each)."
    # Windows reserves these names with any extension, too.
    if code.split(".")[0].casefold() in _DEVICES:
        return f"“{code}” is the name of a device on Windows, so no folder can have it."
    return ""


def _instead(code: str) -> str:
    """Return a sentence that suggests a valid code, derived from the typed text where possible."""
    near = file_part("-".join(code.casefold().split()), instead="")
    if " " in code and not _fault(near):
        return f"Try “{near}”."
    return "Use a code such as ana-k, кира or 2026-014."


def _may_stand(letter: str) -> bool:
    """Whether a code may hold this character: a letter, digit or combining mark of any script, or ``-_.``."""
    is_letter = unicodedata.category(letter)[0] in "LM" and letter not in _UNSEEN
    # Not isdigit(), which also accepts superscripts such as "²".
    return letter in "-_." or is_letter or letter.isdecimal()


def _say(letter: str) -> str:
    """Return a printable form of a character, for an error message."""
    if letter.isspace():
        return "a space"
    if letter.isprintable() and letter not in _UNSEEN:
        return f"“{letter}”"
    return f"an invisible character (U+{ord(letter):04X})"
