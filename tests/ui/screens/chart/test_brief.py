"""The brief: before a session, from home and from the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from session_tui.core.base.ids import new_id
from session_tui.core.chart.brief import Brief, BriefLine, BriefPart
from session_tui.core.model.values import Repair
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.brief import BriefScreen
from session_tui.ui.screens.home.home import HomeScreen
from session_tui.ui.screens.session.new_session import NewSessionScreen
from session_tui.ui.screens.session.sheet import SheetScreen
from session_tui.ui.widgets.document.brief_view import TITLE, brief_content
from session_tui.ui.widgets.lists.choice_list import ChoiceList
from session_tui.ui.widgets.lists.guide_list import GuideList

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault
    from tests.ui.conftest import Practice, ReadScreen, Until


async def opened(app: SessionApp, pilot: Pilot[Any], until: Until, client: str = "ana-k") -> None:
    """Open the brief of a client, and wait until it is read."""
    await app.push_screen(BriefScreen(client))
    page = app.screen.query_one("#brief-page", Static)
    await until(pilot, lambda: str(page.content))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_everything_stands_on_one_screen(
    demo_vault: Vault, until: Until, read_screen: ReadScreen, size: tuple[int, int]
) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=size) as pilot:
        await opened(app, pilot, until)
        screen = " ".join(read_screen(app).split())
        for words in (
            "since Wed 4 Dec 2024 · 28 meetings · steady",
            "My knee decides what I do.",
            "Her garden friends",
            "Ask J. Horvat about standing",
            "time to judge",
            "“Stand in the choir for a whole evening again”",
            "May she sit down in the middle of a song",
            "Start with the telephone",
        ):
            assert words in screen
        assert app.screen.query_one("#brief").max_scroll_y == 0


async def test_n_client_guide_brief_sheet(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await pilot.press("n", *"ben-o")
        screen = app.screen
        await until(pilot, lambda: screen.query_one(ChoiceList).rows)
        await pilot.press("enter")
        await until(pilot, lambda: screen.query_one(GuideList).rows)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen))
        assert isinstance(app.screen, SheetScreen)
        assert app.screen.session_context.session.client == "ben-o"
        assert len(app.screen_stack) == 2


async def test_from_home_it_goes_on_to_the_guides_and_is_not_shown_twice(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        home = app.screen
        assert isinstance(home, HomeScreen)
        await until(pilot, lambda: home._marked_client)
        await pilot.press("j", "v")
        await until(pilot, lambda: isinstance(app.screen, BriefScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, NewSessionScreen))
        await until(pilot, lambda: app.screen.query_one(GuideList).rows)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen))


async def test_esc_goes_back_to_where_one_came_from(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        home = app.screen
        assert isinstance(home, HomeScreen)
        await until(pilot, lambda: home._marked_client)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, BriefScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is home)


async def test_where_one_only_looks_nothing_begins(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until)
        assert "enter begin" not in read_screen(app)
        await pilot.press("enter")
        assert isinstance(app.screen, BriefScreen)


async def test_what_is_open_between_both_is_said_only_when_asked_for(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    repair = Repair(id=new_id(practice.now), what="I was late")
    session = practice.vault.begin("ben-o", "follow-up")
    session = session.with_answer("repair", repair, at=practice.now)
    practice.vault.sign(practice.vault.save(session))
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, "ben-o")
        assert "Something unresolved between you" in read_screen(app)
        assert "I was late" not in read_screen(app)
        await pilot.press("p")
        await until(pilot, lambda: "I was late" in read_screen(app))
        await pilot.press("p")
        await until(pilot, lambda: "I was late" not in read_screen(app))


async def test_where_nothing_is_open_between_both_no_key_says_so(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until)
        assert "p private" not in read_screen(app)


async def test_a_client_without_sessions_has_a_sentence(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, "кира")
        assert "The brief fills in after the first session." in " ".join(read_screen(app).split())


async def test_a_brief_that_cannot_be_read_says_why(
    practice: Practice, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error", "/vault/clients")

    monkeypatch.setattr(practice.vault, "chart", fail)
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until)
        assert "Input/output error" in read_screen(app)


# Its layout


def brief(*texts: str) -> Brief:
    lines = tuple(BriefLine(text) for text in texts)
    return Brief("ana-k", "since Monday", (BriefPart("goals", "Goals", lines),))


def test_a_line_that_goes_on_stands_under_its_beginning() -> None:
    _, _, first, second = brief_content(brief("word " * 14), 70, 20).plain.splitlines()
    assert first.startswith("Goals".ljust(TITLE) + "word")
    assert second.startswith(" " * TITLE + "word")


def test_what_found_no_room_is_counted_under_the_title_and_cuts_no_words() -> None:
    _, _, *rows = brief_content(brief("one two three", "four", "five"), 70, 3).plain.splitlines()
    assert [row.rstrip() for row in rows] == ["Goals".ljust(TITLE) + "one two three", "and 2 more"]


def test_in_a_narrow_window_the_title_stands_above() -> None:
    _, _, *rows = brief_content(brief("one", "two"), 30, 4).plain.splitlines()
    assert rows == ["Goals  and 1 more", "one"]


@pytest.mark.parametrize("width", [1, 6, 24, 44, 300])
def test_no_row_is_wider_than_the_window(width: int) -> None:
    content = brief_content(brief("a word", "oneverylongword" * 9), width, 40)
    assert all(line.cell_length <= max(width, 1) for line in content.split("\n")[2:] if width > 20)
