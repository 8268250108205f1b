"""One question through time: the way there from every screen, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.base.ids import new_id
from session_tui.core.model.session import Session
from session_tui.core.model.values import Goal
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.screens.notes.answer_history import AnswerHistoryScreen
from session_tui.ui.screens.notes.reading import ReadingScreen
from session_tui.ui.screens.session.review_and_sign import ReviewAndSignScreen
from session_tui.ui.screens.session.sheet import SheetScreen
from session_tui.ui.services.chart_place import ChartPlace
from session_tui.ui.services.list_rows import session_row
from session_tui.ui.start import Start
from session_tui.ui.widgets.document.history_blocks import NOTHING_YET
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.lists.dates_list import DatesList

if TYPE_CHECKING:
    from tests.ui.conftest import Practice, ReadScreen, Until


def view(app: SessionApp) -> NoteView:
    return app.screen.query_one(NoteView)


def shown(app: SessionApp) -> str:
    return "\n".join(view(app).rows)


def is_through(app: SessionApp) -> bool:
    return isinstance(app.screen, AnswerHistoryScreen) and bool(view(app).rows)


async def read(practice: Practice, app: SessionApp, pilot: Pilot[Any], until: Until) -> None:
    """Read ana-k's last signed session."""
    rows = [session_row(summary) for summary in practice.vault.sessions("ana-k")]
    await app.push_screen(ReadingScreen(rows, rows[1].id))
    await until(pilot, lambda: shown(app))


async def look(pilot: Pilot[Any], app: SessionApp, until: Until, key: str = "t") -> None:
    await pilot.press(key)
    await until(pilot, lambda: is_through(app))


async def to_answer(pilot: Pilot[Any], app: SessionApp, until: Until, prompt: str) -> None:
    """Go down the answers of a note to this one."""
    while view(app).current != prompt:
        before = view(app).current
        await pilot.press("}")
        await until(pilot, lambda before=before: view(app).current != before)


def on_the_sheet(practice: Practice) -> SessionApp:
    """The program, opened straight on ana-k's draft."""
    return SessionApp(practice.vault, Settings(), start=Start(client="ana-k"))


async def at_prompt(pilot: Pilot[Any], app: SessionApp, until: Until, prompt: str) -> SheetScreen:
    """The sheet, in the field of this prompt."""
    await until(pilot, lambda: isinstance(app.screen, SheetScreen) and app.focused)
    sheet = app.screen
    assert isinstance(sheet, SheetScreen)
    await sheet.visit(prompt)
    await until(pilot, lambda: sheet.current == prompt)
    return sheet


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_answer_stands_on_one_page_oldest_first(
    practice: Practice, until: Until, read_screen: ReadScreen, size: tuple[int, int]
) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await read(practice, app, pilot, until)
        await look(pilot, app, until)
        page = shown(app)
        said = ["Slept well [/b] 79.", "Slept well [/b] 30.", "Slept well [/b] 3.", "Well first."]
        assert [page.index(each) for each in said] == sorted(page.index(each) for each in said)
        assert "Slept well [/b] 120." not in page
        await until(pilot, lambda: "3 of 4" in read_screen(app))
        assert "through time · Since last time" in read_screen(app)
        assert ("Answered" in read_screen(app)) == (size[0] >= 100)


async def test_brackets_go_from_answer_to_answer(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 12)) as pilot:
        await read(practice, app, pilot, until)
        await look(pilot, app, until)
        for key, place in (("]", "4 of 4"), ("]", "4 of 4"), ("[", "3 of 4"), ("[", "2 of 4")):
            await pilot.press(key)
            await until(pilot, lambda place=place: place in read_screen(app))
        dates = app.screen.query_one(DatesList)
        assert dates.current is not None
        assert dates.current.session == view(app).current


