"""The session in memory: what was typed, pulled, confirmed and jotted, and in which order one walks."""

from __future__ import annotations

from datetime import UTC, date, datetime

from session_tui.core.chart.last_answers import LastAnswer
from session_tui.core.interview.draft import Draft
from session_tui.core.interview.entry import Entry
from session_tui.core.interview.session_context import SessionContext
from session_tui.core.model.guide import PRIVATE, Guide, Prompt, Section, Share
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.session import Place, Session
from session_tui.core.model.values import Kind

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ID = "0193a2b0-0000-7000-8000-000000000001"
GUIDE = Guide(
    "g",
    "G",
    sections=(
        Section("story", "Story", (Prompt("a", Kind.TEXT, "A"), Prompt("b", Kind.TEXT, "B"))),
        Section("goals", "Goals", (Prompt("due", Kind.TEXT, "Due", condition="trials.due"),)),
        Section("next-steps", "Next steps", (Prompt("n", Kind.SCALE, "N"),)),
        Section(PRIVATE, "Private", (Prompt("h", Kind.TEXT, "H", share=Share.PRIVATE),)),
    ),
)


def session() -> Session:
    return begin_session(GUIDE, "ana-k", at=NOON)


def draft_of(of: Session, **last: str) -> Draft:
    answers = {
        prompt: LastAnswer(session().with_answer(prompt, text, at=NOON).answer(prompt), ID, date(2026, 9, 2))
        for prompt, text in last.items()
    }
    return Draft(SessionContext(session=of, guide=GUIDE, last=answers), lambda: NOON)


def test_tab_skips_what_is_not_asked_and_leaves_the_private_page_out() -> None:
    draft = draft_of(session())
    assert draft.order() == ("a", "b", "n")
    assert draft.order(private=True) == ("h",)
    assert [draft.beside("b", step) for step in (-1, 1)] == ["a", "n"]
    assert [draft.beside("n", 1), draft.beside("a", -1), draft.beside("h", 1)] == [None] * 3


def test_a_prompt_that_is_not_asked_any_more_keeps_its_place_while_one_is_there() -> None:
    draft = draft_of(session())
    assert [draft.beside("due", step) for step in (-1, 1)] == ["b", "n"]
    assert draft.beside("gone", 1) == "a"


def test_a_prompt_is_found_by_its_name_or_a_part_of_it() -> None:
    def found(words: str) -> list[str]:
        return [prompt.id for prompt in draft_of(session()).find_prompts(words)]

    assert found("A") == ["a"]
    assert found("d") == found("ue") == ["due"]
    assert found("zz") == []


def test_a_section_in_which_nothing_is_asked_is_stepped_over() -> None:
    draft = draft_of(session())
    assert draft.section_beside("a", 1) == "n"
    assert draft.section_beside("n", -1) == "a"
    assert draft.section_beside("n", 1) is None
    assert draft.section_beside("h", 1) is None
    assert draft.section_beside("", 1) is None


def test_a_prompt_that_holds_something_is_asked_whatever_its_condition() -> None:
    draft = draft_of(session().with_answer("due", "x", at=NOON))
    assert draft.order() == ("a", "b", "due", "n")


def test_what_is_typed_stands_in_the_session_when_it_is_next_looked_at() -> None:
    draft = draft_of(session())
    draft.write("a", Entry("one"))
    draft.write("a", Entry("two"))
    assert draft.now().answer("a").value == "two"
    draft.write("a", Entry())
    assert draft.now().answer("a").state == "skipped"


def test_a_field_that_holds_nonsense_keeps_no_other_from_being_kept() -> None:
    draft = draft_of(session())
    draft.write("n", Entry("no number"))
    draft.write("a", Entry("kept"))
    assert draft.now().answer("a").value == "kept"
    assert draft.unfit == ("N",)
    draft.write("n", Entry(7))
    assert draft.now().answer("n").value == 7
    assert not draft.unfit


