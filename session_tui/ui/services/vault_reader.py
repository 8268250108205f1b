"""Read from the vault for the screens. Each request is answered with a message, or with VaultRequestFailed."""

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
"""Seconds between two progress messages of a long read."""

OFTEN = 1.0
"""Seconds between two messages with partial results."""


class ShuttingDown(Exception):
    """Raised inside a long read when the program exits."""


class VaultReader:
    """Read in threads what screens request, so that no key waits for the disk. Writes no record.

    Keys wait for an answer only if it decides what they do, such as the rows of a list that is still empty.
    """

    def __init__(self, vault: Vault, app: App[None]) -> None:
        self.vault = vault
        self._app = app
        self._is_leaving = False
        self._searcher: Executor | None = None

    def leave(self) -> None:
        """Stop long reads because the program exits. What they did not read is read after the next start."""
        self._is_leaving = True

    def check_cancelled(self, *_: object) -> None:
        """Raise ShuttingDown if the program is exiting. Long reads call this between files."""
        if self._is_leaving:
            raise ShuttingDown

    def ask_home(self, asker: MessagePump, *, keys_wait: bool = True) -> None:
        """Read home's lists. Posts HomeRead; for a long read also NotesCounted before, and then no key waits."""
        is_long = keys_wait and self.vault.count_changed() > FEW

        def read() -> Message:
            with self.vault.read_snapshot(progress=self._counting(asker)):
                return HomeRead(*read_home(self.vault))

        self._ask(asker, "home", read, keys_wait=keys_wait and not is_long)

    def _counting(self, asker: MessagePump) -> Callable[[int, int], None]:
        """Return a progress callback that posts NotesCounted at most every SEEN seconds."""
        last = 0.0

        def report(done: int, total: int) -> None:
            nonlocal last
            self.check_cancelled()
            if time.monotonic() > last + SEEN:
                last = time.monotonic()
                asker.post_message(NotesCounted(done, total))

        return report

    def prepare(self, client: str) -> None:
        """Read a client's brief and chart into the caches, so that they open without a wait."""

        async def read() -> None:
            with contextlib.suppress(Exception):
                await asyncio.to_thread(self._read_chart, client)

        work: WorkType[None] = read
        self._app.run_worker(work, group="prepare", exclusive=True, exit_on_error=False)

    def _read_chart(self, client: str) -> None:
        """Read the chart and the open repairs of a client. The vault caches both."""
        from session_tui.core.chart.open_state import RECORD

        self.vault.chart(client, RECORD)
        self.vault.open_repairs(client)

    def ask_sessions(self, asker: MessagePump, client: str, *, keys_wait: bool = True) -> None:
        """Read a client's sessions. Posts SessionsRead."""

        def read() -> Message:
            sessions = self.vault.sessions(client)
            return SessionsRead(client, sessions, self.vault.withdrawn(client))

        self._ask(asker, "sessions", read, keys_wait=keys_wait)

    def ask_chart(self, asker: MessagePump, client: str) -> None:
        """Read a client's chart without the private pages. Posts ChartRead."""
        from session_tui.core.chart.open_state import RECORD

        self._ask(asker, "chart", lambda: ChartRead(self.vault.chart(client, RECORD)))

    def ask_brief(self, asker: MessagePump, client: str) -> None:
        """Read a client's chart and open repairs for the brief. Posts BriefRead."""
        from session_tui.core.chart.open_state import RECORD

        def read() -> Message:
            chart = self.vault.chart(client, RECORD)
            return BriefRead(chart, self.vault.open_repairs(client))

        self._ask(asker, "brief", read)

    def ask_waiting(self, asker: MessagePump) -> None:
        """Read what is due for all clients. Posts DueRead, several times while sessions are still being read."""

        def read() -> Message:
            found: tuple[Due, ...] = ()
            last = float("-inf")
            for part in self.vault.due():
                self.check_cancelled()
                found += part
                if time.monotonic() > last + OFTEN:
                    last = time.monotonic()
                    asker.post_message(DueRead(found))
                time.sleep(0)  # releases the GIL, so that the event loop can handle a key
            return DueRead(found)

        self._ask(asker, "waiting", read, keys_wait=False)

    def ask_note(self, asker: MessagePump, session_id: str) -> None:
        """Read one note. Posts NoteRead."""
        self._ask(asker, "note", lambda: NoteRead(self.vault.read(session_id)), keys_wait=False)

    def ask_notes(self, asker: MessagePump, *session_ids: str) -> None:
        """Read several notes. Posts NotesRead."""
        self._ask(asker, "notes", lambda: NotesRead(tuple(map(self.vault.read, session_ids))))

    def ask_history(self, asker: MessagePump, client: str) -> None:
        """Read the answer history of a client. Posts HistoryRead."""
        self._ask(asker, "history", lambda: HistoryRead(self.vault.history(client)))

    def ask_search(self, asker: MessagePump, query: Query, *, start: int, limit: int) -> None:
        """Search the notes and return up to ``limit`` results from number ``start`` on. Posts SearchRead.

        One search runs at a time; of those that wait, only the newest runs.
        """
        from concurrent.futures import ThreadPoolExecutor

        def read() -> Message:
            return SearchRead(query, start, self.vault.search(query, start=start, limit=limit))

        self._searcher = self._searcher or ThreadPoolExecutor(1, "search")
        self._ask(asker, "search", read, keys_wait=False, executor=self._searcher)

    def ask_guides(self, asker: MessagePump) -> None:
        """Read the guides. Posts GuidesRead."""
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
        """Request work in a thread; see :func:`session_tui.ui.services.requests.ask`."""
        ask(self._app, asker, group, work, keys_wait=keys_wait, executor=executor)
