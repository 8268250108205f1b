"""One session, one window."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from session_tui.vault.storage import session_lock as lock_module
from session_tui.vault.storage.errors import SessionLocked
from session_tui.vault.vault import Vault

ID = "0193471e-0000-7000-8000-000000000001"

HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from session_tui.vault.storage.session_lock import take_lock
held = take_lock(Path(sys.argv[1]), sys.argv[2], lambda: datetime(2026, 11, 20, 10, 12, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_window_is_told_who_has_the_session_and_since_when(vault: Vault, clock: Any) -> None:
    other = Vault.open(vault.root, clock=clock)
    with vault.lock(ID), pytest.raises(SessionLocked) as caught:
        other.lock(ID)
    assert "pid" in caught.value.who
    assert isinstance(caught.value.since, datetime)
    assert "open in another window (pid" in str(caught.value)
    assert "since 10:12" in str(caught.value)


def test_a_lock_that_was_let_go_can_be_taken_and_leaves_no_file(vault: Vault) -> None:
    held = vault.lock(ID)
    held.release()
    held.release()
    vault.lock(ID).release()
    assert list((vault.root / ".index/locks").iterdir()) == []


def test_two_sessions_are_open_in_two_windows(vault: Vault) -> None:
    with vault.lock(ID), vault.lock(ID.replace("1", "2")):
        pass


def test_a_killed_window_holds_nothing(vault: Vault) -> None:
    command = [sys.executable, "-c", HOLD, str(vault.root), ID]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(SessionLocked, match=rf"pid {other.pid}"):
            vault.lock(ID)
        other.kill()
        other.wait()
    vault.lock(ID).release()


def test_without_flock_a_lock_is_taken_over_when_its_process_is_gone(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_module, "fcntl", None)
    with vault.lock(ID), pytest.raises(SessionLocked):
        vault.lock(ID)
    with subprocess.Popen([sys.executable, "-c", "pass"]) as gone:
        gone.wait()
    path = Path(vault.root / ".index/locks" / f"{ID}.lock")
    import socket

    path.write_text(f'{{"host": "{socket.gethostname()}", "pid": {gone.pid}}}')
    vault.lock(ID).release()


def test_an_unreadable_lock_file_stops_nobody(vault: Vault) -> None:
    vault.lock(ID).release()
    (vault.root / ".index/locks" / f"{ID}.lock").write_text("{")
    vault.lock(ID).release()
