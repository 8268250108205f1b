"""Goals, steps and trials: what stands is changed by single keys, what is new is a line with marks."""

from collections.abc import Callable
from datetime import date
from typing import Any

from textual import events

from session_tui.core.chart.open_state import (
    OpenGoal,
    OpenItems,
    OpenStep,
    OpenTrial,
    Rating,
)
from session_tui.core.interview.entry import Entry
from session_tui.core.model.values import Goal, Kind, Step, Trial, Verdict
from session_tui.ui.widgets.editor.text_editor import TextEditor
from session_tui.ui.widgets.fields.item_row import ItemRow

Id = Callable[[int], str]
FIRST = "00000000-0000-7000-8000-000000000001"
SECOND = "00000000-0000-7000-8000-000000000002"
DAY = date(2026, 10, 1)


def goals(known_id: Id) -> dict[str, Any]:
    walk = Goal(id=known_id(1), words="Walk to the market", why="friends")
    sleep = Goal(id=known_id(2), words="Sleep through")
    stands = (OpenGoal(walk, DAY, (Rating(DAY, 4),)), OpenGoal(sleep, DAY))
    return {"open_items": OpenItems(goals=stands)}


def steps(known_id: Id) -> dict[str, Any]:
    diary = Step(id=known_id(1), text="Food diary", owner="client", why="see")
    walk = Step(id=known_id(2), text="Walk", trial=Trial(days=28, look_for="knee"))
    tried = OpenTrial(walk, date(2026, 11, 16), 28, date(2026, 12, 14))
    return {"open_items": OpenItems(steps=(OpenStep(diary, DAY), OpenStep(walk, DAY, tried)))}


async def test_a_goal_is_added_by_a_line_with_its_marks(open_field: Any) -> None:
    async with open_field(Kind.GOALS) as hands:
        await hands.type("Walk again =4 why: the market\n")
        assert hands.value == (Goal(id=FIRST, words="Walk again", rating=4, why="the market"),)
        await hands.type("Sleep\n")
        assert [goal.id for goal in hands.value] == [FIRST, SECOND]
        assert "Walk again" in hands.screen()


async def test_a_mark_that_a_goal_has_no_field_for_stays_in_its_words(open_field: Any) -> None:
    async with open_field(Kind.GOALS) as hands:
        await hands.type("Dance by fri @anna #fun ~4w")
        assert hands.value == (Goal(id=FIRST, words="Dance by fri @anna #fun ~4w"),)


async def test_what_stands_in_the_line_counts_from_its_first_letter(open_field: Any) -> None:
    async with open_field(Kind.GOALS) as hands:
        await hands.type("W")
        assert hands.value == (Goal(id=FIRST, words="W"),)
        await hands.type("alk")
        assert hands.value == (Goal(id=FIRST, words="Walk"),)
        await hands.press("enter")
        assert hands.value == (Goal(id=FIRST, words="Walk"),)
        assert len(hands.app.told) == 4


async def test_a_digit_rates_a_standing_goal_and_only_that_is_kept(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id), is_live_only=True) as hands:
        await hands.press("6")
        assert hands.value == (Goal(id=known_id(1), words="Walk to the market", rating=6),)
        assert "4 → [6]" in hands.screen()


async def test_rating_the_same_again_counts(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id), is_live_only=True) as hands:
        await hands.press("4", "down", "t")
        assert [goal.rating for goal in hands.value] == [4, 10]


async def test_what_tells_them_is_written_in_place(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id), is_live_only=True) as hands:
        await hands.press("6")
        await hands.type("went twice\n3")
        assert hands.value == (
            Goal(id=known_id(1), words="Walk to the market", rating=6, evidence="went twice"),
            Goal(id=known_id(2), words="Sleep through", rating=3),
        )


async def test_after_a_rating_no_letter_is_a_command(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id), is_live_only=True) as hands:
        await hands.press("5")
        await hands.type("let go of it twice, rested, kept on")
        assert hands.value[0].state is None
        assert hands.value[0].evidence == "let go of it twice, rested, kept on"


async def test_after_an_outcome_no_letter_is_a_command(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.STEPS, context=steps(known_id), is_live_only=True) as hands:
        await hands.press("d")
        await hands.type("not every day")
        assert (hands.value[0].outcome, hands.value[0].comment) == ("did", "not every day")


async def test_a_goal_is_reworded_parked_reached_and_let_go(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id), is_live_only=True) as hands:
        await hands.press("w")
        await hands.type(" and back")
        await hands.press("escape", "p")
        (goal,) = hands.value
        assert (goal.words, goal.state) == ("Walk to the market and back", "parked")
        for key, state in (("r", "reached"), ("l", "let go"), ("k", "active")):
            await hands.press(key)
            assert hands.value[0].state == state


async def test_importance_and_confidence_are_two_digits(open_field: Any, known_id: Id) -> None:
    asked = {"fields": ("importance", "confidence")}
    async with open_field(Kind.GOALS, context=goals(known_id), **asked) as hands:
        await hands.press("8", "5", "c", "t")
        assert hands.value == (Goal(id=known_id(1), words="Walk to the market", importance=8, confidence=10),)


