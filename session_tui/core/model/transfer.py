"""The trail of a session that was moved from one client to another; the same document stands on both sides."""

from dataclasses import dataclass
from datetime import datetime

from session_tui.core.model.session import Session
from session_tui.core.model.values import ID, NAME, SHORT
from session_tui.core.schema.field_types import Moment, OneOf, Whole
from session_tui.core.schema.fields import Document, given, needed


@dataclass(frozen=True, slots=True)
class Move(Document):
    """That a session lay under the wrong client, and where it went.

    Attributes:
        id: of the move; a signed session's addendum about it has the same.
        number: counts the moves of this session from 1; many may fall into one second.
        source: the code of the client in whose folder it lay; ``from`` on disk.
        target: the code of the client whose it is now; ``to`` on disk.
        left: the name of its files in the old folder, without the suffix.
        file: the name of its files in the new folder, without the suffix.
        status: whether it was signed when it was moved.
    """

    id: str = needed(ID)
    session: str = needed(ID)
    number: int = needed(Whole(1))
    source: str = needed(NAME, name="from")
    target: str = needed(NAME, name="to")
    left: str = needed(SHORT)
    file: str = needed(SHORT)
    status: str = needed(OneOf(*Session.STATUSES))
    written: datetime = needed(Moment())
    reason: str = needed(SHORT)
    author: str | None = given(SHORT)

    @property
    def order(self) -> tuple[int, datetime, str]:
        """What sorts the moves of one session; two computers may each have moved it as the same number."""
        return (self.number, self.written, self.id)
