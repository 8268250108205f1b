"""Fields for a day or a length of time, typed as people say it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from session_tui.core.model.values import Value
from session_tui.ui.widgets.fields.base import PromptField
from session_tui.ui.widgets.fields.read_line import ReadLine
from session_tui.ui.widgets.fields.readers import DAY, DURATION, ValueReader


class DateField(PromptField):
    """A day; text that cannot be read as one is kept as the note."""

    KEYS = "fri  +2w  4 dec  2026-12-04  enter note"
    OPENS_NOTE = True
    READER: ClassVar[ValueReader] = DAY
    PLACEHOLDER: ClassVar[str] = "fri, +2w, 4 dec"

    def make(self) -> None:
        """Create the line."""
        self.typed = ReadLine("", self.READER, context=self.context, placeholder=self.PLACEHOLDER)

    def parts(self) -> Iterable[Widget]:
        """Yield the line."""
        yield self.typed

    @property
    def value(self) -> Value | None:
        """The day."""
        value: Value | None = self.typed.value
        return value

    def show_value(self, value: Value | None) -> None:
        """Show a day."""
        self.typed.show(value)

    @property
    def unread(self) -> tuple[str, ...]:
        """The text of a line that could not be read."""
        return (self.typed.unread,)


class DurationField(DateField):
    """A length of time; text that cannot be read as one is kept as the note."""

    KEYS = "6 weeks  3m  10d  enter note"
    READER = DURATION
    PLACEHOLDER = "6 weeks, 3m"
