"""Parse the date bounds of a search: ``2026``, ``2026-03``, ``2026-03-01``, ``yesterday``, ``3w``."""

import re
from calendar import monthrange
from datetime import date, timedelta

from session_tui.core.model.dates import YEARS, read_day

_NEAR = {"today": 0, "yesterday": 1}
_AGE = re.compile(r"([0-9]{1,4})([dwmy])")
# The hyphen at the end: "2026-" is a date still being typed.
_FROM = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?-?")
_BEGUN = re.compile(r"[0-9]{1,3}")


def read_bound(text: str, today: date) -> date | None:
    """Return the day of a bound, the first day of a year or month; None if it is no date. Never raises.

    An age (``3d``, ``4w``, ``2m``, ``1y``) is the day that long before today. Any other form must include the year.
    """
    typed = text.strip().lower()
    if typed in _NEAR:
        return today - timedelta(days=_NEAR[typed])
    if age := _AGE.fullmatch(typed):
        return _before(today, int(age[1]), age[2])
    if spelled := _FROM.fullmatch(typed):
        return _first_of(*spelled.groups())
    day = read_day(text, today)
    return day if day and str(day.year) in typed else None


def is_prefix(text: str) -> bool:
    """Whether a text that is no date can become one if more is typed."""
    typed = text.strip().lower()
    return bool(_BEGUN.fullmatch(typed)) or any(word.startswith(typed) for word in _NEAR)


def _before(today: date, count: int, unit: str) -> date:
    """Return the day ``count`` units before today; ``date.min`` if that is out of range."""
    if unit in "dw":
        days = count * (7 if unit == "w" else 1)
        return date.fromordinal(max(1, today.toordinal() - days))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _first_of(year: str, month: str | None, day: str | None) -> date | None:
    """Return the first day of a year, month or day. A month or day of a single 0 is still being typed."""
    if int(year) not in YEARS:
        return None
    if month in (None, "0"):
        return date(int(year), 1, 1)
    try:
        return date(int(year), int(month or 1), 1 if day in (None, "0") else int(day or 1))
    except ValueError:
        return None
