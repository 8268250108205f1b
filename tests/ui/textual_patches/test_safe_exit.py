"""An app that fails prints its own sentence, and nothing that Textual would print."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from textual.app import App

from session_tui.ui.textual_patches.safe_exit import SafeExitApp


class Failing(SafeExitApp):
    """Describes each failure by its class."""

    def __init__(self) -> None:
        super().__init__()
        self.described: list[Exception] = []

    def describe_failure(self, error: Exception) -> str:
        self.described.append(error)
        return f"It failed: {type(error).__name__}."


def fail() -> None:
    """Fail, with a client's words in the message."""
    words = "what ana said"
    raise ValueError(words)


async def run_and(app: Failing, *steps: Callable[[], object]) -> None:
    """Run the app, and take some steps in it."""
    async with app.run_test() as pilot:
        for step in steps:
            step()
        await pilot.pause()


async def test_a_failure_leaves_its_sentence_and_the_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    app = Failing()
    with pytest.raises(ValueError, match="what ana said"):
        await run_and(app, lambda: app.call_later(fail))
    assert capsys.readouterr().err == "It failed: ValueError.\n"
    assert app.return_code == 1


async def test_a_failure_of_another_thread_is_one_of_the_app() -> None:
    app, error = Failing(), KeyError("words")
    thread = threading.Thread(target=app.fail_from_thread, args=(error,))
    with pytest.raises(KeyError):
        await run_and(app, thread.start, thread.join)
    assert app.described == [error]


async def test_a_failure_after_exit_is_ignored() -> None:
    app = Failing()
    told = [app.is_exiting]

    def note() -> None:
        told.append(app.is_exiting)

    await run_and(app, app.exit, note, lambda: app.call_later(fail))
    assert told == [False, True]
    assert app.described == []
    assert app.return_code == 0


def test_a_failure_of_a_thread_is_ignored_while_no_app_runs() -> None:
    app = Failing()
    app.fail_from_thread(KeyError("words"))
    assert app.described == []


def test_textual_still_has_what_this_leans_on() -> None:
    assert {"_handle_exception", "_exception_event"} <= vars(App).keys()
    assert "_close_messages_no_wait" in dir(App)
    there = vars(App())
    assert {"_exception", "_exit", "_exit_renderables", "_loop", "_return_code"} <= there.keys()
