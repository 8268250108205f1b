"""A note as one JSON document: the session, and its addenda under ``addenda``."""

import json

from session_tui.core.base.text import UNSEEN
from session_tui.core.formats.json_documents import ADDENDUM_FORMAT, document_json, session_json
from session_tui.core.model.note import Note


def note_json(note: Note) -> str:
    """The note as JSON; a character that would steer a terminal is written as its number, which means the same."""
    data = session_json(note.session)
    if note.addenda:
        data["addenda"] = [document_json(added, ADDENDUM_FORMAT) for added in note.addenda]
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
