"""What a person changes in an editor comes through; what an editor changes by itself means nothing."""

from datetime import date

import pytest
from hypothesis import given

from session_tui.core.model.note import Note
from session_tui.core.model.private_page import split_private
from session_tui.core.model.session import Answer
from session_tui.core.model.values import Goal, Step
from session_tui.markdown.note.reader import read_note
from session_tui.markdown.note.writer import write_note
from tests.markdown.strategies import SLOW, TEXT, notes, text_note


def edited(note: Note, old: str, new: str) -> Note:
    text = write_note(note)
    assert text.count(old) == 1
    return read_note(text.replace(old, new))


def first(note: Note, prompt: str) -> object:
    value = note.session.answer(prompt).value
    assert isinstance(value, tuple)
    return value[0]


def first_all(note: Note, prompt: str) -> tuple[object, ...]:
    value = note.session.answer(prompt).value
    assert isinstance(value, tuple)
    return value


@SLOW
@given(note=notes())
def test_an_editor_may_turn_every_line_end_into_cr_lf(note: Note) -> None:
    assert read_note(write_note(note).replace("\n", "\r\n")) == note


@SLOW
@given(note=notes())
def test_an_editor_may_add_a_byte_order_mark_and_drop_the_last_newline(note: Note) -> None:
    assert read_note("\ufeff" + write_note(note).rstrip("\n")) == note


@SLOW
@given(note=notes())
def test_blank_lines_around_headings_mean_nothing(note: Note) -> None:
    lines = write_note(note).split("\n")
    loose = ["\n" + line + "\n" if line.startswith(("## ", "### ")) else line for line in lines]
    assert read_note("\n".join(loose)) == note


def test_words_changed_in_the_text_are_changed_words(first_consult: Note) -> None:
    again = edited(first_consult, "wakes at four:", "wakes at five:")
    assert "wakes at five:" in str(again.session.answer("story").value)


def test_a_heading_typed_into_an_answer_with_one_hash_is_text() -> None:
    again = edited(text_note("before\nafter"), "before\nafter", "before\n# loud\nafter")
    assert again.session.answer("since").value == "before\n# loud\nafter"


def test_a_field_changed_or_added_is_read(first_consult: Note) -> None:
    again = edited(first_consult, "  - now: 4 of 10\n", "  - now: 6\n  - state: Active\n")
    goal = first(again, "goals")
    assert isinstance(goal, Goal)
    assert (goal.rating, goal.state) == (6, "active")


@pytest.mark.parametrize("said", ["2026-12-11", "11 December 2026", "Fri 11 Dec 2026"])
def test_a_date_may_be_written_in_several_ways(first_consult: Note, said: str) -> None:
    again = edited(first_consult, "  - by: Fri 4 Dec 2026", f"  - by: {said}")
    step = first(again, "steps")
    assert isinstance(step, Step)
    assert step.due == date(2026, 12, 11)


def test_a_trial_may_be_given_in_weeks(first_consult: Note) -> None:
    step = first(edited(first_consult, "try: 28 days", "try: 6 weeks"), "steps")
    assert isinstance(step, Step)
    assert step.trial is not None
    assert step.trial.days == 42


def test_an_item_added_by_hand_gets_the_same_id_each_time(first_consult: Note) -> None:
    text = write_note(first_consult).replace("- Send the article", "- Call the mother\n- Send the article")
    steps = read_note(text).session.answer("steps").value
    assert isinstance(steps, tuple)
    assert [step.text for step in steps][1] == "Call the mother"  # type: ignore[union-attr]
    assert read_note(text) == read_note(text)


def test_a_goals_words_may_change_while_its_step_still_says_the_old_ones(
    first_consult: Note,
) -> None:
    again = edited(first_consult, "- Walk to the market without pain <", "- Walk to the market <")
    step, goal = first(again, "steps"), first(again, "goals")
    assert isinstance(step, Step)
    assert isinstance(goal, Goal)
    assert step.goal == goal.id


def test_a_step_whose_goal_line_was_deleted_serves_no_goal(first_consult: Note) -> None:
    step = first(edited(first_consult, "  - for: Walk to the market without pain\n", ""), "steps")
    assert isinstance(step, Step)
    assert step.goal is None


def test_taking_out_the_line_not_confirmed_confirms(draft: Note) -> None:
    line = "*Not confirmed: brought along from an earlier session.*\n"
    assert edited(draft, line, "").session.answer("strengths").confirmed is True


def test_an_answer_emptied_by_hand_is_skipped(first_consult: Note) -> None:
    again = edited(first_consult, "- patience\n- her sister, every Sunday\n", "")
    assert again.session.answer("strengths").state == "skipped"


def test_a_heading_added_by_hand_is_an_answer_of_its_own(first_consult: Note) -> None:
    again = edited(first_consult, "### What led up to it", "### The dog\n\nBarks at *night*.\n\n### What led up to it")  # fmt: skip
    added = again.session.answer("the-dog")
    assert added == Answer(
        section="story", prompt="the-dog", heading="The dog", kind=added.kind, state="answered", value="Barks at *night*."
    )  # fmt: skip


