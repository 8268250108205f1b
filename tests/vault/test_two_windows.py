"""Two windows, two computers, a person with an editor: nothing is overwritten in silence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.base.errors import AlreadySigned
from session_tui.core.model.session import Session
from session_tui.markdown.note.reader import read_note
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import SaveFailed, SessionConflict
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


@pytest.fixture
def other(vault: Vault, clock: Any) -> Vault:
    return Vault.open(vault.root, clock=clock)


def said(vault: Vault) -> list[str]:
    return sorted(str(vault.read(h.id).session.answer("since").value) for h in vault.sessions())


def test_a_save_over_what_another_window_wrote_keeps_both(vault: Vault, other: Vault, write: Write, clock: Any) -> None:
    mine = write()
    theirs = other.read(mine.id).session
    other.save(theirs.with_answer("since", "theirs", at=clock()))
    kept = vault.save(mine.with_answer("since", "mine", at=clock()))
    assert kept.id != mine.id
    assert said(vault) == ["mine", "theirs"]
    summary = vault.resolve(kept.id)
    assert summary.title == "Follow-up (other version)"
    assert "(conflict 2026-11-20 1012" in summary.path.name
    assert vault.check() == ()


def test_further_saves_of_a_stale_window_go_to_its_own_version(
    vault: Vault, other: Vault, write: Write, clock: Any
) -> None:
    mine = write(hunch="h")
    other.save(other.read(mine.id).session.with_answer("since", "theirs", at=clock()))
    rev = mine.rev
    for n in range(4):
        rev = vault.save(mine.replace(rev=rev).with_answer("since", f"mine {n}", at=clock())).rev
    assert said(vault) == ["mine 3", "theirs"]
    assert len(vault.sessions()) == 2


def test_the_same_number_of_saves_elsewhere_is_noticed_too(
    vault: Vault, other: Vault, write: Write, clock: Any
) -> None:
    mine = vault.save(write().with_answer("since", "mine 2", at=clock()))
    path = vault.resolve(mine.id).path.with_suffix(".json")
    path.write_text(path.read_text().replace("mine 2", "theirs"))
    vault.save(mine.with_answer("since", "mine 3", at=clock()))
    assert said(vault) == ["mine 3", "theirs"]


def test_a_session_read_again_after_a_change_goes_on_from_it(
    vault: Vault, other: Vault, write: Write, clock: Any
) -> None:
    mine = write()
    other.save(other.read(mine.id).session.with_answer("since", "theirs", at=clock()))
    fresh = vault.read(mine.id).session
    saved = vault.save(fresh.with_answer("close", 7, at=clock()))
    assert saved.id == mine.id
    assert said(other) == ["theirs"]


def test_a_touched_but_unchanged_file_is_no_conflict(vault: Vault, write: Write, clock: Any) -> None:
    mine = write()
    path = vault.resolve(mine.id).path.with_suffix(".json")
    atomic_files.write(path, path.read_bytes())
    assert vault.save(mine.with_answer("since", "more", at=clock())).id == mine.id


def test_an_older_draft_object_of_this_window_is_saved_in_place(vault: Vault, write: Write, clock: Any) -> None:
    mine = write()
    vault.save(mine.with_answer("since", "b", at=clock()))
    saved = vault.save(mine.with_answer("since", "c", at=clock()))
    assert (saved.id, saved.rev) == (mine.id, 3)


def test_a_save_that_failed_between_the_two_files_is_no_conflict_afterwards(
    vault: Vault, write: Write, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = write()
    real = atomic_files.write

    def fail(path: Path, data: bytes) -> atomic_files.Stamp:
        if path.suffix == ".md":
            raise SaveFailed("The disk is full.", path, "Free some space.")
        return real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(atomic_files, "write", fail)
        with pytest.raises(SaveFailed):
            vault.save(mine.with_answer("since", "x", at=clock()))
    saved = vault.save(mine.with_answer("since", "x", at=clock()))
    assert saved.id == mine.id
    assert vault.check() == ()


def test_signing_over_a_change_elsewhere_is_refused_and_both_are_kept(
    vault: Vault, other: Vault, write: Write, clock: Any
) -> None:
    mine = write(since="mine")
    other.save(other.read(mine.id).session.with_answer("since", "theirs", at=clock()))
    with pytest.raises(SessionConflict, match="Both versions are kept") as caught:
        vault.sign(mine)
    assert vault.read(caught.value.kept).session.answer("since").value == "mine"
    assert vault.sessions(status="signed") == ()
    assert said(vault) == ["mine", "theirs"]


def test_a_session_signed_in_another_window_is_written_no_more(
    vault: Vault, other: Vault, write: Write, clock: Any
) -> None:
    mine = write()
    other.sign(other.read(mine.id).session)
    record = vault.resolve(mine.id).path.with_suffix(".json")
    signed = record.read_bytes()
    vault.save(mine.with_answer("since", "late", at=clock()))
    with pytest.raises(SessionConflict):
        vault.sign(mine.with_answer("since", "later", at=clock()))
    assert record.read_bytes() == signed


def test_what_was_typed_into_a_session_that_was_signed_elsewhere_is_a_draft_beside_it(
    vault: Vault, other: Vault, write: Write, clock: Any
) -> None:
    mine = write(since="together")
    other.sign(other.read(mine.id).session)
    kept = vault.save(mine.with_answer("since", "mine", at=clock()))
    again = vault.save(kept.with_answer("since", "mine, too", at=clock()))
    assert again.id == kept.id != mine.id
    assert {h.status: h.title for h in vault.sessions()} == {
        "signed": "Follow-up",
        "draft": "Follow-up (other version)",
    }
    assert said(vault) == ["mine, too", "together"]
    assert vault.check() == ()


def test_a_private_line_typed_into_a_session_that_was_signed_elsewhere_is_kept(
    vault: Vault, other: Vault, write: Write, clock: Any
) -> None:
    mine = write()
    other.sign(other.read(mine.id).session)
    kept = vault.save(mine.with_answer("hunch", "mine", at=clock()))
    assert vault.read(kept.id).session.answer("hunch").value == "mine"


def test_signing_what_was_signed_elsewhere_keeps_both(vault: Vault, other: Vault, write: Write, clock: Any) -> None:
    mine = write()
    other.sign(other.read(mine.id).session)
    with pytest.raises(SessionConflict, match="was signed elsewhere") as caught:
        vault.sign(mine.with_answer("since", "mine", at=clock()))
    assert vault.read(caught.value.kept).session.answer("since").value == "mine"


def test_a_window_that_says_nothing_else_keeps_nothing_beside_what_was_signed_elsewhere(
    vault: Vault, other: Vault, write: Write
) -> None:
    mine = write(hunch="h")
    other.sign(other.read(mine.id).session)
    with pytest.raises(AlreadySigned):
        vault.save(mine.passed("values"))
    with pytest.raises(AlreadySigned):
        vault.sign(mine)
    assert len(vault.sessions()) == 1


def test_two_windows_that_begin_in_one_minute_take_two_names(vault: Vault, other: Vault, clock: Any) -> None:
    one, two = vault.begin("ana-k", "follow-up"), other.begin("ana-k", "follow-up")
    vault.save(vault.begin("ana-k", "follow-up"))
    other.sessions()
    for window, session in ((vault, one), (other, two)):
        window.save(session)
    assert len({h.path for h in vault.sessions()}) == 3


def test_markdown_that_a_person_edited_is_kept_when_the_draft_is_saved_again(
    vault: Vault, write: Write, clock: Any
) -> None:
    session = write()
    path = vault.resolve(session.id).path
    path.write_text(path.read_text().replace("Went to the market.", "Went by bus."))
    vault.save(session.with_answer("close", 7, at=clock()))
    kept = [p for p in path.parent.glob("*.md") if "(edited" in p.name]
    assert len(kept) == 1
    assert "Went by bus." in kept[0].read_text()
    assert read_note(path.read_text()).session.answer("since").value == "Went to the market."
    assert [f.kind for f in vault.check()] == ["other version"]
    taken = vault.adopt_edited_markdown(kept[0])
    assert taken.answer("since").value == "Went by bus."
    assert vault.check() == ()


def test_markdown_edited_before_an_addendum_is_kept(vault: Vault, write: Write) -> None:
    signed = vault.sign(write())
    path = vault.resolve(signed.id).path
    path.write_text(path.read_text().replace("Went to the market.", "Went by bus."))
    vault.add_addendum(signed.id, reason="r", text="t")
    assert any("Went by bus." in p.read_text() for p in path.parent.glob("*(edited*.md"))


def test_a_private_page_that_a_person_edited_is_kept(vault: Vault, write: Write, clock: Any) -> None:
    session = write(hunch="first")
    stem = vault.resolve(session.id).path.stem
    path = vault.root / "clients/ana-k/private" / f"{stem}.md"
    path.write_text(path.read_text().replace("first", "by hand"))
    vault.save(session.with_answer("hunch", "second", at=clock()))
    assert any("by hand" in p.read_text() for p in path.parent.glob("*(edited*.md"))
    assert "second" in path.read_text()


def test_a_private_page_that_was_changed_elsewhere_is_kept(
    vault: Vault, other: Vault, write: Write, clock: Any
) -> None:
    mine = write(hunch="first")
    page = vault.root / "clients/ana-k/private" / f"{vault.resolve(mine.id).path.stem}.json"
    page.write_text(page.read_text().replace("first", "theirs"))
    vault.save(mine.with_answer("hunch", "mine", at=clock()))
    texts = [json.loads(p.read_text())["answers"][0]["value"] for p in page.parent.glob("*.json")]
    assert sorted(texts) == ["mine", "theirs"]
    assert vault.read(mine.id).session.answer("hunch").value == "mine"


def test_a_session_from_another_window_is_listed_at_once(vault: Vault, other: Vault, write: Write, clock: Any) -> None:
    assert other.sessions() == ()
    session = write()
    assert [h.id for h in other.sessions()] == [session.id]
    other.sign(other.read(session.id).session)
    assert [h.status for h in vault.sessions()] == ["signed"]
    assert other.add_addendum(session.id, reason="r", text="a").number == 1
    assert vault.add_addendum(session.id, reason="r", text="b").number == 2
    assert [a.text for a in vault.read(session.id).addenda] == ["a", "b"]
