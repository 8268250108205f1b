"""A line that shows below it how it was understood, as it is typed."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static, TextArea

from session_tui.core.base.text import storable
from session_tui.core.interview.context import FieldContext
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.editor.fill import faint, fill_area
from session_tui.ui.widgets.editor.line_editor import LineEditor
from session_tui.ui.widgets.editor.text_editor import TextEditor
from session_tui.ui.widgets.fields.readers import WORDS, ValueReader


class ReadLine(Widget):
    """A label, a line, and the value that was read.

    Text that cannot be read stays in the line and is reported as unread.
    """

    def __init__(
        self, label: str, reader: ValueReader = WORDS, *, context: FieldContext, placeholder: str = ""
    ) -> None:
        super().__init__(classes="read-line -labelled" if label else "read-line")
        self.label = label
        self.reader = reader
        self.context = context
        area = TextEditor if reader.is_long else LineEditor
        self.line = area(placeholder=placeholder or "–", classes="read-line--line")
        self.reading = Static(classes="read-line--reading")
        self._given: Any = None
        self._shown = ""

    def compose(self) -> ComposeResult:
        """Compose the label next to the line, and the reading below."""
        if self.label:
            yield Static(faint(self.label), classes="read-line--label")
        yield self.line
        yield self.reading

    def show(self, value: Any, *, unread: str = "", anew: bool = False) -> None:
        """Show a value; until the line is edited, :attr:`value` is exactly this value.

        Args:
            value: the value; None shows ``unread``.
            unread: text that could not be read as a value.
            anew: whether the line is now used for another item, so that undo must not restore the old text.
        """
        self._given = value
        text = unread if value is None else self.reader.to_text(value, self.context)
        if anew:
            self.line.load(text)
        else:
            fill_area(self.line, text)
        self._shown = self.line.text
        self.say_reading()

    @property
    def value(self) -> Any:
        """The value of the line; None if it cannot be read or is blank."""
        text = self.line.text
        if text == self._shown and self._given is not None:
            return self._given
        return self.reader.read(text, self.context)

    @property
    def is_edited(self) -> bool:
        """Whether the text was changed since a value was shown."""
        return self.line.text != self._shown

    @property
    def unread(self) -> str:
        """The text that could not be read, with its label in front; empty if all was read."""
        text = storable(self.line.text).strip()
        if not text or self.value is not None:
            return ""
        return f"{self.label}: {text}" if self.label else text

    @on(TextArea.Changed)
    def _after_change(self) -> None:
        """Update the reading."""
        self.say_reading()

    def on_descendant_focus(self) -> None:
        """Show what to type; select a value that is usually replaced as a whole, such as a date."""
        if self._given is not None and not self.is_edited and self.reader.is_whole:
            self.line.select_all()
        self.say_reading()

    def on_descendant_blur(
        self,
    ) -> None:
        """Write out what was understood, or say what happens to a line that could not be read."""
        value = self.value
        if value is not None and self.is_edited and self.reader.echo:
            fill_area(self.line, self.reader.to_text(value, self.context))
        self.say_reading(is_here=False)

    def say_reading(self, *, is_here: bool = True) -> None:
        """Show what was understood, or what to type."""
        said = self._reading(is_here)
        self.reading.update(as_content(said))
        self.reading.display = bool(said)

    def _reading(self, is_here: bool) -> str:
        """Return the text below the line."""
        text, value = self.line.text, self.value
        if value is not None:
            said = self.reader.echo(value, self.context) if self.reader.echo else ""
            return "" if said == text else said
        if not text.strip():
            return self.reader.ask if is_here and self.line.has_focus and self.label else ""
        return self.reader.ask if is_here else "not recognised; saved as a note"
