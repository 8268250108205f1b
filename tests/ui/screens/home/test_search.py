"""Searching the notes: as one types, in one client's or everybody's, and on into the note."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from session_tui.core.search.query import Query
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.screens.home import search as search_screen
from session_tui.ui.screens.home.home import HomeScreen
from session_tui.ui.screens.home.search import ADVICE, EXAMPLES, NOTHING, SearchScreen
from session_tui.ui.screens.notes.reading import ReadingScreen
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.editor.search_field import SearchField
from session_tui.ui.widgets.lists.client_list import ClientList
from session_tui.ui.widgets.lists.search_results import MARK, SearchResultList
from session_tui.ui.widgets.lists.session_list import SessionList
from session_tui.vault.index.results import SearchResults
from session_tui.vault.vault import Vault

if TYPE_CHECKING:
    from tests.ui.conftest import Practice, ReadScreen, Until

SIZES = [(80, 24), (120, 40), (40, 10)]


def found(app: SessionApp) -> list[str]:
    """What was found: whose, and where it fits."""
    rows = app.screen.query_one(SearchResultList).rows
    return [f"{row.session.client}: {row.excerpt.text}" for row in rows]


def said(app: SessionApp, of: str = "status") -> str:
    return str(app.screen.query_one(f"#search-{of}", Static).content)


async def opened(app: SessionApp, pilot: Pilot[Any], until: Until, *keys: str) -> None:
    """Search from home, and type."""
    await until(pilot, lambda: app.screen.query_one(ClientList).rows)
    await pilot.press("s")
    await until(pilot, lambda: isinstance(app.screen, SearchScreen) and found(app))
    await pilot.press(*keys)


@pytest.mark.parametrize("size", SIZES)
async def test_results_come_as_one_types(
    practice: Practice, until: Until, read_screen: ReadScreen, size: tuple[int, int]
) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await opened(app, pilot, until, *"slept nowhere")
        assert said(app) == NOTHING
        assert found(app) == []
        await pilot.press(*["backspace"] * len("nowhere"))
        assert app.focused is app.screen.query_one(SearchField)
        assert len(found(app)) == 5
        assert said(app) == "5 sessions · newest first"
        screen = read_screen(app)
        assert "Tue 17 Nov 2026 · ana-k · Follow-up" in screen
        assert "Slept well [/b] 3." in screen


@pytest.mark.parametrize("size", SIZES)
async def test_before_anything_is_typed_the_newest_sessions_and_examples_stand_there(
    practice: Practice, until: Until, read_screen: ReadScreen, size: tuple[int, int]
) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await opened(app, pilot, until)
        assert said(app) == "6 sessions · newest first"
        assert said(app, "hints") == EXAMPLES
        assert "Fri 20 Nov 2026 · ana-k · Follow-up" in read_screen(app)
        await pilot.press("w")
        assert not app.screen.query_one("#search-hints").display
        await pilot.press("x")
        assert said(app, "hints") == ADVICE


async def test_the_words_stand_out_otherwise_than_by_colour(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, *"slept 3")
        list_ = app.screen.query_one(SearchResultList)
        (row,) = list_.draw(list_.rows[:1], 60)
        marked = [row.plain[span.start : span.end] for span in row.spans if span.style == MARK]
        assert marked == ["Slept", "3"]


async def test_a_filter_that_is_none_is_said_in_a_calm_line(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, until, *"in:foo")
        assert "“in:foo” is not a part of a note, so it is searched for as words." in read_screen(app)


async def test_arrows_move_in_the_results_and_enter_reads_while_one_types(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, *"slept", "down", "down", "up")
        list_ = app.screen.query_one(SearchResultList)
        second = list_.rows[1]
        assert list_.current == second
        assert app.focused is app.screen.query_one(SearchField)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await until(pilot, lambda: "Slept well [/b] 7." in app.screen.query_one(NoteView).rows)
        await pilot.press("escape")
        assert isinstance(app.screen, SearchScreen)
        assert list_.current == second


async def test_page_keys_turn_the_results_while_one_types(practice: Practice, until: Until) -> None:
    for days in range(10, 40):
        practice.sign("ben-o", days, "follow-up")
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, *"slept", "pagedown")
        list_ = app.screen.query_one(SearchResultList)
        assert list_.highlighted
        await pilot.press("pageup")
        assert list_.highlighted == 0


async def test_escape_leaves_the_line_and_then_single_letters_are_keys(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, *"slept", "escape")
        list_ = app.screen.query_one(SearchResultList)
        places = []
        for key in ("j", "n", "N", "k", "G", "g"):
            await pilot.press(key)
            places.append(list_.highlighted)
        assert places == [1, 2, 1, 0, 4, 0]
        await pilot.press("/", "!")
        assert app.screen.query_one(SearchField).text == "slept!"
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_where_nothing_fits_escape_leaves_the_line_all_the_same(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, *"nowhere", "escape", "j", "enter", "/", "!")
        assert app.screen.query_one(SearchField).text == "nowhere!"
        await pilot.press("escape", "q")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_words_are_marked_in_the_note_and_n_goes_from_one_to_the_next(
    practice: Practice, until: Until, read_screen: ReadScreen, size: tuple[int, int]
) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await opened(app, pilot, until, *"well neighbour walk -wine", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await until(pilot, lambda: "match 1 of 3" in read_screen(app))
        assert "Slept well" in read_screen(app)
        assert "n next match" in read_screen(app)
        await pilot.press("n", "n")
        await until(pilot, lambda: "match 3 of 3" in read_screen(app))
        assert "Walk to the market" in read_screen(app)
        await pilot.press("n", "N")
        await until(pilot, lambda: "match 3 of 3" in read_screen(app))
        await pilot.press("[")
        await until(pilot, lambda: "match 1 of 3" in read_screen(app))


async def test_turning_in_the_notes_moves_the_mark_in_the_results(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, *"slept", "enter", "[", "escape")
        assert app.screen.query_one(SearchResultList).highlighted == 1


async def test_best_first_is_a_key_away(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, *"slept", "ctrl+t")
        assert said(app) == "5 sessions · best first"
        await pilot.press("escape", "o")
        assert said(app) == "5 sessions · newest first"
        await pilot.press("/", *" sort:best")
        assert said(app) == "5 sessions · best first"


async def test_from_a_chart_one_searches_its_client_and_a_key_widens(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    practice.vault.add_client("ana-kb")
    practice.sign("ana-kb", 5, "follow-up")
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query_one(ClientList).rows)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query(SessionList) and app.screen.query_one(SessionList).rows)  # fmt: skip
        await pilot.press("3", "s", *"slept")
        assert "in ana-k" in read_screen(app)
        assert said(app) == "4 sessions · newest first"
        assert "ana-k ·" not in read_screen(app)
        await pilot.press("ctrl+g")
        assert "everybody" in read_screen(app)
        assert said(app) == "6 sessions · newest first"
        await pilot.press("escape", "w")
        assert said(app) == "4 sessions · newest first"


async def test_everybody_is_all_there_is_from_home(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, *"slept", "ctrl+g")
        assert said(app) == "5 sessions · newest first"
        assert not app.screen.check_action("widen", ())


async def test_what_is_typed_above_the_clients_goes_along(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query_one(ClientList).rows)
        await pilot.press("/", *"ben", "ctrl+f")
        assert app.screen.query_one(SearchField).text == "ben"


async def test_where_no_client_is_called_so_enter_searches_the_notes(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query_one(ClientList).rows)
        await pilot.press("/", *"neighbour", "enter")
        assert isinstance(app.screen, SearchScreen)
        assert len(found(app)) == 5
        await pilot.press(*"s")
        assert app.screen.query_one(SearchField).text == "neighbours"


async def test_where_no_session_is_of_that_day_enter_searches_the_clients_notes(
    practice: Practice, until: Until
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query_one(ClientList).rows)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))
        await pilot.press("/", *"neighbour", "enter")
        assert isinstance(app.screen, SearchScreen)
        assert len(found(app)) == 4


async def test_nothing_private_is_found_unless_it_is_asked_for(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, *"tired")
        assert said(app) == NOTHING
        await pilot.press(*" in:private")
        assert said(app) == "5 private pages · newest first"
        await pilot.press("enter")
        await until(pilot, lambda: "match 1 of 1" in read_screen(app))
        assert "private page shown" in read_screen(app)
        assert "Tired of this." in read_screen(app)
        await pilot.press("[")
        await until(pilot, lambda: "private page shown" not in read_screen(app))


async def test_the_session_that_stops_being_found_is_gone_when_one_comes_back(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, *"slept", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        practice.sign("ben-o", 1, "follow-up")
        await pilot.press("escape")
        assert said(app) == "6 sessions · newest first"


search = Vault.search


class SlowSearch:
    """Answers each question when it is let; notes down which were looked up."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_let = threading.Event()

    def __call__(self, vault: Vault, query: Query, *, start: int = 0, limit: int = 50) -> SearchResults:
        self.asked.append(" ".join(word for term in query.terms for word in term.words))
        assert self.is_let.wait(60)
        return search(vault, query, start=start, limit=limit)


