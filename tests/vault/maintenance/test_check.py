"""Check says by file what is wrong; repair mends one of a pair from the other and loses nothing."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.base.errors import AlreadySigned
from session_tui.core.model.session import Session
from session_tui.vault.storage.errors import NothingToTake
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


def kinds(vault: Vault) -> list[str]:
    return [finding.kind for finding in vault.check()]


def markdown(vault: Vault, session: Session) -> Path:
    return vault.resolve(session.id).path


def page(vault: Vault, session: Session) -> Path:
    path = markdown(vault, session)
    return path.parent / "private" / path.name


def test_a_sound_vault_has_no_findings(vault: Vault, write: Write) -> None:
    write(hunch="h")
    signed = vault.sign(write("ben-o", hunch="h"))
    vault.add_addendum(signed.id, reason="r", text="t")
    assert vault.check() == ()
    assert vault.repair() == ()


def test_a_lost_markdown_is_rendered_from_its_json(vault: Vault, write: Write) -> None:
    session = write(hunch="h")
    for path in (markdown(vault, session), page(vault, session)):
        text = path.read_text()
        path.unlink()
        assert kinds(vault) == ["markdown lost"]
        assert [f.path for f in vault.repair()] == [path]
        assert path.read_text() == text


def test_a_stale_markdown_is_rendered_again(vault: Vault, write: Write, clock: Any) -> None:
    session = write()
    path = markdown(vault, session)
    old = path.read_text()
    vault.save(session.with_answer("since", "More.", at=clock()))
    path.write_text(old)
    assert kinds(vault) == ["markdown stale"]
    vault.repair()
    assert "More." in path.read_text()
    assert kinds(vault) == []


def test_a_markdown_without_the_newest_addendum_is_stale(vault: Vault, write: Write) -> None:
    signed = vault.sign(write())
    path = markdown(vault, signed)
    old = path.read_text()
    vault.add_addendum(signed.id, reason="r", text="t")
    path.write_text(old)
    assert kinds(vault) == ["markdown stale"]
    vault.repair()
    assert kinds(vault) == []


@pytest.mark.parametrize("is_signed", [False, True])
def test_a_lost_json_is_read_back_from_its_markdown(vault: Vault, write: Write, clock: Any, is_signed: bool) -> None:
    session = write(hunch="h")
    if is_signed:
        session = vault.sign(session)
        vault.add_addendum(session.id, reason="r", text="t")
    note, record = vault.read(session.id), markdown(vault, session).with_suffix(".json")
    data = record.read_bytes()
    record.unlink()
    for addendum in record.parent.glob("*.addendum-*"):
        addendum.unlink()
    again = Vault.open(vault.root, clock=clock)
    assert kinds(again) == ["json lost"]
    again.repair()
    assert again.read(session.id) == note
    assert record.read_bytes() == data
    assert kinds(again) == []


def test_a_lost_json_of_a_private_page_is_read_back(vault: Vault, write: Write) -> None:
    session = write(hunch="h")
    page(vault, session).with_suffix(".json").unlink()
    assert kinds(vault) == ["json lost"]
    vault.repair()
    assert vault.read(session.id).session == session


def test_a_torn_json_is_kept_beside_the_one_read_back(vault: Vault, write: Write) -> None:
    session = write()
    record = markdown(vault, session).with_suffix(".json")
    record.write_text("{")
    found = vault.check()
    assert [(f.path, f.kind) for f in found] == [(record, "unreadable")]
    assert "reads it from its Markdown" in found[0].do
    vault.repair()
    assert vault.read(session.id).session == session
    assert [p.read_text() for p in record.parent.glob("*.torn")] == ["{"]


def test_an_edited_markdown_is_reported_with_its_change_and_taken_on_request(vault: Vault, write: Write) -> None:
    session = write(hunch="h")
    path = markdown(vault, session)
    path.write_text(path.read_text().replace("Went to the market.", "Went by bus."))
    found = vault.check()
    assert [f.kind for f in found] == ["markdown edited"]
    assert "-Went to the market.\n+Went by bus." in found[0].diff
    assert vault.repair() == ()
    assert "Went by bus." in path.read_text()
    assert vault.read(session.id).session.answer("since").value == "Went to the market."
    taken = vault.adopt_edited_markdown(path)
    assert taken.rev == session.rev + 1
    assert vault.read(session.id).session.answer("since").value == "Went by bus."
    assert vault.read(session.id).session.answer("hunch").value == "h"
    assert vault.check() == ()


def test_a_private_heading_added_to_the_record_goes_to_the_private_page(vault: Vault, write: Write) -> None:
    session = write(hunch="h")
    path = markdown(vault, session)
    added = "## Process notes\n\n### Story\n\nOne secret.\n\n### Hunch\n\nTwo secrets.\n\n<!-- not shown"
    path.write_text(path.read_text().replace("<!-- not shown", added))
    vault.adopt_edited_markdown(path)
    assert "secret" not in path.read_text() + path.with_suffix(".json").read_text()
    there = vault.read(session.id).session
    assert there.answer("hunch").value == "h"
    assert {"One secret.", "Two secrets."} <= {a.value for a in there.answers if a.is_private}
    assert vault.check() == ()


def test_an_edited_private_page_is_taken_too(vault: Vault, write: Write) -> None:
    session = write(hunch="first thought")
    path = page(vault, session)
    path.write_text(path.read_text().replace("first thought", "second thought"))
    assert kinds(vault) == ["markdown edited"]
    vault.adopt_edited_markdown(path)
    assert vault.read(session.id).session.answer("hunch").value == "second thought"
    assert vault.read(session.id).session.answer("since").value == "Went to the market."
    assert vault.check() == ()


def test_an_edited_signed_markdown_is_not_taken(vault: Vault, write: Write) -> None:
    signed = vault.sign(write())
    path = markdown(vault, signed)
    path.write_text(path.read_text().replace("Went to the market.", "Went by bus."))
    found = vault.check()
    assert [f.kind for f in found] == ["markdown edited"]
    assert "addendum" in found[0].do
    with pytest.raises(AlreadySigned, match="addendum"):
        vault.adopt_edited_markdown(path)


def test_what_is_no_note_is_not_taken(vault: Vault, tmp_path: Path) -> None:
    for text in ("just words", "---\nclient: x\n---\n"):
        path = tmp_path / "x.md"
        path.write_text(text)
        with pytest.raises(NothingToTake):
            vault.adopt_edited_markdown(path)
    with pytest.raises(NothingToTake, match="cannot be opened"):
        vault.adopt_edited_markdown(tmp_path / "missing.md")


def test_a_note_of_another_vault_is_not_taken(vault: Vault, write: Write, tmp_path: Path) -> None:
    session = write()
    path = markdown(vault, session)
    path.rename(tmp_path / "x.md")
    path.with_suffix(".json").unlink()
    with pytest.raises(NothingToTake, match="import"):
        vault.adopt_edited_markdown(tmp_path / "x.md")


def test_a_record_changed_after_signing_is_named(vault: Vault, write: Write) -> None:
    signed = vault.sign(write())
    path = markdown(vault, signed).with_suffix(".json")
    path.write_text(path.read_text().replace("Went to the market.", "Went by bus."))
    assert "changed after signing" in kinds(vault)
    vault.repair()
    assert "changed after signing" in kinds(vault)


def test_a_signed_markdown_that_was_edited_restores_no_record(vault: Vault, write: Write) -> None:
    signed = vault.sign(write())
    path = markdown(vault, signed)
    path.write_text(path.read_text().replace("Went to the market.", "Went by bus."))
    path.with_suffix(".json").unlink()
    vault.repair()
    assert not path.with_suffix(".json").exists()


def test_a_copy_of_a_session_is_a_duplicate(vault: Vault, write: Write) -> None:
    session = write()
    path = markdown(vault, session).with_suffix(".json")
    copy = path.with_name(f"{path.stem}.sync-conflict-20261120-101530-ABCDEFG.json")
    copy.write_bytes(path.read_bytes())
    assert len(vault.sessions()) == 1
    assert vault.resolve(session.id).path.stem == path.stem
    assert [f.path for f in vault.check() if f.kind == "duplicate"] == [copy]


def test_a_session_in_another_clients_folder_is_named(vault: Vault, write: Write) -> None:
    session = write()
    vault.add_client("ben-o")
    path = markdown(vault, session)
    for each in (path, path.with_suffix(".json")):
        each.rename(vault.root / "clients/ben-o" / each.name)
    assert kinds(vault) == ["wrong folder"]


def test_a_renamed_client_folder_is_named(vault: Vault, write: Write) -> None:
    write()
    (vault.root / "clients/ana-k").rename(vault.root / "clients/ana")
    found = vault.check()
    assert (found[0].kind, found[0].do) == ("wrong folder", "Rename the folder to ana-k.")
    assert len(vault.sessions()) == 1


def test_foreign_files_are_named_and_left_alone(vault: Vault, write: Write) -> None:
    write()
    folder = vault.root / "clients/ana-k"
    for name, text in (
        ("lab.pdf", "%PDF"),
        ("readme.md", "mine"),
        ("x.json", '{"a": 1}'),
        ("y.json", "["),
    ):
        (folder / name).write_text(text)
        (folder / name).chmod(0o600)
    assert [(f.path.name, f.kind) for f in vault.check()] == [
        ("lab.pdf", "foreign"),
        ("readme.md", "foreign"),
        ("x.json", "foreign"),
        ("y.json", "unreadable"),
    ]
    assert vault.repair() == ()
    assert (folder / "y.json").read_text() == "["
    assert len(vault.sessions()) == 1


def test_what_others_may_read_is_named_and_closed(vault: Vault, write: Write) -> None:
    path = markdown(vault, write())
    path.chmod(0o644)
    path.parent.chmod(0o755)
    assert kinds(vault) == ["open to others"] * 2
    vault.repair()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_lost_client_file_is_written_again(vault: Vault, write: Write) -> None:
    write()
    (vault.root / "clients/ana-k/client.json").unlink()
    assert [c.code for c in vault.clients()] == ["ana-k"]
    assert kinds(vault) == ["client lost"]
    vault.repair()
    assert kinds(vault) == []


def test_links_are_named_and_not_followed(vault: Vault, write: Write, tmp_path: Path) -> None:
    write()
    (tmp_path / "other").mkdir()
    (vault.root / "clients/other").symlink_to(tmp_path / "other")
    (vault.root / "clients/ana-k/x.json").symlink_to(tmp_path / "nowhere")
    assert kinds(vault) == ["link", "link"]
    assert [c.code for c in vault.clients()] == ["ana-k"]


def test_an_addendum_without_its_session_is_named(vault: Vault, write: Write) -> None:
    signed = vault.sign(write())
    vault.add_addendum(signed.id, reason="r", text="t")
    path = markdown(vault, signed)
    path.unlink()
    path.with_suffix(".json").unlink()
    assert kinds(vault) == ["addendum alone"]


def test_a_client_who_got_a_name_leaves_no_finding(vault: Vault, write: Write) -> None:
    write()
    path = vault.root / "clients/ana-k/client.json"
    path.write_text(path.read_text().replace('"code"', '"name": "Ana",\n  "code"'))
    assert kinds(vault) == []


def test_what_a_crash_left_is_gone_when_home_has_read_its_lists(vault: Vault, write: Write, clock: Any) -> None:
    session = write(hunch="h")
    for folder in (vault.root, vault.root / "clients/ana-k", vault.root / "clients/ana-k/private"):
        left = folder / ".st-0123456789abcdef.tmp"
        left.write_text("half a sentence")
        os.utime(left, (0, 0))
    assert "left over" in kinds(vault)
    again = Vault.open(vault.root, clock=clock)
    again.clients()
    assert not list(vault.root.rglob("*.tmp"))
    assert again.read(session.id).session == session


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"rev": 1', '"rev": ' + "9" * 5000, "a number that is too long"),
        ('"started": "', '"started": "as Ana said: ', "its time is not in the required form"),
        ("session-note/1", "session-note/" + "9" * 5000, "A newer version"),
    ],
)
def test_a_file_that_python_stumbles_over_is_named_in_our_words(
    vault: Vault, write: Write, old: str, new: str, said: str
) -> None:
    path = markdown(vault, write()).with_suffix(".json")
    path.write_text(path.read_text().replace(old, new))
    vault.sessions()
    told = " ".join(finding.what for finding in (*vault.unreadable(), *vault.check()))
    assert said in told
    assert "int_max_str" not in told
    assert "Ana said" not in told
