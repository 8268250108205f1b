"""Text is changed as little as can be, and every change undoes itself."""

import pytest
from hypothesis import given

from session_tui.core.schema.field_types import Day
from session_tui.markdown.escaping import (
    read_block,
    read_emphasis,
    read_inline,
    read_item,
    write_block,
    write_emphasis,
    write_inline,
    write_item,
)
from session_tui.markdown.note.comments import (
    read_comment_attributes,
    read_front_value,
    write_comment_attributes,
    write_front_value,
)
from session_tui.markdown.note.dates import format_full_date, read_date
from session_tui.markdown.note.frame import lines_of
from tests.markdown.strategies import MADE_UP, TEXT


@pytest.mark.parametrize(
    "text",
    [
        "> her own words",
        "- one\n- two\n  - three",
        "1. first",
        "*quietly* **loudly** _so_",
        "| a | b |\n|---|---|",
        "#tag and a # in the middle",
        "C:\\notes \\o/",
        "```\ncode\n```",
        "a & b &amp; c < d > e",
        "<https://example.org>",
        "trailing  \n\n\n  leading",
        "***",
        "שלום 👩‍👩‍👧 кира",
    ],
)
def test_what_harms_nobody_stays_as_typed(text: str) -> None:
    assert "\n".join(write_block(text)) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# loud", "\\# loud"),
        ("\\# loud", "\\\\# loud"),
        ("> ## loud", "> \\## loud"),
        ("Title\n---", "Title\n\\---"),
        ("```\nnot closed", "\\```\nnot closed"),
        ("~~~\ncode\n```", "\\~~~\ncode\n\\```"),
        ("<div>", "\\<div>"),
        ("a <!-- b -->", "a &lt;!-- b -->"),
        ("&lt;!-- b", "&amp;lt;!-- b"),
        ("\x1b[31m red", "&#27;[31m red"),
        ("&#27;", "&amp;#27;"),
        ("[plan]: walk", "\\[plan]: walk"),
        ("*Note:* mine", "\\*Note:* mine"),
        ("\n two\n  \n", "&#10;\n two\n&#32;&#32;\n&#10;"),
        ("a\rb", "a&#13;b"),
    ],
)
def test_what_would_be_structure_is_marked(text: str, written: str) -> None:
    assert "\n".join(write_block(text)) == written
    assert read_block(written.split("\n")) == text


def test_bullets_are_marked_inside_an_item() -> None:
    assert write_item("  - why: x\n- y") == ["&#32;&#32;- why: x", "\\- y"]


@given(text=TEXT)
def test_every_way_of_writing_a_text_undoes_itself(text: str) -> None:
    assert read_block(write_block(text)) == text
    assert read_item(write_item(text)) == text
    assert read_inline(write_inline(text)) == text
    assert read_emphasis(write_emphasis(text)) == text


@given(text=TEXT)
def test_comments_and_front_matter_hold_any_text_on_one_harmless_line(text: str) -> None:
    comment, front = write_comment_attributes({"ask": text or "x", "at": 3}), write_front_value(text or "x")
    assert read_comment_attributes(comment, 1) == {"ask": text or "x", "at": "3"}
    assert read_front_value(front, 1) == (text or "x")
    for line in (comment, front):
        assert lines_of(line) == [line]
        assert "-->" not in line
        assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in line)


@given(day=MADE_UP.of_rule(Day()))
def test_every_day_is_read_as_it_is_said(day: object) -> None:
    assert read_date(format_full_date(day)) == day  # type: ignore[arg-type]
    assert read_date(str(day)) == day


@pytest.mark.parametrize("text", ["31 Feb 2026", "2026-13-01", "20 Nov", "soon", "", "20 Foo 2026"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None
