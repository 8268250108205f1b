"""The editor for all free text."""

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
"""Most characters in one editor; beyond it, handling a key takes longer than typing it."""


def _hidden(keys: str, action: str, description: str) -> Binding:
    """Return a binding that the footer does not show."""
    return Binding(keys, action, description, show=False)


class TextEditor(LineCachedArea):
    """A text editor that wraps, grows with its text, and keeps exactly what was typed or pasted.

    Escape, Tab, the function keys and the sheet's Ctrl letters pass through to the screen. Copied and cut text goes to
    ``App.copy_to_clipboard``, which decides whether it leaves the program.
    An editor with a fixed or maximum height needs ``overflow-y: auto`` too. It is not the default, because a growing
    editor would then wrap its text three times for each new row.
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
        """Posted when Up is pressed in the first row, or Down in the last."""

        area: "TextEditor"
        direction: Literal["up", "down"]

        @property
        def control(self) -> "TextEditor":
            """The editor that posted the message."""
            return self.area

    @dataclass
    class PasteRefused(Message):
        """Posted when a paste is too long. The text is not changed."""

        area: "TextEditor"
        size: int
        """The number of characters of the paste."""
        limit: int = TEXT_LIMIT
        """The most characters that an editor takes."""

        @property
        def control(self) -> "TextEditor":
            """The editor that posted the message."""
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

    # Text and cursor

    def load(self, text: str) -> None:
        """Set the text without an undo step and without ``Changed``. The cursor moves to the start."""
        # Undo must not bring back the text of another document.
        self.history.clear()
        self.reset_document(text)

    def replace_all(self, text: str) -> None:
        """Replace the whole text in one step that can be undone."""
        self.replace(text, self.document.start, self.document.end, maintain_selection_offset=False)

    @property
    def place(self) -> tuple[int, int]:
        """The cursor's line and column, from 0. A place outside the text is set to the nearest one inside."""
        return self.cursor_location

    @place.setter
    def place(self, place: tuple[int, int]) -> None:
        line = min(max(place[0], 0), self.document.line_count - 1)
        column = min(max(place[1], 0), len(self.document.get_line(line)))
        self.move_cursor((line, column))

    # Pasting

    def edit(self, edit: Edit) -> EditResult:
        """Change the text; characters that no file can hold are replaced first."""
        edit.text = storable_text(edit.text)
        return super().edit(edit)

    def on_paste(self, event: events.Paste) -> None:
        """Insert a paste from the terminal."""
        # TextArea's own handler of the same event would insert the text a second time.
        event.prevent_default()
        event.stop()
        if not self.read_only and self._take_in(event.text):
            self.focus()

    def action_paste(self) -> None:
        """Insert the text that was copied last inside the program."""
        if not self.read_only:
            self._take_in(self.app.clipboard)

    def _take_in(self, text: str) -> bool:
        """Insert a pasted text, or post PasteRefused if the text would become too long; return whether it was inserted."""
        kept = self.pasted_text(text)
        if len(kept) + self.document.length - len(self.selected_text) > TEXT_LIMIT:
            self.post_message(self.PasteRefused(self, len(kept)))
            return False
        self.replace(kept, *self.selection, maintain_selection_offset=False)
        return True

    def pasted_text(self, text: str) -> str:
        """Return a pasted text as it is inserted. A subclass may change it."""
        return storable_text(text)

    def action_cut(self) -> None:
        """Cut the selection, or without one the line; a paste right after it restores the text."""
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
        """Move one row up, or post EdgeReached in the first row."""
        if select or not self.navigator.is_first_wrapped_line(self.cursor_location):
            super().action_cursor_up(select)
        else:
            self.post_message(self.EdgeReached(self, "up"))

    def action_cursor_down(self, select: bool = False) -> None:
        """Move one row down, or post EdgeReached in the last row."""
        if select or not self.navigator.is_last_wrapped_line(self.cursor_location):
            super().action_cursor_down(select)
        else:
            self.post_message(self.EdgeReached(self, "down"))

    def on_focus(self) -> None:
        """Scroll to the cursor's row. Textual scrolls only to the top of the editor."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def on_resize(self) -> None:
        """Keep the cursor's row visible when the text has wrapped again."""
        if self.has_focus:
            self.call_after_refresh(self.scroll_cursor_visible)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor's row, in this editor and in the containers around it."""
        moved = super().scroll_cursor_visible(center, animate)
        if self.has_focus and self.is_mounted and not self._is_cursor_in_sight():
            self.call_after_refresh(self._scroll_around)
        return moved

    def _is_cursor_in_sight(self) -> bool:
        """Whether the cursor's row is in the visible part of the editor."""
        return self.cursor_screen_offset.y in self.visible_rows

    @property
    def visible_rows(self) -> range:
        """The rows of the screen in which this editor is visible."""
        shown = self.content_region
        for scroller in self._scrollers():
            shown = shown.intersection(scroller.scrollable_content_region)
        return range(shown.y, shown.bottom)

    def _scrollers(self) -> list[Widget]:
        """Return the vertically scrolling containers around this editor, innermost first."""
        around = (node for node in self.ancestors if isinstance(node, Widget))
        return [widget for widget in around if widget.allow_vertical_scroll]

    def _scroll_around(self) -> None:
        """Scroll the containers around this editor by the least that makes the cursor's row visible."""
        row = self.cursor_screen_offset.y
        for scroller in self._scrollers():
            window = scroller.scrollable_content_region
            distance = min(row - window.y, 0) + max(row - window.bottom + 1, 0)
            if distance:
                scroller.scroll_relative(y=distance, animate=False)
                # The scroll moves the row by as much, for the containers further out.
                row -= distance

    def action_cursor_text_start(self, select: bool = False) -> None:
        """Move to the start of the text."""
        self.move_cursor(self.document.start, select=select)

    def action_cursor_text_end(self, select: bool = False) -> None:
        """Move to the end of the text."""
        self.move_cursor(self.document.end, select=select)
