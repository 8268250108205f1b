"""Lays out the brief for a viewport: titles on the left, their lines on the right."""

from __future__ import annotations

from textual.content import Content

from session_tui.core.chart.brief import Brief, BriefLine, BriefPart
from session_tui.ui.safe_text import as_content, single_line

TITLE = 20
"""Width of the column of titles, in cells."""

NARROWEST = 24
"""Smallest width of the column of lines, in cells; below it, titles are placed above their lines."""

TALLEST = 3
"""Most rows that one line may take; the chart shows it in full."""

MEASURE = 100
"""Largest width of a row, in cells."""

_MUTED = "$text-muted"


def brief_content(brief: Brief, width: int, height: int) -> Content:
    """Lay out the brief in ``width`` cells and ``height`` rows, with blank rows between the parts if there is room."""
    width = min(width, MEASURE)
    inner = width - TITLE
    is_beside = inner >= NARROWEST
    room = inner if is_beside else width
    if not brief.parts:
        return as_content(f"{brief.since}. The brief fills in after the first session.")
    head = [*as_content(brief.since, _MUTED).wrap(max(width, 1)), Content("")]
    rows = height - len(head) - (0 if is_beside else len(brief.parts))
    fitted = brief.fitted(rows, lambda line: len(_wrap_line(line, room)))
    drawn = [_part_rows(part, room, is_beside) for part in fitted.parts]
    used = sum(len(lines) for lines in drawn)
    gap = [Content("")] if used + len(drawn) - 1 <= height - len(head) else []
    page = head
    for place, lines in enumerate(drawn):
        page += [*(gap if place else []), *lines]
    return Content("\n").join(page)


def _part_rows(part: BriefPart, room: int, is_beside: bool) -> list[Content]:
    """Return the rows of a part, with its title and the number of omitted lines next to or above them."""
    said = [row for line in part.lines for row in _wrap_line(line, room)]
    title = as_content(part.title, "bold")
    more = as_content(f"and {part.left_out} more", _MUTED) if part.left_out else Content("")
    if not is_beside:
        return [title + Content("  ") + more if more else title, *said]
    # The number of omitted lines is below the title and needs a second row.
    if more and len(said) == 1:
        said.append(Content(""))
    heads = [title, more, *[Content("")] * len(said)]
    return [_pad_title(head) + row for head, row in zip(heads, said, strict=False)]


def _pad_title(head: Content) -> Content:
    """Pad a title to the width of its column."""
    return head + Content(" " * (TITLE - head.cell_length))


def _wrap_line(line: BriefLine, room: int) -> list[Content]:
    """Wrap a line of the brief, cutting it after :data:`TALLEST` rows."""
    said = single_line(line.text)
    if line.detail:
        said += as_content("  ") + single_line(line.detail).stylize("bold" if line.is_pressing else _MUTED)
    rows = list(said.wrap(max(room, 1)))
    if len(rows) > TALLEST:
        last = rows[TALLEST - 1]
        rows[TALLEST - 1 :] = [last.truncate(max(1, room - 2), ellipsis=False) + as_content(" …")]
    return rows