async def test_keys_that_follow_each_other_fast_are_each_a_step(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(80, 10)) as pilot:
        await read(practice, app, pilot, until)
        await look(pilot, app, until)
        page = view(app)
        page.scroll_to(y=0, animate=False, immediate=True)
        for by in (-1, -1, -1, 1, 1):
            page.step(by)
        await until(pilot, lambda: "3 of 4" in read_screen(app))


async def test_the_list_of_days_moves_the_page(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 12)) as pilot:
        await read(practice, app, pilot, until)
        await look(pilot, app, until)
        await pilot.press("h", "g")
        assert app.focused is app.screen.query_one(DatesList)
        await until(pilot, lambda: "1 of 4" in read_screen(app))
        assert "Slept well [/b] 79." in read_screen(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and shown(app))
        assert "Slept well [/b] 79." in shown(app)


async def test_enter_reads_the_session_at_this_answer_and_esc_leads_back(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(80, 12)) as pilot:
        await read(practice, app, pilot, until)
        await to_answer(pilot, app, until, "goals")
        await look(pilot, app, until)
        await pilot.press("[", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and shown(app))
        assert "Slept well [/b] 30." in shown(app)
        await until(pilot, lambda: view(app).current == "goals")
        await pilot.press("escape")
        await until(pilot, lambda: is_through(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Slept well [/b] 3." in shown(app))


async def test_words_are_found(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(80, 12)) as pilot:
        await read(practice, app, pilot, until)
        await look(pilot, app, until)
        await pilot.press("g", "/", *"first", "enter")
        await until(pilot, lambda: view(app).scroll_offset.y > 0)
        assert app.focused is view(app)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))


async def test_what_is_private_is_there_only_from_the_private_page(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(practice, app, pilot, until)
        await look(pilot, app, until)
        assert "Tired of this." not in shown(app)
        await pilot.press("escape", "p")
        await to_answer(pilot, app, until, "hunch")
        await look(pilot, app, until)
        assert shown(app).count("Tired of this.") == 4
        assert "private page" in read_screen(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and shown(app))
        await until(pilot, lambda: view(app).current == "hunch")
        assert "private page shown" in read_screen(app)


async def test_one_goal_is_shown_alone_then_the_next_then_all(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    goal = Goal(id=new_id(practice.now), words="Dance", rating=2)
    draft = practice.vault.open_draft("ana-k")
    assert isinstance(draft, Session)
    practice.vault.save(draft.with_answer("goals", (goal,), at=practice.now))
    app = practice.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(practice, app, pilot, until)
        await to_answer(pilot, app, until, "goals")
        await look(pilot, app, until)
        seen = []
        for _ in range(5):
            await pilot.press("o")
            await pilot.pause()
            seen.append(view(app).rows[0])
        assert seen == ["Walk to the market"] * 4 + ["Dance"]
        assert "now: 2 of 10" in read_screen(app)
        await pilot.press("o")
        await until(pilot, lambda: view(app).rows[0] != "Dance")


async def test_the_key_for_one_goal_is_not_offered_elsewhere(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 24)) as pilot:
        await read(practice, app, pilot, until)
        await look(pilot, app, until)
        await pilot.press("o")
        assert "one goal" not in read_screen(app)
        assert "Since last time" in shown(app)


async def test_from_a_field_it_shows_what_was_typed_just_now(practice: Practice, until: Until) -> None:
    app = on_the_sheet(practice)
    async with app.run_test(size=(120, 40)) as pilot:
        sheet = await at_prompt(pilot, app, until, "since")
        field = app.focused
        await pilot.press("ctrl+end", *"Danced.", "ctrl+f")
        await until(pilot, lambda: is_through(app))
        assert "Danced." in shown(app)
        assert "Slept well [/b] 3." in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is sheet)
        assert app.focused is field
        app.vault_service.release()


async def test_outside_a_field_a_letter_does_it_and_in_one_it_is_a_letter(practice: Practice, until: Until) -> None:
    app = on_the_sheet(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        sheet = await at_prompt(pilot, app, until, "since")
        await pilot.press("t", "escape")
        assert app.screen is sheet
        assert "t" in str(sheet.latest().answer("since").value)
        await look(pilot, app, until)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is sheet)
        app.vault_service.release()


