"""The rows of a list of items, the box around them, and the add line."""

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
    """One item. The list handles its keys; capitals are kept apart, because they start a sentence and are no commands."""

    FOLDS = False

    def __init__(self, on_press: Callable[["ItemRow", str], bool]) -> None:
        super().__init__(classes="item-row")
        self.on_press = on_press

    def press(self, key: str) -> bool:
        """Pass the key to the list."""
        return self.on_press(self, key)

    def on_click(self, event: events.Click) -> None:
        """Open the details on a double click."""
        if event.chain == 2:
            event.stop()
            self.press("enter")


class ItemBox(Widget):
    """Holds the rows, and the details below one of them. Unused rows are hidden and used again, never removed."""

    def __init__(self, rows: list[ItemRow], details: Widget) -> None:
        super().__init__(classes="items")
        self.rows = rows
        self.details = details

    def compose(self) -> ComposeResult:
        """Compose the rows created so far, and the details."""
        yield from self.rows
        yield self.details

    def on_mount(self) -> None:
        """Mount the rows that were created after composing."""
        self._show_new()

    def make_room(self, count: int, on_press: Callable[[ItemRow, str], bool]) -> None:
        """Create rows until there are at least ``count``."""
        self.rows += (ItemRow(on_press) for _ in range(count - len(self.rows)))
        if self.is_mounted:
            self._show_new()

    def put_details(self, *, after: ItemRow) -> None:
        """Move the details below a row."""
        if after.is_attached and self.details.is_attached:
            self.move_child(self.details, after=after)

    def _show_new(self) -> None:
        """Mount the rows that are not mounted yet."""
        new = [row for row in self.rows if not row.is_attached]
        if new:
            self.mount(*new)


class AddLine(LineEditor):
    """The line below a list that adds an item on Enter.

    Enter is handled at once rather than by a message, because the next key already starts the next item.
    """

    @dataclass
    class NothingToUndo(Message):
        """Posted when Ctrl+Z is pressed and the line has no edit to undo."""

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
        """Return the item that is being typed; it keeps its id while it is typed. None if the line is blank."""
        line = storable(self.text).strip()
        if not line:
            return None
        self._key = self._key or self.new_id()
        # Read only changed text: the item is asked for at every redraw.
        if self._read[:2] != (line, self._key):
            self._read = line, self._key, Item(self._key, given=self.read(line, self._key))
        return self._read[2]

    def begin_anew(self) -> None:
        """Clear the line for another item."""
        self._key = ""
        self.load("")

    def ask(self, what: str) -> None:
        """Set the placeholder."""
        asked = as_content(what)
        if self.placeholder != asked:
            self.placeholder = asked

    def on_key(self, event: events.Key) -> None:
        """Add the item on Enter; if the line is blank, Enter is submitted as in any other line."""
        if event.key == "enter" and self.on_enter():
            event.stop()
            event.prevent_default()

    def action_undo(self) -> None:
        """Undo the last edit, or report that there is none."""
        before = self.text
        super().action_undo()
        if self.text == before:
            self.post_message(self.NothingToUndo(self))
