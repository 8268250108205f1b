"""A key has done its work when the next line of a test is read, however little of it took processor time."""

from __future__ import annotations

import asyncio
import time

import pytest
from textual import work
from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static

from tests.ui import idle

LONG = 0.05
"""Seconds of waiting in which a process looks idle."""


class Slow(App[None]):
    """Does what a key asks for, in its own time."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Static("nothing yet", id="said")

    async def on_key(self, event: Key) -> None:
        if event.key == "h":
            await asyncio.sleep(LONG)
            self.say()
        elif event.key == "w":
            self.read()
        elif event.key == "r":
            self.call_after_refresh(self.call_later, self.say)
        elif event.key == "n":
            await self.goes_on.wait()

    @work
    async def read(self) -> None:
        await asyncio.to_thread(time.sleep, LONG)
        self.say()

    def say(self) -> None:
        self.query_one("#said", Static).update("done")


@pytest.mark.parametrize("key", ["h", "w", "r"])
async def test_what_waits_without_working_is_waited_for(key: str) -> None:
    app = Slow()
    async with app.run_test() as pilot:
        assert "nothing yet" in idle.text_of(app)
        await pilot.press(key)
        assert "done" in idle.text_of(app)


async def test_a_new_size_is_laid_out() -> None:
    app = Slow()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(40, 10)
        assert len(idle.text_of(app).split("\n")) == 10


async def test_what_never_rests_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Slow()
    async with app.run_test() as pilot:
        monkeypatch.setattr(idle, "PATIENCE", 2 * LONG)
        with pytest.raises(pytest.fail.Exception) as failed:
            await pilot.press("n")
        app.goes_on.set()
        assert "messages of Slow" in str(failed.value)
