"""Parse times of day, moments and lengths as people write them in notes:

``10:30 AM``, ``20.11.2026 10:30``, ``50 min``.
"""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from session_tui.core.model.dates import read_full_day

_CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.h]([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?)?(?: ?(?:([ap])\.?m\.?|(uhr|h|o[’']clock)))?",
    re.IGNORECASE,
)
_DAY_AND_TIME = re.compile(
    r"(.+?)(?:, ?| |T)(?:at |um )?([0-9]{1,2}(?:[:.h][0-9:.,]*)?(?: ?[a-z.’']+)?)", re.IGNORECASE
)
_MINUTES = re.compile(
    r"(?:([0-9]{1,3})(?:[.,]([0-9]{1,2}))? ?(?:h|hrs?|hours?|std)\.?)?(?:,? ?(?:and )?)"
    r"(?:([0-9]{1,6}) ?(?:m|mins?|minutes?|minuten|['’′])?\.?)?",
    re.IGNORECASE,
)
_LONGEST = 60


def read_time(text: str) -> time | None:
    """Return the time of day that a text means; None if it means none. A bare number is no time. Never raises."""
    found = _CLOCK.fullmatch(_plain(text))
    if not found or not any(found.group(2, 4, 5)):
        return None
    hour, half = int(found[1]), (found[4] or "").lower()
    # 12 am is midnight; 12 pm gets its twelve hours back below.
    if half and hour == 12:
        hour = 0
    if half == "p" and hour < 12:
        hour += 12
    if hour > 23 or (half == "a" and hour > 12):
        return None
    minute, second = int(found[2] or 0), int(found[3] or 0)
    return time(hour, minute, second) if minute < 60 and second < 60 else None


def read_moment(text: str) -> datetime | date | None:
    """Return the day that a text names, or the moment if it also names a time. Never raises.

    The moment has a UTC offset only if the text gives one. The day must be complete (see :func:`read_full_day`), since
    a text in a file must mean the same on every day.
    """
    words = _plain(text)
    if day := _iso(words) or read_full_day(words):
        return day
    found = _DAY_AND_TIME.fullmatch(words)
    named, clock = (read_full_day(found[1]), read_time(found[2])) if found else (None, None)
    return datetime.combine(named, clock) if named and clock else None


def read_minutes(text: str) -> int | None:
    """Return a length in minutes: ``50``, ``50 min``, ``1 h 20``, ``1.5 hours``.

    None for any other text. Never raises.
    """
    found = _MINUTES.fullmatch(_plain(text))
    if not found or not any(found.group(1, 3)):
        return None
    hours, part, minutes = found.groups()
    if part and minutes:
        return None
    # "5" is half an hour, "25" a quarter.
    fraction = round(int(part) * 60 / 10 ** len(part)) if part else 0
    return int(hours or 0) * 60 + fraction + int(minutes or 0)


def local_moment(moment: datetime, zone: tzinfo) -> datetime:
    """Return a local time with the UTC offset that ``zone`` has on that day, in whole minutes.

    Of a time that comes twice (when clocks go back) the first is meant; one that clocks skip gets the offset from
    before.
    """
    offset = moment.replace(tzinfo=zone, fold=0).utcoffset() or timedelta()
    # Historical offsets have seconds, which RFC 3339 cannot write.
    whole = timedelta(minutes=round(offset.total_seconds() / 60))
    return moment.replace(tzinfo=timezone(whole), fold=0)


def _plain(text: str) -> str:
    """Return the text with single spaces; empty if it is too long for a time."""
    return " ".join(text.split()) if len(text) <= _LONGEST else ""


def _iso(words: str) -> datetime | date | None:
    """Return an ISO 8601 day or moment."""
    try:
        # First, because datetime.fromisoformat() would read a bare day as midnight.
        return date.fromisoformat(words)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(words.upper())
    except ValueError:
        return None
    offset = moment.utcoffset()
    return None if offset is not None and offset.total_seconds() % 60 else moment
