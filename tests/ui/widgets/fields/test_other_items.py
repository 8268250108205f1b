"""Questions, people, events, today's list, what stands between us; the check-in, decisions and the rhythm."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from session_tui.core.chart.open_state import (
    DomainRatings,
    OpenItems,
    OpenQuestion,
    OpenRepair,
    Rating,
)
from session_tui.core.interview.entry import Entry
from session_tui.core.model.values import (
    AgendaItem,
    Decision,
    Duration,
    Event,
    Kind,
    Person,
    Question,
    Repair,
    Rhythm,
)
from session_tui.ui.widgets.fields.events import when_and_what

Id = Callable[[int], str]
FIRST = "00000000-0000-7000-8000-000000000001"
DAY = date(2026, 10, 1)


async def test_a_question_is_answered_in_place(open_field: Any, known_id: Id) -> None:
    asked = Question(id=known_id(1), text="Is it the coffee?", owner="me")
    known = {"open_items": OpenItems(questions=(OpenQuestion(asked, DAY),))}
    async with open_field(Kind.QUESTIONS, context=known, condition="questions.open") as hands:
        await hands.press("d", "a")
        await hands.type("no\n")
        await hands.type("Then what? @me\n")
        assert hands.value == (
            Question(id=known_id(1), text="Is it the coffee?", state="answered", answer="no"),
            Question(id=FIRST, text="Then what?", owner="me"),
        )


async def test_a_person_is_read_from_one_line(open_field: Any) -> None:
    async with open_field(Kind.PEOPLE) as hands:
        await hands.type("Dr May, GP: her knee\n")
        await hands.press("up", "y")
        assert hands.value == (Person(id=FIRST, name="Dr May", role="GP", for_="her knee", contact=True),)
        await hands.press("n")
        assert hands.value[0].contact is False
        assert "do not contact" in hands.screen()


async def test_a_known_person_is_changed_in_place(open_field: Any, known_id: Id) -> None:
    known = {"open_items": OpenItems(people=(Person(id=known_id(1), name="Ida", role="sister"),))}
    async with open_field(Kind.PEOPLE, context=known) as hands:
        await hands.press("up", "enter", "down", "down", "down")
        await hands.type("advice")
        await hands.press("escape")
        assert hands.value == (Person(id=known_id(1), name="Ida", not_for="advice"),)


@pytest.mark.parametrize(
    ("line", "when", "what"),
    [
        ("2019: moved house", "2019", "moved house"),
        ("spring 2021, moved house", "spring 2021", "moved house"),
        ("before the move - no sleep", "before the move", "no sleep"),
        ("2019 moved house", "2019", "moved house"),
        ("Doctor said: stop", "", "Doctor said: stop"),
        ("tired, always tired", "", "tired, always tired"),
        ("2019", "", "2019"),
        ("2019: ", "", "2019: "),
    ],
)
def test_an_event_is_read_as_when_and_what(line: str, when: str, what: str) -> None:
    assert when_and_what(line) == (when, what)


async def test_events_are_added_line_by_line(open_field: Any) -> None:
    async with open_field(Kind.EVENTS) as hands:
        await hands.type("2019: moved house\nthe fall\n2019: moved house\n")
        moved = Event(when="2019", what="moved house")
        assert hands.value == (moved, Event(what="the fall"), moved)
        await hands.press("up", "delete")
        assert hands.value == (moved, Event(what="the fall"))


async def test_todays_list_says_whose_and_is_ticked(open_field: Any) -> None:
    left = AgendaItem(text="The sleep article", by="me", state="next time")
    known = {"open_items": OpenItems(agenda=(left,))}
    async with open_field(Kind.AGENDA, context=known) as hands:
        await hands.press("up", "c", "down")
        await hands.type("Her knee @client\nMoney\n")
        await hands.press("up", "m", "n")
        assert hands.value == (
            AgendaItem(text="The sleep article", by="me", state="covered"),
            AgendaItem(text="Her knee", by="client"),
            AgendaItem(text="Money", by="me", state="next time"),
        )


async def test_an_item_that_was_carried_is_not_listed_twice(open_field: Any) -> None:
    left = AgendaItem(text="The article", by="me", state="next time")
    entry = Entry((left,))
    async with open_field(Kind.AGENDA, entry, context={"open_items": OpenItems(agenda=(left,))}) as hands:
        assert hands.screen().count("The article") == 1
        assert hands.shown.entry == entry


async def test_one_thing_between_us_at_a_time(open_field: Any, known_id: Id) -> None:
    both = [OpenRepair(Repair(id=known_id(n), what=f"thing {n}"), DAY) for n in (1, 2)]
    known = {"open_items": OpenItems(repairs=tuple(both))}
    async with open_field(Kind.REPAIR, context=known) as hands:
        assert "thing 2" in hands.screen()
        await hands.press("up", "up", "y", "r")
        await hands.type("said sorry")
        assert hands.value == Repair(id=known_id(1), what="thing 1", named=True, did="said sorry", state="repaired")
        assert "thing 2" not in hands.screen()
        await hands.press("escape", "backspace")
        assert hands.value is None
        assert "thing 2" in hands.screen()


async def test_a_new_thing_between_us_asks_for_the_rest(open_field: Any) -> None:
    async with open_field(Kind.REPAIR) as hands:
        await hands.type("I was late\ny\nsaid so")
        assert hands.value == Repair(id=FIRST, what="I was late", named=True, did="said so")


async def test_a_digit_a_domain(open_field: Any) -> None:
    old = (Rating(DAY, 5), Rating(DAY, 6))
    known = {"open_items": OpenItems(checkin=(DomainRatings("sleep", *old),))}
    async with open_field(Kind.CHECKIN, context=known) as hands:
        assert "last 6" in hands.screen()
        await hands.press("7", "down", "t")
        assert hands.value == (("sleep", 7), ("food", 10))
        await hands.press("up", "backspace")
        assert hands.value == (("sleep", 7),)
        assert "[ 7]" in hands.screen()


async def test_a_domain_that_only_the_record_knows_is_kept(open_field: Any) -> None:
    entry = Entry((("sleep", 3), ("joy", 4)))
    async with open_field(Kind.CHECKIN, entry) as hands:
        assert hands.shown.entry == entry
        hands.shown.fill(Entry((("dance", 9),)))
        await hands.pilot.pause()
        assert hands.shown.entry.value == (("dance", 9),)
        assert "dance" in hands.screen()


async def test_a_decision_names_the_client_once_something_was_chosen(open_field: Any) -> None:
    async with open_field(Kind.DECISION) as hands:
        await hands.type("Dairy\nstop\nwait")
        await hands.press("down")
        await hands.type("taste\n")
        assert hands.value == Decision(question="Dairy", options=("stop", "wait"), mattered="taste")
        await hands.type("wait\n")
        assert hands.value.decided_by == "client"
        await hands.type("tog")
        assert hands.value.decided_by == "together"


async def test_who_decided_is_not_made_up_for_what_was_there(open_field: Any) -> None:
    entry = Entry(Decision(question="Dairy", chosen="wait"))
    async with open_field(Kind.DECISION, entry) as hands:
        await hands.press("end", "?")
        assert hands.value == Decision(question="Dairy?", chosen="wait")


async def test_a_rhythm_is_three_short_lines(open_field: Any) -> None:
    known = {"open_items": OpenItems(rhythm=Rhythm(phase="intensive", every=Duration(n=1, unit="weeks")))}
    async with open_field(Kind.RHYTHM, context=known) as hands:
        assert "until now: intensive, every 1 week" in hands.screen()
        await hands.type("s\n4w\n1 feb")
        assert hands.value == Rhythm(phase="steady", every=Duration(n=4, unit="weeks"), look_back=date(2027, 2, 1))
        assert "steady" in hands.screen()


async def test_a_line_of_a_form_that_is_not_understood_is_kept_in_the_note(open_field: Any) -> None:
    async with open_field(Kind.RHYTHM) as hands:
        await hands.type("s\nwhen it suits\n")
        assert hands.entry == Entry(Rhythm(phase="steady"), "how often: when it suits")
