"""A single-line editor, for notes, jots, names and filters."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from session_tui.ui.widgets.editor.exact_document import storable_text
from session_tui.ui.widgets.editor.text_editor import TextEditor


def joined_lines(text: str) -> str:
    """Join the lines of a text with spaces; a single line is returned unchanged."""
    kept = storable_text(text)
    if "\n" not in kept:
        return kept
    return " ".join(line.strip() for line in kept.split("\n") if line.strip())


class LineEditor(TextEditor):
    """One line of text that scrolls sideways; Enter submits it."""

    @dataclass
    class Submitted(Message):
        """Posted when Enter is pressed."""

        field: "LineEditor"
        value: str

        @property
        def control(self) -> "LineEditor":
            """The editor in which Enter was pressed."""
            return self.field

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(
            joined_lines(text),
            placeholder=placeholder,
            soft_wrap=False,
            id=id,
            classes=classes,
        )

    def load(self, text: str) -> None:
        """Set the text without undo and without a ``Changed`` message; several lines are joined with spaces."""
        super().load(joined_lines(text))

    def replace_all(self, text: str) -> None:
        """Replace the text as one undoable step; several lines are joined with spaces."""
        super().replace_all(joined_lines(text))

    def pasted_text(self, text: str) -> str:
        """Return pasted lines joined with spaces; nothing is cut."""
        return joined_lines(text)

    def on_key(self, event: events.Key) -> None:
        """Submit the text on Enter; the base class handles every other key."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self, self.text))
