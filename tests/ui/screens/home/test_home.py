"""Home: the clients, what is unfinished, and the ways on from there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import ScreenResume
from textual.pilot import Pilot

from session_tui.core.chart.due import Due
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.screens.chart.steps import StepList, StepsPage
from session_tui.ui.screens.home.home import FIRST_STEPS, NOTHING_FOUND, HomeScreen
from session_tui.ui.screens.session.new_session import NewSessionScreen
from session_tui.ui.screens.session.sheet import SheetScreen
from session_tui.ui.services.preload import FEW, ReadAhead, read_ahead
from session_tui.ui.widgets.lists.client_list import ClientList
from session_tui.ui.widgets.lists.filter_line import FilterLine
from session_tui.ui.widgets.lists.today_list import HEADINGS, UNFINISHED, TodayList, shown_on_home

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault
    from tests.ui.conftest import Practice, ReadScreen, Until

SIZES = [(80, 24), (120, 40)]


def clients(app: SessionApp) -> list[str]:
    return [row.code for row in app.screen.query_one(ClientList).rows]


async def filled(app: SessionApp, pilot: Pilot[Any], until: Until) -> None:
    await until(pilot, lambda: clients(app))


@pytest.mark.parametrize("size", SIZES)
async def test_clients_and_drafts_are_there(
    practice: Practice, read_screen: ReadScreen, until: Until, size: tuple[int, int]
) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await filled(app, pilot, until)
        screen = read_screen(app)
        assert "Fri 20 Nov · practice" in screen
        assert "today  ●1" in screen
        assert "1 week" in screen
        assert "no session" in screen
        assert "ana-k · Follow-up · today 10:12 · last at" in screen
        assert "Time to judge" not in screen


def after_reading_ahead(practice: Practice) -> SessionApp:
    """The program as `launch` opens it, with the lists read before the screens were there."""
    ahead = read_ahead(practice.vault)
    assert ahead
    ahead.join()
    return SessionApp(practice.vault, Settings(), ahead=ahead)


@pytest.mark.parametrize("size", SIZES)
async def test_lists_that_were_read_ahead_are_in_the_first_picture(
    practice: Practice,
    read_screen: ReadScreen,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    pictures: list[str] = []
    paint = HomeScreen._compositor_refresh

    def paint_and_keep(screen: HomeScreen) -> None:
        paint(screen)
        pictures.append(read_screen(screen.app))

    monkeypatch.setattr(HomeScreen, "_compositor_refresh", paint_and_keep)
    async with after_reading_ahead(practice).run_test(size=size) as pilot:
        await pilot.pause()
    for picture in (pictures[0], pictures[-1]):
        assert "ana-k" in picture
        assert "today  ●1" in picture
        assert "ana-k · Follow-up · today 10:12 · last at" in picture


async def test_what_was_read_ahead_looks_as_what_is_read_afterwards(
    practice: Practice, read_screen: ReadScreen, until: Until
) -> None:
    screens = []
    for app in (practice.app(), after_reading_ahead(practice)):
        async with app.run_test(size=(80, 24)) as pilot:
            await filled(app, pilot, until)
            await pilot.pause()
            screens.append(read_screen(app))
    assert screens[0] == screens[1]


async def test_an_unfinished_addendum_and_a_torn_file_that_were_read_ahead_are_in_the_first_picture(
    practice: Practice, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = practice.vault
    signed = vault.sessions(status="signed")
    added, torn = signed[0], signed[1].path.with_suffix(".json")
    vault.addenda.save(vault.addenda.open(added.id).replace(reason="Left out"))
    torn.write_text(torn.read_text()[:100])
    app = after_reading_ahead(practice)
    monkeypatch.setattr(vault, "clients", lambda: pytest.fail("read again"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert f"Addendum to {added.title}" in read_screen(app)
        assert f"{torn.parent.name}/{torn.name}" in read_screen(app)


async def test_what_was_read_ahead_is_shown_once_and_then_read_anew(practice: Practice, until: Until) -> None:
    app = after_reading_ahead(practice)
    async with app.run_test() as pilot:
        await filled(app, pilot, until)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))
        practice.draft("кира", "New words.")
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen.query_one(TodayList).rows) == 2)


async def test_lists_that_are_still_being_read_are_asked_for(practice: Practice, until: Until) -> None:
    app = SessionApp(practice.vault, Settings(), ahead=ReadAhead(practice.vault))
    async with app.run_test() as pilot:
        await filled(app, pilot, until)


def test_many_changes_are_not_read_ahead(practice: Practice) -> None:
    for number in range(FEW + 1 - practice.vault.count_changed()):
        practice.vault.add_client(f"c-{number}")
    ahead = read_ahead(practice.vault)
    ahead.join()
    assert ahead.lists is None


async def test_reading_ahead_that_fails_is_asked_for_again_and_said(
    practice: Practice, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error", "/vault/clients")

    monkeypatch.setattr(practice.vault, "clients", fail)
    app = after_reading_ahead(practice)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Input/output error: /vault/clients" in read_screen(app))


@pytest.mark.parametrize("size", SIZES)
async def test_a_torn_session_file_is_named_in_a_calm_line(
    practice: Practice, read_screen: ReadScreen, until: Until, size: tuple[int, int]
) -> None:
    torn = practice.vault.sessions("ben-o")[0].path.with_suffix(".json")
    whole = torn.read_text()
    torn.write_text(whole[:100])
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Unreadable, not shown" in read_screen(app))
        said = " ".join(read_screen(app).split())
        assert f"ben-o/{torn.name}" in said
        assert "Run “session-tui check” for details" in said
        torn.write_text(whole)
        app.screen.post_message(ScreenResume())
        await until(pilot, lambda: "cannot be read" not in read_screen(app))


async def test_an_empty_practice_says_how_to_begin(
    empty_practice: Practice, read_screen: ReadScreen, until: Until
) -> None:
    app = empty_practice.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "No clients yet." in read_screen(app))
        await until(pilot, lambda: "Press n to begin" in read_screen(app))
        await until(pilot, lambda: "Nothing due, nothing unfinished." in read_screen(app))
        assert FIRST_STEPS.startswith("No clients yet.")
        await pilot.press("enter", "j", "G", "l", "enter")
        assert app.screen is app.screen_stack[0]


async def test_letters_move_in_the_list(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await filled(app, pilot, until)
        listed = app.screen.query_one(ClientList)
        for key, place in (("j", 1), ("k", 0), ("G", 2), ("g", 0)):
            await pilot.press(key)
            assert listed.highlighted == place
        await pilot.press("l")
        assert isinstance(app.focused, TodayList)
        await pilot.press("h")
        assert listed.has_focus


async def test_typing_narrows_the_clients_and_esc_shows_all(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await filled(app, pilot, until)
        await pilot.press("/", "K", "r", "a")
        await until(pilot, lambda: clients(app) == ["ana-k"])
        await pilot.press("[", "/", "b", "]")
        await until(pilot, lambda: not clients(app))
        await until(pilot, lambda: NOTHING_FOUND[:20] in read_screen(app))
        await pilot.press("escape")
        await until(pilot, lambda: len(clients(app)) == 3)
        assert not app.screen.query_one(FilterLine).is_open
        assert isinstance(app.focused, ClientList)


async def test_enter_while_typing_opens_the_chart(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await filled(app, pilot, until)
        await pilot.press("/", "k", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))


async def test_enter_on_a_client_opens_the_chart(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await filled(app, pilot, until)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))


async def test_enter_on_a_draft_goes_on_with_it(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query_one(TodayList).rows)
        await pilot.press("l", "enter")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen))


async def test_a_draft_that_is_open_elsewhere_says_so(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    draft = practice.vault.sessions(status="draft")[0]
    app = practice.app()
    with practice.vault.lock(draft.id):
        async with app.run_test() as pilot:
            await until(pilot, lambda: app.screen.query_one(TodayList).rows)
            await pilot.press("l", "enter")
            await until(pilot, lambda: "open in another window" in read_screen(app))


async def test_n_asks_for_a_new_session(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await filled(app, pilot, until)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NewSessionScreen))


async def test_coming_back_reads_anew_and_the_cursor_stays(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await filled(app, pilot, until)
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))
        practice.draft("кира", "New words.")
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen.query_one(TodayList).rows) == 2)
        current = app.screen.query_one(ClientList).current
        assert current is not None
        assert current.code == "ben-o"


async def test_what_cannot_be_read_is_said(
    practice: Practice, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error", "/vault/clients")

    monkeypatch.setattr(practice.vault, "clients", fail)
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Input/output error: /vault/clients" in read_screen(app))


async def test_q_leaves(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await filled(app, pilot, until)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


@pytest.mark.parametrize("is_ahead", [False, True])
@pytest.mark.parametrize("size", [(1, 1), (6, 6), (40, 15), (200, 60)])
async def test_no_size_is_too_small(practice: Practice, until: Until, size: tuple[int, int], is_ahead: bool) -> None:
    app = after_reading_ahead(practice) if is_ahead else practice.app()
    async with app.run_test(size=size) as pilot:
        await filled(app, pilot, until)
        await pilot.press("/", "a", "escape", "j", "l", "h")
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(*size)
        assert len(clients(app)) == 3


# What waits


async def waiting(app: SessionApp, pilot: Pilot[Any], until: Until) -> TodayList:
    """Wait until today's list says what waits."""
    today = app.screen.query_one(TodayList)
    await until(pilot, lambda: any(isinstance(row, Due) for row in today.rows))
    return today


