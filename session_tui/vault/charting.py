"""Charts read from the disk: a session is read again only when a file of it changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field

from session_tui.core.chart import Chart, chart_of
from session_tui.core.document import PRIVATE_FORMAT, SESSION_FORMAT, read_session
from session_tui.core.due import Due
from session_tui.core.errors import SessionTuiError
from session_tui.core.guide import Share
from session_tui.core.private import join_private
from session_tui.core.rules import Json
from session_tui.core.session import Session
from session_tui.core.waiting import waiting
from session_tui.vault import files
from session_tui.vault.chart_store import ChartStore
from session_tui.vault.charts import Charts
from session_tui.vault.earlier import Stamps, withdrawn_names

RECORD = frozenset({Share.COPY, Share.RECORD})
"""What is not on a private page."""


Place = tuple[str, str]
"""A session's folder and the name of its files there."""
Signature = tuple[tuple[str, str, str, files.Stamp], ...]
"""Every file that a chart is made of, with its stamp."""

MOST = 2000
"""How many sessions are kept in memory for charts; the clients whose charts were asked for last stay."""


@dataclass(slots=True)
class _Known:
    """What was read of one client: by place the session, and by shares the chart that was made of them."""

    signature: Signature = ()
    sessions: dict[Place, tuple[Stamps, Session | None]] = field(default_factory=dict)
    charts: dict[frozenset[Share], Chart] = field(default_factory=dict)


class ChartReader:
    """Makes charts, and remembers what they were made of. The caller holds the guard of the charts."""

    def __init__(self, charts: Charts) -> None:
        self._charts = charts
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._waiting: dict[str, tuple[Signature, tuple[Due, ...]]] = {}

    def chart(self, client: str, shares: Collection[Share]) -> Chart:
        """The chart of a client from the sessions that can be read; only answers of these shares count."""
        stores = self._charts.of(client)
        return self._chart(client, stores, _signature(stores), frozenset(shares))

    def waiting(self, client: str) -> tuple[Due, ...]:
        """What waits for a client, without the private pages; computed again only when a file changed."""
        stores = self._charts.of(client)
        signature = _signature(stores)
        if client not in self._waiting or self._waiting[client][0] != signature:
            chart = self._chart(client, stores, signature, RECORD)
            self._waiting[client] = (signature, waiting(chart))
        return self._waiting[client][1]

    def _chart(
        self,
        client: str,
        stores: list[ChartStore],
        signature: Signature,
        shares: frozenset[Share],
    ) -> Chart:
        known = self._known.setdefault(client, _Known())
        self._known.move_to_end(client)
        if known.signature != signature:
            known.sessions = _sessions(stores, known.sessions)
            known.signature = signature
            known.charts.clear()
            self._forget_oldest()
        if shares not in known.charts:
            sessions = {s.id: s for _, s in known.sessions.values() if s is not None}
            known.charts[shares] = chart_of(client, sessions.values(), shares)
        return known.charts[shares]

    def _forget_oldest(self) -> None:
        total = sum(len(known.sessions) for known in self._known.values())
        while total > MOST and len(self._known) > 1:
            _, gone = self._known.popitem(last=False)
            total -= len(gone.sessions)


def _signature(stores: list[ChartStore]) -> Signature:
    """The files as they are now."""
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
    stores: list[ChartStore], known: dict[Place, tuple[Stamps, Session | None]]
) -> dict[Place, tuple[Stamps, Session | None]]:
    """The sessions that count; what is known of those whose files are the same is not read again."""
    found = {}
    for store in stores:
        left_out = withdrawn_names(store)
        for name in store.heads():
            if name not in left_out:
                place = (store.folder.name, name)
                found[place] = _read(store, name, known.get(place))
    return found


def _read(
    store: ChartStore, name: str, known: tuple[Stamps, Session | None] | None
) -> tuple[Stamps, Session | None]:
    """A session with its private page and the stamps of its files; what is known of it while these are the same."""
    page = _page(store, name)
    stamps = (
        store.listed("sessions", name).stamp,
        store.listed("private", page).stamp if page else None,
    )
    if known and known[0] == stamps:
        return known
    try:
        session = _answered(store.raw(name), SESSION_FORMAT)
    except SessionTuiError:
        return (stamps, None)
    try:
        private = _answered(store.raw(page, "private"), PRIVATE_FORMAT) if page else None
    except SessionTuiError:
        private = None
    return (stamps, join_private(session, private))


def _page(store: ChartStore, name: str) -> str | None:
    """The name of a session's private page."""
    head = store.head(name)
    return store.private_name(head.id, name) if head else None


def _answered(data: dict[str, Json], form: str) -> Session:
    """The session that a document holds, without the prompts that say nothing: a chart does not need them."""
    answers = data.get("answers")
    if isinstance(answers, list):
        told = [a for a in answers if not isinstance(a, dict) or _says_something(a)]
        data = data | {"answers": told}
    return read_session(data, form)


def _says_something(answer: dict[str, Json]) -> bool:
    return answer.get("state") == "answered" and answer.get("confirmed") is not False
