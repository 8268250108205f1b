"""The saver and the keeper: within a second on disk, whatever the disk does, and no key ever waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.message import Message

from session_tui.core.model.guide import Guide, Prompt, Section
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind
from session_tui.ui.services.autosave import SessionAutosave
from session_tui.ui.services.messages import (
    ConflictSaved,
    HomeRead,
    SavingFailed,
    SessionOpened,
    SessionSaved,
    SessionSigned,
    VaultRequestFailed,
)
from session_tui.ui.services.vault_reader import VaultReader
from session_tui.ui.services.vault_service import VaultService
from session_tui.vault.storage.errors import SaveFailed
from session_tui.vault.vault import Vault
from tests.ui.session.conftest import Office

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
GUIDE = Guide("g", "G", sections=(Section("story", "Story", (Prompt("a", Kind.TEXT, "A"),)),))


class FakeLock:
    """A lock that counts how often it was let go."""

    def __init__(self) -> None:
        self.let_go = 0

    def release(self) -> None:
        self.let_go += 1


class FakeDisk:
    """A disk that fails, or is slow, as it is told."""

    def __init__(self) -> None:
        self.saved: list[Session] = []
        self.times: list[float] = []
        self.fault: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.locks: dict[str, FakeLock] = {}
        self.id = ""

    def clock(self) -> datetime:
        return NOON

    def save(self, session: Session) -> Session:
        self.entered.set()
        assert self.gate.wait(60)
        if self.fault:
            raise self.fault
        written = session.replace(rev=session.rev + 1, id=self.id or session.id)
        self.saved.append(written)
        return written

    def lock(self, session_id: str) -> FakeLock:
        return self.locks.setdefault(session_id, FakeLock())

    @property
    def texts(self) -> list[object]:
        return [session.answer("a").value for session in self.saved]


class Desk(App[None]):
    """Hears what the saver says."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Message] = []
        self.text = ""
        self.session = begin_session(GUIDE, "ana-k", at=NOON)

    async def on_event(self, event: Any) -> None:
        await super().on_event(event)

    async def _on_message(self, message: Message) -> None:
        if type(message).__module__ == "session_tui.ui.services.messages":
            self.heard.append(message)
        await super()._on_message(message)

    def latest(self) -> Session:
        return self.session.with_answer("a", self.text or None, at=NOON)

    def of(self, kind: type[Message]) -> list[Any]:
        return [message for message in self.heard if isinstance(message, kind)]


class Hands:
    """One who types, into a saver on a fake disk."""

    def __init__(self, app: Desk, disk: FakeDisk) -> None:
        self.app, self.disk = app, disk
        self.autosave = SessionAutosave(disk, app)
        self.autosave.watch(app, app.latest, app.session, is_new=True)
        self.rests: dict[int, float] = {}
        """Seconds that the autosave has chosen to wait, by the number of saves before."""
        self._rest = self.autosave._rest
        self.autosave._rest = self.rest  # type: ignore[method-assign]

    async def rest(self, seconds: float) -> None:
        number = len(self.disk.saved)
        self.rests[number] = self.rests.get(number, 0) + seconds
        await self._rest(seconds)

    def type(self, text: str) -> None:
        self.app.text += text
        self.autosave.changed()

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(60):
            while not holds():
                await asyncio.sleep(0.005)


@asynccontextmanager
async def typing() -> AsyncIterator[Hands]:
    """Hands on a running app."""
    app = Desk()
    async with app.run_test():
        yield Hands(app, FakeDisk())


async def test_it_is_saved_within_a_second_of_the_last_key() -> None:
    async with typing() as hands:
        hands.type("one")
        await hands.until(lambda: hands.disk.texts)
        assert 0 < hands.rests[0] < 1
        assert hands.disk.texts == ["one"]
        await hands.until(lambda: hands.app.of(SessionSaved))
        assert hands.app.of(SessionSaved)[0].at == NOON
        assert hands.autosave.is_kept


async def test_it_is_saved_during_steady_typing() -> None:
    async with typing() as hands:
        async with asyncio.timeout(60):
            while len(hands.disk.saved) < 3:
                hands.type("x")
                await asyncio.sleep(0.02)
        assert all(seconds < 1 for seconds in hands.rests.values())


async def test_keys_go_on_while_a_save_sleeps_and_are_saved_after_it() -> None:
    async with typing() as hands:
        hands.disk.gate.clear()
        hands.type("one")
        await hands.until(hands.disk.entered.is_set)
        for _ in range(50):
            hands.type("x")
            await asyncio.sleep(0)
        assert not hands.autosave.is_kept
        hands.disk.gate.set()
        await hands.until(lambda: hands.autosave.is_kept)
        assert hands.disk.texts == ["one", "one" + "x" * 50]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            SaveFailed("The disk is full.", Path("/v/a.json"), "Free some space."),
            "The disk is full.",
        ),
        (OSError(30, "Read-only file system", "/v"), "Read-only file system: /v."),
        (ValueError("a client's words"), "A fault in session-tui (ValueError in test_autosave.py"),
    ],
)
async def test_a_save_that_fails_is_said_and_tried_again(fault: Exception, said: str) -> None:
    async with typing() as hands:
        hands.disk.fault = fault
        hands.type("kept")
        await hands.until(lambda: hands.app.of(SavingFailed))
        what = hands.app.of(SavingFailed)[0].what
        assert said in what
        assert "client's words" not in what
        assert not hands.autosave.is_kept
        hands.disk.fault = None
        await hands.until(lambda: hands.disk.texts == ["kept"])
        await hands.until(lambda: hands.app.of(SessionSaved))


