"""The charts of all clients: which folders there are, and where each session is.

What reads and writes documents is imported when a chart is asked for: lists do without.
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
    """Where a session is: its client's chart, and the name of its files there."""

    store: ClientStore
    name: str

    @property
    def summary(self) -> SessionSummary:
        """The head of the session there."""
        summary = self.store.summary(self.name)
        assert summary is not None
        return summary


class ClientStores:
    """One ClientStore a client's folder. Two folders whose names differ only in case are one client's.

    Attributes:
        guard: held by whoever reads or writes; :meth:`heads` takes it for one client at a time.
        index: answers what would else mean to read the files of many clients.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.index = Index(root)
        self._stores: dict[str, ClientStore] = {}
        self._locations: dict[str, SessionLocation] = {}
        self.guard = RLock()

    def all(self) -> list[ClientStore]:
        """Every client's chart, with the folders as they are now."""
        names = self._folders()
        for gone in self._stores.keys() - set(names):
            del self._stores[gone]
        return [self.store(name) for name in sorted(names)]

    def store(self, folder_name: str) -> ClientStore:
        """The chart in a folder."""
        if folder_name not in self._stores:
            from session_tui.vault.storage.client_store import ClientStore

            self._stores[folder_name] = ClientStore(self.root, folder_name)
        return self._stores[folder_name]

    def of(self, code: str) -> list[ClientStore]:
        """The charts of one client, the folder with the very name first; usually one, none for a new client."""
        wanted = fold_case(code)
        names = [name for name in self._folders() if fold_case(name) == wanted]
        return [self.store(name) for name in sorted(names, key=lambda name: (name != code, name))]

    def home(self, code: str) -> ClientStore:
        """The chart to write in; for a new client, its folder is not made yet."""
        from session_tui.vault.storage.client_store import ClientStore

        found = self.of(code)
        return found[0] if found else ClientStore(self.root, code)

    def adopt(self, store: ClientStore) -> None:
        """Remember a chart whose folder was just made."""
        self._stores.setdefault(store.folder.name, store)

    def summaries(self, code: str | None = None) -> Iterator[SessionSummary]:
        """The heads of the sessions, each id once, with the files as they are now."""
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
        """Where a session is, looking where it was seen last, where the index knows it, and after a new look."""
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
        """Where a session is; raises UnknownSession."""
        if location := self.find(session_id):
            return location
        raise UnknownSession(f"There is no session {session_id}. “session-tui list” names them all, newest first.")

    def known(self, session_id: str) -> SessionLocation | None:
        """Where a session was when the folders were last listed."""
        return self._locations.get(session_id)

    def remember(self, session_id: str, store: ClientStore, name: str) -> SessionLocation:
        """Where a session was just written."""
        self.adopt(store)
        self._locations[session_id] = SessionLocation(store, name)
        return self._locations[session_id]

    def forget(self, session_id: str) -> None:
        """That a session is gone."""
        self._locations.pop(session_id, None)

    def clear_temporary(self) -> tuple[Path, ...]:
        """Remove what a crash left behind in any folder; the files that were removed."""
        places = []
        for name in self._folders():
            places += [self.root / CLIENTS / name, self.root / CLIENTS / name / PRIVATE_FOLDER]
        found = [folder / gone for folder in places for gone in atomic_files.clear_temporary(folder)]
        return (*self.clear_outer(), *found)

    def clear_outer(self) -> tuple[Path, ...]:
        """Remove what a crash left behind beside the clients' folders; the files that were removed."""
        places = (self.root, self.root / CLIENTS)
        return tuple(folder / gone for folder in places for gone in atomic_files.clear_temporary(folder))

    def _folders(self) -> list[str]:
        """The names of the clients' folders; no links, nothing hidden."""
        return [entry.name for entry in client_folders(self.root / CLIENTS)]

    def _is_still_there(self, location: SessionLocation, session_id: str) -> bool:
        location.store.storage.look("sessions", location.name)
        summary = location.store.summary(location.name)
        return summary is not None and summary.id == session_id
