"""The details of an item: its fields, one per line, below its row."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from session_tui.core.base.text import storable
from session_tui.core.interview.context import FieldContext
from session_tui.ui.widgets.fields.items import Detail, Item
from session_tui.ui.widgets.fields.read_line import ReadLine


class Details(Widget):
    """Edits the fields of an item. One form serves all items of a field, one at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]

    @dataclass
    class Closed(Message):
        """Posted when the details should be closed."""

        details: "Details"

    def __init__(self, asked: Iterable[Detail], *, context: FieldContext) -> None:
        super().__init__(classes="details")
        self.asked = tuple(asked)
        self.lines = {each.name: ReadLine(each.label, each.reader, context=context) for each in self.asked}
        self.item: Item | None = None
        self.display = False

    def compose(self) -> ComposeResult:
        """Compose a line for each field."""
        yield from self.lines.values()

    def show_item(self, item: Item, names: Collection[str] = ()) -> None:
        """Show the fields of an item: those named, or all."""
        self.item = item
        now = item.now
        for name, line in self.lines.items():
            line.show(now.get(name), unread=item.unread.get(name, ""), anew=True)
            line.line.move_cursor(line.line.document.end)
            line.display = not names or name in names
        self.display = True

    def leave(self) -> None:
        """Hide the details and show no item."""
        self.item = None
        self.display = False

    def applied(self) -> Item | None:
        """Return the item with the edited lines applied; None if no item is shown.

        A field that holds an item's words is never made blank.
        """
        item = self.item
        if item is None:
            return None
        for name, line in self.lines.items():
            value = line.value
            if line.is_edited and not (value is None and name in ("words", "text", "name", "what")):
                item = item.with_field(name, value)
                item = item.with_unread(name, "" if value is not None else text_of_line(line))
        return item

    @property
    def shown_lines(self) -> list[ReadLine]:
        """The lines that are displayed."""
        return [line for line in self.lines.values() if line.display]

    def action_close(self) -> None:
        """Ask the field to close the details."""
        self.post_message(self.Closed(self))


def text_of_line(line: ReadLine) -> str:
    """Return the text of a line, stripped."""
    return storable(line.line.text).strip()
