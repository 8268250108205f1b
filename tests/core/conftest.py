"""Sessions made from the rules of their own fields, and short ways to write one by hand."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import strategies as st

from session_tui.core.model.session import Answer, GuideRef, Session
from session_tui.core.model.values import Kind
from session_tui.core.schema.field_types import UUID, Text
from tests.strategies import MadeUp

Sessions = st.SearchStrategy[Session]
BuildSession = Callable[..., Session]

storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
filled = storable.filter(str.strip)
moments = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001
    datetime(2199, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]),
)


def texts(rule: Text) -> st.SearchStrategy[str]:
    """Texts that obey a rule."""
    if rule.pattern is None:
        return filled if rule.filled else storable
    if rule.pattern is UUID:
        return st.uuids().map(str)
    if rule.pattern.fullmatch("a b\nc"):
        return storable.filter(bool)
    return st.from_regex(
        rule.pattern,
        fullmatch=True,
        alphabet=st.characters(codec="utf-8", exclude_characters="\0"),
    )


@pytest.fixture(scope="session")
def sessions() -> Sessions:
    """Any session at all, as a strategy."""
    return MadeUp(texts, moments, filled).sessions()


@pytest.fixture(scope="session")
def build_session() -> BuildSession:
    """Write a session: its day, and by prompt its kind and value (and note or mark in a dictionary)."""

    def build(day: str = "2026-11-20", number: int = 0, **asked: tuple[str, Any]) -> Session:
        started = datetime.fromisoformat(f"{day}T10:00:00+01:00")
        return Session(
            id=f"0193{number:04d}-0000-7000-8000-{re.sub('[^0-9]', '', day):0>12}",
            client="ana-k",
            guide=GuideRef(id="follow-up", version=1, title="Follow-up"),
            started=started,
            answers=tuple(
                Answer(
                    section="story", prompt=prompt, heading=prompt, kind=Kind(kind), value=value,
                    state="not reached" if value is None else "answered",
                )
                for prompt, (kind, value) in asked.items()
            ),
        )  # fmt: skip

    return build
