"""What all lists of items have in common: rows changed by keys, details beneath a row, a line that adds."""

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
    """A list of items. What stands open from before comes first and is changed in place; a line at the foot adds.

    The entry names only what was touched. What stands in the line at the foot counts from its first character, under
    the id that it keeps when Enter makes it an item.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "undo_item", "Undo", show=False)]

    # The parts

    def make(self) -> None:
        """Rows, details and the line at the foot."""
        named = self.prompt.fields
        self.details = Details((d for d in self.DETAILS if self.is_asked(d)), context=self.context)
        self.rows: list[ItemRow] = []
        self.box = ItemBox(self.rows, self.details)
        self.nothing = KeyRow(faint(self.NOTHING), classes="items-nothing")
        self.adds = not self.prompt.is_live_only and not (named and self.WORDS not in named)
        self.add_line = AddLine(self._hand_in, self.context.new_id, self.read_add)
        self.add_reading = Static(classes="read-line--reading")
        self.calm_line = Static(classes="items-calm")
        self.items: tuple[Item, ...] = ()
        self._past: list[tuple[Item, ...]] = []

    def parts(self) -> Iterable[Widget]:
        """The items, what is said when there are none, the line at the foot, and what is asked of all of them."""
        yield self.box
        yield self.nothing
        yield self.add_line
        yield self.add_reading
        yield self.calm_line

    def on_mount(self) -> None:
        """Show the items."""
        self.draw()

    # What they hold

    @property
    def pending(self) -> Item | None:
        """The item that stands in the line at the foot and was not handed in yet."""
        return self.add_line.item() if self.adds else None

    def items_now(self) -> list[Item]:
        """The items with everything that was written until now."""
        held = replace_item(self.items, self.details.applied())
        return [*held, self.pending] if self.pending else [*held]

    @property
    def value(self) -> Value | None:
        """The items that were touched."""
        built = (self.build(item) for item in self.items_now() if item.is_touched)
        documents = tuple(document for document in built if document is not None)
        if self.IS_SINGLE:
            return documents[0] if documents else None  # type: ignore[return-value]
        return documents or None  # type: ignore[return-value]

    @property
    def unread(self) -> tuple[str, ...]:
        """What fits into no item."""
        return self.homeless(self.items_now())

    def show_value(self, value: Value | None) -> None:
        """Show what stands open, and what an entry says of it."""
        documents = value if isinstance(value, tuple) else () if value is None else (value,)
        fields = [self.flat(each) for each in documents if isinstance(each, self.MAKES)]
        given = [(self.key_of(each), each) for each in fields]
        self.items = merge_items(self.live(), given, self.NEEDED)
        self._past.clear()
        self.details.leave()
        self.add_line.begin_anew()
        self.draw()

    def focus_first(self) -> None:
        """The line at the foot where something can be added, else the first item.

        A prompt that is asked only because something stands open begins with what stands open.
        """
        self._look_again()
        is_about_open = bool(self.prompt.condition) or not self.add_line.display
        rows = [row for row in self.rows if row.display] if is_about_open else []
        first = next(iter(rows), self.add_line if self.adds else self.nothing)
        self.screen.set_focus(first)  # at once, as in every field

    def _look_again(self) -> None:
        """Take over what other prompts said of the items since."""
        self.items = refreshed_items(self.items, self.live())
        self.draw()

    # What the hands do

    def press_row(self, row: ItemRow, key: str) -> bool:
        """What a key does on a row. Returns whether it did anything."""
        self._take_details()
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
        return self.items[self.rows.index(row)]

    def put(self, item: Item) -> None:
        """Put an item in the place of the one with its key; Ctrl+Z takes it back."""
        self.keep(replace_item(self.items, item))

    def keep(self, items: tuple[Item, ...]) -> None:
        """Have these items now; Ctrl+Z takes it back."""
        self._past.append(self.items)
        self.items = items
        self.draw()
        self.tell()

    def clear(self, item: Item) -> bool:
        """Remove an item that was added here; leave one from before as it was."""
        if not item.is_added:
            self.put(item.untouched())
            return True
        place = self.items.index(item)
        self.keep(tuple(each for each in self.items if each is not item))
        [*self.rows[: len(self.items)], self.add_line][place].focus()
        return True

    def action_undo_item(self) -> None:
        """Take back the last change to the items."""
        if self._past:
            self.items = self._past.pop()
            self.draw()
            self.tell()

    @on(AddLine.NothingToUndo)
    def _undo_from_line(self, event: AddLine.NothingToUndo) -> None:
        event.stop()
        self.action_undo_item()

    def catch(self, letter: str) -> bool:
        """A letter without a meaning begins an item's own text, a new item, or the note."""
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
        """Enter: the last detail closes, any other line goes on."""
        shown = self.details.shown_lines if self.details.display else []
        if shown and line is shown[-1].line:
            row = self._close()
            stops = self.stops()
            behind = stops[stops.index(row) + 1 :] if row in stops else []
            self.screen.set_focus(next(iter([*behind, row]), self))
            return
        super().submitted(line)

    def _hand_in(self) -> bool:
        """Make an item of the line at the foot. Returns whether there was one."""
        item = self.pending
        if item is not None:
            self._add(item)
        return item is not None

    def _add(self, item: Item) -> None:
        self.add_line.begin_anew()
        self.keep((*self.items, item))
        if self.IS_SINGLE:
            self.call_later(self.open, item, self.rows[len(self.items) - 1])
            return
        self.call_after_refresh(self.add_line.scroll_visible)

    # Details

    def open(self, item: Item, row: ItemRow, *names: str) -> bool:
        """Open an item's details beneath its row: those named, or those that the prompt asks for."""
        self._take_details()
        if not self.details.lines:
            return True
        self.box.put_details(after=row)
        held = next(each for each in self.items if each.key == item.key)
        asked = [each for each in self.prompt.fields if each in self.details.lines]
        self.details.show_item(held, names or asked)
        self.screen.set_focus(self.details.shown_lines[0].line)  # at once, as in every field
        return True

    @on(Details.Closed)
    def _after_closed(self, event: Details.Closed) -> None:
        event.stop()
        self.screen.set_focus(self._close())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Details close when the focus goes to another item; the line at the foot says what goes into it."""
        if self.details.display and self.details not in event.widget.ancestors:
            self._close()
        self.say_add()

    def _settle(self) -> None:
        """Close the details, too, when the focus has gone to another field."""
        super()._settle()
        if self.details.display and not self.is_here and self.screen.focused:
            self._close()
        self.say_add()

    def _close(self) -> Widget:
        """Close the details; their row."""
        item = self.details.item
        self._take_details()
        self.details.leave()
        self.draw()
        keys = [each.key for each in self.items]
        return self.rows[keys.index(item.key)] if item and item.key in keys else self.add_line

    def _take_details(self) -> None:
        """Keep what is written in the details; one Ctrl+Z on the row takes all of it back."""
        item = self.details.applied()
        if item is None or item == self.details.item:
            return
        self._past.append(self.items)
        self.items = replace_item(self.items, item)
        self.details.item = None
        self.tell()

    # How they look

    def draw(self) -> None:
        """Draw the rows anew, as many as there are items."""
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
        """Show what goes into the line at the foot, what was read from it, and what is asked of all items."""
        self.add_line.ask(self.PLACEHOLDER if self.is_here else "" if self.items else "…")
        pending = self.pending
        said = self.said(pending.given) if pending else ""
        self.add_reading.update(as_content(said))
        self.add_reading.display = bool(said) and self.add_line.display
        calm = self.calm(self.items_now())
        self.calm_line.update(as_content(calm))
        self.calm_line.display = bool(calm)

    def tell(self) -> None:
        """Show the reading of the line at the foot, and post Changed if anything did change."""
        self.say_add()
        super().tell()

    def hint_for(self, part: Widget) -> str:
        """What the keys do on a row, in the details, and in the line at the foot."""
        if isinstance(part, ItemRow) and part in self.rows[: len(self.items)]:
            return self.NEW_KEYS if self._item(part).is_added else self.KEYS
        if part is self.add_line:
            return self.ADD_KEYS
        is_detail = isinstance(part, LineEditor) and self.details.display
        return "enter next  esc closes" if is_detail else ""
