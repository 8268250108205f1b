"""The order of what is typed: nothing overtakes, nothing is dropped, and nothing waits for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static, TextArea

from session_tui.ui.base_app import BaseApp
from session_tui.ui.textual_patches import input_queue as order_module
from session_tui.ui.textual_patches.input_queue import AWAITED, is_at_rest
from tests.ui.conftest import ListApp
from tests.ui.idle import come_to_rest

if TYPE_CHECKING:
    from tests.ui.conftest import MakeApp

PATIENCE = 120.0


def burst(app: BaseApp, *keys: str) -> None:
    """Send keys without a pause."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def settled(app: BaseApp) -> None:
    """Wait until nothing is under way."""
    async with asyncio.timeout(PATIENCE):
        while app.is_running and not app.input_queue.is_settled:
            await asyncio.sleep(0.001)


class Stairs(ListApp):
    """Keys that move at a distance: by messages, by the next call, by a screen, and after work."""

    BINDINGS = [
        ("ctrl+b", "later", ""),
        ("ctrl+d", "page", ""),
        ("f10", "work", ""),
        ("f11", "stick", ""),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.free = asyncio.Event()

    @property
    def area(self) -> TextArea:
        return self.home.query_one("#field", TextArea)

    def action_later(self) -> None:
        """The focus comes to the field by a long way."""
        last = self.home.query_one("#clients")
        last.call_later(self.call_next, self.home.call_later, self.area.focus)

    async def action_page(self) -> None:
        await self.push_screen(Page())

    def action_work(self) -> None:
        async def work() -> None:
            await self.free.wait()
            self.area.focus()

        self.run_worker(work(), name=AWAITED)

    def action_stick(self) -> None:
        """A widget that does not come back from what it does."""
        self.home.query_one("#clients").call_later(self.free.wait)


class Page(Screen[None]):
    """A page whose field comes late."""

    async def on_mount(self) -> None:
        await self.mount(TextArea(id="late"))
        self.query_one(TextArea).focus()

    def compose(self) -> ComposeResult:
        yield Static("page")


async def test_a_key_waits_for_the_focus_that_the_one_before_moves() -> None:
    app = Stairs()
    async with app.run_test():
        burst(app, "ctrl+b", "n", "o")
        await settled(app)
        assert (app.area.text, app.home.asked) == ("no", [])


async def test_a_key_waits_for_the_screen_that_the_one_before_opens() -> None:
    app = Stairs()
    async with app.run_test():
        burst(app, "ctrl+d", "n", "o")
        await settled(app)
        assert app.screen.query_one("#late", TextArea).text == "no"


async def test_pastes_and_keys_keep_their_order() -> None:
    app = Stairs()
    async with app.run_test():
        burst(app, "ctrl+b", "a")
        app.post_message(events.Paste("pasted"))
        burst(app, "b")
        await settled(app)
        assert app.area.text == "apastedb"


async def test_a_signal_comes_after_the_keys_before_it() -> None:
    app = Stairs()
    async with app.run_test():
        burst(app, "ctrl+b", "k", "e", "p", "t")
        app.save_and_exit()
        await settled(app)
        assert app.area.text == "kept"
    assert app.return_code == 129


async def test_typing_waits_for_an_answer_that_says_where_it_goes() -> None:
    app = Stairs()
    async with app.run_test():
        burst(app, "f10", "n", "o")
        await come_to_rest(app, with_workers=False)
        assert (app.area.text, app.home.asked) == ("", [])
        app.free.set()
        await settled(app)
        assert (app.area.text, app.home.asked) == ("no", [])


async def test_quitting_comes_after_what_waits_for_an_answer() -> None:
    app = Stairs()
    written: list[str] = []
    async with app.run_test():
        app.area.focus()
        burst(app, "f10", "n", "o", "ctrl+q")
        await come_to_rest(app, with_workers=False)
        assert app.is_running
        app.free.set()
        await settled(app)
        written.append(app.area.text)
    assert written == ["no"]
    assert app.return_code == 0


async def test_an_answer_that_never_comes_keeps_nobody_from_leaving(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(order_module, "PATIENCE", 0.05)
    app = Stairs()
    async with app.run_test():
        burst(app, "f10", "x", "ctrl+q")
        async with asyncio.timeout(PATIENCE):
            while app.is_running:
                await asyncio.sleep(0.01)
    assert app.return_code == 0


async def test_a_widget_that_never_settles_is_not_waited_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(order_module, "PATIENCE", 0.5)
    app = Stairs()
    async with app.run_test():
        app.area.focus()
        await settled(app)
        burst(app, "f11", *"stuck for a while")
        start = asyncio.get_running_loop().time()
        async with asyncio.timeout(PATIENCE):
            while app.area.text != "stuck for a while":
                await asyncio.sleep(0.01)
        assert asyncio.get_running_loop().time() - start < len(app.area.text) * 0.5
        app.free.set()


async def test_a_key_for_an_app_at_rest_goes_on_at_once(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        await settled(app)
        assert not app.screen._layout_required
        assert not app.screen._callbacks
        handed: list[events.Event] = []

        async def hand_on(event: events.Event) -> None:
            handed.append(event)

        app.input_queue._hand_on = hand_on
        await app.input_queue.take(events.Key("x", "x"))
        assert len(handed) == 1


async def test_a_pump_of_textual_rests_while_it_waits_for_a_message(list_app: MakeApp) -> None:
    """What the order reads of Textual's own: its queues, and who waits at them."""
    app = list_app()
    async with app.run_test():
        await settled(app)
        assert is_at_rest(app.home)
        app.home.call_later(lambda: None)
        assert not is_at_rest(app.home)
        works = asyncio.Event()
        app.home.call_later(works.wait)
        await asyncio.sleep(0.01)
        assert not is_at_rest(app.home)
        works.set()
        await settled(app)
        assert is_at_rest(app.home)
        assert set(app.input_queue._pumps()) >= {app.home, *app.home.walk_children()}
