"""Content and SHA-256 digests of saved sessions, used to detect outside edits."""

from __future__ import annotations

import hashlib

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.model.session import Session
from session_tui.core.schema.field_types import Json
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.json_files import serialise


def content_of(session: Session | None) -> tuple[object, ...]:
    """Return a session's confirmed answers and jots, for comparison; skipped and unconfirmed answers are left out."""
    if session is None:
        return ()
    given = (a for a in session.answers if a.is_answered and not a.is_unconfirmed)
    return (*((a.prompt, a.value, a.note, a.mark) for a in given), *session.jots)


def digest_on_disk(store: ClientStore, table: str, name: str) -> str:
    """Return the SHA-256 of a document's file, or "" if the file cannot be read."""
    try:
        return hashlib.sha256(atomic_files.read(store.storage.path(table, name))).hexdigest()
    except OSError:
        return ""


def digest_of(data: dict[str, Json]) -> str:
    """Return the SHA-256 of the bytes that a JSON document's file would hold."""
    return hashlib.sha256(serialise(data)).hexdigest()


def page_at(store: ClientStore, name: str | None) -> Session | None:
    """Read a private page; return None if ``name`` is None or the file cannot be read."""
    try:
        return store.session(name, "private") if name else None
    except SessionTuiError:
        return None
