"""What is said about a signed session afterwards: while it is being written, and what it means for the session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from session_tui.core.model.note import MARKED_BY_MISTAKE, Addendum, Note
from session_tui.core.model.session import Place
from session_tui.core.model.values import ID, NAME
from session_tui.core.schema.field_types import Moment, OneOf, Text
from session_tui.core.schema.fields import Document, SubDocument, optional, required

REASON, TEXT = "reason", "text"
"""The prompts of an addendum, as its place names them."""


@dataclass(frozen=True, slots=True)
class AddendumDraft(Document):
    """An addendum that is being written: not part of the note until it is kept.

    Attributes:
        id: the id that the addendum has once it is kept.
        written: when it was last changed.
        place: where writing stopped; its prompt is ``reason`` or ``text``.
    """

    id: str = required(ID)
    session: str = required(ID)
    client: str = required(NAME)
    written: datetime = required(Moment())
    reason: str = optional(Text(), "")
    text: str = optional(Text(), "")
    mark: str | None = optional(OneOf(MARKED_BY_MISTAKE))
    place: Place | None = optional(SubDocument(Place))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed; a mark alone is nothing."""
        return not self.reason.strip() and not self.text.strip()

    def is_kept_as(self, addendum: Addendum) -> bool:
        """Whether this addendum says what this draft says."""
        text = self.text if self.text.strip() else ""
        said = (addendum.reason, addendum.text, addendum.mark)
        return addendum.id == self.id and said == (self.reason.strip(), text, self.mark)


def is_withdrawn(addenda: Iterable[Addendum]) -> bool:
    """Whether a session with these addenda was entered by mistake, and so counts for nothing."""
    return any(addendum.mark == MARKED_BY_MISTAKE for addendum in addenda)


def current_client(note: Note) -> str:
    """The code of the client whose session it is: the one it was moved to last, or the one it was written for."""
    moved = [addendum for addendum in note.addenda if addendum.moved_from]
    return moved[-1].client if moved else note.session.client
