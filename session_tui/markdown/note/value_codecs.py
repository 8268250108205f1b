"""Write and read the value of each prompt kind as lines of a note.

Kinds whose value is on one line, or is made of documents, get their functions from the value's rule and from
:data:`~session_tui.markdown.note.item_layouts.LAYOUTS`; the functions of the others are here, in ``_OWN``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from session_tui.core.base.errors import InvalidValue
from session_tui.core.model.kinds import KINDS
from session_tui.core.model.values import DOMAINS, VALUES, Kind, Value
from session_tui.core.schema.field_types import Rule
from session_tui.markdown.escaping import read_block, read_item, trim_blank_lines, write_block, write_item
from session_tui.markdown.note.comments import CommentAttributes
from session_tui.markdown.note.errors import UnreadableNote
from session_tui.markdown.note.field_codecs import is_one_line, read_value, write_value
from session_tui.markdown.note.hidden_data import at_line
from session_tui.markdown.note.item_layouts import LAYOUTS, ItemLayout, NoteContext, derived_id, read_layout_list
from session_tui.markdown.note.item_lists import (
    ItemBlock,
    read_labelled_list,
    read_list,
    write_labelled,
    write_list_item,
)

LABELS = dict(DOMAINS)
_BY_LABEL = {label.casefold(): key for key, label in DOMAINS}
# Greedy up to the last colon: a key may itself hold colons and newlines.
_RATED = re.compile(r"([\s\S]*):\s*([0-9]{1,9})(?:\s*/\s*10|\s+of\s+10)?\s*")


@dataclass(frozen=True, slots=True)
class KindForm:
    """The functions that write and read the values of one kind.

    Attributes:
        write: returns the value as lines.
        read: returns the value of lines, given the attributes of the prompt's comment; raises UnreadableNote.
        attributes: returns what the prompt's comment must say about the value besides its kind.
        is_one_line: whether the value is on one line without a bullet.
    """

    write: Callable[[Any, NoteContext], list[str]]
    read: Callable[[ItemBlock, CommentAttributes, NoteContext], Value]
    attributes: Callable[[Any], CommentAttributes] = lambda _: {}
    is_one_line: bool = False


def write_text(text: str) -> list[str]:
    """Return the lines of a text. Whether its newlines are CR LF is stored separately (:func:`newlines_of`)."""
    return write_block(text.replace("\r\n", "\n") if newlines_of(text) else text)


def read_text(lines: ItemBlock, newlines: str | None) -> str:
    """Return the text of lines, with CR LF as newline if ``newlines`` is ``crlf``."""
    text = read_block(lines.lines)
    return text.replace("\n", "\r\n") if newlines == "crlf" else text


def newlines_of(text: str) -> str | None:
    """Return ``crlf`` if every newline of the text is CR LF, otherwise None."""
    if "\r\n" not in text:
        return None
    # With mixed line endings each CR is written as an escape instead, so that the text reads back exactly.
    rest = text.replace("\r\n", "")
    return None if "\r" in rest or "\n" in rest else "crlf"


def one_line(block: ItemBlock) -> str:
    """Return the only line of a block that is not blank; raises UnreadableNote if there are more."""
    start, end = trim_blank_lines(block.lines)
    if end - start > 1:
        raise UnreadableNote(
            "Only one line is allowed here.",
            block.start + start + 1,
            "Put further words into a line of their own that begins with “*Note:* ”.",
        )
    return read_item(block.lines[start:end]).strip()


def _text_attributes(text: str) -> CommentAttributes:
    """Return the comment attribute for a text with CR LF newlines."""
    newlines = newlines_of(text)
    return {"newlines": newlines} if newlines else {}


def _write_words(value: tuple[str, ...], _: NoteContext) -> list[str]:
    """Return a list of strings as bullets."""
    return [line for words in value for line in write_list_item(write_item(words))]


def _read_words(block: ItemBlock, _: CommentAttributes, __: NoteContext) -> Value:
    """Return the strings of bullets."""
    return tuple(read_item(item.lines) for item in read_list(block))


def _line_of(rule: Rule) -> KindForm:
    """Return the codec of a kind whose value is on one line, written and read by its rule."""

    def read(block: ItemBlock, _: CommentAttributes, __: NoteContext) -> Value:
        try:
            value: Value = read_value(rule, one_line(block))
        except InvalidValue as fault:
            raise at_line(fault, block.start + trim_blank_lines(block.lines)[0]) from None
        return value

    return KindForm(lambda value, _: write_item(write_value(rule, value)), read, is_one_line=True)


def _write_checkin(value: tuple[tuple[str, int], ...], _: NoteContext) -> list[str]:
    """Return ratings as bullets; a key that reads like the label of another domain is put into the comment."""
    lines: list[str] = []
    for key, rating in value:
        is_like_label = key not in LABELS and key.casefold() in _BY_LABEL
        attributes = {"key": key} if is_like_label else None
        lines += write_list_item(write_item(f"{LABELS.get(key, key)}: {rating} of 10"), attributes)
    return lines


def _read_checkin(block: ItemBlock, _: CommentAttributes, __: NoteContext) -> Value:
    """Return the domains and ratings of bullets; raise UnreadableNote for one without a rating."""
    read = []
    for item in read_list(block):
        found = _RATED.fullmatch(read_item(item.lines))
        if not found:
            raise UnreadableNote("A rating is missing.", item.line, "Write it so: “Food: 6 of 10”.")
        key = _BY_LABEL.get(found[1].casefold(), found[1])
        read.append((item.attributes.get("key", key), int(found[2])))
    return tuple(read)


def _list_of(form: ItemLayout) -> KindForm:
    """Return the codec of a kind that holds a list of items."""
    return KindForm(
        lambda value, context: [line for item in value for line in form.write(item, context)],
        lambda block, _, context: read_layout_list(form, block, context),
    )


def _one_of(form: ItemLayout) -> KindForm:
    """Return the codec of a kind that holds one document, written as a list of its fields; its id is in the comment."""

    def write(value: Any, context: NoteContext) -> list[str]:
        lines: list[str] = []
        for label, text in form.write_parts(value, context):
            lines += write_list_item(write_labelled(label, text))
        return lines

    def read(block: ItemBlock, attributes: CommentAttributes, context: NoteContext) -> Value:
        given = form.read_parts(read_labelled_list(block))
        if form.ids:
            given["id"] = attributes.get("item") or derived_id(context.seed, str(block.start))
        value: Value = form.build(given, block.start)
        return value

    def attributes(value: Any) -> CommentAttributes:
        return {"item": value.id} if form.ids else {}

    return KindForm(write, read, attributes)


_OWN: dict[Kind, KindForm] = {
    Kind.TEXT: KindForm(
        lambda text, _: write_text(text),
        lambda block, attributes, _: read_text(block, attributes.get("newlines")),
        _text_attributes,
    ),
    Kind.LIST: KindForm(_write_words, _read_words),
    Kind.CHOICE: KindForm(_write_words, _read_words),
    Kind.CHECKIN: KindForm(_write_checkin, _read_checkin),
}


def _codec_of(kind: Kind) -> KindForm:
    """Return the codec of a kind; raise LookupError if no table has one."""
    if kind in _OWN:
        return _OWN[kind]
    if is_one_line(VALUES[kind]):
        return _line_of(VALUES[kind])
    if kind not in LAYOUTS:
        raise LookupError(f"“{kind}” is in no table of the Markdown notes: LAYOUTS or value_codecs._OWN")
    return _list_of(LAYOUTS[kind]) if KINDS[kind].is_list else _one_of(LAYOUTS[kind])


CODECS: dict[Kind, KindForm] = {kind: _codec_of(kind) for kind in KINDS}
"""The codec of each kind."""
