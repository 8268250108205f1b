"""Moves a session from one client to another, so that a kill at any moment loses nothing.

The order of the steps ensures that: write the trail on the old side; copy everything, the session itself last; write
the trail on the new side; clear the old side. :func:`finish_transfer` can be called any number of times, and continues
where the last call stopped. A signed session is copied byte for byte; an addendum says where it came from.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from session_tui.core.base.client_code import is_same_code
from session_tui.core.base.ids import new_id
from session_tui.core.formats import json_documents
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.transfer import Transfer
from session_tui.vault.sessions.client_stores import ClientStores, SessionLocation
from session_tui.vault.sessions.saving import SessionWriter
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.errors import MoveUnfinished, SameClient
from session_tui.vault.storage.filenames import EDITED, MOVED, edited_name, moved_name
from session_tui.vault.storage.markdown_copies import CopyState, compare
from session_tui.vault.storage.tinydb_storage import document as stored


def transfer_session(
    stores: ClientStores,
    writer: SessionWriter,
    clock: Callable[[], datetime],
    location: SessionLocation,
    target: ClientStore,
    *,
    code: str,
    reason: str,
    author: str | None,
) -> SessionLocation:
    """Move a session to another client's folder, and return its new location.

    Raises:
        SameClient: it is there already.
        MoveUnfinished: an earlier move was interrupted, and cannot be finished by this one.
        UnreadableFile: a file of it cannot be read, so none is moved.
        InvalidValue: the reason is blank.
        SaveFailed: it could not be written; ``check --repair`` finishes what was begun.
    """
    pending = latest_transfers(stores).get(location.summary.id)
    if pending and is_unfinished(stores, pending):
        if not is_same_code(pending.target, code):
            raise MoveUnfinished(_HALFWAY.format(pending.target))
        finish_transfer(stores, writer, pending)
        return stores.locate(pending.session)
    note = writer.read(location)
    if is_same_code(target.folder.name, location.store.folder.name):
        raise SameClient(f"This session already belongs to the client “{code}”.")
    at, number = clock(), pending.number + 1 if pending else 1
    target.refresh()
    trail = Transfer(
        id=new_id(at), session=note.session.id, number=number, source=location.store.folder.name,
        target=code, left=location.name, file=_free_name(target, location.name), status=note.session.status,
        written=at, reason=reason, author=author,
    )  # fmt: skip
    _put_trail(location.store, trail, trail.left)
    finish_transfer(stores, writer, trail)
    return stores.locate(trail.session)


def transfer_trails(store: ClientStore) -> Iterable[Transfer]:
    """Return the readable trails of the sessions moved from or to this folder."""
    names = [name for name, _ in store.documents("moves")]
    return store.readable("moves", names, json_documents.read_transfer).values()


def latest_transfers(stores: ClientStores) -> dict[str, Transfer]:
    """Return the latest move of each moved session, from the trails of all clients."""
    found: dict[str, Transfer] = {}
    for store in stores.all():
        for trail in transfer_trails(store):
            if trail.session not in found or found[trail.session].order < trail.order:
                found[trail.session] = trail
    return found


def is_unfinished(stores: ClientStores, trail: Transfer) -> bool:
    """Whether a crash interrupted a move: something is left on the old side, or a trail is missing."""
    source, target = stores.home(trail.source), stores.home(trail.target)
    if _is_left(source, trail):
        return True
    is_there = _has(target, trail.file, trail.session)
    return is_there and not all(_has_trail(store, trail) for store in (source, target))


def finish_transfer(stores: ClientStores, writer: SessionWriter, trail: Transfer) -> None:
    """Do the remaining steps of a move.

    Raises:
        MoveUnfinished: both sides hold the session, and say something different; nothing is removed.
        SaveFailed: it could not be written.
    """
    source, target = stores.home(trail.source), stores.home(trail.target)
    source.refresh()
    target.refresh()
    atomic_files.make_folder(target.folder, target.root)
    if _is_left(source, trail):
        _copy_page(source, target, trail)
        _copy_addenda(source, target, trail)
        _copy_session(source, target, trail)
    # The copy is complete: from here on, the session is found on the new side.
    stores.remember(trail.session, target, trail.file)
    for store, name in ((target, trail.file), (source, trail.left)):
        if not _has_trail(store, trail):
            _put_trail(store, trail, name)
    _render(writer, target, trail)
    if _is_left(source, trail):
        _move_edited(writer, source, target, trail)
        _clear(writer, source, trail)
    stores.remember(trail.session, target, trail.file)
    writer.forget(trail.session)


def _copy_page(source: ClientStore, target: ClientStore, trail: Transfer) -> None:
    """Copy the private page with the new client's code; it is rewritten because no signature covers it."""
    name = source.private_name(trail.session, trail.left)
    if name is None:
        return
    page = source.session(name, "private").replace(client=trail.target)
    there = target.private_name(trail.session, trail.file)
    if there is None:
        target.put_session(page, None, trail.file, "private")
    elif target.session(there, "private") != page:
        raise MoveUnfinished(_DIFFERENT.format(source.storage.path("private", name)))


def _copy_addenda(source: ClientStore, target: ClientStore, trail: Transfer) -> None:
    """Copy the addenda byte for byte; add one about the move to a signed session."""
    tables = {
        "addenda": source.addenda_names(trail.left),
        "unfinished": source.unfinished_names(trail.left),
    }
    for table, names in tables.items():
        for name in names:
            to = trail.file + name.removeprefix(trail.left)
            _copy(source.storage.path(table, name), target.storage.path(table, to))
    target.refresh()
    there = target.addenda(trail.file)
    if trail.status == "signed" and all(each.id != trail.id for each in there):
        said = Addendum(
            id=trail.id, session=trail.session, client=trail.target, number=1,
            written=trail.written, reason=trail.reason, author=trail.author,
            moved_from=trail.source,
        )  # fmt: skip
        target.add_addendum(said, trail.file)


