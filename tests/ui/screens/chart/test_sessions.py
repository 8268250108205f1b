"""The chart: one client's sessions, and the note of the one under the cursor."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import ScreenResume
from textual.pilot import Pilot

from session_tui.actions.chart_tabs import CHART_TABS
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.screens.notes.addendum import AddendumScreen
from session_tui.ui.screens.notes.reading import ReadingScreen
from session_tui.ui.screens.session.client_view import ClientViewScreen
from session_tui.ui.screens.session.new_session import NewSessionScreen
from session_tui.ui.screens.session.sheet import SheetScreen
from session_tui.ui.services.chart_place import ChartPlace
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.lists.session_list import SessionList

if TYPE_CHECKING:
    from tests.ui.conftest import Practice, ReadScreen, Until


def pane(app: SessionApp) -> str:
    return "\n".join(app.screen.query_one(NoteView).rows)


def listed(app: SessionApp) -> SessionList:
    return app.screen.query_one(SessionList)


async def opened(practice: Practice, app: SessionApp, pilot: Pilot[Any], until: Until, client: str = "ana-k") -> None:
    await app.push_screen(ChartScreen(ChartPlace(client, "Ana Kralj")))
    sessions = practice.vault.sessions(client)
    await until(pilot, lambda: len(listed(app).rows) == len(sessions))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_sessions_are_listed_and_the_pane_follows(
    practice: Practice, read_screen: ReadScreen, until: Until, size: tuple[int, int]
) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await opened(practice, app, pilot, until)
        await until(pilot, lambda: "Well first." in pane(app))
        await until(pilot, lambda: "5 sessions" in read_screen(app))
        await until(pilot, lambda: "● draft" in read_screen(app))
        await pilot.press("j")
        await until(pilot, lambda: "Slept well [/b] 3." in pane(app))
        await until(pilot, lambda: "Slept well [/b] 3." in read_screen(app))
        await pilot.press("[")
        await until(pilot, lambda: "Slept well [/b] 30." in pane(app))
        await pilot.press("]")
        await until(pilot, lambda: "Slept well [/b] 3." in pane(app))


async def test_a_session_entered_by_mistake_is_listed_as_one(
    practice: Practice, read_screen: ReadScreen, until: Until
) -> None:
    signed = practice.vault.sessions("ben-o")[0].id
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(practice, app, pilot, until, "ben-o")
        await pilot.press("a")
        await until(pilot, lambda: app.screen.focused is not None)
        await pilot.press(*"why", "ctrl+t", "ctrl+s")
        await until(pilot, lambda: "in error" in read_screen(app))
    assert practice.vault.withdrawn("ben-o") == {signed}


async def test_sessions_of_one_day_say_their_time(practice: Practice, read_screen: ReadScreen, until: Until) -> None:
    practice.draft("ben-o", "once")
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(practice, app, pilot, until, "ben-o")
        assert "10:12  Follow-up" not in read_screen(app)
        practice.now += timedelta(hours=2)
        practice.draft("ben-o", "twice")
        app.screen.post_message(ScreenResume())
        await until(pilot, lambda: len(listed(app).rows) == 3)
        await until(pilot, lambda: "Fri 20 Nov 2026 12:12" in read_screen(app))
        assert "Fri 20 Nov 2026 10:12" in read_screen(app)


async def test_all_tabs_are_shown_and_each_number_opens_its_page(
    practice: Practice, read_screen: ReadScreen, until: Until
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until)
        for tab in CHART_TABS:
            await pilot.press(tab.key)
            await until(pilot, lambda tab=tab: getattr(app.screen, "TAB", "") == tab.id)
            assert f"{tab.key} {tab.title}" in read_screen(app)
        assert len(app.screen_stack) == 2


async def test_the_number_of_the_tab_one_is_on_goes_into_its_list(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("l", "1")
        assert app.focused is listed(app)


async def test_brackets_work_in_the_pane_too(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("l")
        assert isinstance(app.focused, NoteView)
        await pilot.press("[")
        await until(pilot, lambda: "Slept well [/b] 3." in pane(app))


async def test_the_list_narrows_by_month_and_guide(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("/", *"october")
        await until(pilot, lambda: len(listed(app).rows) == 1)
        await until(pilot, lambda: "Slept well [/b] 30." in pane(app))
        await pilot.press("escape")
        await until(pilot, lambda: len(listed(app).rows) == 5)
        assert isinstance(app.screen, ChartScreen)
        await pilot.press("/", *"first")
        await until(pilot, lambda: len(listed(app).rows) == 1)


async def test_enter_reads_a_signed_session_and_the_chart_follows(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("[", "escape")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))
        assert listed(app).highlighted == 2
        await until(pilot, lambda: "Slept well [/b] 30." in pane(app))


async def test_turning_shows_the_session_turned_to_though_the_chart_reads_it_too(
    practice: Practice, until: Until
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and pane(app))
        for days in (30, 79, 120):
            await pilot.press("[")
            await until(pilot, lambda days=days: f"Slept well [/b] {days}." in pane(app))


@pytest.mark.parametrize("key", ["enter", "e"])
async def test_a_draft_is_gone_on_with(practice: Practice, until: Until, key: str) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, SheetScreen))


async def test_an_addendum_goes_to_a_signed_session_only(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("a")
        assert isinstance(app.screen, ChartScreen)
        assert "a addendum" not in read_screen(app)
        await pilot.press("j", "e")
        assert isinstance(app.screen, ChartScreen)
        await until(pilot, lambda: "a addendum" in read_screen(app))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AddendumScreen))
        await pilot.press(*"why", "tab", *"more", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))
        await until(pilot, lambda: "Reason: why" in pane(app))


async def test_n_begins_with_this_client(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until, "ben-o")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NewSessionScreen))
        await until(pilot, lambda: "ben-o · new session" in read_screen(app))


async def test_the_screen_turns(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("j")
        await until(pilot, lambda: "Slept well [/b] 3." in pane(app))
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ClientViewScreen))
        await until(pilot, lambda: "Walk to the market" in read_screen(app))
        assert "Tired of this." not in read_screen(app)


async def test_a_client_without_sessions_says_how_to_begin(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until, "кира")
        await until(pilot, lambda: "Press n to begin one." in read_screen(app))
        await pilot.press("enter", "e", "a", "[", "]", "f4", "space", "b", "j", "G")
        assert isinstance(app.screen, ChartScreen)


async def test_the_private_page_is_never_in_the_pane(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("j")
        await until(pilot, lambda: "Slept well [/b] 3." in pane(app))
        assert "Tired of this." not in pane(app)


async def test_a_note_that_cannot_be_read_any_more_is_said(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(practice, app, pilot, until)
        path = practice.vault.sessions("ana-k")[1].path.with_suffix(".json")
        path.write_text("{", encoding="utf-8")
        await pilot.press("j")
        await until(pilot, lambda: "There is no session" in read_screen(app))


@pytest.mark.parametrize("size", [(1, 1), (6, 6), (40, 15), (200, 60)])
async def test_no_size_is_too_small(practice: Practice, until: Until, size: tuple[int, int]) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("j", "l", "space", "/", "x", "escape", "h")
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(*size)
        assert isinstance(app.screen, ChartScreen)
