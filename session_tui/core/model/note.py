"""Notes: a session and its addenda."""

from dataclasses import dataclass
from datetime import datetime

from session_tui.core.model.session import Session
from session_tui.core.model.values import ID, NAME, SHORT
from session_tui.core.schema.field_types import Moment, OneOf, Text, Whole
from session_tui.core.schema.fields import Document, optional, required

MARKED_BY_MISTAKE = "entered by mistake"


@dataclass(frozen=True, slots=True)
class Addendum(Document):
    """An addition to a signed session. ``number`` counts from 1 within the session.

    ``moved_from`` is the code of the wrong client the session was filed under; ``client`` is the one it was moved to.
    """

    id: str = required(ID)
    session: str = required(ID)
    client: str = required(NAME)
    number: int = required(Whole(1))
    written: datetime = required(Moment())
    reason: str = required(SHORT)
    text: str = optional(Text(), "")
    author: str | None = optional(SHORT)
    mark: str | None = optional(OneOf(MARKED_BY_MISTAKE))
    moved_from: str | None = optional(NAME)


@dataclass(frozen=True, slots=True)
class Note:
    """A session with its addenda: what a reader sees."""

    session: Session
    addenda: tuple[Addendum, ...] = ()


def has_content(written: Session | Note) -> bool:
    """Whether a session or a note holds anything that would be lost with it.

    An answer counts, whether it has a value, a note or a mark; so do a jot and an addendum, on the record and on the
    private page alike. A carried answer that nobody has confirmed does not count, because the session from which it
    was carried still holds it. The same rule decides whether a new session is saved and whether a draft may be
    discarded, so that nothing that was saved as content can be discarded as empty.
    """
    note = written if isinstance(written, Note) else Note(written)
    session = note.session
    given = any(answer.is_answered and not answer.is_unconfirmed for answer in session.answers)
    return given or bool(session.jots or note.addenda)
