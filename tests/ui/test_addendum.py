"""The addendum: kept with the note, and nothing that was typed is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from session_tui.ui.screens.addendum import NO_REASON, NO_TEXT, AddendumScreen
from session_tui.vault.errors import SaveFailed

if TYPE_CHECKING:
    from tests.ui.conftest import Practice, ReadScreen, Until


def signed(practice: Practice) -> str:
    return practice.vault.sessions("ben-o")[0].id


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_reason_text_and_mark_are_kept(
    practice: Practice, until: Until, size: tuple[int, int]
) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(AddendumScreen(signed(practice)))
        await pilot.press(*"why", "enter", *"first", "enter", *"second", "ctrl+t", "ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, AddendumScreen))
    (added,) = practice.vault.read(signed(practice)).addenda
    assert (added.reason, added.text, added.mark) == ("why", "first\nsecond", "entered by mistake")


async def test_without_a_reason_or_a_text_it_says_what_is_missing(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await app.push_screen(AddendumScreen(signed(practice)))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: NO_REASON[:30] in read_screen(app))
        await pilot.press(*"why", "ctrl+s")
        await until(pilot, lambda: NO_TEXT[:30] in read_screen(app))
    assert practice.vault.read(signed(practice)).addenda == ()


async def test_esc_keeps_what_was_typed_for_the_next_time(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(notifications=True) as pilot:
        await app.push_screen(AddendumScreen(signed(practice)))
        await pilot.press(*"reason", "tab", *"written", "escape")
        await until(pilot, lambda: not isinstance(app.screen, AddendumScreen))
        await until(pilot, lambda: "not kept yet" in read_screen(app))
        await app.push_screen(AddendumScreen(signed(practice)))
        await until(pilot, lambda: "written" in read_screen(app))
        await until(pilot, lambda: "reason" in read_screen(app))


async def test_a_failure_is_said_and_the_text_stays(
    practice: Practice, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise SaveFailed("No space left.", practice.vault.root, "Free some space.")

    monkeypatch.setattr(practice.vault, "add_addendum", fail)
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(AddendumScreen(signed(practice)))
        await pilot.press(*"why", "tab", *"written", "ctrl+s")
        await until(pilot, lambda: "Free some space." in read_screen(app))
        await until(pilot, lambda: "written" in read_screen(app))


@pytest.mark.parametrize("size", [(1, 1), (6, 6), (40, 15), (200, 60)])
async def test_no_size_is_too_small(practice: Practice, size: tuple[int, int]) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(AddendumScreen(signed(practice)))
        await pilot.press("a", "tab", "b", "ctrl+t")
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(*size)
        assert isinstance(app.screen, AddendumScreen)
