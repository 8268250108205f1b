"""What other programs change is noticed while one looks on, and a long first reading says how far it is."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.screens.home.search import SearchScreen
from session_tui.ui.services.messages import VaultChanged
from session_tui.ui.services.preload import FEW
from session_tui.ui.services.vault_reader import VaultReader
from session_tui.ui.widgets.lists.client_list import ClientList
from session_tui.ui.widgets.lists.search_results import SearchResultList
from session_tui.ui.widgets.lists.session_list import SessionList
from session_tui.vault.vault import Vault
from tests.ui.idle import text_of

if TYPE_CHECKING:
    from tests.ui.conftest import Practice, ReadScreen, Until


def codes(app: SessionApp) -> list[str]:
    return [row.code for row in app.screen.query_one(ClientList).rows]


def look(app: SessionApp) -> None:
    """What the clock would do some seconds later."""
    assert app.vault_watcher is not None
    app.vault_watcher.look()


async def test_a_client_who_comes_from_elsewhere_is_listed(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: codes(app))
        look(app)
        await until(pilot, lambda: app.vault_watcher and app.vault_watcher.has_looked)
        Vault.open(practice.vault.root, clock=practice.vault.clock).add_client("zoe-z")
        look(app)
        await until(pilot, lambda: "zoe-z" in codes(app))


async def test_a_file_written_over_in_place_is_noticed_when_one_comes_back_to_the_window(
    practice: Practice, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("session_tui.ui.services.file_watcher.AWAY", -1.0)
    session = practice.sign("ben-o", 20, "follow-up")
    path = practice.vault.resolve(session.id).path.with_suffix(".json")
    for place in (path, path.parent):
        os.utime(place, (1, 1))
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: codes(app))
        look(app)
        await until(pilot, lambda: app.vault_watcher and app.vault_watcher.has_looked)
        path.write_text(path.read_text().replace('"Follow-up"', '"Looking back"'))
        await open_chart(app, pilot, until, "ben-o")
        app.post_message(events.AppFocus())
        sessions = app.screen.query_one(SessionList)
        await until(pilot, lambda: any(row.title == "Looking back" for row in sessions.rows))


async def test_the_chart_follows_another_window(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: codes(app))
        look(app)
        await until(pilot, lambda: app.vault_watcher and app.vault_watcher.has_looked)
        await open_chart(app, pilot, until, "ben-o")
        sessions = app.screen.query_one(SessionList)
        before = len(sessions.rows)
        practice.sign("ben-o", 3, "follow-up")
        look(app)
        await until(pilot, lambda: len(sessions.rows) == before + 1)


async def test_the_search_follows_another_window(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: codes(app))
        look(app)
        await until(pilot, lambda: app.vault_watcher and app.vault_watcher.has_looked)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        found = app.screen.query_one(SearchResultList)
        await until(pilot, lambda: found.rows)
        before = len(found.rows)
        practice.sign("ben-o", 3, "follow-up")
        look(app)
        await until(pilot, lambda: len(found.rows) == before + 1)


async def test_a_long_reading_says_how_far_it_is(
    practice: Practice, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()

    @contextlib.contextmanager
    def slow(*_: object, progress: Any) -> Iterator[bool]:
        progress(3, 12)
        goes_on.wait(30)
        yield True

    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: codes(app))
        monkeypatch.setattr(Vault, "read_snapshot", slow)
        app.screen.post_message(VaultChanged())
        await until(pilot, lambda: "Reading the notes: 3 of 12" in read_screen(app))
        goes_on.set()
        await until(pilot, lambda: "Reading the notes" not in read_screen(app))
        assert codes(app)


@pytest.mark.parametrize(("changed", "waits"), [(0, True), (FEW + 1, False)])
def test_no_key_waits_for_a_long_reading(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, changed: int, waits: bool
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(VaultReader, "_ask", lambda *_, keys_wait: asked.append(keys_wait))
    monkeypatch.setattr(Vault, "count_changed", lambda _: changed)
    app = practice.app()
    app.reader.ask_home(app)
    assert asked == [waits]


async def test_leaving_waits_for_no_reading(practice: Practice, until: Until, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    @contextlib.contextmanager
    def endless(*_: object, progress: Any) -> Iterator[bool]:
        try:
            while True:
                progress(1, 2)
                yield from ()
        finally:
            ended.set()

    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: codes(app))
        monkeypatch.setattr(Vault, "read_snapshot", endless)
        app.screen.post_message(VaultChanged())
        await until(pilot, lambda: "Reading the notes: 1 of 2" in text_of(app))
        app.exit()
        assert ended.wait(30)


async def test_what_a_client_s_chart_needs_is_read_where_the_mark_rests(
    practice: Practice, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    chart = Vault.chart

    def noted(vault: Vault, client: str, *shares: Any) -> Any:
        asked.append(client)
        return chart(vault, client, *shares)

    monkeypatch.setattr(Vault, "chart", noted)
    app = practice.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: codes(app))
        await until(pilot, lambda: asked)
        await pilot.press("down")
        await until(pilot, lambda: asked[-1] == codes(app)[1])


async def open_chart(app: SessionApp, pilot: Any, until: Until, client: str) -> None:
    app.screen.query_one(ClientList).go_to(client)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, ChartScreen))
    await until(pilot, lambda: app.screen.query_one(SessionList).rows)
