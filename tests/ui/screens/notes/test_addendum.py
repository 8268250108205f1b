"""The addendum: kept with the note, and nothing that was typed is lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from session_tui.ui.screens.home.home import HomeScreen
from session_tui.ui.screens.notes.addendum import NO_REASON, NO_TEXT, AddendumScreen
from session_tui.vault.sessions.addendum_drafts import AddendumDrafts
from session_tui.vault.storage.errors import SaveFailed
from session_tui.vault.vault import Vault

if TYPE_CHECKING:
    from session_tui.core.model.addendum import AddendumDraft
    from tests.ui.conftest import Practice, ReadScreen, Until


def signed(practice: Practice) -> str:
    return practice.vault.sessions("ben-o")[0].id


def drafts(practice: Practice) -> list[Path]:
    """The files of unfinished addenda."""
    return list(practice.vault.root.rglob("*.addendum-draft*"))


def draft(practice: Practice) -> AddendumDraft:
    """The unfinished addendum of ben-o as another process would read it; an empty one where there is none."""
    return Vault.open(practice.vault.root, clock=lambda: practice.now).addenda.open(signed(practice))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_reason_text_and_mark_are_kept(practice: Practice, until: Until, size: tuple[int, int]) -> None:
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
        await until(pilot, lambda: app.screen.focused is not None)
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
        await until(pilot, lambda: "is not finished" in read_screen(app))
        await app.push_screen(AddendumScreen(signed(practice)))
        await until(pilot, lambda: "written" in read_screen(app))
        await until(pilot, lambda: "reason" in read_screen(app))


async def test_what_is_typed_is_on_disk_before_it_is_kept(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        app.navigation.open_addendum(signed(practice))
        await pilot.press(*"reason", "tab", *"written")
        await until(pilot, lambda: draft(practice).text == "written")
        assert draft(practice).reason == "reason"
        assert practice.vault.read(signed(practice)).addenda == ()


async def test_it_is_gone_on_with_where_the_cursor_stood(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        app.navigation.open_addendum(signed(practice))
        await pilot.press(*"why", "tab", *"one", "enter", *"two", "up", "left", "escape")
        await until(pilot, lambda: not isinstance(app.screen, AddendumScreen))
    again = practice.app()
    async with again.run_test() as pilot:
        again.navigation.open_addendum(signed(practice))
        await pilot.press("X")
        await until(pilot, lambda: draft(practice).text == "onXe\ntwo")


async def test_a_quit_keeps_the_last_key(practice: Practice) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        app.navigation.open_addendum(signed(practice))
        await pilot.press(*"why", "ctrl+q")
    assert draft(practice).reason == "why"


async def test_the_curtain_keeps_the_last_key(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        app.navigation.open_addendum(signed(practice))
        await pilot.press(*"why", "ctrl+l")
        await until(pilot, lambda: draft(practice).reason == "why")


async def test_nothing_is_left_of_an_addendum_that_was_emptied(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        app.navigation.open_addendum(signed(practice))
        await pilot.press(*"why")
        await until(pilot, lambda: practice.vault.addenda.open(signed(practice)).reason == "why")
        await pilot.press("ctrl+u", "escape")
        await until(pilot, lambda: not isinstance(app.screen, AddendumScreen))
    assert not drafts(practice)


async def test_nothing_is_left_of_the_draft_once_it_is_kept(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        app.navigation.open_addendum(signed(practice))
        await pilot.press(*"why", "tab", *"text")
        await until(pilot, lambda: bool(drafts(practice)))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, AddendumScreen))
    assert not drafts(practice)
    assert len(practice.vault.read(signed(practice)).addenda) == 1


async def test_home_names_an_unfinished_addendum_and_enter_goes_on_with_it(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    begun = practice.vault.addenda.open(signed(practice))
    practice.vault.addenda.save(begun.replace(reason="half"))
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Addendum to First consult" in read_screen(app))
        app.screen.query_one("#today").focus()
        await pilot.press("end", "enter", *"!")
        await until(pilot, lambda: draft(practice).reason == "!half")
        assert isinstance(app.screen, AddendumScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_session_that_is_open_in_another_window_is_said_and_left(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        with practice.vault.lock(signed(practice)):
            app.navigation.open_addendum(signed(practice))
            await until(pilot, lambda: "open in another window" in read_screen(app))
            await pilot.press(*"lost", "ctrl+s", "escape")
            await until(pilot, lambda: not isinstance(app.screen, AddendumScreen))
    assert not drafts(practice)


async def test_a_full_disk_is_said_and_tried_again(
    practice: Practice, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("session_tui.ui.services.autosave.RETRY", 0.05)
    save, is_full = AddendumDrafts.save, [True]

    def fail(self: AddendumDrafts, draft: AddendumDraft) -> AddendumDraft:
        if is_full[0]:
            raise SaveFailed("The disk is full.", Path("/v"), "Free some space.")
        return save(self, draft)

    monkeypatch.setattr(AddendumDrafts, "save", fail)
    app = practice.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.navigation.open_addendum(signed(practice))
        await pilot.press(*"why")
        await until(pilot, lambda: "Free some space." in read_screen(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Press Esc again" in " ".join(map(str, app._notifications)))
        is_full[0] = False
        await until(pilot, lambda: bool(drafts(practice)))
        await until(pilot, lambda: "tried again" not in read_screen(app))
    assert draft(practice).reason == "why"


async def test_a_failure_is_said_and_the_text_stays(
    practice: Practice, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise SaveFailed("No space left.", Path("/v"), "Free some space.")

    monkeypatch.setattr(AddendumDrafts, "keep", fail)
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
