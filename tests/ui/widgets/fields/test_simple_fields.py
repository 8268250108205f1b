"""Text, lists, scales, choices, days and lengths of time."""

from datetime import date
from typing import Any

from textual import events

from session_tui.core.interview.entry import Entry
from session_tui.core.model.values import Duration, Kind
from session_tui.ui.widgets.fields.scale import ScaleRow

CLOSE = {"marks": ("leaving lighter", "steady", "heavy"), "low": "not at all", "high": "fully"}
HEARD = {"marks": ("confirmed", "corrected", "not checked")}


async def test_what_is_typed_is_the_text(open_field: Any) -> None:
    async with open_field(Kind.TEXT) as hands:
        await hands.type("went twice\n> good")
        assert hands.entry == Entry("went twice\n> good")


async def test_blank_text_is_no_value(open_field: Any) -> None:
    async with open_field(Kind.TEXT, Entry("a")) as hands:
        await hands.press("end", "backspace", "space")
        assert hands.value is None


async def test_a_mark_under_a_text_is_chosen_by_its_first_letter(open_field: Any) -> None:
    async with open_field(Kind.TEXT, **HEARD) as hands:
        await hands.type("said")
        await hands.press("down", "n")
        assert hands.entry == Entry("said", mark="not checked")
        assert "(•) not" in hands.screen()


async def test_a_word_of_a_mark_is_never_broken(open_field: Any) -> None:
    async with open_field(Kind.TEXT, size=(40, 15), **HEARD) as hands:
        lines = [line.strip() for line in hands.screen().splitlines()]
        assert "( ) confirmed  ( ) corrected" in lines
        assert "( ) not checked" in lines


async def test_a_letter_that_two_marks_share_goes_through_them(open_field: Any) -> None:
    async with open_field(Kind.TEXT, **HEARD) as hands:
        await hands.press("down", "c")
        assert hands.entry.mark == "confirmed"
        await hands.press("c")
        assert hands.entry.mark == "corrected"
        await hands.press("c")
        assert hands.entry.mark == "confirmed"
        await hands.press("backspace")
        assert hands.entry.mark is None


async def test_up_and_down_at_the_edges_leave_the_field(open_field: Any) -> None:
    async with open_field(Kind.TEXT) as hands:
        await hands.press("up", "down")
        assert hands.app.done == [-1, 1]


async def test_a_paste_of_anything_is_kept_and_shown_harmlessly(open_field: Any, nasty: str) -> None:
    for kind in (Kind.TEXT, Kind.SCALE):
        async with open_field(kind) as hands:
            await hands.press("7", "enter") if kind == Kind.SCALE else None
            hands.app.focused.post_message(events.Paste(nasty))
            await hands.press("end")
            held = hands.entry.note if kind == Kind.SCALE else hands.value
            assert held == nasty
            assert "\x1b" not in hands.screen()


async def test_a_list_has_an_item_for_each_line_that_says_something(open_field: Any) -> None:
    async with open_field(Kind.LIST) as hands:
        await hands.type("her sister\n\n- the garden\n")
        assert hands.value == ("her sister", "the garden")


async def test_a_digit_rates_and_t_is_ten(open_field: Any) -> None:
    async with open_field(Kind.SCALE) as hands:
        await hands.press("7")
        assert hands.entry == Entry(7)
        await hands.press("t")
        assert hands.value == 10
        await hands.press("backspace")
        assert hands.entry == Entry()


async def test_one_and_zero_typed_together_are_ten(open_field: Any) -> None:
    async with open_field(Kind.SCALE) as hands:
        await hands.press("1", "0")
        assert hands.value == 10
        await hands.press("0")
        assert hands.value == 0


async def test_a_letter_after_the_digit_begins_the_note(open_field: Any) -> None:
    async with open_field(Kind.SCALE) as hands:
        await hands.type("6slept")
        assert hands.entry == Entry(6, "slept")


async def test_a_mark_beside_a_scale_is_one_key(open_field: Any) -> None:
    async with open_field(Kind.SCALE, **CLOSE) as hands:
        await hands.press("8", "l", "enter", "enter")
        await hands.type("l is a letter here")
        assert hands.entry == Entry(8, "l is a letter here", "leaving lighter")


async def test_the_last_value_and_the_ends_stand_beside_the_scale(open_field: Any) -> None:
    async with open_field(Kind.SCALE, context={"last": Entry(6)}, **CLOSE) as hands:
        await hands.press("5")
        assert "[5]" in hands.screen()
        assert "0 not at all" in hands.screen()
        assert "last 6" in hands.screen()


async def test_a_click_on_a_number_chooses_it(open_field: Any) -> None:
    async with open_field(Kind.SCALE) as hands:
        await hands.pilot.click(ScaleRow, offset=(1 + 3 * 4 + 1, 0))
        assert hands.value == 4


