"""Unfinished addenda, and what the addenda of a session mean for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from session_tui.core.model.note import MARKED_BY_MISTAKE, Addendum, Note
from session_tui.core.model.session import Place
from session_tui.core.model.values import ID, NAME
from session_tui.core.schema.field_types import Moment, OneOf, Text
from session_tui.core.schema.fields import Document, SubDocument, optional, required

REASON, TEXT = "reason", "text"
"""The prompts of an addendum."""


@dataclass(frozen=True, slots=True)
class AddendumDraft(Document):
    """An addendum that is still being written; not part of the note until it is added.

    Attributes:
        id: the id that the addendum will have.
        written: the time of the last change.
        place: the cursor position; its prompt is ``reason`` or ``text``.
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
        """Whether nothing was typed; the mark “entered in error” alone does not count."""
        return not self.reason.strip() and not self.text.strip()

    def is_kept_as(self, addendum: Addendum) -> bool:
        """Whether ``addendum`` has the same content as this draft."""
        text = self.text if self.text.strip() else ""
        said = (addendum.reason, addendum.text, addendum.mark)
        return addendum.id == self.id and said == (self.reason.strip(), text, self.mark)


def is_withdrawn(addenda: Iterable[Addendum]) -> bool:
    """Whether one of these addenda marks the session as entered in error, so that it does not count."""
    return any(addendum.mark == MARKED_BY_MISTAKE for addendum in addenda)


def current_client(note: Note) -> str:
    """Return the code of the client the session belongs to: where it was moved to last, or where it was written."""
    moved = [addendum for addendum in note.addenda if addendum.moved_from]
    return moved[-1].client if moved else note.session.client
