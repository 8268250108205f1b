"""Data for programs that readers need not see: ``name=value`` in HTML comments, and the front matter.

Values of letters, digits and ``. : / @ + - _`` are written bare, all others as JSON strings (also valid YAML) without
control characters, ``<`` and ``>``, so that nothing in them ends the comment or reaches a terminal raw.
"""

import json
import re
from collections.abc import Mapping

from session_tui.markdown.note.errors import UnreadableNote

CommentAttributes = dict[str, str]
"""Values by name, as text."""

_BARE = re.compile(r"[\w.:/@+-]+")
# In YAML a colon at the end or before a space, and "#" after a space, have a meaning.
_PLAIN = re.compile(r"[^\W_](?:[\w.,()/+’'·-]|[ :](?![ #]|$))*")
# YAML 1.1 reads these as booleans or null.
_YAML_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
_PAIR = re.compile(r'\s*([a-z_]+)=("(?:[^"\\]|\\.)*"|[^\s"]+)')
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029<>]")


def write_comment_attributes(attributes: Mapping[str, object | None]) -> str:
    """Return names and values as one line; None values are left out."""
    return " ".join(f"{k}={_bare(str(v))}" for k, v in attributes.items() if v is not None)


def read_comment_attributes(text: str, line: int) -> CommentAttributes:
    """Return the names and values of a line; raises UnreadableNote."""
    read: CommentAttributes = {}
    at = 0
    while at < len(text.rstrip()):
        pair = _PAIR.match(text, at)
        if not pair:
            raise UnreadableNote(
                f"The comment holds “{text[at : at + 20].strip()}” where name=value should be.",
                line,
                "Put the comment back as the program wrote it, or delete the whole comment.",
            )
        read[pair[1]] = _unquoted(pair[2], line)
        at = pair.end()
    return read


def write_comment(attributes: Mapping[str, object | None]) -> str:
    """Return names and values as an HTML comment, which every viewer hides."""
    return f"<!-- {write_comment_attributes(attributes)} -->"


def split_comment(line: str, number: int) -> tuple[str, CommentAttributes]:
    """Split a line into its text and the names and values of the comment at its end, if any."""
    kept = line.rstrip()
    if not kept.endswith("-->") or (at := kept.rfind("<!--")) < 0:
        return line, {}
    before = line[:at]
    # Only the space that writing added; further ones belong to the text.
    return before.removesuffix(" "), read_comment_attributes(kept[at + 4 : -3], number)


def write_front_value(value: str) -> str:
    """Return a front matter value, quoted unless YAML reads it as the same string."""
    is_plain = _PLAIN.fullmatch(value) and value.lower() not in _YAML_WORDS and value.isprintable()
    return value if is_plain else _quoted(value)


def read_front_value(text: str, line: int) -> str:
    """Return the value of a line of the front matter."""
    return _unquoted(text.strip(), line)


def _bare(value: str) -> str:
    """Return a value bare if it can be, otherwise quoted."""
    return value if _BARE.fullmatch(value) else _quoted(value)


def _quoted(value: str) -> str:
    """Return a value as a JSON string without characters that could end the comment."""
    # Without ensure_ascii, json escapes only control characters below U+0020, quotes and backslashes.
    written = json.dumps(value, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _unquoted(text: str, line: int) -> str:
    """Return the value of a JSON string; raises UnreadableNote."""
    if not text.startswith('"'):
        return text
    try:
        # strict=False accepts raw control characters, such as a tab typed in an editor.
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, str):
        raise UnreadableNote(
            "The quotation marks are not closed, or contain a single backslash.",
            line,
            "Close the quotation marks; write a backslash twice.",
        )
    return value