@pytest.fixture
def slow_search(monkeypatch: pytest.MonkeyPatch) -> SlowSearch:
    slow = SlowSearch()
    monkeypatch.setattr(Vault, "search", lambda *asked, **how: slow(*asked, **how))
    return slow


async def test_keys_wait_for_no_search_and_what_was_typed_meanwhile_is_not_looked_up(
    practice: Practice, until: Until, slow_search: SlowSearch
) -> None:
    app = practice.app()
    slow_search.is_let.set()
    async with app.run_test() as pilot:
        await opened(app, pilot, until)
        slow_search.is_let.clear()
        for letter in "neighbour":
            await app._press_keys([letter])
        await until(pilot, lambda: app.screen.query_one(SearchField).text == "neighbour")
        slow_search.is_let.set()
        await until(pilot, lambda: len(found(app)) == 5)
        first, *between, last = slow_search.asked
        assert (first, last) == ("", "neighbour")
        assert len(between) == 1


async def test_enter_waits_for_what_was_typed_before_it(
    practice: Practice, until: Until, slow_search: SlowSearch
) -> None:
    app = practice.app()
    slow_search.is_let.set()
    async with app.run_test() as pilot:
        await opened(app, pilot, until)
        slow_search.is_let.clear()
        for key in (*"30", "enter"):
            await app._press_keys([key])
        await until(pilot, lambda: app.screen.query_one(SearchField).text == "30")
        assert isinstance(app.screen, SearchScreen)
        slow_search.is_let.set()
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        view = app.screen.query_one(NoteView)
        await until(pilot, lambda: "Slept well [/b] 30." in view.rows)


