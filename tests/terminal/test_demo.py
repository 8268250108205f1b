"""The demo in a real terminal: it says what it is, and leaves nothing behind however it ends."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_driver import Program, Spawn


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Where the program makes its temporary folders."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def opened(terminal: Spawn, scratch: Path, size: tuple[int, int]) -> Program:
    env = {**os.environ, "TMPDIR": str(scratch)}
    program = terminal([sys.executable, "-m", "session_tui", "demo"], size=size, env=env)
    program.wait_for("кира")
    return program


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_home_says_that_it_is_the_demo_and_leaving_removes_it(
    terminal: Spawn, scratch: Path, size: tuple[int, int]
) -> None:
    program = opened(terminal, scratch, size)
    assert "demo vault, discarded when you leave" in program.screen.text
    assert len(list(scratch.glob("session-tui-demo-*"))) == 1
    program.send("\x11")
    assert program.wait_for_exit() == 0
    assert not list(scratch.iterdir())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_removes_it_too(terminal: Spawn, scratch: Path, number: signal.Signals) -> None:
    program = opened(terminal, scratch, (80, 24))
    program.signal(number)
    assert program.wait_for_exit() == 128 + number
    assert not list(scratch.iterdir())


def test_the_usual_vault_is_not_made(terminal: Spawn, scratch: Path, own_home: Path) -> None:
    program = opened(terminal, scratch, (80, 24))
    program.send("\x11")
    program.wait_for_exit()
    assert not list(own_home.rglob("vault.toml"))
