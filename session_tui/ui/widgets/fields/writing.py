"""Fields for free text, and for lists with one item per line."""

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
        """Create the editor."""
        self.area = TextEditor(placeholder=self.PLACEHOLDER, classes="field-area")
        self._given: Value | None = None
        self._shown = ""

    def parts(self) -> Iterable[Widget]:
        """Yield the editor."""
        yield self.area

    @property
    def value(self) -> Value | None:
        """The text, verbatim; None if it is blank."""
        text = self.area.text
        return self._given if text == self._shown else self.read(text)

    def show_value(self, value: Value | None) -> None:
        """Show a text."""
        self._given = value
        fill_area(self.area, self.to_text(value))
        self._shown = self.area.text

    def read(self, text: str) -> Value | None:
        """Return the value of a text."""
        return storable(text) if text.strip() else None

    def to_text(self, value: Value | None) -> str:
        """Return the text of a value."""
        return value if isinstance(value, str) else ""


class ListField(TextField):
    """One item per line; blank lines are ignored."""

    KEYS = "one item a line"
    PLACEHOLDER = "one a line"

    def read(self, text: str) -> Value | None:
        """Return the lines that are not blank, without bullets in front."""
        lines = (_without_bullet(line) for line in storable(text).split("\n"))
        return tuple(line for line in lines if line) or None

    def to_text(self, value: Value | None) -> str:
        """Return the items, one per line."""
        items = value if isinstance(value, tuple) else ()
        return "\n".join(str(item).replace("\n", " ") for item in items)


def _without_bullet(line: str) -> str:
    """Return a line as an item, without a bullet typed out of habit."""
    line = line.strip()
    return line[2:].strip() if line[:2] in ("- ", "* ", "· ", "• ") else line
