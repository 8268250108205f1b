"""The vault: the only door to what is on disk.

What reads and writes whole sessions is imported when one is: lists, and with them home, stand sooner without it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.core.codes import read_code
from session_tui.vault import lookup
from session_tui.vault.charts import Charts
from session_tui.vault.errors import UnknownGuide
from session_tui.vault.heads import ClientSummary, SessionHead, newest_first
from session_tui.vault.names import PROMPTS
from session_tui.vault.vault_file import make_vault_file, open_vault_file, refuse_missing

if TYPE_CHECKING:
    from session_tui.core.chart import Chart
    from session_tui.core.client import Client
    from session_tui.core.due import Due
    from session_tui.core.guide import Share
    from session_tui.core.note import Addendum, Note
    from session_tui.core.open_items import StandingRepair
    from session_tui.core.session import Session
    from session_tui.core.values import Step
    from session_tui.vault.charting import ChartReader
    from session_tui.vault.earlier import LastAnswer
    from session_tui.vault.findings import Finding
    from session_tui.vault.guides import GuideShelf
    from session_tui.vault.keeping import Keeping
    from session_tui.vault.lock import SessionLock

Clock = Callable[[], datetime]
"""Tells the time, aware of its offset, in whole seconds."""


class Vault:
    """The sessions of one practice. May be called from several threads; several may be open on one folder.

    Every change is on disk, durably, when the call returns, or SaveFailed says why it is not.

    Attributes:
        root: the folder.
        clock: what tells the time here.
    """

    def __init__(self, root: Path, clock: Clock) -> None:
        self.root = root
        self.clock = clock
        self._charts = Charts(root)
        self._guard = self._charts.guard
        self._shelf: tuple[object, GuideShelf] | None = None

    @classmethod
    def open(cls, root: Path, *, clock: Clock) -> Vault:
        """The vault in a folder. Clears what a crash left behind, and changes nothing else.

        Raises:
            VaultMissing: there is none yet; says how to make one.
            ForeignFolder: the folder is something else.
            NewerFormat: a newer version of this program made it.
            LockedVault: it is encrypted.
        """
        open_vault_file(root)
        vault = cls(root.resolve(), clock)
        vault._charts.clear_temporary()
        return vault

    @classmethod
    def create(cls, root: Path, *, clock: Clock) -> Vault:
        """A new vault with plain files in an empty folder, or in one that is not there yet.

        Raises:
            VaultExists: there is one already.
            ForeignFolder: the folder holds something else.
            SaveFailed: it cannot be written there.
        """
        make_vault_file(root.absolute())
        return cls.open(root, clock=clock)

    @cached_property
    def _keeping(self) -> Keeping:
        from session_tui.vault.keeping import Keeping

        return Keeping(self._charts, self.clock)

    @cached_property
    def _chart_reader(self) -> ChartReader:
        from session_tui.vault.charting import ChartReader

        return ChartReader(self._charts)

    # Guides and clients

    def guides(self) -> GuideShelf:
        """The guides, the practice's own before the built-in ones, read again when a file changed."""
        from session_tui.vault.guides import built_in_folder, read_shelf

        own = self.root / PROMPTS
        state = lookup.folder_state(own)
        with self._guard:
            if self._shelf is None or self._shelf[0] != state:
                self._shelf = (state, read_shelf(built_in_folder(), own))
            return self._shelf[1]

    def clients(self) -> tuple[ClientSummary, ...]:
        """Every client: those seen last first, then those without a session by code."""
        return lookup.summaries(self._charts)

    def find_client(self, code: str) -> Client | None:
        """The client of a code, however its letters are written; None when there is none."""
        with self._guard:
            found = self._charts.of(code.strip())
            return lookup.client_of(found[0]) if found else None

    def add_client(self, code: str, *, name: str | None = None) -> Client:
        """A new client, or the one who has this code already.

        Raises:
            BadCode: the code cannot be used; says why.
            SaveFailed: it cannot be written.
        """
        with self._guard:
            from session_tui.core.client import Client

            code = read_code(code)
            if known := self.find_client(code):
                return known
            chart = self._charts.home(code)
            client = Client(code=code, name=name, since=self.clock().date())
            chart.put_client(client)
            self._charts.adopt(chart)
            return client

    # Reading

    def sessions(
        self, client: str | None = None, *, status: str | None = None
    ) -> tuple[SessionHead, ...]:
        """The sessions of a client or of all, newest first."""
        heads = [h for h in self._charts.heads(client) if status in (None, h.status)]
        return tuple(sorted(heads, key=newest_first, reverse=True))

    def unreadable(self, client: str | None = None) -> tuple[Finding, ...]:
        """The files of a client or of all that the last lists left out as unreadable; :meth:`check` looks closer."""
        with self._guard:
            return lookup.unreadable(self._charts, client)

    def resolve(self, name: str) -> SessionHead:
        """The session that is named by its id, by an unambiguous start of it, or by CLIENT@DATE.

        Raises:
            UnknownSession: there is none.
            AmbiguousSession: there are several; lists them.
        """
        spot = self._charts.known(name)
        with self._guard:
            if spot and (found := self._charts.find(name)):
                return found.head
        return lookup.resolve(name, self.sessions())

    def read(self, session_id: str) -> Note:
        """A session with its private page and everything that was added to it.

        A draft has room for every prompt of the private page.

        Raises:
            UnknownSession: there is none.
            UnreadableFile: a file of it is torn or foreign; it is left as it is.
            NewerFormat: a newer version of this program wrote it.
        """
        from session_tui.core.guide import PRIVATE
        from session_tui.core.note import Note
        from session_tui.core.private import join_private

        with self._guard:
            note = self._keeping.read(self._charts.locate(session_id))
        if note.session.is_signed:
            return note
        private = self.guides().guides.get(PRIVATE)
        return Note(join_private(note.session, None, private), note.addenda)

    def open_draft(self, client: str) -> Session | None:
        """The newest draft of a client, to go on with; None when there is none."""
        drafts = self.sessions(client, status="draft")
        return self.read(drafts[0].id).session if drafts else None

    def last_answers(self, client: str, before: Session) -> Mapping[str, LastAnswer]:
        """By prompt: the newest earlier answer to each prompt that ``before`` asks."""
        from session_tui.vault.earlier import last_answers

        with self._guard:
            return last_answers(self._chart_reader.sessions(client), before)

    def earlier(self, client: str, before: Session) -> tuple[Session, ...]:
        """The client's other sessions that began before, oldest first, with the answers that say something.

        Those entered by mistake are left out, and those that cannot be read.
        """
        from session_tui.vault.earlier import earlier_sessions

        with self._guard:
            return earlier_sessions(self._chart_reader.sessions(client), before)

    def chart(self, client: str, shares: Collection[Share] | None = None) -> Chart:
        """What a client's sessions say together: all but those entered by mistake, or that cannot be read.

        Only answers of these shares count; without any, all of them do, the private pages' too.
        """
        from session_tui.core.guide import Share

        with self._guard:
            return self._chart_reader.chart(client, shares or tuple(Share))

    def open_repairs(self, client: str) -> tuple[StandingRepair, ...]:
        """What is open between the practitioner and a client, on the private pages too."""
        with self._guard:
            return self._chart_reader.repairs(client)

    def waiting(self, client: str) -> tuple[Due, ...]:
        """What waits for one client: trials, steps with a day, promises of mine, the next meeting; nothing private."""
        with self._guard:
            return self._chart_reader.waiting(client)

    # Writing

    def begin(self, client: str, guide_id: str) -> Session:
        """A new draft, not saved yet, with what its guide carries over from before, unconfirmed.

        Raises:
            UnknownGuide: there is no such guide.
            BadCode: the code cannot be used.
        """
        from session_tui.core.begin import begin_session
        from session_tui.core.guide import PRIVATE
        from session_tui.vault.earlier import carry

        guides = self.guides().guides
        if guide_id not in guides or guide_id == PRIVATE:
            names = ", ".join(sorted(guides.keys() - {PRIVATE}))
            raise UnknownGuide(f"There is no guide “{guide_id}”. There are: {names}.")
        known = self.find_client(client)
        code = known.code if known else read_code(client)
        guide = guides[guide_id]
        session = begin_session(guide, code, at=self.clock(), private=guides.get(PRIVATE))
        return carry(session, guide, lambda: self.last_answers(code, session))

    def save(self, session: Session) -> Session:
        """Write a draft: its JSON, its Markdown, and its private page's pair. The session with its next ``rev``.

        When its file was changed elsewhere since this window read or wrote it, that version stays, and this one is kept
        as a session of its own: the answer then has another ``id``, and later saves of either go there.

        Raises:
            AlreadySigned: it is signed, here or on disk.
            SaveFailed: it could not be written; what was there before is still there.
        """
        with self._guard:
            self._know(session.client)
            return self._keeping.save(session)

    def sign(self, session: Session, *, by: str | None = None) -> Session:
        """Write a session signed; what is unconfirmed is left out, and nothing changes its record afterwards.

        Raises:
            AlreadySigned: it is.
            SessionConflict: it was changed elsewhere; both versions are kept as drafts.
            SaveFailed: it could not be written.
        """
        with self._guard:
            self._know(session.client)
            return self._keeping.sign(session, by)

    def note_outcome(self, client: str, step: Step, *, by: str | None = None) -> Session:
        """Write down what came of a step between two meetings: a quick contact, signed at once.

        Args:
            client: the client's code.
            step: its id and words, the outcome, and what else is new.
            by: who signs.

        Raises:
            UnknownPrompt: the practice's own guide for quick contacts has no place for it.
            SaveFailed: it could not be written; then nothing of it is there.
        """
        from session_tui.core.chart import CONTACT
        from session_tui.vault.contact import about_step

        contact = about_step(self.begin(client, CONTACT), step, at=self.clock())
        return self.sign(contact, by=by)

    def discard(self, session_id: str) -> None:
        """Remove a draft in which nothing was written; nothing happens when it was never saved.

        Raises:
            AlreadySigned: it is signed.
            NotEmpty: something was written in it.
        """
        with self._guard:
            spot = self._charts.find(session_id)
            if spot is None:
                return
            self._keeping.discard_draft(spot)

    def add_addendum(
        self,
        session_id: str,
        *,
        reason: str,
        text: str,
        author: str | None = None,
        mark: str | None = None,
    ) -> Addendum:
        """Add to a signed session: a document of its own, shown wherever the note is shown.

        Raises:
            UnknownSession: there is none.
            NotSigned: it is a draft, which can be changed itself.
            InvalidValue: the reason is blank.
            SaveFailed: it could not be written.
        """
        with self._guard:
            spot = self._charts.locate(session_id)
            return self._keeping.add_addendum(
                spot, reason=reason, text=text, author=author, mark=mark
            )

    def add_note(self, note: Note) -> SessionHead:
        """Add a whole note, as an import has read it. The same note again changes nothing.

        Raises:
            DifferentNote: its id is there with other content, or its signature does not fit.
            BadCode: its client's code cannot be used.
            SaveFailed: it could not be written; then nothing of it is there.
        """
        return self.add_notes([note])[0]

    def add_notes(
        self, notes: Iterable[Note], progress: Callable[[int], None] = lambda done: None
    ) -> tuple[SessionHead, ...]:
        """Add many notes, all or none; ``progress`` is told how many are written. Raises what add_note raises."""
        from session_tui.vault.bulk import add_notes

        with self._guard:
            return add_notes(self._charts, self._keeping, list(notes), self.add_client, progress)

    # Checking

    def check(self) -> tuple[Finding, ...]:
        """Everything on disk that is not as it should be, by file. Nothing is changed."""
        from session_tui.vault.check import check

        with self._guard:
            return check(self._charts)

    def repair(self) -> tuple[Finding, ...]:
        """What was mended: a Markdown from its JSON, a lost JSON from its Markdown, modes. Raises SaveFailed."""
        from session_tui.vault.repair import repair

        with self._guard:
            return repair(self._charts, self._keeping, self.clock)

    def take(self, path: Path) -> Session:
        """Make an edited Markdown file the record of its draft.

        Raises:
            NothingToTake: it is no note of this vault; says why.
            AlreadySigned: its session is signed.
            SaveFailed: it could not be written.
        """
        from session_tui.vault.repair import take

        with self._guard:
            return take(self._charts, self._keeping, path)

    def lock(self, session_id: str) -> SessionLock:
        """Open a session in this window alone, until its ``release``. Raises SessionLocked, or SaveFailed."""
        from session_tui.vault.lock import take_lock

        return take_lock(self.root, session_id, self.clock)

    def _know(self, code: str) -> None:
        """Make sure that the client has a folder."""
        if not self._charts.home(code).folder.is_dir():
            refuse_missing(self.root)
            self.add_client(code)
