"""Finds sessions and clients by the names people use for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.core.base.client_code import is_same_code
from session_tui.core.base.errors import SessionTuiError
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import AmbiguousSession, UnknownSession
from session_tui.vault.storage.findings import Finding
from session_tui.vault.storage.summaries import SessionSummary, UnfinishedAddendum

if TYPE_CHECKING:
    from session_tui.core.model.client import Client
    from session_tui.vault.index.index import Index
    from session_tui.vault.sessions.client_stores import ClientStores
    from session_tui.vault.storage.client_store import ClientStore

_SHOWN = 5
"""How many candidates an error message lists."""


def resolve(name: str, summaries: Sequence[SessionSummary]) -> SessionSummary:
    """Return the one session that ``name`` means. Raises UnknownSession or AmbiguousSession."""
    wanted = name.strip()
    fits = [summary for summary in summaries if summary.id == wanted] or [h for h in summaries if _fits(h, wanted)]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise UnknownSession(
            f"There is no session “{wanted}”. Name a session by its id, by the start of its id, or by CLIENT@DATE, "
            "such as ana-k@2026-11-20."
        )
    listed = "\n".join(f"  {h.id}  {h.client}  {h.started:%Y-%m-%d %H:%M}  {h.title}" for h in fits[:_SHOWN])
    more = f"\n  and {len(fits) - _SHOWN} more" if len(fits) > _SHOWN else ""
    raise AmbiguousSession(f"“{wanted}” matches {len(fits)} sessions. Name one by its id:\n{listed}{more}")


def client_of(store: ClientStore) -> Client:
    """Return the client of a folder; if client.json is missing, unreadable or another's, with the code alone."""
    from session_tui.core.model.client import Client

    try:
        client = store.client()
    except SessionTuiError:
        client = None
    from session_tui.vault.index.rows import as_code

    name = store.folder.name
    return client if client and is_same_code(client.code, name) else Client(code=as_code(name))


def unreadable_files(index: Index, client: str | None = None, *, with_pages: bool = True) -> tuple[Finding, ...]:
    """Return a finding for each unreadable session file of a client or of all."""
    do = "It was not changed. Run “session-tui check” to see what can be done."
    return tuple(
        Finding(path, "unreadable", f"This file cannot be read: {what}.", do)
        for path, what in index.faults(client, with_pages=with_pages)
    )


def unfinished_addenda(stores: ClientStores) -> tuple[UnfinishedAddendum, ...]:
    """Return the unfinished addenda, newest first; for each session, the one changed last."""
    found = []
    for folder, name in stores.index.added_to():
        store = stores.store(folder)
        store.refresh()
        if each := _unfinished(store, name):
            found.append(each)
    return tuple(sorted(found, key=lambda each: (each.written, each.id), reverse=True))


def folder_state(folder: Path) -> tuple[tuple[str, atomic_files.Stamp | None], ...]:
    """Return the Markdown files of a folder with their stamps, to see whether any changed."""
    return tuple((path.name, atomic_files.stamp_of(path)) for path in sorted(folder.glob("*.md")))


def _unfinished(store: ClientStore, name: str) -> UnfinishedAddendum | None:
    """Return the session's unfinished addendum that was changed last, or None."""
    from session_tui.vault.sessions.addendum_drafts import unsaved_addenda

    summary = store.summary(name)
    drafts = [draft for _, draft in unsaved_addenda(store, name)] if summary else []
    last = max(drafts, key=lambda draft: (draft.written, draft.id), default=None)
    return UnfinishedAddendum(last.id, summary, last.written) if last and summary else None


def _fits(summary: SessionSummary, wanted: str) -> bool:
    """Whether ``wanted`` names this session: the start of its id, or CLIENT@DATE with as much of the time as given."""
    code, at, day = wanted.rpartition("@")
    if not at:
        return bool(wanted) and summary.id.startswith(wanted.lower())
    digits = re.sub(r"[-: Tt]", "", day)
    is_then = bool(digits) and f"{summary.started:%Y%m%d%H%M%S}".startswith(digits)
    return is_then and is_same_code(code, summary.client)
