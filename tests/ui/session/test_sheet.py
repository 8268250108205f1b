"""The sheet: every key lands where it is meant to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Static

from session_tui.core.model.guide import PRIVATE
from session_tui.core.model.session import Place
from session_tui.core.model.values import Repair
from session_tui.ui.screens.session.client_view import ClientViewScreen
from session_tui.ui.screens.session.file_jots import FileJotsScreen
from session_tui.ui.screens.session.go_to import GoToScreen
from session_tui.ui.screens.session.jot import JotScreen
from session_tui.ui.screens.session.review_and_sign import ReviewAndSignScreen
from session_tui.ui.widgets.chrome.footer import KeyFooter
from session_tui.ui.widgets.editor.text_editor import TEXT_LIMIT, TextEditor
from session_tui.ui.widgets.session.last_answer import LastAnswerView
from tests.example_counts import cases

if TYPE_CHECKING:
    from tests.ui.session.conftest import Desk, Office

SIZES = [(80, 24), (120, 40), (6, 6), (40, 15)]
GUIDES = [
    "blank", "closing", "first-consult", "follow-up", "quick-contact", "review", "tune-up",
]  # fmt: skip
BLANK = ["story-free", "goals-free", "expectations-free", "next-steps-free"]
NASTY = "[/ [b] [/b] \x1b[31m \x07 שלום עולם \u202e \u200d 👩‍👩‍👧 \u2028 ¾ e\u0301"


EVERY_WALK = [*((guide, (80, 24)) for guide in GUIDES), *(("follow-up", size) for size in SIZES[1:])]


@pytest.mark.parametrize(("guide", "size"), cases(EVERY_WALK, quick=[("tune-up", (80, 24))]))
async def test_tab_goes_through_every_prompt_to_the_close(office: Office, guide: str, size: tuple[int, int]) -> None:
    async with office.open(guide, size=size) as desk:
        order = desk.sheet.draft.order()
        for prompt in order:
            assert desk.sheet.current == prompt
            assert desk.app.focused is not None
            await desk.press("tab")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen) and desk.app.focused)
        assert {desk.answer(prompt).state for prompt in order} <= {"skipped"}


@pytest.mark.parametrize("guide", cases(GUIDES, quick=[guide for guide in GUIDES if guide != "first-consult"]))
async def test_tabs_in_a_burst_go_through_every_prompt_to_the_close(office: Office, guide: str) -> None:
    async with office.open(guide, size=(80, 24)) as desk:
        order = desk.sheet.draft.order()
        assert [desk.sheet.draft.beside(prompt, -1) for prompt in order] == [None, *order[:-1]]
        visits = watch_visits(desk)
        desk.burst(["tab"] * len(order))
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen) and desk.app.focused)
        assert [order[0], *visits] == list(order)
        assert {desk.answer(prompt).state for prompt in order} <= {"skipped"}


async def test_tab_goes_through_the_prompts_in_every_window(office: Office) -> None:
    async with office.open("quick-contact", size=SIZES[-1]) as desk:
        for number, prompt in enumerate(desk.sheet.draft.order()):
            await desk.pilot.resize_terminal(*SIZES[number % len(SIZES)])
            assert desk.sheet.current == prompt
            assert desk.app.focused is not None
            await desk.press("tab")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen) and desk.app.focused)


@pytest.mark.parametrize("guide", cases(GUIDES, quick=["quick-contact"]))
async def test_shift_tab_goes_back_through_every_prompt(office: Office, guide: str) -> None:
    async with office.open(guide, size=(80, 24)) as desk:
        order = desk.sheet.draft.order()
        await desk.sheet.visit(order[-1])
        for prompt in reversed(order):
            assert desk.sheet.current == prompt
            await desk.press("shift+tab")
        assert desk.sheet.current == order[0]


def watch_visits(desk: Desk) -> list[str]:
    """The prompts that the sheet visits from now on.

    Before each visit the session is asked for, as a save does; after it the prompt's field must have the focus.
    """
    sheet, visits = desk.sheet, list[str]()
    visit = sheet.visit

    async def watched(prompt: str, *arguments: Any, **keywords: Any) -> None:
        sheet.latest()
        visits.append(prompt)
        await visit(prompt, *arguments, **keywords)
        assert desk.app.focused is not None
        assert sheet.pages.field(prompt) in desk.app.focused.ancestors

    sheet.visit = watched  # type: ignore[method-assign]
    return visits


@pytest.mark.parametrize("size", [(80, 24), (6, 6)])
async def test_text_in_a_burst_across_tabs_lands_where_it_was_meant(office: Office, size: tuple[int, int]) -> None:
    async with office.open(size=size) as desk:
        desk.burst("one and more\ttwo\tthree\tfour")
        await desk.until(lambda: desk.answer(BLANK[3]).value == "four")
        values = [desk.answer(prompt).value for prompt in BLANK]
        assert values == ["one and more", "two", "three", "four"]


async def test_a_burst_across_the_sections_of_a_long_guide_lands_where_it_was_meant(
    office: Office,
) -> None:
    async with office.open("first-consult") as desk:
        order = desk.sheet.draft.order()
        texts = [p for p in order if desk.answer(p).kind == "text"]
        words = {p: f"{p[:1]}{number:02}" for number, p in enumerate(texts)}
        visits = watch_visits(desk)
        desk.burst([c for p in order for c in (*words.get(p, ""), "tab")])
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen) and desk.app.focused)
        assert {p: desk.answer(p).value for p in texts} == words
        assert [order[0], *visits] == list(order)


@pytest.mark.parametrize("guide", cases(["first-consult", "review"], quick=["quick-contact"]))
async def test_the_field_gone_to_has_the_focus_at_once(office: Office, guide: str) -> None:
    async with office.open(guide) as desk:
        for prompt in desk.sheet.draft.order() + desk.sheet.draft.order(private=True):
            await desk.sheet.visit(prompt)
            field = desk.sheet.pages.field(prompt)
            assert desk.app.focused is not None
            assert field in desk.app.focused.ancestors


async def test_typing_then_tab_to_the_close_in_a_burst_shows_the_words_there(
    office: Office,
) -> None:
    async with office.open() as desk:
        desk.burst("\t\t\tlast words\t")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen) and desk.app.focused)
        await desk.shows("last words")


async def test_a_jot_in_a_burst_leaves_the_prompt_as_it_is(office: Office) -> None:
    async with office.open() as desk:
        desk.burst([*"before", "ctrl+o", *"g call the clinic", "enter", *" after"])
        await desk.until(lambda: desk.answer("story-free").value == "before after")
        (jot,) = desk.sheet.draft.now().jots
        assert (jot.text, jot.section) == ("call the clinic", "goals")


async def test_go_to_in_a_burst_types_on_in_the_prompt_found(office: Office) -> None:
    async with office.open() as desk:
        desk.burst([*"before", "ctrl+g", *"expect", "enter", *"after"])
        await desk.until(lambda: desk.answer("expectations-free").value == "after")
        assert desk.answer("story-free").value == "before"


async def test_sections_in_a_burst(office: Office) -> None:
    async with office.open() as desk:
        desk.burst([*"one", "ctrl+n", *"two", "ctrl+n", *"three"])
        await desk.until(lambda: desk.answer("expectations-free").value == "three")
        assert desk.answer("goals-free").value == "two"


async def test_escape_leaves_the_field_and_again_the_sheet(office: Office) -> None:
    async with office.open() as desk:
        await desk.press(*"kept", "escape")
        assert desk.app.focused is None
        await desk.press("escape")
        await desk.until(lambda: not desk.app.is_running)
    assert desk.app.return_code == 0
    assert any('"kept"' in text for text in office.files().values())


async def test_single_letters_work_outside_the_fields_and_are_named(office: Office) -> None:
    async with office.open(size=(80, 24)) as desk:
        await desk.press("escape")
        foot = "".join(word.content.plain + " " for word in desk.app.screen.query_one(KeyFooter).shown)
        for part in (
            "write",
            "n section",
            "b back",
            "p private",
            "f jots",
            "c review",
            "esc",
            "?",
        ):
            assert part in foot
        await desk.press("n")
        assert (desk.sheet.current, desk.app.focused) == ("goals-free", None)
        await desk.press("b")
        assert desk.sheet.current == "story-free"
        await desk.press("G")
        await desk.until(lambda: desk.sheet.current == "next-steps-free")
        await desk.press("g")
        await desk.until(lambda: desk.sheet.current == "story-free")
        await desk.press("j")
        await desk.until(lambda: desk.sheet.current == "goals-free")
        await desk.press("k")
        await desk.until(lambda: desk.sheet.current == "story-free")
        await desk.press("f")
        await desk.says("There are no jots.")
        await desk.press("enter", *"nbpc")
        assert desk.answer("story-free").value == "nbpc"


async def test_in_a_field_the_foot_names_the_ctrl_keys(office: Office) -> None:
    async with office.open(size=(80, 24)) as desk:
        foot = [word.action.footer for word in desk.app.screen.query_one(KeyFooter).shown]
        assert foot[:6] == ["next", "back", "section", "go to", "jot", "last time"]


async def test_writing_goes_on_at_its_prompt_and_cursor(office: Office) -> None:
    async with office.open() as desk:
        await desk.press("tab", *"one", "enter", *"two", "left", "left")
        await desk.kept()
        await desk.press("ctrl+q")
    async with office.open() as desk:
        assert desk.sheet.current == "goals-free"
        await desk.press("X")
        assert desk.answer("goals-free").value == "one\ntXwo"


async def test_a_session_in_which_nothing_was_typed_leaves_nothing(office: Office) -> None:
    async with office.open("first-consult") as desk:
        await desk.press("tab", "tab", "ctrl+s", "ctrl+n")
        await desk.says("Nothing written yet")
        assert "saved" not in desk.text()
        await desk.press("escape", "escape")
    assert office.files() == {}


async def test_ctrl_s_says_when(office: Office) -> None:
    async with office.open() as desk:
        await desk.press("a", "ctrl+s")
        await desk.shows("saved 10:12:04")
        await desk.shows("0:00")


async def test_the_private_page_stands_in_its_own_file_and_nowhere_else(office: Office) -> None:
    async with office.open() as desk:
        await desk.press(*"open", "escape", "p")
        assert desk.sheet.is_private
        await desk.press(*"SECRET")
        await desk.shows("private page")
        await desk.press("f4")
        await desk.until(lambda: isinstance(desk.app.screen, ClientViewScreen))
        assert "SECRET" not in desk.text()
        await desk.press("x", "escape", "p")
        assert (desk.sheet.current, desk.app.focused is not None) == ("story-free", True)
        await desk.press("escape", "c")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen) and desk.app.focused)
        assert "SECRET" not in desk.text()
        await desk.kept()
        files = office.files()
        assert {n.split("/")[1] for n, t in files.items() if "SECRET" in t} == {PRIVATE}
        await desk.press("escape")
        await desk.press("ctrl+q")
    async with office.open() as desk:
        assert desk.sheet.current == "story-free"
        assert desk.answer("hunch").value == "SECRET"


async def test_tab_beyond_the_private_page_comes_back_to_where_one_was(office: Office) -> None:
    async with office.open() as desk:
        await desk.press("tab", "escape", "p")
        for _ in desk.sheet.draft.order(private=True):
            await desk.press("tab")
        assert desk.sheet.current == "goals-free"


async def test_recall_pulls_the_last_answer_and_once_more_keeps_it(office: Office) -> None:
    office.earlier("blank", story_free="Slept badly.")
    async with office.open() as desk:
        await desk.press("ctrl+r")
        assert desk.answer("story-free").is_unconfirmed
        await desk.shows("not confirmed")
        await desk.press("ctrl+r")
        assert desk.answer("story-free").confirmed is True
        await desk.says("Confirmed as still true.")
        await desk.press("ctrl+r")
        await desk.says("There is an answer here already")
        await desk.press("tab", "ctrl+r")
        await desk.says("no earlier answer")


async def test_what_was_pulled_and_then_changed_is_of_today(office: Office) -> None:
    office.earlier("blank", story_free="Slept badly.")
    async with office.open() as desk:
        await desk.press("ctrl+r", "ctrl+end", *" Still.")
        answer = desk.answer("story-free")
        assert (answer.value, answer.origin) == ("Slept badly. Still.", "today")
        await desk.until(lambda: "not confirmed" not in desk.text())


async def test_what_was_pulled_and_then_cleared_is_blank(office: Office) -> None:
    office.earlier("blank", story_free="Slept")
    async with office.open() as desk:
        await desk.press("ctrl+r", "ctrl+end", "ctrl+u")
        assert not desk.answer("story-free").is_answered


async def test_looking_at_carried_answers_confirms_none(office: Office) -> None:
    values: dict[str, Any] = {"strengths": ("a garden", "humour"), "values": ("time",), "roles": "I listen.",
              "exchange": "60", "notes_told": ("told",), "if_unsure": "Call."}  # fmt: skip
    office.earlier("first-consult", days=30, **values)
    async with office.open("first-consult") as desk:
        carried = {a.prompt for a in desk.sheet.draft.now().unconfirmed()}
        assert len(carried) >= 5
        order = desk.sheet.draft.order()
        for prompt in cases(order, quick=[prompt for prompt in order if prompt in carried]):
            await desk.sheet.visit(prompt)
            desk.sheet.latest()
            await desk.press("tab")
        assert {a.prompt for a in desk.sheet.draft.now().unconfirmed()} == carried


async def test_last_time_stands_beside_the_sheet_where_there_is_room(office: Office) -> None:
    office.earlier("blank", story_free="Slept badly.")
    async with office.open(size=(120, 40)) as desk:
        await desk.shows("Slept badly.")
        await desk.shows("Last time · 21 Oct")
        await desk.press("ctrl+t")
        await desk.until(lambda: "Slept badly." not in desk.text())
        await desk.press("f3")
        await desk.shows("Slept badly.")


@pytest.mark.parametrize("key", ["ctrl+t", "f3", "escape"])
async def test_last_time_opens_over_a_narrow_sheet_and_goes_again(office: Office, key: str) -> None:
    office.earlier("blank", story_free="Slept badly.")
    async with office.open(size=(80, 24)) as desk:
        assert "Slept badly." not in desk.text()
        await desk.press("ctrl+t")
        await desk.shows("Slept badly.")
        await desk.press(key)
        await desk.until(lambda: not desk.sheet.query_one(LastAnswerView).is_over)
        await desk.until(lambda: "Slept badly." not in desk.text())
        assert desk.app.focused is not None
        await desk.press("x")
        assert desk.answer("story-free").value == "x"


async def test_a_new_width_keeps_focus_cursor_and_text(office: Office) -> None:
    async with office.open("first-consult", size=(120, 40)) as desk:
        await desk.press("tab", *"one two", "left", "left", "left")
        for size in [(80, 24), (40, 15), (6, 6), (200, 60), (99, 24), (100, 24)]:
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            await desk.press("x")
        assert desk.answer("story").value == "one xxxxxxtwo"
        assert desk.sheet.current == "story"


async def test_nasty_text_is_kept_to_the_letter_and_breaks_nothing(office: Office) -> None:
    async with office.open("first-consult") as desk:
        order = desk.sheet.draft.order()
        of_each_kind = list({desk.answer(prompt).kind: prompt for prompt in reversed(order)}.values())
        for prompt in cases(order, quick=of_each_kind):
            await desk.sheet.visit(prompt)
            await desk.paste(NASTY)
        assert desk.answer("story").value == NASTY
        await desk.press("escape", "c")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen) and desk.app.focused)
        await desk.kept()
    assert office.vault.read(office.vault.sessions()[0].id).session.answer("story").value == NASTY


async def test_a_megabyte_is_taken_and_more_is_refused_in_words(office: Office) -> None:
    text = "word " * (TEXT_LIMIT // 5)
    async with office.open() as desk:
        await desk.paste(text)
        assert desk.answer("story-free").value == text
        await desk.paste("more")
        await desk.says("Nothing was pasted")
        assert desk.answer("story-free").value == text
        await desk.kept()


async def test_a_blank_fold_folds_again_and_one_with_words_does_not(office: Office) -> None:
    async with office.open("first-consult") as desk:
        await desk.sheet.visit("led-up")
        await desk.press("tab", "shift+tab", "tab")
        assert desk.sheet.current == "own-theory"
        assert not desk.sheet.pages.block("led-up").is_open  # type: ignore[union-attr]
        desk.burst("x\t")
        await desk.until(lambda: desk.sheet.current != "own-theory")
        block = desk.sheet.pages.block("own-theory")
        assert block is not None
        assert block.is_open
        assert not block.has_class("-folded")


async def test_a_key_in_a_field_does_not_build_the_session_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office.open() as desk:
        await desk.press("a")
        await desk.kept()
        built: list[str] = []
        monkeypatch.setattr(desk.app.vault_service, "changed", lambda: None)
        now = desk.sheet.draft.now
        monkeypatch.setattr(desk.sheet.draft, "now", lambda: built.append("now") or now())  # type: ignore[func-returns-value]
        await desk.press(*"bcdef")
        assert built == []


async def test_a_jot_that_was_filed_shows_at_the_end_of_its_section(office: Office) -> None:
    async with office.open() as desk:
        await desk.press("ctrl+o", *"s the [/b] neighbour", "enter")
        await desk.shows("jot: the [/b] neighbour")
        await desk.press("ctrl+o", *"p mine", "enter", "ctrl+n")
        await desk.until(lambda: desk.sheet.current == "goals-free")
        await desk.until(lambda: "neighbour" not in desk.text())
        assert "mine" not in desk.text()


async def test_a_jot_that_waits_is_counted_and_filed(office: Office) -> None:
    async with office.open(size=(80, 24)) as desk:
        await desk.press("f2", *"later", "enter")
        await desk.shows("1 jot to file")
        await desk.press("escape", "f")
        await desk.until(lambda: isinstance(desk.app.screen, FileJotsScreen))
        await desk.press("s", "escape")
        await desk.shows("jot: later")
        assert "to file" not in desk.text()


async def test_a_click_on_a_folded_prompt_opens_it(office: Office) -> None:
    async with office.open("first-consult") as desk:
        block = desk.sheet.pages.block("led-up")
        assert block is not None
        await desk.pilot.click(block)
        await desk.until(lambda: desk.sheet.current == "led-up" and desk.app.focused)


async def test_a_session_whose_guide_is_gone_is_still_walked(office: Office) -> None:
    own = office.vault.root / "prompts"
    own.mkdir(exist_ok=True)
    file = own / "mine.md"
    file.write_text(
        "---\nguide: mine\ntitle: Mine\nversion: 1\nwhen: now\n---\n\n## Story\n\n"
        '{#a-b .text .core}\n### A\n\n{#c .choice options="x, y"}\n### C\n\n{#d .scale}\n### D\n',
        encoding="utf-8",
    )
    async with office.open("mine") as desk:
        await desk.press(*"kept")
        await desk.kept()
    file.unlink()
    async with office.open("mine") as desk:
        assert desk.answer("a-b").value == "kept"
        await desk.press("end", "!", "tab", "x", "space", "left", "enter", "tab", "7", "tab")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen) and desk.app.focused)
        assert desk.answer("a-b").value == "kept!"


async def test_a_guide_that_changed_since_keeps_what_was_written(office: Office) -> None:
    own = office.vault.root / "prompts"
    own.mkdir(exist_ok=True)
    file = own / "mine.md"
    summary = "---\nguide: mine\ntitle: Mine\nversion: 1\nwhen: now\n---\n\n## Story\n\n"
    file.write_text(f"{summary}{{#a .text .core}}\n### A\n\n{{#b .text}}\n### B\n", encoding="utf-8")
    async with office.open("mine") as desk:
        await desk.press(*"one", "tab", *"two")
        await desk.kept()
    file.write_text(f"{summary}{{#a .scale .core}}\n### Other\n", encoding="utf-8")
    async with office.open("mine") as desk:
        assert desk.sheet.draft.order() == ("a", "b")
        await desk.press("end", "!", "shift+tab", "end", "!")
        assert (desk.answer("a").value, desk.answer("b").value) == ("one!", "two!")
        assert "Other" not in desk.text()


async def test_a_session_that_asks_nothing_still_takes_jots(office: Office) -> None:
    session = office.vault.begin("ana-k", "blank")
    session = session.with_answer("story-free", "x", at=office.now)
    saved = office.vault.save(session)
    office.vault.save(saved.replace(answers=(), place=Place(prompt="gone")))
    async with office.open(size=(80, 24)) as desk:
        assert desk.sheet.current == ""
        assert "has no prompts" in str(desk.sheet.query_one("#trouble", Static).content)
        for key in ("tab", "escape", "shift+tab", "ctrl+n", "escape", "n", "b", "j", "k", "g", "G", "enter", "ctrl+r",
                    "ctrl+t", "ctrl+s", "f4", "f4"):  # fmt: skip
            await desk.press(key)
        await desk.press("ctrl+o", *"kept", "enter")
        assert [jot.text for jot in desk.sheet.draft.now().jots] == ["kept"]
        await desk.press("c")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen) and desk.app.focused)


@pytest.mark.parametrize("size", cases(SIZES, quick=[(80, 24), (6, 6)]))
async def test_every_key_of_the_sheet_works_at_every_size(office: Office, size: tuple[int, int]) -> None:
    office.earlier("first-consult", story="Before.")
    async with office.open("first-consult", size=size) as desk:
        await desk.press("tab", "shift+tab", "ctrl+n", "ctrl+g")
        await desk.until(lambda: isinstance(desk.app.screen, GoToScreen))
        await desk.press("escape", "f5", *"story", "down", "up", "enter")
        await desk.until(lambda: isinstance(desk.app.focused, TextEditor))
        await desk.press("ctrl+o")
        await desk.until(lambda: isinstance(desk.app.screen, JotScreen))
        await desk.press(*"x", "escape", "ctrl+t", "f3", "ctrl+r", "ctrl+s", "f4", "x", "ctrl+l", "x")
        await desk.press("f12", "escape", "f8", "escape")
        assert_on_sheet(desk)


def assert_on_sheet(desk: Desk) -> None:
    assert desk.app.screen is desk.sheet


async def test_a_close_that_dropped_offers_repair_at_once_and_forces_nothing(
    office: Office,
) -> None:
    office.earlier("follow-up", close=8)
    async with office.open("follow-up") as desk:
        await desk.sheet.visit("close")
        await desk.until(lambda: "How was this?" in desk.text())
        assert "○ Something between us" not in desk.text()
        await desk.press("6")
        await desk.until(lambda: "○ Something between us" in desk.text())
        assert "2 lower than last time." in desk.text()
        assert desk.sheet.current == "close"
        await desk.press("7")
        await desk.until(lambda: "○ Something between us" not in desk.text())
        assert "lower than last time" not in desk.text()


async def test_a_guide_that_asks_no_repair_has_it_on_the_private_page(office: Office) -> None:
    office.earlier("review", close=8)
    async with office.open("review") as desk:
        await desk.sheet.visit("close")
        await desk.press("5")
        await desk.until(lambda: "on your private page" in desk.text())
        await desk.press("escape", "p")
        await desk.sheet.visit("repair")
        await desk.press(*"late", "enter")
        assert desk.answer("repair").is_private
        thing = desk.answer("repair").value
        assert isinstance(thing, Repair)
        assert thing.what == "late"


async def test_a_guide_that_asks_repair_itself_has_it_once(office: Office) -> None:
    async with office.open("follow-up") as desk:
        assert "repair" not in desk.sheet.draft.order(private=True)


async def test_what_is_not_repaired_returns_in_the_next_session(office: Office) -> None:
    thing = Repair(id="01930000-0000-7000-8000-000000000001", what="I was late")
    office.earlier("follow-up", repair=thing)
    async with office.open("follow-up") as desk:
        assert "repair" in desk.sheet.draft.order()
        await desk.sheet.visit("repair")
        await desk.until(lambda: "I was late" in desk.text())
        assert not desk.answer("repair").is_answered


async def test_a_draft_opened_again_still_asks_what_is_private(office: Office) -> None:
    office.earlier("follow-up", close=8)
    async with office.open("follow-up") as desk:
        await desk.sheet.visit("close")
        await desk.press("4")
        await desk.kept()
    async with office.open("follow-up") as desk:
        order = desk.sheet.draft.order()
        assert order[-3:] == ("close", "repair", "next")


async def test_what_was_carried_is_left_out_by_one_key_outside_its_field(office: Office) -> None:
    office.earlier("first-consult", roles="I listen.")
    async with office.open("first-consult") as desk:
        await desk.sheet.visit("roles")
        await desk.until(lambda: "esc x to leave out" in desk.text())
        await desk.press("escape", "x")
        await desk.until(lambda: "I listen." not in shown_answer(desk))
        assert not desk.answer("roles").is_answered
        await desk.press("x")
        assert "Nothing here needs" in desk.said()


async def test_what_was_said_today_is_not_left_out(office: Office) -> None:
    async with office.open() as desk:
        await desk.press(*"word", "escape", "x")
        assert desk.answer("story-free").value == "word"


def shown_answer(desk: Desk) -> str:
    field = desk.sheet.pages.field(desk.sheet.current)
    return str(field.entry.value) if field else ""
