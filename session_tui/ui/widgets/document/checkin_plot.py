"""The plot of a domain: its ratings over time, the first of them as a line, and a number where something was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from textual.app import RenderResult
from textual.color import Color
from textual_plotext import PlotextPlot

from session_tui.core.model.dates import MONTHS

Rgb = tuple[int, int, int]

TICK = 14
"""Cells that a day below the plot takes, with what stands around it."""

_MARGIN = 8
"""Cells of the plot beside its canvas."""

_LONG = 200
"""Days from which months are named below the plot, not days."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: the day on which it was told, and the number by which the words name it."""

    day: date
    number: int


class CheckinPlot(PlotextPlot):
    """Draws one domain from 0 to 10, in the colours of the theme."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._ratings: tuple[tuple[date, int], ...] = ()
        self._marks: tuple[Mark, ...] = ()

    def on_mount(self) -> None:
        """Another theme has other colours."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())

    def render(self) -> RenderResult:
        """The plot; nothing while there is nothing to draw, since a frame alone costs as much to build as a small plot."""
        return super().render() if self._ratings else ""

    def on_resize(self) -> None:
        """As many days below as there is room for."""
        self._draw()

    def draw(self, ratings: Sequence[tuple[date, int]], marks: Sequence[Mark]) -> None:
        """Draw these ratings, oldest first; marks on or before the first day are left to the words."""
        self._ratings = tuple(ratings)
        self._marks = tuple(shown_marks(ratings, marks))
        self._draw()

    def _draw(self) -> None:
        plt = self.plt
        plt.clear_figure()
        self.refresh()
        if not self._ratings:
            return
        first = self._ratings[0][0]
        days = [(day - first).days for day, _ in self._ratings]
        ratings = [rating for _, rating in self._ratings]
        last = max(days[-1], 1)
        plt.xlim(0, last)
        plt.ylim(0, 10)
        plt.yticks([0, 2, 4, 6, 8, 10])
        ticks = day_ticks(first, last, max(2, min(6, self.size.width // TICK)))
        plt.xticks([place for place, _ in ticks], [said for _, said in ticks])
        plt.hline(ratings[0], self._colour("text-muted"))
        for place, row, numbers in self._placed(first, last):
            plt.vline(place, self._colour("border-blurred"))
            ink, ground = self._colour("accent"), self._colour("surface")
            plt.text(numbers, place, row, color=ink, background=ground, alignment="center")
        plt.plot(days, ratings, marker="braille", color=self._colour("primary"))
        if len(days) <= self.size.width:  # more of them would hide the line
            plt.scatter(days, ratings, marker="●", color=self._colour("foreground"))

    def _placed(self, first: date, last: int) -> Iterator[tuple[int, float, str]]:
        """Where each number stands: one row lower where it would touch the one before it."""
        cells, free, top = max(self.size.width - _MARGIN, 1), -1, 10.0
        for day, marks in groupby(self._marks, key=lambda mark: mark.day):
            place, numbers = (day - first).days, ",".join(str(mark.number) for mark in marks)
            at = place * cells // last
            top = 9.0 if at <= free and top > 9 else 10.0
            free = at + len(numbers)
            yield place, top, numbers

    def _colour(self, name: str) -> Rgb:
        return Color.parse(self.app.theme_variables[name]).rgb


def shown_marks(ratings: Sequence[tuple[date, int]], marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks that stand between the first day and the last."""
    for mark in marks:
        if ratings and ratings[0][0] < mark.day <= ratings[-1][0]:
            yield mark


def day_ticks(first: date, days: int, count: int) -> list[tuple[int, str]]:
    """Days that are named below the plot, evenly from the first to the last: ``Dec 2024``, or ``12 Dec``."""
    places = sorted({days * n // (count - 1) for n in range(count)})
    ticks = [(place, first + timedelta(days=place)) for place in places]
    return [(place, _named(day, is_long=days >= _LONG)) for place, day in ticks]


def _named(day: date, *, is_long: bool) -> str:
    month = MONTHS[day.month - 1][:3]
    return f"{month} {day.year}" if is_long else f"{day.day} {month}"