async def test_what_waits_stands_in_its_parts_below_what_is_unfinished(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        today = await waiting(app, pilot, until)
        parts = list(dict.fromkeys(today.heading_of(row) for row in today.rows))
        assert parts == [UNFINISHED, *HEADINGS]


@pytest.mark.parametrize("keys", [("tab", "shift+tab"), ("l", "h"), ("right", "left")])
async def test_keys_change_sides_and_arrows_go_through_all_that_waits(
    demo_vault: Vault, until: Until, keys: tuple[str, str]
) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        today = await waiting(app, pilot, until)
        over, back = keys
        await pilot.press(over)
        assert today.has_focus
        seen = [today.current]
        for _ in today.rows[1:]:
            await pilot.press("down")
            seen.append(today.current)
        assert seen == list(today.rows)
        await pilot.press(back)
        assert app.screen.query_one(ClientList).has_focus


async def test_in_a_low_window_the_marked_line_is_in_sight(
    demo_vault: Vault, until: Until, read_screen: ReadScreen
) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(40, 15)) as pilot:
        await waiting(app, pilot, until)
        await pilot.press("l", "G")
        await until(pilot, lambda: "carla-m · steady" in read_screen(app))
        await pilot.press("g")
        await until(pilot, lambda: "Unfinished" in read_screen(app))


