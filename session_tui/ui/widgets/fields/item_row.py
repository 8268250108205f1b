"""The rows of a list of items, the box around them, and the line that adds one."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from session_tui.ui.widgets.key_line import KeyLine
from session_tui.ui.widgets.one_line import OneLine


class ItemRow(KeyLine):
    """One item. The list around it knows what its keys mean; a capital letter begins a sentence and is no command."""

    FOLDS = False

    def __init__(self, on_press: Callable[["ItemRow", str], bool]) -> None:
        super().__init__(classes="item-row")
        self.on_press = on_press

    def press(self, key: str) -> bool:
        """Ask the list."""
        return self.on_press(self, key)

    def on_click(self, event: events.Click) -> None:
        """A double click opens the details."""
        if event.chain == 2:
            event.stop()
            self.press("enter")


class ItemBox(Widget):
    """The rows beneath each other, the details beneath one of them. Rows are kept and used again, never taken away."""

    def __init__(self, rows: list[ItemRow], details: Widget) -> None:
        super().__init__(classes="items")
        self.rows = rows
        self.details = details

    def compose(self) -> ComposeResult:
        """The rows that are there already, and the details."""
        yield from self.rows
        yield self.details

    def on_mount(self) -> None:
        """Show the rows that came meanwhile."""
        self._show_new()

    def make_room(self, count: int, on_press: Callable[[ItemRow, str], bool]) -> None:
        """Have at least so many rows."""
        self.rows += (ItemRow(on_press) for _ in range(count - len(self.rows)))
        if self.is_mounted:
            self._show_new()

    def put_details(self, *, after: ItemRow) -> None:
        """Move the details beneath a row."""
        if after.is_attached and self.details.is_attached:
            self.move_child(self.details, after=after)

    def _show_new(self) -> None:
        new = [row for row in self.rows if not row.is_attached]
        if new:
            self.mount(*new)


class AddLine(OneLine):
    """The line at the foot of a list: Enter makes it an item."""

    @dataclass
    class NothingToUndo(Message):
        """Ctrl+Z was pressed where nothing was typed."""

        line: "AddLine"

    def action_undo(self) -> None:
        """Take back the last edit, or tell that there is none."""
        before = self.text
        super().action_undo()
        if self.text == before:
            self.post_message(self.NothingToUndo(self))