def test_recall_pulls_then_keeps_then_says_that_something_stands_here() -> None:
    draft = draft_of(session(), a="before")
    assert draft.recall("a").entry == Entry("before")
    assert draft.answer("a").is_unconfirmed
    assert draft.from_day("a") == "2 Sep"
    assert draft.recall("a").said == "Confirmed as still true."
    assert draft.answer("a").confirmed is True
    assert "answer here already" in draft.recall("a").said
    assert "no earlier answer" in draft.recall("b").said


def test_recall_says_whether_it_changed_the_answer() -> None:
    draft = draft_of(session(), a="before")
    assert [draft.recall("a").has_changed for _ in range(3)] == [True, True, False]
    assert not draft.recall("b").has_changed


def test_what_was_carried_is_confirmed_or_cleared() -> None:
    draft = draft_of(session(), a="before", b="too")
    draft.recall("a")
    draft.recall("b")
    draft.confirm("a")
    draft.clear("b")
    assert draft.now().unconfirmed() == ()
    assert (draft.answer("a").value, draft.answer("b").state) == ("before", "skipped")


def test_writing_the_same_words_confirms_nothing_and_others_are_of_today() -> None:
    draft = draft_of(session(), a="before")
    draft.recall("a")
    draft.write("a", Entry("before"))
    assert draft.answer("a").is_unconfirmed
    draft.write("a", Entry("now"))
    assert (draft.answer("a").origin, draft.answer("a").confirmed) == ("today", None)


def test_a_prompt_that_was_passed_is_skipped_unless_it_holds_something() -> None:
    draft = draft_of(session())
    draft.write("a", Entry("x"))
    draft.passed("a")
    draft.passed("b")
    assert [draft.answer(prompt).state for prompt in "abn"] == [
        "answered",
        "skipped",
        "not reached",
    ]


def test_a_jot_keeps_its_moment_and_a_blank_one_goes() -> None:
    draft = draft_of(session())
    draft.jot(ID, "call", None)
    draft.jot(ID, "call Ben", "goals")
    (jot,) = draft.now().jots
    assert (jot.text, jot.section, jot.written) == ("call Ben", "goals", NOON)
    assert draft.jots("goals") == (jot,)
    draft.jot(ID, "", "goals")
    assert draft.now().jots == ()


def test_the_record_names_no_prompt_of_the_private_page_as_its_place() -> None:
    draft = draft_of(session())
    draft.stand_at("b", (2, 3))
    draft.stand_at("h", (1, 1))
    assert draft.now().place == Place(prompt="b", row=2, column=3)


def test_writing_goes_on_where_it_stopped_if_that_is_still_asked() -> None:
    at = session().at_place
    assert draft_of(at(Place(prompt="b"))).first_place() == "b"
    for gone in ("due", "gone", "h"):
        assert draft_of(at(Place(prompt=gone))).first_place() == "a"
    assert Draft(SessionContext(session=session(), guide=Guide("g", "G")), lambda: NOON).first_place() == ""


def test_the_outline_says_where_one_is_and_what_was_written() -> None:
    draft = draft_of(session())
    draft.write("a", Entry("x"))
    draft.passed("a")
    draft.jot(ID, "call", "expectations")
    rows = {row.title: (row.glyph, row.answered) for row in draft.rows("n")}
    assert rows == {
        "Story": ("✓", 1),
        "Goals": ("○", 0),
        "Next steps": ("●", 0),
        "Expectations": ("✓", 1),
    }
    private = draft.private_row("n")
    assert private is not None
    assert private.glyph == "○"


def test_nothing_of_the_private_page_is_offered_to_other_fields() -> None:
    draft = draft_of(session().with_answer("h", "mine", at=NOON))
    story, private = GUIDE.prompt("a"), GUIDE.prompt("h")
    seen = draft.context(story).session
    own = draft.context(private).session
    assert seen is not None
    assert own is not None
    assert not seen().has_prompt("h")
    assert own().answer("h").value == "mine"
