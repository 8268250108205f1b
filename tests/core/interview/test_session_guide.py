"""The guide as one session asks it, whatever has become of the guide's file."""

from datetime import UTC, datetime

from session_tui.core.interview.session_guide import session_sections
from session_tui.core.model.guide import PRIVATE, Guide, Prompt, Section, Share
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.values import Kind

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def guide(*prompts: Prompt) -> Guide:
    return Guide("g", "G", 1, 45, "now", (Section("story", "Story", prompts),))


A = Prompt("a", Kind.TEXT, "A", ask="Ask?", hint="Hint.")
SESSION = begin_session(guide(A), "ana-k", at=NOON)


def test_a_prompt_the_guide_still_asks_brings_its_hint_and_keeps_the_words_of_that_day() -> None:
    newer = Prompt("a", Kind.TEXT, "Other", ask="Other?", hint="New hint.", marks=("x",))
    asked = session_sections(SESSION, guide(newer)).prompt("a")
    assert (asked.heading, asked.ask, asked.hint, asked.marks) == ("A", "Ask?", "New hint.", ("x",))


def test_a_prompt_that_is_gone_or_of_another_kind_stands_open_as_the_note_kept_it() -> None:
    for newer in (None, guide(), guide(Prompt("a", Kind.SCALE, "A", hint="Rate."))):
        asked = session_sections(SESSION, newer).prompt("a")
        assert (asked.kind, asked.heading, asked.hint, asked.is_core) == (Kind.TEXT, "A", "", True)


def test_a_prompt_that_the_guide_asks_only_since_is_not_asked() -> None:
    later = guide(A, Prompt("b", Kind.TEXT, "B"))
    assert [prompt.id for _, prompt in session_sections(SESSION, later).prompts()] == ["a"]


def test_sections_stand_in_the_notes_order_and_the_private_page_last() -> None:
    private = Guide("private", "Own", sections=(Section(PRIVATE, "Own", (Prompt("h", Kind.TEXT, "H"),)),))
    session = begin_session(guide(A), "ana-k", at=NOON, private=private)
    asked = session_sections(session.replace(answers=session.answers[::-1]), None)
    assert [section.id for section in asked.sections] == ["story", PRIVATE]
    assert asked.prompt("h").share == Share.PRIVATE


def test_an_unknown_section_keeps_its_name() -> None:
    moved = SESSION.replace(answers=(SESSION.answers[0].replace(section="somewhere"),))
    (section,) = session_sections(moved, None).sections
    assert (section.id, section.title) == ("somewhere", "somewhere")


def test_a_session_without_answers_asks_nothing() -> None:
    assert session_sections(SESSION.replace(answers=()), guide(A)).sections == ()
