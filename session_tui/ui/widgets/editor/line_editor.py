"""A field of one line: notes beside a scale, jots, names, filters."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from session_tui.ui.widgets.editor.exact_document import storable_text
from session_tui.ui.widgets.editor.text_editor import TextEditor


def joined_lines(text: str) -> str:
    """Several lines as one, with a space between them; one line as it is."""
    kept = storable_text(text)
    if "\n" not in kept:
        return kept
    return " ".join(line.strip() for line in kept.split("\n") if line.strip())


class LineEditor(TextEditor):
    """One line of text that scrolls sideways; Enter hands it in."""

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        field: "LineEditor"
        value: str

        @property
        def control(self) -> "LineEditor":
            """The field in which Enter was pressed."""
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
        """Fill the field for the first time, several lines joined with spaces; nothing to undo, no ``Changed``."""
        super().load(joined_lines(text))

    def replace_all(self, text: str) -> None:
        """Put text in the place of all that is written, several lines joined with spaces, as one step."""
        super().replace_all(joined_lines(text))

    def pasted_text(self, text: str) -> str:
        """A paste of several lines joined with spaces, nothing cut."""
        return joined_lines(text)

    def on_key(self, event: events.Key) -> None:
        """Enter hands in what is written; every other key is the area's."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self, self.text))
