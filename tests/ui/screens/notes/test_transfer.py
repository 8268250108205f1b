"""Moving a session that lies under the wrong client, from the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.screens.notes.transfer import NO_CLIENT, NO_REASON, WRONG_CLIENT, TransferScreen
from session_tui.ui.services.chart_place import ChartPlace
from session_tui.ui.widgets.lists.choice_list import ChoiceList
from session_tui.ui.widgets.lists.session_list import SessionList

if TYPE_CHECKING:
    from session_tui.ui.app import SessionApp
    from tests.ui.conftest import Practice, ReadScreen, Until


async def asked(practice: Practice, app: SessionApp, pilot: Pilot[Any], until: Until) -> str:
    """The chart of ben-o with the question where to move its session; the session's id."""
    await app.push_screen(ChartScreen(ChartPlace("ben-o")))
    await until(pilot, lambda: app.screen.query_one(SessionList).current)
    await pilot.press("m")
    await until(pilot, lambda: isinstance(app.screen, TransferScreen) and app.screen._offered == "")
    return practice.vault.sessions("ben-o")[0].id


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_code_enter_enter_moves_it(
    practice: Practice, until: Until, read_screen: ReadScreen, size: tuple[int, int]
) -> None:
    app = practice.app()
    async with app.run_test(size=size, notifications=True) as pilot:
        session = await asked(practice, app, pilot, until)
        await pilot.press(*"ana", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))
        await until(pilot, lambda: "Moved to ana-k" in read_screen(app))
        await until(pilot, lambda: "No sessions yet" in read_screen(app))
    assert practice.vault.resolve(session).client == "ana-k"
    assert practice.vault.read(session).addenda[-1].reason == WRONG_CLIENT


async def test_its_own_client_is_not_offered(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await asked(practice, app, pilot, until)
        assert isinstance(app.screen, TransferScreen)
        assert {choice.code for choice in app.screen.query_one(ChoiceList).rows} == {
            "ana-k",
            "кира",
        }
        await pilot.press(*"ben-o", "enter")
        await until(pilot, lambda: NO_CLIENT in read_screen(app))


async def test_without_a_reason_it_stays(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        session = await asked(practice, app, pilot, until)
        await pilot.press(*"ana", "enter", "end", "ctrl+u", "ctrl+s")
        await until(pilot, lambda: NO_REASON[:30] in read_screen(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))
    assert practice.vault.resolve(session).client == "ben-o"


async def test_a_session_that_is_open_in_another_window_is_said_and_stays(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        session = await asked(practice, app, pilot, until)
        with practice.vault.lock(session):
            await pilot.press(*"ana", "enter", "enter")
            await until(pilot, lambda: "open in another window" in read_screen(app))
    assert practice.vault.resolve(session).client == "ben-o"


async def test_a_new_client_is_made_for_it(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        session = await asked(practice, app, pilot, until)
        await pilot.press(*"dora-w", "tab", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))
    assert practice.vault.resolve(session).client == "dora-w"


@pytest.mark.parametrize("size", [(1, 1), (6, 6), (40, 15), (200, 60)])
async def test_no_size_is_too_small(practice: Practice, until: Until, size: tuple[int, int]) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await asked(practice, app, pilot, until)
        await pilot.press("a", "tab", "b")
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(*size)
        assert isinstance(app.screen, TransferScreen)
