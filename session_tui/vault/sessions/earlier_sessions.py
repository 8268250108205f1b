"""What earlier sessions of a client hold, read for the one that is being written."""

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
"""The stamps of a session's file and of its private page's."""


def earlier_locations(stores: ClientStores, before: Session) -> list[SessionLocation]:
    """Where the client's other sessions are that began before, newest first; not those entered by mistake."""
    now = (before.started.timestamp(), before.id)
    locations = _locations(stores, before.client)
    return [s for s in locations if newest_first(s.summary) < now and s.summary.id != before.id]


def _locations(stores: ClientStores, client: str) -> list[SessionLocation]:
    """Where the client's sessions are, newest first; not those entered by mistake."""
    locations = []
    for store in stores.of(client):
        store.refresh()
        left_out = withdrawn_names(store)
        locations += [SessionLocation(store, name) for name in store.summaries() if name not in left_out]
    return sorted(locations, key=lambda location: newest_first(location.summary), reverse=True)


def read_last_answers(stores: ClientStores, before: Session, prompts: Collection[str]) -> dict[str, LastAnswer]:
    """By prompt: the newest earlier answer to each of these prompts of a session. Reads no more than it takes to find them."""
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
    """Reads what a client's sessions hold. What was read stays until another client is asked for, or its files change."""

    def __init__(self, stores: ClientStores) -> None:
        self._stores = stores
        self._read: dict[Path, tuple[Stamps, Session]] = {}

    def all(self, client: str) -> tuple[Session, ...]:
        """All the client's sessions, drafts too, oldest first, with their private pages; unreadable ones left out."""
        return self._sessions(_locations(self._stores, client))

    def _sessions(self, locations: Iterable[SessionLocation]) -> tuple[Session, ...]:
        """The sessions at spots that come newest first, oldest first."""
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
    """The new session with the answers that its guide carries over, unconfirmed."""
    carried = [p.id for _, p in guide.prompts() if p.before == Before.CARRY and session.has_prompt(p.id)]
    answers = read_last_answers(stores, session, carried) if carried else {}
    for prompt in carried:
        if prompt in answers:
            known = answers[prompt]
            left = _unfinished(known.answer)
            session = session.recalled(prompt, left, known.session_id, at=session.started)
    return session


def _unfinished(answer: Answer) -> Answer:
    """An answer without what was done with: of a list for the day, what was not covered, as open as on any new list."""
    if answer.kind != Kind.AGENDA or not isinstance(answer.value, tuple):
        return answer
    left = tuple(
        item.replace(state=None) if isinstance(item, AgendaItem) else item
        for item in answer.value
        if not (isinstance(item, AgendaItem) and item.state == "covered")
    )
    return answer.replace(value=left) if left else answer.replace(state="skipped", value=None)


def withdrawn_names(store: ClientStore) -> set[str]:
    """The names of the sessions that an addendum says were entered by mistake."""
    return {
        name.rpartition(".addendum-")[0]
        for name, stored in store.documents("addenda")
        if not stored.fault and stored.load().get("mark") == MARKED_BY_MISTAKE
    }


def _raw_answers(location: SessionLocation) -> Iterator[dict[str, Json]]:
    """The answers of a session and of its private page, as their files hold them."""
    try:
        yield from location.store.raw(location.name).get("answers", ())
        if page := location.store.private_name(location.summary.id, location.name):
            yield from location.store.raw(page, "private").get("answers", ())
    except SessionTuiError:
        return


def _session(location: SessionLocation) -> Session | None:
    """The session at a spot with its private page; None when it cannot be read."""
    try:
        record = location.store.session(location.name)
    except SessionTuiError:
        return None
    try:
        page = location.store.private_name(record.id, location.name)
        return join_private(record, location.store.session(page, "private") if page else None)
    except SessionTuiError:
        return record
