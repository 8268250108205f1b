"""Free text: exactly what was typed or pasted, with the keys that the sheet leaves to it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Label, TextArea
from textual.widgets.text_area import Document, Edit

from session_tui.ui.widgets.editor import text_editor
from session_tui.ui.widgets.editor.exact_document import ExactDocument, shown_line, storable_text
from session_tui.ui.widgets.editor.text_editor import TEXT_LIMIT, TextEditor
from tests.example_counts import rounds

SHEET_KEYS = [
    "escape",
    *(f"ctrl+{letter}" for letter in "ngotrslpq"),
    *(f"f{n}" for n in range(1, 13)),
]
NEVER_BOUND = [
    *(f"ctrl+{letter}" for letter in "hijmbf"),
    "ctrl+space",
    "shift+enter",
    "tab",
    "shift+tab",
]


class Sheet(App[None]):
    """Writing areas one below the other in something that scrolls, and a record of what reaches the screen."""

    CSS = "VerticalScroll { height: 1fr; } TextEditor { border: none; padding: 0; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding(key, f"note('{key}')", key, priority=False) for key in SHEET_KEYS]

    def __init__(self, *areas: TextEditor) -> None:
        super().__init__()
        self.areas = areas
        self.keys: list[str] = []
        self.messages: list[Message] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            for area in self.areas:
                yield Label("A prompt")
                yield area

    def on_mount(self) -> None:
        self.areas[0].focus()

    def action_note(self, key: str) -> None:
        self.keys.append(key)

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        self.messages.append(message)

    def on_text_editor_edge_reached(self, message: TextEditor.EdgeReached) -> None:
        self.messages.append(message)

    def on_text_editor_paste_refused(self, message: TextEditor.PasteRefused) -> None:
        self.messages.append(message)


async def paste(pilot: Pilot[None], text: str) -> None:
    """What the terminal sends in bracketed paste."""
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(events.Paste(text))
    await pilot.pause()


def rows(area: TextArea) -> list[str]:
    """An area as it is shown, row by row."""
    strips = area.render_lines(Region(0, 0, *area.outer_size))
    return [strip.text.rstrip() for strip in strips]


# What was written


LINES_KEPT = "one\x85two\u2028three\u2029four\x0bfive\x0csix\x1cseven\x1deight\x1enine"

any_text = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"),
        st.sampled_from("\n\n\n\t \x85\u2028\x0b\x1b>漢"),
    ),
    max_size=40,
)


@given(any_text, any_text, st.data())
@settings(max_examples=rounds(100))
def test_an_edited_document_holds_what_the_same_edit_makes_of_a_string(
    text: str, new: str, data: st.DataObject
) -> None:
    lines = ExactDocument(text)
    first, last = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    places = [(text[:index].count("\n"), index - text.rfind("\n", 0, index) - 1) for index in (first, last)]
    assert lines.get_text_range(places[0], places[1]) == text[first:last]
    edit = lines.replace_range(places[1], places[0], new)
    assert edit.replaced_text == text[first:last]
    assert lines.text == text[:first] + new + text[last:]
    assert lines.length == len(lines.text)
    lines.replace_range(places[0], edit.end_location, edit.replaced_text)
    assert lines.text == text


def test_an_edit_below_the_last_line_does_what_the_stock_document_does() -> None:
    for text, start, end in [
        ("a\nb", (1, 0), (2, 0)),
        ("a", (0, 0), (1, 0)),
        ("a\nb\n", (0, 1), (3, 0)),
    ]:
        stock, ours = Document(text), ExactDocument(text)
        assert ours.replace_range(start, end, "") == stock.replace_range(start, end, "")
        assert ours.text == stock.text


@given(st.text(st.characters(), max_size=30))
def test_a_shown_line_has_as_many_characters_and_nothing_that_a_terminal_obeys(text: str) -> None:
    line = storable_text(text).replace("\n", "")
    shown = shown_line(line)
    assert len(shown) == len(line)
    assert not any((char < " " and char != "\t") or "\x7f" <= char < "\xa0" for char in shown)


async def test_a_paste_is_kept_as_it_was_but_for_its_line_ends() -> None:
    area = TextEditor()
    async with Sheet(area).run_test() as pilot:
        await paste(pilot, "a\r\nb\rc\n" + LINES_KEPT)
        assert area.text == "a\nb\nc\n" + LINES_KEPT
        assert area.document.line_count == 4


async def test_typed_keys_are_kept_as_they_were() -> None:
    area = TextEditor()
    async with Sheet(area).run_test() as pilot:
        await pilot.press("H", "é", "漢", "space")
        area.post_message(events.Key("thumbs_up_sign", "👍"))
        await pilot.press("enter", "greater_than_sign", "space", "o", "k")
        assert area.text == "Hé漢 👍\n> ok"


async def test_what_no_file_can_hold_becomes_a_replacement_character() -> None:
    area = TextEditor("\x00a")
    async with Sheet(area).run_test():
        area.insert("\ud800b\x00", (0, 2))
        assert area.text == "\ufffda\ufffdb\ufffd"
        area.load("\udfff")
        assert area.text == "\ufffd"


async def test_control_characters_are_kept_but_shown_as_signs_of_one_cell() -> None:
    area = TextEditor()
    async with Sheet(area).run_test() as pilot:
        await paste(pilot, "a\x1b[31mb\x07\x9bc\x7f\x0b")
        assert area.text == "a\x1b[31mb\x07\x9bc\x7f\x0b"
        assert rows(area) == ["a␛[31mb␇�c␡␋"]
        assert area.cursor_screen_offset.x == len("a␛[31mb␇�c␡␋")


async def test_pasting_over_a_selection_of_control_characters_undoes_exactly() -> None:
    area = TextEditor(LINES_KEPT)
    async with Sheet(area).run_test() as pilot:
        area.select_all()
        await paste(pilot, "new")
        assert area.text == "new"
        area.undo()
        assert area.text == LINES_KEPT
        area.redo()
        assert area.text == "new"


# Filling and replacing


async def test_loading_leaves_nothing_to_undo_and_tells_nobody() -> None:
    area = TextEditor()
    app = Sheet(area)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await pilot.pause()
        app.messages.clear()
        area.load("the answer\nof last time")
        await pilot.pause()
        assert area.text == "the answer\nof last time"
        assert app.messages == []
        area.undo()
        assert area.text == "the answer\nof last time"
        assert rows(area) == ["the answer", "of last time"]


async def test_replacing_everything_is_one_step_to_undo() -> None:
    area = TextEditor("before\nit")
    app = Sheet(area)
    async with app.run_test() as pilot:
        area.replace_all("after")
        await pilot.pause()
        assert area.text == "after"
        assert len(app.messages) == 1
        area.undo()
        assert area.text == "before\nit"


async def test_the_cursors_place_can_be_read_and_set_and_stays_inside_the_text() -> None:
    area = TextEditor("one\nfour")
    area.place = (1, 2)
    async with Sheet(area).run_test():
        assert area.place == (1, 2)
        for asked, given_place in [((9, 9), (1, 4)), ((0, 9), (0, 3)), ((-1, -1), (0, 0))]:
            area.place = asked
            assert area.place == given_place


async def test_a_paste_beyond_the_limit_is_refused_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text_editor, "TEXT_LIMIT", 20)
    area = TextEditor("what was there")
    app = Sheet(area)
    async with app.run_test() as pilot:
        await paste(pilot, "x" * 7)
        refused = app.messages.pop()
        assert isinstance(refused, TextEditor.PasteRefused)
        assert (refused.area, refused.size, refused.control) == (area, 7, area)
        assert str(refused).startswith("Nothing was pasted: the text has 7 characters, and a field holds ")
        assert area.text == "what was there"
        await paste(pilot, "x" * 6)
        assert area.text == "xxxxxxwhat was there"


async def test_a_paste_of_ten_megabytes_is_refused_at_once() -> None:
    area = TextEditor("what was there")
    app = Sheet(area)
    async with app.run_test() as pilot:
        await paste(pilot, "ten million\n" * 900_000)
        assert isinstance(app.messages[-1], TextEditor.PasteRefused)
        assert app.messages[-1].size == 10_800_000 > TEXT_LIMIT
        assert area.text == "what was there"


# Keys


async def test_keys_of_the_sheet_pass_through_and_write_nothing() -> None:
    area = TextEditor("text")
    app = Sheet(area, TextEditor())
    async with app.run_test() as pilot:
        await pilot.press(*SHEET_KEYS)
        assert app.keys == SHEET_KEYS
        assert area.text == "text"


async def test_tab_moves_on_and_writes_nothing() -> None:
    areas = TextEditor("text"), TextEditor("more")
    async with Sheet(*areas).run_test() as pilot:
        await pilot.press("tab")
        assert areas[1].has_focus
        await pilot.press("shift+tab")
        assert areas[0].has_focus
        assert [area.text for area in areas] == ["text", "more"]


def test_no_key_is_bound_that_terminals_or_multiplexers_need() -> None:
    bound = set(TextEditor()._bindings.key_to_bindings)
    assert bound.isdisjoint([*SHEET_KEYS, *NEVER_BOUND])
    assert not any(key.startswith("alt+") and len(key) == 5 for key in bound)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("ctrl+backspace", "two words \nend"),
        ("alt+backspace", "two words \nend"),
        ("ctrl+w", "two words \nend"),
        ("ctrl+u", "\nend"),
        ("home ctrl+k", "\nend"),
        ("ctrl+a ctrl+delete", " words here\nend"),
        ("ctrl+a delete", "wo words here\nend"),
        ("backspace ctrl+z", "two words here\nend"),
        ("backspace ctrl+z ctrl+y", "two words her\nend"),
        ("ctrl+home x", "xtwo words here\nend"),
        ("ctrl+end x", "two words here\nendx"),
        ("ctrl+shift+home x", "x\nend"),
        ("ctrl+shift+end x", "two words herex"),
        ("shift+home ctrl+x", "\nend"),
        ("ctrl+x", "end"),
        ("ctrl+x ctrl+x", ""),
        ("ctrl+x ctrl+v", "two words here\nend"),
        ("shift+home ctrl+c end ctrl+v", "two words heretwo words here\nend"),
    ],
)
async def test_editing_keys(keys: str, text: str) -> None:
    area = TextEditor("two words here\nend")
    area.place = (0, 14)
    async with Sheet(area).run_test() as pilot:
        await pilot.press(*keys.split())
        assert area.text == text


async def test_up_in_the_first_row_and_down_in_the_last_tell_the_sheet() -> None:
    area = TextEditor("word " * 30)
    app = Sheet(area)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "up")
        assert app.messages == []
        await pilot.press("up")
        await pilot.press("ctrl+end", "down")
        edges = [message for message in app.messages if isinstance(message, TextEditor.EdgeReached)]
        assert [(edge.control, edge.direction) for edge in edges] == [(area, "up"), (area, "down")]
        assert area.place == (0, 150)


# Copying


async def test_what_is_copied_or_cut_goes_through_the_apps_one_door(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    area = TextEditor("first line\nsecond")
    app = Sheet(area)
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test() as pilot:
        await pilot.press("shift+end", "ctrl+c", "right", "ctrl+x", "ctrl+c")
        assert copied == ["first line", "first line\n"]
        assert area.text == "second"


# What is seen


async def test_the_clients_own_words_keep_their_sign_and_look_different() -> None:
    area = TextEditor("mine\n> theirs\n    > code")
    async with Sheet(area).run_test():
        area.place = (0, 4)
        assert rows(area) == ["mine", "> theirs", "    > code"]
        mine, theirs, code = area.render_lines(Region(0, 0, *area.outer_size))
        looks = [next(iter(strip)).style for strip in (mine, theirs, code)]
        assert looks[1] is not None
        assert looks[1].italic
        assert looks[0] == looks[2] != looks[1]


async def test_a_placeholder_is_shown_as_it_is_until_something_is_written() -> None:
    area = TextEditor(placeholder="their [/words] \x1b[31m")
    async with Sheet(area).run_test() as pilot:
        await pilot.pause()
        assert rows(area) == ["their [/words] ␛[31m"]
        await pilot.press("x")
        assert rows(area) == ["x"]
        await pilot.press("backspace")
        assert rows(area) == ["their [/words] ␛[31m"]


async def test_the_cursor_does_not_blink() -> None:
    area = TextEditor("text")
    async with Sheet(area).run_test() as pilot:
        await pilot.press("end")
        before = area.render_lines(Region(0, 0, *area.outer_size))
        area._toggle_cursor_blink_visible()
        assert area.render_lines(Region(0, 0, *area.outer_size)) == before
        assert not area.blink_timer._active.is_set()


async def test_an_area_grows_and_shrinks_with_its_text() -> None:
    area = TextEditor()
    async with Sheet(area, TextEditor()).run_test(size=(80, 24)) as pilot:
        assert area.size.height == 1
        await paste(pilot, "word " * 40)
        await pilot.pause()
        assert area.size.height == area.wrapped_document.height == 3
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert area.size.height == 1


async def test_a_new_last_row_is_seen_at_once_where_the_height_is_fixed() -> None:
    area = TextEditor("1\n2\n3")
    area.styles.height = 3
    area.place = (2, 1)
    async with Sheet(area).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "4")
        assert rows(area)[-1].startswith("4")


async def test_the_row_being_written_stays_in_sight_in_a_section_longer_than_the_screen() -> None:
    areas = [TextEditor("one\ntwo\nthree") for _ in range(10)]
    async with Sheet(*areas).run_test(size=(80, 24)) as pilot:
        areas[4].focus()
        areas[4].place = (2, 5)
        for _ in range(15):
            await pilot.press("enter", "x")
            await pilot.pause()
            assert areas[4].cursor_screen_offset.y in range(24)
        await pilot.press("ctrl+home")
        await pilot.pause()
        assert areas[4].cursor_screen_offset.y in range(24)


async def test_the_row_being_written_stays_in_sight_when_the_window_shrinks() -> None:
    areas = [TextEditor("word " * 60) for _ in range(3)]
    async with Sheet(*areas).run_test(size=(100, 24)) as pilot:
        areas[2].focus()
        await pilot.press("ctrl+end")
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        await pilot.pause()
        assert areas[2].cursor_screen_offset.y in range(10)


async def test_the_whole_screen_is_right_after_random_work_in_areas_that_grow() -> None:
    """What was repainted row by row is what a full repaint shows."""
    chance = random.Random(3)
    areas = [TextEditor("> words\nof some length " * 4) for _ in range(3)]
    async with Sheet(*areas).run_test(size=(60, 20)) as pilot:
        for _ in range(40):
            area = chance.choice(areas)
            area.focus()
            line = chance.randrange(area.document.line_count)
            area.place = (line, chance.randint(0, 40))
            await pilot.press(
                chance.choice(["x", "enter", "backspace", "delete", "ctrl+w", "shift+down", "ctrl+z", "down"])
            )
            await pilot.pause()
            painted = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
            for each in areas:
                each.refresh()
            await pilot.pause()
            assert painted == [strip.text for strip in pilot.app.screen._compositor.render_strips()]


@pytest.mark.parametrize("columns", [1, 2, 3, 5])
async def test_an_area_without_room_comes_to_rest(columns: int) -> None:
    area = TextEditor("a text that wraps, 漢字 " * 4)
    async with Sheet(area).run_test(size=(20, 6)) as pilot:
        await pilot.resize_terminal(columns, 6)
        for _ in range(3):
            await pilot.pause()
        updates = area._layout_updates
        await pilot.press("x")
        for _ in range(3):
            await pilot.pause()
        assert area._layout_updates - updates <= 3


async def test_a_very_narrow_area_neither_crashes_nor_loses_anything() -> None:
    area = TextEditor("漢字\t👩‍👩‍👧 long words here\x1b")
    async with Sheet(area).run_test(size=(6, 6)) as pilot:
        await pilot.press("x")
        await pilot.resize_terminal(2, 2)
        await pilot.press("y", "down", "end")
        await pilot.pause()
        assert area.text == "xy漢字\t👩‍👩‍👧 long words here\x1b"


async def test_a_read_only_area_takes_no_paste_and_no_cut() -> None:
    area = TextEditor("kept")
    area.read_only = True
    async with Sheet(area).run_test() as pilot:
        await paste(pilot, "no")
        await pilot.press("ctrl+v", "ctrl+x", "n", "backspace")
        assert area.text == "kept"


async def test_an_edit_by_the_program_is_cleaned_like_a_paste() -> None:
    area = TextEditor()
    async with Sheet(area).run_test():
        area.edit(Edit("a\r\nb\x00", (0, 0), (0, 0), False))
        assert area.text == "a\nb\ufffd"
