"""Reading in a vault: its guides, its clients and their sessions.

What reads whole sessions is imported when one is: lists, and with them home, stand sooner without it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

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
"""Tells the time, aware of its offset, in whole seconds."""


class VaultQueries:
    """What a vault tells; nothing here changes a file. :class:`session_tui.vault.vault.Vault` is the door to it.

    Attributes:
        root: the folder.
        clock: what tells the time here.
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
        """The guides, the practice's own before the built-in ones, read again when a file changed."""
        from session_tui.vault.guide_shelf import built_in_folder, read_guide_shelf

        own = self.root / PROMPTS
        state = lookup.folder_state(own)
        with self._guard:
            if self._shelf is None or self._shelf[0] != state:
                self._shelf = (state, read_guide_shelf(built_in_folder(), own))
            return self._shelf[1]

    def clients(self) -> tuple[ClientSummary, ...]:
        """Every client: those seen last first, then those without a session by code."""
        return self._stores.index.clients()

    def look(
        self,
        *,
        closely: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> bool:
        """See what other programs changed; whether anything did. Lists and search look by themselves, at the folders alone.

        Args:
            closely: look at each file, for one that was written over in place.
            progress: told how many of how many clients were read.
        """
        return self._stores.index.look(closely=closely, progress=progress)

    def tell_progress(self, progress: Callable[[int, int], None]) -> None:
        """Tell from now on, wherever much is read, how many of how many clients were."""
        self._stores.index.progress = progress

    def read_snapshot(
        self, most: int | None = None, progress: Callable[[int, int], None] | None = None
    ) -> AbstractContextManager[bool]:
        """Look once; whatever this thread asks within is answered from that.

        It gives whether it has looked: where more than ``most`` folders would have to be read for it, it has not.
        """
        return self._stores.index.read_snapshot(most, progress)

    def state(self) -> object:
        """Something that is another when a list may be, as the last look saw the files."""
        return self._stores.index.state()

    def count_changed(self) -> int:
        """How many clients' folders have changed since they were read for lists; all, where nothing was read yet."""
        return self._stores.index.count_stale()

    def find_client(self, code: str) -> Client | None:
        """The client of a code, however its letters are written; None when there is none."""
        with self._guard:
            found = self._stores.of(code.strip())
            return lookup.client_of(found[0]) if found else None

    # Sessions

    def sessions(self, client: str | None = None, *, status: str | None = None) -> tuple[SessionSummary, ...]:
        """The sessions of a client or of all, newest first."""
        return self._stores.index.sessions(client, status=status)

    def session_lines(self, client: str | None = None, *, status: str | None = None) -> str | None:
        """The sessions as lines of text, newest first; None where they must be looked at one by one."""
        return self._stores.index.lines(client, status=status)

    def withdrawn(self, client: str | None = None) -> frozenset[str]:
        """The ids of the sessions that an addendum says were entered by mistake."""
        return self._stores.index.withdrawn(client)

    def unreadable(self, client: str | None = None, *, with_pages: bool = True) -> tuple[Finding, ...]:
        """The files of a client or of all that lists leave out as unreadable; :meth:`check` looks closer."""
        return lookup.unreadable_files(self._stores.index, client, with_pages=with_pages)

    def unfinished_addenda(self) -> tuple[UnfinishedAddendum, ...]:
        """The addenda that are being written, newest first."""
        with self._guard:
            return lookup.unfinished_addenda(self._stores)

    def resolve(self, name: str) -> SessionSummary:
        """The session that is named by its id, by an unambiguous start of it, or by CLIENT@DATE.

        Raises:
            UnknownSession: there is none.
            AmbiguousSession: there are several; lists them.
        """
        location = self._stores.known(name)
        with self._guard:
            if location and (found := self._stores.find(name)):
                return found.summary
        return lookup.resolve(name, self._named(name.strip()))

    def _named(self, name: str) -> tuple[SessionSummary, ...]:
        """The sessions among which a name means one."""
        code, at, _ = name.rpartition("@")
        if at:
            return self.sessions(code)
        return self._stores.index.beginning(name.lower()) if name else ()

    def search(self, query: Query, *, start: int = 0, limit: int = 50) -> SearchResults:
        """The sessions that fit a query, from the ``start``-th, at most ``limit`` of them."""
        from session_tui.vault.index.search import search_index

        return search_index(self._stores.index, query, start=start, limit=limit)

    def read(self, session_id: str) -> Note:
        """A session with its private page and everything that was added to it.

        A draft has room for every private prompt, those of the private page and those of its own guide.

        Raises:
            UnknownSession: there is none.
            UnreadableFile: a file of it is torn or foreign; it is left as it is.
            NewerFormat: a newer version of this program wrote it.
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
        """The newest draft of a client, to go on with; None when there is none."""
        drafts = self.sessions(client, status="draft")
        return self.read(drafts[0].id).session if drafts else None

    def earlier(self, client: str, before: Session) -> tuple[Session, ...]:
        """The client's other sessions that began before, oldest first, with the answers that say something.

        Those entered by mistake are left out, and those that cannot be read.
        """
        with self._guard:
            return self._chart_reader.before(client, before)

    def history(self, client: str) -> tuple[Session, ...]:
        """All the client's sessions, oldest first, drafts and private pages too; not those entered by mistake."""
        with self._guard:
            return self._earlier.all(client)

    # Charts

    @cached_property
    def _chart_reader(self) -> ChartReader:
        from session_tui.vault.sessions.chart_cache import ChartReader

        return ChartReader(self._stores)

    def chart(self, client: str, shares: Collection[Share] | None = None) -> Chart:
        """What a client's sessions say together: all but those entered by mistake, or that cannot be read.

        Only answers of these shares count; without any, all of them do, the private pages' too.
        """
        from session_tui.core.model.guide import Share

        with self._guard:
            return self._chart_reader.chart(client, shares or tuple(Share))

    def open_repairs(self, client: str) -> tuple[OpenRepair, ...]:
        """What is open between the practitioner and a client, on the private pages too."""
        with self._guard:
            return self._chart_reader.repairs(client)

    def due(self) -> Iterator[tuple[Due, ...]]:
        """What waits for all clients: trials, steps with a day, promises of mine, the next meeting; nothing private.

        What is known comes first, all at once; then that of clients whose sessions must be read for it, one by one.
        """
        from session_tui.vault.index import due

        def find(client: str) -> tuple[Due, ...]:
            from session_tui.core.chart.client_due import client_due
            from session_tui.core.chart.open_state import RECORD
            from session_tui.vault.sessions.chart_cache import ChartReader

            with self._guard:  # by a reader of its own: the charts that were opened stay in memory, not these
                return client_due(ChartReader(self._stores).chart(client, RECORD))

        return due.all_due(self._stores.index, find)
