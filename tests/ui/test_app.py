"""What stands around every screen."""

from __future__ import annotations

import asyncio
import gc
import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from textual.actions import parse
from textual.app import App
from textual.widgets import OptionList, TextArea

from session_tui.actions.keymap import read_keymap
from session_tui.actions.registry import EVERYWHERE, QUIT
from session_tui.settings import Settings
from session_tui.ui import screens
from session_tui.ui.base_app import FIRST_STYLES, BaseApp
from session_tui.ui.screens.base import UI_FOLDER, SessionDialog, SessionScreen
from session_tui.ui.widgets.chrome.footer import KeyFooter

MakeApp = Callable[..., Any]
ReadScreen = Callable[[App[Any]], str]


@pytest.mark.parametrize("size", [(6, 6), (40, 15), (80, 24), (120, 40), (200, 60)])
async def test_it_stands_at_every_size(list_app: MakeApp, size: tuple[int, int]) -> None:
    async with list_app().run_test(size=size) as pilot:
        for key in ("ctrl+p", "d", "down", "escape", "f12", "f12", "ctrl+l", "x", "j", "tab"):
            await pilot.press(key)
            await pilot.pause()


async def test_the_foot_shows_the_keys_of_the_screen_and_of_everywhere(
    list_app: MakeApp, read_screen: ReadScreen
) -> None:
    app = list_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = read_screen(app).splitlines()
        assert lines[0].startswith(" Session notes")
        assert lines[0].endswith("Fri 20 Nov")
        assert lines[-1] == " n new session  enter chart  s search  v brief  d record outcome  ? keys"


async def test_in_a_field_the_foot_shows_the_keys_that_work_there(list_app: MakeApp, read_screen: ReadScreen) -> None:
    app = list_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.query_one("#field").focus()
        await pilot.pause()
        foot = read_screen(app).splitlines()[-1]
        assert "f12 keys" in foot
        assert "n new session" not in foot


async def test_a_click_on_a_key_does_what_the_key_does(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(KeyFooter, offset=(30, 0))
        assert app.home.asked == ["search"]


async def test_the_keys_of_the_configuration_are_the_keys(list_app: MakeApp, read_screen: ReadScreen) -> None:
    app = list_app(Settings(keymap=read_keymap({"session.new": "+, f6"})))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "+", "f6")
        assert app.home.asked == ["new session"] * 2
        assert "+ new session" in read_screen(app)


