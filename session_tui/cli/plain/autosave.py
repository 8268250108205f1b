"""Save the session of a line-by-line interview after each line and prompt."""

from typing import TYPE_CHECKING

from session_tui.core.base.errors import describe_error
from session_tui.core.interview.save_state import SaveState
from session_tui.core.model.session import Session

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault


class Autosave:
    """Saves a session on request if it has changed.

    Args:
        vault: the vault.
        session: the session on disk, or the new one.
        is_new: whether it is not on disk yet.

    Attributes:
        fault: why the last save failed; empty if it succeeded.
    """

    def __init__(self, vault: "Vault", session: Session, *, is_new: bool) -> None:
        self._vault = vault
        self._state = SaveState(session, is_new=is_new)
        self.fault = ""

    @property
    def is_on_disk(self) -> bool:
        """Whether the session has a file."""
        return self._state.is_on_disk

    @property
    def session_id(self) -> str:
        """The id of the session on disk."""
        return self._state.session_id

    def save(self, session: Session) -> str:
        """Save changes; return a sentence for the practitioner, or an empty text."""
        self.fault = ""
        version = self._state.to_write(session)
        if version is None:
            return ""
        try:
            is_apart = self._state.remember(self._vault.save(version))
        except Exception as error:
            self.fault = describe_error(error)
            return f"{self.fault} What you wrote is kept in memory; saving is tried again with the next line."
        return "It was changed or signed elsewhere in the meantime. Both versions are kept." if is_apart else ""

    def sign(self, session: Session, by: str | None) -> Session:
        """Sign the session and return it.

        Raises:
            SessionTuiError: it could not be signed and is still a draft.
        """
        signed = self._vault.sign(self._state.as_saved(session), by=by)
        self._state.remember(signed)
        self.fault = ""
        return signed
