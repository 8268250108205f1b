"""Checks a vault: reads every file, and reports problems by file. Changes nothing."""

from __future__ import annotations

import difflib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from session_tui.core.base.client_code import is_same_code
from session_tui.core.base.errors import NewerFormat, SessionTuiError
from session_tui.core.formats.json_documents import read_addendum_draft, read_transfer, signed_hash
from session_tui.core.model.addendum import current_client
from session_tui.core.model.note import Note
from session_tui.core.model.session import Session
from session_tui.vault.maintenance.orphans import orphan_findings
from session_tui.vault.sessions.addendum_drafts import unsaved_addenda
from session_tui.vault.sessions.client_stores import ClientStores
from session_tui.vault.sessions.transfer import is_unfinished, latest_transfers
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.errors import UnreadableFile
from session_tui.vault.storage.filenames import ADDENDUM, CLIENTS, INDEX, PROMPTS, UNFINISHED, VAULT_FILE
from session_tui.vault.storage.findings import Finding
from session_tui.vault.storage.json_files import is_utf8
from session_tui.vault.storage.markdown_copies import CopyState, compare, render

_RENDER = "“session-tui check --repair” writes it from the JSON."
_TAKE = "“session-tui check --take FILE” makes it the record; saving the session again keeps it under another name."


_FINISH = "“session-tui check --repair” finishes the move."
_BRING_BACK = "Restore the session from its Markdown or a backup."


def check(stores: ClientStores) -> tuple[Finding, ...]:
    """Return all problems in the vault, by file."""
    for _ in stores.summaries():
        pass
    found = list(_open_to_others(stores.root))
    seen: dict[str, Path] = {}
    for store in stores.all():
        found += _check_chart(store, seen)
    found += _check_moves(stores)
    found += _odd_entries(stores.root)
    return tuple(sorted(found, key=lambda finding: (str(finding.path), finding.kind)))


def _check_chart(store: ClientStore, seen: dict[str, Path]) -> Iterator[Finding]:
    """Yield the problems in one client's folder. ``seen`` maps each session id to the file it was found in."""
    yield from _check_client(store)
    for table in ("sessions", "private"):
        for name, _ in sorted(store.documents(table)):
            yield from _check_session(store, table, name, seen)
    for name, stored in sorted(store.documents("addenda")):
        yield from _check_addendum(store, name, stored.path)
    for name, stored in sorted(store.documents("unfinished")):
        yield from _check_unfinished(store, name, stored.path)
    for name, stored in sorted(store.documents("moves")):
        try:
            read_transfer(store.raw(name, "moves"))
        except SessionTuiError as error:
            yield _unreadable(stored.path, error)
    yield from orphan_findings(store)


def _check_moves(stores: ClientStores) -> Iterator[Finding]:
    """Yield the moves that a crash interrupted."""
    for trail in latest_transfers(stores).values():
        if is_unfinished(stores, trail):
            store = stores.home(trail.source)
            path = store.storage.path("sessions", trail.left)
            what = f"A crash interrupted the move of this session from “{trail.source}” to “{trail.target}”."
            yield Finding(path, "move unfinished", what, _FINISH)


def _check_client(store: ClientStore) -> Iterator[Finding]:
    """Yield the problems with ``client.json``."""
    path = store.storage.path("client", "client")
    try:
        client = store.client()
    except SessionTuiError as error:
        yield _unreadable(path, error)
        return
    if client is None:
        do = "“session-tui check --repair” writes it, with the folder's name as the code."
        yield Finding(path, "client lost", "The client document of this folder is missing.", do)
    elif not is_same_code(client.code, store.folder.name):
        what = f"This folder holds the client “{client.code}” but has another name."
        yield Finding(store.folder, "wrong folder", what, f"Rename the folder to {client.code}.")


def _check_session(store: ClientStore, table: str, name: str, seen: dict[str, Path]) -> Iterator[Finding]:
    """Yield the problems with a session or private page, and with its Markdown."""
    path = store.storage.path(table, name)
    try:
        session = store.session(name, table)
        note = Note(session, store.addenda(name) if table == "sessions" else ())
    except SessionTuiError as error:
        yield _unreadable(getattr(error, "path", path), error)
        return
    client = current_client(note)
    if not is_same_code(client, store.folder.name):
        what = f"This session belongs to the client “{client}” but is in another client's folder."
        do = f"Move it, with its Markdown and private page, to the folder {client}."
        yield Finding(path, "wrong folder", what, do)
    yield from _check_twin(path, session, table, seen)
    yield from _check_signature(path, session)
    yield from _check_markdown(store, path.with_suffix(".md"), note)


def _check_twin(path: Path, session: Session, table: str, seen: dict[str, Path]) -> Iterator[Finding]:
    """Yield a finding if another file holds the same session."""
    first = seen.setdefault(f"{table} {session.id}", path)
    if first != path:
        what = f"This is the same session as “{first.name}”, a copy made by hand or by a sync program."
        do = "Both are kept. Compare them and remove the one you don't want."
        yield Finding(path, "duplicate", what, do)


