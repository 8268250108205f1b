"""What came of a step, said from home between two meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from session_tui.core.chart.chart import CONTACT
from session_tui.core.chart.due import Due
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.outcome import NOT_SAID, OutcomeLine, OutcomeScreen
from session_tui.ui.screens.home.home import HomeScreen
from session_tui.ui.widgets.editor.line_editor import LineEditor
from session_tui.ui.widgets.lists.today_list import TodayList
from session_tui.vault.storage.errors import SaveFailed

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault
    from tests.ui.conftest import ReadScreen, Until

PROMISE = "Send Ben the page"


async def asked(app: SessionApp, pilot: Pilot[Any], until: Until) -> None:
    """Go to a promise of mine on home, and ask what came of it."""
    today = app.screen.query_one(TodayList)
    await until(pilot, lambda: any(isinstance(row, Due) for row in today.rows))
    await pilot.press("l", "g")
    while not isinstance(today.current, Due) or not today.current.text.startswith(PROMISE):
        await pilot.press("j")
    await pilot.press("d")
    await until(pilot, lambda: isinstance(app.screen, OutcomeScreen))


async def test_a_letter_a_word_and_enter_keep_it_and_it_waits_no_longer(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings(author="M. Kessler"))
    before = len(demo_vault.sessions("ben-o"))
    async with app.run_test() as pilot:
        await asked(app, pilot, until)
        await pilot.press("d", *"sent", "enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        today = app.screen.query_one(TodayList)
        await until(pilot, lambda: not any(PROMISE in today.words_of(row) for row in today.rows))
    contact = demo_vault.read(demo_vault.sessions("ben-o")[0].id).session
    assert len(demo_vault.sessions("ben-o")) == before + 1
    assert (contact.guide.id, contact.status) == (CONTACT, "signed")
    assert contact.signature is not None
    assert contact.signature.by == "M. Kessler"


async def test_the_comment_may_stay_blank(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await asked(app, pilot, until)
        await pilot.press("p", "enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    step = next(each for each in demo_vault.chart("ben-o").steps if PROMISE in each.now.text)
    assert (step.now.outcome, step.now.comment) == ("partly", None)


async def test_a_letter_can_be_taken_back_by_another(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await asked(app, pilot, until)
        await pilot.press("d", "shift+tab", "n")
        assert app.screen.query_one(OutcomeLine).outcome == "not yet"
        assert isinstance(app.focused, LineEditor)


async def test_without_an_outcome_nothing_is_kept_and_a_sentence_says_so(
    demo_vault: Vault, until: Until, read_screen: ReadScreen
) -> None:
    app = SessionApp(demo_vault, Settings())
    before = demo_vault.sessions("ben-o")
    async with app.run_test() as pilot:
        await asked(app, pilot, until)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: NOT_SAID in read_screen(app))
        assert isinstance(app.focused, OutcomeLine)
        assert demo_vault.sessions("ben-o") == before


async def test_esc_goes_back_and_nothing_is_written(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    before = demo_vault.sessions("ben-o")
    async with app.run_test() as pilot:
        await asked(app, pilot, until)
        await pilot.press("d", *"sent", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert demo_vault.sessions("ben-o") == before


async def test_what_cannot_be_kept_is_said_stays_typed_and_can_be_tried_again(
    demo_vault: Vault, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = SessionApp(demo_vault, Settings())

    def fail(*_: object, **__: object) -> None:
        raise SaveFailed("No space left.", demo_vault.root, "Free some space.")

    async with app.run_test() as pilot:
        await asked(app, pilot, until)
        with monkeypatch.context() as patch:
            patch.setattr(demo_vault, "note_outcome", fail)
            await pilot.press("d", *"sent", "enter")
            await until(pilot, lambda: "Free some space." in read_screen(app))
        assert app.screen.query_one(LineEditor).text == "sent"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_on_a_draft_and_on_a_client_there_is_nothing_to_say(
    demo_vault: Vault, until: Until, read_screen: ReadScreen
) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        today = app.screen.query_one(TodayList)
        await until(pilot, lambda: len(today.rows) > 1)
        await pilot.press("d", "l", "g", "d")
        assert isinstance(app.screen, HomeScreen)
        assert "outcome" not in read_screen(app)
