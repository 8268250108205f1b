"""Importing whole notes: all or none, and the same note twice is no second note."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.base.client_code import BadCode
from session_tui.core.base.ids import new_id
from session_tui.core.model.note import MARKED_BY_MISTAKE, Note
from session_tui.core.model.session import Session
from session_tui.vault.sessions.bulk_import import ImportRules, Version
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
    with pytest.raises(DifferentNote, match="already exists with different content"):
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


def corrected(session: Session, clock: Any) -> Session:
    """Another file about the same session, whose id was made from its content."""
    return session.replace(id=new_id(clock())).with_answer("since", "corrected", at=clock())


def rules(note: Session, version: Version = Version.REFUSE) -> ImportRules:
    return ImportRules(frozenset({note.id}), version)


def test_a_corrected_file_is_offered_and_nothing_is_written(vault: Vault, notes: list[Note], clock: Any) -> None:
    vault.add_note(notes[0])
    new = corrected(notes[0].session, clock)
    with pytest.raises(DifferentNote, match=r"“--replace” .* “--keep-both”"):
        vault.add_notes([Note(new)], rules=rules(new))
    assert len(vault.sessions()) == 1


def test_a_corrected_file_replaces_a_draft_that_was_not_edited(vault: Vault, notes: list[Note], clock: Any) -> None:
    old = notes[0].session.with_answer("hunch", "mine", at=clock())
    vault.add_note(Note(old))
    new = corrected(notes[0].session, clock)
    for _ in range(2):
        (summary,) = vault.add_notes([Note(new)], rules=rules(new, Version.REPLACE))
        assert summary.id == old.id
    there = vault.read(old.id).session
    assert (there.answer("since").value, there.rev) == ("corrected", 2)
    assert there.answer("hunch").value == "mine"
    assert len(vault.sessions()) == 1
    assert vault.check() == ()


def test_both_are_kept_when_that_is_asked(vault: Vault, notes: list[Note], clock: Any) -> None:
    vault.add_note(notes[0])
    new = corrected(notes[0].session, clock)
    vault.add_notes([Note(new)], rules=rules(new, Version.KEEP_BOTH))
    assert {s.id for s in vault.sessions()} == {notes[0].session.id, new.id}


@pytest.mark.parametrize("version", list(Version)[:2])
def test_a_signed_session_and_an_edited_draft_are_never_replaced(
    vault: Vault, notes: list[Note], clock: Any, version: Version
) -> None:
    for note in notes[:2]:
        vault.add_note(note)
    vault.sign(vault.read(notes[0].session.id).session)
    vault.save(vault.read(notes[1].session.id).session.with_answer("since", "edited here", at=clock()))
    for note, what in zip(notes, ("signed and stays", "changed after its import"), strict=False):
        new = corrected(note.session, clock)
        with pytest.raises(DifferentNote, match=what):
            vault.add_notes([Note(new)], rules=rules(new, version))
    assert len(vault.sessions()) == 2


def test_a_session_marked_as_a_mistake_is_no_earlier_version(vault: Vault, notes: list[Note], clock: Any) -> None:
    vault.add_note(notes[0])
    vault.sign(vault.read(notes[0].session.id).session)
    vault.add_addendum(notes[0].session.id, reason="wrong", text="wrong", mark=MARKED_BY_MISTAKE)
    new = corrected(notes[0].session, clock)
    vault.add_notes([Note(new)], rules=rules(new))
    assert len(vault.sessions()) == 2


def test_a_correction_on_the_private_page_is_seen(vault: Vault, notes: list[Note], clock: Any) -> None:
    vault.add_note(Note(notes[0].session.with_answer("hunch", "one", at=clock())))
    with pytest.raises(DifferentNote):
        vault.add_note(Note(notes[0].session.with_answer("hunch", "two", at=clock())))
    assert vault.add_note(notes[0]).id == notes[0].session.id
