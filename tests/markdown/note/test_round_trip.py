"""What is written is read back, for every note that the rules allow."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session_tui.core.formats.json_documents import PRIVATE_FORMAT
from session_tui.core.model.note import Note
from session_tui.core.model.values import Kind
from session_tui.markdown.note.reader import read_note
from session_tui.markdown.note.writer import write_note
from tests.example_counts import rounds
from tests.markdown.strategies import SLOW, notes, notes_with


@settings(SLOW, max_examples=rounds(50))
@given(note=notes())
def test_any_note_is_read_back_as_it_was(note: Note) -> None:
    assert read_note(write_note(note)) == note


@pytest.mark.parametrize("kind", list(Kind))
@settings(SLOW, max_examples=rounds(4))
@given(data=st.data())
def test_a_note_with_an_answer_of_each_kind_is_read_back(kind: Kind, data: st.DataObject) -> None:
    note = data.draw(notes_with(kind))
    assert read_note(write_note(note, client_name="Ana K.", format_=PRIVATE_FORMAT)) == note