def _check_signature(path: Path, session: Session) -> Iterator[Finding]:
    """Yield a finding if a session was changed after signing."""
    if session.signature and session.signature.sha256 != signed_hash(session):
        what = "This session was changed after signing."
        do = "Restore the file from a backup, or from its Markdown if that still holds the signed text."
        yield Finding(path, "changed after signing", what, do)


def _check_markdown(store: ClientStore, path: Path, note: Note) -> Iterator[Finding]:
    """Yield a finding if the Markdown file differs from its record."""
    reading = compare(store, path, note)
    if reading.state is CopyState.MISSING:
        yield Finding(path, "markdown lost", "The Markdown of this session is missing.", _RENDER)
    elif reading.state is CopyState.STALE:
        what = "This Markdown is older than its JSON, as after a crash."
        yield Finding(path, "markdown stale", what, _RENDER)
    elif reading.state is CopyState.NEWER:
        what = "This Markdown is newer than its JSON, as when only one of the two was copied."
        yield Finding(path, "markdown newer", what, _TAKE, _difference(store, path, note, reading.text))
    elif reading.state is CopyState.EDITED:
        do = _TAKE
        if note.session.is_signed:
            do = (
                "The session is signed and cannot be changed: add an addendum instead. To restore the signed text, remove "
                "this file and run “session-tui check --repair”."
            )
        what = "This Markdown was edited."
        yield Finding(path, "markdown edited", what, do, _difference(store, path, note, reading.text))


def _check_addendum(store: ClientStore, name: str, path: Path) -> Iterator[Finding]:
    """Yield a finding if an addendum's session is missing."""
    match = ADDENDUM.fullmatch(name)
    if match and not store.has("sessions", match["session"]):
        what = "This addendum belongs to a session that is missing."
        yield Finding(path, "addendum alone", what, _BRING_BACK)


def _check_unfinished(store: ClientStore, name: str, path: Path) -> Iterator[Finding]:
    """Yield the problems with an unfinished addendum."""
    match = UNFINISHED.fullmatch(name)
    session = match["session"] if match else ""
    try:
        read_addendum_draft(store.raw(name, "unfinished"))
    except SessionTuiError as error:
        yield _unreadable(path, error)
        return
    if not store.has("sessions", session):
        what = "This unfinished addendum belongs to a session that is missing."
        yield Finding(path, "addendum alone", what, _BRING_BACK)
    elif name not in dict(unsaved_addenda(store, session)):
        what = "This addendum was added to its note; a crash left its draft file behind."
        yield Finding(path, "addendum kept", what, "“session-tui check --repair” removes this file.")


def _unreadable(path: Path, error: SessionTuiError) -> Finding:
    """Return the finding for a file that cannot be read."""
    if isinstance(error, NewerFormat):
        do = "Update session-tui to open it."
        return Finding(path, "newer", "A newer version of this program wrote this file.", do)
    what = error.what if isinstance(error, UnreadableFile) else str(error)
    if what.startswith("format: "):
        do = "It is ignored. Move it elsewhere if it does not belong here."
        return Finding(path, "foreign", "This file is not one of this program's.", do)
    do = "It is left as it is. Restore it from a backup"
    if path.with_suffix(".md").exists():
        do += ", or “session-tui check --repair” reads it from its Markdown and keeps this file beside it"
    return Finding(path, "unreadable", f"This file cannot be read: {what}.", f"{do}.")


def _difference(store: ClientStore, path: Path, note: Note, text: str) -> str:
    """Return a unified diff from the record to the Markdown file."""
    record = render(store, note, is_private=path.parent != store.folder)
    lines = difflib.unified_diff(record.splitlines(), text.splitlines(), "the record", path.name, lineterm="")
    return "\n".join(lines)


def _open_to_others(root: Path) -> Iterator[Finding]:
    """Yield the files and folders that other users of this computer can read."""
    if os.name == "nt":
        return
    for folder, names, found in os.walk(root):
        for name in ("", *found):
            path = Path(folder, name)
            mode = path.lstat().st_mode
            if not stat.S_ISLNK(mode) and mode & 0o077:
                do = "“session-tui check --repair” makes it readable only by you."
                yield Finding(path, "open to others", "Others on this computer may read this.", do)
        names[:] = [name for name in names if not Path(folder, name).is_symlink()]


def _odd_entries(root: Path) -> Iterator[Finding]:
    """Yield the links, devices and names that are not read, in the clients' folders and at the top of the vault."""
    above = (root / name for name in (CLIENTS, PROMPTS, INDEX, VAULT_FILE))
    inside = (Path(path, name) for path, names, found in os.walk(root / CLIENTS) for name in (*names, *found))
    for path in (*above, *inside):
        if path.is_symlink():
            do = "Replace it with the real file or folder."
            yield Finding(path, "link", "This is a link, and links are not followed.", do)
        elif not is_utf8(path.name):
            yield Finding(path, "name", "The name is not UTF-8, so this is not read.", "Rename it.")
        elif path.exists() and not path.is_file() and not path.is_dir():
            do = "Move it out of the vault; nothing can be read from it."
            yield Finding(path, "no file", "This is a FIFO, a socket or a device, not a file.", do)
