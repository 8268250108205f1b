"""The palette holds every action of the screen, and nothing that would leak."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot

from session_tui.actions.registry import EVERYWHERE, HOME, PALETTE

MakeApp = Callable[..., Any]
ReadScreen = Callable[[App[Any]], str]


async def open_palette(app: Any, pilot: Pilot[None]) -> list[str]:
    """The lines of the palette once it stands, without their help."""
    await pilot.press("ctrl+p")
    while not (isinstance(app.screen, CommandPalette) and app.screen.query_one(CommandList).option_count):
        await pilot.pause()
    await app.workers.wait_for_complete(list(app.workers))
    await pilot.pause()
    options = app.screen.query_one(CommandList).options
    return [str(option.prompt).splitlines()[0] for option in options]


async def test_every_action_is_there_once_with_its_keys(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        lines = await open_palette(app, pilot)
    names = [line.split("  ")[0] for line in lines]
    wanted = {action.name for action in (*HOME, *EVERYWHERE)} - {PALETTE.name}
    assert {name for name in names if not name.startswith("Theme: ")} == wanted
    assert len(names) == len(set(names))
    assert "Search the notes  s  ^f" in lines
    assert "Curtain  ^l  f9" in lines


async def test_there_is_no_screenshot_and_no_inspector(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        text = " ".join(await open_palette(app, pilot)).lower()
    for word in ("screenshot", "inspect", "maximize", "svg"):
        assert word not in text


@pytest.mark.parametrize(("typed", "done"), [("new sess", "new session"), ("sear", "search")])
async def test_choosing_a_name_does_it_on_the_screen(list_app: MakeApp, typed: str, done: str) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        await open_palette(app, pilot)
        await pilot.press(*(key.replace(" ", "space") for key in typed))
        await app.workers.wait_for_complete(list(app.workers))
        await pilot.pause()
        await pilot.press("enter")
        while not app.home.asked:
            await pilot.pause()
    assert app.home.asked == [done]


async def test_a_theme_can_be_chosen(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        await open_palette(app, pilot)
        await pilot.press(*"light")
        await app.workers.wait_for_complete(list(app.workers))
        await pilot.pause()
        await pilot.press("enter")
        while app.theme != "light":
            await pilot.pause()


async def test_an_action_that_cannot_be_done_now_is_left_out(
    list_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = list_app()
    monkeypatch.setattr(app.home, "check_action", lambda action, _: action != "new_session")
    async with app.run_test() as pilot:
        names = [line.split("  ")[0] for line in await open_palette(app, pilot)]
    assert "New session" not in names
    assert "Open" in names
