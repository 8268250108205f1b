"""The vault: the only door to what is on disk.

What reads and writes whole sessions is imported when one is: lists, and with them home, stand sooner without it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.core.base.client_code import read_code
from session_tui.vault.door import say_faults
from session_tui.vault.queries import Clock, VaultQueries
from session_tui.vault.storage.errors import UnknownGuide
from session_tui.vault.storage.summaries import SessionSummary
from session_tui.vault.storage.vault_toml import make_vault_file, open_vault_file, refuse_missing

if TYPE_CHECKING:
    from session_tui.core.model.client import Client
    from session_tui.core.model.note import Addendum, Note
    from session_tui.core.model.session import Session
    from session_tui.core.model.values import Step
    from session_tui.vault.sessions.addendum_drafts import AddendumDrafts
    from session_tui.vault.sessions.bulk_import import ImportRules
    from session_tui.vault.storage.findings import Finding
    from session_tui.vault.storage.session_lock import SessionLock


@say_faults
class Vault(VaultQueries):
    """The sessions of one practice. May be called from several threads; several may be open on one folder.

    Every change is on disk, durably, when the call returns, or SaveFailed says why it is not.

    Attributes:
        root: the folder.
        clock: what tells the time here.
    """

    @classmethod
    def open(cls, root: Path, *, clock: Clock) -> Vault:
        """The vault in a folder. Clears what a crash left behind beside the clients' folders, and changes nothing else.

        What it left in a client's folder is cleared when the index looks there.

        Raises:
            VaultMissing: there is none yet; says how to make one.
            ForeignFolder: the folder is something else.
            NewerFormat: a newer version of this program made it.
            LockedVault: it is encrypted.
        """
        open_vault_file(root)
        vault = cls(root.resolve(), clock)
        vault._stores.clear_outer()
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
    def addenda(self) -> AddendumDrafts:
        """What keeps addenda while they are being written."""
        from session_tui.vault.sessions.addendum_drafts import AddendumDrafts

        return AddendumDrafts(self._stores, self._writer, self.clock)

    # Clients

    def add_client(self, code: str, *, name: str | None = None) -> Client:
        """A new client, or the one who has this code already.

        Raises:
            BadCode: the code cannot be used; says why.
            SaveFailed: it cannot be written.
            UnreadableFile: another window has just written a ``client.json`` that cannot be read.
        """
        with self._guard:
            from session_tui.core.model.client import Client

            code = read_code(code)
            if known := self.find_client(code):
                return known
            store = self._stores.home(code)
            client = Client(code=code, name=name, since=self.clock().date())
            # Another window may make the client between the look above and the writing here; its file stays.
            if not store.has("client", "client"):
                with contextlib.suppress(FileExistsError):
                    store.put_client(client)
                store.refresh()
            client = store.client() or client
            self._stores.adopt(store)
            return client

    # Sessions

    def begin(self, client: str, guide_id: str) -> Session:
        """A new draft, not saved yet, with what its guide carries over from before, unconfirmed.

        Raises:
            UnknownGuide: there is no such guide.
            BadCode: the code cannot be used.
        """
        from session_tui.core.model.guide import PRIVATE
        from session_tui.core.model.new_session import begin_session
        from session_tui.vault.sessions.earlier_sessions import carry

        guides = self.guides().guides
        if guide_id not in guides or guide_id == PRIVATE:
            names = ", ".join(sorted(guides.keys() - {PRIVATE}))
            raise UnknownGuide(f"There is no guide “{guide_id}”. There are: {names}.")
        known = self.find_client(client)
        code = known.code if known else read_code(client)
        guide = guides[guide_id]
        session = begin_session(guide, code, at=self.clock(), private=guides.get(PRIVATE))
        with self._guard:
            return carry(self._stores, session, guide)

    def save(self, session: Session) -> Session:
        """Write a draft: its JSON, its Markdown, and its private page's pair. The session with its next ``rev``.

        When its file was changed or signed elsewhere since this window read or wrote it, that version stays, and this one is kept
        as a session of its own: the answer then has another ``id``, and later saves of either go there.

        Raises:
            AlreadySigned: it is signed, and this window has nothing else to say.
            SaveFailed: it could not be written; what was there before is still there.
        """
        with self._guard:
            self._know(session.client)
            return self._writer.save(session)

    def sign(self, session: Session, *, by: str | None = None) -> Session:
        """Write a session signed; what is unconfirmed is left out, and nothing changes its record afterwards.

        Raises:
            AlreadySigned: it is.
            SessionConflict: it was changed or signed elsewhere; both versions are kept as drafts.
            SaveFailed: it could not be written.
        """
        with self._guard:
            self._know(session.client)
            return self._writer.sign(session, by)

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
        from session_tui.core.chart.chart import CONTACT
        from session_tui.vault.sessions.outcome_note import with_step_outcome

        contact = with_step_outcome(self.begin(client, CONTACT), step, at=self.clock())
        return self.sign(contact, by=by)

    def discard(self, session_id: str) -> None:
        """Remove a draft in which nothing was written; nothing happens when it was never saved.

        Raises:
            AlreadySigned: it is signed.
            NotEmpty: something was written in it.
        """
        with self._guard:
            location = self._stores.find(session_id)
            if location is None:
                return
            self._writer.discard_draft(location)

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
            location = self._stores.locate(session_id)
            return self._writer.add_addendum(location, reason=reason, text=text, author=author, mark=mark)

    def move(self, session_id: str, client: str, *, reason: str, author: str | None = None) -> SessionSummary:
        """Move a session from under a wrong client, with all that belongs to it; a trail stays on both sides.

        Raises:
            UnknownSession: there is none.
            SessionLocked: it is open in a window.
            SameClient: it is of this client already.
            MoveUnfinished: an earlier move was interrupted, and cannot be finished by this one.
            BadCode: the code cannot be used.
            InvalidValue: the reason is blank.
            UnreadableFile: a file of it cannot be read, so none is moved.
            SaveFailed: it could not be written; nothing is lost, and ``check --repair`` finishes what was begun.
        """
        from session_tui.vault.sessions.transfer import transfer_session

        with self.lock(session_id), self._guard:
            location = self._stores.locate(session_id)
            code = self.add_client(client).code
            target = self._stores.home(code)
            moved = transfer_session(
                self._stores, self._writer, self.clock, location, target,
                code=code, reason=reason, author=author,
            )  # fmt: skip
            return moved.summary

    def add_note(self, note: Note) -> SessionSummary:
        """Add a whole note, as an import has read it. The same note again changes nothing.

        Raises:
            DifferentNote: its id is there with other content, or its signature does not fit.
            BadCode: its client's code cannot be used.
            SaveFailed: it could not be written; then nothing of it is there.
        """
        return self.add_notes([note])[0]

    def add_notes(
        self,
        notes: Iterable[Note],
        progress: Callable[[int], None] = lambda done: None,
        rules: ImportRules | None = None,
    ) -> tuple[SessionSummary, ...]:
        """Add many notes, all or none; ``progress`` is told how many are written. Raises what add_note raises."""
        from session_tui.vault.sessions.bulk_import import ImportRules, add_notes

        with self._guard:
            return add_notes(self._stores, self._writer, list(notes), self.add_client, progress, rules or ImportRules())

    # Checking

    def check(self) -> tuple[Finding, ...]:
        """Everything on disk that is not as it should be, by file. Nothing is changed."""
        from session_tui.vault.maintenance.check import check

        with self._guard:
            return check(self._stores)

    def repair(self) -> tuple[Finding, ...]:
        """What was mended: a Markdown from its JSON, a lost JSON from its Markdown, modes. Raises SaveFailed.

        The index is made anew, whatever was found.
        """
        from session_tui.vault.maintenance.repair import repair

        with self._guard:
            done = repair(self._stores, self._writer, self.clock)
            self._stores.index.rebuild()
            return done

    def adopt_edited_markdown(self, path: Path) -> Session:
        """Make an edited Markdown file the record of its draft.

        Raises:
            NothingToTake: it is no note of this vault; says why.
            AlreadySigned: its session is signed.
            SaveFailed: it could not be written.
        """
        from session_tui.vault.maintenance.repair import adopt_edited_markdown

        with self._guard:
            return adopt_edited_markdown(self._stores, self._writer, path)

    def lock(self, session_id: str) -> SessionLock:
        """Open a session in this window alone, until its ``release``. Raises SessionLocked, or SaveFailed."""
        from session_tui.vault.storage.session_lock import take_lock

        return take_lock(self.root, session_id, self.clock)

    def _know(self, code: str) -> None:
        """Make sure that the client has a folder."""
        if not self._stores.home(code).folder.is_dir():
            refuse_missing(self.root)
            self.add_client(code)
