"""Parse the front matter of a guide file: lines of ``key: value`` between two lines of three hyphens.

It is read without a Markdown parser, so that guides can be listed without reading them whole.
"""

import re
import unicodedata
from dataclasses import dataclass

from session_tui.markdown.guide.problems import Problems

KEYS = ("guide", "title", "version", "minutes", "when")
"""The keys that the front matter may hold."""

LONGEST_ID = 60
"""The maximum length of an id, which becomes part of file names."""

_FENCE = re.compile(r"---[ \t]*")
_QUOTED = re.compile(r"""(["'])(.*)\1""")
_MOST = {"version": 999_999, "minutes": 1440}


@dataclass(frozen=True, slots=True)
class GuideFrontMatter:
    """The front matter of a guide."""

    id: str = ""
    title: str = ""
    version: int = 1
    minutes: int | None = None
    when: str = ""


def read_guide_front_matter(text: str, problems: Problems) -> GuideFrontMatter:
    """Return the front matter of a guide; errors are added to ``problems``."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        problems.add(
            1,
            "The front matter is missing.",
            "Begin the file with a line ---, then guide: and title:, then a line ---.",
        )
        return GuideFrontMatter()
    end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        problems.add(1, "The front matter is not closed.", "Write a line --- under its last line.")
        return GuideFrontMatter()
    return _front(_pairs(lines[1:end], problems), problems)


def has_front_matter(text: str) -> bool:
    """Whether the text starts with a complete front matter."""
    first, *others = text.split("\n")
    return bool(_FENCE.fullmatch(first)) and any(_FENCE.fullmatch(line) for line in others)


def check_id(name: str, line: int, problems: Problems) -> None:
    """Add a problem if a word is no id: lower-case letters, digits, hyphens and underscores."""
    if not is_id(name):
        problems.add(
            line,
            f"“{name[:80]}” cannot be an id.",
            f"Write small letters of any script, digits and hyphens, {LONGEST_ID} at most, such as {guide_id_from_title(name) or 'sleep-week'}.",
        )


def is_id(name: str) -> bool:
    """Whether a word is a valid id."""
    return (
        0 < len(name) <= LONGEST_ID
        and name == name.lower()
        and name[0] not in "-_"
        and all(c in "-_" or unicodedata.category(c)[0] in "LNM" for c in name)
    )


def guide_id_from_title(title: str) -> str:
    """Return an id made from a title: its letters, digits and marks in lower case, with hyphens between words."""
    small = unicodedata.normalize("NFC", title.lower())
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in small)
    return "-".join(kept.split())[:LONGEST_ID].rstrip("-")


def _pairs(lines: list[str], problems: Problems) -> dict[str, tuple[int, str]]:
    """Return, by key, its line number and value."""
    read: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines, 2):
        key, colon, value = line.partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if not colon:
            problems.add(number, f"“{line.strip()[:40]}” is not a key with a value.", _mend())
        elif key not in KEYS:
            problems.add(number, f"“{key.strip()[:40]}” is not a key of a guide’s front matter.", _mend())
        elif key in read:
            problems.add(number, f"“{key}” is written twice.", "Keep one of the two lines.")
        else:
            read[key] = number, _unquoted(value.strip())
    return read


def _mend() -> str:
    """Return how to correct a line of the front matter."""
    return f"Write key: value, with one of the keys {', '.join(KEYS)}."


def _unquoted(value: str) -> str:
    """Return a value without the quotes around it."""
    quoted = _QUOTED.fullmatch(value)
    return quoted[2].strip() if quoted else value


def _front(pairs: dict[str, tuple[int, str]], problems: Problems) -> GuideFrontMatter:
    """Return the front matter of its keys and values."""
    _, name = pairs.get("guide", (1, ""))
    name = unicodedata.normalize("NFC", name)
    if name:
        check_id(name, pairs["guide"][0], problems)
    for key, given in (("guide", "guide: sleep-week"), ("title", "title: A week of sleep")):
        if not pairs.get(key, (1, ""))[1]:
            line, _ = pairs.get(key, (1, ""))
            problems.add(line, f"The {key} is missing.", f"Write it, such as {given}.")
    return GuideFrontMatter(
        id=name,
        title=" ".join(pairs.get("title", (1, ""))[1].split()),
        version=_number("version", pairs, problems) or 1,
        minutes=_number("minutes", pairs, problems),
        when=" ".join(pairs.get("when", (1, ""))[1].split()),
    )


def _number(key: str, pairs: dict[str, tuple[int, str]], problems: Problems) -> int | None:
    """Return the positive integer of a key; anything else is a problem."""
    if key not in pairs:
        return None
    line, value = pairs[key]
    if re.fullmatch(r"[0-9]{1,6}", value) and 1 <= int(value) <= _MOST[key]:
        return int(value)
    problems.add(
        line,
        f"The {key} is “{value[:40]}”.",
        f"Write a whole number from 1 to {_MOST[key]}, such as {key}: 1.",
    )
    return None
