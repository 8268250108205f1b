"""The brief: prepared in ten seconds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from session_tui.core.chart.brief import Brief, BriefLine, BriefPart, brief_of, client_words
from session_tui.core.chart.chart import chart_of
from session_tui.core.chart.open_state import open_repairs
from session_tui.core.model.guide import Share
from session_tui.core.model.session import Session
from session_tui.core.model.values import (
    AgendaItem,
    Duration,
    Goal,
    Question,
    Repair,
    Rhythm,
    Step,
    Trial,
)

Build = Callable[..., Session]

ONE, TWO = (f"00000000-0000-7000-8000-{n:012d}" for n in (1, 2))
TODAY = date(2026, 11, 30)


def brief(*sessions: Session, today: date = TODAY) -> Brief:
    return brief_of(chart_of("ana-k", sessions), today)


def part(found: Brief, id_: str) -> tuple[BriefLine, ...]:
    return next((each.lines for each in found.parts if each.id == id_), ())


def step(**fields: Any) -> tuple[str, tuple[Step, ...]]:
    return "steps", (Step(**{"id": ONE, "text": "Send the article"} | fields),)


def test_before_the_first_session_there_is_nothing_to_say() -> None:
    assert brief() == Brief("ana-k", "No session yet", (), is_new=True)


def test_since_when_and_how_often(build_session: Build) -> None:
    rhythm = Rhythm(phase="steady", every=Duration(n=4, unit="weeks"))
    told = [
        build_session("2025-11-03", rhythm=("rhythm", rhythm)),
        build_session("2026-11-02"),
    ]
    said = brief(*told).since
    assert said == "since Mon 3 Nov 2025 · 2 meetings · steady · every 4 weeks · last 4 weeks ago"


def test_a_session_today_is_not_ago(build_session: Build) -> None:
    assert brief(build_session("2026-11-30")).since.endswith("1 meeting · last today")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("> I want to sleep.\n> All night.\nThen more.\n> Later", "I want to sleep. All night."),
        ("Came late.\n\n  > Tired.", "Tired."),
        ("Nothing of theirs", ""),
        ("", ""),
    ],
)
def test_the_clients_own_words_are_those_behind_the_mark(text: str, words: str) -> None:
    assert client_words(text) == words


def test_they_came_for_what_they_said_first(build_session: Build) -> None:
    told = [
        build_session("2026-11-02", story=("text", "Tired.\n> I just want to sleep.")),
        build_session("2026-11-09", story=("text", "> I sleep.")),
    ]
    (line,) = part(brief(*told), "came")
    assert (line.text, line.detail) == ("“I just want to sleep.”", "Mon 2 Nov")


def test_without_own_words_the_first_line_of_the_story_stands(build_session: Build) -> None:
    told = build_session("2026-11-02", story=("text", "\nTired since spring.\nMore."))
    assert part(brief(told), "came")[0].text == "Tired since spring."


@pytest.mark.parametrize(
    ("owner", "id_"),
    [("me", "promised"), ("both", "promised"), ("client", "took-on"), ("Berg", "took-on")],
)
def test_steps_stand_on_their_side(build_session: Build, owner: str, id_: str) -> None:
    (line,) = part(brief(build_session("2026-11-02", steps=step(owner=owner))), id_)
    assert line.text.endswith("Send the article")


@pytest.mark.parametrize(
    ("due", "detail", "is_pressing"),
    [
        (date(2026, 11, 30), "due today", True),
        (date(2026, 11, 27), "by Fri 27 Nov", True),
        (date(2026, 12, 4), "by Fri 4 Dec", False),
        (None, "since Mon 2 Nov", False),
    ],
)
def test_a_step_says_when_it_is_due(build_session: Build, due: date | None, detail: str, is_pressing: bool) -> None:
    (line,) = part(brief(build_session("2026-11-02", steps=step(owner="me", due=due))), "promised")
    assert (line.detail, line.is_pressing) == (detail, is_pressing)


@pytest.mark.parametrize(
    ("days", "detail", "is_pressing"),
    [(28, "time to judge, 28 days", True), (40, "day 29 of 40", False)],
)
def test_a_trial_is_due_or_too_early(build_session: Build, days: int, detail: str, is_pressing: bool) -> None:
    told = build_session("2026-11-02", steps=step(owner="client", trial=Trial(days=days)))
    (line,) = part(brief(told), "trials")
    assert (line.detail, line.is_pressing) == (detail, is_pressing)


def test_a_goal_says_where_it_moved(build_session: Build) -> None:
    told = [
        build_session("2026-11-02", goals=("goals", (Goal(id=ONE, words="Walk", rating=4),))),
        build_session(
            "2026-11-09",
            goals=("goals", (Goal(id=ONE, words="Walk", rating=6, evidence="went twice"),)),
        ),
    ]
    (line,) = part(brief(*told), "goals")
    assert (line.text, line.detail) == ("“Walk”", "4 → 6, Mon 9 Nov · went twice")


def test_open_questions_what_is_hard_and_where_to_start(build_session: Build) -> None:
    asked = ("questions", (Question(id=ONE, text="Iron?"),))
    told = build_session("2026-11-02", unknowns=asked, hard=("text", "Her mother's death"))
    told = told.replace(
        answers=(
            *told.answers,
            *build_session("2026-11-02", next=("date", date(2026, 11, 30))).answers,
        )
    )
    noted = tuple(a.replace(note="Ask about sleep") if a.prompt == "next" else a for a in told.answers)
    found = brief(told.replace(answers=noted))
    assert part(found, "unknown")[0].text == "Iron?"
    assert part(found, "gently")[0].text == "Her mother's death"
    assert part(found, "start")[0].text == "Ask about sleep"


def test_what_the_agenda_left_over_is_where_to_start(build_session: Build) -> None:
    items = (
        AgendaItem(text="Holiday", state="next time"),
        AgendaItem(text="Bread"),
        AgendaItem(text="Tea", state="covered"),
    )
    told = build_session("2026-11-02", agenda=("agenda", items))
    lines = [(line.text, line.detail) for line in part(brief(told), "start")]
    assert lines == [("Holiday", "for next time"), ("Bread", "left over")]


def test_what_is_open_between_us_shows_only_with_the_private_page(build_session: Build) -> None:
    told = build_session("2026-11-02", repair=("repair", Repair(id=ONE, what="I was late")))
    private = told.replace(answers=tuple(a.replace(share=Share.PRIVATE) for a in told.answers))
    safe = chart_of("ana-k", [private], (Share.COPY, Share.RECORD))
    assert part(brief_of(safe, TODAY), "between") == ()
    between = open_repairs([private])
    hidden = brief_of(safe, TODAY, between=between)
    assert part(hidden, "between")[0].text == "Something unresolved between you"
    whole = brief_of(safe, TODAY, between=between, shows_private=True)
    assert part(whole, "between")[0].text == "I was late"


def test_the_tallest_part_gives_way_and_says_by_how_much() -> None:
    lines = tuple(BriefLine(str(n)) for n in range(5))
    found = Brief("x", "", (BriefPart("a", "A", lines), BriefPart("b", "B", lines[:2])))
    fitted = found.fitted(4)
    assert [(len(each.lines), each.left_out) for each in fitted.parts] == [(2, 3), (2, 0)]


def test_every_part_keeps_a_line_however_small_the_window() -> None:
    lines = tuple(BriefLine(str(n)) for n in range(3))
    found = Brief("x", "", (BriefPart("a", "A", lines), BriefPart("b", "B", lines)))
    assert [len(each.lines) for each in found.fitted(0).parts] == [1, 1]


def test_lines_of_several_rows_count_as_many() -> None:
    lines = tuple(BriefLine(str(n)) for n in range(3))
    found = Brief("x", "", (BriefPart("a", "A", lines),))
    assert len(found.fitted(4, lambda line: 2).parts[0].lines) == 2