async def test_a_hurried_save_that_fails_is_tried_again_too() -> None:
    async with typing() as hands:
        hands.type("kept")
        await hands.until(lambda: hands.autosave.is_kept)
        hands.disk.fault = OSError(28, "No space left on device", "/v")
        hands.app.text = "more"
        hands.autosave.save_now()
        await hands.until(lambda: hands.app.of(SavingFailed))
        hands.disk.fault = None
        hands.rests.clear()
        hands.autosave.save_now()
        await hands.until(lambda: hands.disk.texts == ["kept", "more"])
        assert sum(hands.rests.values()) < 1


async def test_hurrying_where_nothing_changed_says_so_without_writing() -> None:
    async with typing() as hands:
        hands.type("kept")
        await hands.until(lambda: hands.autosave.is_kept)
        hands.autosave.save_now()
        await hands.until(lambda: len(hands.app.of(SessionSaved)) == 2)
        assert len(hands.disk.saved) == 1


async def test_nothing_is_written_for_a_session_in_which_nothing_was() -> None:
    async with typing() as hands:
        hands.autosave.save_now()
        await hands.until(lambda: hands.app.of(SessionSaved))
        assert hands.app.of(SessionSaved)[0].at is None
        assert hands.autosave.release() == ""
        assert hands.disk.saved == []


async def test_flushing_saves_at_once_and_after_a_save_under_way() -> None:
    async with typing() as hands:
        hands.disk.gate.clear()
        hands.type("one")
        await hands.until(hands.disk.entered.is_set)
        hands.app.text = "one two"
        threading.Timer(0.05, hands.disk.gate.set).start()
        assert hands.autosave.flush() == ""
        assert hands.disk.texts == ["one", "one two"]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device", "/v"), ValueError("x")])
async def test_what_cannot_be_flushed_is_not_let_go_unless_it_must_be(fault: Exception) -> None:
    async with typing() as hands:
        hands.autosave._lock = lock = FakeLock()
        hands.disk.fault = fault
        hands.app.text = "kept"
        assert hands.autosave.release() != ""
        assert lock.let_go == 0
        hands.disk.fault = None
        assert hands.autosave.flush() == ""
        assert hands.disk.texts == ["kept"]
        hands.disk.fault, hands.app.text = fault, "lost"
        assert hands.autosave.release(anyway=True) != ""
        assert lock.let_go == 1
        assert hands.autosave.flush() == ""


async def test_a_session_kept_apart_is_told_and_locked_under_its_new_name() -> None:
    async with typing() as hands:
        hands.autosave._lock = old = FakeLock()
        hands.disk.id = "0193a2b0-0000-7000-8000-000000000000"
        hands.type("mine")
        await hands.until(lambda: hands.app.of(ConflictSaved))
        assert old.let_go == 1
        assert hands.disk.locks[hands.disk.id].let_go == 0
        hands.type(" too")
        await hands.until(lambda: len(hands.disk.saved) == 2)
        assert {s.id for s in hands.disk.saved} == {hands.disk.id}
        assert len(hands.app.of(ConflictSaved)) == 1


# The keeper on a real vault


@asynccontextmanager
async def at_work(vault: Vault) -> AsyncIterator[tuple[Desk, VaultService]]:
    """A keeper in a running app."""
    app = Desk()
    async with app.run_test():
        yield app, VaultService(vault, app)


async def hear(app: Desk, kind: type[Message]) -> Any:
    async with asyncio.timeout(60):
        while not app.of(kind):
            await asyncio.sleep(0.005)
    return app.of(kind)[-1]


async def test_a_second_window_is_told_who_has_the_session_open(office: Office) -> None:
    session = office.vault.begin("ana-k", "blank").with_answer("story-free", "x", at=office.now)
    saved = office.vault.save(session)
    other = Vault.open(office.vault.root, clock=lambda: office.now)
    async with at_work(office.vault) as (first, mine), at_work(other) as (second, theirs):
        mine.ask_draft(first, saved.id)
        await hear(first, SessionOpened)
        theirs.ask_draft(second, saved.id)
        assert "open in another window" in (await hear(second, VaultRequestFailed)).what
        mine.watch(first, lambda: saved, saved, is_new=False)
        assert mine.release() == ""
        theirs.ask_draft(second, saved.id)
        assert (await hear(second, SessionOpened)).session_context.session.id == saved.id
        theirs.unlock()


