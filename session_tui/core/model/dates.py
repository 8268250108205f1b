"""Parse days and durations as people type them, and format them as words.

The rules where usage differs:

- Weeks begin on Monday. ``fri`` is the next Friday after today, ``this fri`` the first one from today on, ``next fri``
  the Friday of the next week, ``last fri`` the last one before today.
- ``next week``, ``next month`` and ``next year`` are one week, month or year from today.
- A day without a year is the next such day, today included; a weekday beside it must agree, and may also point
  to the day of this year (``Fri 2 Jan`` as :func:`format_day` writes it).
- Numbers are day, month, year, unless the second cannot be a month (``3/14/2027``). With the year first, ISO order.
  A two-digit year is in this century.
- A month later is the same day of the month, or the last day of that month (31 January plus a month: 28 February).
- Years run from 1900 to 2199; other years are not accepted.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from session_tui.core.model.values import Duration

YEARS = range(1900, 2200)
"""The first and last year that are accepted."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_FIRST, _LAST = date(1900, 1, 1).toordinal(), date(2199, 12, 31).toordinal()
_LONGEST = 40
_DAYS_IN = {"days": 1, "weeks": 7, "months": 30, "years": 365}
_NEAR = {"today": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "yesterday": -1}
_COUNTS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_WORDS = {"a": 1, "an": 1} | {word: n for n, word in enumerate(_COUNTS, 1)}
_UNITS = {
    "days": "d day days",
    "weeks": "w wk wks week weeks",
    "months": "m mo mos mth mths month months",
    "years": "y yr yrs year years",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}

# Compiled when a day is first read: home only says days, and stands sooner.
# A word as the count needs a space after it, digits do not: "a week", "6w".
_LENGTH = r"([0-9]{1,4}|[a-z]+(?= )) ?([a-z]+)\.?"
# \2: both separators must be the same.
_YEAR_FIRST = r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})"
_NUMBERS = r"([0-9]{1,2})([-./]) ?([0-9]{1,2})(?:\2 ?([0-9]{4}|[0-9]{2})|\.|)"
_DAY_MONTH = r"([0-9]{1,2})(?:st|nd|rd|th|\.)? ?(?:of )?([a-z]{3,9})\.?(?: ([0-9]{4}))?"
_MONTH_DAY = r"([a-z]{3,9})\.? ?([0-9]{1,2})(?:st|nd|rd|th)?\.?(?: ([0-9]{4}))?"


def read_day(text: str, today: date) -> date | None:
    """Return the day that a text means, relative to ``today``; None if it means none. Never raises."""
    words = _plain(text)
    if not words:
        return None
    return _near(words, today) or _weekday(words, today) or _ahead(words, today) or _dated(words, today)


def read_full_day(text: str) -> date | None:
    """Return the day that a text names with its year, whatever day is today; None for ``fri`` or ``20 Nov``."""
    # Relative to two days far apart: only a text with its year means the same day for both.
    day = read_day(text, date(2001, 3, 7))
    return day if day == read_day(text, date(2102, 9, 23)) else None


def read_duration(text: str) -> Duration | None:
    """Return the duration that a text means (``6 weeks``, ``6w``, ``a week``); None if it means none. Never raises."""
    from session_tui.core.model.values import Duration  # lists say days, and do without the values

    found = re.fullmatch(_LENGTH, _plain(text))
    if not found:
        return None
    count, unit = found.groups()
    n = int(count) if count.isdigit() else _WORDS.get(count, 0)
    return Duration(n=n, unit=_UNIT[unit]) if n and unit in _UNIT else None


def days_in(duration: Duration) -> int:
    """Return the duration in days: a week is 7, a month 30, a year 365."""
    return duration.n * _DAYS_IN[duration.unit]


def day_after(day: date, duration: Duration) -> date | None:
    """Return the day ``duration`` after ``day``, months and years by the calendar; None outside 1900 to 2199."""
    if duration.unit in ("days", "weeks"):
        return _shifted(day, days_in(duration))
    months = duration.n * (12 if duration.unit == "years" else 1)
    # Months are counted from 0 here.
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year not in YEARS:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def format_day(day: date, today: date) -> str:
    """Format a day: ``Fri 27 Nov``, with the year if it is not the year of ``today``."""
    said = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return said if day.year == today.year else f"{said} {day.year}"


def format_due(day: date, today: date) -> str:
    """Format a due date: ``due today``, ``by Fri 27 Nov``."""
    return "due today" if day == today else f"by {format_day(day, today)}"


