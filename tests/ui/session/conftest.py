"""A desk: the program on a vault, with a sheet open, and hands that type without looking."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from session_tui.core.model.session import Answer, Session
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.session.sheet import SheetScreen
from session_tui.ui.start import Start
from session_tui.vault.vault import Vault
from tests.ui import idle

NAMES = {"\t": "tab", "\r": "enter", "\x1b": "escape", " ": "space"}


class Desk:
    """The running program, its sheet, and its keys."""

    def __init__(self, app: SessionApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def sheet(self) -> SheetScreen:
        """The sheet, wherever it stands in the stack."""
        return next(s for s in reversed(self.app.screen_stack) if isinstance(s, SheetScreen))

    def burst(self, keys: Iterable[str]) -> None:
        """Send keys without a pause: letters, or names of keys."""
        for key in keys:
            name = NAMES.get(key, key)
            letter = key if len(key) == 1 and key.isprintable() else None
            self.app.post_message(events.Key(name, letter))

    async def taken(self) -> None:
        """Wait until the keys sent have done what they do, whatever is still read or written."""
        await idle.come_to_rest(self.app, with_workers=False)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        await self.pilot.press(*keys)

    async def paste(self, text: str) -> None:
        """Paste into what has the focus."""
        self.app.post_message(events.Paste(text))
        await self.until(lambda: self.app.input_queue.is_settled)

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        await idle.until(self.app, holds)

    async def shows(self, words: str) -> None:
        """Wait until these words stand on the screen."""
        await self.until(lambda: words in self.text())

    async def says(self, words: str) -> None:
        """Wait until these words are shown for a few seconds."""
        await self.until(lambda: words in self.said())

    async def kept(self) -> None:
        """Wait until everything typed is on disk."""
        await self.until(lambda: self.app.vault_service.is_kept)

    def answer(self, prompt: str) -> Answer:
        """An answer of the draft as it stands."""
        return self.sheet.latest().answer(prompt)

    def text(self) -> str:
        """The screen as a person reads it."""
        return idle.text_of(self.app)

    def said(self) -> str:
        """The sentences that were shown for a few seconds."""
        return " ".join(str(each.message) for each in self.app._notifications)


class Office:
    """A vault with a clock of its own; opens desks on it."""

    def __init__(self, root: Path) -> None:
        self.now = datetime(2026, 11, 20, 10, 12, 4, tzinfo=UTC)
        self.vault = Vault.create(root, clock=lambda: self.now)

    def files(self) -> dict[str, str]:
        """The notes, private pages and documents on disk, by their path in the vault."""
        root = self.vault.root / "clients"
        found = root.rglob("*") if root.exists() else ()
        return {
            str(path.relative_to(root)): path.read_text(encoding="utf-8")
            for path in found
            if path.is_file() and path.name != "client.json"
        }

    def earlier(self, guide: str, days: int = 30, **values: Any) -> Session:
        """A signed session of ana-k so many days ago, with these values by prompt."""
        now, self.now = self.now, self.now - timedelta(days=days)
        session = self.vault.begin("ana-k", guide)
        for prompt, value in values.items():
            session = session.with_answer(prompt.replace("_", "-"), value, at=self.now)
        session = self.vault.sign(self.vault.save(session))
        self.now = now
        return session

    @asynccontextmanager
    async def open(
        self, guide: str = "blank", *, size: tuple[int, int] = (120, 40), client: str = "ana-k"
    ) -> AsyncIterator[Desk]:
        """The program opened straight into a session."""
        app = SessionApp(self.vault, Settings(), start=Start(client=client, guide=guide))
        async with app.run_test(size=size, notifications=True) as pilot:
            desk = Desk(app, pilot)
            await desk.until(lambda: isinstance(app.screen, SheetScreen))
            await desk.until(lambda: hasattr(desk.sheet, "_since") and app.input_queue.is_settled)
            yield desk
        app.vault_service.unlock()  # as the end of its process would


OpenDesk = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An empty vault of plain files."""
    return Office(tmp_path / "vault")
