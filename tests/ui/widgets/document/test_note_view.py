"""The reading pane: what a note looks like, and that nothing in it is lost, obeyed or slow."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import on
from textual.app import App, ComposeResult

from session_tui.core.base.ids import new_id
from session_tui.core.model.guide import PRIVATE, Guide, Prompt, Section, Share
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.session import Jot, Session
from session_tui.core.model.values import Decision, Goal, Kind, Step, Trial, Value
from session_tui.ui.safe_text import printable
from session_tui.ui.widgets.document.note_blocks import NOT_CONFIRMED, NOT_FILED, note_blocks
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.document.text_blocks import PIECE, text_blocks
from session_tui.ui.widgets.document.virtual_page import VirtualPage
from tests.ui.idle import until

AT = datetime(2026, 11, 20, 10, 12, 4, tzinfo=UTC)
PROMPTS = tuple(Prompt(kind.value, kind, kind.value.capitalize()) for kind in Kind)
GUIDE = Guide("follow-up", "Follow-up", sections=(Section("story", "Story", PROMPTS),))
OWN = Prompt("hunch", Kind.TEXT, "A hunch", share=Share.PRIVATE)
PAGE = Guide(PRIVATE, "Private page", sections=(Section(PRIVATE, "Private page", (OWN,)),))


def begun() -> Session:
    return begin_session(GUIDE, "ana-k", at=AT, private=PAGE)


def note_of(value: Value, prompt: str = "text", **beside: str) -> Note:
    return Note(begun().with_answer(prompt, value, at=AT, **beside))


def lines_of(note: Note, *, with_private: bool = False) -> str:
    blocks = note_blocks(note, with_private=with_private)
    return "\n".join(block.first.plain + block.content.plain for block in blocks)


def words_of(text: str) -> list[str]:
    return [block.first.plain + block.content.plain for block in text_blocks(text)]


ROWS_AT_ONCE = 150
"""Rows of a long note that are made before it is shown, at most: those of two windows, to the end of their block."""


class ViewApp(App[None]):
    def compose(self) -> ComposeResult:
        yield NoteView()

    @property
    def view(self) -> NoteView:
        return self.query_one(NoteView)


def test_markdown_is_shown_as_what_it_means() -> None:
    assert words_of("**b** *i* `c`\nnext") == ["b i c\nnext"]
    (block,) = text_blocks("**b** *i*")
    assert {(span.start, span.end, span.style) for span in block.content.spans} == {
        (0, 1, "bold"),
        (2, 3, "italic"),
    }


def test_the_clients_own_words_stand_behind_a_bar() -> None:
    assert words_of("> I *had* forgotten\n> it") == ["▌ I had forgotten\nit"]


def test_lists_keep_their_numbers_as_they_were_typed() -> None:
    assert words_of("1. a\n1. b\n\n- c\n  - d") == ["1. a", "1. b", "• c", "  • d"]


def test_a_link_shows_where_it_leads() -> None:
    assert words_of('[here](http://a.b "why") <http://c.d>') == ["here (http://a.b why) http://c.d"]


@pytest.mark.parametrize(
    "text",
    [
        "[note]: she said no",
        "<!-- nothing hidden -->",
        "<b>bold</b>",
        "&amp; &#65;",
        "[/b] [bold]x[/]",
        "> " * 40 + "deep",
        "*" * 300 + "word" + "*" * 300,
    ],
)
def test_what_looks_like_something_else_is_still_read(text: str) -> None:
    shown = "".join(words_of(text))
    assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()]


def test_the_word_after_an_open_fence_stands_there() -> None:
    assert words_of("``` she said\nno") == ["she said", "no"]


@given(st.text(max_size=400))
def test_no_letter_that_was_typed_is_missing(text: str) -> None:
    shown = "".join(words_of(text))
    assert sum(map(str.isalnum, shown)) >= sum(map(str.isalnum, printable(text)))


@given(st.text(alphabet='a*_[]()<>!`~#>-+1. \n\t\\"&;|=', max_size=300))
def test_no_letter_is_missing_among_signs(text: str) -> None:
    assert sum(map(str.isalnum, "".join(words_of(text)))) >= sum(map(str.isalnum, text))


def test_control_characters_are_pictures() -> None:
    shown = lines_of(note_of("a\x1b[31mred\x9b \u202eback"))
    assert "a␛[31mred� ◌back" in shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)


def test_a_prompt_without_an_answer_is_not_shown() -> None:
    shown = lines_of(note_of("words"))
    assert "Text" in shown
    assert "Goals" not in shown


def test_items_show_their_parts_by_name_and_no_ids() -> None:
    goal = Goal(id=new_id(AT), words="Walk <!-- far -->", why="tomatoes", rating=4)
    step = Step(id=new_id(AT), text="Food diary", goal=goal.id, trial=Trial(days=28))
    session = begun().with_answer("goals", (goal,), at=AT).with_answer("steps", (step,), at=AT)
    shown = lines_of(Note(session))
    assert "• Walk <!-- far -->\n    why: tomatoes\n    now: 4 of 10" in shown
    assert "• Food diary\n    for: Walk <!-- far -->\n    try: 28 days" in shown
    assert goal.id not in shown


def test_a_list_item_may_hold_a_list() -> None:
    shown = lines_of(note_of(("first\n  - inner: x", "# second"), "list"))
    assert "• first" in shown
    assert "inner: x" in shown
    assert "• # second" in shown


def test_other_kinds_read_as_in_the_note() -> None:
    assert "7 of 10" in lines_of(note_of(7, "scale"))
    assert "• Food: 4 of 10" in lines_of(note_of((("food", 4),), "checkin"))
    assert "chosen: wait" in lines_of(note_of(Decision(chosen="wait"), "decision"))


def test_mark_and_note_stand_beside_the_answer() -> None:
    shown = lines_of(note_of("x", note="and more", mark="confirmed"))
    assert "Marked: confirmed\nNote: and more" in shown


def test_what_was_not_confirmed_says_so() -> None:
    last = begun().with_answer("text", "from before", at=AT)
    session = begun().recalled("text", last.answer("text"), last.id, at=AT)
    assert f"{NOT_CONFIRMED}\nfrom before" in lines_of(Note(session))


def test_jots_stand_in_their_section_and_unfiled_ones_say_so() -> None:
    filed = Jot(id=new_id(AT), text="filed", written=AT, section="goals")
    waiting = Jot(id=new_id(AT), text="waiting", written=AT)
    shown = lines_of(Note(begun().with_jot(filed).with_jot(waiting)))
    assert "Goals\nJots\n• filed" in shown
    assert f"{NOT_FILED}\n• waiting" in shown


def test_the_private_page_is_shown_only_when_asked() -> None:
    session = begun().with_answer("hunch", "secret", at=AT)
    session = session.with_jot(Jot(id=new_id(AT), text="mine", written=AT, section=PRIVATE))
    hidden, shown = lines_of(Note(session)), lines_of(Note(session), with_private=True)
    assert "secret" not in hidden
    assert "mine" not in hidden
    assert "rivate" not in hidden
    assert "secret" in shown
    assert "• mine" in shown


def test_addenda_stand_at_the_end_and_a_mistake_at_the_top() -> None:
    added = Addendum(
        id=new_id(AT), session=new_id(AT), client="ana-k", number=1, written=AT,
        reason="wrong client", text="It was **ben-o**.", author="M. Kessler", mark="entered by mistake",
    )  # fmt: skip
    shown = lines_of(Note(begun().with_answer("text", "words", at=AT), (added,)))
    assert shown.index("! Entered in error: see addendum 1") < shown.index("words")
    assert shown.endswith(
        "Addendum 1 · 20 Nov 2026, 10:12 by M. Kessler\n! Entered in error\nReason: wrong client\nIt was ben-o."
    )


async def test_rows_are_wrapped_to_the_width_and_scrolled() -> None:
    app = ViewApp()
    async with app.run_test(size=(40, 10)) as pilot:
        app.view.show(note_of("word " * 400))
        await pilot.pause()
        assert all(len(row) <= 40 for row in app.view.rows)
        app.view.focus()
        await pilot.press("end")
        await pilot.pause()
        assert app.view.scroll_offset.y == app.view.max_scroll_y > 0


async def test_a_new_width_keeps_the_words_at_the_top() -> None:
    app = ViewApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.view.show(note_of("\n\n".join(f"paragraph{n} " + "x " * 60 for n in range(50))))
        await pilot.pause()
        row = next(n for n, text in enumerate(app.view.rows) if text.startswith("paragraph30 "))
        app.view.scroll_to(y=row, animate=False)
        await pilot.resize_terminal(33, 10)
        await pilot.pause()
        assert app.view.rows[app.view.scroll_offset.y].startswith("paragraph30 ")


def in_sight(view: NoteView) -> list[str]:
    top = view.scroll_offset.y
    return view.rows[top : top + view.size.height]


async def test_found_words_are_gone_to_in_turn() -> None:
    app = ViewApp()
    async with app.run_test(size=(40, 6)) as pilot:
        app.view.show(note_of("\n\n".join(["x"] * 20 + ["a Needle"] + ["y"] * 20 + ["needle"])))
        await pilot.pause()
        assert app.view.find("NEEDLE") == 2
        await pilot.pause()
        first = app.view.scroll_offset.y
        assert "a Needle" in in_sight(app.view)
        app.view.find_next()
        await pilot.pause()
        assert "needle" in in_sight(app.view)
        app.view.find_next(-1)
        await pilot.pause()
        assert app.view.scroll_offset.y == first
        assert app.view.find("[nowhere") == 0


class PlacesApp(ViewApp):
    """Notes down which place was reached, of how many."""

    def __init__(self) -> None:
        super().__init__()
        self.reached: list[tuple[int, int]] = []

    @on(NoteView.PlaceReached)
    def _note_down(self, event: NoteView.PlaceReached) -> None:
        self.reached.append((event.at, event.count))


def needles(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer("needle", text)]


@pytest.fixture
def haystack() -> Note:
    """A note with four needles, far from its start and far from each other, two of them in one row."""
    hay = ["hay"] * 200
    return note_of("\n\n".join([*hay, "needle needle", *hay, "needle", *hay, "needle"]))


async def test_a_note_that_is_sought_in_begins_at_the_first_place(haystack: Note) -> None:
    app = PlacesApp()
    async with app.run_test(size=(40, 6)) as pilot:
        app.view.seek(needles)
        app.view.show(haystack)
        await pilot.pause()
        assert "needle needle" in in_sight(app.view)
        assert app.reached == [(1, 4)]


async def test_one_goes_round_the_places_and_is_told_where_one_is(haystack: Note) -> None:
    app = PlacesApp()
    async with app.run_test(size=(40, 6)) as pilot:
        app.view.seek(needles)
        app.view.show(haystack)
        await pilot.pause()
        for by in (1, 1, 1, 1, -1):
            app.view.find_next(by)
            await pilot.pause()
        assert app.reached == [(1, 4), (2, 4), (3, 4), (4, 4), (1, 4), (4, 4)]
        assert "needle" in in_sight(app.view)


async def test_from_where_one_has_scrolled_the_next_place_is_the_next_below(haystack: Note) -> None:
    app = PlacesApp()
    async with app.run_test(size=(40, 6)) as pilot:
        app.view.seek(needles)
        app.view.show(haystack)
        await pilot.pause()
        app.view.scroll_to(y=600, animate=False)
        await pilot.pause()
        app.view.find_next()
        await pilot.pause()
        assert app.reached[-1] == (3, 4)


async def test_the_same_note_again_stays_where_it_is_and_another_begins_at_its_first_place(
    haystack: Note,
) -> None:
    app = PlacesApp()
    async with app.run_test(size=(40, 6)) as pilot:
        app.view.seek(needles)
        app.view.show(haystack)
        await pilot.pause()
        app.view.find_next(-1)
        await pilot.pause()
        there = app.view.scroll_offset.y
        app.view.show(haystack)
        await pilot.pause()
        assert app.view.scroll_offset.y == there
        other = haystack.session.replace(id="00000000-0000-7000-8000-000000000099")
        app.view.show(replace(haystack, session=other))
        await pilot.pause()
        assert app.reached[-1] == (1, 4)


async def test_other_words_can_be_found_and_then_what_was_sought_is_marked_again(
    haystack: Note,
) -> None:
    app = PlacesApp()
    async with app.run_test(size=(40, 6)) as pilot:
        app.view.seek(needles)
        app.view.show(haystack)
        await pilot.pause()
        assert app.view.find("hay") == 600
        app.view.find("")
        await pilot.pause()
        assert app.reached[-1][1] == 4


async def test_the_place_one_is_at_stands_out_from_the_others(haystack: Note) -> None:
    app = PlacesApp()
    async with app.run_test(size=(40, 6)) as pilot:
        app.view.seek(needles)
        app.view.show(haystack)
        await pilot.pause()
        row = app.view.rows.index("needle needle")
        first, second, here = app.view._drawn(row, 40).spans
        assert (first.style, second.style, here.style) == ("reverse", "reverse", "bold underline")
        assert (here.start, here.end) == (first.start, first.end)


@pytest.mark.parametrize("size", [(1, 1), (6, 6), (40, 15), (200, 60)])
async def test_no_size_is_too_small(size: tuple[int, int]) -> None:
    app = ViewApp()
    async with app.run_test(size=size) as pilot:
        app.view.show(note_of("> - 1. words and 漢字漢字 " * 20))
        await pilot.pause()
        await pilot.press("space", "b", "end", "home")


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What pages want to do after a while; nothing of it is done."""
    later: list[Callable[[], None]] = []
    monkeypatch.setattr(VirtualPage, "make_later", lambda page, make: later.append(make))
    return later


