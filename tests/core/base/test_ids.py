"""Ids that sort by the time they were made."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.base.ids import new_id
from session_tui.core.model.values import ID

moments = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001
    datetime(2199, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30))]),
)


@given(moments)
def test_an_id_is_a_uuid_of_version_seven_that_holds_its_time(at: datetime) -> None:
    made = new_id(at)
    ID.check(made)
    assert UUID(made).version == 7
    assert UUID(made).variant == RFC_4122
    held = datetime.fromtimestamp((UUID(made).int >> 80) / 1000, UTC)
    assert abs(held - at) <= timedelta(milliseconds=1)


@given(moments, moments)
def test_ids_sort_by_the_time_they_were_made(one: datetime, other: datetime) -> None:
    earlier, later = sorted([one, other])
    if later - earlier >= timedelta(milliseconds=1):
        assert new_id(earlier) < new_id(later)


def test_ids_of_one_moment_differ() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    assert len({new_id(at) for _ in range(1000)}) == 1000
