"""The saver: what is typed is on disk within a second, and no key ever waits for a disk."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from textual.message import Message
from textual.message_pump import MessagePump

from session_tui.core.base.errors import SessionTuiError, describe_error
from session_tui.ui.services.messages import ConflictSaved, SavingFailed, SessionSaved

if TYPE_CHECKING:
    from textual.app import App
    from textual.worker import WorkType

    from session_tui.core.interview.save_state import SaveState
    from session_tui.core.model.session import Session
    from session_tui.ui.services.lock import Lock

D = TypeVar("D")

PAUSE = 0.3
"""Seconds without a key after which a session is saved."""

LONGEST = 0.5
"""Seconds of steady typing after which it is saved all the same; with the save itself, well under one second."""

RETRY = 2.0
"""Seconds after which a save that failed is tried again."""


class Disk(Protocol):
    """What the saver needs of a vault."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """Tells the time."""

    def save(self, session: Session) -> Session:
        """Write a draft; the session as it was written."""

    def lock(self, session_id: str) -> Lock:
        """Open a session in this window alone."""


class Autosave(Generic[D]):
    """Saves what is being written in this window, in threads, one save at a time.

    A subclass says how one save is done.
    """

    def __init__(self, clock: Callable[[], datetime], app: App[None]) -> None:
        self._clock = clock
        self._app = app
        self._latest: Callable[[], D] | None = None
        self._listener: MessagePump | None = None
        self._lock: Lock | None = None
        self._is_changed = False
        self._saving = 0
        self._is_working = False
        self._first_change = self._last_change = self._retry_at = 0.0
        self._awake = asyncio.Event()
        self._disk = threading.Lock()

    def attach(self, listener: MessagePump, latest: Callable[[], D]) -> None:
        """This screen goes on with what is being written.

        Args:
            listener: gets SessionSaved, ConflictSaved and SavingFailed.
            latest: gives what is written, with everything typed until now.
        """
        self._listener, self._latest = listener, latest

    def changed(self) -> None:
        """Something was typed: save after a pause, or at the latest after LONGEST seconds."""
        now = asyncio.get_running_loop().time()
        self._last_change = now
        if not self._is_changed:
            self._is_changed, self._first_change = True, now
        if not self._is_working:
            self._is_working = True
            work: WorkType[None] = self._keep_until_kept
            self._app.run_worker(work, group="keep", exit_on_error=False)

    def save_now(self) -> None:
        """Save now, and say when."""
        self.changed()
        self._first_change = self._retry_at = 0.0
        self._awake.set()

    def flush(self) -> str:
        """Save at once, in this thread: for the curtain, a signal, a crash and the end.

        Returns:
            Nothing when all is kept; otherwise a sentence that says why it is not.
        """
        if self._latest is None:
            return ""
        try:
            self._save(self._latest())
        except Exception as error:
            return describe_error(error)
        self._is_changed = False
        return ""

    def release(self, *, anyway: bool = False) -> str:
        """Let it go: save what is left, and let other windows open it.

        Args:
            anyway: let it go even when the last words cannot be saved.

        Returns:
            Nothing when all is kept; otherwise why it is not, and then it is let go only ``anyway``.
        """
        trouble = self.flush()
        if not trouble or anyway:
            self._forget()
            self.unlock()
        return trouble

    def unlock(self) -> None:
        """Let other windows open it, and save nothing."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @property
    def is_writing(self) -> bool:
        """Whether a session is being written in this window."""
        return self._latest is not None

    @property
    def is_kept(self) -> bool:
        """Whether everything typed is on disk."""
        return not self._is_changed and not self._saving

    def _save(self, written: D) -> bool:
        """Write it where it differs from its last save; whether it is on disk now."""
        raise NotImplementedError

    def _forget(self) -> None:
        """Nothing is being written any more."""
        self._latest = self._listener = None
        self._is_changed = False

    async def _keep_until_kept(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._is_changed and self._latest is not None:
                due = min(self._last_change + PAUSE, self._first_change + LONGEST)
                wait = max(due, self._retry_at) - loop.time()
                if wait > 0:
                    await self._rest(wait)
                elif not await self._try_to_keep():
                    self._retry_at = loop.time() + RETRY
        finally:
            self._is_working = False

    async def _rest(self, seconds: float) -> None:
        """Wait, unless somebody is in a hurry."""
        self._awake.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), seconds)

    async def _try_to_keep(self) -> bool:
        """Save in a thread, and tell the screen; whether it worked."""
        if self._latest is None:
            return True
        self._is_changed = False
        self._saving += 1
        try:
            is_there = await asyncio.to_thread(self._save, self._latest())
        except Exception as error:
            self._is_changed = True
            self._tell(SavingFailed(describe_error(error)))
            return False
        finally:
            self._saving -= 1
        self._tell(SessionSaved(self._clock() if is_there else None))
        return True

    def _tell(self, message: Message) -> None:
        if self._listener is not None:
            self._listener.post_message(message)


class SessionAutosave(Autosave["Session"]):
    """Saves the session that is open in this window."""

    def __init__(self, disk: Disk, app: App[None]) -> None:
        super().__init__(disk.clock, app)
        self._to = disk
        self._state: SaveState | None = None

    def watch(self, listener: MessagePump, latest: Callable[[], Session], session: Session, *, is_new: bool) -> None:
        """Keep the session of this screen from now on.

        Args:
            listener: gets SessionSaved, ConflictSaved and SavingFailed.
            latest: gives the session with everything typed until now.
            session: as it is on disk, or as it was begun.
            is_new: whether nothing of it is on disk yet.
        """
        from session_tui.core.interview.save_state import SaveState  # home starts without the model of a session

        self._state, self._is_changed = SaveState(session, is_new=is_new), False
        self.attach(listener, latest)

    def _save(self, written: Session) -> bool:
        """Write the session where it differs from its last save; whether it is on disk now."""
        with self._disk:
            if self._state is None:
                return False
            version = self._state.to_write(written)
            if version is not None:
                self._after_writing(self._to.save(version))
            return self._state.is_on_disk

    def _as_saved(self, session: Session) -> Session:
        """The session under the id and number of its last save."""
        return self._state.as_saved(session) if self._state is not None else session

    def _after_writing(self, written: Session) -> None:
        """Remember what is on disk now. It has another id when the file was changed elsewhere: both are kept."""
        if self._state is not None and self._state.remember(written):
            self.unlock()
            with contextlib.suppress(SessionTuiError):
                self._lock = self._to.lock(written.id)
            self._tell(ConflictSaved())
