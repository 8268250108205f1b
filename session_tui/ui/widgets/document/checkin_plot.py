"""Plot of one check-in domain: ratings over time, the first rating as a baseline, and numbered marks for events."""

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
"""Cells that a date below the plot takes, including the space around it."""

_MARGIN = 8
"""Cells of the plot's width outside its canvas."""

_LONG_PERIOD = 200
"""Period in days from which ticks name months instead of days."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the plot: the day it was reported, and its number in the text."""

    day: date
    number: int


class CheckinPlot(PlotextPlot):
    """Draws the ratings of one domain, from 0 to 10, in the colours of the theme."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._ratings: tuple[tuple[date, int], ...] = ()
        self._marks: tuple[Mark, ...] = ()

    def on_mount(self) -> None:
        """Redraw when the theme changes, because the plot copies its colours."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())

    def render(self) -> RenderResult:
        """Render the plot; nothing without ratings, because an empty frame costs as much to build as a small plot."""
        return super().render() if self._ratings else ""

    def on_resize(self) -> None:
        """Fit the number of dates to the new width."""
        self._draw()

    def draw(self, ratings: Sequence[tuple[date, int]], marks: Sequence[Mark]) -> None:
        """Draw these ratings, oldest first, and the marks between the first and the last rating."""
        self._ratings = tuple(ratings)
        self._marks = tuple(shown_marks(ratings, marks))
        self._draw()

    def _draw(self) -> None:
        """Rebuild the plotext figure."""
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
        for place, row, numbers in self._mark_positions(first, last):
            plt.vline(place, self._colour("border-blurred"))
            ink, ground = self._colour("accent"), self._colour("surface")
            plt.text(numbers, place, row, color=ink, background=ground, alignment="center")
        plt.plot(days, ratings, marker="braille", color=self._colour("primary"))
        if len(days) <= self.size.width:  # more dots than cells would hide the line
            plt.scatter(days, ratings, marker="●", color=self._colour("foreground"))

    def _mark_positions(self, first: date, last: int) -> Iterator[tuple[int, float, str]]:
        """Yield (day, height, label) of each day with marks; a label that would touch the previous one is a row lower."""
        cells, free, top = max(self.size.width - _MARGIN, 1), -1, 10.0
        for day, marks in groupby(self._marks, key=lambda mark: mark.day):
            place, numbers = (day - first).days, ",".join(str(mark.number) for mark in marks)
            at = place * cells // last
            top = 9.0 if at <= free and top > 9 else 10.0
            free = at + len(numbers)
            yield place, top, numbers

    def _colour(self, name: str) -> Rgb:
        """Return a colour of the theme as RGB."""
        return Color.parse(self.app.theme_variables[name]).rgb


def shown_marks(ratings: Sequence[tuple[date, int]], marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks after the first rating and no later than the last one."""
    for mark in marks:
        if ratings and ratings[0][0] < mark.day <= ratings[-1][0]:
            yield mark


def day_ticks(first: date, days: int, count: int) -> list[tuple[int, str]]:
    """Return ``count`` (day, label) ticks spread evenly over ``days``:

    ``Dec 2024`` in a long period, else ``12 Dec``.
    """
    places = sorted({days * n // (count - 1) for n in range(count)})
    ticks = [(place, first + timedelta(days=place)) for place in places]
    return [(place, _format_tick(day, is_long=days >= _LONG_PERIOD)) for place, day in ticks]


def _format_tick(day: date, *, is_long: bool) -> str:
    """Format a tick's day."""
    month = MONTHS[day.month - 1][:3]
    return f"{month} {day.year}" if is_long else f"{day.day} {month}"
