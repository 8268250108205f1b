"""The stores of all clients: which folders there are, and where each session is.

The modules that read and write documents are imported only when a store is needed, because lists do without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from session_tui.core.base.text import fold_case
from session_tui.vault.index.folder_scan import client_folders
from session_tui.vault.index.index import Index
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import UnknownSession
from session_tui.vault.storage.filenames import CLIENTS, PRIVATE_FOLDER, copy_rank
from session_tui.vault.storage.summaries import SessionSummary

if TYPE_CHECKING:
    from session_tui.vault.storage.client_store import ClientStore


@dataclass(frozen=True, slots=True)
class SessionLocation:
    """Where a session is: its client's store, and its file name there."""

    store: ClientStore
    name: str

    @property
    def summary(self) -> SessionSummary:
        """The session's summary."""
        summary = self.store.summary(self.name)
        assert summary is not None
        return summary


class ClientStores:
    """One ClientStore per client folder. Two folders whose names differ only in case belong to one client.

    Attributes:
        guard: the lock to hold while reading or writing; :meth:`summaries` takes it for one client at a time.
        index: answers queries that would otherwise read the files of many clients.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.index = Index(root)
        self._stores: dict[str, ClientStore] = {}
        self._locations: dict[str, SessionLocation] = {}
        self.guard = RLock()

    def all(self) -> list[ClientStore]:
        """Return the stores of all folders that exist now."""
        names = self._folders()
        for gone in self._stores.keys() - set(names):
            del self._stores[gone]
        return [self.store(name) for name in sorted(names)]

    def store(self, folder_name: str) -> ClientStore:
        """Return the store of a folder."""
        if folder_name not in self._stores:
            from session_tui.vault.storage.client_store import ClientStore

            self._stores[folder_name] = ClientStore(self.root, folder_name)
        return self._stores[folder_name]

    def of(self, code: str) -> list[ClientStore]:
        """Return a client's stores, the folder with exactly this name first; usually one, none for a new client."""
        wanted = fold_case(code)
        names = [name for name in self._folders() if fold_case(name) == wanted]
        return [self.store(name) for name in sorted(names, key=lambda name: (name != code, name))]

    def home(self, code: str) -> ClientStore:
        """Return the store to write to; a new client's folder is not made yet."""
        from session_tui.vault.storage.client_store import ClientStore

        found = self.of(code)
        return found[0] if found else ClientStore(self.root, code)

    def adopt(self, store: ClientStore) -> None:
        """Register a store whose folder was just made."""
        self._stores.setdefault(store.folder.name, store)

    def summaries(self, code: str | None = None) -> Iterator[SessionSummary]:
        """Yield the summaries of a client's sessions or of all, each id once, from freshly listed folders."""
        seen: dict[str, tuple[SessionLocation, SessionSummary]] = {}
        with self.guard:
            stores = self.all() if code is None else self.of(code)
        for store in stores:
            with self.guard:
                store.refresh()
                for name, summary in store.summaries().items():
                    location = SessionLocation(store, name)
                    if summary.id not in seen or copy_rank(name) < copy_rank(seen[summary.id][0].name):
                        seen[summary.id] = (location, summary)
                        self._locations[summary.id] = location
        for _, summary in seen.values():
            yield summary

    def find(self, session_id: str, client: str | None = None) -> SessionLocation | None:
        """Return where a session is, or None.

        Looks where the session was last seen, then where the index has it, then in the index after an update.
        """
        location = self._locations.get(session_id)
        if location and self._is_still_there(location, session_id):
            return location
        self._locations.pop(session_id, None)
        for as_known in (True, False):
            place = self.index.place_of(session_id, client, as_known=as_known)
            location = SessionLocation(self.store(place[0]), place[1]) if place else None
            if location and self._is_still_there(location, session_id):
                self._locations[session_id] = location
                return location
        return None

    def locate(self, session_id: str) -> SessionLocation:
        """Return where a session is. Raises UnknownSession."""
        if location := self.find(session_id):
            return location
        raise UnknownSession(f"There is no session {session_id}. “session-tui list” lists them all, newest first.")

    def known(self, session_id: str) -> SessionLocation | None:
        """Return where a session was last seen, without a look at the disk."""
        return self._locations.get(session_id)

    def remember(self, session_id: str, store: ClientStore, name: str) -> SessionLocation:
        """Record where a session was just written."""
        self.adopt(store)
        self._locations[session_id] = SessionLocation(store, name)
        return self._locations[session_id]

    def forget(self, session_id: str) -> None:
        """Record that a session is gone."""
        self._locations.pop(session_id, None)

    def clear_temporary(self) -> tuple[Path, ...]:
        """Remove the temporary files a crash left in any folder, and return their paths."""
        places = []
        for name in self._folders():
            places += [self.root / CLIENTS / name, self.root / CLIENTS / name / PRIVATE_FOLDER]
        found = [folder / gone for folder in places for gone in atomic_files.clear_temporary(folder)]
        return (*self.clear_outer(), *found)

    def clear_outer(self) -> tuple[Path, ...]:
        """Remove the temporary files and locks a crash left outside the clients' folders; return the files' paths."""
        from session_tui.vault.storage.session_lock import clear_stale_locks

        clear_stale_locks(self.root)
        places = (self.root, self.root / CLIENTS)
        return tuple(folder / gone for folder in places for gone in atomic_files.clear_temporary(folder))

    def _folders(self) -> list[str]:
        """Return the names of the clients' folders, without links and hidden ones."""
        return [entry.name for entry in client_folders(self.root / CLIENTS)]

    def _is_still_there(self, location: SessionLocation, session_id: str) -> bool:
        """Whether the file at the location still holds this session."""
        location.store.storage.look("sessions", location.name)
        summary = location.store.summary(location.name)
        return summary is not None and summary.id == session_id