async def test_more_rows_come_when_the_mark_is_near_the_last(
    practice: Practice, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_screen, "FIRST", 4)
    monkeypatch.setattr(search_screen, "NEAR", 1)
    monkeypatch.setattr(search_screen, "MOST", 8)
    for days in range(10, 30):
        practice.sign("ben-o", days, "follow-up")
    app = practice.app()
    async with app.run_test(size=(40, 10)) as pilot:
        await opened(app, pilot, until, *"slept")
        counts = [len(found(app))]
        await pilot.press("escape")
        for _ in range(4):
            await pilot.press("G")
            counts.append(len(found(app)))
        assert counts == [4, 8, 16, 24, 25]
        assert said(app) == "25 sessions · newest first"
        ids = [row.session.id for row in app.screen.query_one(SearchResultList).rows]
        assert ids == list(dict.fromkeys(ids))


async def test_more_rows_come_when_one_scrolls_near_the_last(
    practice: Practice, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_screen, "FIRST", 12)
    monkeypatch.setattr(search_screen, "NEAR", 1)
    for days in range(10, 30):
        practice.sign("ben-o", days, "follow-up")
    app = practice.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, until, *"slept")
        list_ = app.screen.query_one(SearchResultList)
        assert len(list_.rows) == 12
        list_.scroll_end(animate=False)
        await until(pilot, lambda: len(list_.rows) == 24)
        assert list_.highlighted == 0


async def test_a_letter_that_finds_as_many_lays_nothing_out_anew(
    practice: Practice, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until, "s", "l")
        wrap_hints: list[object] = []
        lay_out = SearchScreen._refresh_layout

        def count(screen: SearchScreen, *arguments: Any, **more: Any) -> None:
            wrap_hints.append(screen)
            lay_out(screen, *arguments, **more)

        monkeypatch.setattr(SearchScreen, "_refresh_layout", count)
        await pilot.press(*"ept wel")
        assert len(found(app)) == 5
        assert wrap_hints == []


async def test_a_search_that_fails_says_so_and_the_next_one_takes_it_back(
    practice: Practice, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await opened(app, pilot, until)

        def fail(*_: object, **__: object) -> SearchResults:
            raise OSError(5, "Input/output error")

        with monkeypatch.context() as patch:
            patch.setattr(Vault, "search", fail)
            await pilot.press("x")
            assert "Input/output error" in read_screen(app)
        await pilot.press("backspace", *"slept")
        assert "Input/output error" not in read_screen(app)
        assert len(found(app)) == 5


@pytest.mark.parametrize("size", [(1, 1), (6, 6), (40, 10), (200, 60)])
async def test_no_size_is_too_small(practice: Practice, until: Until, size: tuple[int, int]) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await opened(app, pilot, until, *"slept", "down", "escape", "j", "o", "/", "pagedown")
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert len(found(app)) == 5
