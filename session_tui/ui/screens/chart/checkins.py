"""The chart's check-ins: one domain over time, its baseline, and what happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from session_tui.core.chart.chart import Dated
from session_tui.core.model.dates import format_day
from session_tui.core.model.values import DOMAINS, Event, Kind
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.chart.base import ListPage
from session_tui.ui.widgets.document.checkin_plot import CheckinPlot, Mark
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.document.sparkline import sparkline
from session_tui.ui.widgets.document.text_blocks import Block
from session_tui.ui.widgets.lists.filterable_list import Columns, FilterableList
from session_tui.ui.widgets.lists.row_layout import Cell

if TYPE_CHECKING:
    from session_tui.core.chart.chart import Chart

SLIM = 60
"""Columns below which plot and words have no room beside each other."""

_MUTED = "$text-muted"
_NAMES = dict(DOMAINS)


@dataclass(frozen=True, slots=True)
class CheckinDomainRow:
    """A domain with every rating it was given, oldest first."""

    domain: str
    ratings: tuple[tuple[date, int], ...]

    @property
    def name(self) -> str:
        """The name of the domain on screen."""
        return _NAMES.get(self.domain, self.domain)


class DomainList(FilterableList[CheckinDomainRow]):
    """The domains: name, the line of ratings, the first and the last."""

    def key_of(self, row: CheckinDomainRow) -> str:
        """The domain."""
        return row.domain

    def words_of(self, row: CheckinDomainRow) -> str:
        """Its name."""
        return row.name

    def draw(self, rows: Sequence[CheckinDomainRow], width: int) -> Sequence[Content]:
        """The name gives way."""
        cells = [
            (
                Cell(row.name),
                Cell(sparkline([rating for _, rating in row.ratings[-10:]]), _MUTED),
                Cell(f"{row.ratings[0][1]:>2} → {row.ratings[-1][1]:>2}"),
            )
            for row in rows
        ]
        return Columns(cells, width)


class CheckinsPage(ListPage[CheckinDomainRow]):
    """The domains, the plot of the marked one, and beside it the same in words."""

    TAB = "checkins"
    NOTHING = "No check-ins yet."

    def compose_page(self) -> ComposeResult:
        """The list and the words on the left, the plot on the right; beneath each other where it is narrow."""
        with Container(id="checkins"):
            with Vertical(id="chart-list", classes="pane"):
                yield self.make_list()
                yield Static(as_content(self.NOTHING), id="chart-nothing", classes="muted")
            yield CheckinPlot(id="checkin-plot", classes="pane")
            yield NoteView(id="chart-note", classes="pane")

    def make_list(self) -> DomainList:
        """The domains."""
        return DomainList(id="checkin-domains")

    def rows(self, chart: Chart) -> list[CheckinDomainRow]:
        """The domains that were ever rated, in the order first rated."""
        return domain_rows(chart)

    def blocks(self, chart: Chart, row: CheckinDomainRow) -> Iterator[Block]:
        """The same as the plot says: each rating with its day, and the events between them."""
        return domain_blocks(row, chart.events, self.today)

    @on(FilterableList.RowMarked)
    def _plot(self) -> None:
        """Draw the marked domain."""
        plot, current = self.query_one(CheckinPlot), self.list.current
        plot.border_title = as_content(current.name if current else "")
        events = self._chart.events if self._chart else ()
        marks = [Mark(event.day, number) for number, event in enumerate(events, 1)]
        plot.draw(current.ratings if current else (), marks)

    def on_resize(self) -> None:
        """Place plot and words below each other in a narrow window."""
        self.set_class(self.size.width < SLIM, "-slim")


def domain_rows(chart: Chart) -> list[CheckinDomainRow]:
    """Every domain that was rated, with its ratings by day; the last one of a session counts."""
    found: dict[str, dict[str, tuple[date, int]]] = {}
    for said in chart.of(Kind.CHECKIN):
        value = said.answer.value
        for pair in value if isinstance(value, tuple) else ():
            if isinstance(pair, tuple):
                domain, rating = pair
                found.setdefault(str(domain), {})[said.session] = (said.day, int(rating))
    return [CheckinDomainRow(domain, tuple(told.values())) for domain, told in found.items()]


def domain_blocks(row: CheckinDomainRow, events: Sequence[Dated[Event]], today: date) -> Iterator[Block]:
    """The ratings as a table, the latest first; an event stands between the ratings it was told between."""
    yield Block(as_content(row.name, "bold"), gap=None)
    first = row.ratings[0]
    yield Block(as_content(f"baseline {first[1]}, {format_day(first[0], today)}", _MUTED), gap=None)
    rated = [(day, 1, rating) for day, rating in row.ratings]
    told = [(event.day, 0, place) for place, event in enumerate(events)]
    gap: Content | None = Content("")
    for day, is_rating, n in sorted([*rated, *told], key=lambda each: each[:2], reverse=True):
        line = _rated(n, day, today) if is_rating else _told(n + 1, events[n].value)
        yield Block(line, rest=Content("    "), gap=gap)
        gap = None


def _rated(rating: int, day: date, today: date) -> Content:
    """Return a rating with its day."""
    return as_content(f"{rating:>2}  ", "bold") + as_content(format_day(day, today), _MUTED)


def _told(number: int, event: Event) -> Content:
    """Return the number of an event on the plot, and the event."""
    when = f" ({event.when})" if event.when else ""
    return as_content(f"┃{number} ".ljust(4), "$text-accent") + as_content(f"{event.what}{when}")
