"""What a shell is offered."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.model.session import Session
from session_tui.vault.vault import Vault


def offered(root: Path, words: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    split = words.split(" ")
    environ = os.environ | {
        "SESSION_TUI_VAULT": str(root), "_SESSION_TUI_COMPLETE": "bash_complete",
        "COMP_WORDS": words, "COMP_CWORD": str(len(split) - 1),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "session_tui"], env=environ, capture_output=True, text=True, check=True, timeout=60
    )  # fmt: skip
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_for_this_program(cli: Any, shell: str) -> None:
    done = cli("completion", shell)
    assert done.code == 0
    assert f"_SESSION_TUI_COMPLETE={shell}_complete" in done.out


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_script_is_sound_in_its_shell(cli: Any, shell: str) -> None:
    if not (program := shutil.which(shell)):
        pytest.skip(f"there is no {shell} here")
    done = subprocess.run(
        [program, "-n"], input=cli("completion", shell).out.encode(), capture_output=True, check=False, timeout=60
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_bash_is_offered_commands_clients_guides_and_sessions(
    vault: Vault, write: Callable[..., Session], root: Path, long_ago: datetime
) -> None:
    session = write(started=long_ago, since="Walked.")
    write("ben-o", since="Slept.")
    assert offered(root, "session-tui cl") == ["clients"]
    assert offered(root, "session-tui list AN") == ["ana-k"]
    assert offered(root, "session-tui new x --guide fo") == ["follow-up"]
    assert offered(root, "session-tui show ana-k@") == ["ana-k@2026-09-02"]
    assert offered(root, "session-tui show x --format ") == ["md", "json", "html"]
    assert offered(root, "session-tui show x --format h") == ["html"]
    assert offered(root, f"session-tui show {session.id[:18]}") == [session.id]


def test_without_a_vault_nothing_is_offered_and_nothing_said(root: Path) -> None:
    for words in ("list ", "show 0193", "show a"):
        assert offered(root, f"session-tui {words}") == []
