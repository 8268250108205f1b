"""Saving an addendum while it is being written, in the rhythm of a session."""

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
    """Saves the addendum that is open in this window."""

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
        """Keep the addendum of this screen from now on.

        Args:
            listener: gets SessionSaved and SavingFailed.
            latest: gives the addendum with everything typed until now.
            draft: as it is on disk, or as it was begun.
            lock: that its session is open in this window; let go with it.
        """
        self._saved, self._lock, self._is_changed = draft, lock, False
        self.attach(listener, latest)

    def keep(self, draft: AddendumDraft, author: str | None) -> Note:
        """Keep it with its note, in this thread, and let it go; the note as it reads now."""
        with self._disk:
            self._vault.addenda.keep(draft, author)
            self._forget()
        self.unlock()
        return self._vault.read(draft.session)

    def _save(self, written: AddendumDraft) -> bool:
        with self._disk:
            if self._saved is None:
                return True
            draft = written.replace(written=self._saved.written)
            if draft != self._saved:
                self._saved = self._vault.addenda.save(draft)
            return not draft.is_empty

    def _forget(self) -> None:
        super()._forget()
        self._saved = None