async def test_a_goal_is_compared_with_what_was_hoped(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id), fields=("hoped",)) as hands:
        await hands.press("minus", "2")
        assert hands.value[0].hoped == -2
        await hands.press("1")
        assert hands.value[0].hoped == 1
        await hands.press("7")
        assert hands.value[0].hoped == 1


async def test_a_key_on_a_row_can_be_taken_back(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id), is_live_only=True) as hands:
        await hands.press("6", "escape", "ctrl+z")
        assert hands.value is None
        await hands.press("6", "escape", "backspace")
        assert hands.value is None


async def test_an_added_item_can_be_removed_and_brought_back(open_field: Any) -> None:
    async with open_field(Kind.GOALS) as hands:
        await hands.type("One\nTwo\n")
        await hands.press("up", "delete")
        assert [goal.words for goal in hands.value] == ["One"]
        await hands.press("ctrl+z")
        assert [goal.words for goal in hands.value] == ["One", "Two"]
        await hands.press("up", "up", "delete", "delete")
        assert hands.entry == Entry()
        await hands.press("ctrl+z", "ctrl+z")
        assert [goal.words for goal in hands.value] == ["One", "Two"]


async def test_a_letter_on_an_added_row_begins_the_next_item(open_field: Any) -> None:
    async with open_field(Kind.GOALS) as hands:
        await hands.type("One\n")
        await hands.press("up")
        await hands.type("sleep")
        assert [goal.words for goal in hands.value] == ["One", "sleep"]


async def test_a_letter_without_a_meaning_begins_what_tells_them(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id), is_live_only=True) as hands:
        await hands.type("much better")
        assert hands.value[0].evidence == "much better"


async def test_a_capital_letter_begins_a_sentence_and_is_no_command(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id), is_live_only=True) as hands:
        await hands.press("P")
        await hands.type("ain is less")
        assert hands.value[0].evidence == "Pain is less"
        assert hands.value[0].state is None


async def test_where_something_can_be_added_writing_begins_there(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.STEPS, context=steps(known_id)) as hands:
        await hands.type("do less")
        assert hands.value == (Step(id=FIRST, text="do less"),)


async def test_all_details_open_with_enter_and_close_with_escape(open_field: Any) -> None:
    async with open_field(Kind.GOALS) as hands:
        await hands.type("Walk\n")
        await hands.press("up", "enter", "down")
        await hands.type("friends")
        await hands.press("down", "down", "7", "down", "down")
        await hands.type("tog")
        await hands.press("escape")
        assert hands.value == (Goal(id=FIRST, words="Walk", why="friends", rating=7, set_by="together"),)
        assert "where now" not in hands.screen()


async def test_a_detail_that_holds_something_is_written_on(open_field: Any) -> None:
    async with open_field(Kind.GOALS) as hands:
        await hands.type("Walk why: the market\n")
        await hands.press("up", "enter", "down")
        await hands.type(" hall")
        assert hands.value == (Goal(id=FIRST, words="Walk", why="the market hall"),)


async def test_what_a_detail_cannot_read_is_kept_in_the_note(open_field: Any) -> None:
    async with open_field(Kind.GOALS) as hands:
        await hands.type("Walk\n")
        await hands.press("up", "enter", "down", "down", "down")
        await hands.type("rather low")
        await hands.press("escape")
        assert hands.entry == Entry((Goal(id=FIRST, words="Walk"),), "Walk: where now, 0-10: rather low")
        assert "? rather low" in hands.screen()


async def test_a_double_click_opens_the_details(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id)) as hands:
        await hands.pilot.click(ItemRow, times=2)
        assert "first small sign" in hands.screen()


async def test_words_are_never_made_blank(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id), is_live_only=True) as hands:
        await hands.press("w", "ctrl+u", "escape", "3")
        assert hands.value[0].words == "Walk to the market"


async def test_a_step_is_read_from_one_line(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.STEPS, context=goals(known_id)) as hands:
        await hands.type("Food diary @client by fri ~4w #sleep why: see the evenings")
        assert "by Fri 27 Nov" in hands.screen()
        await hands.press("enter")
        assert hands.value == (
            Step(
                id=FIRST,
                text="Food diary",
                owner="client",
                why="see the evenings",
                goal=known_id(2),
                due=date(2026, 11, 27),
                trial=Trial(days=28),
            ),
        )


async def test_a_word_for_no_goal_stays_a_word(open_field: Any) -> None:
    async with open_field(Kind.STEPS) as hands:
        await hands.type("Read #chapter")
        assert hands.value == (Step(id=FIRST, text="Read #chapter"),)


async def test_a_line_of_marks_alone_is_kept_as_words(open_field: Any) -> None:
    async with open_field(Kind.STEPS) as hands:
        await hands.type("@me by fri")
        assert hands.value == (Step(id=FIRST, text="@me by fri"),)


