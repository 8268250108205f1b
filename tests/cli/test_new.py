"""``new`` on the screen, and home: what the command line hands to the screens, or refuses before they open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.model.session import Session
from session_tui.vault.vault import Vault

Opened = list[tuple[Path, str, str]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What the screens were opened on: folder, client and guide."""
    from session_tui.ui import launch
    from session_tui.ui.start import Start

    found: Opened = []

    def opens(folder: Path, _: object, start: Start) -> int:
        found.append((folder, start.client, start.guide))
        return 0

    monkeypatch.setattr(launch, "launch", opens)
    return found


def test_without_a_command_home_opens(cli: Any, vault: Vault, root: Path, opened: Opened) -> None:
    assert cli().code == 0
    assert opened == [(root, "", "")]


def test_home_opens_where_there_is_no_vault_yet(cli: Any, root: Path, opened: Opened) -> None:
    assert cli().code == 0
    assert opened == [(root, "", "")]
    assert not root.exists()


def test_a_new_client_begins_with_the_first_consult(cli: Any, vault: Vault, root: Path, opened: Opened) -> None:
    assert cli("new", "ana-k").code == 0
    assert opened == [(root, "ana-k", "first-consult")]
    assert vault.clients() == ()


def test_a_client_who_was_here_begins_with_the_follow_up(
    cli: Any, vault: Vault, root: Path, opened: Opened, write: Callable[..., Session]
) -> None:
    vault.sign(write(since="Walked."))
    cli("new", "ana-k")
    cli("new", "ana-k", "--guide", "review")
    assert opened == [(root, "ana-k", "follow-up"), (root, "ana-k", "review")]


def test_a_new_session_opens_where_there_is_no_vault_yet(cli: Any, root: Path, opened: Opened) -> None:
    assert cli("new", "ana-k").code == 0
    assert opened == [(root, "ana-k", "first-consult")]


@pytest.mark.parametrize("client", ["a/b", "..", "con", " "])
def test_a_code_that_cannot_be_opens_no_screen(cli: Any, vault: Vault, opened: Opened, client: str) -> None:
    done = cli("new", client)
    assert done.code == 1
    assert "Use a code such as ana-k" in done.err
    assert opened == []


def test_a_session_that_is_open_elsewhere_opens_no_screen(
    cli: Any, vault: Vault, opened: Opened, write: Callable[..., Session]
) -> None:
    with vault.lock(write(since="Walked.").id):
        done = cli("new", "ana-k")
    assert done.code == 1
    assert "open in another window" in done.err
    assert opened == []
