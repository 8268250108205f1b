"""One bad file stays one bad file: half a character, wrong types, FIFOs, links, names that are no UTF-8."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.model.session import Session
from session_tui.settings import BadSettings, read_settings
from session_tui.vault.guide_shelf import read_guide_shelf
from session_tui.vault.storage.errors import ForeignFolder
from session_tui.vault.storage.json_files import parse
from session_tui.vault.vault import Vault
from tests.vault.test_any_damage import ask_everything, nested

HALF = "\ud83d"
posix = pytest.mark.skipif(os.name == "nt", reason="there are no FIFOs")


def change(path: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    edit(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def answer(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in data["answers"] if each["state"] == "answered")
    return found


BAD: dict[str, Callable[[dict[str, Any]], object]] = {
    "half in a value": lambda data: answer(data).update(value=HALF),
    "half in a note": lambda data: answer(data).update(note=f"a{HALF}"),
    "half in a heading": lambda data: answer(data).update(heading=HALF),
    "half in a title": lambda data: data["guide"].update(title=f"{HALF}b"),
    "half in a jot": lambda data: data.update(
        jots=[{"id": data["id"], "text": "\udc00", "written": data["started"], "section": None}]
    ),
    "half in a name of a field": lambda data: data.update({HALF: 1}),
    "prompt is a list": lambda data: answer(data).update(prompt=[]),
    "prompt is missing": lambda data: answer(data).pop("prompt"),
    "answers are a text": lambda data: data.update(answers="none"),
    "answers hold a text": lambda data: data["answers"].append("none"),
    "jots are a number": lambda data: data.update(jots=7),
    "rev is a list": lambda data: data.update(rev=[]),
    "guide is a text": lambda data: data.update(guide="follow-up"),
    "place is a list": lambda data: data.update(place=[1]),
    "state is an object": lambda data: answer(data).update(state={}),
}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("is_signed", [False, True])
def test_a_bad_session_is_left_out_and_named(
    vault: Vault, write: Callable[..., Session], clock: Any, bad: str, is_signed: bool
) -> None:
    session = write()
    good = vault.sign(write(since="Sound words."))
    if is_signed:
        session = vault.sign(session)
    path = vault.resolve(session.id).path.with_suffix(".json")
    change(path, BAD[bad])
    again = Vault.open(vault.root, clock=clock)
    assert [each.id for each in again.sessions()] == [good.id]
    assert [each.path for each in again.unreadable()] == [path]
    assert [each.code for each in again.clients()] == ["ana-k"]
    assert again.begin("ana-k", "follow-up").client == "ana-k"
    assert [each.id for each in again.history("ana-k")] == [good.id]
    assert "unreadable" in {finding.kind for finding in again.check() if finding.path == path}
    ask_everything(Vault.open(vault.root, clock=clock))


@pytest.mark.parametrize("pattern", ["client.json", "*.addendum-1.json", "*.addendum-draft.json", "private/*.json"])
def test_half_a_character_in_any_other_file_hides_no_session(
    vault: Vault, write: Callable[..., Session], clock: Any, pattern: str
) -> None:
    session = vault.sign(write(hunch="A hunch."))
    vault.add_addendum(session.id, reason="r", text="t")
    vault.addenda.save(vault.addenda.open(session.id).replace(reason="r"))
    path = next((vault.root / "clients" / "ana-k").glob(pattern))
    change(path, lambda data: data.update(text=HALF, name=HALF))
    again = Vault.open(vault.root, clock=clock)
    assert [each.id for each in again.sessions("ana-k")] == [session.id]
    assert path in {finding.path for finding in again.check()}
    ask_everything(again)


@pytest.mark.parametrize("depth", [65, 900, 10_000])
def test_a_document_nested_too_deeply_is_refused(depth: int) -> None:
    with pytest.raises((ValueError, RecursionError)):
        parse(f'{{"format": "session-note/1", "value": {nested(depth)}}}'.encode())


def test_a_whole_emoji_is_no_half_one() -> None:
    assert parse(b'{"text": "\\ud83d\\ude00"}') == {"text": "\N{GRINNING FACE}"}


# FIFOs, devices, sizes


@posix
@pytest.mark.parametrize("name", ["client.json", "session.json", "session.md"])
def test_a_fifo_in_a_clients_folder_holds_nothing_up(
    vault: Vault, write: Callable[..., Session], clock: Any, name: str
) -> None:
    session = write()
    told = vault.resolve(session.id).path
    path = {"client.json": told.with_name(name), "session.json": told.with_suffix(".json")}.get(name, told)
    path.unlink()
    os.mkfifo(path)
    again = Vault.open(vault.root, clock=clock)
    assert "no file" in {finding.kind for finding in again.check() if finding.path == path}
    ask_everything(again)


@posix
def test_a_fifo_is_refused_wherever_a_file_is_named(vault: Vault, tmp_path: Path, clock: Any) -> None:
    fifo = tmp_path / "fifo.md"
    os.mkfifo(fifo)
    with pytest.raises(SessionTuiError, match="no regular file"):
        vault.adopt_edited_markdown(fifo)
    with pytest.raises(BadSettings, match="no regular file"):
        read_settings(fifo)
    assert "not a file" in str(read_guide_shelf(tmp_path).problems[0])
    (vault.root / "vault.toml").unlink()
    os.mkfifo(vault.root / "vault.toml")
    with pytest.raises(ForeignFolder, match="no regular file"):
        Vault.open(vault.root, clock=clock)


def test_a_file_over_the_limit_is_refused(vault: Vault, clock: Any) -> None:
    with (vault.root / "vault.toml").open("ab") as file:
        file.truncate(1 << 40)
    with pytest.raises(ForeignFolder, match="larger than"):
        Vault.open(vault.root, clock=clock)


# Names and links


def test_check_names_a_link_in_place_of_the_clients(vault: Vault, tmp_path: Path) -> None:
    (vault.root / "clients").rename(tmp_path / "elsewhere")
    (vault.root / "clients").symlink_to(tmp_path / "elsewhere")
    assert [(f.path, f.kind) for f in vault.check()] == [(vault.root / "clients", "link")]


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_utf_8_is_named_and_takes_nothing_else(
    vault: Vault, write: Callable[..., Session], clock: Any
) -> None:
    session = write()
    Path(os.fsdecode(os.fsencode(vault.root / "clients") + b"/kir\xff")).mkdir(0o700)
    Path(os.fsdecode(os.fsencode(vault.root / "clients" / "ana-k") + b"/\xfe.json")).write_text("{}", encoding="utf-8")
    again = Vault.open(vault.root, clock=clock)
    assert [each.id for each in again.sessions()] == [session.id]
    assert [finding.kind for finding in again.check()].count("name") == 2
    ask_everything(again)


@posix
def test_a_client_with_a_cyrillic_name_works_in_the_c_locale(vault: Vault, write: Callable[..., Session]) -> None:
    write("кира", since="Слова")
    environ = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"}
    for command in (["list"], ["clients"], ["search", "Слова"], ["check"]):
        told = subprocess.run(
            [sys.executable, "-m", "session_tui", "--vault", str(vault.root), *command],
            env=environ, capture_output=True, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr.decode()
        assert command == ["check"] or "кира" in told.stdout.decode()


def test_a_lock_of_a_process_that_is_gone_is_cleared(vault: Vault, clock: Any) -> None:
    locks = vault.root / ".index" / "locks"
    held = vault.lock("held")
    old = locks / "old.lock"
    old.write_text(json.dumps({"host": os.uname().nodename, "pid": 2**22 + 1}), encoding="utf-8")
    for path in locks.iterdir():
        os.utime(path, (1, 1))
    Vault.open(vault.root, clock=clock)
    assert [path.name for path in locks.iterdir()] == ["held.lock"]
    held.release()
