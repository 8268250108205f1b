"""Which of the answers on a page one is at: the one that was gone to, else the first in sight."""

from __future__ import annotations

from bisect import bisect_left

SIGN = " ◂"
"""Stands behind the heading of the answer that one is at."""


class AnswerNavigation:
    """The headings of the answers on a page, by row, as far down as its rows are made."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._keys: list[str] = []
        self._chosen = ""

    def clear(self) -> None:
        """The rows are made anew; where one went to is kept."""
        self._rows, self._keys = [], []

    def add(self, row: int, key: str) -> None:
        """The next answer has its heading in this row."""
        self._rows.append(row)
        self._keys.append(key)

    def choose(self, key: str) -> None:
        """Go to this answer."""
        self._chosen = key

    def row_of(self, key: str) -> int | None:
        """Where an answer's heading stands; None where there is none of that name, or not yet."""
        return self._rows[self._keys.index(key)] if key in self._keys else None

    def at(self, top: int, height: int) -> tuple[int, str] | None:
        """Row and name of the answer one is at in a window of so many rows; None where there is no answer."""
        chosen = self.row_of(self._chosen)
        if chosen is not None and top <= chosen < top + height:
            return chosen, self._chosen
        place = bisect_left(self._rows, top)
        if place and (place == len(self._rows) or self._rows[place] >= top + height):
            place -= 1
        return (self._rows[place], self._keys[place]) if place < len(self._rows) else None

    def beside(self, top: int, height: int, step: int) -> str:
        """The answer so many further than the one one is at; empty where there is no answer."""
        here = self.at(top, height)
        if here is None:
            return ""
        row, key = here
        is_begun_above = step < 0 and row < top  # then back means to its beginning
        return key if is_begun_above else self.after(key, step)

    def after(self, key: str, step: int) -> str:
        """The answer so many further than this one; the last or the first beyond the ends."""
        if key not in self._keys:
            return key
        place = self._keys.index(key) + step
        return self._keys[min(max(place, 0), len(self._keys) - 1)]

    def in_row(self, row: int) -> str:
        """The answer to which a row belongs; empty above the first one."""
        place = bisect_left(self._rows, row + 1) - 1
        return self._keys[place] if place >= 0 else ""
