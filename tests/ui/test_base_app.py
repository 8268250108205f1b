"""The app around a vault: where it opens, and where one arrives when the sheet is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.screen import Screen

from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.screens.home.home import HomeScreen
from session_tui.ui.screens.session.opening import OpeningScreen
from session_tui.ui.services.messages import VaultRequestFailed
from session_tui.ui.start import Start

MakeApp = Callable[[Screen[Any]], "App"]
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Sheet(SessionScreen):
    """Stands for the sheet."""


class App(SessionApp):
    """Opens on a plain screen, on a vault that only tells the time."""

    def __init__(self, first: Screen[Any], monkeypatch: pytest.MonkeyPatch) -> None:
        vault: Any = SimpleNamespace(clock=lambda: NOON, open_draft=self.open_draft)
        super().__init__(vault, Settings(), start=Start(client="ana-k", guide="blank"))
        self.first = first
        self.draft: Any = None
        self.asked: list[tuple[object, ...]] = []
        monkeypatch.setattr(self.vault_service, "ask_draft", self._ask("draft"))
        monkeypatch.setattr(self.vault_service, "ask_new", self._ask("new"))

    def _ask(self, kind: str) -> Callable[..., None]:
        return lambda _, *what: self.asked.append((kind, *what))

    def open_draft(self, client: str) -> Any:
        assert client == "ana-k"
        return self.draft

    def get_default_screen(self) -> Screen[Any]:
        return self.first


@pytest.fixture
def make_app(monkeypatch: pytest.MonkeyPatch) -> MakeApp:
    return lambda first: App(first, monkeypatch)


async def test_the_vault_tells_the_time(make_app: MakeApp) -> None:
    assert make_app(Sheet()).clock() == NOON


async def test_a_client_named_at_the_start_gets_a_new_session(make_app: MakeApp) -> None:
    app = make_app(OpeningScreen())
    async with app.run_test():
        assert app.asked == [("new", "ana-k", "blank")]


async def test_or_the_draft_that_is_open(make_app: MakeApp) -> None:
    app = make_app(OpeningScreen())
    app.draft = SimpleNamespace(id="0193")
    async with app.run_test():
        assert app.asked == [("draft", "0193")]


async def test_what_cannot_be_opened_is_said_in_the_terminal(make_app: MakeApp) -> None:
    app = make_app(OpeningScreen())
    async with app.run_test() as pilot:
        app.screen.post_message(VaultRequestFailed("It is open in another window, since 10:12."))
        await pilot.pause()
        assert app._exit_renderables == ["It is open in another window, since 10:12."]
    assert app.return_code == 1


async def test_leaving_the_sheet_that_came_first_leaves_the_program(make_app: MakeApp) -> None:
    sheet = Sheet()
    app = make_app(sheet)
    async with app.run_test() as pilot:
        app.leave_sheet(sheet, "Signed: ana-k.md")
        await pilot.pause()
        assert app._exit_renderables == ["Signed: ana-k.md"]
    assert app.return_code == 0


@pytest.mark.parametrize("above", [0, 1])
async def test_leaving_a_sheet_goes_back_to_where_it_was_opened(make_app: MakeApp, above: int) -> None:
    home, sheet = Sheet(), Sheet()
    app = make_app(home)
    app.start = Start()
    async with app.run_test() as pilot:
        await app.push_screen(sheet)
        for _ in range(above):
            await app.push_screen(Sheet())
        app.leave_sheet(sheet, "Left as a draft.")
        await pilot.pause()
        assert app.screen is home
        assert next(iter(app._notifications)).message == "Left as a draft."


async def test_the_keeper_is_flushed_on_the_way_out(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(Sheet())
    flushed: list[str] = []

    def flush() -> str:
        flushed.append("kept")
        return ""

    monkeypatch.setattr(app.vault_service, "flush", flush)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
    assert flushed == ["kept"]


async def test_at_the_first_run_nothing_is_made_until_it_is_wanted(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    app = SessionApp(folder, Settings())
    async with app.run_test() as pilot:
        await pilot.press("ctrl+l", "x", "escape")
    assert app.return_code == 0
    assert not folder.exists()


async def test_at_the_first_run_enter_makes_the_vault_and_opens_home(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    app = SessionApp(folder, Settings())
    async with app.run_test() as pilot:
        await pilot.press("enter")
        while not isinstance(app.screen, HomeScreen):
            await pilot.pause()
        assert app.vault_service.vault.root == folder
        assert (folder / "vault.toml").exists()
        await pilot.press("ctrl+q")
    assert app.return_code == 0