async def test_rows_out_of_sight_are_made_as_one_scrolls(waiting: list[Callable[[], None]]) -> None:
    app = ViewApp()
    async with app.run_test(size=(40, 10)) as pilot:
        app.view.show(note_of("\n\n".join(f"line {n}" for n in range(400))))
        await pilot.pause()
        app.view.focus()
        made = [len(app.view.rows)]
        for key in ("pagedown", "pagedown"):
            await pilot.press(key)
            made.append(len(app.view.rows))
        assert made == [20, 30, 40]
        await pilot.press("end")
        await until(app, lambda: app.view.is_vertical_scroll_end and len(app.view.rows) > 800)
        assert app.view.rows[-1] == "line 399"


async def test_rows_out_of_sight_are_made_when_one_stays(
    waiting: list[Callable[[], None]],
) -> None:
    app = ViewApp()
    async with app.run_test(size=(40, 10)) as pilot:
        app.view.show(note_of("\n\n".join(f"line {n}" for n in range(400))))
        await pilot.pause()
        (make,) = waiting
        make()
        await until(app, lambda: app.view.rows[-1] == "line 399")
        assert app.view.scroll_offset.y == 0


async def test_what_waits_is_not_done_for_another_page(waiting: list[Callable[[], None]]) -> None:
    app = ViewApp()
    async with app.run_test(size=(40, 10)) as pilot:
        for name in ("first", "second"):
            app.view.show(note_of("\n\n".join(f"{name} {n}" for n in range(400))))
            await pilot.pause()
        waiting[0]()
        await pilot.pause()
        assert len(app.view.rows) == 20
        assert app.view.rows[-1].startswith("second")


