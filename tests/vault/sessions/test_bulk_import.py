"""Importing whole notes: all or none, and the same note twice is no second note."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.base.client_code import BadCode
from session_tui.core.base.ids import new_id
from session_tui.core.model.note import Note
from session_tui.core.model.session import Session
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import DifferentNote, SaveFailed
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


@pytest.fixture
def notes(vault: Vault, clock: Any) -> list[Note]:
    made = []
    for n in range(6):
        session = vault.begin(f"client-{n % 2}", "follow-up").with_answer("since", f"note {n}", at=clock())
        made.append(Note(session))
    return made


def test_every_note_is_there_and_progress_is_told(vault: Vault, notes: list[Note]) -> None:
    told: list[int] = []
    summaries = vault.add_notes(notes, told.append)
    assert told == [1, 2, 3, 4, 5, 6]
    assert [h.id for h in summaries] == [n.session.id for n in notes]
    assert len(vault.sessions()) == 6
    assert [c.code for c in vault.clients()] == ["client-1", "client-0"]
    assert vault.check() == ()


def test_the_same_note_again_changes_nothing(vault: Vault, notes: list[Note]) -> None:
    first = vault.add_notes(notes)
    before = {p: p.stat().st_mtime_ns for p in vault.root.rglob("*.json")}
    assert vault.add_notes(notes) == first
    assert {p: p.stat().st_mtime_ns for p in vault.root.rglob("*.json")} == before


def test_a_note_that_says_something_else_is_refused_before_anything_is_written(
    vault: Vault, notes: list[Note], clock: Any
) -> None:
    vault.add_note(notes[3])
    other = Note(notes[3].session.with_answer("since", "other", at=clock()))
    with pytest.raises(DifferentNote, match="is there already"):
        vault.add_notes([*notes[:3], other])
    assert len(vault.sessions()) == 1


def test_a_bad_code_is_refused_before_anything_is_written(vault: Vault, notes: list[Note]) -> None:
    with pytest.raises(BadCode):
        vault.add_notes([*notes, Note(notes[0].session.replace(id=new_id(vault.clock()), client="../x"))])
    assert vault.sessions() == ()


def test_a_full_disk_in_the_middle_leaves_none_of_them(
    vault: Vault, notes: list[Note], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = atomic_files.write
    written: list[Path] = []

    def fill_up(path: Path, data: bytes) -> atomic_files.Stamp:
        if len(written) > 3:
            raise SaveFailed("The disk is full.", path, "Free some space.")
        written.append(path)
        return real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(atomic_files, "write", fill_up)
        with pytest.raises(SaveFailed):
            vault.add_notes(notes)
    assert vault.sessions() == ()
    assert not list(vault.root.rglob("*follow-up*"))


def test_a_signed_note_with_addenda_comes_over_whole(vault: Vault, write: Write, tmp_path: Path, clock: Any) -> None:
    signed = vault.sign(write(hunch="h"), by="M. Kessler")
    vault.add_addendum(signed.id, reason="r", text="t")
    note = vault.read(signed.id)
    other = Vault.create(tmp_path / "other", clock=clock)
    other.add_note(note)
    assert other.read(signed.id) == note
    assert other.add_note(note).id == signed.id
    assert other.check() == ()


def test_a_note_changed_after_signing_is_refused(vault: Vault, write: Write, tmp_path: Path, clock: Any) -> None:
    signed = vault.sign(write())
    answers = tuple(a.replace(value="changed") if a.prompt == "since" else a for a in signed.answers)
    other = Vault.create(tmp_path / "other", clock=clock)
    with pytest.raises(DifferentNote, match="changed after"):
        other.add_note(Note(signed.replace(answers=answers)))


def test_a_code_in_other_letters_goes_to_the_client_there_is(vault: Vault, write: Write, clock: Any) -> None:
    write("ana-k")
    session = vault.begin("ana-k", "follow-up").with_answer("since", "x", at=clock())
    vault.add_note(Note(session.replace(client="ANA-K")))
    assert len(vault.sessions("ana-k")) == 2
    assert len(vault.clients()) == 1
