"""Written Markdown on the screen: a bar stands before the client's own words, line by line, and before nobody else's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.ui.widgets.document.text_blocks import BAR, PIECE, text_blocks

LINES = st.sampled_from(
    ("> hers", ">> hers", "  > hers", "- > hers", "1. > hers", "ours", "  ours", "- ours", "7. ours", "    ours", "", "***", "> - hers", "> 1. hers")
)  # fmt: skip


def rows_of(text: str) -> list[str]:
    """What stands on the screen, each row behind what its block puts before it."""
    rows: list[str] = []
    for block in text_blocks(text):
        first, *more = block.content.plain.split("\n")
        rows += [block.first.plain + first, *(block.rest.plain + line for line in more)]
    return rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("> I wake at three\nShe moved in spring.", ["▌ I wake at three", "She moved in spring."]),
        ("She said:\n> I wake", ["She said:", "▌ I wake"]),
        ("> one\n> two\nours", ["▌ one", "▌ two", "ours"]),
        (">> deep\n> hers\nours", ["▌ ▌ deep", "▌ hers", "ours"]),
        ("- > hers\n  ours\n- ours", ["• ▌ hers", "  ours", "• ours"]),
        ("> - hers\nours", ["▌ • hers", "ours"]),
        ("> hers\n2. ours", ["▌ hers", "2. ours"]),
        ("```\n> code\ncode\n```", ["> code", "code"]),
    ],
)
def test_a_quotation_ends_with_the_last_line_of_the_clients(text: str, rows: list[str]) -> None:
    assert rows_of(text) == rows


@given(lines=st.lists(LINES, max_size=8))
def test_each_line_is_shown_as_whose_it_is(lines: list[str]) -> None:
    for row in rows_of("\n".join(lines)):
        assert ("hers" in row) == (BAR.plain in row) or not re.search("hers|ours", row), row


def test_a_line_of_theirs_longer_than_a_piece_is_theirs_to_the_end() -> None:
    rows = rows_of("> " + "hers " * PIECE + "\nours")
    assert len(rows) > 2
    assert all(row.startswith(BAR.plain) for row in rows[:-1])
    assert rows[-1] == "ours"
