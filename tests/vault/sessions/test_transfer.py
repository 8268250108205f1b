"""A session under the wrong client: moved with all that belongs to it, a trail on both sides, and through any kill."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from session_tui.core.formats.json_documents import read_transfer
from session_tui.core.formats.json_schema import schemas
from session_tui.core.model.addendum import current_client
from session_tui.core.model.note import Note
from session_tui.core.model.session import Session
from session_tui.markdown.note.reader import read_note
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import (
    MoveUnfinished,
    SameClient,
    SaveFailed,
    SessionLocked,
)
from session_tui.vault.vault import Vault

Write = Callable[..., Session]
WHY = "It was under the wrong client."


class Killed(BaseException):
    """What a kill looks like from inside."""


@pytest.fixture
def signed(vault: Vault, write: Write) -> Session:
    """A signed session of ana-k with a private page, an addendum and an unfinished one."""
    session = vault.sign(write(since="Walked.", hunch="Tired of this."))
    vault.add_addendum(session.id, reason="Left out", text="More.")
    vault.addenda.save(vault.addenda.open(session.id).replace(reason="half"))
    return session


def again(vault: Vault) -> Vault:
    return Vault.open(vault.root, clock=vault.clock)


def inside(vault: Vault, client: str) -> list[str]:
    folder = vault.root / "clients" / client
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name != "client.json")


def record(vault: Vault, session: Session) -> Path:
    return vault.resolve(session.id).path.with_suffix(".json")


def trails(vault: Vault, client: str) -> list[Path]:
    return sorted((vault.root / "clients" / client).glob("*.moved-*.json"))


def test_a_signed_record_is_moved_byte_for_byte_and_an_addendum_says_from_where(vault: Vault, signed: Session) -> None:
    before = record(vault, signed).read_bytes()
    summary = vault.move(signed.id, "ben-o", reason=WHY, author="M. Kessler")
    assert record(vault, signed).read_bytes() == before
    assert (summary.client, summary.path.parent.name) == ("ben-o", "ben-o")
    note = vault.read(signed.id)
    added = note.addenda[-1]
    assert (added.moved_from, added.client, added.reason) == ("ana-k", "ben-o", WHY)
    assert (added.number, added.author, current_client(note)) == (2, "M. Kessler", "ben-o")


def test_its_private_page_and_addenda_go_along(vault: Vault, signed: Session) -> None:
    vault.move(signed.id, "ben-o", reason=WHY)
    fresh = again(vault)
    note = fresh.read(signed.id)
    assert note.session.answer("hunch").value == "Tired of this."
    assert [each.text for each in note.addenda] == ["More.", ""]
    assert fresh.addenda.open(signed.id).reason == "half"
    assert [fresh.sessions("ana-k"), len(fresh.sessions("ben-o"))] == [(), 1]
    assert fresh.check() == ()


def test_nothing_of_it_but_the_trail_stays_on_the_old_side(vault: Vault, signed: Session) -> None:
    name = vault.resolve(signed.id).path.stem
    vault.move(signed.id, "ben-o", reason=WHY)
    assert inside(vault, "ana-k") == [f"{name}.moved-1.json"]


def test_the_same_trail_stands_on_both_sides_and_fits_the_published_format(vault: Vault, signed: Session) -> None:
    vault.move(signed.id, "ben-o", reason=WHY, author="M. Kessler")
    (old,), (new,) = trails(vault, "ana-k"), trails(vault, "ben-o")
    assert old.read_bytes() == new.read_bytes()
    trail = json.loads(old.read_text())
    jsonschema.validate(trail, schemas()["session-moved/1"])
    assert (trail["from"], trail["to"], trail["reason"]) == ("ana-k", "ben-o", WHY)
    assert (trail["session"], trail["author"]) == (signed.id, "M. Kessler")
    assert read_transfer(trail).status == "signed"


def test_the_markdown_is_rendered_with_its_new_client_and_still_reads_as_the_note(
    vault: Vault, signed: Session
) -> None:
    text = vault.move(signed.id, "ben-o", reason=WHY).path.read_text()
    assert "# Follow-up · ben-o" in text
    assert "*Moved from:* ana-k" in text
    note = vault.read(signed.id)
    assert read_note(text).addenda == note.addenda
    assert read_note(text).session.signature == note.session.signature


def test_a_draft_is_moved_and_can_be_written_further(vault: Vault, write: Write, clock: Any) -> None:
    draft = write(since="Walked.", hunch="Tired.")
    vault.move(draft.id, "ben-o", reason=WHY)
    moved = vault.read(draft.id).session
    assert moved.client == "ben-o"
    vault.save(moved.with_answer("since", "Walked far.", at=clock()))
    assert len(vault.sessions()) == 1
    signed = vault.sign(vault.read(draft.id).session)
    assert (signed.client, vault.check()) == ("ben-o", ())
    assert len(trails(vault, "ana-k")) == len(trails(vault, "ben-o")) == 1


def test_later_sessions_of_the_right_client_know_it_and_those_of_the_wrong_one_do_not(
    vault: Vault, signed: Session, clock: Any
) -> None:
    vault.move(signed.id, "ben-o", reason=WHY)
    clock.wind(days=1)
    known = vault.earlier("ben-o", vault.begin("ben-o", "follow-up"))
    assert [each.id for each in known] == [signed.id]
    assert known[0].answer("since").value == "Walked."
    assert vault.earlier("ana-k", vault.begin("ana-k", "follow-up")) == ()


def test_it_can_be_moved_back(vault: Vault, signed: Session) -> None:
    before = record(vault, signed).read_bytes()
    vault.move(signed.id, "ben-o", reason=WHY)
    assert vault.move(signed.id, "ana-k", reason="It was right.").client == "ana-k"
    assert record(vault, signed).read_bytes() == before
    assert [trail.name[-12:-5] for trail in trails(vault, "ana-k")] == ["moved-1", "moved-2"]
    assert current_client(vault.read(signed.id)) == "ana-k"
    assert again(vault).check() == ()


def test_moves_of_one_second_are_known_in_their_order(vault: Vault, signed: Session) -> None:
    now = vault.clock()
    still = Vault.open(vault.root, clock=lambda: now)
    for turn in range(6):
        still.move(signed.id, ("ben-o", "ana-k")[turn % 2], reason=WHY)
        assert still.check() == ()
    assert still.repair() == ()
    assert [summary.client for summary in still.sessions()] == ["ana-k"]


def test_a_session_that_was_put_into_a_wrong_folder_by_hand_is_moved_home(vault: Vault, signed: Session) -> None:
    vault.add_client("ben-o")
    path = vault.resolve(signed.id).path
    for file in (*path.parent.glob("*follow-up*"), *path.parent.glob("private/*")):
        to = vault.root / "clients/ben-o" / file.relative_to(path.parent)
        to.parent.mkdir(mode=0o700, exist_ok=True)
        file.rename(to)
    fresh = again(vault)
    assert "wrong folder" in {found.kind for found in fresh.check()}
    fresh.move(signed.id, "ana-k", reason="Put there by hand.")
    last = again(vault)
    assert last.check() == ()
    assert [summary.client for summary in last.sessions()] == ["ana-k"]
    assert last.read(signed.id).session.answer("hunch").value == "Tired of this."


def test_a_name_that_is_taken_there_is_left_to_its_owner(vault: Vault, write: Write, clock: Any) -> None:
    now = clock.now
    mine = vault.sign(write())
    clock.now = now
    theirs = vault.save(vault.begin("ben-o", "follow-up"))
    assert vault.resolve(theirs.id).path.name == vault.resolve(mine.id).path.name
    assert vault.move(mine.id, "ben-o", reason=WHY).path.stem.endswith("follow-up 2")
    assert (len(vault.sessions("ben-o")), vault.check()) == (2, ())


def test_what_a_person_wrote_in_its_markdown_goes_along(vault: Vault, signed: Session) -> None:
    path = vault.resolve(signed.id).path
    path.write_text(path.read_text().replace("Walked.", "Went by bus."))
    vault.move(signed.id, "ben-o", reason=WHY)
    assert len(inside(vault, "ana-k")) == 1
    kept = (vault.root / "clients/ben-o").glob("*(edited*.md")
    assert ["Went by bus." in each.read_text() for each in kept] == [True]
    assert [found.kind for found in again(vault).check()] == ["other version"]
    assert again(vault).repair() == ()


def test_a_session_that_is_open_elsewhere_stays(vault: Vault, signed: Session) -> None:
    before = inside(vault, "ana-k")
    with again(vault).lock(signed.id), pytest.raises(SessionLocked):
        vault.move(signed.id, "ben-o", reason=WHY)
    assert inside(vault, "ana-k") == before


def test_the_client_who_has_it_already_gets_no_trail(vault: Vault, signed: Session) -> None:
    with pytest.raises(SameClient):
        vault.move(signed.id, "Ana-K", reason=WHY)
    assert trails(vault, "ana-k") == []


def test_a_markdown_that_a_sync_brings_back_to_the_old_side_restores_nothing(vault: Vault, signed: Session) -> None:
    path = vault.resolve(signed.id).path
    stale = path.read_bytes()
    vault.move(signed.id, "ben-o", reason=WHY)
    path.write_bytes(stale)
    path.chmod(0o600)
    again(vault).repair()
    assert [summary.client for summary in again(vault).sessions()] == ["ben-o"]


def test_an_import_puts_a_moved_note_where_it_belongs(vault: Vault, signed: Session, tmp_path: Path) -> None:
    vault.move(signed.id, "ben-o", reason=WHY)
    note = vault.read(signed.id)
    plain = Note(
        note.session.replace(answers=tuple(a for a in note.session.answers if not a.is_private)),
        note.addenda,
    )
    other = Vault.create(tmp_path / "other", clock=vault.clock)
    assert other.add_note(plain).client == "ben-o"
    assert other.check() == ()


def kill_after(patch: pytest.MonkeyPatch, steps: int) -> None:
    """Die at the write, removal or move that comes after so many."""
    left = [steps]

    def dying(act: Callable[..., Any]) -> Callable[..., Any]:
        def do(*arguments: Any) -> Any:
            if not left[0]:
                raise Killed
            left[0] -= 1
            return act(*arguments)

        return do

    for name in ("write", "write_new", "remove", "rename"):
        patch.setattr(atomic_files, name, dying(getattr(atomic_files, name)))


@pytest.mark.parametrize("is_signed", [True, False])
@pytest.mark.parametrize("steps", range(26))
def test_a_kill_at_any_step_loses_nothing_and_repair_finishes(
    vault: Vault, write: Write, monkeypatch: pytest.MonkeyPatch, steps: int, is_signed: bool
) -> None:
    session = write(since="Walked.", hunch="Tired of this.")
    if is_signed:
        vault.sign(session)
        vault.add_addendum(session.id, reason="Left out", text="More.")
        vault.addenda.save(vault.addenda.open(session.id).replace(reason="half"))
    vault.add_client("ben-o")
    with monkeypatch.context() as patch:
        kill_after(patch, steps)
        with contextlib.suppress(Killed):
            vault.move(session.id, "ben-o", reason=WHY)
    after = again(vault)
    assert [summary.id for summary in after.sessions()] == [session.id]
    assert after.read(session.id).session.answer("since").value == "Walked."
    is_prefix, is_over = bool(trails(vault, "ana-k")), not after.sessions("ana-k")
    kinds = {found.kind for found in after.check()}
    assert ("move unfinished" in kinds) == (is_prefix and not is_over)
    after.repair()
    last = again(vault)
    assert last.check() == ()
    note = last.read(session.id)
    assert note.session.answer("hunch").value == "Tired of this."
    assert [each.text for each in note.addenda if each.text] == ["More."] * is_signed
    (summary,) = last.sessions()
    assert summary.client == ("ben-o" if is_prefix else "ana-k")
    if is_prefix:
        assert len(inside(last, "ana-k")) == 1
        assert len(trails(last, "ben-o")) == 1
    if is_signed:
        assert last.addenda.open(session.id).reason == "half"


def test_a_move_that_a_full_disk_stopped_is_finished_when_it_is_tried_again(
    vault: Vault, signed: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.add_client("ben-o")

    def full(*_: object) -> None:
        raise SaveFailed("The disk is full.", vault.root, "Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(atomic_files, "write_new", lambda path, data: full())
        with pytest.raises(SaveFailed):
            vault.move(signed.id, "ben-o", reason=WHY)
    assert vault.move(signed.id, "ben-o", reason=WHY).client == "ben-o"
    assert again(vault).check() == ()


def test_a_draft_that_went_on_on_both_sides_is_removed_from_neither(
    vault: Vault, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = write(since="Walked.")
    old = record(vault, draft)
    before = old.read_bytes()
    vault.move(draft.id, "ben-o", reason=WHY)
    old.write_bytes(before.replace(b"Walked.", b"Went by bus."))
    old.chmod(0o600)
    fresh = again(vault)
    assert "move unfinished" in {found.kind for found in fresh.check()}
    fresh.repair()
    with pytest.raises(MoveUnfinished):
        fresh.move(draft.id, "ben-o", reason=WHY)
    texts = [path.read_text() for path in vault.root.rglob("*follow-up.json")]
    assert sorted("Went by bus." in text for text in texts) == [False, True]
