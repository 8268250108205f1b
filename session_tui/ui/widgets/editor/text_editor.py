"""The area in which every free text is written."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets.text_area import Edit, EditResult

from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.editor.exact_document import storable_text
from session_tui.ui.widgets.editor.line_cache import LineCachedArea

TEXT_LIMIT = 1_000_000
"""The most characters that one area takes; beyond it a key would take longer than typing."""


def _hidden(keys: str, action: str, description: str) -> Binding:
    return Binding(keys, action, description, show=False)


class TextEditor(LineCachedArea):
    """Free text: wrapped, growing with what is written, and exactly what was typed or pasted.

    Escape, Tab, the function keys and the sheet's Ctrl letters pass through to the screen. What is copied or cut goes to ``App.copy_to_clipboard``, which decides how far.
    An area of a fixed or greatest height wants ``overflow-y: auto`` too; one that grows would wrap thrice for each new row.
    """

    DEFAULT_CSS = """
    TextEditor {
        height: auto;
        min-height: 1;
        overflow: hidden hidden;
        scrollbar-size: 1 1;
        & .row-cache--client-words { color: $text-accent; text-style: italic; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        _hidden("up", "cursor_up", "Up"),
        _hidden("down", "cursor_down", "Down"),
        _hidden("left", "cursor_left", "Left"),
        _hidden("right", "cursor_right", "Right"),
        _hidden("ctrl+left", "cursor_word_left", "Word left"),
        _hidden("ctrl+right", "cursor_word_right", "Word right"),
        _hidden("home,ctrl+a", "cursor_line_start", "Start of the line"),
        _hidden("end,ctrl+e", "cursor_line_end", "End of the line"),
        _hidden("ctrl+home", "cursor_text_start", "Start of the text"),
        _hidden("ctrl+end", "cursor_text_end", "End of the text"),
        _hidden("pageup", "cursor_page_up", "Page up"),
        _hidden("pagedown", "cursor_page_down", "Page down"),
        _hidden("shift+up", "cursor_up(True)", "Select up"),
        _hidden("shift+down", "cursor_down(True)", "Select down"),
        _hidden("shift+left", "cursor_left(True)", "Select left"),
        _hidden("shift+right", "cursor_right(True)", "Select right"),
        _hidden("ctrl+shift+left", "cursor_word_left(True)", "Select a word left"),
        _hidden("ctrl+shift+right", "cursor_word_right(True)", "Select a word right"),
        _hidden("shift+home", "cursor_line_start(True)", "Select to the start of the line"),
        _hidden("shift+end", "cursor_line_end(True)", "Select to the end of the line"),
        _hidden("ctrl+shift+home", "cursor_text_start(True)", "Select to the start of the text"),
        _hidden("ctrl+shift+end", "cursor_text_end(True)", "Select to the end of the text"),
        _hidden("backspace", "delete_left", "Delete left"),
        _hidden("delete,ctrl+d", "delete_right", "Delete right"),
        _hidden("ctrl+w,ctrl+backspace,alt+backspace", "delete_word_left", "Delete a word left"),
        _hidden("ctrl+delete,alt+delete", "delete_word_right", "Delete a word right"),
        _hidden("ctrl+u,super+backspace", "delete_to_start_of_line", "Delete to the start of the line"),
        _hidden("ctrl+k", "delete_to_end_of_line_or_delete_line", "Delete to the end of the line"),
        _hidden("ctrl+shift+k", "delete_line", "Delete the line"),
        _hidden("ctrl+x,super+x", "cut", "Cut"),
        _hidden("ctrl+c,super+c", "copy", "Copy"),
        _hidden("ctrl+v", "paste", "Paste"),
        _hidden("ctrl+z,super+z", "undo", "Undo"),
        _hidden("ctrl+y,super+y", "redo", "Redo"),
    ]

    @dataclass
    class EdgeReached(Message):
        """Up was pressed in the first row, or Down in the last."""

        area: "TextEditor"
        direction: Literal["up", "down"]

        @property
        def control(self) -> "TextEditor":
            """The area that was left."""
            return self.area

    @dataclass
    class PasteRefused(Message):
        """A paste was too long; what was written before is untouched."""

        area: "TextEditor"
        size: int
        """Characters in the paste."""
        limit: int = TEXT_LIMIT
        """Characters that an area takes in all."""

        @property
        def control(self) -> "TextEditor":
            """The area that was pasted into."""
            return self.area

        def __str__(self) -> str:
            return (
                f"Nothing was pasted: the text has {self.size:,} characters, and a field holds {self.limit:,}. "
                "The field was not changed. Paste part of the text, or keep it in a separate file."
            )

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        soft_wrap: bool = True,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(text, soft_wrap=soft_wrap, id=id, classes=classes)
        self.set_reactive(LineCachedArea.placeholder, as_content(placeholder))

    # Filling, replacing, and where the cursor stands

    def load(self, text: str) -> None:
        """Fill the area for the first time: nothing to undo, and no ``Changed``. The cursor goes to the start."""
        self.history.clear()
        self.reset_document(text)

    def replace_all(self, text: str) -> None:
        """Put text in the place of all that is written, as one step that can be undone."""
        self.replace(text, self.document.start, self.document.end, maintain_selection_offset=False)

    @property
    def place(self) -> tuple[int, int]:
        """Where the cursor stands: line and column, from 0. A place outside the text becomes the nearest one inside."""
        return self.cursor_location

    @place.setter
    def place(self, place: tuple[int, int]) -> None:
        line = min(max(place[0], 0), self.document.line_count - 1)
        column = min(max(place[1], 0), len(self.document.get_line(line)))
        self.move_cursor((line, column))

    # Pasting

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, by what a file can hold."""
        edit.text = storable_text(edit.text)
        return super().edit(edit)

    def on_paste(self, event: events.Paste) -> None:
        """Take in a paste from the terminal."""
        event.prevent_default()
        event.stop()
        if not self.read_only and self._take_in(event.text):
            self.focus()

    def action_paste(self) -> None:
        """Insert what was copied inside the program."""
        if not self.read_only:
            self._take_in(self.app.clipboard)

    def _take_in(self, text: str) -> bool:
        """Insert a pasted text, unless it would make the area too long."""
        kept = self.pasted_text(text)
        if len(kept) + self.document.length - len(self.selected_text) > TEXT_LIMIT:
            self.post_message(self.PasteRefused(self, len(kept)))
            return False
        self.replace(kept, *self.selection, maintain_selection_offset=False)
        return True

    def pasted_text(self, text: str) -> str:
        """A pasted text as it goes into the area."""
        return storable_text(text)

    def action_cut(self) -> None:
        """Cut the selection, or the line where nothing is selected; pasting at once puts it back."""
        if self.read_only:
            return
        start, end = self.selection
        if self.selection.is_empty:
            line, last = self.cursor_location[0], self.document.line_count - 1
            start = (line, 0)
            end = (line + 1, 0) if line < last else (line, len(self.document.get_line(line)))
        if cut := self.delete(start, end, maintain_selection_offset=False).replaced_text:
            self.app.copy_to_clipboard(cut)

    # Moving

    def action_cursor_up(self, select: bool = False) -> None:
        """One row up, or out of the area from its first row."""
        if select or not self.navigator.is_first_wrapped_line(self.cursor_location):
            super().action_cursor_up(select)
        else:
            self.post_message(self.EdgeReached(self, "up"))

    def action_cursor_down(self, select: bool = False) -> None:
        """One row down, or out of the area from its last row."""
        if select or not self.navigator.is_last_wrapped_line(self.cursor_location):
            super().action_cursor_down(select)
        else:
            self.post_message(self.EdgeReached(self, "down"))

    def on_focus(self) -> None:
        """Bring the cursor's row into sight, not only the area's first."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def on_resize(self) -> None:
        """Keep the cursor's row in sight where the text has wrapped anew."""
        if self.has_focus:
            self.call_after_refresh(self.scroll_cursor_visible)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Bring the cursor's row into sight, here and in whatever scrolls around this area."""
        moved = super().scroll_cursor_visible(center, animate)
        if self.has_focus and self.is_mounted and not self._is_cursor_in_sight():
            self.call_after_refresh(self._scroll_around)
        return moved

    def _is_cursor_in_sight(self) -> bool:
        """Is the cursor's row inside the area and the part of it that is on the screen?"""
        return self.cursor_screen_offset.y in self.visible_rows

    @property
    def visible_rows(self) -> range:
        """The rows of the screen in which this area is in sight."""
        shown = self.content_region
        for scroller in self._scrollers():
            shown = shown.intersection(scroller.scrollable_content_region)
        return range(shown.y, shown.bottom)

    def _scrollers(self) -> list[Widget]:
        """What scrolls up and down around this area, innermost first."""
        around = (node for node in self.ancestors if isinstance(node, Widget))
        return [widget for widget in around if widget.allow_vertical_scroll]

    def _scroll_around(self) -> None:
        """Scroll what is around this area by as little as brings the cursor's row into sight."""
        row = self.cursor_screen_offset.y
        for scroller in self._scrollers():
            window = scroller.scrollable_content_region
            distance = min(row - window.y, 0) + max(row - window.bottom + 1, 0)
            if distance:
                scroller.scroll_relative(y=distance, animate=False)
                row -= distance

    def action_cursor_text_start(self, select: bool = False) -> None:
        """To the first character."""
        self.move_cursor(self.document.start, select=select)

    def action_cursor_text_end(self, select: bool = False) -> None:
        """Behind the last character."""
        self.move_cursor(self.document.end, select=select)
