"""The client's own words stay the client's, and nobody else's words become theirs, in every viewer and in a browser."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.session import Jot
from session_tui.core.model.values import Goal, Kind
from session_tui.markdown.escaping import read_block, read_item, write_block, write_item
from session_tui.markdown.note.html import note_html
from session_tui.markdown.note.reader import read_note
from session_tui.markdown.note.writer import write_note
from tests.example_counts import rounds
from tests.markdown.conftest import STARTED, numbered
from tests.markdown.strategies import SLOW, notes, text_note

VIEWER = MarkdownIt("gfm-like", {"linkify": False}).use(front_matter_plugin)
THEIRS = re.compile(r"(?:[ \t]|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*>")
EDGE = re.compile(r"[ \t]*(?:&#[0-9]+;)+")

PIECES = st.sampled_from((
    "> I wake at three", ">", "> ", ">> deeper", "  > further in", "    > far in", ">\ttab", "> - a list of hers", "> 1. first", "> ```", "> # loud",
    "> | a |", "> |---|", "> <!-- -->", "> [x]: y", "- > in an item", "  - > deeper in", "1. > in a number", "7. > seven", "1.  > wide", "-\t> tab",
    "- - > two deep", "She moved in spring.", "  She moved.", "    She moved.", "      far", "\tShe moved.", "- She moved.", "-", "- ", "+ x", "* * *", "***",
    "1. one", "2) two", "```", "~~~", "````", "| a | b |", "|---|---|", "# loud", "===", "---", "<!-- -->", "  <!-- -->", "&lt;!-- -->", "<div>", "",
    " ", "\u00a0", "\u3000", "\\", "> \\", "&#10;", "[x]: y", "    ",
))  # fmt: skip
TALK = st.lists(PIECES, max_size=9).map("\n".join)
"""Texts in which her words and others follow each other in every way."""
FILLED = TALK.filter(lambda text: bool(text.strip()))


def said(text: str) -> tuple[set[int], set[int]]:
    """The lines that a viewer shows as a quotation, and those that it shows as code, counted from 0."""
    quoted: set[int] = set()
    code: set[int] = set()
    depth = 0
    for token in VIEWER.parse(text):
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if not token.map:
            continue
        if depth and token.type in ("inline", "fence", "code_block", "hr", "html_block"):
            quoted |= set(range(*token.map))
        if token.type == "blockquote_open":
            starts = [n for n in range(*token.map) if THEIRS.match(text.split("\n")[n])]
            quoted |= set(starts)
        if token.type in ("fence", "code_block"):
            code |= set(range(*token.map))
    return quoted, code


def check_words_are_whose_they_are(text: str) -> None:
    lines = text.split("\n")
    quoted, code = said(text)
    for place in quoted:
        assert THEIRS.match(lines[place]) or EDGE.fullmatch(lines[place]), lines[place]
    for place, line in enumerate(lines):
        if re.match(r" {0,3}>", line) and place not in code:
            assert place in quoted, line


@settings(SLOW, max_examples=rounds(200))
@given(text=TALK)
def test_every_line_of_a_text_is_shown_as_whose_it_is(text: str) -> None:
    check_words_are_whose_they_are(write_note(text_note(text)))
    assert read_block(write_block(text)) == text


@settings(SLOW, max_examples=rounds(100))
@given(text=FILLED, more=FILLED, reason=FILLED)
def test_every_line_beside_an_answer_is_shown_as_whose_it_is(text: str, more: str, reason: str) -> None:
    note = beside(text, more, reason)
    written = write_note(note)
    check_words_are_whose_they_are(written)
    assert read_note(written) == note
    assert read_item(write_item(text)) == text


@SLOW
@given(note=notes())
def test_every_line_of_a_note_is_shown_as_whose_it_is(note: Note) -> None:
    check_words_are_whose_they_are(write_note(note))


@SLOW
@given(text=TALK)
def test_a_browser_shows_no_more_as_the_clients_than_a_viewer_does(text: str) -> None:
    words = "\n".join(line for line in text.split("\n") if not THEIRS.match(line))
    page = note_html(text_note(words.replace("She moved", "Ours moved") + "\n> x\nOurs moved too"))
    quoted = re.findall(r"<blockquote.*?</blockquote>", page, re.DOTALL)
    assert not any("Ours" in part for part in quoted)


def beside(text: str, more: str, reason: str) -> Note:
    """A note that holds a text in each of the places that take one."""
    note = text_note(text)
    goal = Goal(id=numbered(1), words=text, why=more, first_sign=text)
    answers = note.session.answers
    items = answers[1].replace(kind=Kind.GOALS, value=(goal, goal.replace(id=numbered(2), why=text)))
    words = answers[1].replace(prompt="list", kind=Kind.LIST, value=(more, text))
    jot = Jot(id=numbered(3), text=text, written=STARTED)
    session = note.session.replace(
        answers=(answers[0].replace(note=more), items, words), jots=(jot, jot.replace(id=numbered(4)))
    )
    addendum = Addendum(
        id=numbered(5), session=session.id, client="ana-k", number=1, written=STARTED, reason=reason, text=text,
    )  # fmt: skip
    return Note(session, (addendum,))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("> hers\nours", "> hers\n<!-- -->\nours"),
        ("> hers\n\nours", "> hers\n\nours"),
        ("> hers\n> more of hers", "> hers\n> more of hers"),
        (">> deep\n> hers", ">> deep\n> hers"),
        ("ours\n> hers", "ours\n> hers"),
        ("> hers\n- ours", "> hers\n- ours"),
        ("> hers\n2. ours", "> hers\n<!-- -->\n2. ours"),
        ("- > hers\n  ours", "- > hers\n  <!-- -->\n  ours"),
        ("- > hers\n- > hers too", "- > hers\n- > hers too"),
        ("> hers\n```\ncode\n```", "> hers\n```\ncode\n```"),
        ("```\n> code\nmore\n```", "```\n> code\nmore\n```"),
        ("> hers\n    ours", "> hers\n<!-- -->\n    ours"),
        ("> hers\n\u00a0\nours", "> hers\n<!-- -->\n\u00a0\nours"),
        ("> hers\n\n\n", "> hers\n&#10;\n&#10;\n&#10;"),
        ("> hers\n<!-- -->\nours", "> hers\n<!-- -->\n&lt;!-- -->\nours"),
    ],
)
def test_a_hidden_line_stands_only_where_a_viewer_would_read_on(text: str, written: str) -> None:
    assert "\n".join(write_block(text)) == written
    assert read_block(written.split("\n")) == text


def test_the_hidden_line_may_be_taken_out_by_hand() -> None:
    note = text_note("> hers\nours")
    assert read_note(write_note(note).replace("<!-- -->\n", "")) == note


def test_an_answer_left_with_the_hidden_line_alone_is_skipped() -> None:
    written = write_note(text_note("> hers\nours"))
    left = written.replace("> hers\n", "").replace("\nours\n", "\n")
    assert read_note(left).session.answers[0].state == "skipped"


def test_a_browser_ends_the_quotation_where_the_client_ended() -> None:
    page = note_html(text_note("> I wake at three\nShe moved in spring."))
    assert re.search(r"I wake at three</p>\s*</blockquote>\s*<p[^>]*>She moved in spring", page)


def test_a_note_of_one_line_of_theirs_stands_on_a_line_of_its_own() -> None:
    note = beside("x", "> I can see it", "x")
    assert "*Note:*\n\n> I can see it\n" in write_note(note)


def test_a_field_that_begins_with_their_words_begins_on_a_line_of_its_own() -> None:
    note = beside("x", "> to dance again\nas she did", "x")
    assert "  - why:\n    > to dance again\n    <!-- -->\n    as she did\n" in write_note(note)
