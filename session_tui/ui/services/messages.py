"""The answers of the vault service and the reader, and messages between screens. A message reports what happened.

Messages have no ``__eq__`` and no ``__repr__``: nothing compares them, and a printed one must not show a client's
words.
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
"""The notice after a conflict, when this window's version became a session of its own."""


@dataclass(eq=False, repr=False)
class SessionSaved(Message):
    """The current text is on disk. ``at`` is the time of the save; None if there was nothing to write yet."""

    at: datetime | None


class ConflictSaved(Message):
    """The session's file was changed or signed elsewhere. That version stays; this one was saved as a new session."""


@dataclass(eq=False, repr=False)
class SavingFailed(Message):
    """A save failed. The text is still in memory, and the save is tried again automatically."""

    what: str


class VaultChanged(Message):
    """The vault has changed, through another program, another window or this one."""


@dataclass(eq=False, repr=False)
class NotesCounted(Message):
    """Progress of the index: ``done`` of ``total`` client folders were read."""

    done: int
    total: int


@dataclass(eq=False, repr=False)
class VaultRequestFailed(Message):
    """A request to the vault failed. ``what`` is a sentence for the screen."""

    what: str


@dataclass(eq=False, repr=False)
class HomeRead(Message):
    """Home's lists were read: clients, drafts, unfinished addenda and unreadable session files."""

    clients: tuple[ClientSummary, ...]
    drafts: tuple[SessionSummary, ...]
    addenda: tuple[UnfinishedAddendum, ...] = ()
    unreadable: tuple[Finding, ...] = ()


@dataclass(eq=False, repr=False)
class SessionsRead(Message):
    """A client's sessions were read, newest first. ``withdrawn`` holds the ids of those entered by mistake."""

    client: str
    sessions: tuple[SessionSummary, ...]
    withdrawn: frozenset[str] = frozenset()


@dataclass(eq=False, repr=False)
class ChartRead(Message):
    """A client's chart was computed from the sessions on disk, without the private pages."""

    chart: Chart


@dataclass(eq=False, repr=False)
class BriefRead(Message):
    """A client's chart was computed for the brief without the private pages, and the open repairs with them."""

    chart: Chart
    between: tuple[OpenRepair, ...]


@dataclass(eq=False, repr=False)
class DueRead(Message):
    """The due items of all clients were computed, without the private pages."""

    waiting: tuple[Due, ...]


@dataclass(eq=False, repr=False)
class NoteRead(Message):
    """One session was read with its addenda."""

    note: Note


@dataclass(eq=False, repr=False)
class NotesRead(Message):
    """Several sessions were read, in the requested order."""

    notes: tuple[Note, ...]


@dataclass(eq=False, repr=False)
class HistoryRead(Message):
    """All sessions of a client were read with their private pages, oldest first."""

    sessions: tuple[Session, ...]


@dataclass(eq=False, repr=False)
class SearchRead(Message):
    """A search was done: ``found.hits`` holds the results from number ``start`` on, counted from 0."""

    query: Query
    start: int
    found: SearchResults


@dataclass(eq=False, repr=False)
class GuidesRead(Message):
    """The guides were read."""

    shelf: GuideShelf


@dataclass(eq=False, repr=False)
class SessionOpened(Message):
    """A session was opened for writing in this window."""

    session_context: SessionContext


@dataclass(eq=False, repr=False)
class SessionSigned(Message):
    """A session was signed. ``path`` is its Markdown file."""

    note: Note
    path: str


class OutcomeSaved(Message):
    """The outcome of a step was recorded as a quick contact."""


@dataclass(eq=False, repr=False)
class SessionMoved(Message):
    """A session was moved to another client."""

    session: SessionSummary


@dataclass(eq=False, repr=False)
class AddendumReady(Message):
    """The addendum to a session was opened for writing in this window."""

    draft: AddendumDraft
    session: SessionSummary
    lock: Lock


@dataclass(eq=False, repr=False)
class AddendumSaved(Message):
    """An addendum was added to its note. ``note`` includes it."""

    note: Note
