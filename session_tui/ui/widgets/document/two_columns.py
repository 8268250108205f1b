"""Two lists in columns, each line wrapped in its half; one below the other if there is no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from session_tui.ui.safe_text import as_content

LEAST = 24
"""Smallest width of a column, in cells; below it, the second list is placed below the first."""

_GAP = 3


def two_columns(
    left: Sequence[str], right: Sequence[str], width: int, left_title: str, right_title: str
) -> Iterator[Content]:
    """Yield the rows of both lists under their titles."""
    half = (width - _GAP) // 2
    if half < LEAST:
        yield as_content(left_title, "bold")
        yield from _rows(left, width)
        yield Content("")
        yield as_content(right_title, "bold")
        yield from _rows(right, width)
        return
    columns = ([as_content(title, "bold"), *_rows(lines, half)] for title, lines in (
        (left_title, left), (right_title, right),
    ))  # fmt: skip
    for one, other in zip_longest(*columns, fillvalue=Content("")):
        yield one + Content(" " * (half - one.cell_length + _GAP)) + other


def _rows(lines: Sequence[str], width: int) -> Iterator[Content]:
    """Wrap the lines, each with a dot in front and its further rows indented."""
    for line in lines:
        lead = "· "
        for row in as_content(line.replace("\n", " ")).wrap(max(width - len(lead), 1)):
            yield as_content(lead, "$text-muted") + row
            lead = "  "
