"""Which version of a session must be written."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from session_tui.core.interview.save_state import SaveState
from session_tui.core.model.session import Session, Signature

AT = datetime(2026, 11, 20, 10, 12, 4, tzinfo=UTC)
OTHER = "0193471e-0000-7000-8000-000000000009"

Build = Callable[..., Session]


@pytest.fixture
def begun(build_session: Build) -> Session:
    """A session of which nothing was answered."""
    return build_session(story=("text", None))


def text(session: Session, words: str | None) -> Session:
    """The session with a text."""
    return session.with_answer("story", words, at=AT)


def saved(state: SaveState, version: Session | None) -> bool:
    """Write a version as a vault does; whether it went into a session of its own."""
    assert version is not None
    return state.remember(version.replace(rev=version.rev + 1))


def test_a_new_session_is_not_written_before_it_has_content(begun: Session) -> None:
    state = SaveState(begun, is_new=True)
    assert state.to_write(begun) is None
    assert state.to_write(begun.passed("story")) is None
    assert not state.is_on_disk
    assert state.to_write(text(begun, "x")) == text(begun, "x")


def test_a_version_is_written_once_and_under_the_number_of_the_last_save(begun: Session) -> None:
    state = SaveState(begun, is_new=True)
    assert not saved(state, state.to_write(text(begun, "one")))
    assert state.is_on_disk
    assert state.to_write(text(begun, "one")) is None
    version = state.to_write(text(begun, "two"))
    assert version is not None
    assert (version.rev, version.answer("story").value) == (1, "two")


def test_what_is_on_disk_is_written_though_nothing_is_left_in_it(begun: Session) -> None:
    emptied = text(text(begun, "one"), None)
    for rev in (0, 3):  # a file that another program wrote may not count its saves
        state = SaveState(text(begun, "one").replace(rev=rev), is_new=False)
        assert state.to_write(emptied) == emptied.replace(rev=rev)


def test_after_a_conflict_it_goes_on_under_the_other_id(begun: Session) -> None:
    state = SaveState(begun, is_new=False)
    assert state.remember(text(begun, "one").replace(id=OTHER, rev=5))
    assert state.session_id == OTHER
    version = state.to_write(text(begun, "two"))
    assert version is not None
    assert (version.id, version.rev) == (OTHER, 5)
    assert not saved(state, version)


def test_nothing_is_written_after_signing(begun: Session) -> None:
    state = SaveState(begun, is_new=False)
    signature = Signature(at=AT, sha256="0" * 64)
    signed = text(begun, "one").replace(status="signed", signature=signature, rev=1)
    assert not state.remember(signed)
    assert state.to_write(text(begun, "two")) is None
    assert state.to_write(signed) is None


def test_another_session_is_never_written_under_this_ones_id(begun: Session) -> None:
    state = SaveState(begun, is_new=False)
    assert state.to_write(text(begun, "x").replace(id=OTHER)) is None
