"""``move``: a session that lies under the wrong client."""

from collections.abc import Callable
from typing import Any

from session_tui.core.model.session import Session
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


def test_a_session_is_moved_to_a_client_who_is_there(cli: Any, write: Write, vault: Vault) -> None:
    session = vault.sign(write(since="Walked."))
    vault.add_client("ben-o")
    done = cli("move", session.id, "ben-o", "--reason", "Typed the wrong code.")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Moved from ana-k to ben-o: ")
    assert vault.read(session.id).addenda[-1].reason == "Typed the wrong code."
    assert "ben-o" in cli("list", "ben-o").out
    assert cli("check").code == 0


def test_a_client_who_is_not_there_is_made_only_when_one_says_so(cli: Any, write: Write, vault: Vault) -> None:
    session = write(since="Walked.")
    done = cli("move", session.id, "ben-o")
    assert done.code == 1
    assert "--new" in done.err
    assert vault.find_client("ben-o") is None
    assert cli("move", session.id, "ben-o", "--new").code == 0
    assert vault.resolve(session.id).client == "ben-o"


def test_a_session_that_is_open_stays(cli: Any, write: Write, vault: Vault) -> None:
    session = write(since="Walked.")
    with vault.lock(session.id):
        done = cli("move", session.id, "ben-o", "--new")
    assert done.code == 1
    assert "open in another window" in done.err
    assert vault.find_client("ben-o") is None
