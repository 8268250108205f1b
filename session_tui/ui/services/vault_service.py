"""Open, save and sign what is written in this window, and make every other change to the vault.

The work runs in threads, so that the screen stays responsive. Each request is answered with a message, or with
VaultRequestFailed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from session_tui.ui.services.autosave import SessionAutosave
from session_tui.ui.services.lock import Lock
from session_tui.ui.services.messages import (
    AddendumReady,
    AddendumSaved,
    OutcomeSaved,
    SessionMoved,
    SessionOpened,
    SessionSigned,
    VaultRequestFailed,
)
from session_tui.ui.services.requests import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump

    from session_tui.core.interview.session_context import SessionContext
    from session_tui.core.model.addendum import AddendumDraft
    from session_tui.core.model.session import Session
    from session_tui.core.model.values import Step
    from session_tui.ui.services.addendum_autosave import AddendumAutosave
    from session_tui.vault.vault import Vault


class VaultService(SessionAutosave):
    """Save the session that is open in this window, and change the vault when a screen requests it.

    Keys wait for each answer, because it decides what they do.

    Attributes:
        vault: the vault.
        addendum: saves the addendum that was opened last, if any.
    """

    def __init__(self, vault: Vault, app: App[None]) -> None:
        super().__init__(vault, app)
        self.vault = vault
        self.addendum: AddendumAutosave | None = None
        self._is_opening = False

    def watch(self, listener: MessagePump, latest: Callable[[], Session], session: Session, *, is_new: bool) -> None:
        """Start to save the session of a screen, and allow the next request to open one."""
        super().watch(listener, latest, session, is_new=is_new)
        self._is_opening = False

    def ask_new(self, asker: MessagePump, client: str, guide: str, mode: str | None = None) -> None:
        """Begin a session. Its first save creates a client with a new code. Posts SessionOpened."""
        self._open(
            asker,
            lambda: self._load_context(self.vault.begin(client, guide).replace(mode=mode), is_new=True),
        )

    def ask_draft(self, asker: MessagePump, session_id: str) -> None:
        """Open a draft to continue it. Posts SessionOpened."""
        self._open(asker, lambda: self._resume(session_id))

    def ask_to_sign(self, asker: MessagePump, session: Session, by: str | None = None) -> None:
        """Sign the open session. Posts SessionSigned."""

        def sign() -> Message:
            with self._disk:
                signed = self.vault.sign(self._as_saved(session), by=by)
                self._after_writing(signed)
                self._is_changed = False
            summary = self.vault.resolve(signed.id)
            return SessionSigned(self.vault.read(signed.id), str(summary.path))

        self._ask(asker, "sign", sign)

    def ask_to_add(self, asker: MessagePump, session_id: str) -> None:
        """Open the unfinished addendum to a signed session, or begin one. Posts AddendumReady."""

        def begin() -> Message:
            lock = self.vault.lock(session_id)
            try:
                draft = self.vault.addenda.open(session_id)
                return AddendumReady(draft, self.vault.resolve(session_id), lock)
            except BaseException:
                lock.release()
                raise

        self._ask(asker, "addendum", begin, _unlock_unopened)

    def watch_addendum(
        self,
        listener: MessagePump,
        latest: Callable[[], AddendumDraft],
        ready: AddendumReady,
    ) -> AddendumAutosave:
        """Start to save the addendum of a screen, and return its autosave."""
        from session_tui.ui.services.addendum_autosave import AddendumAutosave

        self.addendum = AddendumAutosave(self.vault, self._app)
        self.addendum.watch(listener, latest, ready.draft, ready.lock)
        return self.addendum

    def ask_to_keep(self, asker: MessagePump, draft: AddendumDraft, author: str | None = None) -> None:
        """Add the open addendum to its note. Posts AddendumSaved."""
        if (autosave := self.addendum) is not None:
            self._ask(asker, "addendum", lambda: AddendumSaved(autosave.keep(draft, author)))

    def ask_to_move(self, asker: MessagePump, session_id: str, client: str, reason: str, author: str | None) -> None:
        """Move a session to another client. Posts SessionMoved."""

        def move() -> Message:
            return SessionMoved(self.vault.move(session_id, client, reason=reason, author=author))

        self._ask(asker, "move", move)

    def flush_all(self) -> str:
        """Save the open session and addendum in the calling thread; return the reasons of failures, or an empty string."""
        problems = (self.flush(), self.addendum.flush() if self.addendum else "")
        return " ".join(filter(None, problems))

    def unlock_all(self) -> None:
        """Release the locks of the open session and addendum. Does not save."""
        self.unlock()
        if self.addendum is not None:
            self.addendum.unlock()

    def ask_outcome(self, asker: MessagePump, client: str, step: Step, by: str | None = None) -> None:
        """Record the outcome of a step as a quick contact. Posts OutcomeSaved."""

        def note() -> Message:
            self.vault.note_outcome(client, step, by=by)
            return OutcomeSaved()

        self._ask(asker, "outcome", note)

    def _open(self, asker: MessagePump, work: Callable[[], SessionContext]) -> None:
        """Open a session; ignore the request while another one is being opened, as after a second press of the key."""
        if not self._is_opening:
            self._is_opening = True
            self._ask(asker, "session_context", lambda: SessionOpened(work()), self._after_opening)

    def _resume(self, session_id: str) -> SessionContext:
        """Lock a draft, read it and load its context. The lock comes first, so that no other window changes it."""
        self._forget_unused()
        lock = self.vault.lock(session_id)
        try:
            return self._load_context(self.vault.read(session_id).session, lock=lock)
        except BaseException:
            lock.release()
            raise

    def _load_context(self, session: Session, *, is_new: bool = False, lock: Lock | None = None) -> SessionContext:
        """Load the context of a session and hold its lock; take the lock if none is given."""
        from session_tui.core.interview.session_context import load_session_context

        session_context = load_session_context(self.vault, session, is_new=is_new)
        self._forget_unused()
        self._lock = lock or self.vault.lock(session.id)
        return session_context

    def _forget_unused(self) -> None:
        """Release the lock of a session that was opened but never shown in a sheet."""
        if self._latest is None:
            self.unlock()

    def _after_opening(self, message: Message, has_arrived: bool) -> None:
        """Release a session that could not be opened, or whose requesting screen is gone."""
        if isinstance(message, VaultRequestFailed) or not has_arrived:
            self._is_opening = False
            self._forget_unused()

    def _ask(
        self,
        asker: MessagePump,
        group: str,
        work: Callable[[], Message],
        on_answer: Callable[[Message, bool], None] | None = None,
    ) -> None:
        """Request work in a thread; see :func:`session_tui.ui.services.requests.ask`."""
        ask(self._app, asker, group, work, on_answer=on_answer)


def _unlock_unopened(message: Message, has_arrived: bool) -> None:
    """Release the lock of an addendum whose requesting screen is gone."""
    if isinstance(message, AddendumReady) and not has_arrived:
        message.lock.release()