async def test_enter_on_a_step_opens_the_clients_steps_with_it_marked(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        today = await waiting(app, pilot, until)
        await pilot.press("l")
        while not isinstance(today.current, Due) or not today.current.is_mine:
            await pilot.press("j")
        text = today.current.text
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StepsPage))
        await until(pilot, lambda: app.screen.query_one(StepList).current)
        current = app.screen.query_one(StepList).current
        assert current is not None
        assert current.step.now.text == text


async def test_enter_on_a_client_who_is_due_opens_the_chart(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await waiting(app, pilot, until)
        await pilot.press("l", "G", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))
        assert isinstance(app.screen, ChartScreen)
        assert app.screen.place.client == "carla-m"


async def test_v_shows_the_brief_of_the_client_of_what_waits(
    demo_vault: Vault, until: Until, read_screen: ReadScreen
) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await waiting(app, pilot, until)
        await pilot.press("l", "G", "v")
        await until(pilot, lambda: "carla-m · Carla Mendes · brief" in read_screen(app))


async def test_where_nothing_waits_the_clients_keep_the_keys(
    empty_practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    empty_practice.vault.add_client("ana-k")
    app = empty_practice.app()
    async with app.run_test() as pilot:
        await filled(app, pilot, until)
        await pilot.press("l", "j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))


TODAY = date(2026, 11, 20)


def promise(text: str, *, due: date | None = None, since: date = TODAY, owner: str = "me") -> Due:
    return Due("step", "ana-k", "s", text, since, due, owner, text)


def test_a_promise_without_a_day_waits_too_the_oldest_first_after_those_that_have_one() -> None:
    rows = [
        promise("new"),
        promise("old", since=date(2026, 1, 2)),
        promise("dated", due=date(2026, 12, 24)),
    ]
    assert [row.text for row in shown_on_home(rows, TODAY)] == ["dated", "old", "new"]


@pytest.mark.parametrize(("due", "shown"), [(19, True), (20, False), (21, False), (None, False)])
def test_of_their_steps_only_those_whose_day_is_over_wait(due: int | None, shown: bool) -> None:
    day = date(2026, 11, due) if due else None
    assert bool(shown_on_home([promise("walk", due=day, owner="client")], TODAY)) is shown
