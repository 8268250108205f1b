"""The index says what the files say, whoever changed them and whatever became of it."""

import contextlib
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.model.note import MARKED_BY_MISTAKE
from session_tui.core.search.query import parse_query
from session_tui.vault.index import sync as indexing
from session_tui.vault.index.index import Index
from session_tui.vault.vault import Vault

Write = Callable[..., Any]


def ids(vault: Vault, words: str = "", **asked: Any) -> set[str]:
    """The ids of the sessions that hold these words."""
    query = parse_query(words, vault.clock().date())
    return {hit.summary.id for hit in vault.search(query, **asked).hits}


def settle(vault: Vault) -> None:
    """Let all files be old, so that a look trusts their times."""
    for path in (*vault.root.rglob("*.json"), *vault.root.glob("clients/**/")):
        long_ago = time.time() - 3600
        os.utime(path, (long_ago, long_ago))
    vault.look(closely=True)


def put_text(path: Path, old: str, new: str) -> None:
    """Change a file as an editor does that writes in place."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def record(vault: Vault, session_id: str) -> Path:
    return vault.resolve(session_id).path.with_suffix(".json")


def test_what_is_saved_is_found_at_once(vault: Vault, write: Write) -> None:
    session = write("ana-k", since="The bakery was open.")
    assert ids(vault, "bakery") == {session.id}
    assert ids(vault, "-bakery") == set()


def test_what_is_written_over_is_found_no_longer(vault: Vault, write: Write) -> None:
    session = write("ana-k", since="The bakery was open.")
    assert ids(vault, "bakery")
    vault.save(session.with_answer("since", "The library.", at=vault.clock()))
    assert ids(vault, "bakery") == set()
    assert ids(vault, "library") == {session.id}


def test_a_file_written_over_in_place_is_found_by_a_close_look(vault: Vault, write: Write) -> None:
    session = write("ana-k", since="The bakery was open.")
    settle(vault)
    assert ids(vault, "bakery")
    put_text(record(vault, session.id), "bakery", "market")
    assert vault.look(closely=True)
    assert ids(vault, "market") == {session.id}
    assert ids(vault, "bakery") == set()


def test_a_time_that_goes_backwards_is_a_change(vault: Vault, write: Write) -> None:
    session = write("ana-k", since="The bakery was open.")
    settle(vault)
    path = record(vault, session.id)
    put_text(path, "bakery", "forest")
    os.utime(path, (1, 1))
    vault.look(closely=True)
    assert ids(vault, "forest") == {session.id}


def test_the_same_size_and_time_in_the_same_moment_are_not_trusted(vault: Vault, write: Write) -> None:
    session = write("ana-k", since="The bakery was open.")
    path = record(vault, session.id)
    assert ids(vault, "bakery")
    stamp = path.stat()
    put_text(path, "bakery", "forest")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert ids(vault, "forest") == {session.id}


def test_a_close_look_without_a_change_reads_nothing(
    vault: Vault, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("ana-k")
    settle(vault)
    monkeypatch.setattr("session_tui.vault.index.rows.parse", lambda data: pytest.fail("read"))
    assert vault.look(closely=True) is False
    assert vault.look() is False


def test_a_file_that_is_half_written_is_named_and_found_when_it_is_whole(vault: Vault, write: Write) -> None:
    session = write("ana-k", since="The bakery was open.")
    path = record(vault, session.id)
    whole = path.read_text()
    path.write_text(whole[: len(whole) // 2])
    vault.look(closely=True)
    assert vault.sessions() == ()
    assert [finding.path for finding in vault.unreadable()] == [path]
    path.write_text(whole)
    vault.look(closely=True)
    assert ids(vault, "bakery") == {session.id}
    assert vault.unreadable() == ()


def test_a_client_who_is_renamed_or_gone_outside_is_followed(vault: Vault, write: Write) -> None:
    write("ana-k")
    write("ben-o")
    folders = vault.root / "clients"
    assert {client.code for client in vault.clients()} == {"ana-k", "ben-o"}
    shutil.rmtree(folders / "ben-o")
    (folders / "ana-k").rename(folders / "anna-k")
    assert [(client.code, client.sessions) for client in vault.clients()] == [("anna-k", 1)]


def test_a_copy_of_a_session_is_found_once_and_takes_its_place_when_it_is_alone(vault: Vault, write: Write) -> None:
    session = write("ana-k", since="The bakery was open.")
    path = record(vault, session.id)
    shutil.copy(path, path.with_name(f"{path.stem} copy.json"))
    found = vault.search(parse_query("bakery", vault.clock().date()))
    assert (found.total, [hit.summary.path.stem for hit in found.hits]) == (1, [path.stem])
    assert vault.clients()[0].sessions == 1
    path.unlink()
    found = vault.search(parse_query("bakery", vault.clock().date()))
    assert [hit.summary.path.stem for hit in found.hits] == [f"{path.stem} copy"]


def test_the_index_finds_folded_letters_and_nothing_for_a_sign(vault: Vault, write: Write) -> None:
    session = write("ana-k", since="To Łódź with Ægir, sle\u00adep well? 💊")
    assert all(ids(vault, words) == {session.id} for words in ("lodz", "ŁÓDŹ", "aegir", "sleep", "sl\u200beep 💊"))
    assert all(ids(vault, sign) == set() for sign in ("?", "💊", "-💊", "#", "client:ana 💊", "in:private ?"))


def test_private_pages_are_found_only_where_they_are_asked_for(vault: Vault, write: Write) -> None:
    session = write("ana-k", since="The bakery.", hunch="Perhaps lonely.")
    assert ids(vault, "lonely") == set()
    assert ids(vault, "in:private lonely") == {session.id}
    assert ids(vault, "in:private bakery") == set()
    assert ids(vault, "in:private is:signed lonely") == set()
    vault.save(session.with_answer("hunch", "", at=vault.clock()))
    assert ids(vault, "in:private lonely") == set()


def test_addenda_are_found_and_a_mistake_is_said(vault: Vault, write: Write) -> None:
    signed = vault.sign(write("ana-k"))
    assert ids(vault, "bakery") == set()
    vault.add_addendum(signed.id, reason="Wrong client", text="The bakery.", mark=MARKED_BY_MISTAKE)
    (hit,) = vault.search(parse_query("bakery", vault.clock().date())).hits
    assert (hit.is_withdrawn, hit.excerpt.heading) == (True, "Addendum")
    assert vault.withdrawn() == {signed.id}


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "(",
        "a AND",
        "NEAR(a b)",
        "who:x",
        "-",
        "*",
        "a*b",
        "'; DROP TABLE word",
        "in:",
        "^a",
        "{a}:b",
    ],
)
def test_whatever_is_typed_is_a_question(vault: Vault, write: Write, words: str) -> None:
    write("ana-k", since="The bakery was open.")
    ids(vault, words)


def test_the_filters_narrow(vault: Vault, write: Write, clock: Any) -> None:
    old = vault.sign(write("ana-k", since="bread"))
    clock.wind(days=40)
    new = write("ben-o", since="bread")
    assert ids(vault, "client:ben bread") == {new.id}
    assert ids(vault, "is:signed bread") == {old.id}
    assert ids(vault, "is:draft") == {new.id}
    assert ids(vault, f"before:{new.started.date()} bread") == {old.id}
    assert ids(vault, f"after:{new.started.date()} bread") == {new.id}
    assert ids(vault, "guide:follow bread") == {old.id, new.id}
    assert ids(vault, "guide:review bread") == set()
    assert ids(vault, "in:story bread") == {old.id, new.id}
    assert ids(vault, "in:goals bread") == set()


def test_the_newest_come_first_and_page_by_page(vault: Vault, write: Write, clock: Any) -> None:
    made = []
    for _ in range(5):
        made.append(write("ana-k", since="bread").id)
        clock.wind(days=1)
    query = parse_query("bread", clock().date())
    pages = [vault.search(query, start=start, limit=2) for start in (0, 2, 4)]
    assert [hit.summary.id for page in pages for hit in page.hits] == made[::-1]
    assert {page.total for page in pages} == {5}


# What becomes of the index itself


def test_an_index_that_was_deleted_comes_back(vault: Vault, write: Write, clock: Any) -> None:
    session = write("ana-k", since="bread")
    assert ids(vault, "bread")
    shutil.rmtree(vault.root / ".index")
    assert ids(Vault.open(vault.root, clock=clock), "bread") == {session.id}


@pytest.mark.parametrize("damage", [b"no database at all", b"SQLite format 3\0" + b"\0" * 4000, b""])
def test_an_index_that_is_damaged_is_made_anew(vault: Vault, write: Write, clock: Any, damage: bytes) -> None:
    session = write("ana-k", since="bread", hunch="lonely")
    assert ids(vault, "bread")
    root = shutil.copytree(vault.root, vault.root.with_name("copy"))
    for path in (root / ".index").iterdir():
        path.unlink() if path.suffix != ".db" else path.write_bytes(damage)
    again = Vault.open(root, clock=clock)
    assert ids(again, "bread") == ids(again, "in:private lonely") == {session.id}


def test_an_index_that_is_damaged_in_its_middle_is_made_anew(vault: Vault, write: Write, clock: Any) -> None:
    made = {write("ana-k", since=f"bread {'word ' * 400}{n}").id for n in range(20)}
    assert ids(vault, "bread") == made
    root = shutil.copytree(vault.root, vault.root.with_name("copy"))
    path = root / ".index" / "sessions.db"
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    again = Vault.open(root, clock=clock)
    assert ids(again, "bread") == made
    assert len(again.sessions()) == 20


def test_an_index_of_another_format_is_replaced(
    vault: Vault, write: Write, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = write("ana-k", since="bread")
    assert ids(vault, "bread")
    monkeypatch.setattr("session_tui.vault.index.database.FORMAT", 99)
    again = Vault.open(vault.root, clock=clock)
    assert ids(again, "bread") == {session.id}


def test_where_no_index_can_be_kept_it_stands_in_memory(vault: Vault, write: Write, clock: Any) -> None:
    session = write("ana-k", since="bread", hunch="lonely")
    shutil.rmtree(vault.root / ".index", ignore_errors=True)
    (vault.root / ".index").write_text("a file where the folder should be")
    again = Vault.open(vault.root, clock=clock)
    assert ids(again, "bread") == ids(again, "in:private lonely") == {session.id}
    assert [summary.id for summary in again.sessions()] == [session.id]
    assert (vault.root / ".index").read_text() == "a file where the folder should be"


def test_a_kill_while_indexing_leaves_an_index_that_knows_what_it_lacks(
    vault: Vault, write: Write, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {write(f"client-{n}", since="bread").id for n in range(6)}
    shutil.rmtree(vault.root / ".index", ignore_errors=True)
    monkeypatch.setattr(indexing, "BATCH", 1)
    broken = Index(vault.root)

    def stop(done: int, total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken.look(progress=stop)
    again = Vault.open(vault.root, clock=clock)
    assert 0 < again.count_changed() <= 6
    assert ids(again, "bread") == made


def test_two_windows_agree(vault: Vault, write: Write, clock: Any) -> None:
    other = Vault.open(vault.root, clock=clock)
    first = write("ana-k", since="bread")
    assert ids(other, "bread") == {first.id}
    second = other.save(other.begin("ben-o", "follow-up").with_answer("since", "bread", at=clock()))
    assert ids(vault, "bread") == {first.id, second.id}
    assert vault.clients() == other.clients()


def test_progress_is_told_folder_by_folder(vault: Vault, write: Write, clock: Any) -> None:
    for code in ("ana-k", "ben-o"):
        write(code)
    shutil.rmtree(vault.root / ".index", ignore_errors=True)
    told: list[tuple[int, int]] = []
    Vault.open(vault.root, clock=clock).look(progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize("program", [sys.executable, "/bin/false", "/no/such/program"])
def test_with_a_helper_without_one_and_with_one_that_dies_the_same_is_found(
    vault: Vault, write: Write, clock: Any, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    made = {write(f"client-{n}", since=f"bread {n}", hunch="lonely").id for n in range(4)}
    torn = record(vault, write("client-2").id)
    torn.write_text("{")
    shutil.rmtree(vault.root / ".index", ignore_errors=True)
    monkeypatch.setattr("session_tui.vault.index.choose_reader.WORTH_IT", 2)
    monkeypatch.setattr("sys.executable", program)
    again = Vault.open(vault.root, clock=clock)
    assert ids(again, "bread") == ids(again, "in:private lonely") == made
    assert [finding.path for finding in again.unreadable()] == [torn]
