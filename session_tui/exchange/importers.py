"""Read notes from files: Markdown of this program or others, session documents, arrays of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import BinaryIO

from session_tui.core.base.client_code import BadCode, read_code
from session_tui.core.base.errors import InvalidValue, NewerFormat, SessionTuiError
from session_tui.core.formats.json_documents import read_addendum, read_session
from session_tui.core.model.addendum import current_client
from session_tui.core.model.guide import Guide
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.session import Session
from session_tui.core.schema.field_types import Json
from session_tui.exchange.json_stream import BrokenJson, JsonStream, NotText

LARGEST_MARKDOWN = 50_000_000
"""How many bytes a Markdown file may have; the note of an hour has about 5,000."""

LARGEST = 1_000_000_000
"""How many bytes a file may have; 35,000 sessions have about 300 million."""

_FORMAT = re.compile(r"^format:[ \t]*[\"']?(session-note|private-page)/", re.MULTILINE)
_FRONT_END = re.compile(r"[\r\n](?:---|\.\.\.)[ \t]*(?:[\r\n]|\Z)")
_PRIVATE = (
    "This is a private page, which is part of its session and is not a note by itself. Import the session, and put the "
    "private page's two files into the client's folder “private”."
)


class NotANote(SessionTuiError):
    """A file that holds no note. ``entry`` is the number of the note in the file, from 1; 0 if it is the only one."""

    def __init__(self, what: str, *, entry: int = 0, line: int = 0) -> None:
        self.what = what
        self.entry = entry
        self.line = line
        places = [f"entry {entry}"] if entry else []
        places += [f"line {line}"] if line else []
        super().__init__(f"{', '.join(places)}: {what}" if places else what)


@dataclass(frozen=True, slots=True)
class ImportedNote:
    """A note of a file.

    Attributes:
        note: the note.
        entry: its number in the file, from 1; 0 if it is the only one.
        notices: a sentence for each part of the file that was not used as it is written.
        has_own_id: whether the file gives the session's id; otherwise it was made from the file's content.
    """

    note: Note
    entry: int
    notices: tuple[str, ...] = ()
    has_own_id: bool = True


def read_notes(source: BinaryIO, guides: Callable[[], Mapping[str, Guide]], *, zone: tzinfo) -> Iterator[ImportedNote]:
    """Yield the notes of a file; its type is recognised by content, not by name.

    Args:
        source: the file's bytes.
        guides: the guides by id; read only if foreign Markdown must be matched to one.
        zone: the time zone of times that are given without a UTC offset; its rules for their day apply.

    Raises:
        NotANote: says what is wrong, where, and what to do.
    """
    head = source.read(4096)
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if opening in (b"{", b"["):
        yield from _json_notes(JsonStream(source, head), is_array=opening == b"[")
        return
    yield _markdown_note(head + source.read(LARGEST_MARKDOWN + 1), guides, zone)


def _json_notes(stream: JsonStream, *, is_array: bool) -> Iterator[ImportedNote]:
    """Yield the notes of a JSON file."""
    entry = 0
    try:
        for document in stream.documents():
            entry += is_array
            yield ImportedNote(_read_document(document, entry), entry)
    except BrokenJson as fault:
        raise NotANote(fault.what, entry=fault.entry, line=fault.line) from None
    except NotText as fault:
        raise NotANote("This is not UTF-8 text. Save the file as UTF-8.", line=fault.line) from None


def _read_document(document: Json, entry: int) -> Note:
    """Return the note of a session document, with the addenda that ``show --format json`` adds to it."""
    if str(document.get("format", "")).startswith("private-page/"):
        raise NotANote(_PRIVATE, entry=entry)
    added = document.pop("addenda", None) or []
    try:
        session = read_session(document)
        note = Note(session, _addenda(added, session))
        read_code(current_client(note))
    except (InvalidValue, NewerFormat, BadCode) as fault:
        raise NotANote(_sentence(fault), entry=entry) from None
    return note


def _addenda(added: Json, session: Session) -> tuple[Addendum, ...]:
    """Return the addenda of a session; raises InvalidValue if one belongs to another session."""
    if not isinstance(added, list):
        raise InvalidValue("must be a list", "addenda")
    found = tuple(map(read_addendum, added))
    for place, addendum in enumerate(found):
        if addendum.session != session.id:
            raise InvalidValue("names another session", f"addenda[{place}].session")
    return found


def _markdown_note(data: bytes, guides: Callable[[], Mapping[str, Guide]], zone: tzinfo) -> ImportedNote:
    """Return the note of a Markdown file, written by this program or elsewhere."""
    from session_tui.markdown.note.errors import UnreadableNote

    if len(data) > LARGEST_MARKDOWN:
        raise NotANote("The file is too long for a note. Split it into one file per session.")
    text = _decoded(data)
    if not text.strip("\0 \t\r\n"):
        raise NotANote("The file is empty.")
    front = text[: _front_end(text)]
    ours = _FORMAT.search(front)
    if ours and ours[1] == "private-page":
        raise NotANote(_PRIVATE)
    try:
        if ours:
            from session_tui.markdown.note.reader import read_note

            found = ImportedNote(read_note(text), 0)
        else:
            from session_tui.markdown.foreign.reader import read_foreign

            foreign = read_foreign(text, guides(), zone=zone)
            found = ImportedNote(Note(foreign.session), 0, foreign.notices, foreign.has_own_id)
        read_code(current_client(found.note))
    except UnreadableNote as fault:
        raise NotANote(f"{fault.what} {fault.mend}", line=fault.line) from None
    except (InvalidValue, BadCode) as fault:
        raise NotANote(_sentence(fault)) from None
    return found


def _front_end(text: str) -> int:
    """Return where the front matter ends; 0 if it does not."""
    found = _FRONT_END.search(text, 3)
    return found.start() + 1 if found else 0


def _decoded(data: bytes) -> str:
    """Decode UTF-8 with an optional byte order mark; raises NotANote with the line of the first invalid byte."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise NotANote("This is not UTF-8 text. Save the file as UTF-8.", line=line) from None


def _sentence(fault: SessionTuiError) -> str:
    """Return a sentence that says why a document was refused."""
    said = f"{fault}"
    return said if said.endswith((".", "?")) else f"{said}."
