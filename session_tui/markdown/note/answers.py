"""Read one answer from the lines under its heading."""

import re
from dataclasses import dataclass

from session_tui.core.model.guide import Share
from session_tui.core.model.session import Answer
from session_tui.core.model.values import Kind, Value
from session_tui.markdown.blockquotes import is_divider
from session_tui.markdown.escaping import is_blank_line, read_emphasis, read_inline
from session_tui.markdown.note.comments import CommentAttributes
from session_tui.markdown.note.dates import full_moment
from session_tui.markdown.note.errors import UnreadableNote
from session_tui.markdown.note.frame import NotePart
from session_tui.markdown.note.hidden_data import read_document
from session_tui.markdown.note.item_layouts import NoteContext
from session_tui.markdown.note.item_lists import ItemBlock
from session_tui.markdown.note.value_codecs import CODECS, read_text

NOTE, MARKED, NOT_CONFIRMED = "*Note:*", "*Marked:*", "*Not confirmed"


@dataclass(frozen=True, slots=True)
class PromptHeading:
    """A heading of a note that stands for a prompt."""

    section: str
    prompt: str
    part: NotePart
    is_private: bool = False


@dataclass(slots=True)
class _Said:
    """The parts of the text under a prompt's heading."""

    value: ItemBlock
    note: ItemBlock
    ask: str = ""
    mark: str | None = None
    is_unconfirmed: bool = False


def read_answer(seat: PromptHeading, context: NoteContext) -> Answer:
    """Return the answer to a prompt; raises UnreadableNote."""
    part, about = seat.part, seat.part.attributes
    kind = _kind(about, part.line + 1)
    # Without a comment the heading was added by hand: it has no question, and an emphasised line is its text.
    said = _take_apart(part.body, has_ask=bool(about) and about.get("ask") != "no")
    value = _value(kind, said.value, about, context)
    note = read_text(said.note, about.get("note"))
    is_given = value is not None or bool(note) or said.mark is not None
    fields = {
        "section": seat.section,
        "prompt": seat.prompt,
        "heading": read_inline(part.heading),
        "kind": kind,
        "ask": said.ask,
        "share": about.get("share", Share.PRIVATE if seat.is_private and not about else None),
        "state": "answered" if is_given else "skipped",
        "written": _written(about, context),
        "value": value,
        "note": note,
        "mark": said.mark,
    }
    return read_document(Answer, fields | _origin(about, not said.is_unconfirmed), part.line)


def read_unanswered(about: CommentAttributes, line: int, context: NoteContext) -> tuple[int, Answer]:
    """Return an unanswered prompt and its index among the answers, from a line of the hidden data."""
    names = ("section", "prompt", "heading", "ask", "share", "state")
    fields: dict[str, object] = {name: about.get(name) for name in names}
    fields |= {"kind": _kind(about, line), "written": _written(about, context)}
    answer = read_document(Answer, fields | _origin(about, about.get("confirmed") == "yes"), line)
    at = about.get("at", "")
    # Without an index, the prompt comes after all others.
    return int(at) if re.fullmatch(r"[0-9]{1,9}", at) else 10**9, answer


def prompt_id_from_heading(words: str) -> str:
    """Return an id made from a heading: its letters and digits in lower case, with hyphens between."""
    return "-".join(re.findall(r"[^\W_]+", words.casefold())) or "untitled"


def _written(about: CommentAttributes, context: NoteContext) -> str | None:
    """Return the time of the last change, if the comment gives one."""
    return full_moment(about["written"], context.started) if "written" in about else None


def _origin(about: CommentAttributes, is_confirmed: bool) -> dict[str, object]:
    """Return the origin of the answer and whether it is confirmed."""
    if "from" not in about:
        return {}
    return {"origin": f"carried:{about['from']}", "confirmed": is_confirmed}


def _kind(about: CommentAttributes, line: int) -> Kind:
    """Return the kind in the comment; raises UnreadableNote for an unknown one."""
    try:
        return Kind(about.get("kind", Kind.TEXT))
    except ValueError:
        raise UnreadableNote(
            "The comment names a kind of prompt that this program does not know.",
            line,
            f"Use one of: {', '.join(Kind)}.",
        ) from None


def _value(kind: Kind, block: ItemBlock, about: CommentAttributes, context: NoteContext) -> Value | None:
    """Return the value of the lines; None if there are none."""
    is_empty = all(is_blank_line(line) or is_divider(line) for line in block.lines)
    # An empty list is a value too; only the comment tells it from no value.
    if is_empty and about.get("value") != "empty":
        return None
    return CODECS[kind].read(block, about, context)


def _take_apart(body: ItemBlock, *, has_ask: bool) -> _Said:
    """Split the lines into question, value, mark and note, each of which starts on its own line."""
    lines = list(body.lines)
    start = next((n for n, line in enumerate(lines) if not is_blank_line(line)), 0)
    said = _Said(body, ItemBlock(body.start, ()))
    if has_ask and lines and _is_emphasised(lines[start]):
        said.ask = read_emphasis(lines[start])
        lines[start] = ""
    end = len(lines)
    for n, line in enumerate(lines):
        if line.startswith(MARKED):
            said.mark = read_inline(line[len(MARKED) :]) or None
            lines[n] = ""
        elif line.startswith(NOT_CONFIRMED):
            said.is_unconfirmed = True
            lines[n] = ""
        # Only the first label begins the note; the lines after it belong to the note's text.
        elif line.startswith(NOTE) and end == len(lines):
            lines[n] = line[len(NOTE) :].removeprefix(" ")
            end = n
    said.value = ItemBlock(body.start, lines[:end])
    said.note = ItemBlock(body.start + end, lines[end:])
    return said


def _is_emphasised(line: str) -> bool:
    """Whether a line is emphasised as a whole."""
    text = line.strip()
    # A second "*" would be strong text; a space after the first makes a bullet.
    return len(text) > 2 and text[0] == text[-1] == "*" and text[1] not in "* \t"