def format_ago(day: date, today: date) -> str:
    """Format how long ago a day was: ``today``, ``3 days``, ``12 weeks``, ``7 months``, ``2 years``, ``in 3 days``.

    Days up to a week, weeks up to half a year, months (of 30 days) up to two years, then years; always rounded down.
    """
    days = abs((today - day).days)
    if not days:
        return "today"
    unit = "days" if days < 7 else "weeks" if days < 183 else "months" if days < 730 else "years"
    count = days // _DAYS_IN[unit]
    said = f"{count} {unit if count != 1 else unit[:-1]}"
    return said if day < today else f"in {said}"


def _plain(text: str) -> str:
    """Return the text without case, commas and doubled spaces; empty if it is too long for a date."""
    return " ".join(text.casefold().replace(",", " ").split()) if len(text) <= _LONGEST else ""


def _near(words: str, today: date) -> date | None:
    """Match ``today``, ``tomorrow`` and the like."""
    return _shifted(today, _NEAR[words]) if words in _NEAR else None


def _weekday(words: str, today: date) -> date | None:
    """Match a weekday, alone or after ``this``, ``next`` or ``last``."""
    which, _, name = words.rpartition(" ")
    wanted = _place(name.removesuffix("."), WEEKDAYS)
    if wanted is None or which not in ("", "this", "next", "last"):
        return None
    ahead = (wanted - today.weekday()) % 7
    # The number of days until next Monday.
    monday = 7 - today.weekday()
    shifts = {"": ahead or 7, "this": ahead, "next": monday + wanted, "last": ahead - 7}
    return _shifted(today, shifts[which])


def _ahead(words: str, today: date) -> date | None:
    """Return the day a duration from today: ``+2w``, ``in 2 weeks``, ``2 weeks``, ``next week``."""
    if words in ("next week", "next month", "next year"):
        words = f"1 {words[5:]}"
    length = read_duration(words.removeprefix("in ").removeprefix("+"))
    return day_after(today, length) if length else None


def _dated(words: str, today: date) -> date | None:
    """Return the day given by number and month, with an optional weekday in front that must agree."""
    name, _, rest = words.partition(" ")
    weekday = _place(name.removesuffix("."), WEEKDAYS)
    days = _candidates(words if weekday is None else rest, today)
    return next((day for day in days if weekday in (None, day.weekday())), None)


def _candidates(words: str, today: date) -> list[date]:
    """Return the days that a day and month can mean, the likeliest first."""
    if found := re.fullmatch(_YEAR_FIRST, words):
        return _days(int(found[1]), int(found[3]), int(found[4]))
    if found := re.fullmatch(_NUMBERS, words):
        return _numbered(found, today)
    if found := re.fullmatch(_DAY_MONTH, words):
        return _named(found[2], found[1], found[3], today)
    if found := re.fullmatch(_MONTH_DAY, words):
        return _named(found[1], found[2], found[3], today)
    return []


def _numbered(found: re.Match[str], today: date) -> list[date]:
    """Return the days that a date in numbers can mean."""
    day, mark, month, year = found.groups()
    # Without a year "20.11." and "20/11" are dates; "20.11" and "20-11" may be a number or a range.
    if year is None and (mark == "-" or found[0].endswith(".") != (mark == ".")):
        return []
    first, second = int(day), int(month)
    if second > 12:
        first, second = second, first
    if year is None:
        return _coming(second, first, today)
    return _days(int(year) + (2000 if len(year) == 2 else 0), second, first)


def _named(name: str, day: str, year: str | None, today: date) -> list[date]:
    """Return the days that a date with the name of a month can mean."""
    place = _place(name, MONTHS)
    if place is None:
        return []
    return _days(int(year), place + 1, int(day)) if year else _coming(place + 1, int(day), today)


def _coming(month: int, day: int, today: date) -> list[date]:
    """Return the next such day, today included, preceded by this year's if that has passed."""
    # 29 February can be eight years away, as from 2096 to 2104.
    years = range(today.year, today.year + 9)
    days = [found for year in years for found in _days(year, month, day)]
    over = [found for found in days if found < today]
    return [found for found in days if found >= today][:1] + over


def _days(year: int, month: int, day: int) -> list[date]:
    """Return the day in a list, or an empty list if the calendar has no such day."""
    if year not in YEARS or not 1 <= month <= 12:
        return []
    return [date(year, month, day)] if 1 <= day <= monthrange(year, month)[1] else []


def _place(name: str, names: tuple[str, ...]) -> int | None:
    """Return the index of a name among ``names``, given by its first three letters or more."""
    if len(name) < 3:
        return None
    return next((n for n, full in enumerate(names) if full.lower().startswith(name)), None)


def _shifted(day: date, days: int) -> date | None:
    """Return the day ``days`` later; None outside 1900 to 2199."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if _FIRST <= ordinal <= _LAST else None
