"""What of a session is on disk, and what must be written next. Each face has only its own moment for asking."""

from session_tui.core.model.note import has_content
from session_tui.core.model.session import Session


class SaveState:
    """Knows which version of one session is on disk. It writes nothing itself.

    The draft keeps the id and the number of saves with which it was opened; the versions to write carry those of the
    last save.

    Args:
        session: as it is on disk, or as it was begun.
        is_new: whether nothing of it is on disk yet.

    Attributes:
        is_on_disk: whether there is a file of this session.
    """

    __slots__ = ("_ids", "_saved", "is_on_disk")

    def __init__(self, session: Session, *, is_new: bool) -> None:
        self._saved = session
        self._ids = {session.id}
        self.is_on_disk = not is_new

    @property
    def session_id(self) -> str:
        """The id under which the session is on disk; another one after a conflict."""
        return self._saved.id

    def as_saved(self, session: Session) -> Session:
        """This version under the id and number of the last save."""
        return session.replace(id=self._saved.id, rev=self._saved.rev)

    def to_write(self, session: Session) -> Session | None:
        """The version to write; None when there is nothing to write.

        A version that is on disk already is not written again, nor is a signed one. A new session is not written
        before it has content. A version of any other session is left alone.
        """
        if session.id not in self._ids or session.is_signed or self._saved.is_signed:
            return None
        version = self.as_saved(session)
        is_wanted = self.is_on_disk or has_content(version)
        return version if is_wanted and version != self._saved else None

    def remember(self, written: Session) -> bool:
        """Remember what was written.

        Returns:
            Whether it has another id: the file was changed elsewhere meanwhile, and both versions are kept.
        """
        is_apart = written.id != self._saved.id and not written.is_signed
        self._saved, self.is_on_disk = written, True
        self._ids.add(written.id)
        return is_apart
