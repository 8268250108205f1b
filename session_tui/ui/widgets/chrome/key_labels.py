"""A line that is changed by single keys, and by the mouse."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from session_tui.ui.safe_text import printable

CLEARS = ("backspace", "delete")
"""The keys that take a choice back."""


class KeyRow(Static, can_focus=True):
    """Something that single keys change. What it has no use for goes to the field around it."""

    FOLDS: ClassVar[bool] = True
    """Whether a capital letter means what the small one means."""

    _words: Sequence[Content] = ()

    def show_words(self, words: Sequence[Content]) -> None:
        """Show words beside each other, none of them broken."""
        self._words = words
        self.update(wrap_hints(words, self.content_size.width))

    def on_resize(self) -> None:
        """Lay the words out anew."""
        if self._words:
            self.update(wrap_hints(self._words, self.content_size.width))

    def press(self, key: str) -> bool:
        """Do what a key means: a character, or the name of a key. Returns whether it meant anything."""
        return False

    def on_key(self, event: events.Key) -> None:
        """Take the keys that mean something.

        A key before this one may have sent the focus on, to a line or row beside it, while this one was on its way
        here: then it is meant for that.
        """
        now = self.screen.focused
        if now not in (None, self) and self.parent in now.ancestors:
            event.stop()
            event.prevent_default()
            now.post_message(events.Key(event.key, event.character))
            return
        key = event.character if event.is_printable and event.character else event.key
        if self.press(key.casefold() if self.FOLDS and len(key) == 1 else key):
            event.stop()
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click on a word is the word's key."""
        key = event.style.meta.get("press")
        if isinstance(key, str):
            event.stop()
            self.press(key)


def pressable(text: str, key: str, style: str = "") -> Content:
    """Words that a click turns into a key."""
    words = Content(printable(text).replace("\n", " ")).stylize(Style.from_meta({"press": key}))
    return words.stylize(style) if style else words


def wrap_hints(words: Sequence[Content], width: int, gap: str = "  ") -> Content:
    """Words beside each other, each whole, a new line where the next one has no room; all on one line for width 0."""
    lines: list[list[Content]] = [[]]
    used = 0
    for word in words:
        if lines[-1] and 0 < width < used + len(gap) + word.cell_length:
            lines.append([])
            used = 0
        used += word.cell_length + (len(gap) if lines[-1] else 0)
        lines[-1].append(word)
    return Content("\n").join(Content(gap).join(line) for line in lines)
