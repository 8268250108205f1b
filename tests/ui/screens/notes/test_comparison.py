"""Two sessions beside each other, chosen on the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.model.note import Note
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.screens.notes.answer_history import AnswerHistoryScreen
from session_tui.ui.screens.notes.comparison import ComparisonScreen
from session_tui.ui.services.chart_place import ChartPlace
from session_tui.ui.widgets.document.note_view import NoteView

if TYPE_CHECKING:
    from tests.ui.conftest import Practice, ReadScreen, Until

OLD, NEW = "Slept well [/b] 30.", "Slept well [/b] 3."


def rows(app: SessionApp) -> list[str]:
    return app.screen.query_one(NoteView).rows


async def on_the_chart(app: SessionApp, pilot: Pilot[Any], until: Until) -> None:
    await app.push_screen(ChartScreen(ChartPlace("ana-k")))
    await until(pilot, lambda: rows(app))


async def side_by_side(app: SessionApp, pilot: Pilot[Any], until: Until) -> None:
    """The last two signed sessions, the later one marked first."""
    await on_the_chart(app, pilot, until)
    await pilot.press("j", "c", "j", "c")
    await until(pilot, lambda: isinstance(app.screen, ComparisonScreen) and rows(app))


def has_row(app: SessionApp, *parts: str) -> bool:
    """Whether these stand in one row, in this order."""
    places = [[row.find(part) for part in parts] for row in rows(app)]
    return any(-1 not in each and each == sorted(each) for each in places)


async def test_answers_to_the_same_question_stand_in_one_row_the_earlier_left(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await side_by_side(app, pilot, until)
        assert has_row(app, OLD, "│", NEW)
        assert "Tired of this." not in "\n".join(rows(app))
        assert "side by side" in read_screen(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChartScreen))


async def test_where_it_is_narrow_they_stand_beneath_each_other_and_a_key_switches(
    practice: Practice, until: Until
) -> None:
    app = practice.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await side_by_side(app, pilot, until)
        assert not has_row(app, OLD, NEW)
        assert rows(app).index(OLD) < rows(app).index(NEW)
        await pilot.press("v")
        await until(pilot, lambda: has_row(app, OLD, "│", NEW))
        await pilot.press("v")
        await until(pilot, lambda: not has_row(app, OLD, NEW))
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert not has_row(app, OLD, NEW)


async def test_until_one_chooses_the_width_decides(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await side_by_side(app, pilot, until)
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: has_row(app, OLD, NEW))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: rows(app) and not has_row(app, OLD, NEW))


async def test_words_are_found_in_both_columns(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 10)) as pilot:
        await side_by_side(app, pilot, until)
        await pilot.press("/", *"neighbour", "enter")
        view = app.screen.query_one(NoteView)
        await until(pilot, lambda: view.scroll_offset.y > 0)
        assert any(row.count("• the neighbour") == 2 for row in rows(app))


async def test_a_question_leads_on_through_time(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await side_by_side(app, pilot, until)
        await pilot.press("}", "t")
        await until(pilot, lambda: isinstance(app.screen, AnswerHistoryScreen) and rows(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ComparisonScreen))


async def test_the_key_says_which_session_waits_and_the_same_session_takes_it_back(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await on_the_chart(app, pilot, until)
        await pilot.press("c")
        await until(pilot, lambda: "comparing Fri 20 Nov 2026" in read_screen(app))
        await pilot.press("c")
        await until(pilot, lambda: "beside" not in read_screen(app))
        assert isinstance(app.screen, ChartScreen)


async def test_what_cannot_be_read_is_said(
    practice: Practice, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> Note:
        raise SessionTuiError("The folder is gone.")

    first, second, *_ = practice.vault.history("ana-k")
    monkeypatch.setattr(practice.vault, "read", fail)
    app = practice.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ComparisonScreen("ana-k", first.id, second.id))
        await until(pilot, lambda: "The folder is gone." in read_screen(app))
        await pilot.press("v", "t", "}")
        assert isinstance(app.screen, ComparisonScreen)
