"""The line in which one types to narrow a list; it is there only while it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.containers import Vertical
from textual.message import Message

from session_tui.ui.safe_text import printable

if TYPE_CHECKING:
    from session_tui.ui.widgets.editor.line_editor import LineEditor


class FilterLine(Vertical):
    """Opened with ``/``. The text field in it is made when it is first opened: home stands sooner without it."""

    DEFAULT_CSS = """
    FilterLine { display: none; height: 1; }
    FilterLine.-open { display: block; }
    FilterLine LineEditor, FilterLine LineEditor:focus { height: 1; border: none; padding: 0; }
    """

    @dataclass(eq=False, repr=False)
    class Changed(Message):
        """Something was typed."""

        text: str

    @dataclass(eq=False, repr=False)
    class Submitted(Message):
        """Enter: what was found is wanted."""

        text: str

    @dataclass(eq=False, repr=False)
    class Stepped(Message):
        """Down (1) or up (-1): the list moves while one types."""

        step: int

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._placeholder = placeholder
        self._line: LineEditor | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return self.has_class("-open")

    @property
    def text(self) -> str:
        """What stands in it."""
        return self._line.text if self._line else ""

    async def open(self) -> None:
        """Show it, and write in it; awaited, the next key already lands there."""
        from session_tui.ui.widgets.editor.line_editor import LineEditor

        self.add_class("-open")
        if self._line is None:
            self._line = LineEditor(placeholder=printable(self._placeholder))
            await self.mount(self._line)
        self.screen.set_focus(self._line)

    def put_away(self) -> None:
        """Empty it and hide it."""
        if self._line:
            self._line.replace_all("")
        self.remove_class("-open")

    def on_text_area_changed(self, event: Any) -> None:
        """Pass on what was typed."""
        event.stop()
        self.post_message(self.Changed(self.text))

    def on_line_editor_submitted(self, event: Any) -> None:
        """Pass on that it is wanted."""
        event.stop()
        self.post_message(self.Submitted(self.text))

    def on_text_editor_edge_reached(self, event: Any) -> None:
        """Pass on where the list is to move."""
        event.stop()
        self.post_message(self.Stepped(1 if event.direction == "down" else -1))
