"""One text area over the whole screen: ``python -m bench.apps.one_area stock|ours FILE``."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea

from session_tui.ui.widgets.editor.text_editor import TextEditor


class OneArea(App[None]):
    """The same text in the stock widget or in ours, with the cursor at the end; one key quits."""

    CSS = "TextArea { height: 1fr; overflow-y: auto; }"
    BINDINGS = [("ctrl+q", "quit", "Quit")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, kind: str, text: str) -> None:
        super().__init__()
        self.area: TextArea = TextArea(text) if kind == "stock" else TextEditor(text)

    def compose(self) -> ComposeResult:
        """Yield the text area."""
        yield self.area

    def on_mount(self) -> None:
        """Move the cursor to the end of the text."""
        self.area.focus()
        self.area.move_cursor(self.area.document.end)


if __name__ == "__main__":
    OneArea(sys.argv[1], Path(sys.argv[2]).read_text(encoding="utf-8")).run()
