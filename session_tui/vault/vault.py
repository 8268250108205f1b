"""The vault: the only interface to the files on disk.

Code that reads and writes whole sessions is imported on first use, so that lists, and with them home, are shown sooner.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.core.base.client_code import read_code
from session_tui.vault.door import translate_system_errors
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


@translate_system_errors
class Vault(VaultQueries):
    """The sessions of one practice. Safe to call from several threads; several vaults may be open on one folder.

    Every change is durable on disk when the call returns; otherwise it raises SaveFailed with the reason.

    Attributes:
        root: the vault's folder.
        clock: returns the current time.
    """

    @classmethod
    def open(cls, root: Path, *, clock: Clock) -> Vault:
        """Open the vault in a folder. Removes leftovers of a crash beside the clients' folders; changes nothing else.

        Leftovers in a client's folder are removed when the index reads that folder.

        Raises:
            VaultMissing: there is no vault; the message says how to create one.
            ForeignFolder: the folder is not a vault.
            NewerFormat: a newer version of this program created the vault.
            LockedVault: the vault is encrypted.
        """
        open_vault_file(root)
        vault = cls(root.resolve(), clock)
        vault._stores.clear_outer()
        return vault

    @classmethod
    def create(cls, root: Path, *, clock: Clock) -> Vault:
        """Create a vault with plain files in an empty or new folder, and open it.

        Raises:
            VaultExists: the folder is a vault already.
            ForeignFolder: the folder has other files.
            SaveFailed: the folder cannot be written to.
        """
        make_vault_file(root.absolute())
        return cls.open(root, clock=clock)

    @cached_property
    def addenda(self) -> AddendumDrafts:
        """The store of addenda that are being written."""
        from session_tui.vault.sessions.addendum_drafts import AddendumDrafts

        return AddendumDrafts(self._stores, self._writer, self.clock)

    # Clients

    def add_client(self, code: str, *, name: str | None = None) -> Client:
        """Return the client with this code; create the client if there is none.

        Raises:
            BadCode: the code is not allowed; the message has the reason.
            SaveFailed: the client cannot be written.
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
        """Return a new, unsaved draft with the answers that its guide carries over from earlier sessions, unconfirmed.

        Raises:
            UnknownGuide: there is no such guide.
            BadCode: the code is not allowed.
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
        """Write a draft and its private page, each as JSON and Markdown; return the session with its next ``rev``.

        If its file was changed or signed elsewhere since this window read or wrote it, that version stays, and this one
        is saved as a new session: the returned session has another ``id``, and later saves under either id go there.

        Raises:
            AlreadySigned: the session is signed with the same content.
            SaveFailed: the draft could not be written; the old files are unchanged.
        """
        with self._guard:
            self._ensure_client(session.client)
            return self._writer.save(session)

    def sign(self, session: Session, *, by: str | None = None) -> Session:
        """Sign a session and write it. Unconfirmed answers are left out, and the record never changes afterwards.

        Raises:
            AlreadySigned: the session is signed already.
            SessionConflict: the session was changed or signed elsewhere; this version is kept as a draft beside the
                other.
            SaveFailed: the files could not be written.
        """
        with self._guard:
            self._ensure_client(session.client)
            return self._writer.sign(session, by)

    def note_outcome(self, client: str, step: Step, *, by: str | None = None) -> Session:
        """Record the outcome of a step between two meetings as a quick contact, signed at once.

        Args:
            client: the client's code.
            step: the step with its id, text and outcome, and other changed fields.
            by: the name of the person who signs.

        Raises:
            UnknownPrompt: the practice's own guide for quick contacts has no prompt for steps.
            SaveFailed: the files could not be written; then none of them exists.
        """
        from session_tui.core.chart.chart import CONTACT
        from session_tui.vault.sessions.outcome_note import with_step_outcome

        contact = with_step_outcome(self.begin(client, CONTACT), step, at=self.clock())
        return self.sign(contact, by=by)

    def discard(self, session_id: str) -> None:
        """Remove an empty draft. Does nothing if it was never saved.

        Raises:
            AlreadySigned: the session is signed.
            NotEmpty: the draft has content.
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
        """Add an addendum to a signed session: a separate document, shown wherever the note is shown.

        Raises:
            UnknownSession: there is no such session.
            NotSigned: the session is a draft, which can be changed itself.
            InvalidValue: the reason is blank.
            SaveFailed: the files could not be written.
        """
        with self._guard:
            location = self._stores.locate(session_id)
            return self._writer.add_addendum(location, reason=reason, text=text, author=author, mark=mark)

    def move(self, session_id: str, client: str, *, reason: str, author: str | None = None) -> SessionSummary:
        """Move a session and its files to another client. Both clients keep a trace of the move.

        Raises:
            UnknownSession: there is no such session.
            SessionLocked: the session is open in a window.
            SameClient: the session belongs to this client already.
            MoveUnfinished: an earlier move was interrupted, and this one cannot finish it.
            BadCode: the code is not allowed.
            InvalidValue: the reason is blank.
            UnreadableFile: a file of the session cannot be read; none was moved.
            SaveFailed: a file could not be written; nothing is lost, and ``check --repair`` finishes the move.
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
        """Add an imported note with its addenda. Adding the same note again changes nothing.

        Raises:
            DifferentNote: its id exists with other content, or its signature does not match.
            BadCode: its client's code is not allowed.
            SaveFailed: the files could not be written; then none of them exists.
        """
        return self.add_notes([note])[0]

    def add_notes(
        self,
        notes: Iterable[Note],
        progress: Callable[[int], None] = lambda done: None,
        rules: ImportRules | None = None,
    ) -> tuple[SessionSummary, ...]:
        """Add many notes, all or none. ``progress`` is called with the number written.

        Raises the errors of `add_note`.
        """
        from session_tui.vault.sessions.bulk_import import ImportRules, add_notes

        with self._guard:
            return add_notes(self._stores, self._writer, list(notes), self.add_client, progress, rules or ImportRules())

    # Checking

    def check(self) -> tuple[Finding, ...]:
        """Return every problem of the files on disk, by file. Changes nothing."""
        from session_tui.vault.maintenance.check import check

        with self._guard:
            return check(self._stores)

    def repair(self) -> tuple[Finding, ...]:
        """Repair files and return what was done: Markdown from JSON, lost JSON from Markdown, file modes. Raises
        SaveFailed.

        The index is always rebuilt.
        """
        from session_tui.vault.maintenance.repair import repair

        with self._guard:
            done = repair(self._stores, self._writer, self.clock)
            self._stores.index.rebuild()
            return done

    def adopt_edited_markdown(self, path: Path) -> Session:
        """Replace the record of a draft by its edited Markdown file.

        Raises:
            NothingToTake: the file is no note of this vault; the message has the reason.
            AlreadySigned: the session of the file is signed.
            SaveFailed: the files could not be written.
        """
        from session_tui.vault.maintenance.repair import adopt_edited_markdown

        with self._guard:
            return adopt_edited_markdown(self._stores, self._writer, path)

    def lock(self, session_id: str) -> SessionLock:
        """Lock a session for this window until ``release`` is called. Raises SessionLocked or SaveFailed."""
        from session_tui.vault.storage.session_lock import take_lock

        return take_lock(self.root, session_id, self.clock)

    def _ensure_client(self, code: str) -> None:
        """Create the client's folder if it is missing."""
        if not self._stores.home(code).folder.is_dir():
            refuse_missing(self.root)
            self.add_client(code)
