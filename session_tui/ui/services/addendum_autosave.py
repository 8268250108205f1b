"""Autosave for addenda, with the same delays as for sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from session_tui.ui.services.autosave import Autosave
from session_tui.ui.services.lock import Lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.message_pump import MessagePump

    from session_tui.core.model.addendum import AddendumDraft
    from session_tui.core.model.note import Note
    from session_tui.vault.vault import Vault


class AddendumAutosave(Autosave["AddendumDraft"]):
    """Save the addendum that is open in this window."""

    def __init__(self, vault: Vault, app: App[None]) -> None:
        super().__init__(vault.clock, app)
        self._vault = vault
        self._saved: AddendumDraft | None = None

    def watch(
        self,
        listener: MessagePump,
        latest: Callable[[], AddendumDraft],
        draft: AddendumDraft,
        lock: Lock,
    ) -> None:
        """Start to save the addendum of a screen.

        Args:
            listener: receives SessionSaved and SavingFailed.
            latest: returns the addendum with everything typed so far.
            draft: the addendum as it is on disk, or a new one.
            lock: the lock of its session; released together with the addendum.
        """
        self._saved, self._lock, self._is_changed = draft, lock, False
        self.attach(listener, latest)

    def keep(self, draft: AddendumDraft, author: str | None) -> Note:
        """Add the addendum to its note in the calling thread, release it, and return the new note."""
        with self._disk:
            self._vault.addenda.keep(draft, author)
            self._forget()
        self.unlock()
        return self._vault.read(draft.session)

    def _save(self, written: AddendumDraft) -> bool:
        """Write the draft if it differs from the last save; return whether it is on disk."""
        with self._disk:
            if self._saved is None:
                return True  # it was added to the note while this save waited for the disk
            draft = written.replace(written=self._saved.written)
            if draft != self._saved:
                self._saved = self._vault.addenda.save(draft)
            return not draft.is_empty

    def _forget(self) -> None:
        """Forget the addendum and its last save."""
        super()._forget()
        self._saved = None
