"""A screen that holds one field, and the hands that use it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from textual import events, on
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.pilot import Pilot

import session_tui.ui
from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.entry import Entry
from session_tui.core.model.guide import Prompt
from session_tui.core.model.values import VALUES, Kind
from session_tui.ui.widgets.fields import field_for
from session_tui.ui.widgets.fields.base import PromptField

UI_FOLDER = Path(session_tui.ui.__file__).parent
TODAY = date(2026, 11, 20)
BLANK = Entry()
NASTY = "[/b] [red]\x1b[31m\x07 שלום \u202eabc \U0001f469\u200d\U0001f467 [/"


class FieldApp(App[None]):
    """One field, and what it told."""

    CSS_PATH = [UI_FOLDER / "app.tcss", UI_FOLDER / "widgets/fields/fields.tcss"]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, shown: Callable[[], PromptField]) -> None:
        super().__init__()
        self.make_field = shown
        self.told: list[Entry] = []
        self.done: list[int] = []
        self.keys: list[str] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield self.make_field()

    def on_key(self, event: events.Key) -> None:
        self.keys.append(event.key)

    @property
    def shown(self) -> PromptField:
        return self.query_one(PromptField)

    @on(PromptField.Changed)
    def keep_told(self, event: PromptField.Changed) -> None:
        self.told.append(event.entry)

    @on(PromptField.Done)
    def keep_done(self, event: PromptField.Done) -> None:
        self.done.append(event.direction)


@dataclass
class Hands:
    """What a test does with a field, and what came of it."""

    app: FieldApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> "Hands":
        await self.pilot.press(*keys)
        await self.pilot.pause()
        self.check()
        return self

    async def type(self, text: str) -> "Hands":
        names = {" ": "space", "\n": "enter"}
        return await self.press(*(names.get(letter, letter) for letter in text))

    async def put(
        self,
        kind: Kind,
        entry: Entry = BLANK,
        *,
        context: dict[str, Any] | None = None,
        **asked: Any,
    ) -> "Hands":
        """Another field in the place of the one that was there."""
        await self.app.query_one(VerticalScroll).remove_children()
        self.app.told, self.app.done, self.app.keys = [], [], []
        field = field_for(Prompt("asked", kind, "Asked", **asked), entry, known(context))
        await self.app.query_one(VerticalScroll).mount(field)
        field.focus_first()
        await self.pilot.pause()
        return self

    def check(self) -> None:
        """Whatever is held obeys the core's rules."""
        value = self.shown.entry.value
        if value is not None:
            VALUES[self.shown.prompt.kind].check(value)

    @property
    def shown(self) -> PromptField:
        return self.app.shown

    @property
    def entry(self) -> Entry:
        """What the field holds, which is also what it told last."""
        assert self.app.told
        assert self.app.told[-1] == self.shown.entry
        return self.shown.entry

    @property
    def value(self) -> Any:
        return self.entry.value

    def screen(self) -> str:
        """What stands on the screen, as text."""
        lines = self.app.screen._compositor.render_strips()
        shown = ("".join(part.text for part in line).rstrip() for line in lines)
        return "\n".join(shown)


def new_ids() -> Callable[[], str]:
    """Ids that count."""
    numbers = count(1)
    return lambda: f"00000000-0000-7000-8000-{next(numbers):012d}"


def known(context: dict[str, Any] | None) -> FieldContext:
    """What a field knows, with these parts of it given."""
    return replace(FieldContext(TODAY, new_ids()), **(context or {}))


@pytest.fixture
def nasty() -> str:
    return NASTY


@pytest.fixture
def known_id() -> Callable[[int], str]:
    return lambda n: f"00000000-0000-7000-9000-{n:012d}"


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 20, 10, 12, tzinfo=UTC)


@pytest.fixture
def open_field() -> Any:
    """Open a field on a screen: ``async with open_field(kind, entry, size=…, context=…, **prompt) as hands``."""

    @asynccontextmanager
    async def opened(
        kind: Kind,
        entry: Entry = BLANK,
        *,
        size: tuple[int, int] = (80, 24),
        context: dict[str, Any] | None = None,
        **asked: Any,
    ) -> AsyncIterator[Hands]:
        prompt = Prompt("asked", kind, "Asked", **asked)
        app = FieldApp(lambda: field_for(prompt, entry, known(context)))
        async with app.run_test(size=size) as pilot:
            app.shown.focus_first()
            await pilot.pause()
            yield Hands(app, pilot)

    return opened
