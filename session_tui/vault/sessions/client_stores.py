"""The charts of all clients: which folders there are, and where each session is.

What reads and writes documents is imported when a chart is asked for: lists do without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from session_tui.core.base.text import folded
from session_tui.vault.index.folder_scan import client_folders
from session_tui.vault.index.index import Index
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import UnknownSession
from session_tui.vault.storage.filenames import CLIENTS, PRIVATE_FOLDER, plainness
from session_tui.vault.storage.summaries import SessionHead

if TYPE_CHECKING:
    from session_tui.vault.storage.client_store import ChartStore


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a session is: its client's chart, and the name of its files there."""

    chart: ChartStore
    name: str

    @property
    def head(self) -> SessionHead:
        """The head of the session there."""
        head = self.chart.head(self.name)
        assert head is not None
        return head


class Charts:
    """One ChartStore a client's folder. Two folders whose names differ only in case are one client's.

    Attributes:
        guard: held by whoever reads or writes; :meth:`heads` takes it for one client at a time.
        index: answers what would else mean to read the files of many clients.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.index = Index(root)
        self._stores: dict[str, ChartStore] = {}
        self._spots: dict[str, Spot] = {}
        self.guard = RLock()

    def all(self) -> list[ChartStore]:
        """Every client's chart, with the folders as they are now."""
        names = self._folders()
        for gone in self._stores.keys() - set(names):
            del self._stores[gone]
        return [self.store(name) for name in sorted(names)]

    def store(self, folder_name: str) -> ChartStore:
        """The chart in a folder."""
        if folder_name not in self._stores:
            from session_tui.vault.storage.client_store import ChartStore

            self._stores[folder_name] = ChartStore(self.root, folder_name)
        return self._stores[folder_name]

    def of(self, code: str) -> list[ChartStore]:
        """The charts of one client, the folder with the very name first; usually one, none for a new client."""
        wanted = folded(code)
        names = [name for name in self._folders() if folded(name) == wanted]
        return [self.store(name) for name in sorted(names, key=lambda name: (name != code, name))]

    def home(self, code: str) -> ChartStore:
        """The chart to write in; for a new client, its folder is not made yet."""
        from session_tui.vault.storage.client_store import ChartStore

        found = self.of(code)
        return found[0] if found else ChartStore(self.root, code)

    def adopt(self, chart: ChartStore) -> None:
        """Remember a chart whose folder was just made."""
        self._stores.setdefault(chart.folder.name, chart)

    def heads(self, code: str | None = None) -> Iterator[SessionHead]:
        """The heads of the sessions, each id once, with the files as they are now."""
        seen: dict[str, tuple[Spot, SessionHead]] = {}
        with self.guard:
            charts = self.all() if code is None else self.of(code)
        for chart in charts:
            with self.guard:
                chart.refresh()
                for name, head in chart.heads().items():
                    spot = Spot(chart, name)
                    if head.id not in seen or plainness(name) < plainness(seen[head.id][0].name):
                        seen[head.id] = (spot, head)
                        self._spots[head.id] = spot
        for _, head in seen.values():
            yield head

    def find(self, session_id: str, client: str | None = None) -> Spot | None:
        """Where a session is, looking where it was seen last, where the index knows it, and after a new look."""
        spot = self._spots.get(session_id)
        if spot and self._is_still_there(spot, session_id):
            return spot
        self._spots.pop(session_id, None)
        for as_known in (True, False):
            place = self.index.place_of(session_id, client, as_known=as_known)
            spot = Spot(self.store(place[0]), place[1]) if place else None
            if spot and self._is_still_there(spot, session_id):
                self._spots[session_id] = spot
                return spot
        return None

    def locate(self, session_id: str) -> Spot:
        """Where a session is; raises UnknownSession."""
        if spot := self.find(session_id):
            return spot
        raise UnknownSession(f"There is no session {session_id}. “session-tui list” names them all, newest first.")

    def known(self, session_id: str) -> Spot | None:
        """Where a session was when the folders were last listed."""
        return self._spots.get(session_id)

    def remember(self, session_id: str, chart: ChartStore, name: str) -> Spot:
        """Where a session was just written."""
        self.adopt(chart)
        self._spots[session_id] = Spot(chart, name)
        return self._spots[session_id]

    def forget(self, session_id: str) -> None:
        """That a session is gone."""
        self._spots.pop(session_id, None)

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

    def _is_still_there(self, spot: Spot, session_id: str) -> bool:
        spot.chart.storage.look("sessions", spot.name)
        head = spot.chart.head(spot.name)
        return head is not None and head.id == session_id