def _copy_session(source: ClientStore, target: ClientStore, trail: Transfer) -> None:
    """Copy a signed session byte for byte, or a draft with the new client's code."""
    if not _has(source, trail.left, trail.session):
        return
    old = source.storage.path("sessions", trail.left)
    new = target.storage.path("sessions", trail.file)
    if trail.status == "signed":
        _copy(old, new)
    else:
        draft = source.session(trail.left).replace(client=trail.target)
        if not new.exists():
            target.put_session(draft, None, trail.file)
        elif target.session(trail.file) != draft:
            raise MoveUnfinished(_DIFFERENT.format(old))
    target.refresh()


def _copy(old: Path, new: Path) -> None:
    """Copy a file unless it was copied already. Raises MoveUnfinished if another file has its name."""
    data = atomic_files.read(old)
    try:
        atomic_files.write_new(new, data)
    except FileExistsError:
        if atomic_files.read(new) != data:
            raise MoveUnfinished(_DIFFERENT.format(old)) from None


def _render(writer: SessionWriter, store: ClientStore, trail: Transfer) -> None:
    """Render the Markdown on the new side."""
    copy_path = store.storage.path("sessions", trail.file).with_suffix(".md")
    note = Note(store.session(trail.file), store.addenda(trail.file))
    if compare(store, copy_path, note).state is not CopyState.SOUND:
        writer.markdown_copies.set_aside_edited(store, copy_path, note)
        writer.markdown_copies.write(store, copy_path, note)
    if name := store.private_name(trail.session, trail.file):
        page = store.storage.path("private", name).with_suffix(".md")
        if not page.exists():
            writer.markdown_copies.write(store, page, Note(store.session(name, "private")))


def _move_edited(writer: SessionWriter, source: ClientStore, target: ClientStore, trail: Transfer) -> None:
    """Move Markdown files that a person edited along, under the names for edited files."""
    for table in ("sessions", "private"):
        copy_path = source.storage.path(table, trail.left).with_suffix(".md")
        if source.has(table, trail.left):
            addenda = source.addenda(trail.left) if table == "sessions" else ()
            writer.markdown_copies.set_aside_edited(source, copy_path, Note(source.session(trail.left, table), addenda))
        for old in _edited(copy_path):
            new = target.storage.path(table, trail.file + old.stem.removeprefix(trail.left))
            atomic_files.make_folder(new.parent, target.root)
            atomic_files.rename_free(old, _free_markdown_path(new.with_suffix(".md"), trail))


def _clear(writer: SessionWriter, source: ClientStore, trail: Transfer) -> None:
    """Remove the files on the old side: each Markdown before its JSON, so that repair does not read it back."""
    source.refresh()
    if page := source.private_name(trail.session, trail.left):
        atomic_files.remove(source.storage.path("private", page).with_suffix(".md"))
        source.remove("private", page)
    if _has(source, trail.left, trail.session):
        atomic_files.remove(source.storage.path("sessions", trail.left).with_suffix(".md"))
        writer.discard(SessionLocation(source, trail.left), trail.session)


def _is_left(source: ClientStore, trail: Transfer) -> bool:
    """Whether the session or its private page is still on the old side."""
    is_page_left = source.private_name(trail.session, trail.left) is not None
    return _has(source, trail.left, trail.session) or is_page_left


def _has(store: ClientStore, name: str, session_id: str) -> bool:
    """Whether the file ``name`` holds this session."""
    summary = store.summary(name)
    return summary is not None and summary.id == session_id


def _put_trail(store: ClientStore, trail: Transfer, name: str) -> None:
    """Write a trail beside the file name that the session has, or had, in this folder."""
    atomic_files.make_folder(store.folder, store.root)
    data = json_documents.document_json(trail, json_documents.MOVE_FORMAT)
    number = 1
    while store.has("moves", moved_name(name, number)):
        number += 1
    for more in atomic_files.tries(store.folder):
        # A name may have been taken by another window since the folder was listed.
        with contextlib.suppress(FileExistsError):
            store.db.named("moves").insert(stored(data, moved_name(name, number + more)))
            return


def _has_trail(store: ClientStore, trail: Transfer) -> bool:
    """Whether the folder has this trail."""
    return any(each.id == trail.id for each in transfer_trails(store))


def _edited(copy_path: Path) -> Iterator[Path]:
    """Yield the Markdown files kept as edited versions of ``copy_path``."""
    if copy_path.parent.is_dir():
        prefix = copy_path.stem + EDITED
        yield from sorted(path for path in copy_path.parent.glob("*.md") if path.name.startswith(prefix))


def _free_markdown_path(path: Path, trail: Transfer) -> Path:
    """Return ``path``, or a name for edited files if it is taken."""
    return path.with_name(f"{edited_name(path.stem, trail.written)}.md") if path.exists() else path


def _free_name(target: ClientStore, wanted: str) -> str:
    """Return a name that no files but trails have in the target's folder and its private one."""
    taken = {
        path.name
        for folder in (target.folder, target.folder / "private")
        if folder.is_dir()
        for path in folder.iterdir()
        if not MOVED.fullmatch(path.stem)
    }
    number, name = 1, wanted
    while any(each.startswith(f"{name}.") for each in taken):
        number += 1
        name = f"{wanted} {number}"
    return name


_HALFWAY = "The move of this session to the client “{}” was interrupted. “session-tui check --repair” finishes it; then try again."
_DIFFERENT = (
    "{} is being moved to another client, where a different version already exists. Nothing was removed: compare "
    "the two and remove the one you don't want."
)
