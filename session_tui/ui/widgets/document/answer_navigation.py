"""Tracks the current answer on a page: the answer navigated to while it is in view, else the first one in view."""

from __future__ import annotations

from bisect import bisect_left

SIGN = " ◂"
"""Appended to the heading of the current answer."""


class AnswerNavigation:
    """The rows of the answer headings on a page, for the rows laid out so far."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._keys: list[str] = []
        self._chosen = ""

    def clear(self) -> None:
        """Forget the rows, before they are laid out again; the chosen answer is kept."""
        self._rows, self._keys = [], []

    def add(self, row: int, key: str) -> None:
        """Add the answer ``key``, whose heading is in ``row``. Answers are added from top to bottom."""
        self._rows.append(row)
        self._keys.append(key)

    def choose(self, key: str) -> None:
        """Make ``key`` the current answer, as long as its heading is in view."""
        self._chosen = key

    def row_of(self, key: str) -> int | None:
        """Return the row of an answer's heading; None if the page has no such answer, or has not laid it out yet."""
        return self._rows[self._keys.index(key)] if key in self._keys else None

    def at(self, top: int, height: int) -> tuple[int, str] | None:
        """Return (row, key) of the current answer in a viewport of ``height`` rows; None if there is no answer."""
        chosen = self.row_of(self._chosen)
        if chosen is not None and top <= chosen < top + height:
            return chosen, self._chosen
        place = bisect_left(self._rows, top)
        if place and (place == len(self._rows) or self._rows[place] >= top + height):
            place -= 1
        return (self._rows[place], self._keys[place]) if place < len(self._rows) else None

    def beside(self, top: int, height: int, step: int) -> str:
        """Return the answer ``step`` places after the current one; empty if there is no answer."""
        here = self.at(top, height)
        if here is None:
            return ""
        row, key = here
        is_begun_above = step < 0 and row < top  # then going back means going to its heading
        return key if is_begun_above else self.after(key, step)

    def after(self, key: str, step: int) -> str:
        """Return the answer ``step`` places after ``key``, stopping at the first and the last one."""
        if key not in self._keys:
            return key
        place = self._keys.index(key) + step
        return self._keys[min(max(place, 0), len(self._keys) - 1)]

    def in_row(self, row: int) -> str:
        """Return the answer that a row belongs to; empty above the first answer."""
        place = bisect_left(self._rows, row + 1) - 1
        return self._keys[place] if place >= 0 else ""
