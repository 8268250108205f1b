"""Saving the session of a walk."""

from typing import TYPE_CHECKING

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.model.session import Session

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault


class Keeping:
    """Saves a session whenever something in it is new.

    Attributes:
        session: as it was saved last; None while no file was made.
        fault: why the last save failed; empty when it did not.
    """

    def __init__(self, vault: "Vault", session: Session | None) -> None:
        self._vault = vault
        self.session = session
        self.fault = ""

    def keep(self, session: Session) -> str:
        """Save what is new; a sentence where there is something to say about it.

        A new session in which nothing was said yet makes no file.
        """
        if session == self.session or (self.session is None and not _has_words(session)):
            self.fault = ""
            return ""
        try:
            saved = self._vault.save(session)
        except SessionTuiError as error:
            self.fault = str(error)
            return f"{error} What you wrote is kept in memory; the next line tries again."
        self.session, self.fault = saved, ""
        if saved.id != session.id:
            return "It was changed or signed elsewhere meanwhile. Both versions are kept."
        return ""


def _has_words(session: Session) -> bool:
    written = any(a.is_answered and not a.is_unconfirmed for a in session.answers)
    return bool(session.jots) or written
