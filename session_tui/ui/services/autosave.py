"""Autosave: typed text is on disk within one second, and no key waits for the disk."""

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
"""Seconds without a key before a save."""

LONGEST = 0.5
"""Most seconds from the first unsaved key to the save; with the save itself, well under one second."""

RETRY = 2.0
"""Seconds before a failed save is tried again."""


class Disk(Protocol):
    """The part of a vault that autosave uses."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """Return the function that returns the current time."""

    def save(self, session: Session) -> Session:
        """Write a draft and return the session as written."""

    def lock(self, session_id: str) -> Lock:
        """Lock a session for this window."""


class Autosave(Generic[D]):
    """Save what is being written in this window, in threads, one save at a time.

    A subclass implements one save in `_save`.
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
        """Take the text from this screen from now on, and report to it.

        Args:
            listener: receives SessionSaved, ConflictSaved and SavingFailed.
            latest: returns the document with everything typed so far.
        """
        self._listener, self._latest = listener, latest

    def changed(self) -> None:
        """Schedule a save after a change: after a pause of PAUSE seconds, at the latest after LONGEST."""
        now = asyncio.get_running_loop().time()
        self._last_change = now
        if not self._is_changed:
            self._is_changed, self._first_change = True, now
        if not self._is_working:
            self._is_working = True
            work: WorkType[None] = self._save_until_done
            self._app.run_worker(work, group="keep", exit_on_error=False)

    def save_now(self) -> None:
        """Save without the pause, and post SessionSaved when the save is done."""
        self.changed()
        # Zero is in the past for the loop's clock, so the save is due at once.
        self._first_change = self._retry_at = 0.0
        self._awake.set()

    def flush(self) -> str:
        """Save in the calling thread: used by the privacy screen, on a signal, after a crash and at exit.

        Returns:
            An empty string if everything is saved, otherwise a sentence with the reason.
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
        """Save, stop watching and unlock, so that other windows can open the document.

        Args:
            anyway: release even if the last changes cannot be saved.

        Returns:
            An empty string if everything is saved, otherwise the reason; then it is released only if ``anyway``.
        """
        problem = self.flush()
        # After a failed save the document stays attached and locked, so that the save can be tried again.
        if not problem or anyway:
            self._forget()
            self.unlock()
        return problem

    def unlock(self) -> None:
        """Release the lock, so that other windows can open the document. Does not save."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @property
    def is_writing(self) -> bool:
        """Whether a document is open for writing in this window."""
        return self._latest is not None

    @property
    def is_kept(self) -> bool:
        """Whether everything typed is on disk."""
        return not self._is_changed and not self._saving

    def _save(self, written: D) -> bool:
        """Write the document if it differs from its last save; return whether it is on disk."""
        raise NotImplementedError

    def _forget(self) -> None:
        """Forget the document and the screen."""
        self._latest = self._listener = None
        self._is_changed = False

    async def _save_until_done(self) -> None:
        """Wait for a pause and save, until no change is unsaved. Runs as a worker while there are changes."""
        loop = asyncio.get_running_loop()
        try:
            while self._is_changed and self._latest is not None:
                due = min(self._last_change + PAUSE, self._first_change + LONGEST)
                wait = max(due, self._retry_at) - loop.time()
                if wait > 0:
                    await self._rest(wait)
                elif not await self._try_to_save():
                    self._retry_at = loop.time() + RETRY
        finally:
            self._is_working = False

    async def _rest(self, seconds: float) -> None:
        """Wait, or return early when `save_now` is called."""
        self._awake.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), seconds)

    async def _try_to_save(self) -> bool:
        """Save in a thread and post the result to the screen; return whether the save succeeded."""
        if self._latest is None:
            return True
        # Before the save: a key typed during it sets the flag again and is saved in the next round.
        self._is_changed = False
        self._saving += 1
        try:
            # `_latest()` runs here, in the thread of the widgets; only the write runs in another thread.
            is_on_disk = await asyncio.to_thread(self._save, self._latest())
        except Exception as error:
            self._is_changed = True
            self._post(SavingFailed(describe_error(error)))
            return False
        finally:
            self._saving -= 1
        self._post(SessionSaved(self._clock() if is_on_disk else None))
        return True

    def _post(self, message: Message) -> None:
        """Post a message to the screen, if one is attached."""
        if self._listener is not None:
            self._listener.post_message(message)


class SessionAutosave(Autosave["Session"]):
    """Save the session that is open in this window."""

    def __init__(self, disk: Disk, app: App[None]) -> None:
        super().__init__(disk.clock, app)
        self._to = disk
        self._state: SaveState | None = None

    def watch(self, listener: MessagePump, latest: Callable[[], Session], session: Session, *, is_new: bool) -> None:
        """Start to save the session of a screen.

        Args:
            listener: receives SessionSaved, ConflictSaved and SavingFailed.
            latest: returns the session with everything typed so far.
            session: the session as it is on disk, or a new one.
            is_new: whether the session has no file yet.
        """
        from session_tui.core.interview.save_state import SaveState  # not needed to show home

        self._state, self._is_changed = SaveState(session, is_new=is_new), False
        self.attach(listener, latest)

    def _save(self, written: Session) -> bool:
        """Write the session if it differs from its last save; return whether it is on disk."""
        # `flush` may save in the calling thread while a worker thread saves.
        with self._disk:
            if self._state is None:
                return False
            version = self._state.to_write(written)
            if version is not None:
                self._after_writing(self._to.save(version))
            return self._state.is_on_disk

    def _as_saved(self, session: Session) -> Session:
        """Return the session with the id and the ``rev`` of its last save."""
        return self._state.as_saved(session) if self._state is not None else session

    def _after_writing(self, written: Session) -> None:
        """Remember the written session. If the file was changed elsewhere, it has a new id: lock that and report it."""
        if self._state is not None and self._state.remember(written):
            self.unlock()
            # The conflict must be reported even if the new file cannot be locked.
            with contextlib.suppress(SessionTuiError):
                self._lock = self._to.lock(written.id)
            self._post(ConflictSaved())
