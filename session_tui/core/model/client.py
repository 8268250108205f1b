"""A client: who the sessions are with."""

from dataclasses import dataclass
from datetime import date

from session_tui.core.model.values import NAME, SHORT
from session_tui.core.schema.field_types import Day
from session_tui.core.schema.fields import Document, given, needed


@dataclass(frozen=True, slots=True)
class Client(Document):
    """A client. ``address`` is how they like to be addressed; ``since`` the day of the first session."""

    code: str = needed(NAME)
    name: str | None = given(SHORT)
    address: str | None = given(SHORT)
    since: date | None = given(Day())
