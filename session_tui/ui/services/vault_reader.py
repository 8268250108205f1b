"""Reading from the vault for the screens: each question is answered with a message, or with Trouble."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from session_tui.ui.services.messages import (
    BriefRead,
    ChartRead,
    DueRead,
    GuidesRead,
    HistoryRead,
    HomeRead,
    NoteRead,
    NotesCounted,
    NotesRead,
    SearchRead,
    SessionsRead,
)
from session_tui.ui.services.preload import FEW, read_home
from session_tui.ui.services.requests import ask

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump
    from textual.worker import WorkType

    from session_tui.core.chart.due import Due
    from session_tui.core.search.query import Query
    from session_tui.vault.vault import Vault


SEEN = 0.1
"""Seconds after which how far a long reading is, is told again."""

OFTEN = 1.0
"""Seconds after which what was found so far is told again."""


class ShuttingDown(Exception):
    """The program ended in the middle of a reading."""


class VaultReader:
    """Reads in threads what screens ask for, so that no key waits for a disk. It writes no record.

    Where the answer says what the next keys mean, such as the rows of a list that is still empty, the keys wait for it.
    """

    def __init__(self, vault: Vault, app: App[None]) -> None:
        self.vault = vault
        self._app = app
        self._is_leaving = False
        self._searcher: Executor | None = None

    def leave(self) -> None:
        """The program ends: a long reading stops where it is, and goes on at the next start."""
        self._is_leaving = True

    def check_cancelled(self, *_: object) -> None:
        """Called in the middle of a long reading. Raises Left once the program ends."""
        if self._is_leaving:
            raise ShuttingDown

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
        self._ask(asker, "search", read, keys_wait=False, executor=self._searcher)

    def ask_guides(self, asker: MessagePump) -> None:
        """Answered with GuidesRead."""
        self._ask(asker, "guides", lambda: GuidesRead(self.vault.guides()))

    def _ask(
        self,
        asker: MessagePump,
        group: str,
        work: Callable[[], Message],
        *,
        keys_wait: bool = True,
        executor: Executor | None = None,
    ) -> None:
        ask(self._app, asker, group, work, keys_wait=keys_wait, executor=executor)
