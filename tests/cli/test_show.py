"""``list``, ``clients``, ``show``."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.model.note import MARKED_BY_MISTAKE
from session_tui.core.model.session import Session
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


def test_an_empty_vault_lists_nothing_and_that_is_fine(vault: Vault, cli: Any) -> None:
    for command in ("list", "clients"):
        assert (cli(command).code, cli(command).out) == (0, "")
        assert json.loads(cli(command, "--json").out) == []


def test_without_a_vault_a_sentence_says_how_to_make_one(cli: Any, root: Path) -> None:
    done = cli("list")
    assert done.code == 1
    assert "vault init --plain" in done.err
    assert not root.exists()


def test_sessions_are_listed_newest_first(cli: Any, write: Write, long_ago: datetime) -> None:
    old = write(started=long_ago, since="Walked.")
    new = write("ben-o", since="Slept.")
    lines = cli("list").lines
    assert [line.split()[-1] for line in lines] == [new.id, old.id]


def test_json_of_sessions_has_the_documented_names(cli: Any, write: Write, root: Path) -> None:
    session = write(since="Went to the market twice.")
    (row,) = json.loads(cli("list", "--json").out)
    assert list(row) == ["id", "client", "started", "guide", "status", "words", "path"]
    assert row["id"] == session.id
    assert row["started"] == session.started.isoformat()
    assert (row["client"], row["guide"], row["status"]) == ("ana-k", "follow-up", "draft")
    assert row["words"] == 5
    assert Path(row["path"]).read_text(encoding="utf-8").startswith("---\n")


def test_json_of_clients_has_the_documented_names(cli: Any, write: Write) -> None:
    session = write(since="Walked.")
    assert json.loads(cli("clients", "--json").out) == [
        {"code": "ana-k", "name": None, "sessions": 1, "last": session.started.isoformat()}
    ]


def test_one_clients_sessions_are_listed_whatever_the_case(cli: Any, write: Write) -> None:
    session = write(since="Walked.")
    write("ben-o", since="Slept.")
    assert [line.split()[-1] for line in cli("list", "ANA-K").lines] == [session.id]


def test_a_status_narrows_the_list(cli: Any, write: Write, vault: Vault) -> None:
    vault.sign(write(since="Walked."))
    draft = write("ben-o", since="Slept.")
    assert [line.split()[-1] for line in cli("list", "--status", "draft").lines] == [draft.id]


def test_an_unknown_client_is_a_sentence(cli: Any, vault: Vault) -> None:
    done = cli("list", "nobody")
    assert (done.code, done.out) == (1, "")
    assert "There is no client “nobody”" in done.err


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_listed(cli: Any, write: Write, root: Path) -> None:
    session = write(since="Walked.")
    torn = root / "clients" / "ana-k" / "2026-01-01 1000 follow-up.json"
    torn.write_text('{"format": "session-no', encoding="utf-8")
    done = cli("list")
    assert done.code == 1
    assert session.id in done.out
    assert torn.name in done.err


@pytest.mark.parametrize("length", [13, 36])
def test_a_session_is_shown_by_its_id_or_the_start_of_it(cli: Any, write: Write, length: int) -> None:
    session = write(since="Went to the market.")
    done = cli("show", session.id[:length])
    assert done.code == 0
    assert "Went to the market." in done.out


def test_a_session_is_shown_by_client_and_date(cli: Any, write: Write, long_ago: datetime) -> None:
    write(started=long_ago, since="Went to the market.")
    assert "Went to the market." in cli("show", "ana-k@2026-09-02").out


def test_what_is_shown_is_the_file_letter_by_letter(cli: Any, write: Write, vault: Vault) -> None:
    session = write(since="She said:\n\n> a \u202eword\n\n<!-- hm -->\t.")
    path = vault.resolve(session.id).path
    assert cli("show", session.id).out == path.read_text(encoding="utf-8")


def test_an_unknown_session_is_a_sentence(cli: Any, vault: Vault) -> None:
    done = cli("show", "zzz\x1b[31m")
    assert (done.code, done.out) == (1, "")
    assert "There is no session" in done.err
    assert "\x1b" not in done.err


def test_a_name_that_fits_several_sessions_lists_them(cli: Any, write: Write, long_ago: datetime) -> None:
    ids = [write(started=long_ago.replace(hour=h), since="Walked.").id for h in (9, 10)]
    done = cli("show", "ana-k@2026-09-02")
    assert done.code == 1
    assert all(each in done.err for each in ids)


def test_private_answers_are_never_shown(cli: Any, write: Write) -> None:
    session = write(since="Walked.", hunch="She is afraid of him.")
    for form in ("md", "json", "html"):
        assert "afraid" not in cli("show", session.id, "--format", form).out


def test_json_shows_the_session_document_with_its_addenda(cli: Any, write: Write, vault: Vault) -> None:
    session = vault.sign(write(since="Walked."))
    vault.add_addendum(session.id, reason="the wrong day", text="It was Monday.")
    shown = json.loads(cli("show", session.id, "--format", "json").out)
    assert (shown["format"], shown["id"]) == ("session-note/1", session.id)
    assert shown["addenda"][0]["text"] == "It was Monday."


def test_a_session_entered_by_mistake_is_listed_as_one_and_is_signed_in_json(
    cli: Any, write: Write, vault: Vault
) -> None:
    session = vault.sign(write(since="Walked."))
    vault.add_addendum(session.id, reason="wrong client", text="", mark=MARKED_BY_MISTAKE)
    assert "in error" in cli("list").out
    (listed,) = json.loads(cli("list", "--json").out)
    assert listed["status"] == "signed"
    assert "signed · entered by mistake*" in cli("show", session.id).out


def test_what_would_steer_a_terminal_is_never_raw(cli: Any, write: Write) -> None:
    session = write(since="a\x1b[31m\x9b1m\u202eb")
    for form, raw in (("json", "\x1b\x9b\u202e"), ("html", "\x1b\x9b"), ("md", "\x1b\x9b")):
        out = cli("show", session.id, "--format", form).out
        assert not set(raw) & set(out), form


def test_html_is_a_whole_page(cli: Any, write: Write) -> None:
    session = write(since="<b>Walked</b>")
    out = cli("show", session.id, "--format", "html").out
    assert out.startswith("<!DOCTYPE html>")
    assert "&lt;b&gt;Walked&lt;/b&gt;" in out
