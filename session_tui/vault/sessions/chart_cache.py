"""A cache of charts: a session is read again only when one of its files changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.chart.chart import Chart, by_beginning, chart_of
from session_tui.core.chart.open_items import OpenRepair
from session_tui.core.chart.open_state import open_repairs
from session_tui.core.formats.json_documents import PRIVATE_FORMAT, SESSION_FORMAT, read_session
from session_tui.core.model.guide import Share
from session_tui.core.model.private_page import join_private
from session_tui.core.model.session import Session
from session_tui.core.schema.field_types import Json
from session_tui.vault.sessions.client_stores import ClientStores
from session_tui.vault.sessions.earlier_sessions import Stamps, withdrawn_names
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ClientStore, PrivatePages
from session_tui.vault.storage.summaries import is_answer

Place = tuple[str, str]
"""A session's folder and file name."""
Signature = tuple[tuple[str, str, str, atomic_files.Stamp], ...]
"""Folder, table, name and stamp of every file that a chart is made from."""

MOST = 2000
"""The most sessions kept in memory for charts; the least recently requested clients are dropped first."""


@dataclass(slots=True)
class _Known:
    """The cached data of one client: the sessions by place, and the charts by the shares they show."""

    signature: Signature = ()
    sessions: dict[Place, tuple[Stamps, Session | None]] = field(default_factory=dict)
    charts: dict[frozenset[Share], Chart] = field(default_factory=dict)
    repairs: tuple[OpenRepair, ...] | None = None

    @property
    def sound(self) -> Iterable[Session]:
        """The readable sessions, each id once."""
        return {s.id: s for _, s in self.sessions.values() if s is not None}.values()


class ChartReader:
    """Makes charts, and caches what they are made from. The caller must hold the guard of the stores."""

    def __init__(self, charts: ClientStores) -> None:
        self._stores = charts
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def chart(self, client: str, shares: Collection[Share]) -> Chart:
        """Return a client's chart, made from the answers with these shares in all readable sessions."""
        return _chart(client, self._known_now(client), frozenset(shares))

    def repairs(self, client: str) -> tuple[OpenRepair, ...]:
        """Return the open repairs, from records and private pages."""
        known = self._known_now(client)
        if known.repairs is None:
            known.repairs = open_repairs(known.sound)
        return known.repairs

    def before(self, client: str, session: Session) -> tuple[Session, ...]:
        """Return the client's sessions that began before ``session``, oldest first, with their given answers."""
        now = by_beginning(session)
        found = (s for s in self._known_now(client).sound if s.id != session.id)
        return tuple(sorted((s for s in found if by_beginning(s) < now), key=by_beginning))

    def _known_now(self, client: str) -> _Known:
        """Return the client's data, up to date with the files."""
        stores = self._stores.of(client)
        return self._know(client, stores, _signature(stores))

    def _know(self, client: str, stores: list[ClientStore], signature: Signature) -> _Known:
        """Return the client's data, reading the files again if ``signature`` differs from the cached one."""
        known = self._known.setdefault(client, _Known())
        self._known.move_to_end(client)
        if known.signature != signature:
            known.sessions = _sessions(stores, known.sessions)
            known.signature = signature
            known.charts.clear()
            known.repairs = None
            self._forget_oldest()
        return known

    def _forget_oldest(self) -> None:
        """Drop the least recently requested clients until at most ``MOST`` sessions are cached."""
        total = sum(len(known.sessions) for known in self._known.values())
        while total > MOST and len(self._known) > 1:
            _, gone = self._known.popitem(last=False)
            total -= len(gone.sessions)


def _chart(client: str, known: _Known, shares: frozenset[Share]) -> Chart:
    """Return the chart for these shares, making it on first use."""
    if shares not in known.charts:
        known.charts[shares] = chart_of(client, known.sound, shares)
    return known.charts[shares]


def _signature(stores: list[ClientStore]) -> Signature:
    """List the files again, and return their signature."""
    found = []
    for store in stores:
        store.refresh()
        found += [
            (store.folder.name, table, name, stored.stamp)
            for table in ("sessions", "private", "addenda")
            for name, stored in store.documents(table)
        ]
    return tuple(found)


def _sessions(
    stores: list[ClientStore], known: dict[Place, tuple[Stamps, Session | None]]
) -> dict[Place, tuple[Stamps, Session | None]]:
    """Return all sessions but withdrawn ones, reading only those whose files changed."""
    found = {}
    for store in stores:
        left_out, pages = withdrawn_names(store), store.pages()
        for name, _ in store.documents("sessions"):
            if name not in left_out:
                place = (store.folder.name, name)
                old = known.get(place)
                is_same = old and old[0] == _stamps(store, name, old[1], pages)
                read = old if old and is_same else _read(store, name, pages)
                if store.summary(name):
                    found[place] = read
    return found


def _read(store: ClientStore, name: str, pages: PrivatePages) -> tuple[Stamps, Session | None]:
    """Return a session with its private page, and the stamps of its files; None for the session if unreadable."""
    try:
        session = _answered(store.open(name), SESSION_FORMAT)
    except SessionTuiError:
        return (_stamps(store, name, None, pages), None)
    stamps = _stamps(store, name, session, pages)
    try:
        page = pages.of(session.id, name)
        private = _answered(store.raw(page, "private"), PRIVATE_FORMAT) if page else None
    except SessionTuiError:
        private = None
    return (stamps, join_private(session, private))


def _stamps(store: ClientStore, name: str, session: Session | None, pages: PrivatePages) -> Stamps:
    """Return the stamps of a session's file and of its private page."""
    page = pages.of(session.id, name) if session else None
    return (
        store.listed("sessions", name).stamp,
        store.listed("private", page).stamp if page else None,
    )


def _answered(data: dict[str, Json], form: str) -> Session:
    """Read a session document without its unanswered prompts, which a chart does not need."""
    answers = data.get("answers")
    if isinstance(answers, list):
        given = [a for a in answers if not isinstance(a, dict) or is_answer(a)]
        data = data | {"answers": given}
    return read_session(data, form)
