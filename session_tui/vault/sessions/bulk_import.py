"""Adds whole notes, as an import reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from session_tui.core.base.client_code import read_code
from session_tui.core.base.text import fold_case
from session_tui.core.formats.json_documents import session_json, signed_hash
from session_tui.core.model.addendum import current_client
from session_tui.core.model.client import Client
from session_tui.core.model.note import Note
from session_tui.core.model.private_page import join_private, split_private
from session_tui.core.model.session import Session
from session_tui.core.schema.field_types import Json
from session_tui.vault.sessions.client_stores import ClientStores
from session_tui.vault.sessions.saving import SessionWriter
from session_tui.vault.storage.errors import DifferentNote
from session_tui.vault.storage.summaries import SessionSummary

_THERE = "The session {} ({}, {}) already exists with different content."


class Version(StrEnum):
    """What to do with a note that looks like another version of a session that is there."""

    REFUSE = "refuse"
    REPLACE = "replace"
    KEEP_BOTH = "keep both"


@dataclass(frozen=True, slots=True)
class ImportRules:
    """How an import treats notes that are there already.

    Attributes:
        derived: the ids that were made from a file's content. Such a note is also compared with the sessions of its
            client that began at the same time with the same guide, since a corrected file has another id.
        version: what to do with another version of a session.
    """

    derived: frozenset[str] = frozenset()
    version: Version = Version.REFUSE


def add_notes(
    stores: ClientStores,
    writer: SessionWriter,
    notes: Sequence[Note],
    add_client: Callable[[str], Client],
    progress: Callable[[int], None],
    rules: ImportRules,
) -> tuple[SessionSummary, ...]:
    """Write notes that are not there yet, all or none, then new versions of drafts. The folders are listed once."""
    plan = _planned(stores, writer, notes, rules)
    codes = {fold_case(current_client(n)): read_code(current_client(n)) for n in plan.fresh.values()}
    begun: list[str] = []
    try:
        codes = {key: add_client(code).code for key, code in codes.items()}
        for note in plan.fresh.values():
            begun.append(note.session.id)
            code = codes[fold_case(current_client(note))]
            writer.write_note(_named(note, code), code)
            progress(len(begun))
        for session in plan.versions:
            writer.save(session)
    except BaseException:
        for session_id in reversed(begun):
            if location := stores.known(session_id):
                writer.discard(location, session_id)
        raise
    ids = [plan.same.get(note.session.id, note.session.id) for note in notes]
    summaries = {session_id: stores.locate(session_id).summary for session_id in ids}
    return tuple(summaries[session_id] for session_id in ids)


@dataclass(slots=True)
class _Plan:
    """What an import writes.

    Attributes:
        fresh: the notes that are not there yet, by id.
        versions: the drafts that get a new version.
        same: the id of the session that is there, by the id of a note that is the same or another version of it.
    """

    fresh: dict[str, Note] = field(default_factory=dict)
    versions: list[Session] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)


def _planned(stores: ClientStores, writer: SessionWriter, notes: Sequence[Note], rules: ImportRules) -> _Plan:
    """Return what is to be written; raises DifferentNote, before anything is written."""
    known = {summary.id for summary in stores.index.beginning(*(n.session.id for n in notes))}
    plan = _Plan()
    for note in notes:
        _refuse_unsound(note.session)
        own = note.session.id
        twin = plan.fresh.get(own)
        if twin is None and own in known:
            twin = writer.read(stores.locate(own))
        elif twin is None and own in rules.derived and rules.version is not Version.KEEP_BOTH:
            twin = _at_the_same_time(stores, writer, note.session)
        if twin is None:
            plan.fresh[own] = note
            continue
        if not _is_same(twin, note):
            if own in plan.fresh:
                raise DifferentNote(_THERE.format(own, note.session.client, note.session.day), own)
            plan.versions.append(_new_version(twin.session, note.session, rules))
        plan.same[own] = twin.session.id
    return plan


def _at_the_same_time(stores: ClientStores, writer: SessionWriter, session: Session) -> Note | None:
    """Return the note of the same client that began at the same time with the same guide, if there is one."""
    withdrawn = stores.index.withdrawn(session.client)
    for summary in stores.index.sessions(session.client):
        is_twin = summary.started == session.started and summary.guide == session.guide.id
        if is_twin and summary.id not in withdrawn:
            return writer.read(stores.locate(summary.id))
    return None


def _new_version(there: Session, session: Session, rules: ImportRules) -> Session:
    """Return the session as a new version of the draft that is there. Raises DifferentNote unless it may replace it."""
    is_own = session.id == there.id
    what = _THERE.format(there.id, there.client, there.day)
    both = "" if is_own else " If this file is about another session, “--keep-both” files it as one."
    if there.is_signed or session.is_signed:
        raise DifferentNote(f"{what} It is signed and stays: write what is new as an addendum to it.{both}", session.id)
    if there.rev > 1:
        raise DifferentNote(
            f"{what} It was changed after its import, so it stays: make the correction in it.{both}", session.id
        )
    if rules.version is not Version.REPLACE:
        replaced = "If this file corrects it, “--replace” files it as its new version."
        raise DifferentNote(f"{what} {replaced}{both}", session.id)
    record, page = split_private(session.replace(id=there.id, rev=there.rev, client=there.client))
    return join_private(record, page or split_private(there)[1])


def _is_same(there: Note, note: Note) -> bool:
    """Whether two notes say the same; a private page is compared if the new note has one.

    How often they were saved does not matter, nor how the client's code is written. Of notes with different ids, the
    ids within do not matter either.
    """
    (record, page), (new_record, new_page) = (_bare_parts(each.session) for each in (there, note))
    is_same = (record, page if new_page else None) == (new_record, new_page)
    if not is_same and there.session.id != note.session.id:
        ours = [_without_ids(session_json(each)) for each in (record, page) if each]
        theirs = [_without_ids(session_json(each)) for each in (new_record, new_page or page) if each]
        is_same = ours == theirs
    return is_same and there.addenda[: len(note.addenda)] == note.addenda


def _bare_parts(session: Session) -> tuple[Session, Session | None]:
    """Return the record and the private page without what does not matter when notes are compared."""
    whole = session.replace(rev=0, place=None, client=fold_case(session.client))
    return split_private(whole.replace(answers=tuple(sorted(whole.answers, key=lambda a: a.prompt))))


def _without_ids(data: Json) -> Json:
    """Return a document without the ids in it, which are made from that of its session."""
    if isinstance(data, dict):
        return {key: _without_ids(value) for key, value in data.items() if key != "id"}
    return [_without_ids(item) for item in data] if isinstance(data, list) else data


def _refuse_unsound(session: Session) -> None:
    """Raise DifferentNote for a signed session that was changed after signing."""
    if session.signature and session.signature.sha256 != signed_hash(session):
        raise DifferentNote(
            f"The session {session.id} ({session.client}, {session.day}) says that it is signed, and it was changed "
            "after that. Take the signature out of the file to add it as a draft.",
            session.id,
        )


def _named(note: Note, code: str) -> Note:
    """Return the note with the client's code as the vault spells it; a signed note is left unchanged."""
    if note.session.is_signed:
        return note
    return Note(note.session.replace(rev=max(note.session.rev, 1), client=code), note.addenda)
