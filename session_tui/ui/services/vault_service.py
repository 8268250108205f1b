"""Opening, saving and signing what is written in this window, and every other change to the vault.

The work runs in threads, so that no key waits for a disk. Each request is answered with a message, or with Trouble.
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
    """Saves the session that is open in this window, and changes the vault where a screen asks for it.

    Keys wait for each answer, because it decides what they mean.
    """

    def __init__(self, vault: Vault, app: App[None]) -> None:
        super().__init__(vault, app)
        self.vault = vault
        self.addendum: AddendumAutosave | None = None
        self._is_opening = False

    def watch(self, listener: MessagePump, latest: Callable[[], Session], session: Session, *, is_new: bool) -> None:
        """Keep the session of this screen from now on; another may be opened when it is left."""
        super().watch(listener, latest, session, is_new=is_new)
        self._is_opening = False

    def ask_new(self, asker: MessagePump, client: str, guide: str, mode: str | None = None) -> None:
        """Begin a session; with its first words a new code makes the client. Answered with SessionOpened."""
        self._open(
            asker,
            lambda: self._sit_down(self.vault.begin(client, guide).replace(mode=mode), is_new=True),
        )

    def ask_draft(self, asker: MessagePump, session_id: str) -> None:
        """Go on with a draft. Answered with SessionOpened."""
        self._open(asker, lambda: self._resume(session_id))

    def ask_to_sign(self, asker: MessagePump, session: Session, by: str | None = None) -> None:
        """Sign the session that is open. Answered with SessionSigned."""

        def sign() -> Message:
            with self._disk:
                signed = self.vault.sign(self._as_saved(session), by=by)
                self._after_writing(signed)
                self._is_changed = False
            summary = self.vault.resolve(signed.id)
            return SessionSigned(self.vault.read(signed.id), str(summary.path))

        self._ask(asker, "sign", sign)

    def ask_to_add(self, asker: MessagePump, session_id: str) -> None:
        """Open the unfinished addendum to a signed session, or begin one. Answered with AddendumReady."""

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
        """Keep the addendum of this screen from now on; what does so."""
        from session_tui.ui.services.addendum_autosave import AddendumAutosave

        self.addendum = AddendumAutosave(self.vault, self._app)
        self.addendum.watch(listener, latest, ready.draft, ready.lock)
        return self.addendum

    def ask_to_keep(self, asker: MessagePump, draft: AddendumDraft, author: str | None = None) -> None:
        """Keep the addendum that is open with its note. Answered with AddendumSaved."""
        if (autosave := self.addendum) is not None:
            self._ask(asker, "addendum", lambda: AddendumSaved(autosave.keep(draft, author)))

    def ask_to_move(self, asker: MessagePump, session_id: str, client: str, reason: str, author: str | None) -> None:
        """Move a session to another client. Answered with SessionMoved."""

        def move() -> Message:
            return SessionMoved(self.vault.move(session_id, client, reason=reason, author=author))

        self._ask(asker, "move", move)

    def flush_all(self) -> str:
        """Save whatever is being written in this window, at once; empty, or why it is not all kept."""
        troubles = (self.flush(), self.addendum.flush() if self.addendum else "")
        return " ".join(filter(None, troubles))

    def unlock_all(self) -> None:
        """Let other windows open whatever is open here, and save nothing."""
        self.unlock()
        if self.addendum is not None:
            self.addendum.unlock()

    def ask_outcome(self, asker: MessagePump, client: str, step: Step, by: str | None = None) -> None:
        """Write down what came of a step, as a quick contact. Answered with OutcomeSaved."""

        def note() -> Message:
            self.vault.note_outcome(client, step, by=by)
            return OutcomeSaved()

        self._ask(asker, "outcome", note)

    def _open(self, asker: MessagePump, work: Callable[[], SessionContext]) -> None:
        """Open one session at a time: a second press of the key while the first still opens means the same."""
        if not self._is_opening:
            self._is_opening = True
            self._ask(asker, "sitting", lambda: SessionOpened(work()), self._after_opening)

    def _resume(self, session_id: str) -> SessionContext:
        self._forget_unused()
        lock = self.vault.lock(session_id)
        try:
            return self._sit_down(self.vault.read(session_id).session, lock=lock)
        except BaseException:
            lock.release()
            raise

    def _sit_down(self, session: Session, *, is_new: bool = False, lock: Lock | None = None) -> SessionContext:
        from session_tui.core.interview.session_context import load_session_context

        session_context = load_session_context(self.vault, session, is_new=is_new)
        self._forget_unused()
        self._lock = lock or self.vault.lock(session.id)
        return session_context

    def _forget_unused(self) -> None:
        """Unlock what was opened, but never came to a sheet."""
        if self._latest is None:
            self.unlock()

    def _after_opening(self, message: Message, has_arrived: bool) -> None:
        """Let go of a session that could not be opened, or that nobody waits for any more."""
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
        ask(self._app, asker, group, work, on_answer=on_answer)


def _unlock_unopened(message: Message, has_arrived: bool) -> None:
    """Let go of an addendum whose screen is gone."""
    if isinstance(message, AddendumReady) and not has_arrived:
        message.lock.release()
