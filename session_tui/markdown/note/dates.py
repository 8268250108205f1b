"""Format and parse dates in notes: ``Fri 20 Nov 2026``, in English regardless of locale."""

import re
from datetime import date, datetime

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_SAID = re.compile(r"(?:[A-Za-z]{2,9}\.?,? +)?([0-9]{1,2}) +([A-Za-z]{3})[a-z]{0,6}\.?,? +([0-9]{4})")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?")
_OFFSET = re.compile(r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def format_date(day: date) -> str:
    """Return the day without weekday: ``20 Nov 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"


def format_full_date(day: date) -> str:
    """Return the day with weekday: ``Fri 20 Nov 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {format_date(day)}"


def format_time(moment: datetime) -> str:
    """Return day and time: ``20 Nov 2026, 10:12``."""
    return f"{format_date(moment)}, {moment:%H:%M}"


def write_moment(moment: datetime, started: str) -> str:
    """Return a time for a comment: only the time of day if day and offset are those of ``started`` (RFC 3339)."""
    written = moment.isoformat()
    is_same_day = written[:11] == started[:11] and written[-6:] == started[-6:]
    return written[11:-6] if is_same_day else written


def full_moment(text: str, started: str) -> str:
    """Return the time that :func:`write_moment` wrote, with its day and offset."""
    offset = _OFFSET.search(started)
    return f"{started[:11]}{text}{offset[0]}" if offset and _TIME.fullmatch(text) else text


def read_date(text: str) -> date | None:
    """Return the day of a text in the form of :func:`format_full_date` or ISO 8601; otherwise None."""
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    said = _SAID.fullmatch(text)
    month = said[2].capitalize() if said else ""
    if not said or month not in MONTHS:
        return None
    return _day(int(said[3]), MONTHS.index(month) + 1, int(said[1]))


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
