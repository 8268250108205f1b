"""A row of options, chosen by their first letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from session_tui.ui.widgets.chrome.key_labels import CLEARS, KeyRow, pressable

Picked = tuple[str, ...]


class OptionKeys(KeyRow):
    """Shows options next to each other, the chosen ones marked: ``(•) confirmed  ( ) corrected``.

    A first letter chooses an option; pressed again, it chooses the next option with the same letter. Arrow keys and
    space work as well.

    Args:
        words: the options.
        many: whether several options may be chosen.
    """

    @dataclass
    class Changed(Message):
        """Posted when the choice changes."""

        picks: "OptionKeys"

    def __init__(self, words: Sequence[str], *, many: bool = False, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.words = tuple(words)
        self.many = many
        self.picked: Picked = ()
        self.at = 0

    def show(self, picked: Picked) -> None:
        """Show these options as chosen; a word that is not an option yet is added after the others."""
        self.words += tuple(word for word in picked if word not in self.words)
        self.picked = picked
        if picked:
            self.at = self.words.index(picked[0])
        self.refresh_words()

    @property
    def letters(self) -> tuple[str, ...]:
        """The first letter of each option, in their order."""
        return tuple(word.strip()[:1].casefold() for word in self.words)

    def press(self, key: str) -> bool:
        """Choose by letter, move the cursor by arrow keys, and toggle the option at the cursor with space or enter."""
        if not self.words:
            return False
        if key in CLEARS:
            return self._set(())
        if key in ("left", "right"):
            return self._go(1 if key == "right" else -1)
        if key.startswith("pick:"):
            self.at = int(key.removeprefix("pick:"))
            return self._toggle()
        if key == " " or (key == "enter" and self.words[self.at] not in self.picked):
            return self._toggle()
        return key in self.letters and self._choose(key)

    def _choose(self, letter: str) -> bool:
        """Choose the option with this first letter; if it is chosen already, the next one with that letter."""
        places = [n for n, first in enumerate(self.letters) if first == letter]
        behind = [n for n in places if n > self.at or self.words[self.at] not in self.picked]
        is_here = self.at in places
        self.at = next(iter(behind if is_here else places), places[0])
        if self.many:
            return self._toggle()
        return self._set((self.words[self.at],))

    def _go(self, step: int) -> bool:
        """Move the cursor by ``step`` options, wrapping around."""
        self.at = (self.at + step) % len(self.words)
        self.refresh_words()
        return True

    def _toggle(self) -> bool:
        """Toggle the option at the cursor; without ``many``, choosing one clears the others."""
        word = self.words[self.at]
        if word in self.picked:
            return self._set(tuple(each for each in self.picked if each != word))
        kept = {*self.picked, word} if self.many else {word}
        return self._set(tuple(each for each in self.words if each in kept))

    def _set(self, picked: Picked) -> bool:
        """Replace the choice and post :class:`Changed`."""
        self.picked = picked
        self.refresh_words()
        self.post_message(self.Changed(self))
        return True

    def refresh_words(self) -> None:
        """Redraw the options."""
        left, mark, right = ("[", "x", "]") if self.many else ("(", "•", ")")
        words = [
            pressable(
                f"{left}{mark if word in self.picked else ' '}{right} {word}",
                f"pick:{n}",
                self._look(n, word),
            )
            for n, word in enumerate(self.words)
        ]
        self.show_words(words)

    def _look(self, n: int, word: str) -> str:
        """Return the style of option ``n``: bold if chosen, underlined at the cursor."""
        looks = ["bold"] if word in self.picked else []
        if self.has_focus and n == self.at:
            looks.append("underline")
        return " ".join(looks)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh_words()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh_words()
