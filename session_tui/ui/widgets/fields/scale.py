"""The field of a scale: a number from 0 to 10, given with one key."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from session_tui.core.model.values import Value
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.chrome.key_labels import CLEARS, KeyRow, pressable
from session_tui.ui.widgets.editor.fill import faint
from session_tui.ui.widgets.fields.base import PromptField

TEN = "t"
"""The key for 10, which has no digit of its own."""


class ScaleRow(KeyRow):
    """The numbers in a row, the chosen one in brackets: `` 4  5 [6] 7 ``."""

    @dataclass
    class Changed(Message):
        """Posted when another number, or none, is chosen."""

        row: "ScaleRow"

    number: int | None = None
    ends: Content = Content()
    _is_ten_begun = False

    def show(self, number: int | None) -> None:
        """Show a number as chosen."""
        self.number = number
        self._is_ten_begun = False
        self.draw()

    def press(self, key: str) -> bool:
        """Choose by digit, ``t`` for ten, or ``1`` followed by ``0``; left and right move by one."""
        if key in CLEARS:
            return self._set(None)
        if key in ("left", "right"):
            step = 1 if key == "right" else -1
            return self._set(5 if self.number is None else min(max(self.number + step, 0), 10))
        if key == TEN or (key == "0" and self._is_ten_begun):
            return self._set(10)
        is_digit = len(key) == 1 and key in "0123456789"
        return is_digit and self._set(int(key), begins_ten=key == "1")

    def _set(self, number: int | None, *, begins_ten: bool = False) -> bool:
        """Set the number and post :class:`Changed`; after a ``1``, a ``0`` makes it ten."""
        self.number = number
        self._is_ten_begun = begins_ten
        self.draw()
        self.post_message(self.Changed(self))
        return True

    def on_blur(self) -> None:
        """Forget a ``1``, so that a ``0`` typed later means zero."""
        self._is_ten_begun = False

    def draw(self) -> None:
        """Draw the numbers, and the names of the ends below them."""
        numbers = [self._number(n) for n in range(11)]
        row = Content("").join(numbers)
        self.update(Content("\n").join([row, self.ends]) if self.ends else row)

    def _number(self, n: int) -> Content:
        """Return one number; a click on it chooses it."""
        key = TEN if n == 10 else str(n)
        is_chosen = n == self.number
        return pressable(f"[{n}]" if is_chosen else f" {n} ", key, "bold" if is_chosen else "")


class ScaleField(PromptField):
    """A rating with the names of its ends, the previous rating, and a note."""

    KEYS = "0-9 rate  t ten  enter note  ⌫ clear"
    OPENS_NOTE = True
    TAKEN = TEN

    def make(self) -> None:
        """Create the row of numbers."""
        self.row = ScaleRow(classes="field-scale")
        self.row.ends = self._ends()

    def parts(self) -> Iterable[Widget]:
        """Yield the row."""
        yield self.row

    @property
    def value(self) -> Value | None:
        """The chosen number."""
        return self.row.number

    def show_value(self, value: Value | None) -> None:
        """Show a number."""
        self.row.show(value if isinstance(value, int) else None)

    def on_scale_row_changed(self, event: ScaleRow.Changed) -> None:
        """Report the change."""
        event.stop()
        self.tell()

    def _ends(self) -> Content:
        """Return the names of the ends, and the previous rating."""
        low, high = self.prompt.low, self.prompt.high
        said = [f"0 {low}"] if low else []
        said += [f"10 {high}"] if high else []
        last = self.context.last.value if self.context.last else None
        ends = faint(" · ".join(said))
        if not isinstance(last, int):
            return ends
        return Content("   ").join([ends, as_content(f"last {last}")] if said else [as_content(f" last {last}")])
