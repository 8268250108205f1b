"""The terminal before the first screen, and what is mended in Textual's driver."""

from __future__ import annotations

import hashlib
import inspect
import io
import sys
from importlib.metadata import version

import pytest

from session_tui.ui import crash_report
from session_tui.ui.launch import settle, terminal_problem

GOOD = {"TERM": "xterm-256color"}


def test_a_terminal_is_good_enough() -> None:
    assert terminal_problem(GOOD, keyboard=True, screen=True) is None


@pytest.mark.parametrize(("keyboard", "screen"), [(False, True), (True, False), (False, False)])
def test_a_pipe_on_either_side_is_not(keyboard: bool, screen: bool) -> None:
    problem = terminal_problem(GOOD, keyboard=keyboard, screen=screen)
    assert problem is not None
    assert "--plain" in problem


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"TERM": ""}, {}])
def test_a_dumb_terminal_is_not(environ: dict[str, str]) -> None:
    problem = terminal_problem(environ, keyboard=True, screen=True)
    assert problem is not None
    assert "session-tui new CLIENT --plain" in problem


def test_logs_screenshots_and_foreign_drivers_are_taken_out_of_the_environment() -> None:
    environ = dict.fromkeys(("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT", "TEXTUAL_DRIVER", "TEXTUAL_PRESS"), "1")
    kept = {"TEXTUAL_DISABLE_KITTY_KEY": "1", "TEXTUAL_FPS": "30", "TERM": "xterm"}
    environ |= kept
    settle(environ)
    assert environ == kept


def test_the_screen_is_painted_sooner_than_textual_would() -> None:
    environ: dict[str, str] = {}
    settle(environ)
    assert int(environ["TEXTUAL_FPS"]) > 60


@pytest.mark.parametrize(("asked", "delay"), [(None, "300"), ("25", "300"), ("600", "600"), ("soon", "300")])
def test_over_ssh_a_split_key_is_waited_for(asked: str | None, delay: str) -> None:
    environ = {"SSH_CONNECTION": "1 2 3 4"} | ({"ESCDELAY": asked} if asked else {})
    settle(environ)
    assert environ["ESCDELAY"] == delay


def test_at_the_desk_the_delay_is_textuals() -> None:
    environ: dict[str, str] = {}
    settle(environ)
    assert "ESCDELAY" not in environ


# ---------------------------------------------------------------- what is replaced in Textual

REPLACED = {
    "run_input_thread": "d796af6d69db",
    "_run_input_thread": "d2ef22cc2c97",
    "disable_input": "6154c5a7c174",
    "_disable_mouse_support": "101060901b67",
    "start_application_mode": "7c41f5ba11a8",
    "stop_application_mode": "9a7e99c8d4bd",
    "close": "c32293a24c1a",
    "_get_terminal_size": "7e80e59356c6",
    "_sigcont_application": "1d7463a74df1",
    "_sigtstp_application": "26c3c19ce181",
}
"""The methods of LinuxDriver that ui/textual_patches/terminal_driver.py replaces or relies on, as they are in 8.2.8."""


@pytest.mark.skipif(sys.platform == "win32", reason="the driver of POSIX terminals")
@pytest.mark.parametrize("name", REPLACED)
def test_what_the_driver_replaces_is_still_as_it_was(name: str) -> None:
    from textual.drivers.linux_driver import LinuxDriver

    source = inspect.getsource(getattr(LinuxDriver, name))
    digest = hashlib.sha256(source.encode()).hexdigest()[:12]
    changed = f"Textual {version('textual')} changed {name}: read it again, then ui/textual_patches/terminal_driver.py"
    assert digest == REPLACED[name], changed


@pytest.mark.skipif(sys.platform == "win32", reason="the driver of POSIX terminals")
def test_a_terminal_that_is_gone_swallows_what_is_written() -> None:
    from session_tui.ui.textual_patches.terminal_driver import SafeStream

    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(5, "Input/output error")

        def flush(self) -> None:
            raise OSError(5, "Input/output error")

    stream = SafeStream(Gone())
    assert stream.write("words") == 5
    stream.flush()
    assert not stream.isatty()


# ---------------------------------------------------------------- what is said after a fault


def fail(words: str) -> None:
    raise KeyError(words)


def test_a_fault_is_named_by_class_file_and_line_only() -> None:
    with pytest.raises(KeyError) as caught:
        fail("what ana said")
    said = crash_report.describe_crash(caught.value, kept=True)
    assert "KeyError, ui/test_launch.py line " in said
    assert "ana" not in said
    assert "Everything you wrote was saved" in said


def test_the_place_is_the_deepest_line_of_ours() -> None:
    from session_tui.actions.keymap import read_keymap

    with pytest.raises(AttributeError) as caught:
        read_keymap(None)  # type: ignore[arg-type]
    assert crash_report.place(caught.value).startswith("AttributeError, session_tui/actions/keymap.py line ")


def test_a_fault_of_a_worker_is_the_fault_inside_it() -> None:
    from textual.worker import WorkerFailed

    with pytest.raises(KeyError) as caught:
        fail("words")
    assert crash_report.place(WorkerFailed(caught.value)).startswith("KeyError, ui/test_launch.py")


def test_a_fault_that_was_never_raised_has_a_class_only() -> None:
    assert crash_report.place(ValueError("words")) == "ValueError"
