"""The demo's calendar: the days of its sessions, and real dates in place of those in the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar, cast

from session_tui.core.model.dates import MONTHS
from session_tui.core.model.values import Event, Rhythm, Step, Value
from session_tui.demo.plan import ANCHOR, Said, Sitting

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar of a demo made on the day ``today``."""

    today: date

    def of(self, sitting: Sitting) -> date:
        """Return the day of a session; only a quick contact can be on a weekend."""
        day = self.today - timedelta(days=sitting.ago)
        if sitting.guide == "quick-contact":
            return day
        return day - timedelta(days=max(0, day.weekday() - 4))

    def start(self, sitting: Sitting) -> datetime:
        """Return when a session began, with the local time zone's offset on that day."""
        return datetime.combine(self.of(sitting), time.fromisoformat(sitting.clock)).astimezone()

    def after(self, sitting: Sitting, sittings: Sequence[Sitting]) -> date | None:
        """Return the day of the next session, not counting quick contacts, which are not planned."""
        planned = [each for each in sittings if each.guide != "quick-contact"]
        later = [self.of(each) for each in planned if each.ago < sitting.ago]
        return min(later, default=None)

    def real(self, day: date) -> date:
        """Return the real day for a date in a table."""
        return self.today + (day - ANCHOR)

    def dated(self, value: Value | None) -> Value | None:
        """Return a value with real dates in place of those in the table."""
        if isinstance(value, date):
            return self.real(value)
        if isinstance(value, tuple):
            return cast("Value", tuple(self._item(each) for each in value))
        return self._item(value)

    def next_day(self, said: Said, sitting: Sitting, sittings: Sequence[Sitting]) -> Said:
        """Return the answer about the next meeting with its date.

        A date in the table becomes a real one, moved to Monday from a weekend unless it is today. Without a date, it is
        the day of the next session.
        """
        if not isinstance(said.value, date):
            return Said(self.after(sitting, sittings), said.note)
        day = self.real(said.value)
        is_free = day.weekday() > 4 and day != self.today
        return Said(day + timedelta(days=7 - day.weekday() if is_free else 0), said.note)

    def _item(self, item: T) -> T:
        """Return an item with real dates."""
        if isinstance(item, Step) and item.due:
            return item.replace(due=self.real(item.due))
        if isinstance(item, Rhythm) and item.look_back:
            return item.replace(look_back=self.real(item.look_back))
        if isinstance(item, Event) and item.when and item.when[:2].isdigit() and "-" in item.when:
            day = self.real(date.fromisoformat(item.when))
            return item.replace(when=f"{MONTHS[day.month - 1]} {day.year}")
        return item
