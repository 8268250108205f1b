"""The list that all kinds of items share: rows changed by keys, details below a row, and an add line."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from session_tui.core.model.values import Value
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.chrome.key_labels import CLEARS, KeyRow
from session_tui.ui.widgets.editor.fill import faint
from session_tui.ui.widgets.editor.line_editor import LineEditor
from session_tui.ui.widgets.fields.details import Details
from session_tui.ui.widgets.fields.item_kind import ItemKind
from session_tui.ui.widgets.fields.item_row import AddLine, ItemBox, ItemRow
from session_tui.ui.widgets.fields.items import Item, merge_items, refreshed_items, replace_item


class ItemField(ItemKind):
    """A list of items. Open items from earlier sessions come first and are changed in place; the add line adds new
    ones.

    The entry contains only items that were touched. Text in the add line counts from its first character, under the id
    that the item keeps when Enter adds it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "undo_item", "Undo", show=False)]

    # Parts

    def make(self) -> None:
        """Create the rows, the details and the add line."""
        named = self.prompt.fields
        self.details = Details((d for d in self.DETAILS if self.is_asked(d)), context=self.context)
        self.rows: list[ItemRow] = []
        self.box = ItemBox(self.rows, self.details)
        self.nothing = KeyRow(faint(self.NOTHING), classes="items-nothing")
        self.adds = not self.prompt.is_live_only and not (named and self.WORDS not in named)
        self.add_line = AddLine(self._add_pending, self.context.new_id, self.read_add)
        self.add_reading = Static(classes="read-line--reading")
        self.calm_line = Static(classes="items-calm")
        self.items: tuple[Item, ...] = ()
        self._past: list[tuple[Item, ...]] = []

    def parts(self) -> Iterable[Widget]:
        """Yield the items, the text for an empty list, the add line with its reading, and the line about all items."""
        yield self.box
        yield self.nothing
        yield self.add_line
        yield self.add_reading
        yield self.calm_line

    def on_mount(self) -> None:
        """Draw the items."""
        self.draw()

    # Content

    @property
    def pending(self) -> Item | None:
        """The item in the add line that was not added yet."""
        return self.add_line.item() if self.adds else None

    def items_now(self) -> list[Item]:
        """Return the items, including what is being typed in the details and the add line."""
        held = replace_item(self.items, self.details.applied())
        return [*held, self.pending] if self.pending else [*held]

    @property
    def value(self) -> Value | None:
        """The documents of the items that were touched."""
        built = (self.build(item) for item in self.items_now() if item.is_touched)
        documents = tuple(document for document in built if document is not None)
        if self.IS_SINGLE:
            return documents[0] if documents else None  # type: ignore[return-value]
        return documents or None  # type: ignore[return-value]

    @property
    def unread(self) -> tuple[str, ...]:
        """Text that fits into no item."""
        return self.homeless(self.items_now())

    def show_value(self, value: Value | None) -> None:
        """Show the open items, changed by what an entry says about them."""
        documents = value if isinstance(value, tuple) else () if value is None else (value,)
        fields = [self.flat(each) for each in documents if isinstance(each, self.MAKES)]
        given = [(self.key_of(each), each) for each in fields]
        self.items = merge_items(self.live(), given, self.NEEDED)
        self._past.clear()
        self.details.leave()
        self.add_line.begin_anew()
        self.draw()

    def focus_first(self) -> None:
        """Focus the add line if there is one, else the first item.

        A prompt that is asked only because items are open starts with those items.
        """
        self._refresh_open()
        is_about_open = bool(self.prompt.condition) or not self.add_line.display
        rows = [row for row in self.rows if row.display] if is_about_open else []
        first = next(iter(rows), self.add_line if self.adds else self.nothing)
        self.screen.set_focus(first)  # not `focus()`, see `PromptField.focus_first`

    def _refresh_open(self) -> None:
        """Refresh the open items with what other prompts said about them meanwhile."""
        self.items = refreshed_items(self.items, self.live())
        self.draw()

    # Keys

    def press_row(self, row: ItemRow, key: str) -> bool:
        """Handle a key on a row; return whether it was used."""
        self._apply_details()
        item = self._item(row)
        if key in CLEARS:
            return self.clear(item)
        if key == "enter":
            return self.open(item, row)
        doing = self.on_item(item, key)
        if doing is None:
            return False
        if isinstance(doing, tuple):
            return not doing or self.open(item, row, *doing)
        self.put(item.with_fields(doing))
        return True

    def _item(self, row: ItemRow) -> Item:
        """Return the item of a row."""
        return self.items[self.rows.index(row)]

    def put(self, item: Item) -> None:
        """Replace the item with the same key; Ctrl+Z undoes it."""
        self.keep(replace_item(self.items, item))

    def keep(self, items: tuple[Item, ...]) -> None:
        """Replace all items; Ctrl+Z undoes it."""
        self._past.append(self.items)
        self.items = items
        self.draw()
        self.tell()

    def clear(self, item: Item) -> bool:
        """Remove an item that was added here; reset one from an earlier session."""
        if not item.is_added:
            self.put(item.untouched())
            return True
        place = self.items.index(item)
        self.keep(tuple(each for each in self.items if each is not item))
        [*self.rows[: len(self.items)], self.add_line][place].focus()
        return True

    def action_undo_item(self) -> None:
        """Undo the last change to the items."""
        if self._past:
            self.items = self._past.pop()
            self.draw()
            self.tell()

    @on(AddLine.NothingToUndo)
    def _undo_from_line(self, event: AddLine.NothingToUndo) -> None:
        """Undo the last change to the items when the add line has no edit to undo."""
        event.stop()
        self.action_undo_item()

    def catch(self, letter: str) -> bool:
        """Start an item's own text, a new item, or the note with a letter that has no other meaning."""
        row = self.screen.focused
        if isinstance(row, ItemRow) and self.CATCHES in self.details.lines and not self._item(row).is_added:
            self.open(self._item(row), row, self.CATCHES)
            area = self.details.lines[self.CATCHES].line
        elif self.adds and self.add_line.display:
            area = self.add_line
            self.screen.set_focus(area)
        else:
            return super().catch(letter)
        area.move_cursor(area.document.end)
        area.insert(letter)
        return True

    def submitted(self, line: Widget) -> None:
        """Handle Enter: the last detail closes the details, any other line moves on."""
        shown = self.details.shown_lines if self.details.display else []
        if shown and line is shown[-1].line:
            row = self._close()
            stops = self.stops()
            behind = stops[stops.index(row) + 1 :] if row in stops else []
            self.screen.set_focus(next(iter([*behind, row]), self))
            return
        super().submitted(line)

    def _add_pending(self) -> bool:
        """Add the item in the add line; return whether there was one."""
        item = self.pending
        if item is not None:
            self._add(item)
        return item is not None

    def _add(self, item: Item) -> None:
        """Add an item and clear the add line; a single item opens its details at once."""
        self.add_line.begin_anew()
        self.keep((*self.items, item))
        if self.IS_SINGLE:
            self.call_later(self.open, item, self.rows[len(self.items) - 1])
            return
        self.call_after_refresh(self.add_line.scroll_visible)

    # Details

    def open(self, item: Item, row: ItemRow, *names: str) -> bool:
        """Open details below an item's row: those named, or those that the prompt asks for."""
        self._apply_details()
        if not self.details.lines:
            return True
        self.box.put_details(after=row)
        held = next(each for each in self.items if each.key == item.key)
        asked = [each for each in self.prompt.fields if each in self.details.lines]
        self.details.show_item(held, names or asked)
        self.screen.set_focus(self.details.shown_lines[0].line)  # not `focus()`, which is deferred
        return True

    @on(Details.Closed)
    def _after_closed(self, event: Details.Closed) -> None:
        """Close the details and return the focus to their row."""
        event.stop()
        self.screen.set_focus(self._close())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Close the details when another item takes the focus, and update the add line."""
        if self.details.display and self.details not in event.widget.ancestors:
            self._close()
        self.say_add()

    def _settle(self) -> None:
        """Also close the details when the focus has moved to another field."""
        super()._settle()
        if self.details.display and not self.is_here and self.screen.focused:
            self._close()
        self.say_add()

    def _close(self) -> Widget:
        """Close the details and return the widget of their row."""
        item = self.details.item
        self._apply_details()
        self.details.leave()
        self.draw()
        keys = [each.key for each in self.items]
        return self.rows[keys.index(item.key)] if item and item.key in keys else self.add_line

    def _apply_details(self) -> None:
        """Apply the edited details to the item; one Ctrl+Z on the row undoes them all."""
        item = self.details.applied()
        if item is None or item == self.details.item:
            return
        self._past.append(self.items)
        self.items = replace_item(self.items, item)
        self.details.item = None
        self.tell()

    # Display

    def draw(self) -> None:
        """Draw a row for each item."""
        self.box.make_room(len(self.items), self.press_row)
        held = [item for item in self.items if item.is_touched] if self.IS_SINGLE else []
        for place, row in enumerate(self.rows):
            item = self.items[place] if place < len(self.items) else None
            row.display = item is not None and (not held or item in held)
            if item is not None:
                row.update(self.look(item))
        self.add_line.display = self.adds and not held
        self.nothing.display = not self.items and not self.adds
        self.say_add()

    def say_add(self) -> None:
        """Update the placeholder of the add line, what was read from it, and the line about all items."""
        self.add_line.ask(self.PLACEHOLDER if self.is_here else "" if self.items else "…")
        pending = self.pending
        said = self.said(pending.given) if pending else ""
        self.add_reading.update(as_content(said))
        self.add_reading.display = bool(said) and self.add_line.display
        calm = self.calm(self.items_now())
        self.calm_line.update(as_content(calm))
        self.calm_line.display = bool(calm)

    def tell(self) -> None:
        """Update the reading of the add line, and post ``Changed`` if the entry changed."""
        self.say_add()
        super().tell()

    def hint_for(self, part: Widget) -> str:
        """Return the key hint for a row, the details or the add line."""
        if isinstance(part, ItemRow) and part in self.rows[: len(self.items)]:
            return self.NEW_KEYS if self._item(part).is_added else self.KEYS
        if part is self.add_line:
            return self.ADD_KEYS
        is_detail = isinstance(part, LineEditor) and self.details.display
        return "enter next  esc closes" if is_detail else ""
