"""A Markdown viewer shows a note as it is meant: our headings, all of them, and nothing swallowed."""

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from session_tui.core.model.note import Note
from session_tui.markdown.note.writer import write_note
from tests.markdown.strategies import HARD, SLOW, TEXT, notes, text_note

VIEWER = MarkdownIt("gfm-like", {"linkify": False}).use(front_matter_plugin)


def headings_seen(text: str) -> list[tuple[str, int]]:
    """Every heading that a viewer shows, at any depth, with its line counted from 0."""
    tokens = VIEWER.parse(text)
    return [(t.tag, t.map[0]) for t in tokens if t.type == "heading_open" and t.map]


def headings_meant(text: str) -> list[tuple[str, int]]:
    """The lines that the writer made headings."""
    levels = {"# ": "h1", "## ": "h2", "### ": "h3"}
    lines = enumerate(text.split("\n"))
    return [(tag, n) for n, line in lines for mark, tag in levels.items() if line.startswith(mark)]


@SLOW
@given(note=notes())
def test_a_viewer_sees_our_headings_and_no_others(note: Note) -> None:
    text = write_note(note)
    assert headings_seen(text) == headings_meant(text)


@SLOW
@given(text=TEXT)
def test_no_answer_swallows_what_follows_it(text: str) -> None:
    written = write_note(text_note(text))
    assert headings_seen(written) == headings_meant(written)
    assert written.count("\n### ") == 2


@pytest.mark.parametrize("before", ["", "words\n", "words\n\n", "- item\n", "> quoted\n"])
def test_no_hard_piece_swallows_what_follows_it(before: str) -> None:
    for piece in HARD:
        written = write_note(text_note(before + piece))
        assert headings_seen(written) == headings_meant(written), piece


@SLOW
@given(note=notes())
def test_no_note_carries_a_raw_control_character(note: Note) -> None:
    text = write_note(note)
    assert all(c in "\n\t" or c.isprintable() or ord(c) > 0x9F for c in text)
    assert "\u2028" not in text
    assert "\u2029" not in text


def test_a_line_that_looks_like_a_link_definition_is_shown() -> None:
    written = write_note(text_note("[plan]: walk"))
    assert "[plan]: walk" in VIEWER.render(written)


def test_a_closed_fence_stays_a_fence() -> None:
    written = write_note(text_note("before\n```\ncode\n```\nafter"))
    assert [t.content for t in VIEWER.parse(written) if t.type == "fence"] == ["code\n"]


def test_an_unclosed_fence_is_shown_as_typed() -> None:
    written = write_note(text_note("before\n\n```\nnot closed"))
    shown = [t.content for t in VIEWER.parse(written) if t.type == "inline"]
    assert "\\```\nnot closed" in shown
    assert not [t for t in VIEWER.parse(written) if t.type == "fence"]
