"""The trail of a session that was moved from one client to another; the same document stands on both sides."""

from dataclasses import dataclass
from datetime import datetime

from session_tui.core.model.session import Session
from session_tui.core.model.values import ID, NAME, SHORT
from session_tui.core.schema.field_types import Moment, OneOf, Whole
from session_tui.core.schema.fields import Document, optional, required


@dataclass(frozen=True, slots=True)
class Transfer(Document):
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

    id: str = required(ID)
    session: str = required(ID)
    number: int = required(Whole(1))
    source: str = required(NAME, name="from")
    target: str = required(NAME, name="to")
    left: str = required(SHORT)
    file: str = required(SHORT)
    status: str = required(OneOf(*Session.STATUSES))
    written: datetime = required(Moment())
    reason: str = required(SHORT)
    author: str | None = optional(SHORT)

    @property
    def order(self) -> tuple[int, datetime, str]:
        """What sorts the moves of one session; two computers may each have moved it as the same number."""
        return (self.number, self.written, self.id)
