"""Addenda while they are being written: on disk at once, never in each other's way, gone once they are kept."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from session_tui.core.formats.json_schema import schemas
from session_tui.core.model.addendum import AddendumDraft
from session_tui.core.model.note import MARKED_BY_MISTAKE
from session_tui.core.model.session import Place, Session
from session_tui.vault.storage.errors import NotSigned, SaveFailed
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


@pytest.fixture
def signed(vault: Vault, write: Write) -> Session:
    """A signed session."""
    return vault.sign(write())


@pytest.fixture
def other(vault: Vault) -> Vault:
    """Another window, or another computer."""
    return Vault.open(vault.root, clock=vault.clock)


def begun(vault: Vault, session: Session, reason: str = "Left out", text: str = "") -> AddendumDraft:
    return vault.addenda.save(vault.addenda.open(session.id).replace(reason=reason, text=text))


def files(vault: Vault) -> list[Path]:
    return sorted(vault.root.rglob("*.addendum-draft*"))


def test_it_is_gone_on_with_in_the_next_window(vault: Vault, other: Vault, signed: Session) -> None:
    draft = vault.addenda.open(signed.id).replace(
        reason="Left out",
        text="One\ntwo",
        mark=MARKED_BY_MISTAKE,
        place=Place(prompt="text", row=1),
    )
    saved = vault.addenda.save(draft)
    assert other.addenda.open(signed.id) == saved


def test_its_file_is_for_its_owner_alone_and_fits_the_published_format(vault: Vault, signed: Session) -> None:
    begun(vault, signed)
    (file,) = files(vault)
    assert file.stat().st_mode & 0o777 == 0o600
    jsonschema.validate(json.loads(file.read_text()), schemas()["addendum-draft/1"])
    assert vault.check() == ()


def test_it_is_no_session_and_no_addendum_of_the_note(vault: Vault, signed: Session) -> None:
    begun(vault, signed, text="Not yet.")
    assert [summary.id for summary in vault.sessions()] == [signed.id]
    assert vault.read(signed.id).addenda == ()
    assert "Not yet." not in vault.resolve(signed.id).path.read_text()


def test_a_draft_takes_none(vault: Vault, write: Write) -> None:
    with pytest.raises(NotSigned):
        vault.addenda.open(write().id)


def test_an_emptied_one_leaves_no_file(vault: Vault, signed: Session) -> None:
    draft = begun(vault, signed)
    vault.addenda.save(draft.replace(reason=" ", text="\n"))
    assert files(vault) == []


def test_what_was_never_written_leaves_no_file(vault: Vault, signed: Session) -> None:
    vault.addenda.save(vault.addenda.open(signed.id).replace(mark=MARKED_BY_MISTAKE))
    assert files(vault) == []


def test_the_kept_one_has_its_id_and_is_unfinished_no_more(vault: Vault, signed: Session) -> None:
    draft = begun(vault, signed, text="More.")
    kept = vault.addenda.keep(draft, "M. Kessler")
    assert vault.read(signed.id).addenda == (kept,)
    assert (kept.id, kept.text, kept.author) == (draft.id, "More.", "M. Kessler")
    assert files(vault) == []
    assert vault.unfinished_addenda() == ()


def test_a_crash_after_keeping_keeps_it_once_and_repair_clears_up(vault: Vault, signed: Session) -> None:
    draft = begun(vault, signed, text="More.")
    (file,) = files(vault)
    left = file.read_bytes()
    vault.addenda.keep(draft, None)
    file.write_bytes(left)
    file.chmod(0o600)
    vault.sessions()
    assert vault.unfinished_addenda() == ()
    assert vault.addenda.open(signed.id).is_empty
    assert [found.kind for found in vault.check()] == ["addendum kept"]
    vault.repair()
    assert (files(vault), vault.check()) == ([], ())


def test_keeping_it_twice_keeps_it_once(vault: Vault, signed: Session) -> None:
    draft = begun(vault, signed, text="More.")
    vault.addenda.keep(draft, None)
    vault.addenda.keep(draft, None)
    assert len(vault.read(signed.id).addenda) == 1


def test_what_another_window_wrote_stays_beside(vault: Vault, other: Vault, signed: Session) -> None:
    mine = begun(vault, signed, "mine")
    theirs = other.addenda.open(signed.id)
    other.addenda.save(theirs.replace(reason="theirs"))
    vault.addenda.save(mine.replace(reason="mine, too"))
    found = [json.loads(path.read_text())["reason"] for path in files(vault)]
    assert sorted(found) == ["mine, too", "theirs"]


def test_the_one_changed_last_comes_first_and_the_other_after_it(vault: Vault, other: Vault, signed: Session) -> None:
    one, two = vault.addenda.open(signed.id), other.addenda.open(signed.id)
    vault.addenda.save(one.replace(reason="one"))
    other.addenda.save(two.replace(reason="two"))
    assert vault.addenda.open(signed.id).reason == "two"
    vault.addenda.keep(vault.addenda.open(signed.id).replace(text="x"), None)
    assert vault.addenda.open(signed.id).reason == "one"


def test_a_torn_one_is_left_alone_and_named(vault: Vault, signed: Session) -> None:
    begun(vault, signed)
    (file,) = files(vault)
    file.write_text('{"format"')
    draft = begun(vault, signed, "again")
    assert file.read_text() == '{"format"'
    assert [found.kind for found in vault.check()] == ["unreadable"]
    vault.addenda.keep(draft.replace(text="x"), None)
    assert file.read_text() == '{"format"'


def test_one_whose_session_is_gone_is_named(vault: Vault, signed: Session) -> None:
    begun(vault, signed)
    path = vault.resolve(signed.id).path
    path.unlink()
    path.with_suffix(".json").unlink()
    assert [found.kind for found in vault.check()] == ["addendum alone"]


def test_the_list_names_it_with_its_session(vault: Vault, signed: Session) -> None:
    draft = begun(vault, signed)
    vault.sessions()
    (listed,) = vault.unfinished_addenda()
    assert (listed.id, listed.session.id) == (draft.id, signed.id)


def test_a_failed_save_leaves_what_was_there(vault: Vault, signed: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = begun(vault, signed, "before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(SaveFailed, match="The disk is full"):
            vault.addenda.save(draft.replace(reason="after"))
    assert vault.addenda.open(signed.id).reason == "before"
    assert vault.addenda.save(draft.replace(reason="after")).reason == "after"
    assert len(files(vault)) == 1
