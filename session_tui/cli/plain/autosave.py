"""Saving the session of an interview in lines: whenever a line or a prompt is over."""

from typing import TYPE_CHECKING

from session_tui.core.base.errors import describe_error
from session_tui.core.interview.save_state import SaveState
from session_tui.core.model.session import Session

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault


class Autosave:
    """Saves a session when it is asked to, if something in it is new.

    Args:
        vault: where it is saved.
        session: as it is on disk, or as it was begun.
        is_new: whether nothing of it is on disk yet.

    Attributes:
        fault: why the last save failed; empty when it did not.
    """

    def __init__(self, vault: "Vault", session: Session, *, is_new: bool) -> None:
        self._vault = vault
        self._state = SaveState(session, is_new=is_new)
        self.fault = ""

    @property
    def is_on_disk(self) -> bool:
        """Whether there is a file of this session."""
        return self._state.is_on_disk

    @property
    def session_id(self) -> str:
        """The id under which the session is on disk."""
        return self._state.session_id

    def save(self, session: Session) -> str:
        """Save what is new; a sentence for the practitioner when there is something to say about it."""
        self.fault = ""
        version = self._state.to_write(session)
        if version is None:
            return ""
        try:
            is_apart = self._state.remember(self._vault.save(version))
        except Exception as error:
            self.fault = describe_error(error)
            return f"{self.fault} What you wrote is kept in memory; the next line tries again."
        return "It was changed or signed elsewhere meanwhile. Both versions are kept." if is_apart else ""

    def sign(self, session: Session, by: str | None) -> Session:
        """The session as it was signed.

        Raises:
            SessionTuiError: it could not be signed; it is still a draft.
        """
        signed = self._vault.sign(self._state.as_saved(session), by=by)
        self._state.remember(signed)
        self.fault = ""
        return signed
