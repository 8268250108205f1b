"""The plan of a save: what it finds on disk and what it will write, computed before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from session_tui.core.base.errors import AlreadySigned
from session_tui.core.formats.json_documents import PRIVATE_FORMAT, SESSION_FORMAT, session_json
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.private_page import split_private
from session_tui.core.model.session import Session
from session_tui.core.schema.field_types import Json
from session_tui.vault.sessions.client_stores import SessionLocation
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.content_digests import digest_of
from session_tui.vault.storage.markdown_copies import display_name, render_as


@dataclass(frozen=True, slots=True)
class Saved:
    """The record of a session as a save finds it on disk.

    Attributes:
        location: the client's folder and the name of the file.
        rev: the ``rev`` of its last save.
        status: ``draft`` or ``signed``.
        digest: the SHA-256 of its bytes.
    """

    location: SessionLocation
    rev: int
    status: str
    digest: str

    @property
    def is_signed(self) -> bool:
        """Whether the record is signed."""
        return self.status == "signed"

    def refuse_signed(self) -> None:
        """Raise AlreadySigned if the record is not a draft."""
        if self.status != "draft":
            raise AlreadySigned("This session is signed and cannot be changed. Add an addendum instead.")


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A record or a private page, with the bytes that its JSON file will hold.

    Attributes:
        session: the record, or the private page.
        data: its JSON document.
        digest: the SHA-256 of the file's bytes.
    """

    session: Session
    data: dict[str, Json]
    digest: str


@dataclass(frozen=True, slots=True)
class SavePlan:
    """The files that one save writes. The writer carries it out in this order, each step durable before the next:

    1. An edited Markdown file is set aside: step 4 would replace what a person wrote in it.
    2. The record's JSON. It comes before its Markdown, because a Markdown that is older than its JSON can be rendered
       again (``check --repair``), and the index and every other reader go by the JSON.
    3. The addenda, where a whole note is added. Their files are named after the record's file, whose name is certain
       only once it is there.
    4. The record's Markdown. It is rendered in this step and not before, so that a fault in rendering keeps no words
       from the disk.
    5. The private page, JSON before Markdown. It comes last, so that no private page is there without its record.

    After a kill, each file is the old one or the new one. A Markdown may then be stale or missing, and the private page
    may be one save behind its record; the save was not acknowledged. The record's JSON is compared with what this
    window wrote or read just before the plan is made. Steps 1 and 5 compare the Markdown and the private page
    themselves, because another program may change them after that.

    Attributes:
        session: the session with its private page, as this save numbers it.
        store: the client's folder.
        name: the name of the record's files there; for a new record the preferred one, which may be taken.
        is_update: whether the session has files of this name, or had when the folder was last listed.
        is_there: whether the record has a sound file of this name, which is replaced.
        before: the note that this Markdown was rendered from. None if there is none, or if the window wrote both
            files itself; then a Markdown that another program changed since is set aside without being compared.
        record: the session without its private page.
        page: the private page; None when nothing is on it.
        addenda: the addenda at the end of the Markdown.
        added: those of them that step 3 writes.
        client_name: the client's display name, for both Markdown files.
    """

    session: Session
    store: ClientStore
    name: str
    is_update: bool
    is_there: bool
    before: Note | None
    record: PlannedDocument
    page: PlannedDocument | None
    addenda: tuple[Addendum, ...]
    added: tuple[Addendum, ...]
    client_name: str | None

    @property
    def guards_markdown(self) -> bool:
        """Whether a Markdown file of this name belongs to this session, so that step 1 looks at it."""
        return self.is_there or (self.is_update and not self.store.has("sessions", self.name))

    @property
    def markdown_path(self) -> Path:
        """The record's Markdown file."""
        return self.store.storage.path("sessions", self.name).with_suffix(".md")

    def render_record(self) -> str:
        """Return the Markdown of the record with the addenda."""
        return render_as(Note(self.record.session, self.addenda), self.client_name)

    def render_page(self, page: PlannedDocument) -> str:
        """Return the Markdown of the private page."""
        return render_as(Note(page.session), self.client_name, is_private=True)

    def under(self, name: str) -> SavePlan:
        """Return the plan with the final name of the record's file, and with the addenda under that name."""
        if name == self.name:
            return self
        return replace(self, name=name, addenda=self.added or self.store.addenda(name))


def plan_save(
    session: Session,
    store: ClientStore,
    name: str,
    *,
    is_update: bool = False,
    is_known: bool = False,
    added: tuple[Addendum, ...] = (),
) -> SavePlan:
    """Compute a save from the session and from what is on disk. Nothing is written.

    Args:
        session: as it is to be written.
        store: the client's folder.
        name: the name of the record's files, or the preferred one for a new record.
        is_update: whether the session has files of this name, or had when the folder was last listed.
        is_known: whether the window wrote the record and the Markdown itself, so that neither needs to be read.
        added: addenda to be written with a new record.

    Raises:
        UnreadableFile: the record on disk, or an addendum to it, cannot be read.
    """
    record, page = split_private(session)
    summary = store.summary(name) if is_update else None
    is_there = summary is not None and summary.id == record.id
    addenda = added or store.addenda(name)
    return SavePlan(
        session=session,
        store=store,
        name=name,
        is_update=is_update,
        is_there=is_there,
        before=Note(store.session(name), addenda) if is_there and not is_known else None,
        record=_planned(record, SESSION_FORMAT),
        page=_planned(page, PRIVATE_FORMAT) if page else None,
        addenda=addenda,
        added=added,
        client_name=display_name(store),
    )


def _planned(session: Session, format_: str) -> PlannedDocument:
    """Return the document of a session in a JSON format, with its digest."""
    data = session_json(session, format_)
    return PlannedDocument(session, data, digest_of(data))