async def test_a_standing_step_gets_its_outcome_with_one_key(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.STEPS, context=steps(known_id), is_live_only=True) as hands:
        assert "day 5 of 28" in hands.screen()
        for key, outcome in (
            ("d", "did"),
            ("p", "partly"),
            ("n", "not yet"),
            ("x", "chose not to"),
        ):
            await hands.press(key)
            assert hands.value == (Step(id=known_id(1), text="Food diary", outcome=outcome),)
            await hands.press("escape")
        await hands.press("c")
        await hands.type("only evenings")
        assert hands.value == (Step(id=known_id(1), text="Food diary", outcome="changed", comment="only evenings"),)


async def test_what_to_look_for_goes_with_the_trial_that_stands(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.STEPS, context=steps(known_id), fields=("stop_if",)) as hands:
        await hands.press("down", "enter", "down")
        await hands.type("swells")
        assert hands.value == (Step(id=known_id(2), text="Walk", trial=Trial(days=28, stop_if="swells")),)


async def test_what_to_look_for_without_a_trial_is_kept_in_the_note(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.STEPS, context=steps(known_id), fields=("look_for",)) as hands:
        await hands.press("enter")
        await hands.type("mood")
        assert hands.entry == Entry((Step(id=known_id(1), text="Food diary"),), "Food diary: what to look for: mood")


async def test_due_trials_are_judged_and_running_ones_only_listed(open_field: Any, known_id: Id) -> None:
    milk = Step(id=known_id(3), text="No milk", trial=Trial(days=30))
    due = OpenTrial(milk, date(2026, 10, 1), 30, date(2026, 10, 31))
    running = steps(known_id)["open_items"].steps[1].trial
    known = {"open_items": OpenItems(trials=(due, running))}
    async with open_field(Kind.TRIALS, context=known) as hands:
        assert "Walk: day 5 of 28, too early to judge" in hands.screen()
        await hands.press("l")
        await hands.type("2w\nskin clearer\n")
        verdict = Verdict(step=known_id(3), verdict="longer", text="No milk", days=14)
        assert hands.value == (verdict.replace(seen="skin clearer"),)
        await hands.press("down")
        assert hands.app.done == [1]


async def test_what_was_seen_without_a_verdict_is_kept_in_the_note(open_field: Any, known_id: Id) -> None:
    milk = Step(id=known_id(3), text="No milk", trial=Trial(days=30))
    due = OpenTrial(milk, date(2026, 10, 1), 30, date(2026, 10, 31))
    async with open_field(Kind.TRIALS, context={"open_items": OpenItems(trials=(due,))}) as hands:
        await hands.type("better")
        assert hands.entry == Entry(None, "No milk: better")
        await hands.press("escape", "k")
        assert hands.value[0].seen == "better"
        assert hands.entry.note == ""


async def test_where_nothing_stands_open_the_field_says_so(open_field: Any) -> None:
    for kind in (Kind.TRIALS, Kind.STEPS, Kind.GOALS):
        async with open_field(kind, is_live_only=True) as hands:
            await hands.press("enter")
            assert hands.app.done == [1]
            assert any(words in hands.screen() for words in ("No open goals", "earlier sessions", "No trial is due"))


async def test_what_is_typed_while_enter_is_still_on_its_way_begins_the_next_step(
    open_field: Any,
) -> None:
    async with open_field(Kind.STEPS) as hands:
        line = hands.shown.add_line
        line.insert("Walk")
        line.on_key(events.Key("enter", None))
        line.insert("Rest")
        assert [step.text for step in hands.shown.entry.value] == ["Walk", "Rest"]


async def test_enter_on_a_goal_opens_what_the_prompt_asks_for(open_field: Any, known_id: Id) -> None:
    named = {"fields": ("importance", "confidence")}
    async with open_field(Kind.GOALS, context=goals(known_id), **named) as hands:
        await hands.press("enter", "9", "enter", "5")
        assert hands.value[0] == Goal(id=known_id(1), words="Walk to the market", importance=9, confidence=5)


async def test_the_details_of_a_goal_close_when_one_goes_on_elsewhere(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, context=goals(known_id)) as hands:
        await hands.press("up", "enter")
        assert hands.shown.details.display
        elsewhere = TextEditor()
        await hands.app.screen.mount(elsewhere)
        elsewhere.focus()
        await hands.press()
        assert not hands.shown.details.display


async def test_an_example_stands_only_where_one_writes(open_field: Any) -> None:
    async with open_field(Kind.GOALS) as hands:
        assert "a goal, in their words" in hands.screen()
        hands.app.screen.set_focus(None)
        await hands.press()
        assert "a goal, in their words" not in hands.screen()


async def test_no_key_in_the_hint_is_parted_from_what_it_does(open_field: Any, known_id: Id) -> None:
    async with open_field(Kind.GOALS, size=(60, 20), context=goals(known_id), is_live_only=True) as hands:
        assert "l let go" in hands.screen()
