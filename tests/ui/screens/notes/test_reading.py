"""Reading on the whole screen: turning, finding, the private page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from session_tui.ui.app import SessionApp
from session_tui.ui.screens.notes.reading import ReadingScreen
from session_tui.ui.screens.session.client_view import ClientViewScreen
from session_tui.ui.screens.session.sheet import SheetScreen
from session_tui.ui.services.list_rows import session_row
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.lists.filter_line import FilterLine

if TYPE_CHECKING:
    from tests.ui.conftest import Practice, ReadScreen, Until


def view(app: SessionApp) -> NoteView:
    return app.screen.query_one(NoteView)


def shown(app: SessionApp) -> str:
    return "\n".join(view(app).rows)


async def opened(practice: Practice, app: SessionApp, pilot: Pilot[Any], until: Until, place: int = 1) -> list[str]:
    """Open one of ana-k's sessions; the list that is filled as one turns."""
    rows = [session_row(summary) for summary in practice.vault.sessions("ana-k")]
    turned: list[str] = []
    await app.push_screen(ReadingScreen(rows, rows[place].id, None, turned.append))
    await until(pilot, lambda: shown(app))
    return turned


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_note_is_read_and_turned(
    practice: Practice, read_screen: ReadScreen, until: Until, size: tuple[int, int]
) -> None:
    app = practice.app()
    async with app.run_test(size=size, notifications=True) as pilot:
        turned = await opened(practice, app, pilot, until)
        await until(pilot, lambda: "Slept well [/b] 3." in read_screen(app))
        await until(pilot, lambda: "4 of 5" in read_screen(app))
        await pilot.press("[")
        await until(pilot, lambda: "Slept well [/b] 30." in shown(app))
        await pilot.press("[", "[")
        await until(pilot, lambda: "Slept well [/b] 120." in shown(app))
        assert len(turned) == 3
        await pilot.press("[")
        await until(pilot, lambda: "This is the first session." in read_screen(app))


async def test_keys_scroll(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(40, 8)) as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("j")
        await until(pilot, lambda: view(app).scroll_offset.y == 1)
        await pilot.press("k", "space")
        await until(pilot, lambda: view(app).scroll_offset.y > 1)
        await pilot.press("b")
        await until(pilot, lambda: view(app).scroll_offset.y == 0)
        await pilot.press("G")
        await until(pilot, lambda: view(app).is_vertical_scroll_end)
        await pilot.press("g")
        await until(pilot, lambda: view(app).scroll_offset.y == 0)


async def test_the_private_page_comes_when_asked_and_goes_when_turning(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until)
        assert "Tired of this." not in shown(app)
        await pilot.press("p")
        await until(pilot, lambda: "Tired of this." in read_screen(app))
        await until(pilot, lambda: "private page shown" in read_screen(app))
        await pilot.press("[")
        await until(pilot, lambda: "Slept well [/b] 30." in shown(app))
        assert "Tired of this." not in shown(app)
        assert "private page shown" not in read_screen(app)


async def test_where_nothing_is_private_it_says_so(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    app = practice.app()
    async with app.run_test(notifications=True) as pilot:
        await opened(practice, app, pilot, until, place=0)
        await pilot.press("p")
        await until(pilot, lambda: "The private page of this session is empty" in read_screen(app))


async def test_words_are_found(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    app = practice.app()
    async with app.run_test(size=(60, 8), notifications=True) as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("/", *"neighbour")
        await until(pilot, lambda: "• the neighbour" in read_screen(app))
        await pilot.press("enter", "n", "N")
        assert app.focused is view(app)
        await pilot.press("escape")
        assert not app.screen.query_one(FilterLine).is_open
        await pilot.press("/", *"nowhere", "enter")
        await until(pilot, lambda: "No matches." in read_screen(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, ReadingScreen))


async def test_a_draft_is_gone_on_with(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until, place=0)
        await pilot.press("a")
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen))


async def test_an_addendum_shows_at_once(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("a", *"wrong dose", "enter", *"5 mg", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("G")
        await until(pilot, lambda: shown(app).endswith("Reason: wrong dose\n\n5 mg"))


@pytest.mark.parametrize("size", [(1, 1), (6, 6), (40, 15), (200, 60)])
async def test_no_size_is_too_small(practice: Practice, until: Until, size: tuple[int, int]) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(
            ReadingScreen(
                [session_row(summary) for summary in practice.vault.sessions("ana-k")],
                practice.vault.sessions("ana-k")[1].id,
            )
        )
        await pilot.press("j", "space", "p", "/", "x", "enter", "escape", "a", "escape")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "Slept well [/b] 3." in shown(app))
        await pilot.resize_terminal(*size)
        await pilot.pause()


async def test_f4_turns_the_screen_to_the_client_and_the_private_page_is_hidden_after_it(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(practice, app, pilot, until)
        await pilot.press("p")
        await until(pilot, lambda: "Tired of this." in shown(app))
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ClientViewScreen))
        assert "Tired of this." not in read_screen(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert "Tired of this." not in shown(app)
