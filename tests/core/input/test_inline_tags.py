"""Marks typed in a line of a live item."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.input.inline_tags import InlineTags, find_goal, read_tags
from session_tui.core.model.values import Goal

TODAY = date(2026, 11, 20)
"""A Friday."""


def goal(words: str, number: int = 1) -> Goal:
    return Goal(id=f"00000000-0000-7000-8000-{number:012d}", words=words)


def test_a_line_with_every_mark_is_read_whole() -> None:
    line = "Food diary @client by fri ~4w #sleep =6 why: see what the evenings do"
    assert read_tags(line, TODAY) == InlineTags(
        text="Food diary", owner="client", due=date(2026, 11, 27), trial_days=28,
        goal_word="sleep", rating=6, why="see what the evenings do",
    )  # fmt: skip


def test_an_empty_line_holds_nothing() -> None:
    assert read_tags("", TODAY) == InlineTags(text="")


@pytest.mark.parametrize(
    ("typed", "owner"),
    [("@client", "client"), ("@ME", "me"), ("@both,", "both"), ("@Anna", "Anna"), ("@кира", "кира"), ("@रवि", "रवि")],
)  # fmt: skip
def test_an_owner_is_client_me_both_or_a_name(typed: str, owner: str) -> None:
    assert read_tags(f"Call {typed} soon", TODAY) == InlineTags(text="Call soon", owner=owner)


@pytest.mark.parametrize(
    ("typed", "text", "due"),
    [
        ("Walk by fri", "Walk", "2026-11-27"),
        ("Walk By 4 March 2027 at dawn", "Walk at dawn", "2027-03-04"),
        ("Walk by fri, 27 nov 2026 gladly", "Walk gladly", "2026-11-27"),
        ("by tomorrow walk", "walk", "2026-11-21"),
        ("Walk by the window by 4.3.", "Walk by the window", "2027-03-04"),
        ("Walk by in 2 weeks", "Walk", "2026-12-04"),
    ],
)
def test_by_takes_the_longest_run_of_words_that_reads_as_a_day(typed: str, text: str, due: str) -> None:
    assert read_tags(typed, TODAY) == InlineTags(text=text, due=date.fromisoformat(due))


@pytest.mark.parametrize(
    ("typed", "days"),
    [("~4w", 28), ("~28d", 28), ("~4 weeks", 28), ("~4 weeks,", 28), ("~30", 30), ("~a month", 30), ("~1y", 365)],
)  # fmt: skip
def test_a_tilde_gives_the_length_of_a_trial(typed: str, days: int) -> None:
    assert read_tags(f"No dairy {typed}", TODAY) == InlineTags(text="No dairy", trial_days=days)


def test_a_bare_number_of_days_may_stand_before_another_mark() -> None:
    assert read_tags("No dairy ~30 by fri", TODAY).trial_days == 30


@pytest.mark.parametrize(("typed", "rating"), [("=0", 0), ("=7", 7), ("=10", 10), ("=7,", 7)])
def test_an_equals_sign_gives_a_rating(typed: str, rating: int) -> None:
    assert read_tags(f"Sleep {typed}", TODAY) == InlineTags(text="Sleep", rating=rating)


def test_the_reason_runs_to_the_end_of_the_line_and_holds_no_marks() -> None:
    read = read_tags("Walk Why: to meet @Anna by fri ~4w ", TODAY)
    assert read == InlineTags(text="Walk", why="to meet @Anna by fri ~4w")


@pytest.mark.parametrize(
    "line",
    [
        "Write to ana@example.org", "#1 of three", "vitamin C=12", "see https://example.org/#sleep", "about ~ half",
        "walk ~30 minutes a day", "~0d", "~9999 weeks", "~4-6 weeks", "=11", "= 5", "=7.5", "a by-law", "sit by the window",
        "by", "stand by", "why:", "why: ", "somewhy: no", "@ # =", "@2", "##", "  two  spaces\tand a tab ", "rule of 3=3",
        "by 4.3 points", "by may", "-> @/x", "@@client",
    ],
)  # fmt: skip
def test_what_is_no_mark_stays_exactly_as_it_was_typed(line: str) -> None:
    assert read_tags(line, TODAY) == InlineTags(text=line)


def test_the_first_mark_of_a_sort_counts_and_another_stays_text() -> None:
    assert read_tags("Ask @Anna and @Ben", TODAY) == InlineTags(text="Ask and @Ben", owner="Anna")


def test_one_space_stands_where_a_mark_was_taken_out() -> None:
    assert read_tags("a   @me  \t #sleep   b  c ", TODAY).text == "a b  c "


PIECES = ("@both", "by next fri", "~6 weeks", "#walk", "=3")


@pytest.mark.parametrize("order", list(itertools.permutations(PIECES)))
def test_the_order_of_marks_does_not_matter(order: tuple[str, ...]) -> None:
    assert read_tags(f"Up the hill {' '.join(order)} why: the view", TODAY) == InlineTags(
        text="Up the hill", owner="both", due=date(2026, 11, 27), trial_days=42, goal_word="walk",
        rating=3, why="the view",
    )  # fmt: skip


@given(st.text(st.characters(exclude_characters="@#~=:bB")))
def test_text_without_the_signs_of_marks_comes_back_unchanged(line: str) -> None:
    assert read_tags(line, TODAY) == InlineTags(text=line)


words = st.sampled_from(["@me", "@", "#a", "~4", "w", "~4w", "by", "fri", "=5", "why:", "2", "weeks", " ", "\n", "x"])


@given(st.one_of(st.text(), st.lists(words, max_size=12).map(" ".join)))
def test_no_word_of_any_line_is_lost_or_invented(line: str) -> None:
    read = read_tags(line, TODAY)
    left = iter(line.split())
    assert all(word in left for word in [*read.text.split(), *(read.why or "").split()])


def test_a_goal_is_found_by_a_word_of_it_whatever_its_case() -> None:
    goals = [goal("Walk to the market"), goal("SLEEP through the night")]
    assert find_goal("Sleep", goals) is goals[1]


def test_a_whole_word_wins_over_a_part_of_one() -> None:
    goals = [goal("Fewer sleepless nights"), goal("More sleep")]
    assert find_goal("sleep", goals) is goals[1]
    assert find_goal("sle", goals) is goals[0]
    assert find_goal("less", goals) is goals[0]


def test_a_hyphen_stands_for_a_space_in_the_name_of_a_goal() -> None:
    goals = [goal("The market"), goal("Walk to the market")]
    assert find_goal("to-the-market", goals) is goals[1]


def test_a_word_that_no_goal_holds_finds_none() -> None:
    assert find_goal("dance", [goal("Walk")]) is None
    assert find_goal("-", [goal("Walk")]) is None
    assert find_goal("walk", []) is None
