"""The line that filters a list; hidden while it is not used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.containers import Vertical
from textual.message import Message

from session_tui.ui.safe_text import printable

if TYPE_CHECKING:
    from session_tui.ui.widgets.editor.line_editor import LineEditor


class FilterLine(Vertical):
    """Opened with ``/``. Its editor is created when it is first opened, because home appears sooner without it."""

    DEFAULT_CSS = """
    FilterLine { display: none; height: 1; }
    FilterLine.-open { display: block; }
    FilterLine LineEditor, FilterLine LineEditor:focus { height: 1; border: none; padding: 0; }
    """

    @dataclass(eq=False, repr=False)
    class Changed(Message):
        """Posted when the text changed."""

        text: str

    @dataclass(eq=False, repr=False)
    class Submitted(Message):
        """Posted when Enter is pressed."""

        text: str

    @dataclass(eq=False, repr=False)
    class Stepped(Message):
        """Posted when the list should move down (1) or up (-1) while the filter keeps the focus."""

        step: int

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._placeholder = placeholder
        self._line: LineEditor | None = None

    @property
    def is_open(self) -> bool:
        """Whether the line is displayed."""
        return self.has_class("-open")

    @property
    def text(self) -> str:
        """The text of the line."""
        return self._line.text if self._line else ""

    async def open(self) -> None:
        """Display the line and focus it. Await it, so that the next key is typed into the line."""
        from session_tui.ui.widgets.editor.line_editor import LineEditor

        self.add_class("-open")
        if self._line is None:
            self._line = LineEditor(placeholder=printable(self._placeholder))
            await self.mount(self._line)
        self.screen.set_focus(self._line)

    def put_away(self) -> None:
        """Clear the line and hide it."""
        if self._line:
            self._line.replace_all("")
        self.remove_class("-open")

    def on_text_area_changed(self, event: Any) -> None:
        """Forward a change of the text."""
        event.stop()
        self.post_message(self.Changed(self.text))

    def on_line_editor_submitted(self, event: Any) -> None:
        """Forward Enter."""
        event.stop()
        self.post_message(self.Submitted(self.text))

    def on_text_editor_edge_reached(self, event: Any) -> None:
        """Forward an arrow key to the list."""
        event.stop()
        self.post_message(self.Stepped(1 if event.direction == "down" else -1))
