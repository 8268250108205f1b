"""Days and lengths of time as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.model.dates import (
    YEARS,
    day_after,
    days_in,
    format_ago,
    format_day,
    read_day,
    read_duration,
)
from session_tui.core.model.values import Duration

TODAY = date(2026, 11, 20)
"""A Friday."""

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-20"),
        ("tomorrow", "2026-11-21"),
        ("tmr", "2026-11-21"),
        ("yesterday", "2026-11-19"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("this fri", "2026-11-20"),
        ("last fri", "2026-11-13"),
        ("mon", "2026-11-23"),
        ("next mon", "2026-11-23"),
        ("next thu", "2026-11-26"),
        ("next sunday", "2026-11-29"),
        ("thurs.", "2026-11-26"),
        ("+2w", "2026-12-04"),
        ("+ 2 weeks", "2026-12-04"),
        ("+10d", "2026-11-30"),
        ("+3m", "2027-02-20"),
        ("in 2 weeks", "2026-12-04"),
        ("2 weeks", "2026-12-04"),
        ("in a week", "2026-11-27"),
        ("next week", "2026-11-27"),
        ("next month", "2026-12-20"),
        ("next year", "2027-11-20"),
        ("2027-03-04", "2027-03-04"),
        ("2027/3/4", "2027-03-04"),
        ("4 mar", "2027-03-04"),
        ("4 march 2027", "2027-03-04"),
        ("mar 4", "2027-03-04"),
        ("March 4th", "2027-03-04"),
        ("march 4th, 2028", "2028-03-04"),
        ("4th of march", "2027-03-04"),
        ("4. Sept.", "2027-09-04"),
        ("4.3.", "2027-03-04"),
        ("4. 3.", "2027-03-04"),
        ("4.3.2027", "2027-03-04"),
        ("04.03.27", "2027-03-04"),
        ("4/3", "2027-03-04"),
        ("4/3/2027", "2027-03-04"),
        ("4-3-2027", "2027-03-04"),
        ("20 nov", "2026-11-20"),
        ("19 nov", "2027-11-19"),
        ("29 feb", "2028-02-29"),
        ("Fri, 27 Nov", "2026-11-27"),
        ("  FRI   27 nov ", "2026-11-27"),
    ],
)
def test_a_day_is_read_in_the_forms_people_type(typed: str, day: str) -> None:
    assert read_day(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("3/14/2027", "2027-03-14"), ("12/11/2027", "2027-11-12"), ("13/12/2027", "2027-12-13")],
)
def test_the_day_comes_first_unless_the_second_number_cannot_be_a_month(typed: str, day: str) -> None:
    assert read_day(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "may", "march", "march 2027", "week", "soon", "the window", "4.3", "4-3", "30/2/2027",
        "31.4.2027", "29 feb 2027", "32 jan", "0 mar", "4 marmalade", "fr", "13/13/2027", "2027-13-01",
        "1899-12-31", "2200-01-01", "+0d", "9999 years", "99999 days", "99999999999999999999d", "sat 27 nov",
        "next", "next today", "٤ mar", "²d", "٢٠٢٧-٠٣-٠٤", "4/3.2027", "\0", "fri" * 500,
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed, TODAY) is None


def test_a_weekday_is_never_today_itself() -> None:
    for ahead in range(7):
        day = TODAY + timedelta(days=ahead)
        assert read_day(f"{day:%A}", day) == day + timedelta(days=7)


@given(days, st.integers(0, 6))
def test_next_and_a_weekday_is_that_day_of_the_next_week(today: date, wanted: int) -> None:
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[wanted]
    monday = today - timedelta(days=today.weekday())
    assert read_day(f"next {name}", today) == monday + timedelta(days=7 + wanted)


@pytest.mark.parametrize(
    ("day", "typed", "later"),
    [
        ("2027-01-31", "+1m", "2027-02-28"),
        ("2028-01-31", "next month", "2028-02-29"),
        ("2028-02-29", "+1y", "2029-02-28"),
        ("2026-12-31", "2 months", "2027-02-28"),
        ("2026-10-31", "+12m", "2027-10-31"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: str, typed: str, later: str) -> None:
    assert read_day(typed, date.fromisoformat(day)) == date.fromisoformat(later)


@given(days, days)
def test_a_day_that_was_said_is_read_back(day: date, today: date) -> None:
    assert read_day(format_day(day, today), today) == day


@given(days, days)
def test_an_iso_day_is_itself_on_any_day(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day


@given(days, days)
def test_a_day_without_a_year_is_the_next_one_to_come(day: date, today: date) -> None:
    read = read_day(f"{day.day} {day:%b}", today)
    assert read is not None
    assert read >= today
    assert (read.month, read.day) == (day.month, day.day)
    leap_years_between = 8 if (day.month, day.day) == (2, 29) else 1
    assert read.year - today.year <= leap_years_between


typed_text = st.one_of(
    st.text(max_size=60),
    st.text("0123456789 .-/+", max_size=14),
    st.lists(
        st.sampled_from(["fri", "next", "in", "+", "2", "31", "29", "feb", "mar", "4th", ".", "/", "w", "weeks", "months", "9999", "year", "ten", "of"]),
        max_size=6,
    ).map(" ".join),
)  # fmt: skip


@given(typed_text, st.dates())
def test_any_text_on_any_day_is_a_day_in_the_years_or_none(text: str, today: date) -> None:
    day = read_day(text, today)
    assert day is None or day.year in YEARS


@given(typed_text)
def test_any_text_is_a_length_of_time_or_none(text: str) -> None:
    length = read_duration(text)
    assert length is None or days_in(length) >= 1


@pytest.mark.parametrize(
    ("typed", "n", "unit"),
    [
        ("6 weeks", 6, "weeks"),
        ("6w", 6, "weeks"),
        ("6 wk", 6, "weeks"),
        ("10d", 10, "days"),
        ("1 day", 1, "days"),
        ("3 months", 3, "months"),
        ("3 mo", 3, "months"),
        ("3mo.", 3, "months"),
        ("1y", 1, "years"),
        ("2 yrs", 2, "years"),
        ("a week", 1, "weeks"),
        ("a year", 1, "years"),
        ("One Month", 1, "months"),
        ("two weeks", 2, "weeks"),
        ("twelve days", 12, "days"),
        ("  4   weeks ", 4, "weeks"),
    ],
)
def test_a_length_of_time_is_read_in_the_forms_people_type(typed: str, n: int, unit: str) -> None:
    assert read_duration(typed) == Duration(n=n, unit=unit)


@pytest.mark.parametrize(
    "typed",
    ["", "6", "weeks", "0 days", "-3 days", "10000 days", "thirteen days", "aweek", "6 minutes", "½ year", "٦ weeks"],
)  # fmt: skip
def test_what_is_no_length_of_time_is_none(typed: str) -> None:
    assert read_duration(typed) is None


@given(st.integers(1, 9999), st.sampled_from(Duration.UNITS))
def test_a_length_of_time_that_was_said_is_read_back(n: int, unit: str) -> None:
    duration = Duration(n=n, unit=unit)
    assert read_duration(str(duration)) == duration


@pytest.mark.parametrize(
    ("n", "unit", "days"),
    [(10, "days", 10), (4, "weeks", 28), (2, "months", 60), (1, "years", 365)],
)
def test_a_week_counts_seven_days_a_month_thirty_and_a_year_365(n: int, unit: str, days: int) -> None:
    assert days_in(Duration(n=n, unit=unit)) == days


def test_beyond_the_years_there_is_no_day() -> None:
    for unit in Duration.UNITS:
        assert day_after(date(2199, 12, 31), Duration(n=1, unit=unit)) is None
    assert day_after(date.max, Duration(n=9999, unit="years")) is None


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-11-27", "Fri 27 Nov"), ("2026-01-05", "Mon 5 Jan"), ("2027-01-04", "Mon 4 Jan 2027")],
)
def test_a_day_is_said_with_its_year_only_in_another_one(day: str, said: str) -> None:
    assert format_day(date.fromisoformat(day), TODAY) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (0, "today"), (1, "1 day"), (3, "3 days"), (6, "6 days"), (7, "1 week"), (13, "1 week"), (84, "12 weeks"),
        (182, "26 weeks"), (183, "6 months"), (729, "24 months"), (730, "2 years"), (-1, "in 1 day"), (-14, "in 2 weeks"),
    ],
)  # fmt: skip
def test_how_long_ago_is_said_in_the_unit_that_reads_best(ago: int, said: str) -> None:
    assert format_ago(TODAY - timedelta(days=ago), TODAY) == said