async def test_a_choice_is_made_by_letter_or_by_arrows(open_field: Any) -> None:
    async with open_field(Kind.CHOICE, options=("told", "later")) as hands:
        await hands.press("l")
        assert hands.value == ("later",)
        await hands.press("left", "space")
        assert hands.value == ("told",)


async def test_a_choice_of_many_keeps_several_in_their_order(open_field: Any) -> None:
    async with open_field(Kind.CHOICE, options=("told", "later", "never"), takes_many=True) as hands:
        await hands.press("n", "t")
        assert hands.value == ("told", "never")
        await hands.press("n")
        assert hands.value == ("told",)


async def test_a_choice_keeps_a_word_that_the_guide_no_longer_offers(open_field: Any) -> None:
    async with open_field(Kind.CHOICE, Entry(("written",)), options=("told", "later")) as hands:
        assert hands.shown.entry == Entry(("written",))
        assert hands.app.told == []


async def test_a_day_is_read_as_it_is_typed(open_field: Any) -> None:
    async with open_field(Kind.DATE) as hands:
        await hands.type("+2w")
        assert hands.entry == Entry(date(2026, 12, 4))
        assert "Fri 4 Dec 2026, in 2 weeks" in hands.screen()


async def test_a_day_and_what_to_start_with(open_field: Any) -> None:
    async with open_field(Kind.DATE) as hands:
        await hands.type("fri\nthe diary")
        assert hands.entry == Entry(date(2026, 11, 27), "the diary")


async def test_what_is_no_day_is_kept_as_the_note(open_field: Any) -> None:
    async with open_field(Kind.DATE) as hands:
        await hands.type("after the move")
        assert hands.entry == Entry(None, "after the move")
        assert "which day?" in hands.screen()


async def test_a_length_of_time_is_read_as_it_is_typed(open_field: Any) -> None:
    async with open_field(Kind.DURATION) as hands:
        await hands.type("6w")
        assert hands.value == Duration(n=6, unit="weeks")
        assert "6 weeks" in hands.screen()


async def test_filling_from_outside_tells_nothing_and_can_be_taken_back(open_field: Any) -> None:
    async with open_field(Kind.TEXT) as hands:
        await hands.type("mine")
        told = len(hands.app.told)
        hands.shown.fill(Entry("theirs", "n", None))
        await hands.pilot.pause()
        assert hands.shown.entry == Entry("theirs", "n")
        assert len(hands.app.told) == told
        await hands.press("ctrl+z")
        assert hands.entry.value == "mine"


async def test_a_field_keeps_every_entry_it_is_filled_with(open_field: Any, nasty: str) -> None:
    entries = {
        Kind.TEXT: Entry("a\n\nb", "two\nlines"),
        Kind.LIST: Entry(("one\nitem", " spaced ", nasty), nasty),
        Kind.SCALE: Entry(0),
        Kind.CHOICE: Entry(("later",), "why"),
        Kind.DATE: Entry(date(2025, 2, 28)),
        Kind.DURATION: Entry(Duration(n=1, unit="months")),
    }
    for kind, entry in entries.items():
        async with open_field(kind, entry, options=("told", "later")) as hands:
            assert hands.shown.entry == entry
            hands.shown.fill(Entry())
            assert hands.shown.entry == Entry()
            hands.shown.fill(entry)
            await hands.pilot.pause()
            assert hands.shown.entry == entry
            assert hands.app.told == []


async def test_the_cursor_can_be_put_back_where_it_stood(open_field: Any) -> None:
    async with open_field(Kind.TEXT, Entry("one\ntwo three")) as hands:
        hands.shown.go_to(1, 3)
        assert hands.shown.cursor == (1, 3)
        hands.shown.go_to(9, 99)
        assert hands.shown.cursor == (1, 9)


async def test_a_choice_without_words_is_harmless(open_field: Any) -> None:
    async with open_field(Kind.CHOICE) as hands:
        await hands.press("left", "enter", "space")
        await hands.type("told")
        assert hands.entry == Entry(None, "told")


async def test_the_keys_are_named_only_where_the_focus_is(open_field: Any) -> None:
    async with open_field(Kind.SCALE) as hands:
        assert "0-9 rate" in hands.screen()
        hands.app.set_focus(None)
        await hands.pilot.pause()
        await hands.pilot.pause()
        assert "0-9 rate" not in hands.screen()


async def test_a_note_is_asked_for_only_where_one_writes(open_field: Any) -> None:
    async with open_field(Kind.SCALE) as hands:
        await hands.press("7")
        assert "a note (optional)" in hands.screen()
        hands.app.screen.set_focus(None)
        await hands.press()
        assert "a note (optional)" not in hands.screen()


async def test_one_goes_on_at_the_end_of_a_note_that_stands(open_field: Any) -> None:
    async with open_field(Kind.SCALE, Entry(7, "better")) as hands:
        await hands.press("down")
        await hands.type(" now")
        assert hands.entry == Entry(7, "better now")
