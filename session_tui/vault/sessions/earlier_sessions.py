"""Reads a client's earlier sessions for the one being written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.chart.last_answers import LastAnswer, answers_of
from session_tui.core.model.guide import Before, Guide
from session_tui.core.model.note import MARKED_BY_MISTAKE
from session_tui.core.model.private_page import join_private
from session_tui.core.model.session import Answer, Session
from session_tui.core.model.values import AgendaItem, Kind
from session_tui.core.schema.field_types import Json
from session_tui.vault.sessions.client_stores import ClientStores, SessionLocation
from session_tui.vault.storage.atomic_files import Stamp
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.summaries import is_answer, newest_first

Stamps = tuple[Stamp, Stamp | None]
"""The stamps of a session's file and of its private page."""


def earlier_locations(stores: ClientStores, before: Session) -> list[SessionLocation]:
    """Return the client's sessions that began before ``before``, newest first, without withdrawn ones."""
    now = (before.started.timestamp(), before.id)
    locations = _locations(stores, before.client)
    return [s for s in locations if newest_first(s.summary) < now and s.summary.id != before.id]


def _locations(stores: ClientStores, client: str) -> list[SessionLocation]:
    """Return the client's sessions, newest first, without withdrawn ones."""
    locations = []
    for store in stores.of(client):
        store.refresh()
        left_out = withdrawn_names(store)
        locations += [SessionLocation(store, name) for name in store.summaries() if name not in left_out]
    return sorted(locations, key=lambda location: newest_first(location.summary), reverse=True)


def read_last_answers(stores: ClientStores, before: Session, prompts: Collection[str]) -> dict[str, LastAnswer]:
    """Return the newest earlier answer to each of ``prompts``.

    Reads sessions from the newest on, and stops when all answers are found.
    """
    wanted = {answer.prompt: answer for answer in before.answers if answer.prompt in prompts}
    found: dict[str, LastAnswer] = {}
    for location in earlier_locations(stores, before):
        if not wanted:
            break
        if not any(is_answer(data) and data["prompt"] in wanted for data in _raw_answers(location)):
            continue
        if session := _session(location):
            found |= answers_of(session, wanted)
            wanted = {prompt: asked for prompt, asked in wanted.items() if prompt not in found}
    return found


class EarlierSessions:
    """Reads a client's sessions, and caches them until another client is requested or their files change."""

    def __init__(self, stores: ClientStores) -> None:
        self._stores = stores
        self._read: dict[Path, tuple[Stamps, Session]] = {}

    def all(self, client: str) -> tuple[Session, ...]:
        """Return all readable sessions of the client, drafts too, oldest first, with their private pages."""
        return self._sessions(_locations(self._stores, client))

    def _sessions(self, locations: Iterable[SessionLocation]) -> tuple[Session, ...]:
        """Read the sessions at ``locations``, which come newest first; return them oldest first."""
        found = {}
        for location in reversed(list(locations)):
            stored = location.store.listed("sessions", location.name)
            page = location.store.private_name(location.summary.id, location.name)
            stamps = (stored.stamp, location.store.listed("private", page).stamp if page else None)
            known = self._read.get(stored.path)
            if known and known[0] == stamps:
                found[stored.path] = known
            elif read := _session(location):
                found[stored.path] = (stamps, read)
        self._read = found
        return tuple(read for _, read in found.values())


def carry(stores: ClientStores, session: Session, guide: Guide) -> Session:
    """Return the session with the answers that its guide carries over, unconfirmed."""
    carried = [p.id for _, p in guide.prompts() if p.before == Before.CARRY and session.has_prompt(p.id)]
    answers = read_last_answers(stores, session, carried) if carried else {}
    for prompt in carried:
        if prompt in answers:
            known = answers[prompt]
            left = _unfinished(known.answer)
            session = session.recalled(prompt, left, known.session_id, at=session.started)
    return session


def _unfinished(answer: Answer) -> Answer:
    """Return an answer to carry over: an agenda without its covered items and states, others unchanged."""
    if answer.kind != Kind.AGENDA or not isinstance(answer.value, tuple):
        return answer
    left = tuple(
        item.replace(state=None) if isinstance(item, AgendaItem) else item
        for item in answer.value
        if not (isinstance(item, AgendaItem) and item.state == "covered")
    )
    return answer.replace(value=left) if left else answer.replace(state="skipped", value=None)


def withdrawn_names(store: ClientStore) -> set[str]:
    """Return the file names of the sessions that an addendum marks as entered by mistake."""
    return {
        name.rpartition(".addendum-")[0]
        for name, stored in store.documents("addenda")
        if not stored.fault and stored.load().get("mark") == MARKED_BY_MISTAKE
    }


def _raw_answers(location: SessionLocation) -> Iterator[dict[str, Json]]:
    """Yield the unvalidated answers of a session and of its private page."""
    try:
        yield from location.store.raw(location.name).get("answers", ())
        if page := location.store.private_name(location.summary.id, location.name):
            yield from location.store.raw(page, "private").get("answers", ())
    except SessionTuiError:
        return


def _session(location: SessionLocation) -> Session | None:
    """Read a session with its private page; return None if the session is unreadable."""
    try:
        record = location.store.session(location.name)
    except SessionTuiError:
        return None
    try:
        page = location.store.private_name(record.id, location.name)
        return join_private(record, location.store.session(page, "private") if page else None)
    except SessionTuiError:
        return record
