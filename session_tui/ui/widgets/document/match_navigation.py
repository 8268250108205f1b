"""Tracks the search matches on a page and which of them is the current one."""

from __future__ import annotations

import re
from bisect import bisect_left

from textual.content import Content

from session_tui.ui.safe_text import printable
from session_tui.ui.widgets.document.text_blocks import FOUND, Sought

_CURRENT = "bold underline"
"""Style of the current match, on top of that of every match."""


class MatchNavigation:
    """The search matches in the rows of a page, for the rows laid out so far.

    Attributes:
        sought: finds matches in a text; None if there is no search.
        at: index of the current match, from 0; None before the first step.
    """

    def __init__(self) -> None:
        self.sought: Sought | None = None
        self.at: int | None = None
        self._rows: list[int] = []
        self._spans: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def seek(self, sought: Sought | None) -> None:
        """Start another search, or none."""
        self.sought, self.at = sought, None

    def clear(self) -> None:
        """Forget the rows, before they are laid out again; the index of the current match is kept."""
        self._rows, self._spans = [], []

    def add(self, row: int, content: Content) -> None:
        """Record the matches in a row that was laid out."""
        if self.sought:
            found = [(span.start, span.end) for span in content.spans if span.style == FOUND]
            self._rows += [row] * len(found)
            self._spans += found

    @property
    def row(self) -> int | None:
        """The row of the current match."""
        return None if self.at is None or self.at >= len(self) else self._rows[self.at]

    def step(self, by: int, top: int, height: int) -> int | None:
        """Move to the next match (1) or the previous one (-1); 0 stays at a current match that is in view.

        If the current match is out of view, the step starts from the rows in view.

        Returns:
            The row of the match; None if there is none.
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
        """Return a row's content with the current match highlighted."""
        if self.at is None or self.row != row:
            return content
        return content.stylize(_CURRENT, *self._spans[self.at])


def words_sought(words: str) -> Sought:
    """Return a function that finds these words in a text, ignoring case."""
    pattern = re.compile(re.escape(printable(words)), re.IGNORECASE)
    return lambda text: [found.span() for found in pattern.finditer(text)]
