"""The curtain: blank at once, lifted by any key, and saved behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.widgets import TextArea

from session_tui.ui.screens.home.privacy_screen import PrivacyScreen

MakeApp = Callable[..., Any]
ReadScreen = Callable[[App[Any]], str]


@pytest.mark.parametrize("opened_first", [(), ("ctrl+p",), ("f12",)])
async def test_it_covers_whatever_is_in_front(
    list_app: MakeApp, read_screen: ReadScreen, opened_first: tuple[str, ...]
) -> None:
    app = list_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*opened_first)
        await pilot.pause()
        before = app.screen
        app.show_warning("ana-k: the disk is full")
        await pilot.pause()
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert read_screen(app).split() == ["Press", "any", "key"]
        await pilot.press("a")
        await pilot.pause()
        assert app.screen is before


async def test_what_is_written_is_saved_behind_it(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert app.flushed == 1


@pytest.mark.parametrize("key", ["a", "enter", "escape", "ctrl+l", "ctrl+p", "f12", "tab", "f9"])
async def test_any_key_lifts_it_and_does_nothing_else(list_app: MakeApp, key: str) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        field = app.home.query_one(TextArea)
        field.focus()
        await pilot.press("x", "ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, PrivacyScreen)
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is app.home
        assert app.focused is field
        assert field.text == "x"


async def test_one_can_quit_from_behind_it(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+l", "ctrl+q")
    assert app.return_code == 0


async def test_it_covers_even_when_saving_fails(list_app: MakeApp) -> None:
    app = list_app()
    app.trouble = "the disk is full."
    async with app.run_test() as pilot:
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, PrivacyScreen)
        await pilot.press("x")
        assert "the disk is full." in next(iter(app._notifications)).message
