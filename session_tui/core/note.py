"""A note: a session, and what was said about it after it was signed."""

from dataclasses import dataclass
from datetime import datetime

from session_tui.core.fields import Document, given, needed
from session_tui.core.rules import Moment, OneOf, Text, Whole
from session_tui.core.session import Session
from session_tui.core.values import ID, NAME, SHORT

MARKED_BY_MISTAKE = "entered by mistake"


@dataclass(frozen=True, slots=True)
class Addendum(Document):
    """What was said about a signed session afterwards. ``number`` counts from 1 within the session.

    ``moved_from`` is the code of the client under whom it lay by mistake; ``client`` is then the one it was moved to.
    """

    id: str = needed(ID)
    session: str = needed(ID)
    client: str = needed(NAME)
    number: int = needed(Whole(1))
    written: datetime = needed(Moment())
    reason: str = needed(SHORT)
    text: str = given(Text(), "")
    author: str | None = given(SHORT)
    mark: str | None = given(OneOf(MARKED_BY_MISTAKE))
    moved_from: str | None = given(NAME)


@dataclass(frozen=True, slots=True)
class Note:
    """A session with everything that was added to it: what a reader sees."""

    session: Session
    addenda: tuple[Addendum, ...] = ()
