"""How the program ends, and what it leaves behind, in a real pseudo-terminal."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.ui.textual_patches.terminal_driver import TerminalDriver
from tests.terminal.pty_driver import Program, Spawn
from tests.terminal.small_app import SECRET

SMALL_APP = Path(__file__).with_name("run_small_app.py")
ROOT = str(Path(__file__).parents[2])

Open = Callable[..., Program]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept.txt"


@pytest.fixture
def small_app(terminal: Spawn, kept: Path) -> Open:
    """The small app with something typed into it."""

    def start(text: str = "Went to the market.", **env: str) -> Program:
        environ = {"PYTHONPATH": ROOT, **env}
        program: Program = terminal([sys.executable, SMALL_APP, kept], env=environ)
        program.wait_for("small app")
        program.send(text)
        program.wait_for(text)
        return program

    return start


def assert_terminal_is_as_it_was(program: Program) -> None:
    assert program.screen.modes_left_on == set()
    assert program.screen.kitty == 0
    assert "market" not in program.screen.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_keeps_the_words_and_restores_the_terminal(
    small_app: Open, kept: Path, number: signal.Signals
) -> None:
    program = small_app()
    program.signal(number)
    assert program.wait_for_exit() == 128 + number
    assert kept.read_text() == "Went to the market."
    assert_terminal_is_as_it_was(program)


def test_a_closed_window_keeps_the_words(small_app: Open, kept: Path) -> None:
    program = small_app()
    program.hang_up()
    program.wait_for_exit()
    assert kept.read_text() == "Went to the market."


def test_quitting_keeps_the_words_and_restores_the_terminal(small_app: Open, kept: Path) -> None:
    program = small_app()
    program.send("\x11")
    assert program.wait_for_exit() == 0
    assert kept.read_text() == "Went to the market."
    assert_terminal_is_as_it_was(program)


def test_quitting_does_not_wait_for_the_input_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    timeouts: list[float | None] = []

    class Selector(selectors.SelectSelector):
        def select(self, timeout: float | None = None) -> Any:
            timeouts.append(timeout)
            return super().select(timeout)

    monkeypatch.setattr(selectors, "SelectSelector", Selector)
    terminal, keys = os.pipe()
    monkeypatch.setattr(TerminalDriver, "_disable_mouse_support", lambda _: None)
    driver = object.__new__(TerminalDriver)
    driver._debug, driver.fileno, driver.exit_event = False, terminal, threading.Event()
    driver._wake_out, driver._wake_in = os.pipe()
    driver._key_thread = threading.Thread(target=driver.run_input_thread, daemon=True)
    driver._key_thread.start()
    resized = signal.getsignal(signal.SIGWINCH)
    driver.disable_input()  # wakes the thread, and waits until it has ended
    signal.signal(signal.SIGWINCH, resized)
    assert not driver._key_thread.is_alive()
    assert set(timeouts) <= {None}, "it looks again and again instead of waiting until it is woken"
    for number in (terminal, keys, driver._wake_out, driver._wake_in):
        os.close(number)


def test_quitting_without_room_on_the_disk_says_so_and_stays_once(small_app: Open) -> None:
    program = small_app(SMALL_APP_NOT_KEPT="1")
    program.send("\x11")
    program.wait_for("the disk is full")
    program.send("\x11")
    assert program.wait_for_exit() == 1


@pytest.mark.parametrize("key", ["\x05", "\x17"])
def test_a_fault_keeps_the_words_and_shows_none_of_them(small_app: Open, kept: Path, key: str) -> None:
    program = small_app()
    program.send(key)
    assert program.wait_for_exit() == 1
    assert kept.read_text() == "Went to the market."
    assert "  ValueError, " in program.screen.text
    assert "Everything you wrote was saved" in program.screen.text
    assert SECRET not in program.written.decode()
    assert_terminal_is_as_it_was(program)


def test_a_fault_when_nothing_can_be_saved_says_that_too(small_app: Open) -> None:
    program = small_app(SMALL_APP_NOT_KEPT="1")
    program.send("\x05")
    assert program.wait_for_exit() == 1
    assert "The latest text may not have been saved" in program.screen.text


def test_ctrl_c_does_not_end_the_program(small_app: Open) -> None:
    program = small_app()
    program.send("\x03 And home.")
    program.wait_for("And home.")


def test_ctrl_z_takes_back_what_was_typed(small_app: Open) -> None:
    program = small_app()
    program.send("\x1a")
    program.wait_for_no("market")
    assert program.exit_code is None


def test_a_stopped_program_paints_its_whole_screen_when_it_goes_on(small_app: Open) -> None:
    program = small_app()
    program.signal(signal.SIGTSTP)
    program.wait_until_stopped()
    program.wait_until(lambda: 1049 not in program.screen.modes)
    program.signal(signal.SIGCONT)
    program.wait_for("Went to the market.")
    program.wait_for("small app")
    program.send(" Again.")
    program.wait_for("market. Again.")


def test_a_program_stopped_without_warning_goes_on_and_still_ends(small_app: Open, kept: Path) -> None:
    program = small_app()
    program.signal(signal.SIGSTOP)
    program.wait_until_stopped()
    program.signal(signal.SIGCONT)
    program.wait_until(lambda: program.written.count(b"\x1b[?1049h") == 2)
    program.send(" Again.")
    program.wait_for("market. Again.")
    program.signal(signal.SIGTERM)
    assert program.wait_for_exit() == 128 + signal.SIGTERM
    assert "Again." in kept.read_text()
    assert not program.screen.modes_left_on


def test_the_curtain_hides_the_words_until_a_key(small_app: Open, kept: Path) -> None:
    program = small_app()
    program.send("\x0c")
    program.wait_for("Press any key")
    assert "market" not in program.screen.text
    program.wait_until(kept.exists)
    program.send("x")
    program.wait_for("Went to the market.")
    assert "marketx" not in program.screen.text


def test_keys_typed_during_the_start_are_kept(terminal: Spawn, kept: Path) -> None:
    program = terminal([sys.executable, SMALL_APP, kept], env={"PYTHONPATH": ROOT})
    program.send("early bird")
    program.wait_for("early bird")


def test_bytes_that_are_not_utf_8_do_not_end_the_program(small_app: Open) -> None:
    program = small_app()
    program.send(b"\xff\xfe end")
    program.wait_for("end")


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast"])
def test_no_color_sends_no_colour_in_any_theme(small_app: Open, theme: str) -> None:
    program = small_app(NO_COLOR="1", SMALL_APP_THEME=theme)
    program.send("\x10")
    program.wait_for("Keys and help")
    sent = program.written.decode()
    assert "38;2;" not in sent
    assert "48;2;" not in sent
    assert "38;5;" not in sent
    assert "\x1b[7m" in sent or ";7m" in sent


def test_a_log_and_a_screenshot_are_not_written_when_the_environment_asks(small_app: Open, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    program = small_app(TEXTUAL_LOG=str(log), TEXTUAL_SCREENSHOT="0", TEXTUAL_SCREENSHOT_LOCATION=str(tmp_path))
    program.send("\x11")
    program.wait_for_exit()
    assert not log.exists()
    assert not list(tmp_path.glob("*.svg"))


def test_a_dumb_terminal_is_offered_the_plain_walk(terminal: Spawn, kept: Path) -> None:
    program = terminal([sys.executable, SMALL_APP, kept], env={"PYTHONPATH": ROOT, "TERM": "dumb"})
    assert program.wait_for_exit() == 2
    assert "session-tui new CLIENT --plain" in program.screen.text
    assert "\x1b" not in program.written.decode()


def test_a_pipe_is_refused_with_a_sentence(kept: Path) -> None:
    done = subprocess.run(
        [sys.executable, SMALL_APP, kept],
        env={**os.environ, "PYTHONPATH": ROOT},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "needs an interactive terminal" in done.stderr
    assert done.stdout == ""


def test_what_is_typed_before_the_sheet_stands_lands_in_its_first_field(terminal: Spawn, tmp_path: Path) -> None:
    vault = tmp_path / "notes"
    code = (
        "import sys, pathlib; from session_tui.settings import Settings\n"
        "from session_tui.ui.launch import launch\n"
        "from session_tui.ui.start import Start, local_time\n"
        "from session_tui.vault.vault import Vault\n"
        f"folder = pathlib.Path({str(vault)!r}); Vault.create(folder, clock=local_time)\n"
        "sys.exit(launch(folder, Settings(), Start('ana-k', 'blank')))"
    )
    program = terminal([sys.executable, "-c", code])
    program.send("quite early")
    program.wait_for("saved")
    assert "quite early" in program.screen.text
    program.send("\x11")
    assert program.wait_for_exit() == 0
    assert not program.screen.modes_left_on