async def test_a_note_of_15_kb_is_there_at_once(corpus_text: str) -> None:
    app = ViewApp()
    async with app.run_test(size=(80, 24)) as pilot:
        note = note_of(corpus_text[:15_000])
        app.view.show(note)
        assert len(app.view.rows) < ROWS_AT_ONCE
        await pilot.pause()
        assert "Story" in app.view.rows[:5]


async def test_a_pasted_megabyte_does_not_hang(corpus_text: str) -> None:
    app = ViewApp()
    text = (corpus_text * (1_000_000 // len(corpus_text) + 1))[:999_990] + " the-end"
    async with app.run_test(size=(80, 24)) as pilot:
        note = note_of(text)
        app.view.show(note)
        assert len(app.view.rows) < ROWS_AT_ONCE
        app.view.focus()
        await pilot.press("end")
        for _ in range(2000):
            await pilot.pause()
            if app.view.rows[-1].endswith("the-end") and app.view.is_vertical_scroll_end:
                break
        assert app.view.rows[-1].endswith("the-end")
        assert app.view.is_vertical_scroll_end


def test_a_line_without_a_space_is_cut_too() -> None:
    assert sum(len(words) for words in words_of("x" * (3 * PIECE + 5))) == 3 * PIECE + 5


@pytest.fixture(scope="module")
def corpus_text() -> str:
    """Lines as in a consult, some marked."""
    line = "Doctor: How is the **sleep**? Guest: I wake at 4, _every_ night; the [leg](x) hurts.\n"
    quote = "> It feels like walking on stones, and nobody believes me.\n\n"
    return (line * 5 + quote + "- rest\n- walk\n\n") * 30
