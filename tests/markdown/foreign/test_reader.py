"""Markdown that others wrote becomes a draft, and nothing in it is lost."""

import re
from datetime import date, timedelta, timezone

import pytest
from hypothesis import given

from session_tui.core.base.text import storable
from session_tui.core.model.guide import Guide, Prompt, Section
from session_tui.core.model.note import Note
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind
from session_tui.markdown.foreign.reader import read_foreign
from session_tui.markdown.note.reader import UnreadableNote, read_note
from session_tui.markdown.note.writer import write_note
from tests.markdown.strategies import SLOW, TEXT

ZONE = timezone(timedelta(hours=1))
STORY = Section(
    "story", "Story", (Prompt("since", Kind.TEXT, "Since last time"), Prompt("strengths", Kind.LIST, "What they bring"))
)  # fmt: skip
ENDING = Section(
    "next-steps",
    "Next steps",
    (
        Prompt("close", Kind.SCALE, "How was this?"),
        Prompt("next", Kind.DATE, "Next time"),
        Prompt("told", Kind.CHOICE, "About these notes", options=("told", "later")),
        Prompt("goals", Kind.GOALS, "Where are you now?"),
    ),
)
GUIDE = Guide("follow-up", "Follow-up", sections=(STORY, ENDING))
FRONT = "---\nclient: ana-k\ndate: 2026-11-20\nguide: follow-up\n---\n"


def read(body: str, front: str = FRONT) -> Session:
    session = read_foreign(front + body, {"follow-up": GUIDE}, zone=ZONE).session
    assert read_note(write_note(Note(session))) == Note(session)
    return session


def said(session: Session) -> dict[str, object]:
    return {a.prompt: a.note or a.value for a in session.answers if a.is_answered}


def test_headings_find_their_prompts_by_id_and_by_words() -> None:
    session = read("## STORY\n### since  LAST time\nWent twice.\n### strengths\n- patience\n- sister\n")
    assert said(session) == {"since": "Went twice.", "strengths": ("patience", "sister")}
    assert [a.prompt for a in session.answers] == ["since", "strengths", "close", "next", "told", "goals"]  # fmt: skip


def test_an_id_in_braces_names_the_prompt() -> None:
    assert said(read("# What happened {#since .text}\nA lot.\n")) == {"since": "A lot."}


def test_a_date_alone_begins_at_midnight_where_the_reader_is() -> None:
    assert read("x").started.isoformat() == "2026-11-20T00:00:00+01:00"


@pytest.mark.parametrize(
    ("date", "started"),
    [
        ("2026-11-20T10:12:04+02:00", "2026-11-20T10:12:04+02:00"),
        ("2026-11-20 10:12", "2026-11-20T10:12:00+01:00"),
        ("2026-11-20\ntime: 9:05", "2026-11-20T09:05:00+01:00"),
        ("Fri 20 Nov 2026", "2026-11-20T00:00:00+01:00"),
        ("'2026-11-20'", "2026-11-20T00:00:00+01:00"),
    ],
)
def test_the_time_is_taken_from_the_front_matter(date: str, started: str) -> None:
    session = read("x", f"---\nclient: ana-k\ndate: {date}\n---\n")
    assert session.started.isoformat() == started


@pytest.mark.parametrize(
    ("heading", "text", "value"),
    [
        ("close", "7", 7),
        ("close", "7 of 10", 7),
        ("close", "7, she said", None),
        ("next", "2026-12-04", date(2026, 12, 4)),
        ("next", "in two weeks", None),
        ("told", "Told", ("told",)),
        ("told", "perhaps", None),
        ("strengths", "- patience\n\n  and hope", ("patience\n\nand hope",)),
        ("strengths", "- patience\n\nand hope", None),
        ("strengths", "patience", None),
        ("strengths", "- a &amp; b", None),
        ("strengths", "- a & b", ("a & b",)),
    ],
)
def test_what_is_not_plainly_of_the_kind_is_kept_beside_it(heading: str, text: str, value: object) -> None:
    answer = read(f"## {heading}\n{text}\n").answer(heading)
    assert answer.value == value
    assert answer.note == ("" if value is not None else text)


def test_a_list_under_goals_becomes_goals() -> None:
    value = read("## Where are you now?\n- Walk to the market\n- Sleep\n").answer("goals").value
    assert isinstance(value, tuple)
    assert [goal.words for goal in value] == ["Walk to the market", "Sleep"]  # type: ignore[union-attr]


def test_what_matches_nothing_stands_under_its_own_heading() -> None:
    session = read("Before.\n\n## Labs\nFerritin 12.\n\n## Story\n### The dog\nBarks.\n")
    assert said(session) == {"notes": "Before.", "labs": "Ferritin 12.", "the-dog": "Barks."}
    assert session.answer("the-dog").section == "story"
    assert session.answer("labs").section == "notes"


def test_a_heading_that_comes_twice_is_kept_twice() -> None:
    session = read("## since\nOne.\n## since\nTwo.\n## Labs\nA\n## Labs\nB\n")
    assert said(session) == {"since": "One.", "since-2": "Two.", "labs": "A", "labs-2": "B"}


def test_a_hash_inside_a_fence_or_a_quote_is_no_heading() -> None:
    text = "```\n# not a heading\n```\n\n> # nor this"
    assert said(read(f"## since\n{text}\n")) == {"since": text}


def test_text_right_under_a_section_is_kept_there() -> None:
    session = read("## Story\nStraight away.\n### since\nLater.\n")
    assert said(session) == {"since": "Later.", "story": "Straight away."}


def test_front_matter_that_has_no_place_is_kept() -> None:
    session = read("x", "---\nclient: ana-k\ndate: 2026-11-20\ntags:\n  - sleep\nmode: video\n---\n")
    assert said(session)["front-matter"] == "tags:\n  - sleep"
    assert session.mode == "video"


def test_the_same_file_is_the_same_session() -> None:
    assert read("## since\nx") == read("## since\nx")
    assert read("## since\nx").id != read("## since\ny").id


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("no front", "no front matter"),
        ("---\ndate: 2026-11-20\n---\n", "names no client"),
        ("---\nclient: ana-k\n---\n", "names no date"),
        ("---\nclient: ana-k\ndate: someday\n---\n", "not a date"),
        ("---\nclient: ana k\ndate: 2026-11-20\n---\n", "“client”"),
    ],
)
def test_what_is_missing_is_said(text: str, what: str) -> None:
    with pytest.raises(UnreadableNote, match=what) as caught:
        read_foreign(text, {}, zone=ZONE)
    assert caught.value.mend


@SLOW
@given(text=TEXT)
def test_no_word_of_any_file_is_lost(text: str) -> None:
    session = read(text)
    kept = " ".join(f"{a.heading} {a.value} {a.note}" for a in session.answers)
    kept += " ".join(part.title for part in session.guide.sections)
    for word in re.findall(r"\w+", storable(text)):
        assert word in kept or word.casefold() in kept.casefold()
