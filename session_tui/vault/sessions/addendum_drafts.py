"""Unfinished addenda: each is a file beside its session until the addendum is added to the note.

A session may have several, for example when two computers wrote one each; the one changed last is opened first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.base.ids import new_id
from session_tui.core.formats import json_documents
from session_tui.core.model.addendum import AddendumDraft
from session_tui.core.model.note import Addendum
from session_tui.vault.door import translate_system_errors
from session_tui.vault.sessions.client_stores import ClientStores, SessionLocation
from session_tui.vault.sessions.saving import DRAFT_TAKES_NONE, SessionWriter
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.content_digests import digest_on_disk
from session_tui.vault.storage.errors import NotSigned


@translate_system_errors
class AddendumDrafts:
    """Opens, saves and finishes addenda; remembers which files this window read and wrote."""

    def __init__(self, stores: ClientStores, writer: SessionWriter, clock: Callable[[], datetime]) -> None:
        self.root = stores.root
        self._stores = stores
        self._writer = writer
        self._clock = clock
        self._files: dict[str, tuple[str, str]] = {}

    def open(self, session_id: str) -> AddendumDraft:
        """Return the unfinished addendum to a signed session, or an empty one that is not on disk yet.

        Raises:
            UnknownSession: there is no such session.
            NotSigned: it is a draft, which can be changed itself.
        """
        with self._stores.guard:
            location, at = self._spot(session_id), self._clock()
            found = list(unsaved_addenda(location.store, location.name))
            if not found:
                summary = location.summary
                return AddendumDraft(id=new_id(at), session=summary.id, client=summary.client, written=at)
            name, draft = max(found, key=lambda each: (each[1].written, each[1].id))
            self._remember(location, name, draft)
            return draft

    def save(self, draft: AddendumDraft) -> AddendumDraft:
        """Write an unfinished addendum, or remove its file if it is empty; return it as written.

        If the file was changed elsewhere in the meantime, it is kept, and this addendum gets another file.

        A file that was changed elsewhere meanwhile stays, and this one gets another.

        Raises:
            SaveFailed: it could not be written; what was there before is still there.
        """
        with self._stores.guard:
            location = self._spot(draft.session)
            old = self._own_file(location, draft)
            draft = draft.replace(written=self._clock())
            if not draft.is_empty:
                name = location.store.put_unfinished(draft, old, location.name)
                self._remember(location, name, draft)
            elif old:
                self._remove(location, old, draft)
            return draft

    def keep(self, draft: AddendumDraft, author: str | None) -> Addendum:
        """Add an addendum to its note, and remove the unfinished one; a second call adds nothing.

        Raises:
            InvalidValue: the reason is blank.
            SaveFailed: it could not be written.
        """
        with self._stores.guard:
            location = self._spot(draft.session)
            there = location.store.addenda(location.name)
            kept = next((each for each in there if draft.is_kept_as(each)), None)
            if kept is None:
                is_taken = any(each.id == draft.id for each in there)
                kept = self._writer.add_addendum(
                    location,
                    reason=draft.reason.strip(),
                    text=draft.text if draft.text.strip() else "",
                    author=author,
                    mark=draft.mark,
                    addendum_id=None if is_taken else draft.id,
                )
            if old := self._own_file(location, draft):
                self._remove(location, old, draft)
            return kept

    def _spot(self, session_id: str) -> SessionLocation:
        """List the session's folder, and return its location. Raises UnknownSession or NotSigned."""
        location = self._stores.locate(session_id)
        location.store.refresh()
        if location.summary.status != "signed":
            raise NotSigned(DRAFT_TAKES_NONE)
        return location

    def _own_file(self, location: SessionLocation, draft: AddendumDraft) -> str | None:
        """Return the name of the file this window read or wrote, or None if it was changed since."""
        name, digest = self._files.get(draft.id, ("", ""))
        is_own = bool(name) and digest_on_disk(location.store, "unfinished", name) == digest
        return name if is_own else None

    def _remember(self, location: SessionLocation, name: str, draft: AddendumDraft) -> None:
        """Remember the file and its digest as read or written by this window."""
        self._files[draft.id] = (name, digest_on_disk(location.store, "unfinished", name))

    def _remove(self, location: SessionLocation, name: str, draft: AddendumDraft) -> None:
        """Remove an unfinished addendum's file."""
        location.store.remove("unfinished", name)
        self._files.pop(draft.id, None)


def unsaved_addenda(store: ClientStore, name: str) -> Iterator[tuple[str, AddendumDraft]]:
    """Yield file name and content of a session's unfinished addenda.

    Files that a crash left behind after the addendum was added to the note are skipped.
    """
    names = store.unfinished_names(name)
    drafts = store.readable("unfinished", names, json_documents.read_addendum_draft)
    kept: tuple[Addendum, ...] = ()
    if drafts:
        with contextlib.suppress(SessionTuiError):
            kept = store.addenda(name)
    for each, draft in drafts.items():
        if not any(draft.is_kept_as(addendum) for addendum in kept):
            yield each, draft
