"""Read access to a vault: its guides, its clients and their sessions.

Code that reads whole sessions is imported on first use, so that lists, and with them home, are shown sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.vault.door import translate_system_errors
from session_tui.vault.sessions import lookup
from session_tui.vault.sessions.client_stores import ClientStores
from session_tui.vault.storage.filenames import PROMPTS
from session_tui.vault.storage.summaries import ClientSummary, SessionSummary, UnfinishedAddendum

if TYPE_CHECKING:
    from session_tui.core.chart.chart import Chart
    from session_tui.core.chart.due import Due
    from session_tui.core.chart.open_items import OpenRepair
    from session_tui.core.model.client import Client
    from session_tui.core.model.guide import Share
    from session_tui.core.model.note import Note
    from session_tui.core.model.session import Session
    from session_tui.core.search.query import Query
    from session_tui.vault.guide_shelf import GuideShelf
    from session_tui.vault.index.results import SearchResults
    from session_tui.vault.sessions.chart_cache import ChartReader
    from session_tui.vault.sessions.earlier_sessions import EarlierSessions
    from session_tui.vault.sessions.saving import SessionWriter
    from session_tui.vault.storage.findings import Finding

Clock = Callable[[], datetime]
"""Returns the current time with its UTC offset, in whole seconds."""


@translate_system_errors
class VaultQueries:
    """The read methods of :class:`session_tui.vault.vault.Vault`. None of them changes a record.

    Attributes:
        root: the vault's folder.
        clock: returns the current time.
    """

    def __init__(self, root: Path, clock: Clock) -> None:
        self.root = root
        self.clock = clock
        self._stores = ClientStores(root)
        self._guard = self._stores.guard
        self._shelf: tuple[object, GuideShelf] | None = None

    @cached_property
    def _writer(self) -> SessionWriter:
        from session_tui.vault.sessions.saving import SessionWriter

        return SessionWriter(self._stores, self.clock)

    @cached_property
    def _earlier(self) -> EarlierSessions:
        from session_tui.vault.sessions.earlier_sessions import EarlierSessions

        return EarlierSessions(self._stores)

    # Guides and clients

    def guides(self) -> GuideShelf:
        """Return the guides, the practice's own before the built-in ones; read again if a file has changed."""
        from session_tui.vault.guide_shelf import built_in_folder, read_guide_shelf

        own = self.root / PROMPTS
        state = lookup.folder_state(own)
        with self._guard:
            if self._shelf is None or self._shelf[0] != state:
                self._shelf = (state, read_guide_shelf(built_in_folder(), own))
            return self._shelf[1]

    def clients(self) -> tuple[ClientSummary, ...]:
        """Return every client: by last session, newest first, then those without a session by code."""
        return self._stores.index.clients()

    def look(
        self,
        *,
        closely: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> bool:
        """Update the index from the files; return whether anything had changed.

        Lists and search do this themselves, but check only the folders.

        Args:
            closely: check each file too, to find those overwritten in place.
            progress: called with the number of clients read and their total.
        """
        return self._stores.index.look(closely=closely, progress=progress)

    def tell_progress(self, progress: Callable[[int, int], None]) -> None:
        """Set a function that long reads call with the number of clients read and their total."""
        self._stores.index.progress = progress

    def read_snapshot(
        self, most: int | None = None, progress: Callable[[int, int], None] | None = None
    ) -> AbstractContextManager[bool]:
        """Return a context in which this thread's queries use one update of the index.

        Its value is whether the index was updated; it is not if more than ``most`` folders would have to be read.
        """
        return self._stores.index.read_snapshot(most, progress)

    def state(self) -> object:
        """Return an object that differs whenever a list may differ, as of the last update of the index."""
        return self._stores.index.state()

    def count_changed(self) -> int:
        """Return the number of client folders that changed since the index read them; all if it has read none."""
        return self._stores.index.count_stale()

    def find_client(self, code: str) -> Client | None:
        """Return the client with a code, in upper or lower case; None if there is none."""
        with self._guard:
            found = self._stores.of(code.strip())
            return lookup.client_of(found[0]) if found else None

    # Sessions

    def sessions(self, client: str | None = None, *, status: str | None = None) -> tuple[SessionSummary, ...]:
        """Return the sessions of a client or of all, newest first."""
        return self._stores.index.sessions(client, status=status)

    def session_lines(self, client: str | None = None, *, status: str | None = None) -> str | None:
        """Return the sessions as lines of text, newest first; None if they must be read one by one."""
        return self._stores.index.lines(client, status=status)

    def withdrawn(self, client: str | None = None) -> frozenset[str]:
        """Return the ids of the sessions that an addendum marks as entered by mistake."""
        return self._stores.index.withdrawn(client)

    def unreadable(self, client: str | None = None, *, with_pages: bool = True) -> tuple[Finding, ...]:
        """Return the files that lists leave out as unreadable, of a client or of all; :meth:`check` finds more."""
        return lookup.unreadable_files(self._stores.index, client, with_pages=with_pages)

    def unfinished_addenda(self) -> tuple[UnfinishedAddendum, ...]:
        """Return the unfinished addenda, newest first."""
        with self._guard:
            return lookup.unfinished_addenda(self._stores)

    def resolve(self, name: str) -> SessionSummary:
        """Return the session with an id, with an unambiguous start of an id, or named as CLIENT@DATE.

        Raises:
            UnknownSession: there is no such session.
            AmbiguousSession: several sessions match; the message lists them.
        """
        location = self._stores.known(name)
        with self._guard:
            if location and (found := self._stores.find(name)):
                return found.summary
        return lookup.resolve(name, self._named(name.strip()))

    def _named(self, name: str) -> tuple[SessionSummary, ...]:
        """Return the sessions that a name may mean."""
        code, at, _ = name.rpartition("@")
        if at:
            return self.sessions(code)
        return self._stores.index.beginning(name.lower()) if name else ()

    def search(self, query: Query, *, start: int = 0, limit: int = 50) -> SearchResults:
        """Return at most ``limit`` sessions that match a query, from number ``start`` on."""
        from session_tui.vault.index.search import search_index

        return search_index(self._stores.index, query, start=start, limit=limit)

    def read(self, session_id: str) -> Note:
        """Return a session with its private page and its addenda.

        A draft has an answer for every private prompt, of the private page and of its own guide.

        Raises:
            UnknownSession: there is no such session.
            UnreadableFile: a file of the session is damaged or foreign; it is left unchanged.
            NewerFormat: a newer version of this program wrote the file.
        """
        from session_tui.core.model.guide import PRIVATE
        from session_tui.core.model.note import Note
        from session_tui.core.model.private_page import join_private, with_own_private

        with self._guard:
            note = self._writer.read(self._stores.locate(session_id))
        if note.session.is_signed:
            return note
        guides = self.guides().guides
        session = with_own_private(note.session, guides.get(note.session.guide.id))
        return Note(join_private(session, None, guides.get(PRIVATE)), note.addenda)

    def open_draft(self, client: str) -> Session | None:
        """Return the newest draft of a client; None if there is none."""
        drafts = self.sessions(client, status="draft")
        return self.read(drafts[0].id).session if drafts else None

    def earlier(self, client: str, before: Session) -> tuple[Session, ...]:
        """Return the client's sessions that began before this one, oldest first, with their meaningful answers.

        Sessions entered by mistake and unreadable ones are left out.
        """
        with self._guard:
            return self._chart_reader.before(client, before)

    def history(self, client: str) -> tuple[Session, ...]:
        """Return all sessions of a client with drafts and private pages, oldest first; not those entered by mistake."""
        with self._guard:
            return self._earlier.all(client)

    # Charts

    @cached_property
    def _chart_reader(self) -> ChartReader:
        from session_tui.vault.sessions.chart_cache import ChartReader

        return ChartReader(self._stores)

    def chart(self, client: str, shares: Collection[Share] | None = None) -> Chart:
        """Return the chart of a client's sessions. Those entered by mistake and unreadable ones are left out.

        Only answers of these shares count; by default all, with those of the private pages.
        """
        from session_tui.core.model.guide import Share

        with self._guard:
            return self._chart_reader.chart(client, shares or tuple(Share))

    def open_repairs(self, client: str) -> tuple[OpenRepair, ...]:
        """Return the open repairs between the practitioner and a client, with those of the private pages."""
        with self._guard:
            return self._chart_reader.repairs(client)

    def due(self) -> Iterator[tuple[Due, ...]]:
        """Yield what is due for all clients: trials, dated steps, the practitioner's promises, next meetings; none
        private.

        The first part holds all that the index knows; one part follows for each client whose sessions must be read.
        """
        from session_tui.vault.index import due

        def find(client: str) -> tuple[Due, ...]:
            from session_tui.core.chart.client_due import client_due
            from session_tui.core.chart.open_state import RECORD
            from session_tui.vault.sessions.chart_cache import ChartReader

            with (
                self._guard
            ):  # with a separate reader, so that these charts do not replace the opened ones in the cache
                return client_due(ChartReader(self._stores).chart(client, RECORD))

        return due.all_due(self._stores.index, find)
