"""A few words of which one, or several, are chosen by their first letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from session_tui.ui.widgets.chrome.key_labels import CLEARS, KeyRow, pressable

Picked = tuple[str, ...]


class OptionKeys(KeyRow):
    """The words beside each other, the chosen ones marked: ``(•) confirmed  ( ) corrected``.

    A first letter chooses; pressed again it goes on to the next word with that letter. Arrows and space do the same.
    """

    @dataclass
    class Changed(Message):
        """Another word is chosen."""

        picks: "OptionKeys"

    def __init__(self, words: Sequence[str], *, many: bool = False, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.words = tuple(words)
        self.many = many
        self.picked: Picked = ()
        self.at = 0

    def show(self, picked: Picked) -> None:
        """Show these as chosen; a word that is not among ours stands behind them."""
        self.words += tuple(word for word in picked if word not in self.words)
        self.picked = picked
        if picked:
            self.at = self.words.index(picked[0])
        self.refresh_words()

    @property
    def letters(self) -> tuple[str, ...]:
        """The first letter of each word, in their order."""
        return tuple(word.strip()[:1].casefold() for word in self.words)

    def press(self, key: str) -> bool:
        """Choose by a letter, move by arrows, choose the marked word by space or enter."""
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
        places = [n for n, first in enumerate(self.letters) if first == letter]
        behind = [n for n in places if n > self.at or self.words[self.at] not in self.picked]
        is_here = self.at in places
        self.at = next(iter(behind if is_here else places), places[0])
        if self.many:
            return self._toggle()
        return self._set((self.words[self.at],))

    def _go(self, step: int) -> bool:
        self.at = (self.at + step) % len(self.words)
        self.refresh_words()
        return True

    def _toggle(self) -> bool:
        word = self.words[self.at]
        if word in self.picked:
            return self._set(tuple(each for each in self.picked if each != word))
        kept = {*self.picked, word} if self.many else {word}
        return self._set(tuple(each for each in self.words if each in kept))

    def _set(self, picked: Picked) -> bool:
        self.picked = picked
        self.refresh_words()
        self.post_message(self.Changed(self))
        return True

    def refresh_words(self) -> None:
        """Draw the words anew."""
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
        looks = ["bold"] if word in self.picked else []
        if self.has_focus and n == self.at:
            looks.append("underline")
        return " ".join(looks)

    def on_focus(self) -> None:
        """Mark the word that space would choose."""
        self.refresh_words()

    def on_blur(self) -> None:
        """Mark none."""
        self.refresh_words()
