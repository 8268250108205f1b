"""Where on a page what is sought stands, and which of the places one is at."""

from __future__ import annotations

import re
from bisect import bisect_left

from textual.content import Content

from session_tui.ui.safe_text import printable
from session_tui.ui.widgets.document.text_blocks import FOUND, Sought

_HERE = "bold underline"
"""How the place that one is at stands out from the others."""


class MatchNavigation:
    """The places in the rows of a page, as far down as its rows are made.

    Attributes:
        sought: says where in a text something is that is sought; None where nothing is.
        at: which of the places one is at, from 0; None before one is.
    """

    def __init__(self) -> None:
        self.sought: Sought | None = None
        self.at: int | None = None
        self._rows: list[int] = []
        self._spans: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def seek(self, sought: Sought | None) -> None:
        """Seek something else, or nothing."""
        self.sought, self.at = sought, None

    def clear(self) -> None:
        """The rows are made anew; which place one is at is kept."""
        self._rows, self._spans = [], []

    def add(self, row: int, content: Content) -> None:
        """One more row was made."""
        if self.sought:
            found = [(span.start, span.end) for span in content.spans if span.style == FOUND]
            self._rows += [row] * len(found)
            self._spans += found

    @property
    def row(self) -> int | None:
        """The row of the place that one is at."""
        return None if self.at is None or self.at >= len(self) else self._rows[self.at]

    def step(self, by: int, top: int, height: int) -> int | None:
        """Go to the next place (1), or the one before (-1), seen from the rows in sight; 0 stays at one in sight.

        Returns:
            The row of the place; None where there is none.
        """
        if not self._rows:
            self.at = None
            return None
        row = self.row
        if self.at is not None and row is not None and top <= row < top + height:
            self.at = (self.at + by) % len(self)
        else:
            self.at = (bisect_left(self._rows, top) - (by < 0)) % len(self)
        return self.row

    def drawn(self, row: int, content: Content) -> Content:
        """A row, in which the place that one is at stands out."""
        if self.at is None or self.row != row:
            return content
        return content.stylize(_HERE, *self._spans[self.at])


def words_sought(words: str) -> Sought:
    """Says where in a text these very words stand, in any case."""
    pattern = re.compile(re.escape(printable(words)), re.IGNORECASE)
    return lambda text: [found.span() for found in pattern.finditer(text)]
