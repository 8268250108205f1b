"""``import``: what comes in, what is refused, and how it is said."""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.formats.json_documents import session_json
from session_tui.core.model.guide import Guide, Prompt, Section
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.note import Note
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind
from session_tui.markdown.note.writer import write_note
from session_tui.vault.vault import Vault

GUIDE = Guide(
    "follow-up",
    "Follow-up",
    sections=(Section("story", "Story", (Prompt("since", Kind.TEXT, "Since last time"),)),),
)
FOREIGN = """\
---
client: ben-o
date: 2026-09-02
guide: follow-up
---

# Notes

## Since last time

Went to the market.

## Something else

And this.
"""


def session_of(client: str = "ana-k", said: str = "Walked.", day: int = 1) -> Session:
    at = datetime(2026, 9, day, 10, tzinfo=UTC)
    return begin_session(GUIDE, client, at=at).with_answer("since", said, at=at)


def document(**changes: Any) -> dict[str, Any]:
    return session_json(session_of()) | changes


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file to import."""

    def write(content: object, name: str = "notes") -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content)
            path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(autouse=True)
def made(vault: Vault) -> Vault:
    return vault


def test_one_session_document_is_added_and_its_id_printed(cli: Any, put: Any, vault: Vault) -> None:
    session = session_of()
    done = cli("import", put(session_json(session)))
    assert (done.code, done.out, done.err) == (0, f"{session.id}\n", "")
    assert vault.read(session.id).session.answer("since").value == "Walked."


def test_an_array_is_added_in_its_order(cli: Any, put: Any, vault: Vault) -> None:
    sessions = [session_of(f"c-{n}", day=n) for n in range(1, 9)]
    done = cli("import", put([session_json(each) for each in sessions]))
    assert done.lines == [each.id for each in sessions]
    assert len(vault.sessions()) == 8


def test_a_note_that_we_rendered_comes_back_whole(cli: Any, put: Any, vault: Vault) -> None:
    session = session_of(said="# No heading\n\n> her words\n```\nopen <!-- x -->")
    done = cli("import", put(write_note(Note(session)), "note.md"))
    assert done.lines == [session.id]
    assert vault.read(session.id).session.answer("since") == session.answer("since")


def test_markdown_of_others_comes_in_by_its_front_matter(cli: Any, put: Any, vault: Vault) -> None:
    done = cli("import", put(FOREIGN, "note.md"))
    assert (done.code, done.err) == (0, "")
    (summary,) = vault.sessions("ben-o")
    assert done.lines == [summary.id]
    assert summary.started.date().isoformat() == "2026-09-02"
    said = write_note(vault.read(summary.id))
    assert "Went to the market." in said
    assert "And this." in said


def test_what_show_prints_comes_in_elsewhere_with_its_addenda(cli: Any, put: Any, vault: Vault, tmp_path: Path) -> None:
    session = vault.sign(vault.save(session_of()))
    vault.add_addendum(session.id, reason="the wrong day", text="It was Monday.")
    for form, name in (("json", "n.json"), ("md", "n.md")):
        file = put(cli("show", session.id, "--format", form).out, name)
        other = Vault.create(tmp_path / form, clock=vault.clock)
        done = cli("import", "--vault", other.root, file)
        assert (done.code, done.err) == (0, "")
        note = other.read(session.id)
        assert note.session.signature == session.signature
        assert [each.text for each in note.addenda] == ["It was Monday."]


@pytest.mark.parametrize(
    "text",
    [FOREIGN, json.dumps(document()), json.dumps([document()]), write_note(Note(session_of()))],
    ids=["foreign", "one", "array", "ours"],
)
def test_standard_input_is_told_by_what_it_holds(cli: Any, vault: Vault, text: str) -> None:
    done = cli("import", "-", typed=text)
    assert (done.code, done.err) == (0, "")
    assert [summary.id for summary in vault.sessions()] == done.lines


def test_a_byte_order_mark_is_no_obstacle(cli: Any, put: Any) -> None:
    for name, text in (("a", json.dumps(document())), ("b", FOREIGN)):
        assert cli("import", put(b"\xef\xbb\xbf" + text.encode(), name)).code == 0


def test_the_same_note_again_changes_nothing_and_prints_its_id(cli: Any, put: Any, vault: Vault) -> None:
    file = put(document())
    first, again = cli("import", file), cli("import", file)
    assert (again.code, again.out) == (0, first.out)
    assert len(vault.sessions()) == 1


def test_a_file_comes_in_whole_or_not_at_all_and_the_others_come_in(cli: Any, put: Any, vault: Vault) -> None:
    good, bad = session_of("good"), document(status="signed")
    done = cli("import", put([document(), bad], "bad"), put(session_json(good), "good"))
    assert done.code == 1
    assert done.lines == [good.id]
    assert [summary.client for summary in vault.sessions()] == ["good"]
    assert "bad: entry 2: signature: must be present in a signed session, and absent from a draft." in done.err
    assert done.err.endswith("Nothing from this file was added.\n")


def broken() -> dict[str, Any]:
    answer = document()["answers"][0]
    return {
        "a bad code": (document(client="a/b"), "A code cannot contain “/”."),
        "no session": ({"a": 1}, "format: must be session-note/1."),
        "a newer format": (document(format="session-note/2"), "Update session-tui to open it"),
        "a private page": (document(format="private-page/1"), "This is a private page"),
        "an unknown name": (document(mood="good"), "mood: is not a field of this format."),
        "a bad value": (document(answers=[answer | {"kind": "scale"}]), "answers[0].value: must be"),
        "a foreign addendum": (document(addenda=7), "addenda: must be a list."),
        "an array in an array": ("[[]]", "entry 1, line 1: A session document begins with"),
        "a word": ('["a"]', "entry 1, line 1: A session document begins with"),
        "an empty array": ("[]", "It contains no session."),
        "a torn object": (json.dumps(document())[:-9], "The file ends in the middle of a document"),
        "a torn array": (f"[{json.dumps(document())},", "entry 2, line 1: A session document"),
        "an open array": (f"[{json.dumps(document())}", "The file ends before the list does."),
        "a lost comma": (f"[{json.dumps(document())} {{}}]", "A comma is missing after this entry."),
        "more behind": (f"{json.dumps(document())}\n\nx", "line 3: There is “x” after the end."),
        "no number": ('{"rev": NaN}', "NaN is not a number."),
        "one name twice": ('{"rev": 1, "rev": 2}', "“rev” occurs twice in one object."),
        "deep nesting": ('{"a":' + "[" * 100_000, "nested too deeply"),
        "a long number": ('{"rev": ' + "1" * 5000 + "}", "A number is too long."),
        "no UTF-8": (b'\n{"client": "\xff"}', "line 2: This is not UTF-8 text."),
        "Markdown that is no UTF-8": (b"---\nclient: \xff\n---\n", "line 2: This is not UTF-8 text."),
        "an empty file": (b"", "The file is empty."),
        "blanks": (b" \n\n", "The file is empty."),
        "Markdown without a front matter": ("# Hello\n", "line 1: "),
        "Markdown without a date": ("---\nclient: ana-k\n---\n\nHello\n", "date"),
        "Markdown of a newer version": ("---\nformat: session-note/2\n---\n", "newer version"),
        "a private page as Markdown": ("---\nformat: private-page/1\n---\n", "This is a private page"),
        "an image": (b"\x89PNG\r\n\x1a\n\x00", "This is not UTF-8 text."),
    }  # fmt: skip


@pytest.mark.parametrize("what", broken())
def test_what_cannot_come_in_is_named_and_nothing_is_added(cli: Any, put: Any, vault: Vault, what: str) -> None:
    content, said = broken()[what]
    done = cli("import", put(content, "notes"))
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert "notes: " in done.err
    assert done.err.count("\n") == 1
    assert "fault" not in done.err
    assert vault.sessions() == ()
    assert vault.clients() == ()


def test_an_id_that_is_there_with_other_words_is_refused_by_its_entry(cli: Any, put: Any, vault: Vault) -> None:
    session = vault.save(session_of())
    other = session_json(session.with_answer("since", "Ran.", at=session.started))
    done = cli("import", put([document(), other]))
    assert done.code == 1
    assert f"entry 2: The session {session.id}" in done.err
    assert "already exists with different content" in done.err
    assert vault.read(session.id).session.answer("since").value == "Walked."
    assert len(vault.sessions()) == 1


def test_a_signed_note_that_was_changed_is_refused(cli: Any, put: Any, vault: Vault) -> None:
    signed = vault.sign(vault.save(session_of()))
    data = session_json(signed)
    data["id"] = session_of().id
    done = cli("import", put(data))
    assert done.code == 1
    assert "changed after" in done.err


def test_folders_and_missing_files_are_sentences(cli: Any, put: Any, tmp_path: Path) -> None:
    done = cli("import", tmp_path, tmp_path / "gone\x1b[1m")
    assert done.code == 1
    assert "This is a folder. Name the files in it." in done.err
    assert "It cannot be opened: No such file or directory." in done.err
    assert "\x1b" not in done.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_not_waited_for(cli: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "This is not a file." in cli("import", tmp_path / "pipe").err


def test_a_huge_file_is_refused_unread(cli: Any, tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(1_000_000_000)
    done = cli("import", tmp_path / "huge")
    assert "The file is too large (1.0 GB). Split it" in done.err


def test_long_markdown_is_refused(cli: Any, put: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("session_tui.exchange.importers.LARGEST_MARKDOWN", 5000)
    done = cli("import", put(FOREIGN + "x" * 6000))
    assert "The file is too long for a note." in done.err


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_bar_stands_on_stderr_only_when_that_is_a_terminal(put: Any, root: Path) -> None:
    import pty
    import subprocess
    import sys

    file = put([session_json(session_of(f"c-{n % 3}", day=1 + n % 28)) for n in range(250)])
    command = [sys.executable, "-m", "session_tui", "--vault", str(root), "import", str(file)]
    ours, theirs = pty.openpty()
    environ = os.environ | {"TERM": "xterm-256color"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environ) as running:
        os.close(theirs)
        seen = b""
        while b"100%" not in seen:
            seen += os.read(ours, 65_536)
        ids, _ = running.communicate()
    os.close(ours)
    assert b"adding" in seen
    assert len(ids.splitlines()) == 250
    again = subprocess.run(command, capture_output=True, check=True)
    assert (again.stdout, again.stderr) == (ids, b"")


def test_what_is_not_used_as_it_is_written_is_said(cli: Any, put: Any, vault: Vault) -> None:
    file = put(FOREIGN.replace("guide:", "time: half past ten\nminutes: 50 min\nguide:"), "note.md")
    done = cli("import", file)
    assert done.code == 0
    assert done.err == f"{file}: Line 4: “time” is not a time of day. The line is kept under “Front matter”.\n"
    said = write_note(vault.read(done.lines[0]))
    assert "time: half past ten" in said
    assert "minutes: 50\n" in said


def test_the_length_of_an_imported_session_is_not_invented(cli: Any, put: Any, vault: Vault) -> None:
    (session_id,) = cli("import", put(FOREIGN)).lines
    session = vault.read(session_id).session
    assert (session.minutes, session.ended) == (None, None)


def test_a_corrected_file_is_offered_as_a_new_version(cli: Any, put: Any, vault: Vault) -> None:
    (first,) = cli("import", put(FOREIGN)).lines
    file = put(FOREIGN.replace("And this.", "And that."))
    refused = cli("import", file)
    assert (refused.code, refused.out) == (1, "")
    assert f"The session {first} (ben-o, 2026-09-02) already exists with different content." in refused.err
    for _ in range(2):
        assert cli("import", "--replace", file).lines == [first]
    assert cli("import", file).lines == [first]
    assert "And that." in write_note(vault.read(first))
    third = put(FOREIGN.replace("And this.", "And more."))
    assert "It was changed after its import, so it stays" in cli("import", "--replace", third).err
    (second,) = cli("import", "--keep-both", third).lines
    assert {s.id for s in vault.sessions("ben-o")} == {first, second}
    assert cli("import", third).lines == [second]


def test_a_file_with_an_id_of_its_own_is_the_same_session_whatever_it_says(cli: Any, put: Any, vault: Vault) -> None:
    own = "0193a6f0-0000-7000-8000-000000000001"
    text = FOREIGN.replace("guide:", f"id: {own}\nguide:")
    assert cli("import", put(text)).lines == [own]
    later = put(text.replace("2026-09-02", "2026-09-03"))
    assert "already exists" in cli("import", later).err
    assert cli("import", "--replace", later).lines == [own]
    assert [s.started.date().isoformat() for s in vault.sessions()] == ["2026-09-03"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its time zone")
@pytest.mark.parametrize(
    ("date", "started"),
    [
        ("2026-07-10", "2026-07-10T00:00:00+02:00"),
        ("2026-11-20", "2026-11-20T00:00:00+01:00"),
        ("2026-03-29 02:30", "2026-03-29T02:30:00+01:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_the_offset_is_that_of_the_day_of_the_session(
    cli: Any, put: Any, vault: Vault, monkeypatch: pytest.MonkeyPatch, date: str, started: str
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        done = cli("import", put(FOREIGN.replace("2026-09-02", date)))
        assert (done.code, done.err) == (0, "")
        assert vault.read(done.lines[0]).session.started.isoformat() == started
    finally:
        monkeypatch.undo()
        time.tzset()
