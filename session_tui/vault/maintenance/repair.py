"""Repairs what can be repaired without loss: JSON or Markdown from the other of the pair, and file modes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from session_tui.core.base.client_code import BadCode, is_same_code, read_code
from session_tui.core.base.errors import AlreadySigned, NewerFormat, SessionTuiError
from session_tui.core.formats.json_documents import signed_hash
from session_tui.core.model.addendum import current_client
from session_tui.core.model.client import Client
from session_tui.core.model.note import Note
from session_tui.core.model.private_page import join_private
from session_tui.core.model.session import Session
from session_tui.core.model.transfer import Transfer
from session_tui.markdown.note.headings import unused
from session_tui.vault.maintenance.check import check
from session_tui.vault.maintenance.orphans import lost_records, read_note_file
from session_tui.vault.sessions.client_stores import ClientStores, SessionLocation
from session_tui.vault.sessions.saving import SessionWriter
from session_tui.vault.sessions.transfer import finish_transfer, is_unfinished, latest_transfers
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.errors import MoveUnfinished, NothingToTake, UnreadableFile
from session_tui.vault.storage.findings import Finding

_DONE = "Nothing more to do."


def repair(stores: ClientStores, writer: SessionWriter, clock: Callable[[], datetime]) -> tuple[Finding, ...]:
    """Repair the vault, and return what was repaired."""
    stores.clear_temporary()
    for _ in stores.summaries():
        pass
    mended = list(_finish_moves(stores, writer))
    moves = latest_transfers(stores)
    for store in stores.all():
        mended += _restore_records(store, writer, clock, moves)
        store.refresh()
    mended += [done for found in check(stores) if (done := _mend(stores, writer, found))]
    return tuple(mended)


def _finish_moves(stores: ClientStores, writer: SessionWriter) -> Iterator[Finding]:
    """Finish interrupted moves; leave those that cannot be finished."""
    for trail in latest_transfers(stores).values():
        if is_unfinished(stores, trail):
            with contextlib.suppress(MoveUnfinished, UnreadableFile, NewerFormat):
                finish_transfer(stores, writer, trail)
                path = stores.home(trail.target).storage.path("sessions", trail.file)
                what = f"It was moved from “{trail.source}” to “{trail.target}”."
                yield Finding(path, "move unfinished", what, _DONE)


def adopt_edited_markdown(stores: ClientStores, writer: SessionWriter, path: Path) -> Session:
    """Make an edited Markdown file the record of its draft.

    Raises:
        NothingToTake: it is no note of this vault.
        AlreadySigned: its session is signed.
    """
    path = path.absolute()
    note = read_note_file(path)
    if note is None:
        raise NothingToTake(_why_not(path))
    location = stores.find(note.session.id)
    if location is None:
        raise NothingToTake(f"{path}: its session is not in this vault. “session-tui import” adds it.")
    if location.summary.status != "draft" or note.session.is_signed:
        raise AlreadySigned(f"{path}: this session is signed and cannot be changed. Add an addendum instead.")
    there = writer.read(location).session
    is_page = path.parent.resolve() == (location.store.folder / "private").resolve()
    edited = _with_page(there, note.session) if is_page else _with_record(there, note.session)
    return _write_taken(location, writer, edited, path)


def _write_taken(location: SessionLocation, writer: SessionWriter, edited: Session, path: Path) -> Session:
    """Save the edited session, and remove the file it was read from unless that is its own Markdown."""
    writer.markdown_copies.accept(path)
    saved = writer.save(edited)
    if path.with_suffix(".json") not in (
        location.store.storage.path("sessions", location.name),
        location.store.storage.path("private", location.name),
    ):
        atomic_files.remove(path)
    return saved


def _with_record(there: Session, edited: Session) -> Session:
    """The session with the edited record, and the private page that it has with what was added to it in the record."""
    answers = tuple(a for a in edited.answers if not a.is_private)
    hidden = {a.prompt: a for a in there.answers if a.is_private}
    for added in (a for a in edited.answers if a.is_private and a.is_answered):
        prompt = unused(added.prompt, {*hidden, *(a.prompt for a in answers)})
        hidden[prompt] = added.replace(prompt=prompt)
    jots = tuple(j for j in edited.jots if j.section != "private")
    page = there.replace(
        answers=tuple(hidden.values()),
        jots=tuple(j for j in there.jots if j.section == "private"),
    )
    whole = edited.replace(answers=answers, jots=jots, client=there.client, rev=there.rev)
    return join_private(whole, page)


def _with_page(there: Session, edited: Session) -> Session:
    """Return the session with the edited private page and its own record."""
    record = there.replace(
        answers=tuple(a for a in there.answers if not a.is_private),
        jots=tuple(j for j in there.jots if j.section != "private"),
    )
    return join_private(record, edited)


def _restore_records(
    store: ClientStore,
    writer: SessionWriter,
    clock: Callable[[], datetime],
    moves: Mapping[str, Transfer],
) -> Iterator[Finding]:
    """Restore lost JSON files from their Markdown; keep a torn JSON file under another name."""
    known = {summary.id for summary in store.summaries().values()}
    known |= {gone for gone, trail in moves.items() if not is_same_code(trail.target, store.folder.name)}
    for table, path in list(lost_records(store)):
        note = read_note_file(path)
        if note is None or not _may_restore(store, table, note, known):
            continue
        record = path.with_suffix(".json")
        if record.exists():
            at = clock()
            aside = f"{path.stem} (torn {at:%Y-%m-%d %H%M%S}).json.torn"
            atomic_files.rename_free(record, record.with_name(aside))
            store.refresh()
        name = store.put_session(note.session, None, path.stem, table, beside=path)
        for addendum in note.addenda:
            if addendum.number not in {each.number for each in store.addenda(name)}:
                store.put_addendum(addendum, name)
        known.add(note.session.id)
        yield Finding(record, "json lost", "It was read back from its Markdown.", _DONE)


def _may_restore(store: ClientStore, table: str, note: Note, known: set[str]) -> bool:
    """Whether a Markdown file is the only copy of its session, and matches the signature if signed."""
    session = note.session
    if not is_same_code(current_client(note), store.folder.name):
        return False
    if session.signature and session.signature.sha256 != signed_hash(session):
        return False
    if table == "private":
        return not any(
            not stored.fault and stored.load().get("id") == session.id for _, stored in store.documents("private")
        )
    return session.id not in known


def _mend(stores: ClientStores, writer: SessionWriter, found: Finding) -> Finding | None:
    """Repair one finding; return None if it cannot be repaired."""
    if found.kind in ("markdown lost", "markdown stale"):
        return _render(stores, writer, found)
    if found.kind == "open to others":
        atomic_files.close(found.path)
        return Finding(found.path, found.kind, "Only you can read it now.", _DONE)
    if found.kind == "addendum kept":
        atomic_files.remove(found.path)
        return Finding(found.path, found.kind, "It was removed.", _DONE)
    if found.kind == "client lost":
        return _name_client(stores, found)
    return None


def _render(stores: ClientStores, writer: SessionWriter, found: Finding) -> Finding | None:
    """Render a record's Markdown again; return None if the record is unreadable."""
    store = next(store for store in stores.all() if found.path.is_relative_to(store.folder))
    table = "sessions" if found.path.parent == store.folder else "private"
    name = found.path.stem
    try:
        addenda = store.addenda(name) if table == "sessions" else ()
        note = Note(store.session(name, table), addenda)
    except SessionTuiError:
        return None
    writer.markdown_copies.write(store, found.path, note)
    return Finding(found.path, found.kind, "It was written from its JSON.", _DONE)


def _name_client(stores: ClientStores, found: Finding) -> Finding | None:
    """Write a lost ``client.json``; return None if the folder's name is no valid code."""
    store = next(store for store in stores.all() if store.folder == found.path.parent)
    try:
        code = read_code(store.folder.name)
    except BadCode:
        return None
    days = [summary.started.date() for summary in store.summaries().values()]
    store.put_client(Client(code=code, since=min(days, default=None)))
    return Finding(found.path, found.kind, "It was written again.", _DONE)


def _why_not(path: Path) -> str:
    """Return why a Markdown file cannot be taken, with the line where reading stopped."""
    from session_tui.markdown.note.reader import read_note

    try:
        read_note(atomic_files.read(path).decode())
    except OSError as error:
        return f"{path} cannot be opened: {error.strerror}."
    except UnicodeDecodeError:
        return f"{path} is not UTF-8 text. Save it as UTF-8, and try again."
    except SessionTuiError as error:
        return f"{path}: {error}"
    return f"{path} cannot be taken."
