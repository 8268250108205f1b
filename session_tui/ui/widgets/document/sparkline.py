"""Ratings as a line of small bars."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(ratings: Sequence[int], high: int = 10) -> str:
    """Return one bar for each rating from 0 to ``high``: 0 is the lowest bar, ``high`` the tallest."""
    top = len(_BARS) - 1
    return "".join(_BARS[round(min(max(rating, 0), high) * top / high)] for rating in ratings)
