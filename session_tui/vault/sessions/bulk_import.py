"""Adds whole notes, as an import reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from session_tui.core.base.client_code import read_code
from session_tui.core.base.text import fold_case
from session_tui.core.formats.json_documents import signed_hash
from session_tui.core.model.addendum import current_client
from session_tui.core.model.client import Client
from session_tui.core.model.note import Note
from session_tui.core.model.private_page import split_private
from session_tui.core.model.session import Session
from session_tui.vault.sessions.client_stores import ClientStores
from session_tui.vault.sessions.saving import SessionWriter
from session_tui.vault.storage.errors import DifferentNote
from session_tui.vault.storage.summaries import SessionSummary


def add_notes(
    stores: ClientStores,
    writer: SessionWriter,
    notes: Sequence[Note],
    add_client: Callable[[str], Client],
    progress: Callable[[int], None],
) -> tuple[SessionSummary, ...]:
    """Write the notes that the vault does not have yet, all or none; return the summaries of all ``notes``.

    The clients' folders are listed once for all notes. ``progress`` is called with the number of notes written. Raises
    DifferentNote, BadCode or SaveFailed.
    """
    there = {summary.id: summary for summary in stores.index.beginning(*(n.session.id for n in notes))}
    fresh = _fresh(stores, writer, notes, set(there))
    codes = {fold_case(current_client(n)): read_code(current_client(n)) for n in fresh}
    begun: list[str] = []
    try:
        codes = {key: add_client(code).code for key, code in codes.items()}
        for note in fresh:
            begun.append(note.session.id)
            code = codes[fold_case(current_client(note))]
            writer.write_note(_named(note, code), code)
            progress(len(begun))
    except BaseException:
        for session_id in reversed(begun):
            if location := stores.known(session_id):
                writer.discard(location, session_id)
        raise
    summaries = there | {session_id: stores.locate(session_id).summary for session_id in begun}
    return tuple(summaries[note.session.id] for note in notes)


def _fresh(stores: ClientStores, writer: SessionWriter, notes: Sequence[Note], known: set[str]) -> list[Note]:
    """Return the notes that the vault does not have yet. Raises DifferentNote before anything is written."""
    fresh: dict[str, Note] = {}
    for note in notes:
        _refuse_unsound(note.session)
        twin = fresh.get(note.session.id)
        if twin is None and note.session.id in known:
            twin = writer.read(stores.locate(note.session.id))
        if twin is None:
            fresh[note.session.id] = note
        elif not _is_same(twin, note):
            raise DifferentNote(
                f"The session {note.session.id} ({note.session.client}, {note.session.day}) is there already and says "
                "something else.",
                note.session.id,
            )
    return list(fresh.values())


def _is_same(there: Note, note: Note) -> bool:
    """Whether two notes have the same content, apart from their save numbers and the spelling of the code."""

    def bare(session: Session) -> Session:
        whole = session.replace(rev=0, place=None, client=fold_case(session.client))
        return whole.replace(answers=tuple(sorted(whole.answers, key=lambda a: a.prompt)))

    is_record_only = bare(_record(there.session)) == bare(_record(note.session))
    return is_record_only and there.addenda[: len(note.addenda)] == note.addenda


def _record(session: Session) -> Session:
    """Return a session without its private page."""
    return split_private(session)[0]


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
