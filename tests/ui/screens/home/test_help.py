"""Help for the screen in front."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from session_tui.actions.keymap import key_label, read_keymap, split_keys
from session_tui.actions.registry import CANCEL, CHOOSE, EVERYWHERE, HOME, all_actions
from session_tui.settings import Settings
from session_tui.ui import screens
from session_tui.ui.screens.base import SessionDialog
from session_tui.ui.screens.home.help import HelpScreen, page_content, page_text

MakeApp = Callable[..., Any]
ReadScreen = Callable[[App[Any]], str]


@pytest.mark.parametrize("key", ["question_mark", "f12"])
async def test_it_shows_every_key_of_the_screen(list_app: MakeApp, read_screen: ReadScreen, key: str) -> None:
    app = list_app()
    async with app.run_test(size=(100, 70)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        shown = read_screen(app)
    for action in (*HOME, *EVERYWHERE):
        assert f"{action.name}  {action.help}" in shown
    assert "On every screen" in shown


async def test_it_shows_the_keys_as_they_are_now(list_app: MakeApp, read_screen: ReadScreen) -> None:
    app = list_app(Settings(keymap=read_keymap({"session.new": "+"})))
    async with app.run_test(size=(100, 70)) as pilot:
        await pilot.press("f12")
        await pilot.pause()
        line = next(each for each in read_screen(app).splitlines() if "New session" in each)
    assert line.split()[0] == "+"


@pytest.mark.parametrize("key", ["question_mark", "f12", "escape", "q"])
async def test_the_same_key_and_esc_put_it_away(list_app: MakeApp, key: str) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        await pilot.press("f12")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is app.home


class Dialog(SessionDialog[str]):
    ACTIONS = (CHOOSE, CANCEL)

    def compose(self) -> ComposeResult:
        yield Input()


async def test_over_a_dialog_there_is_help_too(list_app: MakeApp, read_screen: ReadScreen) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        await app.push_screen(Dialog())
        await pilot.press("f12")
        await pilot.pause()
        assert "Choose the marked line." in read_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Dialog)


def test_a_page_flows_and_marks_keys() -> None:
    page = page_content("# On `every` screen\n\nPress `^p`\nto [/] begin.\n")
    assert page.plain == "On `every` screen\n\nPress ^p to [/] begin."
    assert {page.plain[span.start : span.end] for span in page.spans} == {"On `every` screen", "^p"}


def test_the_pages_name_only_keys_that_exist() -> None:

    labels = {key_label(key) for _, each in all_actions() for key in split_keys(each.key)}
    for word in page_text("screens/home/everywhere").split("`")[1::2]:
        is_key = len(word) <= 3
        assert not is_key or word in labels, word


def test_a_screen_without_a_page_has_its_keys() -> None:
    assert page_text("") == ""
    assert page_text("no-such-page") == ""


def test_every_help_page_that_a_screen_names_is_there() -> None:
    named = set()
    for found in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        module = importlib.import_module(found.name)
        named |= {getattr(each, "HELP", None) for each in vars(module).values()}
    pages = {name for name in named if isinstance(name, str)}
    assert {f"screens/chart/{name}" for name in ("brief", "outcome", "goals", "timeline")} <= pages
    assert all(page_text(name) for name in pages), [n for n in pages if not page_text(n)]
