"""The keeper: the only part of the screen that calls the vault.

It works in threads, so that no key ever waits for a disk, and answers with messages. Screens ask; handlers change what
is shown.
"""

import asyncio
import threading
import traceback
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

from session_tui.core.asked import asked_in
from session_tui.core.errors import SessionTuiError
from session_tui.core.guide import PRIVATE, Guide, Section
from session_tui.core.private import join_private
from session_tui.core.session import Session
from session_tui.core.standing import standing
from session_tui.ui.messages import (
    AddendumKept,
    GuidesRead,
    HomeRead,
    KeepingFailed,
    KeptApart,
    NoteRead,
    SessionKept,
    SessionSigned,
    SessionsRead,
    Sitting,
    SittingReady,
    Trouble,
)

if TYPE_CHECKING:
    from textual.app import App

    from session_tui.vault.lock import SessionLock
    from session_tui.vault.vault import Vault

PAUSE = 0.3
"""Seconds without a key after which a session is saved."""

LONGEST = 0.5
"""Seconds of steady typing after which it is saved all the same; with the save itself, well under one second."""

RETRY = 2.0
"""Seconds after which a save that failed is tried again."""


class Keeper:
    """Keeps the session that is open in this window, and fetches what screens ask for."""

    def __init__(self, vault: "Vault", app: "App[None]") -> None:
        self.vault = vault
        self._app = app
        self._kept: Session | None = None
        self._latest: Callable[[], Session] | None = None
        self._listener: MessagePump | None = None
        self._lock: SessionLock | None = None
        self._saved = ("", 0)
        self._is_kept = True
        self._is_working = False
        self._first_change = self._last_change = 0.0
        self._disk = threading.Lock()

    # The session that is being written

    def watch(self, listener: MessagePump, latest: Callable[[], Session], session: Session) -> None:
        """Keep the session of this screen from now on.

        Args:
            listener: gets SessionKept and KeepingFailed.
            latest: gives the session with everything typed until now.
            session: as it is on disk, or as it was begun.
        """
        self._listener, self._latest = listener, latest
        self._kept, self._saved, self._is_kept = session, (session.id, session.rev), True

    def changed(self) -> None:
        """Something was typed: save after a pause, or at the latest after LONGEST seconds."""
        now = asyncio.get_running_loop().time()
        self._last_change = now
        if self._is_kept:
            self._is_kept, self._first_change = False, now
        if not self._is_working:
            self._is_working = True
            self._app.run_worker(self._keep_until_kept(), group="keep", exit_on_error=False)

    def hurry(self) -> None:
        """Save now, and say when."""
        if self._latest is not None:
            self._app.run_worker(self._try_to_keep(), group="hurry", exit_on_error=False)

    def flush(self) -> str:
        """Save at once, in this thread: for the curtain, a signal, a crash and the end.

        Returns:
            Nothing when all is kept; otherwise a sentence that says why it is not.
        """
        if self._latest is None:
            return ""
        try:
            self._save(self._latest())
        except (SessionTuiError, OSError) as error:
            return sentence(error)
        self._is_kept = True
        return ""

    def release(self) -> str:
        """Let the session go: save what is left, and let other windows open it.

        Returns:
            Nothing when all is kept; otherwise why it is not, and then it is not let go.
        """
        if trouble := self.flush():
            return trouble
        self._latest = self._listener = self._kept = None
        self._is_kept = True
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        return ""

    @property
    def is_kept(self) -> bool:
        """Whether everything typed is on disk."""
        return self._is_kept

    @property
    def kept(self) -> Session | None:
        """The session as it was last saved, with the number of that save."""
        return self._kept

    async def _keep_until_kept(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while not self._is_kept and self._latest is not None:
                due = min(self._last_change + PAUSE, self._first_change + LONGEST)
                if (wait := due - loop.time()) > 0:
                    await asyncio.sleep(wait)
                elif not await self._try_to_keep():
                    await asyncio.sleep(RETRY)
        finally:
            self._is_working = False

    async def _try_to_keep(self) -> bool:
        """Save in a thread, and tell the screen; whether it worked."""
        if self._latest is None:
            return True
        self._is_kept = True
        try:
            await asyncio.to_thread(self._save, self._latest())
        except Exception as error:
            self._is_kept = False
            self._tell(KeepingFailed(sentence(error)))
            return False
        self._tell(SessionKept(self.vault.clock()))
        return True

    def _save(self, session: Session) -> None:
        with self._disk:
            session = self._as_saved(session)
            if session.is_signed or session == self._kept:
                return
            if session.rev == 0 and not has_writing(session):
                return
            self._after_writing(self.vault.save(session))

    def _as_saved(self, session: Session) -> Session:
        """The session under the id and number of its last save."""
        session_id, rev = self._saved
        return session.but(id=session_id, rev=rev)

    def _after_writing(self, written: Session) -> None:
        """Remember what is on disk now. It has another id when the file was changed elsewhere: both are kept."""
        if written.id != self._saved[0] and not written.is_signed:
            self._tell(KeptApart())
        self._kept, self._saved = written, (written.id, written.rev)

    def _tell(self, message: Message) -> None:
        if self._listener is not None:
            self._listener.post_message(message)

    # What screens ask for; each answer is a message to the one who asked, or Trouble

    def ask_home(self, asker: MessagePump) -> None:
        """Answered with HomeRead."""
        self._ask(asker, "home", lambda: HomeRead(self.vault.clients(), self.vault.sessions(status="draft")))  # fmt: skip

    def ask_sessions(self, asker: MessagePump, client: str) -> None:
        """Answered with SessionsRead."""
        self._ask(asker, "sessions", lambda: SessionsRead(client, self.vault.sessions(client)))

    def ask_note(self, asker: MessagePump, session_id: str) -> None:
        """Answered with NoteRead."""
        self._ask(asker, "note", lambda: NoteRead(self.vault.read(session_id)))

    def ask_guides(self, asker: MessagePump) -> None:
        """Answered with GuidesRead."""
        self._ask(asker, "guides", lambda: GuidesRead(self.vault.guides()))

    def ask_new(self, asker: MessagePump, client: str, guide: str, mode: str | None = None) -> None:
        """Begin a session; with its first words a new code makes the client. Answered with SittingReady."""

        def begin() -> Message:
            session = self.vault.begin(client, guide).but(mode=mode)
            return SittingReady(self._sit_down(session, is_new=True))

        self._ask(asker, "sitting", begin)

    def ask_draft(self, asker: MessagePump, session_id: str) -> None:
        """Go on with a draft. Answered with SittingReady."""
        self._ask(asker, "sitting", lambda: SittingReady(self._resume(session_id)))

    def ask_to_sign(self, asker: MessagePump, session: Session, by: str | None = None) -> None:
        """Sign the session that is open. Answered with SessionSigned."""

        def sign() -> Message:
            with self._disk:
                signed = self.vault.sign(self._as_saved(session), by=by)
                self._after_writing(signed)
                self._is_kept = True
            head = self.vault.resolve(signed.id)
            return SessionSigned(self.vault.read(signed.id), str(head.path))

        self._ask(asker, "sign", sign)

    def ask_addendum(
        self,
        asker: MessagePump,
        session_id: str,
        *,
        reason: str,
        text: str,
        author: str | None = None,
        mark: str | None = None,
    ) -> None:
        """Add to a signed session. Answered with AddendumKept."""

        def add() -> Message:
            self.vault.add_addendum(session_id, reason=reason, text=text, author=author, mark=mark)
            return AddendumKept(self.vault.read(session_id))

        self._ask(asker, "addendum", add)

    def _resume(self, session_id: str) -> Sitting:
        lock = self.vault.lock(session_id)
        try:
            return self._sit_down(self.vault.read(session_id).session, lock=lock)
        except BaseException:
            lock.release()
            raise

    def _sit_down(
        self, session: Session, *, is_new: bool = False, lock: "SessionLock | None" = None
    ) -> Sitting:
        session.refuse_signed()
        guides = self.vault.guides().guides
        private = guides.get(PRIVATE)
        session = join_private(session, None, private)
        sitting = Sitting(
            session=session,
            guide=asked_in(session, with_private(guides.get(session.guide.id), private)),
            last=self.vault.last_answers(session.client, session),
            standing=standing(self.vault.earlier(session.client, session)),
            is_new=is_new,
        )
        self._lock = lock or self.vault.lock(session.id)
        return sitting

    def _ask(self, asker: MessagePump, group: str, work: Callable[[], Message]) -> None:
        async def answer() -> None:
            try:
                message = await asyncio.to_thread(work)
            except Exception as error:
                message = Trouble(sentence(error))
            asker.post_message(message)

        self._app.run_worker(answer(), group=group, exclusive=True, exit_on_error=False)


def has_writing(session: Session) -> bool:
    """Whether anything was written in this session; what was only carried over does not count."""
    return bool(session.jots) or any(
        answer.is_answered and not answer.is_unconfirmed for answer in session.answers
    )


def with_private(guide: Guide | None, private: Guide | None) -> Guide | None:
    """The guide with the private page's prompts as one more section."""
    if guide is None or private is None:
        return guide
    prompts = tuple(prompt for _, prompt in private.prompts())
    return guide.with_section(Section(PRIVATE, private.title, prompts))


def sentence(error: BaseException) -> str:
    """What went wrong, for a person. A fault of ours is named by class and place only, never by its values."""
    if isinstance(error, SessionTuiError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.strerror or type(error).__name__}: {error.filename or 'the disk'}"
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f"{PurePath(last[0].filename).name}, line {last[0].lineno}" if last else "unknown place"
    return (
        f"A fault in session-tui ({type(error).__name__} in {place}). What you typed is kept here."
    )
