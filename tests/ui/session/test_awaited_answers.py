"""Keys sent in a burst wait for the first answer to a new screen, even before the screen has asked for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.screen import Screen

from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.base import ChartPage
from session_tui.ui.screens.chart.brief import BriefScreen
from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.screens.home.home import HomeScreen
from session_tui.ui.screens.notes.addendum import AddendumScreen
from session_tui.ui.screens.notes.answer_history import AnswerHistoryScreen
from session_tui.ui.screens.notes.comparison import ComparisonScreen
from session_tui.ui.screens.notes.reading import ReadingScreen
from session_tui.ui.screens.notes.transfer import TransferScreen
from session_tui.ui.screens.session.client_view import ClientViewScreen
from session_tui.ui.screens.session.new_session import NewSessionScreen
from session_tui.ui.screens.session.opening import OpeningScreen
from tests.ui.idle import PATIENCE, come_to_rest

if TYPE_CHECKING:
    from tests.ui.conftest import Practice

Callback = Callable[[], object]


class LateQuestions:
    """Holds back what a screen asks of the vault after its first picture, until it is told to ask."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.held: list[Callback] = []
        self.is_holding = False
        original = Screen.call_after_refresh

        def call_after_refresh(screen: Screen[Any], callback: Any, *args: Any, **kwargs: Any) -> bool:
            if self.is_holding and getattr(callback, "__name__", "").startswith("ask"):
                self.held.append(lambda: callback(*args, **kwargs))
                return True
            return original(screen, callback, *args, **kwargs)

        monkeypatch.setattr(Screen, "call_after_refresh", call_after_refresh)

    def ask(self) -> None:
        """Ask now."""
        self.is_holding = False
        held, self.held = self.held, []
        for each in held:
            each()


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> LateQuestions:
    """What screens ask after their first picture, held back on demand."""
    return LateQuestions(monkeypatch)


def burst(app: SessionApp, *keys: str) -> None:
    """Send keys without a pause."""
    for key in keys:
        app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None))


def front(app: SessionApp, screen: type[Any]) -> Any:
    """The screen in front, which must be one of this class."""
    assert isinstance(app.screen, screen)
    return app.screen


async def settled(app: SessionApp) -> None:
    """Wait until every key has arrived and nothing is under way."""
    async with asyncio.timeout(PATIENCE):
        while app.is_running and not app.input_queue.is_settled:
            await asyncio.sleep(0.001)


async def asked(app: SessionApp, late: LateQuestions) -> None:
    """Wait until the screen in front would have asked, and check that a key still waits."""
    async with asyncio.timeout(PATIENCE):
        while not late.held:
            await asyncio.sleep(0.001)
    await come_to_rest(app, with_workers=False)
    assert not app.input_queue.is_settled


async def test_an_addendum_key_waits_for_the_rows_of_a_chart_that_has_not_asked_yet(
    practice: Practice, late: LateQuestions
) -> None:
    app = practice.app()
    async with app.run_test():
        await settled(app)
        late.is_holding = True
        burst(app, "enter", "down", "a", *"name")
        await asked(app, late)
        front(app, ChartScreen)
        late.ask()
        await settled(app)
        assert front(app, AddendumScreen).latest().reason == "name"
    app.vault_service.unlock_all()


async def test_a_key_waits_for_the_lists_of_a_home_that_has_not_asked_yet(
    practice: Practice, late: LateQuestions
) -> None:
    app = practice.app()
    late.is_holding = True
    async with app.run_test():
        burst(app, "enter")
        await asked(app, late)
        front(app, HomeScreen)
        late.ask()
        await settled(app)
        front(app, ChartScreen)


async def test_a_key_waits_for_the_rows_of_another_page_of_the_chart(practice: Practice, late: LateQuestions) -> None:
    app = practice.app()
    async with app.run_test():
        burst(app, "enter")
        await settled(app)
        late.is_holding = True
        burst(app, "3", "enter")
        await asked(app, late)
        late.ask()
        await settled(app)
        await come_to_rest(app)
        assert front(app, ChartPage).TAB == "goals"
        assert app.focused is app.screen.query_one("#chart-note")


async def test_a_key_waits_for_the_answers_through_time(practice: Practice, late: LateQuestions) -> None:
    app = practice.app()
    async with app.run_test():
        burst(app, "enter", "down")
        await settled(app)
        await come_to_rest(app)  # keys do not wait for the note in the pane, which “t” needs
        late.is_holding = True
        burst(app, "t", "enter")
        await asked(app, late)
        front(app, AnswerHistoryScreen)
        late.ask()
        await settled(app)
        front(app, ReadingScreen)


async def test_a_key_waits_for_both_notes_side_by_side(practice: Practice, late: LateQuestions) -> None:
    app = practice.app()
    async with app.run_test():
        burst(app, "enter", "down", "c", "down")
        await settled(app)
        late.is_holding = True
        burst(app, "c", "t")
        await asked(app, late)
        front(app, ComparisonScreen)
        late.ask()
        await settled(app)
        front(app, AnswerHistoryScreen)


async def test_a_key_waits_for_the_note_that_reading_turns_to(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = practice.app()
    async with app.run_test():
        burst(app, "enter", "down", "enter")
        await settled(app)
        front(app, ReadingScreen)
        may_read, read = threading.Event(), practice.vault.read

        def read_late(session_id: str) -> Any:
            assert may_read.wait(PATIENCE)
            return read(session_id)

        monkeypatch.setattr(practice.vault, "read", read_late)
        before = front(app, ReadingScreen).shown_session.id
        burst(app, "[", "f4")
        await come_to_rest(app, with_workers=False)
        front(app, ReadingScreen)
        may_read.set()
        await settled(app)
        assert front(app, ClientViewScreen)._session.id != before


async def test_a_chart_without_sessions_keeps_no_key_waiting(empty_practice: Practice) -> None:
    empty_practice.vault.add_client("ana-k")
    app = empty_practice.app()
    async with app.run_test():
        burst(app, "enter", "n")
        await settled(app)
        front(app, NewSessionScreen)


async def test_a_chart_that_cannot_be_read_keeps_no_key_waiting(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no disk")

    app = practice.app()
    async with app.run_test():
        await settled(app)
        monkeypatch.setattr(practice.vault, "sessions", fail)
        burst(app, "enter", "escape")
        await settled(app)
        front(app, HomeScreen)


AWAITING: list[type[Any]] = [
    HomeScreen,
    ChartScreen,
    ChartPage,
    BriefScreen,
    AddendumScreen,
    TransferScreen,
    AnswerHistoryScreen,
    ComparisonScreen,
    NewSessionScreen,
    OpeningScreen,
]


@pytest.mark.parametrize("screen", AWAITING, ids=lambda screen: screen.__name__)
def test_a_screen_that_asks_the_vault_says_what_it_awaits(screen: type[Any]) -> None:
    assert screen.awaited
