"""Notes as a person reads them, kept in ``tests/goldens/notes``; written anew with ``UPDATE_GOLDENS=1``."""

import os
from pathlib import Path

from session_tui.core.model.note import Note
from session_tui.markdown.note.reader import read_note
from session_tui.markdown.note.writer import write_note

GOLDENS = Path(__file__).resolve().parents[2] / "goldens" / "notes"


def golden(name: str, text: str) -> str:
    """The kept text of this name."""
    file = GOLDENS / name
    if os.environ.get("UPDATE_GOLDENS"):
        file.write_text(text, encoding="utf-8", newline="\n")
    return file.read_text(encoding="utf-8")


def test_a_signed_first_consult_reads_as_it_should(first_consult: Note) -> None:
    text = write_note(first_consult, client_name="Ana K.")
    assert text == golden("first-consult.md", text)
    assert read_note(text) == first_consult


def test_a_draft_shows_what_is_not_confirmed_and_not_filed(draft: Note) -> None:
    text = write_note(draft)
    assert text == golden("first-consult-draft.md", text)
    assert read_note(text) == draft
