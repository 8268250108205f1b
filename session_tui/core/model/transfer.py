"""The transfer of a session from one client to another; the same document is stored with both."""

from dataclasses import dataclass
from datetime import datetime

from session_tui.core.model.session import Session
from session_tui.core.model.values import ID, NAME, SHORT
from session_tui.core.schema.field_types import Moment, OneOf, Whole
from session_tui.core.schema.fields import Document, optional, required


@dataclass(frozen=True, slots=True)
class Transfer(Document):
    """A session's transfer from the wrong client to the right one.

    Attributes:
        id: the id of the transfer; the addendum about it, if the session is signed, has the same.
        number: counts the transfers of this session from 1, as several may fall into one second.
        source: the code of the client it was filed under; ``from`` on disk.
        target: the code of the client it belongs to; ``to`` on disk.
        left: the name of its files in the old folder, without suffix.
        file: the name of its files in the new folder, without suffix.
        status: its status when it was transferred.
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
        """The sort key of a session's transfers; two computers may have used the same number."""
        return (self.number, self.written, self.id)
