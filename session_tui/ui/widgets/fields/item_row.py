"""The rows of a list of items, the box around them, and the line that adds one."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from session_tui.core.base.text import storable
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.chrome.key_labels import KeyRow
from session_tui.ui.widgets.editor.line_editor import LineEditor
from session_tui.ui.widgets.fields.items import Fields, Item


class ItemRow(KeyRow):
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


class AddLine(LineEditor):
    """The line at the foot of a list: Enter makes it an item, at once, since the next key begins the next item."""

    @dataclass
    class NothingToUndo(Message):
        """Ctrl+Z was pressed where nothing was typed."""

        line: "AddLine"

    def __init__(
        self,
        on_enter: Callable[[], bool],
        new_id: Callable[[], str],
        read: Callable[[str, str], Fields],
    ) -> None:
        super().__init__(classes="add-line")
        self.on_enter = on_enter
        self.new_id = new_id
        self.read = read
        self._key = ""
        self._read = ("", "", Item(""))

    def item(self) -> Item | None:
        """The item that is written here; it keeps its id while it is written."""
        line = storable(self.text).strip()
        if not line:
            return None
        self._key = self._key or self.new_id()
        if self._read[:2] != (line, self._key):
            self._read = line, self._key, Item(self._key, given=self.read(line, self._key))
        return self._read[2]

    def begin_anew(self) -> None:
        """Be empty, for another item."""
        self._key = ""
        self.load("")

    def ask(self, what: str) -> None:
        """Say what goes in, as long as nothing is written."""
        asked = as_content(what)
        if self.placeholder != asked:
            self.placeholder = asked

    def on_key(self, event: events.Key) -> None:
        """Enter makes an item of what is written; where nothing is, it is told as in any line."""
        if event.key == "enter" and self.on_enter():
            event.stop()
            event.prevent_default()

    def action_undo(self) -> None:
        """Take back the last edit, or tell that there is none."""
        before = self.text
        super().action_undo()
        if self.text == before:
            self.post_message(self.NothingToUndo(self))
