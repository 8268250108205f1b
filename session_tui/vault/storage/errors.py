"""The vault's errors; each message says what happened, where, and what to do."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from session_tui.core.base.errors import SessionTuiError


class SaveFailed(SessionTuiError):
    """A file or folder could not be written. Its previous content is intact.

    Attributes:
        what: what is wrong, as a sentence.
        where: the file or folder.
        do: what to do about it, as a sentence.
    """

    def __init__(self, what: str, where: Path, do: str) -> None:
        self.what = what
        self.where = where
        self.do = do
        super().__init__(f"Not saved: {where}. {what} {do}")


class NotConfirmed(SaveFailed):
    """A file has its new content, and the disk has not confirmed that it keeps it through a power cut."""

    def __init__(self, what: str, where: Path, do: str) -> None:
        super().__init__(what, where, do)
        self.args = (f"Written, but not confirmed by the disk: {where}. {what} {do}",)


class SavedInPart(SaveFailed):
    """The record of a session is saved, and something that belongs to it is not; the sentence says what.

    Attributes:
        saved: what is saved, as the beginning of a sentence.
    """

    def __init__(self, saved: str, failed: SaveFailed) -> None:
        self.saved = saved
        super().__init__(failed.what, failed.where, failed.do)
        self.args = (f"{saved} {failed}",)


class DiskFailed(SessionTuiError):
    """The disk refused an operation, which was not done, or only in part.

    Attributes:
        where: the file or folder, or the vault where the system does not name one.
    """

    def __init__(self, what: str, where: Path) -> None:
        self.where = where
        super().__init__(f"{where}: {what}. “session-tui check” says what is on the disk.")


class NoFullText(SessionTuiError):
    """This Python's SQLite was built without full-text search."""

    def __init__(self) -> None:
        super().__init__(
            "The SQLite of this Python has no full-text search (FTS5), which lists and search need. Run session-tui "
            "with another Python; those from python.org and the usual distributions have it."
        )


class VaultMissing(SessionTuiError):
    """There is no vault in this folder yet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        super().__init__(
            f"There is no vault in {root} yet. “session-tui --vault {root} vault init --plain” creates one."
        )


class ForeignFolder(SessionTuiError):
    """The folder holds something else, so no vault is made or opened in it."""


class VaultExists(SessionTuiError):
    """There is a vault in this folder already."""


class LockedVault(SessionTuiError):
    """The vault is encrypted, and this version cannot open it."""


class UnreadableFile(SessionTuiError):
    """A file cannot be read as the document it should be. It is left unchanged.

    Attributes:
        path: the file.
        what: what is wrong with it.
    """

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self.what = what
        super().__init__(
            f"{path} cannot be read: {what}. It was not changed. Run “session-tui check” to see what can be done."
        )


class UnknownGuide(SessionTuiError):
    """No guide has this id."""


class UnknownSession(SessionTuiError):
    """No session matches this name."""


class AmbiguousSession(SessionTuiError):
    """Several sessions match this name; the message lists them."""


class SessionLocked(SessionTuiError):
    """The session is open in another window.

    Attributes:
        who: the other window, such as ``pid 123 on HOST``.
        since: since when it has been open there; None where the other did not say.
    """

    def __init__(self, who: str, since: datetime | None) -> None:
        self.who = who
        self.since = since
        when = f", since {since:%H:%M}" if since else ""
        super().__init__(f"This session is open in another window ({who}{when}). Close it there first.")


class SessionConflict(SessionTuiError):
    """The session was changed elsewhere in the meantime, so it was not signed; both versions are kept.

    Attributes:
        kept: the id under which this window's version is kept.
    """

    def __init__(self, what: str, kept: str) -> None:
        self.kept = kept
        super().__init__(what)


class NotEmpty(SessionTuiError):
    """The draft contains writing, so it is not discarded."""


class NotSigned(SessionTuiError):
    """A draft takes no addendum, because it can be changed itself."""


class SameClient(SessionTuiError):
    """The session belongs to this client already."""


class MoveUnfinished(SessionTuiError):
    """An interrupted move cannot be finished automatically; the message says why, and what to do."""


class DifferentNote(SessionTuiError):
    """The vault has a note with this id and different content.

    Attributes:
        session_id: the note's id.
    """

    def __init__(self, what: str, session_id: str) -> None:
        self.session_id = session_id
        super().__init__(what)


class NothingToTake(SessionTuiError):
    """This Markdown file cannot become the record; the message says why."""