async def test_the_key_pressed_twice_opens_one_session(office: Office) -> None:
    session = office.vault.begin("ana-k", "blank").with_answer("story-free", "x", at=office.now)
    saved = office.vault.save(session)
    async with at_work(office.vault) as (app, vault_service):
        vault_service.ask_draft(app, saved.id)
        vault_service.ask_draft(app, saved.id)
        await hear(app, SessionOpened)
        vault_service.ask_draft(app, saved.id)
        await asyncio.sleep(0)
        assert len(app.of(SessionOpened)) == 1
        assert not app.of(VaultRequestFailed)
        vault_service.unlock()


async def test_two_screens_that_ask_at_the_same_moment_are_both_answered(office: Office) -> None:
    async with at_work(office.vault) as (first, _), at_work(office.vault) as (second, _):
        reader = VaultReader(office.vault, first)
        reader.ask_home(first)
        reader.ask_home(second)
        reader.ask_home(second)
        await hear(first, HomeRead)
        await hear(second, HomeRead)


async def test_what_was_opened_for_nobody_can_be_opened_again(office: Office) -> None:
    session = office.vault.begin("ana-k", "blank").with_answer("story-free", "x", at=office.now)
    saved = office.vault.save(session)
    async with at_work(office.vault) as (app, vault_service):
        gone = Desk()
        gone._closed = True
        vault_service.ask_draft(gone, saved.id)
        async with asyncio.timeout(60):
            while vault_service._is_opening:
                await asyncio.sleep(0.005)
        vault_service.ask_draft(app, saved.id)
        await hear(app, SessionOpened)
        vault_service.unlock()


async def test_a_file_changed_elsewhere_stays_and_this_one_is_kept_beside(office: Office) -> None:
    session = office.vault.begin("ana-k", "blank").with_answer("story-free", "x", at=office.now)
    saved = office.vault.save(session)
    async with at_work(office.vault) as (app, vault_service):
        vault_service.ask_draft(app, saved.id)
        mine = (await hear(app, SessionOpened)).session_context.session
        texts = ["mine"]
        vault_service.watch(app, lambda: mine.with_answer("story-free", texts[0], at=office.now), mine, is_new=False)
        other = Vault.open(office.vault.root, clock=lambda: office.now)
        theirs = other.read(saved.id).session
        other.save(theirs.with_answer("story-free", "theirs", at=office.now))
        vault_service.changed()
        await hear(app, ConflictSaved)
        texts[0] = "mine, too"
        assert vault_service.release() == ""
        found = {office.vault.read(h.id).session.answer("story-free").value for h in office.vault.sessions()}
        assert found == {"theirs", "mine, too"}


async def test_what_is_typed_after_it_was_signed_elsewhere_is_kept_beside(office: Office) -> None:
    session = office.vault.begin("ana-k", "blank").with_answer("story-free", "x", at=office.now)
    saved = office.vault.save(session)
    async with at_work(office.vault) as (app, vault_service):
        vault_service.ask_draft(app, saved.id)
        mine = (await hear(app, SessionOpened)).session_context.session
        vault_service.watch(app, lambda: mine.with_answer("story-free", "mine", at=office.now), mine, is_new=False)
        other = Vault.open(office.vault.root, clock=lambda: office.now)
        other.sign(other.read(saved.id).session)
        vault_service.changed()
        await hear(app, ConflictSaved)
        assert not app.of(SavingFailed)
        assert vault_service.release() == ""
    found = {h.status: office.vault.read(h.id).session for h in office.vault.sessions()}
    assert found["signed"].answer("story-free").value == "x"
    assert found["draft"].answer("story-free").value == "mine"


async def test_nothing_is_written_after_signing(office: Office) -> None:
    session = office.vault.begin("ana-k", "blank").with_answer("story-free", "x", at=office.now)
    async with at_work(office.vault) as (app, vault_service):
        vault_service.watch(app, lambda: session, session, is_new=True)
        vault_service.ask_to_sign(app, session)
        signed = await hear(app, SessionSigned)
        assert Path(signed.path).exists()
        vault_service.save_now()
        await hear(app, SessionSaved)
        assert not app.of(SavingFailed)
        assert vault_service.release() == ""


async def test_private_things_stand_open_on_the_private_page_alone(office: Office) -> None:
    own = office.vault.root / "prompts"
    own.mkdir(exist_ok=True)
    (own / "private.md").write_text(
        "---\nguide: private\ntitle: Private page\nversion: 1\nwhen: always\n---\n\n"
        "{#private}\n## Private page\n\n{#todo .questions share=private}\n### To do\n",
        encoding="utf-8",
    )
    from session_tui.core.model.values import Question

    question = Question(id="0193a2b0-0000-7000-8000-000000000001", text="Is it me?", state="open")
    office.earlier("blank", todo=(question,))
    async with at_work(office.vault) as (app, vault_service):
        vault_service.ask_new(app, "ana-k", "blank")
        session_context = (await hear(app, SessionOpened)).session_context
        assert len(session_context.private_open_items.questions) == 1
        assert session_context.open_items.questions == session_context.shared_open_items.questions == ()
        vault_service.unlock()
