"""The jot: one line for any section, written without leaving the current prompt."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from session_tui.actions.registry import JOTTING
from session_tui.core.input.parse_line import read_jot
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import SessionDialog
from session_tui.ui.screens.session.jot_sections import NAMES
from session_tui.ui.widgets.editor.line_editor import LineEditor


class JotScreen(SessionDialog[None]):
    """A line at the foot of the sheet. What stands in it is kept from the first letter on.

    Args:
        on_change: called with text and section after every key; a blank text takes the jot away.
    """

    ACTIONS = JOTTING
    HELP = "screens/session/file_jots"
    STYLES = ("screens/session/sheet",)
    AUTO_FOCUS = "LineEditor"
    BINDINGS = [Binding("enter", "cancel", show=False, priority=True)]

    def __init__(self, on_change: Callable[[str, str | None], None]) -> None:
        super().__init__()
        self._on_change = on_change

    def compose(self) -> ComposeResult:
        """The line, and where it will be filed."""
        with Vertical(id="jot", classes="pane"):
            yield LineEditor(placeholder="One line; enter to save")
            yield Static(id="jot-place", markup=False)

    def on_mount(self) -> None:
        """Name the letters."""
        self.query_one("#jot").border_title = "Jot"
        self._say_place("", None)

    @on(TextArea.Changed)
    def _after_key(self) -> None:
        """Pass on the text of the line and its section."""
        text, section = read_jot(self.query_one(LineEditor).text)
        self._on_change(text, section)
        self._say_place(text, section)

    def action_cancel(self) -> None:
        """Enter or Esc: back to the sheet; the jot is kept, as everything is."""
        self.dismiss()

    def _say_place(self, text: str, section: str | None) -> None:
        """Show the section of the jot, or the letters that choose one."""
        letters = "s story  g goals  e expectations  n next steps  p private"
        said = f"will go to {NAMES[section]}" if section else "to be filed later" if text else ""
        self.query_one("#jot-place", Static).update(as_content(said or f"Start with: {letters}"))