async def test_what_the_configuration_got_wrong_is_said_at_the_start(list_app: MakeApp) -> None:
    app = list_app(Settings(problems=("config.toml, [/] keys: [b]no[/b].",)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        [said] = [each.message for each in app._notifications]
        assert said == "config.toml, [/] keys: [b]no[/b]."


async def test_the_theme_of_the_settings_is_on(list_app: MakeApp) -> None:
    app = list_app(Settings(theme="light"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.styles.background.hex == "#FBFAF7"


@pytest.mark.parametrize("key", ["ctrl+l", "f9", "ctrl+p", "f8", "f12"])
async def test_while_writing_the_keys_of_everywhere_work(list_app: MakeApp, key: str) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        field = app.screen.query_one(TextArea)
        field.focus()
        await pilot.press("w", key)
        await pilot.pause()
        assert app.screen is not app.home
        assert field.text == "w"


async def test_letters_in_a_field_are_letters(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        field = app.screen.query_one(TextArea)
        field.focus()
        await pilot.press("n", "q", "?", "/", "j")
        assert field.text == "nq?/j"
        assert app.home.asked == []


async def test_letters_outside_move_in_the_list(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        clients = app.screen.query_one(OptionList)
        for key, line in [("j", 1), ("j", 2), ("k", 1), ("G", 2), ("g", 0), ("down", 1)]:
            await pilot.press(key)
            assert clients.highlighted == line, key
        await pilot.press("l")
        assert app.focused is app.screen.query_one(TextArea)


async def test_letters_scroll_where_there_is_no_cursor(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("f12")
        await pilot.pause()
        page = app.screen.query_one("VerticalScroll")
        await pilot.press("j", "j")
        assert page.scroll_y == 2
        await pilot.press("G")
        assert page.scroll_y == page.max_scroll_y > 0
        await pilot.press("g", "k")
        assert page.scroll_y == 0


async def test_quitting_saves(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
    assert app.flushed == 1
    assert app.return_code == 0


async def test_quitting_with_words_that_cannot_be_saved_asks_for_the_key_again(
    list_app: MakeApp,
) -> None:
    app = list_app()
    app.trouble = "Not saved: the disk is full."
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.is_running
        said = "Not saved: the disk is full. Press the same key again to leave without the latest text."
        assert next(iter(app._notifications)).message == said
        await pilot.press("ctrl+q")
    assert app.return_code == 1


async def test_ctrl_c_and_ctrl_z_end_nothing(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c", "ctrl+z", "ctrl+c")
        assert app.is_running
        assert not app._notifications


async def test_what_is_said_is_never_markup(list_app: MakeApp, read_screen: ReadScreen) -> None:
    app = list_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.home.show_message("[/] said \x1b[31m")
        app.home.show_warning("[b]wrong[/b]")
        await pilot.pause()
        assert "[/] said ␛[31m" in read_screen(app)
        assert "[b]wrong[/b]" in read_screen(app)


async def test_copied_text_does_not_go_through_the_terminal(list_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []

    def copy(text: str) -> bool:
        copied.append(text)
        return True

    monkeypatch.setattr("session_tui.ui.clipboard.copy_text", copy)
    app = list_app()
    async with app.run_test() as pilot:
        sent: list[str] = []
        monkeypatch.setattr(app._driver, "write", sent.append)
        app.copy_to_clipboard("her words")
        await app.workers.wait_for_complete(list(app.workers))
        await pilot.pause()
        assert copied == ["her words"]
        assert app.clipboard == "her words"
        assert not [each for each in sent if "\x1b]52" in each]


async def test_the_terminals_clipboard_is_used_where_the_settings_say_so(
    list_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = list_app(Settings(clipboard="terminal"))
    async with app.run_test():
        sent: list[str] = []
        monkeypatch.setattr(app._driver, "write", sent.append)
        app.copy_to_clipboard("her words")
        assert "\x1b]52;c;" in "".join(sent)


async def test_the_collector_works_again_once_the_screen_stands(list_app: MakeApp) -> None:
    gc.disable()
    try:
        async with list_app().run_test() as pilot:
            await pilot.pause()
            assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()


async def test_a_narrow_screen_is_told_from_a_wide_one(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test(size=(99, 30)) as pilot:
        await pilot.pause()
        assert app.screen.has_class("-narrow")
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert app.screen.has_class("-wide")
        assert not app.screen.has_class("-narrow")


def test_no_key_of_textuals_own_is_left_on_the_app() -> None:
    bound = {binding.id for _, binding in BaseApp._merged_bindings or ()}
    assert bound == {action.id for action in EVERYWHERE}


def test_every_action_of_everywhere_can_be_done() -> None:
    for action in EVERYWHERE:
        assert hasattr(BaseApp, f"action_{parse(action.do)[1]}")
    assert QUIT.priority


def every_kind_of(screen: type) -> list[type[Any]]:
    """Every class made from this one, directly or by way of another."""
    made: list[type[Any]] = screen.__subclasses__()
    return [*made, *(kind for each in made for kind in every_kind_of(each))]


def test_the_apps_own_style_sheet_comes_first_and_every_sheet_is_somebodys() -> None:
    assert FIRST_STYLES[0] == "app"
    for module in pkgutil.walk_packages(screens.__path__, "session_tui.ui.screens."):
        importlib.import_module(module.name)
    known = [*every_kind_of(SessionScreen), *every_kind_of(SessionDialog)]
    brought = {name for screen in known for name in screen.STYLES}
    others = {"screens/home/first_run", "command_palette"}  # see SessionApp, Palette
    sheets = {str(path.relative_to(UI_FOLDER).with_suffix("")) for path in UI_FOLDER.rglob("*.tcss")}
    assert sheets == brought | set(FIRST_STYLES) | others


def test_a_screen_binds_its_actions_and_its_own_keys() -> None:
    class Screen(SessionScreen):
        BINDINGS = [("x", "extra", "Extra")]

    keys = Screen._merged_bindings
    assert keys is not None
    assert "x" in keys.key_to_bindings


async def test_a_fault_in_the_background_is_named_without_its_words(list_app: MakeApp) -> None:
    app = list_app()
    async with app.run_test() as pilot:
        fault = ValueError("what ana said")
        asyncio.get_running_loop().call_exception_handler({"exception": fault})
        await pilot.pause()
        [said] = [each.message for each in app._notifications]
    assert said == "A background task failed (ValueError)."


def test_a_fault_outside_the_screens_is_a_sentence_too(
    list_app: MakeApp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run() -> None:
        raise ValueError("what ana said")

    app = list_app()
    monkeypatch.setattr(app, "run", run)
    assert app.run_until_exit() == 1
    said = capsys.readouterr().err
    assert "ValueError, session_tui/ui/base_app.py line" in said
    assert "ana" not in said
    assert app.flushed == 1


async def test_a_fault_in_saving_is_a_sentence_and_the_program_still_ends(
    list_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flush() -> str:
        raise ValueError("what ana said")

    app = list_app()
    monkeypatch.setattr(app, "flush", flush)
    left: list[dict[str, Any]] = []
    async with app.run_test() as pilot:
        with monkeypatch.context() as patched:
            patched.setattr(app, "exit", lambda **how: left.append(how))
            app.save_and_exit()
            await pilot.pause()
    assert left[0]["return_code"] == 129
    assert left[0]["message"].startswith(
        "The latest text could not be saved (ValueError, session_tui/ui/base_app.py line"
    )
