"""Keeping a session: its pair of files, its private page's pair, and what happens when somebody else changed them.

A window may write over what it wrote or read itself. What another window or another computer wrote meanwhile stays, and
this window's version is kept beside it as a session of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from session_tui.core.base.errors import AlreadySigned
from session_tui.core.base.ids import new_id
from session_tui.core.formats import json_documents
from session_tui.core.model.note import Addendum, Note, has_content
from session_tui.core.model.private_page import join_private, split_private
from session_tui.core.model.session import Session
from session_tui.vault.sessions.client_stores import ClientStores, SessionLocation
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.content_digests import (
    content_of,
    digest_of,
    digest_on_disk,
    page_at,
)
from session_tui.vault.storage.errors import NotEmpty, NotSigned, SessionConflict
from session_tui.vault.storage.filenames import conflict_name, session_name
from session_tui.vault.storage.markdown_copies import CopyState, MarkdownCopies, compare

Base = tuple[int, str]
"""The number of a save, and the SHA-256 of the bytes it wrote."""


DRAFT_TAKES_NONE = "This session is a draft: write in it. Only a signed one takes an addendum."


class SessionWriter:
    """Writes sessions, and remembers what this window wrote and read."""

    def __init__(self, stores: ClientStores, clock: Callable[[], datetime]) -> None:
        self.stores = stores
        self.markdown_copies = MarkdownCopies(clock)
        self._clock = clock
        self._wrote: dict[str, set[str]] = {}
        self._bases: dict[str, Base] = {}
        self._pages: dict[str, set[str]] = {}
        self._others: dict[str, str] = {}

    def read(self, location: SessionLocation) -> Note:
        """The whole note at a spot, with its private page. Raises UnreadableFile or NewerFormat."""
        location.store.refresh()
        record = location.store.session(location.name)
        page = self._read_page(location, record.id)
        addenda = location.store.addenda(location.name)
        digest = digest_on_disk(location.store, "sessions", location.name)
        if self._bases.get(record.id, (-1, ""))[0] != record.rev:
            self._bases[record.id] = (record.rev, digest)
        return Note(join_private(record, page), addenda)

    def save(self, session: Session) -> Session:
        """The session as it was written: one save later, or as a session of its own after a conflict."""
        session.refuse_signed()
        lost = self.stores.known(session.id)
        location = self.stores.find(session.id, session.client)
        if location is None:
            return self._write(session.replace(rev=session.rev + 1), lost)
        rev = self._rev_on_disk(location)
        if self._is_signed_elsewhere(location, session):
            return self._keep_beside(location, session, rev)
        self._refuse_signed(location)
        if self._may_write_over(location, session, rev):
            return self._write(session.replace(rev=rev + 1), location)
        return self._keep_beside(location, session, rev)

    def sign(self, session: Session, by: str | None) -> Session:
        """The session signed and written. Raises SessionConflict when it was changed elsewhere."""
        session.refuse_signed()
        lost = self.stores.known(session.id)
        location = self.stores.find(session.id, session.client)
        rev = session.rev
        if location:
            rev = self._rev_on_disk(location)
            is_signed = self._is_signed_elsewhere(location, session)
            if not is_signed:
                self._refuse_signed(location)
            if is_signed or not self._may_write_over(location, session, rev):
                kept = self._keep_beside(location, session, rev)
                what = "signed" if is_signed else "changed"
                raise SessionConflict(_CONFLICT.format(location.summary.path, what), kept.id)
        signed = json_documents.add_signature(session.replace(rev=rev), at=self._clock(), by=by)
        return self._write(signed, location or lost)

    def write_note(self, note: Note, code: str) -> None:
        """Write a note that is not there yet, as it is, with its addenda, in the folder of this client."""
        self._write(note.session, None, note.addenda, home=code)

    def add_addendum(
        self,
        location: SessionLocation,
        *,
        reason: str,
        text: str,
        author: str | None,
        mark: str | None,
        addendum_id: str | None = None,
    ) -> Addendum:
        """Write an addendum, and render the note again with it at its end. Raises NotSigned, InvalidValue."""
        summary, at = location.summary, self._clock()
        if summary.status != "signed":
            raise NotSigned(DRAFT_TAKES_NONE)
        location.store.refresh()
        addendum = Addendum(
            id=addendum_id or new_id(at), session=summary.id, client=summary.client, number=1, written=at,
            reason=reason, text=text, author=author, mark=mark,
        )  # fmt: skip
        before = Note(location.store.session(location.name), location.store.addenda(location.name))
        path = location.summary.path
        self.markdown_copies.set_aside_edited(location.store, path, before)
        written = location.store.add_addendum(addendum, location.name)
        addenda = tuple(sorted((*before.addenda, written), key=lambda each: each.number))
        self.markdown_copies.write(location.store, path, Note(before.session, addenda))
        return written

    def discard_draft(self, location: SessionLocation) -> None:
        """Remove a draft in which nothing was written. Raises AlreadySigned or NotEmpty."""
        note = self.read(location)
        if note.session.is_signed:
            raise AlreadySigned("This session is signed, so it stays. An addendum can say that it was a mistake.")
        if has_content(note):
            raise NotEmpty("Something is written in this draft, so it stays.")
        self.discard(location, note.session.id)

    def discard(self, location: SessionLocation, session_id: str) -> None:
        """Remove a session's files, and what was added to it."""
        if page := location.store.private_name(session_id, location.name):
            location.store.remove("private", page)
        for addendum in location.store.addenda_names(location.name):
            location.store.remove("addenda", addendum)
        for unfinished in location.store.unfinished_names(location.name):
            location.store.remove("unfinished", unfinished)
        location.store.remove("sessions", location.name)
        self.stores.forget(session_id)

    def forget(self, session_id: str) -> None:
        """Forget what this window wrote and read of a session; it is read anew."""
        for known in (self._wrote, self._bases, self._pages):
            known.pop(session_id, None)

    def _refuse_signed(self, location: SessionLocation) -> None:
        """Raise AlreadySigned for a session that is signed on disk."""
        if location.store.raw(location.name).get("status") != "draft":
            raise AlreadySigned(
                "This session is signed and stays as it is. What is to be said now goes into an addendum."
            )

    def _rev_on_disk(self, location: SessionLocation) -> int:
        """The number of the last save on disk."""
        return int(location.store.raw(location.name).get("rev", 0))

    def _is_signed_elsewhere(self, location: SessionLocation, session: Session) -> bool:
        """Whether it was signed, but not by this window, and says something else than what this window has."""
        if location.summary.status != "signed":
            return False
        if digest_on_disk(location.store, "sessions", location.name) in self._wrote.get(session.id, ()):
            return False
        there = page_at(location.store, location.store.private_name(session.id, location.name))
        record, page = split_private(session)
        is_same = content_of(location.store.session(location.name)) == content_of(record)
        return not (is_same and content_of(there) == content_of(page))

    def _may_write_over(self, location: SessionLocation, session: Session, rev: int) -> bool:
        """Whether the file on disk is the one this window wrote, or the one this session was read from."""
        digest = digest_on_disk(location.store, "sessions", location.name)
        if digest in self._wrote.get(session.id, ()):
            return True
        if rev != session.rev:
            return False
        base = self._bases.get(session.id)
        return base == (rev, digest) if base else session.id not in self._others

    def _keep_beside(self, location: SessionLocation, session: Session, rev: int) -> Session:
        """Write this window's version as a session of its own; the same one each time."""
        other = self._others.setdefault(session.id, new_id(self._clock()))
        version = session.replace(id=other, rev=max(rev, session.rev))
        there = self.stores.find(other, session.client)
        if there:
            self._refuse_signed(there)
            rev = max(self._rev_on_disk(there), version.rev)
            return self._write(version.replace(rev=rev + 1), there)
        name = conflict_name(location.name, self._clock())
        return self._write(version.replace(rev=version.rev + 1), None, wanted=name)

    def _write(
        self,
        session: Session,
        location: SessionLocation | None,
        addenda: tuple[Addendum, ...] = (),
        *,
        wanted: str = "",
        home: str = "",
    ) -> Session:
        """Write the private page, the record, what was added to it, and the Markdown."""
        record, page = split_private(session)
        store = location.store if location else self.stores.home(home or record.client)
        wanted = location.name if location else wanted or session_name(record)
        old = self._spare_face(location, record.id) if location else None
        # Remembered beforehand: a write that fails at its last step may be on disk all the same.
        self._wrote.setdefault(record.id, set()).add(digest_of(record, json_documents.SESSION_FORMAT))
        name = store.put_session(record, old, wanted, beside=self._face_of(location) if location else None)
        self.stores.remember(record.id, store, name)
        self._remember(store, name, record)
        for addendum in addenda:
            store.put_addendum(addendum, name)
        path = store.storage.path("sessions", name).with_suffix(".md")
        self.markdown_copies.write(store, path, Note(record, addenda or store.addenda(name)))
        self._write_page(store, name, record.id, page)
        return session

    def _spare_face(self, location: SessionLocation, session_id: str) -> str | None:
        """Keep what a person wrote in the session's Markdown; the name of its JSON, when that is there and sound."""
        summary = location.store.summary(location.name)
        is_sound = summary is not None and summary.id == session_id
        if is_sound:
            before = Note(location.store.session(location.name), location.store.addenda(location.name))
            self.markdown_copies.set_aside_edited(location.store, self._face_of(location), before)
        elif not location.store.has("sessions", location.name):
            self.markdown_copies.set_aside_edited(location.store, self._face_of(location), None)
        return location.name if is_sound else None

    @staticmethod
    def _face_of(location: SessionLocation) -> Path:
        return location.store.storage.path("sessions", location.name).with_suffix(".md")

    def _remember(self, store: ClientStore, name: str, record: Session) -> None:
        digest = digest_on_disk(store, "sessions", name)
        self._wrote[record.id] = {digest}
        self._bases[record.id] = (record.rev, digest)

    def _read_page(self, location: SessionLocation, session_id: str) -> Session | None:
        name = location.store.private_name(session_id, location.name)
        if name is None:
            self._pages.pop(session_id, None)
            return None
        self._pages[session_id] = {digest_on_disk(location.store, "private", name)}
        return location.store.session(name, "private")

    def _write_page(self, store: ClientStore, name: str, session_id: str, page: Session | None) -> None:
        """Write the private page when it says something else than on disk; remove it when nothing is on it."""
        store.storage.look("private", name)
        old = store.private_name(session_id, name)
        there = page_at(store, old)
        if old and there:
            copy_path = store.storage.path("private", old).with_suffix(".md")
            is_same = page is not None and there.replace(rev=0) == page.replace(rev=0)
            if is_same and compare(store, copy_path, Note(there)).state is CopyState.SOUND:
                return
            self.markdown_copies.set_aside_edited(store, copy_path, Note(there))
        if old and digest_on_disk(store, "private", old) not in self._pages.get(session_id, ()):
            self._set_page_aside(store, old)
            old = None
        if page:
            self._pages.setdefault(session_id, set()).add(digest_of(page, json_documents.PRIVATE_FORMAT))
            stays = store.put_session(page, old, name, "private")
            self._pages[session_id] = {digest_on_disk(store, "private", stays)}
            path = store.storage.path("private", stays).with_suffix(".md")
            self.markdown_copies.write(store, path, Note(page))
        elif old:
            store.remove("private", old)
            self._pages.pop(session_id, None)

    def _set_page_aside(self, store: ClientStore, name: str) -> None:
        """Keep a private page that this window has not read under another name."""
        aside = conflict_name(name, self._clock())
        for suffix in (".json", ".md"):
            path = store.storage.path("private", name).with_suffix(suffix)
            if path.exists():
                atomic_files.rename(path, path.with_name(aside + suffix))
        store.refresh()


_CONFLICT = (
    "Not signed: {} was {} elsewhere while it was open here. Both versions are kept; this window's is listed as "
    "“other version”. Read both, and sign the one that holds."
)
