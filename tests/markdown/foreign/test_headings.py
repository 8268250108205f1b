"""Headings of foreign notes: titles come back letter for letter, and what is private stays private."""

import json
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.formats.json_documents import session_json
from session_tui.core.model.guide import PRIVATE, Guide, Prompt, Section, Share
from session_tui.core.model.note import Note
from session_tui.core.model.private_page import split_private
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind
from session_tui.markdown.foreign.reader import read_foreign
from session_tui.markdown.note.reader import read_note
from session_tui.markdown.note.writer import write_note
from tests.markdown.strategies import SLOW

ADVICE = "Dr. Weiß's advice (June 2026): B12?"
REPAIR = Prompt("repair", Kind.REPAIR, "Something between us", share=Share.PRIVATE)
STORY = Section("story", "Story", (Prompt("since", Kind.TEXT, "Since last time"), REPAIR))
HIDDEN = Section(PRIVATE, "For me alone", (Prompt("hunch", Kind.TEXT, "A hunch"),))
GUIDES = {"g": Guide("g", "G", sections=(STORY, Section("goals", "Goals"))), "p": Guide("p", "P", sections=(HIDDEN,))}


def read(body: str, guide: str = "g") -> Session:
    text = f"---\nclient: ana-k\ndate: 2026-11-20\nguide: {guide}\n---\n{body}\n"
    session = read_foreign(text, GUIDES, zone=timezone(timedelta(hours=1))).session
    assert read_note(write_note(Note(session))) == Note(session)
    return session


def titles(session: Session) -> list[str]:
    return [part.title for part in session.guide.sections]


def record(session: Session) -> str:
    public, _ = split_private(session)
    return write_note(Note(public)) + json.dumps(session_json(public), ensure_ascii=False)


def page(session: Session) -> str:
    _, hidden = split_private(session)
    return write_note(Note(hidden)) if hidden else ""


@pytest.mark.parametrize(
    "title", [ADVICE, "Labs", "?!", "next, steps", "*Bold* & `code`", "a  b", "Budget {#1 priority}"]
)
def test_a_section_of_its_own_comes_back_letter_for_letter(title: str) -> None:
    session = read(f"# {title}\n## What he said\nTake it.\n")
    assert title in titles(session)
    assert f"## {title}\n" in write_note(Note(session))
    answer = next(each for each in session.answers if each.heading == "What he said")
    assert next(part.title for part in session.guide.sections if part.id == answer.section) == title


@pytest.mark.parametrize("level", [1, 2, 3, 6])
def test_an_empty_section_comes_back_too(level: int) -> None:
    assert f"# {ADVICE}\n" in write_note(Note(read(f"## Story\n### Since last time\nx\n{'#' * level} {ADVICE}\n")))


def test_a_title_over_sections_of_the_guide_is_still_seen() -> None:
    session = read(f"# {ADVICE}\n## Story\n### Since last time\nx\n# Empty\n## Goals\n")
    assert ADVICE not in titles(session)
    assert [a.value for a in session.answers if a.heading in (ADVICE, "Empty")] == [ADVICE, "Empty"]


def test_two_titles_with_the_same_letters_stay_two() -> None:
    session = read("# B12?\n## One\n1\n# B12!\n## Two\n2\n# B12?\n## Three\n3\n")
    assert [title for title in titles(session) if "B12" in title] == ["B12?", "B12!"]
    rooms = {answer.heading: answer.section for answer in session.answers}
    assert rooms["One"] == rooms["Three"] != rooms["Two"]


def test_a_heading_that_names_a_prompt_by_its_id_keeps_its_words() -> None:
    session = read("## What came before {#story}\n### How it went {#since}\nWell.\n")
    assert session.answer("since").heading == "How it went"
    assert titles(session)[0] == "What came before"


NAMES = ("Private page", "Private", "PRIVATE NOTES", "Process notes", "Psychotherapy notes", "psychotherapy note",
         "**Private**", "Private: for supervision", "Private (mine)", "🔒 Private page", "Notes (private)", "x {#private}")  # fmt: skip


