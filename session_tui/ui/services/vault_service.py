"""The keeper: the only part of the screen that calls the vault.

It works in threads, so that no key ever waits for a disk, and answers with messages. Screens ask; handlers change what
is shown.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

from session_tui.core.base.errors import describe_error
from session_tui.ui.services.autosave import Lock, SessionAutosave
from session_tui.ui.services.messages import (
    AddendumReady,
    AddendumSaved,
    BriefRead,
    ChartRead,
    DueRead,
    GuidesRead,
    HistoryRead,
    HomeRead,
    NoteRead,
    NotesCounted,
    NotesRead,
    OutcomeSaved,
    SearchRead,
    SessionMoved,
    SessionOpened,
    SessionSigned,
    SessionsRead,
    VaultRequestFailed,
)
from session_tui.ui.services.preload import FEW, read_home
from session_tui.ui.textual_patches.input_queue import AWAITED

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from textual.app import App
    from textual.worker import WorkType

    from session_tui.core.chart.due import Due
    from session_tui.core.interview.session_context import SessionContext
    from session_tui.core.model.addendum import AddendumDraft
    from session_tui.core.model.session import Session
    from session_tui.core.model.values import Step
    from session_tui.core.search.query import Query
    from session_tui.ui.services.addendum_autosave import AddendumAutosave
    from session_tui.vault.vault import Vault


SEEN = 0.1
"""Seconds after which how far a long reading is, is told again."""

OFTEN = 1.0
"""Seconds after which what was found so far is told again."""


class ShuttingDown(Exception):
    """The program ended in the middle of a reading."""


class VaultService(SessionAutosave):
    """Keeps the session that is open in this window, and fetches what screens ask for.

    Each answer is a message to the one who asked, or Trouble. Where the answer says what the next keys mean, such as a
    session that opens or the rows of a list that is still empty, they wait for it.
    """

    def __init__(self, vault: Vault, app: App[None]) -> None:
        super().__init__(vault, app)
        self.vault = vault
        self.addendum: AddendumAutosave | None = None
        self._is_opening = False
        self._is_leaving = False

    def leave(self) -> None:
        """The program ends: a long reading stops where it is, and goes on at the next start."""
        self._is_leaving = True

    def check_cancelled(self, *_: object) -> None:
        """Called in the middle of a long reading. Raises Left once the program ends."""
        if self._is_leaving:
            raise ShuttingDown
        self._searcher: Executor | None = None

    def watch(self, listener: MessagePump, latest: Callable[[], Session], session: Session, *, is_new: bool) -> None:
        """Keep the session of this screen from now on; another may be opened when it is left."""
        super().watch(listener, latest, session, is_new=is_new)
        self._is_opening = False

    def ask_home(self, asker: MessagePump, *, keys_wait: bool = True) -> None:
        """Answered with HomeRead; with NotesCounted before, where there is much to read. Then no key waits for it."""
        is_long = keys_wait and self.vault.count_changed() > FEW

        def read() -> Message:
            with self.vault.read_snapshot(progress=self._counting(asker)):
                return HomeRead(*read_home(self.vault))

        self._ask(asker, "home", read, keys_wait=keys_wait and not is_long)

    def _counting(self, asker: MessagePump) -> Callable[[int, int], None]:
        """Tells how far the reading is, a few times a second."""
        told = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal told
            self.check_cancelled()
            if time.monotonic() > told + SEEN:
                told = time.monotonic()
                asker.post_message(NotesCounted(done, total))

        return tell

    def prepare(self, client: str) -> None:
        """Read what a client's brief and chart are made of, so that they open at once."""

        async def read() -> None:
            with contextlib.suppress(Exception):
                await asyncio.to_thread(self._read_chart, client)

        work: WorkType[None] = read
        self._app.run_worker(work, group="prepare", exclusive=True, exit_on_error=False)

    def _read_chart(self, client: str) -> None:
        from session_tui.core.chart.open_state import RECORD

        self.vault.chart(client, RECORD)
        self.vault.open_repairs(client)

    def ask_sessions(self, asker: MessagePump, client: str, *, keys_wait: bool = True) -> None:
        """Answered with SessionsRead."""

        def read() -> Message:
            sessions = self.vault.sessions(client)
            return SessionsRead(client, sessions, self.vault.withdrawn(client))

        self._ask(asker, "sessions", read, keys_wait=keys_wait)

    def ask_chart(self, asker: MessagePump, client: str) -> None:
        """Answered with ChartRead; nothing of a private page is in it."""
        from session_tui.core.chart.open_state import RECORD

        self._ask(asker, "chart", lambda: ChartRead(self.vault.chart(client, RECORD)))

    def ask_brief(self, asker: MessagePump, client: str) -> None:
        """Answered with BriefRead."""
        from session_tui.core.chart.open_state import RECORD

        def read() -> Message:
            chart = self.vault.chart(client, RECORD)
            return BriefRead(chart, self.vault.open_repairs(client))

        self._ask(asker, "brief", read)

    def ask_waiting(self, asker: MessagePump) -> None:
        """What waits for all clients. Answered with DueRead, more than once where sessions must be read for it."""

        def read() -> Message:
            found: tuple[Due, ...] = ()
            told = float("-inf")
            for part in self.vault.due():
                self.check_cancelled()
                found += part
                if time.monotonic() > told + OFTEN:
                    told = time.monotonic()
                    asker.post_message(DueRead(found))
                time.sleep(0)  # let go of Python, so that a key comes first
            return DueRead(found)

        self._ask(asker, "waiting", read, keys_wait=False)

    def ask_note(self, asker: MessagePump, session_id: str) -> None:
        """Answered with NoteRead."""
        self._ask(asker, "note", lambda: NoteRead(self.vault.read(session_id)), keys_wait=False)

    def ask_notes(self, asker: MessagePump, *session_ids: str) -> None:
        """Answered with NotesRead."""
        self._ask(asker, "notes", lambda: NotesRead(tuple(map(self.vault.read, session_ids))))

    def ask_history(self, asker: MessagePump, client: str) -> None:
        """Answered with HistoryRead."""
        self._ask(asker, "history", lambda: HistoryRead(self.vault.history(client)))

    def ask_search(self, asker: MessagePump, query: Query, *, start: int, limit: int) -> None:
        """What fits, from number ``start`` on; one question at a time, and only the newest of those that wait. Answered with SearchRead."""
        from concurrent.futures import ThreadPoolExecutor

        def read() -> Message:
            return SearchRead(query, start, self.vault.search(query, start=start, limit=limit))

        self._searcher = self._searcher or ThreadPoolExecutor(1, "search")
        self._ask(asker, "search", read, keys_wait=False, thread=self._searcher)

    def ask_guides(self, asker: MessagePump) -> None:
        """Answered with GuidesRead."""
        self._ask(asker, "guides", lambda: GuidesRead(self.vault.guides()))

    def ask_new(self, asker: MessagePump, client: str, guide: str, mode: str | None = None) -> None:
        """Begin a session; with its first words a new code makes the client. Answered with SessionOpened."""
        self._open(
            asker,
            lambda: self._sit_down(self.vault.begin(client, guide).replace(mode=mode), is_new=True),
        )

    def ask_draft(self, asker: MessagePump, session_id: str) -> None:
        """Go on with a draft. Answered with SessionOpened."""
        self._open(asker, lambda: self._resume(session_id))

    def ask_to_sign(self, asker: MessagePump, session: Session, by: str | None = None) -> None:
        """Sign the session that is open. Answered with SessionSigned."""

        def sign() -> Message:
            with self._disk:
                signed = self.vault.sign(self._as_saved(session), by=by)
                self._after_writing(signed)
                self._is_changed = False
            summary = self.vault.resolve(signed.id)
            return SessionSigned(self.vault.read(signed.id), str(summary.path))

        self._ask(asker, "sign", sign)

    def ask_to_add(self, asker: MessagePump, session_id: str) -> None:
        """Open the unfinished addendum to a signed session, or begin one. Answered with AddendumReady."""

        def begin() -> Message:
            lock = self.vault.lock(session_id)
            try:
                draft = self.vault.addenda.open(session_id)
                return AddendumReady(draft, self.vault.resolve(session_id), lock)
            except BaseException:
                lock.release()
                raise

        self._ask(asker, "addendum", begin)

    def watch_addendum(
        self,
        listener: MessagePump,
        latest: Callable[[], AddendumDraft],
        ready: AddendumReady,
    ) -> AddendumAutosave:
        """Keep the addendum of this screen from now on; what does so."""
        from session_tui.ui.services.addendum_autosave import AddendumAutosave

        self.addendum = AddendumAutosave(self.vault, self._app)
        self.addendum.watch(listener, latest, ready.draft, ready.lock)
        return self.addendum

    def ask_to_keep(self, asker: MessagePump, draft: AddendumDraft, author: str | None = None) -> None:
        """Keep the addendum that is open with its note. Answered with AddendumSaved."""
        if (autosave := self.addendum) is not None:
            self._ask(asker, "addendum", lambda: AddendumSaved(autosave.keep(draft, author)))

    def ask_to_move(self, asker: MessagePump, session_id: str, client: str, reason: str, author: str | None) -> None:
        """Move a session to another client. Answered with SessionMoved."""

        def move() -> Message:
            return SessionMoved(self.vault.move(session_id, client, reason=reason, author=author))

        self._ask(asker, "move", move)

    def flush_all(self) -> str:
        """Save whatever is being written in this window, at once; empty, or why it is not all kept."""
        troubles = (self.flush(), self.addendum.flush() if self.addendum else "")
        return " ".join(filter(None, troubles))

    def unlock_all(self) -> None:
        """Let other windows open whatever is open here, and save nothing."""
        self.unlock()
        if self.addendum is not None:
            self.addendum.unlock()

    def ask_outcome(self, asker: MessagePump, client: str, step: Step, by: str | None = None) -> None:
        """Write down what came of a step, as a quick contact. Answered with OutcomeSaved."""

        def note() -> Message:
            self.vault.note_outcome(client, step, by=by)
            return OutcomeSaved()

        self._ask(asker, "outcome", note)

    def _open(self, asker: MessagePump, work: Callable[[], SessionContext]) -> None:
        """Open one session at a time: a second press of the key while the first still opens means the same."""
        if not self._is_opening:
            self._is_opening = True
            self._ask(asker, "sitting", lambda: SessionOpened(work()))

    def _resume(self, session_id: str) -> SessionContext:
        self._forget_unused()
        lock = self.vault.lock(session_id)
        try:
            return self._sit_down(self.vault.read(session_id).session, lock=lock)
        except BaseException:
            lock.release()
            raise

    def _sit_down(self, session: Session, *, is_new: bool = False, lock: Lock | None = None) -> SessionContext:
        from session_tui.core.interview.session_context import load_session_context

        session_context = load_session_context(self.vault, session, is_new=is_new)
        self._forget_unused()
        self._lock = lock or self.vault.lock(session.id)
        return session_context

    def _forget_unused(self) -> None:
        """Unlock what was opened, but never came to a sheet."""
        if self._latest is None:
            self.unlock()

    def _ask(
        self,
        asker: MessagePump,
        group: str,
        work: Callable[[], Message],
        *,
        keys_wait: bool = True,
        thread: Executor | None = None,
    ) -> None:
        """Work for one asker; its newer question of this kind takes the place of an older one, nobody else's does.

        Keys wait for the answer where it says where they go. ``thread``: where it is done; any thread will do for None.
        """

        async def work_and_answer() -> None:
            try:
                message = await asyncio.get_running_loop().run_in_executor(thread, work)
            except Exception as error:
                message = VaultRequestFailed(describe_error(error))
            has_arrived = asker.post_message(message)
            if isinstance(message, AddendumReady) and not has_arrived:
                message.lock.release()
            if group == "sitting" and (isinstance(message, VaultRequestFailed) or not has_arrived):
                self._is_opening = False
                self._forget_unused()

        answer: WorkType[None] = work_and_answer
        name, own = AWAITED if keys_wait else "", f"{group} {id(asker)}"
        self._app.run_worker(answer, name, group=own, exclusive=True, exit_on_error=False)
