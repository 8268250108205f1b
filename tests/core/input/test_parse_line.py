"""Typed lines as values."""

import pytest

from session_tui.core.input.parse_line import read_whole


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("5", 5),
        (" -2 ", -2),
        ("+3", 3),
        ("-+5", None),
        ("--5", None),
        ("+", None),
        ("-", None),
        ("", None),
        ("²", None),
    ],
)
def test_a_whole_number_has_one_sign_at_most(line: str, number: int | None) -> None:
    assert read_whole(line) == number