def test_words_of_other_programs_in_the_front_matter_are_passed_over(first_consult: Note) -> None:
    more = "rev: 31\ntags:\n  - sleep\naliases: [x]\n"
    assert edited(first_consult, "rev: 31\n", more) == first_consult


def test_a_megabyte_is_read_back() -> None:
    text = "".join(f"{n} # ``` <!-- &#10; \\\r\n> - wörds 👩‍👧 {n}\n```\n" for n in range(22_000))
    assert len(text.encode()) > 1_000_000
    note = text_note(text)
    assert read_note(write_note(note)) == note


@pytest.mark.parametrize("piece", ["`", "```a\n", "> ", "- ", "1. ", "&amp;", "\\", "[", "=", " ", "\t", "#", "<", "&#", "*"])  # fmt: skip
def test_no_repetition_makes_reading_slow(piece: str) -> None:
    note = text_note(piece * (100_000 // len(piece)))
    assert read_note(write_note(note)) == note


@SLOW
@given(text=TEXT)
def test_a_note_written_twice_is_the_same_file(text: str) -> None:
    written = write_note(text_note(text))
    assert write_note(read_note(written)) == written


ADVICE = "Dr. Weiß's advice (June 2026): B12?"


def with_lines(note: Note, *lines: str) -> Note:
    """The note with lines that a person added at its end."""
    return edited(note, "<!-- not shown", "\n".join((*lines, "", "<!-- not shown")))


@pytest.mark.parametrize("title", [ADVICE, "?!", "LABS", "notes", "Next, steps", "b12"])
def test_the_title_of_a_section_added_by_hand_comes_back_letter_for_letter(first_consult: Note, title: str) -> None:
    again = with_lines(first_consult, f"## {title}", "### What he said", "Take it.")
    answer = next(each for each in again.session.answers if each.heading == "What he said")
    assert {part.id: part.title for part in again.session.guide.sections}[answer.section] == title
    assert f"## {title}\n" in write_note(again)
    assert read_note(write_note(again)) == again


def test_an_empty_section_added_by_hand_keeps_its_title(first_consult: Note) -> None:
    again = with_lines(first_consult, f"## {ADVICE}", "## B12?", "## B12!", "## B12?")
    assert [part.title for part in again.session.guide.sections][-3:] == [ADVICE, "B12?", "B12!"]
    assert read_note(write_note(again)) == again


@pytest.mark.parametrize(
    "title", ["Private page", "Private notes", "PROCESS NOTES", "Psychotherapy notes", "Private: x"]
)
def test_what_is_added_under_a_private_heading_is_private(first_consult: Note, title: str) -> None:
    again = with_lines(first_consult, f"## {title}", "### Story", "Secret.", f"### {title}", "Secret too.")
    hidden = [each.value for each in again.session.answers if each.is_private]
    assert {"Secret.", "Secret too."} <= set(map(str, hidden))
    record, page = split_private(again.session)
    assert page
    assert "Secret" not in write_note(Note(record))
    assert title.casefold() in write_note(Note(page)).casefold()


def test_a_task_added_by_hand_is_a_step_with_its_outcome(first_consult: Note) -> None:
    lines = "- [x] Buy shoes 📅 2026-12-01 ✅ 2026-11-30\n- [ ] Walk\n  - how it went: partly\n"
    again = edited(first_consult, "- Food and sleep diary", f"{lines}- Food and sleep diary")
    steps = [step for step in first_all(again, "steps") if isinstance(step, Step)][:2]
    assert [(step.text, step.outcome, step.due, step.comment) for step in steps] == [
        ("Buy shoes", "did", date(2026, 12, 1), "Done on 2026-11-30."),
        ("Walk", "partly", None, None),
    ]
    assert read_note(write_note(again)) == again


def test_a_step_of_ours_may_begin_with_a_box(first_consult: Note) -> None:
    again = edited(first_consult, "- Food and sleep diary", "- [x] Food and sleep diary")
    (step,) = (s for s in first_all(again, "steps") if isinstance(s, Step) and "sleep diary" in s.text)
    assert (step.text.startswith("[x] "), step.outcome) == (True, None)


def test_a_private_heading_added_inside_an_answer_is_private(first_consult: Note) -> None:
    added = "wakes at four:\n#### Private notes\nSecret.\n##### Story\nSecret too.\n#### More\nOpen."
    again = edited(first_consult, "wakes at four:", added)
    story = str(again.session.answer("story").value)
    assert "Secret" not in story
    assert "#### More\nOpen." in story
    (hidden,) = (a for a in again.session.answers if a.is_private and a.heading == "Private notes")
    assert hidden.value == "Secret.\n##### Story\nSecret too."
    assert read_note(write_note(again)) == again
    typed = text_note("```\n#### Private notes\n```\n# Private\nmine")
    assert read_note(write_note(typed)) == typed
