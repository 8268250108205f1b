"""Apps and screens for tests of what stands around the screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import OptionList, TextArea

from session_tui.settings import Settings
from session_tui.ui.actions import HOME
from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.shell import Shell

ReadScreen = Callable[[App[Any]], str]


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


class ListApp(Shell):
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

    def read(app: App[Any]) -> str:
        strips = app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    return read
