"""A session while it is written: every change returns a new one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from session_tui.core.base.errors import InvalidValue, UnknownPrompt
from session_tui.core.model.guide import PRIVATE, Guide, Prompt, Section, Share
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.session import Answer, Jot, Place, Session
from session_tui.core.model.values import Decision, Kind

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)
IDS = [f"00000000-0000-7000-8000-{n:012d}" for n in range(3)]
STORY = Section("story", "Story", (Prompt("since", Kind.TEXT, "Since"), Prompt("close", Kind.SCALE, "Close")))
GUIDE = Guide("follow-up", "Follow-up", sections=(STORY,))
HUNCH = Prompt("hunch", Kind.TEXT, "A hunch")


@pytest.fixture
def draft() -> Session:
    return begin_session(GUIDE, "ana-k", at=AT)


def test_a_new_session_asks_what_its_guide_asks_and_holds_nothing(draft: Session) -> None:
    assert [(a.section, a.prompt, a.state) for a in draft.answers] == [
        ("story", "since", "not reached"),
        ("story", "close", "not reached"),
    ]
    assert (draft.rev, draft.status, draft.day) == (0, "draft", AT.date())
    assert [part.title for part in draft.guide.sections] == ["Story"]


def test_the_private_page_stands_at_the_end_and_asks_nothing_twice() -> None:
    page = Guide(PRIVATE, "Private", sections=(Section(PRIVATE, "Private", (HUNCH, STORY.prompts[0])),))
    draft = begin_session(GUIDE, "ana-k", at=AT, private=page)
    assert [(a.prompt, a.share) for a in draft.answers[2:]] == [("hunch", Share.PRIVATE)]


def test_an_answer_knows_when_it_was_written(draft: Session) -> None:
    answer = draft.with_answer("since", "Well", at=LATER).answer("since")
    assert (answer.value, answer.state, answer.written) == ("Well", "answered", LATER)


def test_the_same_answer_again_changes_nothing(draft: Session) -> None:
    once = draft.with_answer("since", "Well", at=AT)
    assert once.with_answer("since", "Well", at=LATER) is once


@pytest.mark.parametrize("blank", [None, "", "  \n"])
def test_a_blank_answer_is_a_skipped_one(draft: Session, blank: str | None) -> None:
    answer = draft.with_answer("since", "Well", at=AT).with_answer("since", blank, at=LATER).answer("since")
    assert (answer.state, answer.value) == ("skipped", None)


def test_a_note_or_a_mark_alone_is_an_answer(draft: Session) -> None:
    told = draft.with_answer("close", None, at=AT, note="tired").answer("close")
    assert (told.state, told.value, told.note) == ("answered", None, "tired")
    assert draft.with_answer("close", None, at=AT, mark="heavy").answer("close").is_answered


def test_a_rating_of_nought_is_an_answer(draft: Session) -> None:
    assert draft.with_answer("close", 0, at=AT).answer("close").value == 0


def test_a_value_of_another_kind_is_refused(draft: Session) -> None:
    with pytest.raises(InvalidValue, match="value: must be text"):
        draft.with_answer("since", 4, at=AT)


def test_a_prompt_that_the_guide_does_not_ask_is_refused_by_name(draft: Session) -> None:
    with pytest.raises(UnknownPrompt, match="has no prompt “dreams”"):
        draft.with_answer("dreams", "x", at=AT)


def test_a_prompt_passed_by_is_skipped_and_an_answered_one_stays(draft: Session) -> None:
    told = draft.with_answer("since", "Well", at=AT)
    assert told.passed("since") == told
    assert told.passed("close").answer("close").state == "skipped"


def test_a_recalled_answer_waits_to_be_confirmed(draft: Session) -> None:
    last = draft.with_answer("since", "Well", at=AT, note="n").answer("since")
    pulled = draft.recalled("since", last, IDS[1], at=LATER)
    assert [(a.origin, a.value, a.note) for a in pulled.unconfirmed()] == [(f"carried:{IDS[1]}", "Well", "n")]
    assert pulled.confirmed("since", at=LATER).unconfirmed() == ()
    assert pulled.with_answer("since", "Better", at=LATER).answer("since").origin == "today"
    assert pulled.cleared("since").answer("since").state == "skipped"


def test_only_what_waits_to_be_confirmed_can_be(draft: Session) -> None:
    told = draft.with_answer("since", "Well", at=AT)
    assert told.confirmed("since", at=LATER) is told
    sure = draft.recalled("since", told.answer("since"), IDS[1], at=AT).confirmed("since", at=AT)
    assert sure.confirmed("since", at=LATER) is sure


def test_jots_stand_in_the_order_in_which_they_were_written(draft: Session) -> None:
    first, second = Jot(id=IDS[2], text="a", written=AT), Jot(id=IDS[1], text="b", written=LATER)
    told = draft.with_jot(second).with_jot(first)
    assert told.jots == (first, second) == told.unfiled()
    filed = told.with_jot(replace(first, section="story"))
    assert filed.unfiled() == (second,)
    assert filed.without_jot(first.id).jots == (second,)


def test_the_place_where_writing_stopped_is_kept(draft: Session) -> None:
    place = Place(prompt="close", row=2, column=3)
    assert draft.at_place(place).place == place
    assert draft.at_place(None) is draft


def test_two_answers_to_one_prompt_are_refused(draft: Session) -> None:
    with pytest.raises(InvalidValue, match="answers: must name each prompt once"):
        draft.replace(answers=(draft.answers[0], draft.answers[0]))


def test_an_answer_that_holds_something_is_an_answered_one() -> None:
    with pytest.raises(InvalidValue, match="state: "):
        Answer(section="s", prompt="p", heading="P", kind=Kind.TEXT, value="x")
    with pytest.raises(InvalidValue, match="state: "):
        Answer(section="s", prompt="p", heading="P", kind=Kind.TEXT, state="answered")


def test_only_a_carried_answer_is_confirmed_or_not() -> None:
    with pytest.raises(InvalidValue, match="confirmed: "):
        Answer(section="s", prompt="p", heading="P", kind=Kind.TEXT, confirmed=True)
    with pytest.raises(InvalidValue, match="confirmed: "):
        Answer(section="s", prompt="p", heading="P", kind=Kind.TEXT, origin="carried:x")


def test_an_empty_decision_is_no_answer() -> None:
    guide = Guide("g", "G", sections=(Section("s", "S", (Prompt("options", Kind.DECISION, "Options"),)),))
    told = begin_session(guide, "ana-k", at=AT).with_answer("options", Decision(), at=AT)
    assert told.answer("options").state == "skipped"


def test_a_guide_finds_its_prompts_by_id() -> None:
    assert GUIDE.prompt("close") is STORY.prompts[1]
    with pytest.raises(UnknownPrompt):
        GUIDE.prompt("dreams")
    longer = GUIDE.with_section(Section(PRIVATE, "Private", (HUNCH,)))
    assert [prompt.id for _, prompt in longer.prompts()] == ["since", "close", "hunch"]
    assert (longer.id, longer.version) == (GUIDE.id, GUIDE.version)
