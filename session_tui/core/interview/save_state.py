"""Which version of a session is on disk, and which must be written next. Each interface decides only when to ask."""

from session_tui.core.model.note import has_content
from session_tui.core.model.session import Session


class SaveState:
    """Knows which version of one session is on disk. It writes nothing itself.

    The draft keeps the id and revision with which it was opened; the versions to write carry those of the last save.

    Args:
        session: the session as it is on disk, or as it was started.
        is_new: whether no file of the session exists yet.

    Attributes:
        is_on_disk: whether the session has a file.
    """

    __slots__ = ("_ids", "_saved", "is_on_disk")

    def __init__(self, session: Session, *, is_new: bool) -> None:
        self._saved = session
        # After a conflict the open draft keeps its old id, so both ids belong to this session.
        self._ids = {session.id}
        self.is_on_disk = not is_new

    @property
    def session_id(self) -> str:
        """The id under which the session is on disk; a new id after a conflict."""
        return self._saved.id

    def as_saved(self, session: Session) -> Session:
        """Return a version of the session with the id and revision of the last save."""
        return session.replace(id=self._saved.id, rev=self._saved.rev)

    def to_write(self, session: Session) -> Session | None:
        """Return the version to write; None if there is nothing to write.

        A version that is on disk already is not written again, and neither is a signed one. A new session is not
        written before it has content. A version of any other session is ignored.
        """
        if session.id not in self._ids or session.is_signed or self._saved.is_signed:
            return None
        version = self.as_saved(session)
        is_wanted = self.is_on_disk or has_content(version)
        return version if is_wanted and version != self._saved else None

    def remember(self, written: Session) -> bool:
        """Remember the version that was written.

        Returns:
            Whether it got a new id: the file was changed elsewhere meanwhile, and both versions are kept.
        """
        is_apart = written.id != self._saved.id and not written.is_signed
        self._saved, self.is_on_disk = written, True
        self._ids.add(written.id)
        return is_apart
