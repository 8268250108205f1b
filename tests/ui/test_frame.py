"""The line at the top and the keys at the bottom, at any width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App

from session_tui.actions.keymap import split_keys
from session_tui.actions.registry import (
    CANCEL,
    CHOOSE,
    EVERYWHERE,
    HOME,
    LEAVE_SHEET,
    MOVING,
    SHEET,
    all_actions,
)
from session_tui.ui.screens.session.sheet import LETTERS
from session_tui.ui.widgets.chrome.footer import KeyWord, fitting, textual_name

MakeApp = Callable[..., Any]
ReadScreen = Callable[[App[Any]], str]
WRITING = tuple(action for action in SHEET if action not in LETTERS or action is LEAVE_SHEET)


def words(*groups: tuple[object, ...]) -> list[KeyWord]:
    actions = [action for group in groups for action in group]
    return [
        KeyWord(action, split_keys(action.key)[0])  # type: ignore[attr-defined, arg-type]
        for action in actions
        if action.footer  # type: ignore[attr-defined]
    ]


def foot(room: int, *groups: tuple[object, ...]) -> str:
    return "  ".join(word.content.plain for word in fitting(words(*groups), room))


def test_the_foot_of_the_sheet_is_as_drawn() -> None:
    drawn = "tab next  ⇧tab back  ^n section  ^g go to  ^o jot  ^t last time  esc leave (kept)  ?"
    assert foot(len(drawn), WRITING, EVERYWHERE) == drawn


def test_at_80_columns_every_key_of_the_sheet_is_there_and_the_one_that_helps() -> None:
    drawn = "tab next  ⇧tab back  ^n section  ^g go to  ^o jot  ^t last time  esc leave"
    assert foot(79, WRITING, EVERYWHERE) == f"{drawn}  ?"
    assert foot(len(drawn), WRITING, EVERYWHERE) == drawn


def test_where_there_is_room_the_keys_of_everywhere_follow() -> None:
    assert foot(200, WRITING, EVERYWHERE).endswith("esc leave (kept)  ^p commands  ? keys")


def test_the_way_out_is_the_last_to_go() -> None:
    assert foot(30, WRITING, EVERYWHERE) == "tab next  ⇧tab back  esc leave"
    assert foot(16, WRITING, EVERYWHERE) == "esc leave"
    assert foot(6, WRITING, EVERYWHERE) == ""


def test_moving_is_not_at_the_foot() -> None:
    assert not [action for action in MOVING if action.footer]
    assert foot(80, HOME).startswith("n new session")
    assert foot(80, (CHOOSE, CANCEL)) == "enter choose  esc back"


@pytest.mark.parametrize("key", sorted({k for _, a in all_actions() for k in split_keys(a.key)}))
def test_a_key_has_textuals_name(key: str) -> None:
    name = textual_name(key)
    assert name == key if key.isalnum() or len(key) > 1 else name.replace("_", "").isalpha()


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (42, " ana-k · Follow-up         saved 10:35:02 "),
        (35, " ana-k · Follow-up  saved 10:35:02 "),
        (30, " ana-k · Fol…  saved 10:35:02 "),
        (8, " saved… "),
        (3, " … "),
    ],
)
async def test_the_title_gives_way_to_the_status(
    list_app: MakeApp, read_screen: ReadScreen, width: int, shown: str
) -> None:
    app = list_app()
    async with app.run_test(size=(width, 12)) as pilot:
        app.home.headline("ana-k · Follow-up", "saved 10:35:02")
        await pilot.pause()
        assert read_screen(app).splitlines()[0] == shown.rstrip()


async def test_words_of_people_in_the_title_are_text(list_app: MakeApp, read_screen: ReadScreen) -> None:
    app = list_app()
    async with app.run_test(size=(40, 12)) as pilot:
        app.home.headline("[/b] 你好\n[red]", "")
        await pilot.pause()
        assert read_screen(app).splitlines()[0] == " [/b] 你好 [red]"


async def test_half_a_headline_leaves_the_other_half(list_app: MakeApp, read_screen: ReadScreen) -> None:
    app = list_app()
    async with app.run_test(size=(40, 12)) as pilot:
        app.home.headline(status="saved")
        await pilot.pause()
        assert read_screen(app).splitlines()[0].split() == ["Session", "notes", "saved"]
