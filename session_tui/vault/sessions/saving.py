"""Save a session and its private page, and handle files that were changed elsewhere.

A window may overwrite what it wrote or read itself. A version that another window or computer wrote meanwhile stays,
and this window's version is saved beside it as a new session.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from session_tui.core.base.errors import AlreadySigned
from session_tui.core.base.ids import new_id
from session_tui.core.formats import json_documents
from session_tui.core.model.note import Addendum, Note, has_content
from session_tui.core.model.private_page import join_private, split_private
from session_tui.core.model.session import Session
from session_tui.vault.sessions.client_stores import ClientStores, SessionLocation
from session_tui.vault.sessions.save_plan import PlannedDocument, Saved, SavePlan, plan_save
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.content_digests import (
    content_of,
    digest_on_disk,
    page_at,
)
from session_tui.vault.storage.errors import NotEmpty, NotSigned, SessionConflict
from session_tui.vault.storage.filenames import conflict_name, session_name
from session_tui.vault.storage.markdown_copies import CopyState, MarkdownCopies, compare

Base = tuple[int, str]
"""The ``rev`` of a save, and the SHA-256 of the bytes that it wrote."""


DRAFT_TAKES_NONE = "This session is a draft, so write in it directly. Addenda are for signed sessions."


class SessionWriter:
    """Writes sessions, and remembers what this window wrote and read.

    Attributes:
        stores: the clients' folders.
        markdown_copies: writes the Markdown files.
    """

    def __init__(self, stores: ClientStores, clock: Callable[[], datetime]) -> None:
        self.stores = stores
        self.markdown_copies = MarkdownCopies(clock)
        self._clock = clock
        self._wrote: dict[str, set[str]] = {}
        self._bases: dict[str, Base] = {}
        self._pages: dict[str, set[str]] = {}
        self._others: dict[str, str] = {}

    def read(self, location: SessionLocation) -> Note:
        """Return the note at a location, with its private page. Raises UnreadableFile or NewerFormat."""
        location.store.refresh()
        record = location.store.session(location.name)
        page = self._read_page(location, record.id)
        addenda = location.store.addenda(location.name)
        digest = digest_on_disk(location.store, "sessions", location.name)
        if self._bases.get(record.id, (-1, ""))[0] != record.rev:
            self._bases[record.id] = (record.rev, digest)
        return Note(join_private(record, page), addenda)

    def save(self, session: Session) -> Session:
        """Write a draft and return it with its next ``rev``, or as a new session after a conflict."""
        session.refuse_signed()
        lost = self.stores.known(session.id)
        there = self._look(session.id, session.client)
        if there is None:
            return self._write(session.replace(rev=session.rev + 1), lost)
        if self._may_write_over(there, session):
            return self._write(session.replace(rev=there.rev + 1), there.location, there.digest)
        return self._keep_beside(there, session)

    def sign(self, session: Session, by: str | None) -> Session:
        """Sign and write a session, and return it. Raises SessionConflict if it was changed elsewhere."""
        session.refuse_signed()
        lost = self.stores.known(session.id)
        there = self._look(session.id, session.client)
        if there and not self._may_write_over(there, session):
            kept = self._keep_beside(there, session)
            what = "signed" if there.is_signed else "changed"
            raise SessionConflict(_CONFLICT.format(there.location.summary.path, what), kept.id)
        numbered = session.replace(rev=there.rev) if there else session
        signed = json_documents.add_signature(numbered, at=self._clock(), by=by)
        return self._write(signed, there.location, there.digest) if there else self._write(signed, lost)

    def write_note(self, note: Note, code: str) -> None:
        """Write a new note with its addenda, unchanged, into the folder of a client."""
        name = session_name(note.session)
        self._carry_out(plan_save(note.session, self.stores.home(code), name, added=note.addenda))

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
        """Write an addendum, and render the note's Markdown again with it. Raises NotSigned or InvalidValue."""
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
        """Remove an empty draft. Raises AlreadySigned or NotEmpty."""
        note = self.read(location)
        if note.session.is_signed:
            raise AlreadySigned(
                "This session is signed and cannot be deleted. An addendum can mark it as entered in error."
            )
        if has_content(note):
            raise NotEmpty("This draft is not empty, so it is kept.")
        self.discard(location, note.session.id)

    def discard(self, location: SessionLocation, session_id: str) -> None:
        """Remove a session's files, its private page and its addenda."""
        if page := location.store.private_name(session_id, location.name):
            location.store.remove("private", page)
        for addendum in location.store.addenda_names(location.name):
            location.store.remove("addenda", addendum)
        for unfinished in location.store.unfinished_names(location.name):
            location.store.remove("unfinished", unfinished)
        location.store.remove("sessions", location.name)
        self.stores.forget(session_id)

    def forget(self, session_id: str) -> None:
        """Forget what this window wrote and read of a session, so that it is read again."""
        for known in (self._wrote, self._bases, self._pages):
            known.pop(session_id, None)

    def _look(self, session_id: str, client: str) -> Saved | None:
        """Return the current record of a session on disk, or None. Raises UnreadableFile."""
        location = self.stores.find(session_id, client)
        if location is None:
            return None
        raw = location.store.raw(location.name)
        digest = digest_on_disk(location.store, "sessions", location.name)
        return Saved(location, int(raw.get("rev", 0)), str(raw.get("status")), digest)

    def _may_write_over(self, there: Saved, session: Session) -> bool:
        """Whether the file on disk is the one that this window wrote or read the session from.

        Raises AlreadySigned if it is signed with the same content.
        """
        is_ours = there.digest in self._wrote.get(session.id, ())
        if there.is_signed and not is_ours and not _is_same(there.location, session):
            return False
        there.refuse_signed()
        if is_ours:
            return True
        if there.rev != session.rev:
            return False
        base = self._bases.get(session.id)
        return base == (there.rev, there.digest) if base else session.id not in self._others

    def _keep_beside(self, there: Saved, session: Session) -> Session:
        """Write this window's version as a new session, with the same id each time."""
        other = self._others.setdefault(session.id, new_id(self._clock()))
        rev = max(there.rev, session.rev)
        if version := self._look(other, session.client):
            version.refuse_signed()
            rev = max(version.rev, rev)
            return self._write(session.replace(id=other, rev=rev + 1), version.location, version.digest)
        name = conflict_name(there.location.name, self._clock())
        return self._write_new(session.replace(id=other, rev=rev + 1), name)

    def _write_new(self, session: Session, name: str) -> Session:
        """Write a session to new files, with this name if it is free."""
        return self._carry_out(plan_save(session, self.stores.home(session.client), name))

    def _write(self, session: Session, location: SessionLocation | None, digest: str = "") -> Session:
        """Write a session to its files, or to new ones. ``digest`` is that of the record on disk."""
        if location is None:
            return self._write_new(session, session_name(session))
        markdown = location.store.storage.path("sessions", location.name).with_suffix(".md")
        is_known = digest in self._wrote.get(session.id, ()) and self.markdown_copies.is_ours(markdown)
        return self._carry_out(plan_save(session, location.store, location.name, is_update=True, is_known=is_known))

    def _carry_out(self, plan: SavePlan) -> Session:
        """Carry out a plan in the order that SavePlan documents; return the session as written."""
        if plan.guards_markdown:
            self.markdown_copies.set_aside_edited(plan.store, plan.markdown_path, plan.before)
        plan = plan.under(self._write_record(plan))
        for addendum in plan.added:
            plan.store.put_addendum(addendum, plan.name)
        self.markdown_copies.write_text(plan.markdown_path, plan.render_record())
        self._write_page(plan)
        return plan.session

    def _write_record(self, plan: SavePlan) -> str:
        """Write the JSON of the record, remember what was written, and return the name of its file."""
        record, digest = plan.record.session, plan.record.digest
        # Remembered first, because a write that fails in its last step may still have reached the disk.
        self._wrote.setdefault(record.id, set()).add(digest)
        old = plan.name if plan.is_there else None
        beside = plan.markdown_path if plan.is_update else None
        name = plan.store.put_document("sessions", plan.record.data, old, plan.name, beside)
        self.stores.remember(record.id, plan.store, name)
        self._wrote[record.id] = {digest}
        self._bases[record.id] = (record.rev, digest)
        return name

    def _read_page(self, location: SessionLocation, session_id: str) -> Session | None:
        """Return the private page of a session, or None, and remember its digest."""
        name = location.store.private_name(session_id, location.name)
        if name is None:
            self._pages.pop(session_id, None)
            return None
        self._pages[session_id] = {digest_on_disk(location.store, "private", name)}
        return location.store.session(name, "private")

    def _write_page(self, plan: SavePlan) -> None:
        """Write the private page if it differs from the one on disk; remove the file if the page is empty."""
        store, session_id, page = plan.store, plan.session.id, plan.page
        store.storage.look("private", plan.name)
        old = store.private_name(session_id, plan.name)
        if old and self._is_page_kept(store, old, page):
            return
        if old and digest_on_disk(store, "private", old) not in self._pages.get(session_id, ()):
            self._set_page_aside(store, old)
            old = None
        if page:
            self._pages.setdefault(session_id, set()).add(page.digest)
            name = store.put_document("private", page.data, old, plan.name)
            self._pages[session_id] = {page.digest}
            path = store.storage.path("private", name).with_suffix(".md")
            self.markdown_copies.write_text(path, plan.render_page(page))
        elif old:
            store.remove("private", old)
            self._pages.pop(session_id, None)

    def _is_page_kept(self, store: ClientStore, name: str, page: PlannedDocument | None) -> bool:
        """Whether the private page on disk and its Markdown are current; if not, set an edited Markdown aside."""
        there = page_at(store, name)
        if there is None:
            return False
        path = store.storage.path("private", name).with_suffix(".md")
        is_same = page is not None and there.replace(rev=0) == page.session.replace(rev=0)
        if is_same and compare(store, path, Note(there)).state is CopyState.SOUND:
            return True
        self.markdown_copies.set_aside_edited(store, path, Note(there))
        return False

    def _set_page_aside(self, store: ClientStore, name: str) -> None:
        """Rename a private page that this window has not read, so that it is not overwritten."""
        aside = conflict_name(name, self._clock())
        for suffix in (".json", ".md"):
            path = store.storage.path("private", name).with_suffix(suffix)
            if path.exists():
                atomic_files.rename(path, path.with_name(aside + suffix))
        store.refresh()


def _is_same(location: SessionLocation, session: Session) -> bool:
    """Whether a session's files have the same content as this session, including the private page."""
    there = page_at(location.store, location.store.private_name(session.id, location.name))
    record, page = split_private(session)
    return content_of(location.store.session(location.name)) == content_of(record) and content_of(there) == content_of(
        page
    )


_CONFLICT = (
    "Not signed: {} was {} elsewhere while it was open here. Both versions are kept; this window's is listed as "
    "“other version”. Read both and sign the right one."
)
