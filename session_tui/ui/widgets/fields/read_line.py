"""A line whose reading stands beneath it as it is typed."""

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
    """A label, a line, and what was understood. What is not understood stays in the line, and is told as ``unread``."""

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
        """Label and line beside each other, the reading beneath."""
        if self.label:
            yield Static(faint(self.label), classes="read-line--label")
        yield self.line
        yield self.reading

    def show(self, value: Any, *, unread: str = "", anew: bool = False) -> None:
        """Put a value into the line; until the line is edited it stays exactly that value.

        Args:
            value: what is shown; None shows what could not be read before (``unread``).
            unread: text without a value.
            anew: whether the line now stands for something else, so that nothing from before can be undone into it.
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
        """What the line means now; None when it means nothing."""
        text = self.line.text
        if text == self._shown and self._given is not None:
            return self._given
        return self.reader.read(text, self.context)

    @property
    def is_edited(self) -> bool:
        """Whether the line was changed since a value was put into it."""
        return self.line.text != self._shown

    @property
    def unread(self) -> str:
        """What was typed and could not be read, with its label in front; empty when all was read."""
        text = storable(self.line.text).strip()
        if not text or self.value is not None:
            return ""
        return f"{self.label}: {text}" if self.label else text

    @on(TextArea.Changed)
    def _after_change(self) -> None:
        self.say_reading()

    def on_descendant_focus(self) -> None:
        """Show what to type. A value that is read, and no sentence, is replaced by what is typed over it."""
        if self._given is not None and not self.is_edited and self.reader.is_whole:
            self.line.select_all()
        self.say_reading()

    def on_descendant_blur(
        self,
    ) -> None:
        """Write out what was understood, or say what becomes of a line that could not be read."""
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
        text, value = self.line.text, self.value
        if value is not None:
            said = self.reader.echo(value, self.context) if self.reader.echo else ""
            return "" if said == text else said
        if not text.strip():
            return self.reader.ask if is_here and self.line.has_focus and self.label else ""
        return self.reader.ask if is_here else "not understood; kept as a note"
