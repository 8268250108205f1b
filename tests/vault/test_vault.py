"""What the door promises: sessions are kept, found, carried over and signed."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest

from session_tui.core.base.client_code import BadCode
from session_tui.core.base.errors import AlreadySigned, NewerFormat
from session_tui.core.chart.last_answers import LastAnswer, last_answers
from session_tui.core.formats.json_schema import schemas
from session_tui.core.model.guide import Before, Guide, Prompt, Section
from session_tui.core.model.note import MARKED_BY_MISTAKE
from session_tui.core.model.session import Jot, Session
from session_tui.core.model.values import AgendaItem, Kind
from session_tui.markdown.note.reader import read_note
from session_tui.vault.storage.errors import (
    AmbiguousSession,
    ForeignFolder,
    LockedVault,
    NotEmpty,
    NotSigned,
    SaveFailed,
    UnknownGuide,
    UnknownSession,
    UnreadableFile,
    VaultExists,
    VaultMissing,
)
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


def last_of(vault: Vault, session: Session) -> dict[str, LastAnswer]:
    return last_answers(reversed(vault.earlier(session.client, session)), session.answers)


def files_of(root: Path) -> list[str]:
    return sorted(str(p.relative_to(root)) for p in (root / "clients").rglob("*") if p.is_file())


def test_a_saved_session_is_one_pair_of_files_named_by_its_time_and_guide(vault: Vault, write: Write) -> None:
    write()
    assert files_of(vault.root) == [
        "clients/ana-k/2026-11-20 1012 follow-up.json",
        "clients/ana-k/2026-11-20 1012 follow-up.md",
        "clients/ana-k/client.json",
    ]


def test_what_was_saved_is_read_back_by_another_window(vault: Vault, write: Write, clock: Any) -> None:
    session = write(hunch="Something about the move.")
    again = Vault.open(vault.root, clock=clock)
    assert again.read(session.id).session == session


def test_the_private_page_is_a_pair_of_its_own_and_nowhere_in_the_record(vault: Vault, write: Write) -> None:
    write(hunch="canary")
    vault.sessions()
    paths = [p for p in vault.root.rglob("*.*") if p.is_file() and b"canary" in p.read_bytes()]
    notes = [p for p in paths if p.parent.name != ".index"]
    assert [p.parent.name for p in notes] == ["private", "private"]
    assert {p.name.partition(".")[0] for p in paths if p not in notes} == {"private"}


def test_a_private_page_that_was_emptied_is_removed(vault: Vault, write: Write, clock: Any) -> None:
    session = write(hunch="canary")
    vault.save(session.with_answer("hunch", "", at=clock()))
    assert not list((vault.root / "clients/ana-k/private").iterdir())


def test_every_file_is_valid_by_its_published_schema(vault: Vault, write: Write) -> None:
    session = vault.sign(write(hunch="A hunch."))
    vault.add_addendum(session.id, reason="Left out", text="She also sleeps better.")
    for path in vault.root.rglob("*.json"):
        data = json.loads(path.read_text())
        jsonschema.validate(data, schemas()[data["format"]])


def test_the_markdown_reads_back_as_the_record(vault: Vault, write: Write) -> None:
    session = vault.sign(write())
    vault.add_addendum(session.id, reason="Left out", text="She also sleeps better.")
    assert read_note(vault.resolve(session.id).path.read_text()) == vault.read(session.id)


def test_each_save_counts_up_in_both_files(vault: Vault, write: Write, clock: Any) -> None:
    session = vault.save(write().with_answer("since", "More.", at=clock()))
    path = vault.resolve(session.id).path
    assert session.rev == 2
    assert read_note(path.read_text()).session.rev == 2
    assert json.loads(path.with_suffix(".json").read_text())["rev"] == 2


def test_two_sessions_of_one_minute_get_names_of_their_own(vault: Vault, clock: Any) -> None:
    for _ in range(3):
        vault.save(vault.begin("ana-k", "follow-up"))
    names = sorted(summary.path.stem for summary in vault.sessions())
    assert names == [f"2026-11-20 1012 follow-up{n}" for n in ("", " 2", " 3")]


def test_files_and_folders_are_their_owners_alone_whatever_the_umask(
    root: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    before = os.umask(0)
    try:
        vault = Vault.create(root, clock=clock)
        session = vault.begin("ana-k", "follow-up").with_answer("hunch", "h", at=clock())
        os.umask(0o777)
        with vault.lock(session.id):
            vault.save(session)
            assert len(vault.sessions()) == 1
            modes = {oct(p.stat().st_mode & 0o777) for p in root.rglob("*") if p.is_dir()}
            assert modes | {oct(root.stat().st_mode & 0o777)} == {"0o700"}
            assert {oct(p.stat().st_mode & 0o777) for p in root.rglob("*") if p.is_file()} == {"0o600"}
    finally:
        os.umask(before)


def test_a_client_is_found_in_any_case_and_unicode_form(vault: Vault) -> None:
    vault.add_client("Zoë", name="Zoë M.")
    assert vault.add_client("ZOE\u0308").code == "Zoë"
    found = vault.find_client("zoë")
    assert found is not None
    assert found.name == "Zoë M."
    assert vault.begin("zoë", "follow-up").client == "Zoë"
    assert len(list((vault.root / "clients").iterdir())) == 1


@pytest.mark.parametrize("code", ["../x", "a/b", "con", "a b", ""])
def test_a_code_that_climbs_out_is_refused_everywhere(vault: Vault, code: str) -> None:
    with pytest.raises(BadCode):
        vault.add_client(code)
    with pytest.raises(BadCode):
        vault.begin(code, "follow-up")
    assert not list((vault.root / "clients").iterdir())


def test_lists_show_the_newest_first_with_words_and_where_writing_stopped(
    vault: Vault, write: Write, clock: Any
) -> None:
    from session_tui.core.model.session import Place

    first = write(since="one two three")
    clock.wind(days=3)
    session = write("ben-o", since="four")
    jot = Jot(id=session.id, text="five six", written=clock())
    session = vault.save(session.with_jot(jot).at_place(Place(prompt="since", row=0, column=4)))
    summaries = vault.sessions()
    assert [h.id for h in summaries] == [session.id, first.id]
    assert [h.words for h in summaries] == [3, 3]
    assert summaries[0].last_prompt == "Since last time"
    assert [h.id for h in vault.sessions("ANA-K")] == [first.id]
    assert vault.sessions(status="signed") == ()


def test_clients_are_listed_by_their_last_session(vault: Vault, write: Write, clock: Any) -> None:
    vault.add_client("new-one")
    write("ana-k")
    clock.wind(days=1)
    vault.sign(write("ben-o"))
    listed = [(c.code, c.sessions, c.drafts) for c in vault.clients()]
    assert listed == [("ben-o", 1, 0), ("ana-k", 1, 1), ("new-one", 0, 0)]


def test_a_session_is_named_by_the_start_of_its_id_or_by_client_and_day(vault: Vault, write: Write, clock: Any) -> None:
    first = write()
    clock.wind(days=1)
    second = write()
    assert vault.resolve(first.id).id == first.id
    assert vault.resolve("Ana-K@2026-11-21").id == second.id
    assert vault.resolve("ana-k@2026-11-20T10:12").id == first.id
    with pytest.raises(AmbiguousSession, match="matches 2 sessions") as caught:
        vault.resolve("ana-k@2026-11")
    assert first.id in str(caught.value)
    for name in ("ben-o@2026-11-20", "zzz", "", "ana-k@"):
        with pytest.raises(UnknownSession):
            vault.resolve(name)


def test_a_new_session_carries_the_last_answer_over_unconfirmed(vault: Vault, write: Write, clock: Any) -> None:
    first = vault.save(write().with_answer("values", ("time", "money"), at=clock()))
    clock.wind(days=1)
    write()
    clock.wind(days=1)
    third = vault.begin("ana-k", "follow-up")
    assert third.answer("values").value == ("time", "money")
    assert third.answer("values").origin == f"carried:{first.id}"
    assert third.answer("values").is_unconfirmed


def test_what_was_covered_last_time_is_not_on_the_list_again(
    vault: Vault, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Prompt("agenda", Kind.AGENDA, "Today's list", before=Before.CARRY)
    guide = Guide("follow-up", "Follow-up", sections=(Section("story", "Story", (asked,)),))
    shelf = SimpleNamespace(guides={"follow-up": guide}, problems=())
    monkeypatch.setattr(Vault, "guides", lambda self: shelf)
    sleep, fees = AgendaItem("sleep"), AgendaItem("fees", state="covered")
    first = vault.begin("ana-k", "follow-up")
    left = sleep.replace(state="next time")
    vault.save(first.with_answer("agenda", (left, fees), at=clock()))
    clock.wind(days=1)
    second = vault.begin("ana-k", "follow-up")
    assert second.answer("agenda").value == (sleep,)
    vault.save(second.with_answer("agenda", (fees,), at=clock()))
    clock.wind(days=1)
    assert not vault.begin("ana-k", "follow-up").answer("agenda").is_answered


def test_what_was_left_unconfirmed_is_not_an_answer(vault: Vault, write: Write, clock: Any) -> None:
    first = vault.save(write().with_answer("values", ("time",), at=clock()))
    clock.wind(days=1)
    vault.save(vault.begin("ana-k", "follow-up").with_answer("since", "x", at=clock()))
    clock.wind(days=1)
    third = vault.begin("ana-k", "follow-up")
    last = last_of(vault, third)
    assert last["values"].session_id == first.id
    assert last["values"].day == date(2026, 11, 20)


def test_nothing_unconfirmed_is_in_a_signed_note(vault: Vault, write: Write, clock: Any) -> None:
    vault.save(write().with_answer("values", ("time to rest",), at=clock()))
    clock.wind(days=1)
    second = vault.begin("ana-k", "follow-up").with_answer("since", "x", at=clock())
    assert second.answer("values").is_unconfirmed
    signed = vault.sign(vault.save(second))
    assert not vault.read(signed.id).session.answer("values").is_answered
    summary = vault.resolve(signed.id)
    for face in (summary.path, summary.path.with_suffix(".json")):
        assert "time to rest" not in face.read_text(encoding="utf-8")


def test_what_was_confirmed_is_in_a_signed_note(vault: Vault, write: Write, clock: Any) -> None:
    vault.save(write().with_answer("values", ("time to rest",), at=clock()))
    clock.wind(days=1)
    signed = vault.sign(vault.begin("ana-k", "follow-up").confirmed("values", at=clock()))
    assert vault.read(signed.id).session.answer("values").value == ("time to rest",)


def test_last_answers_come_from_the_newest_session_that_gave_one(vault: Vault, write: Write, clock: Any) -> None:
    write(since="old", hunch="kept to myself")
    clock.wind(days=1)
    second = write(since="new")
    clock.wind(days=1)
    last = last_of(vault, vault.begin("ana-k", "follow-up"))
    assert (last["since"].answer.value, last["since"].session_id) == ("new", second.id)
    assert last["hunch"].answer.value == "kept to myself"
    assert "close" not in last


def test_a_session_entered_by_mistake_gives_no_last_answer(vault: Vault, write: Write, clock: Any) -> None:
    wrong = vault.sign(write(since="of somebody else"))
    vault.add_addendum(wrong.id, reason="Wrong client", text="", mark=MARKED_BY_MISTAKE)
    clock.wind(days=1)
    session = vault.begin("ana-k", "follow-up")
    assert last_of(vault, session) == {}
    assert vault.earlier("ana-k", session) == ()


def test_earlier_sessions_come_oldest_first_and_never_the_one_itself(vault: Vault, write: Write, clock: Any) -> None:
    ids = []
    for _ in range(3):
        ids.append(write(hunch="h").id)
        clock.wind(days=1)
    middle = vault.read(ids[1]).session
    assert [s.id for s in vault.earlier("ana-k", middle)] == ids[:1]
    now = vault.begin("ana-k", "follow-up")
    assert [s.id for s in vault.earlier("ana-k", now)] == ids
    assert vault.earlier("ana-k", now)[0].answer("hunch").value == "h"


def test_the_history_holds_every_session_but_those_entered_by_mistake(vault: Vault, write: Write, clock: Any) -> None:
    ids = []
    for _ in range(3):
        ids.append(write(hunch="h").id)
        clock.wind(days=1)
    vault.sign(vault.read(ids[1]).session)
    assert [s.id for s in vault.history("ana-k")] == ids
    assert vault.history("ana-k")[0].answer("hunch").value == "h"
    vault.add_addendum(ids[1], reason="Other client", text="", mark="entered by mistake")
    assert [s.id for s in vault.history("ana-k")] == [ids[0], ids[2]]
    assert vault.history("nobody") == ()


@pytest.mark.parametrize("prompt", ["since", "hunch"])
def test_earlier_sessions_are_read_again_when_another_window_changed_them(
    vault: Vault, write: Write, clock: Any, prompt: str
) -> None:
    first = write(hunch="h")
    clock.wind(days=1)
    now = vault.begin("ana-k", "follow-up")
    assert vault.earlier("ana-k", now) == vault.earlier("ana-k", now)
    other = Vault.open(vault.root, clock=clock)
    other.save(other.read(first.id).session.with_answer(prompt, "changed", at=clock()))
    assert vault.earlier("ana-k", now)[0].answer(prompt).value == "changed"


def test_earlier_sessions_are_those_of_the_client_that_is_asked_for(vault: Vault, write: Write, clock: Any) -> None:
    ids = {client: write(client).id for client in ("ana-k", "ben-o")}
    clock.wind(days=1)
    for client in ("ana-k", "ben-o", "ana-k"):
        now = vault.begin(client, "follow-up")
        assert [s.id for s in vault.earlier(client, now)] == [ids[client]]


def test_the_newest_draft_is_the_one_to_go_on_with(vault: Vault, write: Write, clock: Any) -> None:
    assert vault.open_draft("ana-k") is None
    write()
    clock.wind(days=1)
    newest = write()
    clock.wind(days=1)
    vault.sign(write())
    assert vault.open_draft("ana-k") == newest


def test_an_unknown_guide_is_refused_with_the_names_there_are(vault: Vault) -> None:
    with pytest.raises(UnknownGuide, match="There are: follow-up"):
        vault.begin("ana-k", "nope")


def test_a_signed_session_is_never_written_again(vault: Vault, write: Write, clock: Any) -> None:
    draft = write(hunch="h")
    signed = vault.sign(draft, by="M. Kessler")
    record = vault.resolve(signed.id).path.with_suffix(".json")
    before = record.read_bytes(), record.stat().st_mtime_ns
    for session in (draft, signed, draft.with_answer("hunch", "other", at=clock())):
        with pytest.raises(AlreadySigned):
            vault.save(session)
        with pytest.raises(AlreadySigned):
            vault.sign(session)
    vault.add_addendum(signed.id, reason="Left out", text="More.")
    assert (record.read_bytes(), record.stat().st_mtime_ns) == before
    assert vault.read(signed.id).session.answer("hunch").value == "h"


def test_addenda_are_numbered_documents_and_stand_at_the_end_of_the_markdown(vault: Vault, write: Write) -> None:
    signed = vault.sign(write())
    vault.add_addendum(signed.id, reason="Left out", text="First.")
    vault.add_addendum(signed.id, reason="Correction", text="Second.", author="M. Kessler")
    assert [a.number for a in vault.read(signed.id).addenda] == [1, 2]
    summary = vault.resolve(signed.id)
    assert (summary.path.parent / f"{summary.path.stem}.addendum-2.json").exists()
    text = summary.path.read_text()
    assert 0 < text.index("First.") < text.index("Second.")


def test_a_draft_takes_no_addendum(vault: Vault, write: Write) -> None:
    with pytest.raises(NotSigned):
        vault.add_addendum(write().id, reason="r", text="t")


def test_only_a_draft_in_which_nothing_was_written_is_discarded(vault: Vault, write: Write, clock: Any) -> None:
    with pytest.raises(NotEmpty):
        vault.discard(write(hunch="h").id)
    empty = vault.save(vault.begin("ben-o", "follow-up").passed("since"))
    vault.discard(empty.id)
    assert vault.sessions("ben-o") == ()
    vault.discard(empty.id)
    signed = vault.sign(vault.begin("ben-o", "follow-up"))
    with pytest.raises(AlreadySigned):
        vault.discard(signed.id)


def test_there_is_no_vault_in_a_missing_or_empty_folder(root: Path, clock: Any) -> None:
    with pytest.raises(VaultMissing, match="vault init --plain"):
        Vault.open(root, clock=clock)
    root.mkdir()
    with pytest.raises(VaultMissing):
        Vault.open(root, clock=clock)
    assert list(root.iterdir()) == []


def test_a_folder_with_other_things_is_neither_opened_nor_made_a_vault(root: Path, clock: Any) -> None:
    root.mkdir()
    (root / "taxes.txt").write_text("mine")
    for door in (Vault.open, Vault.create):
        with pytest.raises(ForeignFolder):
            door(root, clock=clock)
    assert [p.name for p in root.iterdir()] == ["taxes.txt"]


def test_a_vault_is_not_made_twice(vault: Vault, clock: Any) -> None:
    with pytest.raises(VaultExists):
        Vault.create(vault.root, clock=clock)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('format = "session-vault/2"\nplain = true', NewerFormat),
        (f'format = "session-vault/{"9" * 5000}"', NewerFormat),
        ('format = "session-vault/1"\nrecipients = ["age1x"]', LockedVault),
        ('format = "session-vault/1"', LockedVault),
        ('title = "a blog"', ForeignFolder),
        ("= broken", ForeignFolder),
        ("a = " + "[" * 9000, ForeignFolder),
    ],
)
def test_a_vault_of_another_kind_is_refused_and_left_as_it_is(
    vault: Vault, clock: Any, text: str, error: type[Exception]
) -> None:
    (vault.root / "vault.toml").write_text(text)
    with pytest.raises(error):
        Vault.open(vault.root, clock=clock)
    assert (vault.root / "vault.toml").read_text() == text


def test_a_torn_file_is_named_and_left_alone(vault: Vault, write: Write, clock: Any) -> None:
    session = write()
    torn = vault.resolve(session.id).path.with_suffix(".json")
    torn.write_text('{"format": "session-note/1", "id"')
    assert vault.sessions() == ()
    assert [f.path for f in vault.unreadable()] == [torn]
    saved = vault.save(session.with_answer("since", "Still here.", at=clock()))
    assert torn.read_text() == '{"format": "session-note/1", "id"'
    assert vault.read(saved.id).session.answer("since").value == "Still here."


def test_a_newer_session_is_refused_with_a_sentence_while_the_others_work(
    vault: Vault, write: Write, clock: Any
) -> None:
    old = write()
    clock.wind(days=1)
    new = write()
    path = vault.resolve(new.id).path.with_suffix(".json")
    path.write_text(path.read_text().replace("session-note/1", "session-note/2"))
    before = path.read_bytes()
    with pytest.raises(NewerFormat, match="Update session-tui"):
        vault.read(new.id)
    assert vault.read(old.id).session.id == old.id
    assert path.read_bytes() == before


def test_a_session_with_a_name_that_the_format_does_not_know_is_not_read_by_halves(vault: Vault, write: Write) -> None:
    session = write()
    path = vault.resolve(session.id).path.with_suffix(".json")
    path.write_text(path.read_text().replace('"rev"', '"mood": "grey",\n  "rev"'))
    with pytest.raises(UnreadableFile, match="mood"):
        vault.read(session.id)


def test_opening_and_reading_change_nothing(vault: Vault, write: Write, clock: Any) -> None:
    write(hunch="h")
    vault.sign(write("ben-o"))

    def state() -> dict[str, tuple[bytes, int]]:
        found = (p for p in vault.root.rglob("*") if p.is_file() and p.parent.name != ".index")
        return {str(p): (p.read_bytes(), p.stat().st_mtime_ns) for p in found}

    before = state()
    again = Vault.open(vault.root, clock=clock)
    for summary in again.sessions():
        again.read(summary.id)
    again.clients()
    again.check()
    again.begin("ana-k", "follow-up")
    assert state() == before


def test_a_vault_that_is_gone_is_said_and_not_begun_anew(vault: Vault, write: Write, clock: Any) -> None:
    session = write()
    vault.root.rename(vault.root.with_name("away"))
    with pytest.raises(SaveFailed, match="is gone"):
        vault.save(session.with_answer("since", "x", at=clock()))
    assert not vault.root.exists()
    vault.root.with_name("away").rename(vault.root)
    assert vault.save(session.with_answer("since", "y", at=clock())).rev == 2


def test_the_record_gets_its_name_back_when_it_was_removed_from_outside(vault: Vault, write: Write, clock: Any) -> None:
    session = write()
    path = vault.resolve(session.id).path
    path.with_suffix(".json").unlink()
    vault.save(session.with_answer("since", "x", at=clock()))
    assert vault.resolve(session.id).path == path


def test_nothing_is_written_through_a_link(vault: Vault, tmp_path: Path, clock: Any) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (vault.root / "clients" / "ana-k").symlink_to(outside)
    with pytest.raises(SaveFailed, match="link"):
        vault.save(vault.begin("ana-k", "follow-up"))
    assert list(outside.iterdir()) == []
    (vault.root / "clients" / "ana-k").unlink()
    session = vault.save(vault.begin("ana-k", "follow-up"))
    (vault.root / "clients/ana-k/private").symlink_to(outside)
    with pytest.raises(SaveFailed, match="link"):
        vault.save(session.with_answer("hunch", "h", at=clock()))
    assert list(outside.iterdir()) == []