@pytest.mark.parametrize("guide", ["g", "none"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_under_a_private_heading_is_in_the_record(name: str, guide: str) -> None:
    session = read(
        f"## Story\nOpen one.\n## {name}\nSecret one.\n### Story\nSecret two.\n#### Since last time\nSecret three.\n"
        "### Secret title\n#### Deeper secret\nSecret four.\n### Secret empty\n## Labs\nOpen two.\n### Goals\nOpen three.",
        guide,
    )
    assert "ecret" not in record(session)
    for words in ("one", "two", "three"):
        assert f"Open {words}." in record(session)
    for words in (
        "Secret one.",
        "Secret two.",
        "Secret three.",
        "Secret title",
        "Deeper secret",
        "Secret four.",
        "Secret empty",
    ):
        assert words in page(session)


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_private_part_ends_at_the_next_heading_of_its_level(level: int) -> None:
    mark = "#" * level
    session = read(f"{mark} Process notes\nHidden.\n{mark}# Story\nHidden too.\n{mark} Story\nOpen.")
    assert "Hidden" not in record(session)
    assert "Open." in record(session)


def test_a_private_prompt_in_a_section_hides_its_own_part_alone() -> None:
    session = read("## Story\n### Private notes\nHidden.\n#### Since last time\nHidden.\n### Since last time\nOpen.")
    assert session.answer("since").value == "Open."
    assert "Hidden" not in record(session)


@pytest.mark.parametrize("opening", ["```\ncode", "~~~ text", "<div>", "<!-- note"])
def test_a_private_heading_after_an_open_fence_is_private(opening: str) -> None:
    session = read(f"## Story\n### Since last time\nOpen.\n{opening}\n## Private page\nHidden.\n### Story\nHidden too.")
    assert "Hidden" not in record(session)
    assert "Hidden too." in page(session)


def test_what_is_under_a_private_prompt_of_the_guide_is_private() -> None:
    session = read("## Story\n### Something between us\nHidden.\n#### Story\nHidden.\n### Since last time\nOpen.")
    assert session.answer("repair").note == "Hidden."
    assert session.answer("since").value == "Open."
    assert "Hidden" not in record(session)


def test_the_prompts_of_a_private_guide_are_answered() -> None:
    session = read("## For me alone\n### A hunch\nHidden.\n", "p")
    assert (session.answer("hunch").value, session.answer("hunch").is_private) == ("Hidden.", True)


@pytest.mark.parametrize("title", ["Private practice", "Her private life", "Process", "Psychotherapy"])
def test_other_headings_are_not_private(title: str) -> None:
    assert "Open." in record(read(f"## {title}\nOpen."))


HEADINGS = st.tuples(
    st.integers(1, 6),
    st.sampled_from(
        ("Story", "since", "Private", "Process notes", "Labs", "LABS", "B12?", "B12!", "Notes", "notes", ADVICE, "?")
    ),
    st.booleans(),
)


@SLOW
@given(parts=st.lists(HEADINGS, max_size=8), guide=st.sampled_from(("g", "p", "none")))
def test_no_heading_and_no_text_is_lost_and_nothing_private_leaves(
    parts: list[tuple[int, str, bool]], guide: str
) -> None:
    body, hidden, private = "", list[str](), 0
    for n, (level, title, has_text) in enumerate(parts):
        private = private if 0 < private < level else level if title in ("Private", "Process notes") else 0
        body += f"{'#' * level} {title}\n" + (f"word{n}.\n" if has_text else "")
        hidden += [f"word{n}."] if private and has_text else []
    session = read(body, guide)
    said, secret = record(session), page(session)
    for n, (_, title, has_text) in enumerate(parts):
        assert title.casefold() in (said + secret + "Private page").casefold()
        if title in (ADVICE, "B12?", "B12!"):
            assert title in write_note(Note(session)).partition("<!-- not shown")[0] + secret
        if has_text:
            assert (f"word{n}." in secret, f"word{n}." in said) == (f"word{n}." in hidden, f"word{n}." not in hidden)
