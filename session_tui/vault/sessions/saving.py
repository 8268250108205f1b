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
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.private_page import join_private, split_private
from session_tui.core.model.session import Session
from session_tui.vault.sessions.client_stores import Charts, Spot
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ChartStore
from session_tui.vault.storage.content_digests import (
    digest_of,
    digest_on_disk,
    has_writing,
    page_at,
    said,
)
from session_tui.vault.storage.errors import NotEmpty, NotSigned, SessionConflict
from session_tui.vault.storage.filenames import conflict_name, session_name
from session_tui.vault.storage.markdown_copies import Face, Faces, compare

Base = tuple[int, str]
"""The number of a save, and the SHA-256 of the bytes it wrote."""


DRAFT_TAKES_NONE = "This session is a draft: write in it. Only a signed one takes an addendum."


class Keeping:
    """Writes sessions, and remembers what this window wrote and read."""

    def __init__(self, charts: Charts, clock: Callable[[], datetime]) -> None:
        self.charts = charts
        self.faces = Faces(clock)
        self._clock = clock
        self._wrote: dict[str, set[str]] = {}
        self._bases: dict[str, Base] = {}
        self._pages: dict[str, set[str]] = {}
        self._others: dict[str, str] = {}

    def read(self, spot: Spot) -> Note:
        """The whole note at a spot, with its private page. Raises UnreadableFile or NewerFormat."""
        spot.chart.refresh()
        record = spot.chart.session(spot.name)
        page = self._read_page(spot, record.id)
        addenda = spot.chart.addenda(spot.name)
        digest = digest_on_disk(spot.chart, "sessions", spot.name)
        if self._bases.get(record.id, (-1, ""))[0] != record.rev:
            self._bases[record.id] = (record.rev, digest)
        return Note(join_private(record, page), addenda)

    def save(self, session: Session) -> Session:
        """The session as it was written: one save later, or as a session of its own after a conflict."""
        session.refuse_signed()
        lost = self.charts.known(session.id)
        spot = self.charts.find(session.id, session.client)
        if spot is None:
            return self._write(session.but(rev=session.rev + 1), lost)
        rev = self._rev_on_disk(spot)
        if self._is_signed_elsewhere(spot, session):
            return self._keep_beside(spot, session, rev)
        self._refuse_signed(spot)
        if self._may_write_over(spot, session, rev):
            return self._write(session.but(rev=rev + 1), spot)
        return self._keep_beside(spot, session, rev)

    def sign(self, session: Session, by: str | None) -> Session:
        """The session signed and written. Raises SessionConflict when it was changed elsewhere."""
        session.refuse_signed()
        lost = self.charts.known(session.id)
        spot = self.charts.find(session.id, session.client)
        rev = session.rev
        if spot:
            rev = self._rev_on_disk(spot)
            is_signed = self._is_signed_elsewhere(spot, session)
            if not is_signed:
                self._refuse_signed(spot)
            if is_signed or not self._may_write_over(spot, session, rev):
                kept = self._keep_beside(spot, session, rev)
                what = "signed" if is_signed else "changed"
                raise SessionConflict(_CONFLICT.format(spot.head.path, what), kept.id)
        signed = json_documents.sign(session.but(rev=rev), at=self._clock(), by=by)
        return self._write(signed, spot or lost)

    def write_note(self, note: Note, code: str) -> None:
        """Write a note that is not there yet, as it is, with its addenda, in the folder of this client."""
        self._write(note.session, None, note.addenda, home=code)

    def add_addendum(
        self,
        spot: Spot,
        *,
        reason: str,
        text: str,
        author: str | None,
        mark: str | None,
        addendum_id: str | None = None,
    ) -> Addendum:
        """Write an addendum, and render the note again with it at its end. Raises NotSigned, InvalidValue."""
        head, at = spot.head, self._clock()
        if head.status != "signed":
            raise NotSigned(DRAFT_TAKES_NONE)
        spot.chart.refresh()
        addendum = Addendum(
            id=addendum_id or new_id(at), session=head.id, client=head.client, number=1, written=at,
            reason=reason, text=text, author=author, mark=mark,
        )  # fmt: skip
        before = Note(spot.chart.session(spot.name), spot.chart.addenda(spot.name))
        path = spot.head.path
        self.faces.spare(spot.chart, path, before)
        written = spot.chart.add_addendum(addendum, spot.name)
        addenda = tuple(sorted((*before.addenda, written), key=lambda each: each.number))
        self.faces.write(spot.chart, path, Note(before.session, addenda))
        return written

    def discard_draft(self, spot: Spot) -> None:
        """Remove a draft in which nothing was written. Raises AlreadySigned or NotEmpty."""
        note = self.read(spot)
        if note.session.is_signed:
            raise AlreadySigned("This session is signed, so it stays. An addendum can say that it was a mistake.")
        if has_writing(note):
            raise NotEmpty("Something is written in this draft, so it stays.")
        self.discard(spot, note.session.id)

    def discard(self, spot: Spot, session_id: str) -> None:
        """Remove a session's files, and what was added to it."""
        if page := spot.chart.private_name(session_id, spot.name):
            spot.chart.remove("private", page)
        for addendum in spot.chart.addenda_names(spot.name):
            spot.chart.remove("addenda", addendum)
        for unfinished in spot.chart.unfinished_names(spot.name):
            spot.chart.remove("unfinished", unfinished)
        spot.chart.remove("sessions", spot.name)
        self.charts.forget(session_id)

    def forget(self, session_id: str) -> None:
        """Forget what this window wrote and read of a session; it is read anew."""
        for known in (self._wrote, self._bases, self._pages):
            known.pop(session_id, None)

    def _refuse_signed(self, spot: Spot) -> None:
        """Raise AlreadySigned for a session that is signed on disk."""
        if spot.chart.raw(spot.name).get("status") != "draft":
            raise AlreadySigned(
                "This session is signed and stays as it is. What is to be said now goes into an addendum."
            )

    def _rev_on_disk(self, spot: Spot) -> int:
        """The number of the last save on disk."""
        return int(spot.chart.raw(spot.name).get("rev", 0))

    def _is_signed_elsewhere(self, spot: Spot, session: Session) -> bool:
        """Whether it was signed, but not by this window, and says something else than what this window has."""
        if spot.head.status != "signed":
            return False
        if digest_on_disk(spot.chart, "sessions", spot.name) in self._wrote.get(session.id, ()):
            return False
        there = page_at(spot.chart, spot.chart.private_name(session.id, spot.name))
        record, page = split_private(session)
        is_same = said(spot.chart.session(spot.name)) == said(record)
        return not (is_same and said(there) == said(page))

    def _may_write_over(self, spot: Spot, session: Session, rev: int) -> bool:
        """Whether the file on disk is the one this window wrote, or the one this session was read from."""
        digest = digest_on_disk(spot.chart, "sessions", spot.name)
        if digest in self._wrote.get(session.id, ()):
            return True
        if rev != session.rev:
            return False
        base = self._bases.get(session.id)
        return base == (rev, digest) if base else session.id not in self._others

    def _keep_beside(self, spot: Spot, session: Session, rev: int) -> Session:
        """Write this window's version as a session of its own; the same one each time."""
        other = self._others.setdefault(session.id, new_id(self._clock()))
        version = session.but(id=other, rev=max(rev, session.rev))
        there = self.charts.find(other, session.client)
        if there:
            self._refuse_signed(there)
            rev = max(self._rev_on_disk(there), version.rev)
            return self._write(version.but(rev=rev + 1), there)
        name = conflict_name(spot.name, self._clock())
        return self._write(version.but(rev=version.rev + 1), None, wanted=name)

    def _write(
        self,
        session: Session,
        spot: Spot | None,
        addenda: tuple[Addendum, ...] = (),
        *,
        wanted: str = "",
        home: str = "",
    ) -> Session:
        """Write the private page, the record, what was added to it, and the Markdown."""
        record, page = split_private(session)
        chart = spot.chart if spot else self.charts.home(home or record.client)
        wanted = spot.name if spot else wanted or session_name(record)
        old = self._spare_face(spot, record.id) if spot else None
        # Remembered beforehand: a write that fails at its last step may be on disk all the same.
        self._wrote.setdefault(record.id, set()).add(digest_of(record, json_documents.SESSION_FORMAT))
        name = chart.put_session(record, old, wanted, beside=self._face_of(spot) if spot else None)
        self.charts.remember(record.id, chart, name)
        self._remember(chart, name, record)
        for addendum in addenda:
            chart.put_addendum(addendum, name)
        path = chart.storage.path("sessions", name).with_suffix(".md")
        self.faces.write(chart, path, Note(record, addenda or chart.addenda(name)))
        self._write_page(chart, name, record.id, page)
        return session

    def _spare_face(self, spot: Spot, session_id: str) -> str | None:
        """Keep what a person wrote in the session's Markdown; the name of its JSON, when that is there and sound."""
        head = spot.chart.head(spot.name)
        is_sound = head is not None and head.id == session_id
        if is_sound:
            before = Note(spot.chart.session(spot.name), spot.chart.addenda(spot.name))
            self.faces.spare(spot.chart, self._face_of(spot), before)
        elif not spot.chart.has("sessions", spot.name):
            self.faces.spare(spot.chart, self._face_of(spot), None)
        return spot.name if is_sound else None

    @staticmethod
    def _face_of(spot: Spot) -> Path:
        return spot.chart.storage.path("sessions", spot.name).with_suffix(".md")

    def _remember(self, chart: ChartStore, name: str, record: Session) -> None:
        digest = digest_on_disk(chart, "sessions", name)
        self._wrote[record.id] = {digest}
        self._bases[record.id] = (record.rev, digest)

    def _read_page(self, spot: Spot, session_id: str) -> Session | None:
        name = spot.chart.private_name(session_id, spot.name)
        if name is None:
            self._pages.pop(session_id, None)
            return None
        self._pages[session_id] = {digest_on_disk(spot.chart, "private", name)}
        return spot.chart.session(name, "private")

    def _write_page(self, chart: ChartStore, name: str, session_id: str, page: Session | None) -> None:
        """Write the private page when it says something else than on disk; remove it when nothing is on it."""
        chart.storage.look("private", name)
        old = chart.private_name(session_id, name)
        there = page_at(chart, old)
        if old and there:
            face = chart.storage.path("private", old).with_suffix(".md")
            is_same = page is not None and there.but(rev=0) == page.but(rev=0)
            if is_same and compare(chart, face, Note(there)).face is Face.SOUND:
                return
            self.faces.spare(chart, face, Note(there))
        if old and digest_on_disk(chart, "private", old) not in self._pages.get(session_id, ()):
            self._set_page_aside(chart, old)
            old = None
        if page:
            self._pages.setdefault(session_id, set()).add(digest_of(page, json_documents.PRIVATE_FORMAT))
            stays = chart.put_session(page, old, name, "private")
            self._pages[session_id] = {digest_on_disk(chart, "private", stays)}
            path = chart.storage.path("private", stays).with_suffix(".md")
            self.faces.write(chart, path, Note(page))
        elif old:
            chart.remove("private", old)
            self._pages.pop(session_id, None)

    def _set_page_aside(self, chart: ChartStore, name: str) -> None:
        """Keep a private page that this window has not read under another name."""
        aside = conflict_name(name, self._clock())
        for suffix in (".json", ".md"):
            path = chart.storage.path("private", name).with_suffix(suffix)
            if path.exists():
                atomic_files.move(path, path.with_name(aside + suffix))
        chart.refresh()


_CONFLICT = (
    "Not signed: {} was {} elsewhere while it was open here. Both versions are kept; this window's is listed as "
    "“other version”. Read both, and sign the one that holds."
)
