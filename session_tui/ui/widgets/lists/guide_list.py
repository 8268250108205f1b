"""The ways to begin a session: continue a draft, or follow a guide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from session_tui.core.model.guide import Guide
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.lists.filterable_list import Columns, FilterableList, cell
from session_tui.ui.widgets.lists.session_list import SessionRow, draft_line

_MUTED = "$text-muted"

Beginning = SessionRow | Guide
"""A draft, or a guide."""


class GuideList(FilterableList[Beginning]):
    """The drafts first, then the guides: title, occasion, minutes."""

    def __init__(self, today: date, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._today = today

    def key_of(self, row: Beginning) -> str:
        """Return the id of the session or of the guide."""
        return row.id

    def words_of(self, row: Beginning) -> str:
        """Return the title."""
        return row.title

    def draw(self, rows: Sequence[Beginning], width: int) -> list[Content]:
        """Draw a line for each draft and a row of columns for each guide; the occasion is shortened if needed."""
        guides = [row for row in rows if isinstance(row, Guide)]
        drawn = iter(Columns([_cells(guide) for guide in guides], width, grow=1))
        return [next(drawn) if isinstance(row, Guide) else self._draft(row) for row in rows]

    def _draft(self, row: SessionRow) -> Content:
        """Draw the line of a draft."""
        said = draft_line(row, self._today, with_client=False)
        return Content("").join([as_content("Continue: ", "bold"), *(each.content for each in said)])


def _cells(guide: Guide) -> tuple[Content, ...]:
    """Return the cells of a guide."""
    minutes = f"{guide.minutes} min" if guide.minutes is not None else ""
    return cell(guide.title), cell(guide.when, _MUTED), cell(minutes.rjust(7), _MUTED)
