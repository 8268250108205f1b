"""A note as a page: whole, quiet, and nothing typed becomes HTML."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.base.ids import new_id
from session_tui.core.model.guide import Guide, Prompt, Section
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind, Step
from session_tui.markdown.note.html import note_html, note_text

AT = datetime(2026, 11, 20, 10, 12, tzinfo=UTC)
GUIDE = Guide(
    "follow-up", "Follow-up & <more>",
    sections=(Section("story", "Story", (
        Prompt("since", Kind.TEXT, "Since last time", "What else?"), Prompt("steps", Kind.STEPS, "Steps"),
    )),),
)  # fmt: skip
TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "em", "strong", "ul", "ol", "li",
    "blockquote", "pre", "code", "br", "hr", "a", "h4", "h5", "h6",
}  # fmt: skip


class Page(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words += data


def said(text: str) -> Session:
    return begin_session(GUIDE, "ana-k", at=AT).with_answer("since", text, at=AT)


@given(st.text() | st.text(alphabet="<>&!-\"'/=abc:\n#`[](){}*_ "))
def test_nothing_typed_becomes_a_tag(text: str) -> None:
    session = begin_session(GUIDE, "ana-k", at=AT)
    note = Note(session.with_answer("since", text.replace("\0", ""), at=AT, note="<b onclick=x>"))
    page = Page(note_html(note))
    assert page.tags <= TAGS
    assert not any(name.startswith("on") for name in page.attributes)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=y>", "<!-- hidden -->", "<b>bold</b>", "</main>"],
)  # fmt: skip
def test_what_was_typed_is_read_as_typed(text: str) -> None:
    assert text in Page(note_html(Note(said(text)))).words


def test_a_picture_is_never_fetched_and_a_script_never_linked() -> None:
    page = Page(note_html(Note(said("![x](http://there/x.png) [y](javascript:alert(1))"))))
    assert "img" not in page.tags
    assert not any(link.startswith("javascript") for link in page.links)


def test_the_page_is_whole_and_has_a_language_and_a_title() -> None:
    text = note_html(Note(said("Walked.")), client_name="Ana")
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Follow-up &amp; &lt;more&gt; · Ana · 20 Nov 2026</title>" in text
    assert "@media print" in text


def test_what_only_programs_need_is_not_shown() -> None:
    session = said("Walked.").with_answer("steps", (Step(id=new_id(AT), text="Diary"),), at=AT)
    words = Page(note_html(Note(session))).words
    assert session.id not in words
    assert "<!--" not in words
    assert "prompt=" not in words
    assert "format:" not in words


def test_addenda_stand_at_the_end() -> None:
    session = said("Walked.")
    added = Addendum(
        id=new_id(AT), session=session.id, client="ana-k", number=1, written=AT, reason="a slip", text="It was Monday."
    )  # fmt: skip
    words = Page(note_html(Note(session, (added,)))).words
    assert words.index("Walked.") < words.index("a slip") < words.index("It was Monday.")


def test_a_line_that_was_typed_is_a_line_on_the_page() -> None:
    assert "one<br />\ntwo" in note_html(Note(said("one\ntwo")))


def test_each_block_runs_in_its_own_direction() -> None:
    assert '<p dir="auto">مرحبا</p>' in note_html(Note(said("مرحبا")))


def test_control_characters_reach_no_browser() -> None:
    assert not {"\x1b", "\x9b", "\x08"} & set(note_html(Note(said("a\x1b[31m\x9b\x08"))))


def test_the_text_for_people_has_neither_front_matter_nor_comments() -> None:
    text = note_text(Note(said("Walked.")))
    assert text.startswith("# Follow-up & <more> · ana-k · 20 Nov 2026\n")
    assert "<!--" not in text
    assert text.endswith("Walked.\n")
