"""The client."""

from dataclasses import dataclass
from datetime import date

from session_tui.core.model.values import NAME, SHORT
from session_tui.core.schema.field_types import Day
from session_tui.core.schema.fields import Document, optional, required


@dataclass(frozen=True, slots=True)
class Client(Document):
    """A client. ``address`` is the form of address they prefer; ``since`` the day of the first session."""

    code: str = required(NAME)
    name: str | None = optional(SHORT)
    address: str | None = optional(SHORT)
    since: date | None = optional(Day())
