"""Base class of the fields that answer a prompt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from session_tui.core.base.text import storable
from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.entry import Entry
from session_tui.core.model.guide import Prompt
from session_tui.core.model.values import Value, is_blank
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.chrome.key_labels import wrap_hints
from session_tui.ui.widgets.chrome.option_keys import OptionKeys
from session_tui.ui.widgets.editor.fill import fill_area
from session_tui.ui.widgets.editor.line_editor import LineEditor
from session_tui.ui.widgets.editor.text_editor import TextEditor

NARROW = 50
"""Width in cells below which labels are placed above their lines."""


class PromptField(Widget):
    """Edits the answer to one prompt: keys go in, an :class:`Entry` comes out.

    A kind supplies its widgets (``parts``), reads their content (``value``) and fills them (``show_value``). The mark,
    the note, the hint and moving between the parts are the same for all kinds. Tab, Shift+Tab and Escape are left to
    the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down,enter", "move(1)", "Down", show=False),
    ]
    KEYS: str = ""
    """The hint while one of the kind's own parts has the focus."""
    OPENS_NOTE: ClassVar[bool] = False
    """Whether the note is shown as soon as there is a value; otherwise it is shown only when it has content."""
    TAKEN: str = ""
    """Letters that the kind uses itself, so that they cannot choose a mark."""

    @dataclass
    class Changed(Message):
        """Posted when the user changed the entry; filling the field from outside posts nothing."""

        prompt: str
        entry: Entry

    @dataclass
    class Done(Message):
        """Posted when the user moves beyond the field: to the next prompt (1) or the previous one (-1)."""

        prompt: str
        direction: int

    def __init__(self, prompt: Prompt, entry: Entry, *, context: FieldContext) -> None:
        super().__init__(classes=f"field field-{prompt.kind}")
        self.prompt = prompt
        self.context = context
        self.marks = OptionKeys(prompt.marks, classes="field-marks") if prompt.marks else None
        self.note_line = LineEditor(placeholder="a note (optional)", classes="field-note")
        self.hint_line = Static(classes="field-hint")
        self._note = self._note_shown = ""
        self._reported = Entry()
        self._hint: list[Content] = []
        self.make()
        self._show(entry)

    # To be supplied by a kind

    def make(self) -> None:
        """Create the kind's own widgets; called once, before any value is shown."""

    def parts(self) -> Iterable[Widget]:
        """Yield the kind's own widgets, from top to bottom."""
        raise NotImplementedError

    @property
    def value(self) -> Value | None:
        """The value that the parts hold; None if they are empty."""
        raise NotImplementedError

    def show_value(self, value: Value | None) -> None:
        """Fill the parts with a value."""
        raise NotImplementedError

    @property
    def unread(self) -> tuple[str, ...]:
        """Typed text that could not be read as a value; it is kept in the note."""
        return ()

    def hint_for(self, part: Widget) -> str:
        """Return the key hint for a part."""
        return self.KEYS

    def catch(self, letter: str) -> bool:
        """Handle a letter that no part used, by starting the note with it; return whether it was used."""
        self.note_line.display = True
        self.note_line.focus()
        self.note_line.insert(letter)
        return True

    def submitted(self, line: Widget) -> None:
        """Handle Enter in a line by moving to the next part."""
        self.action_move(1)

    # Used by the sheet

    @property
    def entry(self) -> Entry:
        """The current entry of the field."""
        value = self.value
        mark = self.marks.picked[0] if self.marks and self.marks.picked else None
        return Entry(None if value is None or is_blank(value) else value, self._note_text(), mark)

    def fill(self, entry: Entry) -> None:
        """Replace the entry from outside; Ctrl+Z undoes it in text parts."""
        self._show(entry)

    @property
    def is_here(self) -> bool:
        """Whether the focus is in this field."""
        focused = self.screen.focused if self.is_attached else None
        return focused is not None and self in focused.ancestors

    def focus_first(self) -> None:
        """Focus the part where typing naturally starts."""
        for part in self.stops()[:1]:
            self.screen.set_focus(part)  # `focus()` is deferred, and the next key would go to the old widget

    @property
    def cursor(self) -> tuple[int, int]:
        """(row, column) of the cursor in the first text area, from 0; (0, 0) without a text area."""
        area = self._first_area()
        return area.place if area else (0, 0)

    def go_to(self, row: int, column: int) -> None:
        """Move the cursor of the first text area, as near to (row, column) as its text allows; the focus stays."""
        area = self._first_area()
        if area:
            area.place = (row, column)

    # Focus, keys and messages

    def compose(self) -> ComposeResult:
        """Compose the parts, the mark, the note and the key hint."""
        yield from self.parts()
        if self.marks:
            yield self.marks
        yield self.note_line
        yield self.hint_line

    def on_mount(self) -> None:
        """Show or hide the note."""
        self._settle()

    def on_resize(self, event: events.Resize) -> None:
        """Place labels above their lines if the field is narrow."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self._lay_out_hint()

    def stops(self) -> list[Widget]:
        """Return the parts that can take the focus now, from top to bottom."""
        return [part for part in self.query("*") if part.focusable and self._is_shown(part)]

    def action_move(self, step: int) -> None:
        """Focus the next part (1) or the previous one (-1); beyond the last or first, post :class:`Done`."""
        stops = self.stops()
        now = self.screen.focused
        place = stops.index(now) + step if now in stops else 0
        if 0 <= place < len(stops):
            self.screen.set_focus(stops[place])
        else:
            self.post_message(self.Done(self.prompt.id, step))

    def on_key(self, event: events.Key) -> None:
        """Handle a key that the focused part did not use: it chooses a mark, or starts the note."""
        letter = event.character or ""
        if not event.is_printable or not (letter.isalnum() or letter in ">\"'“„«"):
            return
        if letter.casefold() in self._mark_letters() and self.marks:
            self.marks.press(letter.casefold())
        elif not self.catch(letter):
            return
        event.stop()
        event.prevent_default()

    @on(TextArea.Changed)
    @on(OptionKeys.Changed)
    def _after_change(self, event: Message) -> None:
        """Report a change in one of the parts."""
        event.stop()
        self.tell()

    @on(LineEditor.Submitted)
    def _after_line(self, event: LineEditor.Submitted) -> None:
        """Handle Enter in one of the lines."""
        event.stop()
        self.submitted(event.field)

    @on(TextEditor.EdgeReached)
    def _at_edge(self, event: TextEditor.EdgeReached) -> None:
        """Move to the neighbouring part when the cursor leaves a text area."""
        event.stop()
        self.action_move(-1 if event.direction == "up" else 1)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the key hint for the focused part."""
        self.say_keys(event.widget)

    def on_descendant_blur(self) -> None:
        """Hide an empty note and the hint, once the focus has arrived elsewhere."""
        self.call_later(self._settle)

    def say_keys(self, part: Widget) -> None:
        """Show the key hint for a part."""
        if part is self.note_line:
            hint = ""
        elif part is self.marks:
            hint = "press its first letter   ← → space   ⌫ clear"
        else:
            hint = self.hint_for(part)
        if self.marks and part is not self.marks and self._mark_letters():
            hint = f"{hint}   first letter to mark"
        self._hint = [as_content(key) for key in re.split(r"\s{2,}", hint.strip()) if key]
        self._lay_out_hint()
        self.hint_line.display = bool(self._hint)

    def _lay_out_hint(self) -> None:
        """Wrap the hint between keys, never between a key and its meaning."""
        self.hint_line.update(wrap_hints(self._hint, max(self.size.width - 2, 0)))

    def tell(self) -> None:
        """Post :class:`Changed` if the entry changed since it was last posted or filled."""
        entry = self.entry
        if entry != self._reported:
            self._reported = entry
            self._settle()
            self.post_message(self.Changed(self.prompt.id, entry))

    def _show(self, entry: Entry) -> None:
        """Fill the parts, the mark and the note from an entry, without reporting it as a change."""
        self.show_value(entry.value)
        if self.marks:
            self.marks.show((entry.mark,) if entry.mark else ())
        self._note = entry.note
        fill_area(self.note_line, entry.note)
        self.note_line.move_cursor(self.note_line.document.end)
        self._note_shown = self.note_line.text
        self._reported = self.entry  # so that `tell` ignores the changes made by filling
        self._settle()

    def _settle(self) -> None:
        """Show the note if it has content, the focus, or should be offered; hide the hint without focus."""
        is_asked = self.OPENS_NOTE and self.is_here and self._reported != Entry()
        self.note_line.display = bool(self.note_line.text) or is_asked or self.note_line.has_focus
        if not self.is_here:
            self.hint_line.display = False

    def _note_text(self) -> str:
        """Return the note followed by the unread text.

        Until it is edited, the note is returned as it was filled, because the single-line editor joins its lines.
        """
        text = self.note_line.text
        own = self._note if text == self._note_shown else text
        return storable("\n".join(part for part in (own, *self.unread) if part.strip()))

    def _mark_letters(self) -> str:
        """Return the letters that choose a mark now; none while a text area has the focus."""
        now = self.screen.focused
        if not self.marks or isinstance(now, TextArea):
            return ""  # a letter typed into a text is text
        return "".join(each for each in self.marks.letters if each not in self.TAKEN)

    def _first_area(self) -> TextEditor | None:
        """Return the first text area that is shown."""
        areas = (part for part in self.query(TextEditor) if self._is_shown(part))
        return next(areas, None)

    def _is_shown(self, part: Widget) -> bool:
        """Whether neither the part nor any widget between it and this field is hidden."""
        around = part
        while around is not self:
            if not around.display or not isinstance(around.parent, Widget):
                return False
            around = around.parent
        return True
