"""Apps and screens for tests of what stands around the screens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList, TextArea

from session_tui.actions.registry import HOME
from session_tui.core.base.ids import new_id
from session_tui.core.model.session import Jot, Place, Session
from session_tui.core.model.values import Goal
from session_tui.demo.maker import make_demo
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.base_app import BaseApp
from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.widgets.document.virtual_page import VirtualPage
from session_tui.vault.vault import Vault
from tests.ui import idle
from tests.ui.parsed_css import share_parsed_rules
from tests.ui.sample_practice import NOW, InventedPractice
from tests.vaults import linked, made_once

ReadScreen = Callable[[App[Any]], str]


@pytest.fixture(autouse=True)
def rest_after_each_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The start, keys and pauses of the pilot wait until the program has come to rest."""
    monkeypatch.setattr(Pilot, "_wait_for_screen", idle.pause)
    monkeypatch.setattr(Pilot, "press", idle.press)
    monkeypatch.setattr(Pilot, "pause", idle.pause)
    monkeypatch.setattr("textual.app.wait_for_idle", idle.at_once)
    # However busy the machine is, a key waits until the one before has done its work.
    monkeypatch.setattr("session_tui.ui.textual_patches.input_queue.PATIENCE", idle.PATIENCE)
    monkeypatch.setattr(VirtualPage, "make_later", lambda page, make: page.call_later(make))


@pytest.fixture(autouse=True, scope="session")
def parsed_once() -> Iterator[None]:
    """Style sheets are parsed once, not for each program that is started."""
    with pytest.MonkeyPatch.context() as patch:
        share_parsed_rules(patch)
        yield


class ListScreen(SessionScreen):
    """A list and a field, with the actions of home; it notes what it was asked to do."""

    ACTIONS = HOME
    HELP = "home"

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def compose_body(self) -> ComposeResult:
        yield OptionList("ana-k", "ben-o", "carla-m", classes="pane", id="clients")
        yield TextArea(classes="pane", id="field")

    def on_mount(self) -> None:
        self.headline("Session notes", "Fri 20 Nov")

    def action_new_session(self) -> None:
        self.asked.append("new session")

    def action_open_chart(self) -> None:
        self.asked.append("chart")

    def action_search(self) -> None:
        self.asked.append("search")


class ListApp(BaseApp):
    """The shell around one list; it counts how often it was told to save."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self.home = ListScreen()
        self.trouble = ""
        self.flushed = 0

    def get_default_screen(self) -> Screen[Any]:
        return self.home

    def flush(self) -> str:
        self.flushed += 1
        return self.trouble


MakeApp = Callable[..., ListApp]


@pytest.fixture
def list_app() -> MakeApp:
    """An app in the shell, with a list and a field."""
    return ListApp


@pytest.fixture
def read_screen() -> ReadScreen:
    """The screen as a person reads it, line by line."""

    return idle.text_of


class Practice:
    """A real vault with a clock of its own, and invented clients in it."""

    def __init__(self, root: Path) -> None:
        self.now = datetime(2026, 11, 20, 10, 12, 4, tzinfo=UTC)
        use = Vault.open if root.exists() else Vault.create
        self.vault = use(root, clock=lambda: self.now)

    def fill(self) -> None:
        """ana-k with four signed sessions and a draft, ben-o with one, кира with none."""
        self.vault.add_client("ana-k", name="Ana Kralj")
        for days in (120, 79, 30, 3):
            self.sign("ana-k", days, "first-consult" if days == 120 else "follow-up")
        self.sign("ben-o", 7, "first-consult")
        self.vault.add_client("кира")
        self.draft("ana-k", "Well *first*.")

    def sign(self, client: str, days: int, guide: str) -> Session:
        """A signed session so many days ago: some text, a goal, a private line, a jot."""
        now, self.now = self.now, self.now - timedelta(days=days)
        session = self.vault.begin(client, guide)
        text = "story" if guide == "first-consult" else "since"
        goal = Goal(id=new_id(self.now), words="Walk to the market", rating=4)
        session = session.with_answer(text, f"Slept well [/b] {days}.", at=self.now)
        session = session.with_answer("goals", (goal,), at=self.now)
        session = session.with_answer("hunch", "Tired of this.", at=self.now)
        jot = Jot(id=new_id(self.now), text="the neighbour", written=self.now, section="story")
        session = self.vault.sign(self.vault.save(session.with_jot(jot)), by="M. Kessler")
        self.now = now
        return session

    def draft(self, client: str, text: str) -> Session:
        """A draft of today that stopped at its goals."""
        session = self.vault.begin(client, "follow-up").with_answer("since", text, at=self.now)
        return self.vault.save(session.at_place(Place(prompt="goals")))

    def app(self) -> SessionApp:
        """The program on this vault."""
        return SessionApp(self.vault, Settings())


@pytest.fixture(scope="session")
def practice_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the practice with clients, sessions and a draft, made once."""
    yield from made_once(tmp_path_factory, "practice", lambda root: Practice(root).fill())


@pytest.fixture
def practice(practice_folder: Path, tmp_path: Path) -> Practice:
    """A practice with clients, sessions and a draft; a test may write into its files."""
    root = Path(shutil.copytree(practice_folder, tmp_path / "vault"))
    for folder in (root / "clients").iterdir():
        os.utime(folder)  # as if just written: the index looks closely at such a folder
    return Practice(root)


@pytest.fixture
def empty_practice(tmp_path: Path) -> Practice:
    """A practice in which nobody has been yet."""
    return Practice(tmp_path / "vault")


@pytest.fixture(scope="session")
def invented_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the invented practice, made once."""
    yield from made_once(tmp_path_factory, "invented", lambda root: InventedPractice(root).fill())


@pytest.fixture
def invented_vault(invented_folder: Path, tmp_path: Path) -> Vault:
    """The invented practice, for this test alone; its files are links, see `linked`."""
    return Vault.open(linked(invented_folder, tmp_path / "invented"), clock=lambda: NOW)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the demo vault as it stands at a fixed moment, made once."""
    yield from made_once(tmp_path_factory, "demo", lambda root: make_demo(root, NOW))


@pytest.fixture
def demo_vault(demo_folder: Path, tmp_path: Path) -> Vault:
    """The demo vault, for this test alone; its files are links, see `linked`."""
    return Vault.open(linked(demo_folder, tmp_path / "demo"), clock=lambda: NOW)


Until = Callable[..., Any]


@pytest.fixture
def until() -> Until:
    """Wait until something holds."""

    async def wait(pilot: Any, holds: Callable[[], object]) -> None:
        await idle.until(pilot.app, holds)

    return wait
