"""A row of options that single keys and mouse clicks change."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from session_tui.ui.safe_text import printable

CLEARS = ("backspace", "delete")
"""The keys that clear a choice."""


class KeyRow(Static, can_focus=True):
    """Base of widgets that single keys change. Keys that the row does not use bubble up to the field around it."""

    FOLDS: ClassVar[bool] = True
    """Whether a capital letter means the same as the small one."""

    _words: Sequence[Content] = ()

    def show_words(self, words: Sequence[Content]) -> None:
        """Show words next to each other, wrapping only between words."""
        self._words = words
        self.update(wrap_hints(words, self.content_size.width))

    def on_resize(self) -> None:
        """Lay out the words for the new width."""
        if self._words:
            self.update(wrap_hints(self._words, self.content_size.width))

    def press(self, key: str) -> bool:
        """Handle a key, given as a character or as the name of a key; return whether the row used it."""
        return False

    def on_key(self, event: events.Key) -> None:
        """Handle the keys that the row uses.

        An earlier key may have moved the focus to a sibling after this key was sent here; this key is then passed on to
        the sibling.
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
        """Treat a click on a word as a press of that word's key."""
        key = event.style.meta.get("press")
        if isinstance(key, str):
            event.stop()
            self.press(key)


def pressable(text: str, key: str, style: str = "") -> Content:
    """Return ``text`` as content on which a click presses ``key``."""
    words = Content(printable(text).replace("\n", " ")).stylize(Style.from_meta({"press": key}))
    return words.stylize(style) if style else words


def wrap_hints(words: Sequence[Content], width: int, gap: str = "  ") -> Content:
    """Lay words next to each other, breaking lines only between words; all on one line if ``width`` is 0."""
    lines: list[list[Content]] = [[]]
    used = 0
    for word in words:
        if lines[-1] and 0 < width < used + len(gap) + word.cell_length:
            lines.append([])
            used = 0
        used += word.cell_length + (len(gap) if lines[-1] else 0)
        lines[-1].append(word)
    return Content("\n").join(Content(gap).join(line) for line in lines)