async def test_on_the_row_of_a_goal_it_shows_that_goal(practice: Practice, until: Until) -> None:
    app = on_the_sheet(practice)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_prompt(pilot, app, until, "goals")
        await look(pilot, app, until, "ctrl+f")
        assert view(app).rows[0] == "Walk to the market"
        assert "now: 4 of 10" in shown(app)
        app.vault_service.release()


async def test_a_draft_is_not_gone_on_with_while_another_is_written(practice: Practice, until: Until) -> None:
    other = practice.draft("ana-k", "Another draft.")
    app = SessionApp(practice.vault, Settings(), start=Start(client="ana-k"))
    async with app.run_test(size=(80, 24)) as pilot:
        sheet = await at_prompt(pilot, app, until, "since")
        await look(pilot, app, until, "ctrl+f")
        open_one = sheet.latest().id
        assert other.id in {session.id for session in practice.vault.history("ana-k")}
        while view(app).current == open_one:
            await pilot.press("[")
        while not isinstance(app.screen, ReadingScreen):
            await pilot.press("enter")
        await until(pilot, lambda: shown(app))
        await pilot.press("]", "]", "]", "]", "]")
        await until(pilot, lambda: "draft, not signed" in shown(app))
        await pilot.press("e")
        assert isinstance(app.screen, ReadingScreen)
        app.vault_service.release()


async def test_the_chart_and_the_close_lead_there_too(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(ChartScreen(ChartPlace("ana-k")))
        await until(pilot, lambda: shown(app))
        await look(pilot, app, until)
        assert "Well first." in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen) and shown(app))
        await pilot.press("e")
        await at_prompt(pilot, app, until, "since")
        await pilot.press("escape", "c")
        await until(pilot, lambda: isinstance(app.screen, ReviewAndSignScreen) and shown(app))
        await look(pilot, app, until, "ctrl+f")
        assert "Slept well [/b] 3." in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReviewAndSignScreen))
        app.vault_service.release()


async def test_a_question_nobody_answered_says_so(practice: Practice, until: Until) -> None:
    session = practice.vault.history("ana-k")[1]
    app = practice.app()
    async with app.run_test(size=(80, 24)) as pilot:
        prompt = next(answer.prompt for answer in session.answers if not answer.is_answered)
        await app.push_screen(AnswerHistoryScreen(session, prompt))
        await until(pilot, lambda: NOTHING_YET in shown(app))
        await pilot.press("enter", "[", "]", "o")
        assert isinstance(app.screen, AnswerHistoryScreen)


async def test_a_note_without_answers_has_nothing_to_look_back_from(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    practice.vault.save(practice.vault.begin("кира", "blank").replace(mode="phone"))
    rows = [session_row(summary) for summary in practice.vault.sessions("кира")]
    app = practice.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.push_screen(ReadingScreen(rows, rows[0].id))
        await until(pilot, lambda: shown(app))
        await pilot.press("t", "}", "{")
        await until(pilot, lambda: "No answer is marked here" in read_screen(app))


async def test_what_cannot_be_read_is_said(
    practice: Practice, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> tuple[Session, ...]:
        raise SessionTuiError("The folder is gone.")

    session = practice.vault.history("ana-k")[1]
    monkeypatch.setattr(practice.vault, "history", fail)
    app = practice.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(AnswerHistoryScreen(session, "since"))
        await until(pilot, lambda: "The folder is gone." in read_screen(app))


async def test_a_click_goes_to_an_answer(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await read(practice, app, pilot, until)
        row = next(n for n, text in enumerate(view(app).rows) if text.startswith("• Walk"))
        await pilot.click(NoteView, offset=(6, row + view(app).gutter.top))
        await until(pilot, lambda: view(app).current == "goals")
