"""Free text, and lists with one item a line."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from session_tui.core.base.text import storable
from session_tui.core.model.values import Value
from session_tui.ui.widgets.editor.fill import fill_area
from session_tui.ui.widgets.editor.text_editor import TextEditor
from session_tui.ui.widgets.fields.base import PromptField


class TextField(PromptField):
    """Free text; a line that starts with ``>`` is the client's own words."""

    KEYS = "> their own words"
    PLACEHOLDER: ClassVar[str] = "…"

    def make(self) -> None:
        """The area that is written in."""
        self.area = TextEditor(placeholder=self.PLACEHOLDER, classes="field-area")
        self._given: Value | None = None
        self._shown = ""

    def parts(self) -> Iterable[Widget]:
        """The area."""
        yield self.area

    @property
    def value(self) -> Value | None:
        """The text, exactly as it stands; None when it is blank."""
        text = self.area.text
        return self._given if text == self._shown else self.read(text)

    def show_value(self, value: Value | None) -> None:
        """Put a text into the area."""
        self._given = value
        fill_area(self.area, self.to_text(value))
        self._shown = self.area.text

    def read(self, text: str) -> Value | None:
        """The value that a text means."""
        return storable(text) if text.strip() else None

    def to_text(self, value: Value | None) -> str:
        """The text that a value was."""
        return value if isinstance(value, str) else ""


class ListField(TextField):
    """One item a line; blank lines are no items."""

    KEYS = "one item a line"
    PLACEHOLDER = "one a line"

    def read(self, text: str) -> Value | None:
        """The lines that say something, without the bullet that may stand in front."""
        lines = (_without_bullet(line) for line in storable(text).split("\n"))
        return tuple(line for line in lines if line) or None

    def to_text(self, value: Value | None) -> str:
        """The items, one a line."""
        items = value if isinstance(value, tuple) else ()
        return "\n".join(str(item).replace("\n", " ") for item in items)


def _without_bullet(line: str) -> str:
    """A line as an item: a bullet typed by habit is not part of it."""
    line = line.strip()
    return line[2:].strip() if line[:2] in ("- ", "* ", "· ", "• ") else line
