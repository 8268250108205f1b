"""What is said when a save failed is true of the disk."""

import pytest

from session_tui.core.base.errors import describe_error
from session_tui.ui.crash_report import farewell, not_saved


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("Not saved: a.json. The disk is full.", "Not saved: a.json. The disk is full."),
        ("The disk is gone.", "Not saved: The disk is gone."),
        ("The record is saved. Not saved: a.md. It is full.", "The record is saved. Not saved: a.md. It is full."),
        ("Written, but not confirmed by the disk: a.", "Written, but not confirmed by the disk: a."),
    ],
)
def test_not_saved_is_said_once_and_only_where_it_is_true(trouble: str, said: str) -> None:
    assert not_saved(trouble) == said


def test_the_farewell_keeps_nothing() -> None:
    assert "kept here" not in farewell(describe_error(KeyError("x")))
