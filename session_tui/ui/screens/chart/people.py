"""The chart's people and agreements: other helpers, and what each side promised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from session_tui.core.chart.due import MINE
from session_tui.core.model.dates import format_day
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.chart.base import TextPage
from session_tui.ui.widgets.document.note_blocks import answer_blocks
from session_tui.ui.widgets.document.text_blocks import Block
from session_tui.ui.widgets.document.two_columns import two_columns

if TYPE_CHECKING:
    from session_tui.core.chart.chart import Chart
    from session_tui.core.chart.open_items import OpenStep
    from session_tui.core.model.values import Person

_MUTED = "$text-muted"
_AGREED = ("roles", "exchange", "values", "if-unsure", "open-door", "notes-told")
"""The prompts whose last answers are what was agreed, in this order."""


class PeoplePage(TextPage):
    """Both sides' promises beside each other, the agreements, others helping, and how often one has met."""

    TAB = "people"

    def blocks(self, chart: Chart) -> Iterator[Block]:
        """Promises, agreements, people."""
        yield from self._promises(chart)
        yield from self._agreements(chart)
        yield from _people(chart.open_items.people)

    def _promises(self, chart: Chart) -> Iterator[Block]:
        """What each side has open, beside each other."""
        meetings = len(chart.meetings)
        visits = "No meetings yet" if not meetings else f"Met {meetings} times"
        yield Block(as_content("Met once" if meetings == 1 else visits, _MUTED), gap=None)
        mine = [each for each in chart.open_items.steps if each.step.owner in MINE]
        theirs = [each for each in chart.open_items.steps if each.step.owner not in MINE]
        left, right = self._promise_lines(mine), self._promise_lines(theirs)
        for place, row in enumerate(two_columns(left, right, self.room, "On my side", "On their side")):
            yield Block(row, gap=None if place else Content(""))

    def _promise_lines(self, steps: list[OpenStep]) -> list[str]:
        """A line for each promise, with its day."""
        lines = []
        for item in steps:
            step = item.step
            due = f", by {format_day(step.due, self.today)}" if step.due else ""
            owner = "" if step.owner in ("me", "client", None) else f" ({step.owner})"
            lines.append(f"{step.text}{owner}{due}")
        return lines or ["nothing open"]

    def _agreements(self, chart: Chart) -> Iterator[Block]:
        """What was said about roles, exchange, values, and what to do when unsure."""
        for prompt in _AGREED:
            said = chart.last(prompt)
            if said is None:
                continue
            head = as_content(said.answer.heading, "bold")
            yield Block(head + as_content(f"  {format_day(said.day, self.today)}", _MUTED))
            for place, block in enumerate(answer_blocks(said.answer)):
                yield block if place else Block(block.content, block.first, block.rest, None)


def _people(people: tuple[Person, ...]) -> Iterator[Block]:
    """Who else helps: what for, what not to expect, and whether they may be contacted."""
    yield Block(as_content("Others helping", "bold"))
    if not people:
        yield Block(as_content("No one named yet.", _MUTED), gap=None)
    for person in people:
        role = f", {person.role}" if person.role else ""
        yield Block(as_content(f"{person.name}{role}"), gap=None)
        contact = {True: "may be contacted", False: "do not contact"}.get(
            person.contact,  # type: ignore[arg-type]
            "contact permission not asked",
        )
        parts = [contact]
        parts = [*([f"for {person.for_}"] if person.for_ else []), *parts]
        parts += [f"not for {person.not_for}"] if person.not_for else []
        yield Block(as_content(" · ".join(parts), _MUTED), Content("  "), Content("  "), None)
