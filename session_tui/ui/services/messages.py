"""What the keeper answers, and what screens tell each other. Messages say what has happened.

None is ever compared, and none can be printed with a client's words in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from datetime import datetime

    from session_tui.core.chart.chart import Chart
    from session_tui.core.chart.due import Due
    from session_tui.core.chart.open_items import OpenRepair
    from session_tui.core.interview.session_context import SessionContext
    from session_tui.core.model.addendum import AddendumDraft
    from session_tui.core.model.note import Note
    from session_tui.core.model.session import Session
    from session_tui.core.search.query import Query
    from session_tui.ui.services.lock import Lock
    from session_tui.vault.guide_shelf import GuideShelf
    from session_tui.vault.index.results import SearchResults
    from session_tui.vault.storage.findings import Finding
    from session_tui.vault.storage.summaries import ClientSummary, SessionSummary, UnfinishedAddendum


APART = (
    "This session was changed or signed elsewhere in the meantime. Both versions are kept: "
    "what you write here is now a separate draft."
)
"""What the practitioner is told when a session was kept apart."""


@dataclass(eq=False, repr=False)
class SessionSaved(Message):
    """What is being written is on disk as it stands. ``at`` is when that was seen to; None while there is nothing."""

    at: datetime | None


class ConflictSaved(Message):
    """The session's file was changed or signed elsewhere: that version stays, and this one is now a session of its own."""


@dataclass(eq=False, repr=False)
class SavingFailed(Message):
    """A save failed; the text is still in memory, and the next try comes by itself."""

    what: str


class VaultChanged(Message):
    """Something in the vault is not as it was: another program or another window changed it, or this one did."""


@dataclass(eq=False, repr=False)
class NotesCounted(Message):
    """So many of the clients' folders were read for the index, of so many."""

    done: int
    total: int


@dataclass(eq=False, repr=False)
class VaultRequestFailed(Message):
    """Something that was asked of the vault could not be done; ``what`` is a sentence for the screen."""

    what: str


@dataclass(eq=False, repr=False)
class HomeRead(Message):
    """The clients, the unfinished drafts and the unfinished addenda were read, and session files that cannot be."""

    clients: tuple[ClientSummary, ...]
    drafts: tuple[SessionSummary, ...]
    addenda: tuple[UnfinishedAddendum, ...] = ()
    unreadable: tuple[Finding, ...] = ()


@dataclass(eq=False, repr=False)
class SessionsRead(Message):
    """One client's sessions were read, newest first. ``withdrawn`` are the ids of those entered by mistake."""

    client: str
    sessions: tuple[SessionSummary, ...]
    withdrawn: frozenset[str] = frozenset()


@dataclass(eq=False, repr=False)
class ChartRead(Message):
    """One client's chart was computed from the sessions on disk, without the private pages."""

    chart: Chart


@dataclass(eq=False, repr=False)
class BriefRead(Message):
    """One client's chart was computed for the brief, without the private pages; and what is open between both, with them."""

    chart: Chart
    between: tuple[OpenRepair, ...]


@dataclass(eq=False, repr=False)
class DueRead(Message):
    """What waits for all clients was computed, nothing of it private."""

    waiting: tuple[Due, ...]


@dataclass(eq=False, repr=False)
class NoteRead(Message):
    """One session was read with everything that was added to it."""

    note: Note


@dataclass(eq=False, repr=False)
class NotesRead(Message):
    """Several sessions were read, in the order in which they were asked for."""

    notes: tuple[Note, ...]


@dataclass(eq=False, repr=False)
class HistoryRead(Message):
    """All sessions of one client were read with their private pages, oldest first."""

    sessions: tuple[Session, ...]


@dataclass(eq=False, repr=False)
class SearchRead(Message):
    """What fits a question was read: ``found.hits`` are those from number ``start`` on, counted from 0."""

    query: Query
    start: int
    found: SearchResults


@dataclass(eq=False, repr=False)
class GuidesRead(Message):
    """The guides were read."""

    shelf: GuideShelf


@dataclass(eq=False, repr=False)
class SessionOpened(Message):
    """A session is open in this window, to be written."""

    session_context: SessionContext


@dataclass(eq=False, repr=False)
class SessionSigned(Message):
    """A session was signed; its files stand in the client's folder."""

    note: Note
    path: str


class OutcomeSaved(Message):
    """What came of a step was written down as a quick contact."""


@dataclass(eq=False, repr=False)
class SessionMoved(Message):
    """A session was moved to another client."""

    session: SessionSummary


@dataclass(eq=False, repr=False)
class AddendumReady(Message):
    """The addendum to a session is open in this window, to be written."""

    draft: AddendumDraft
    session: SessionSummary
    lock: Lock


@dataclass(eq=False, repr=False)
class AddendumSaved(Message):
    """An addendum was kept; the note now shows it."""

    note: Note
