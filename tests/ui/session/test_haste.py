"""Keys sent without a pause land where the same keys land when they are typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from session_tui.core.base.ids import new_id
from session_tui.core.model.values import Goal, Question
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.session.review_and_sign import ReviewAndSignScreen
from session_tui.ui.screens.session.sheet import SheetScreen
from session_tui.ui.start import Start
from session_tui.vault.vault import Vault
from tests.ui.idle import PATIENCE
from tests.ui.session.conftest import Desk

if TYPE_CHECKING:
    from tests.ui.session.conftest import Office


async def send(desk: Desk, *keys: str) -> None:
    """Send keys without a pause, and wait until all of them have arrived."""
    desk.burst(keys)
    async with asyncio.timeout(PATIENCE):
        while desk.app.is_running and not desk.app.input_queue.is_settled:
            await asyncio.sleep(0.001)


FIELDS: dict[str, tuple[list[str], Callable[[Any], bool]]] = {
    "story": ([*"one", "enter", *"two", "up", *"A"], lambda value: value == "oneA\ntwo"),
    "strengths": (
        [*"humour", "enter", *"a garden"],
        lambda value: value == ("humour", "a garden"),
    ),
    "agenda": (
        [*"sleep", "enter", *"money"],
        lambda value: [each.text for each in value] == ["sleep", "money"],
    ),
    "goals": (
        [*"walk", "enter", *"sleep"],
        lambda value: [each.words for each in value] == ["walk", "sleep"],
    ),
    "people": (
        [*"Mira", "enter", *"Jon"],
        lambda value: [each.name for each in value] == ["Mira", "Jon"],
    ),
    "close": ([*"7"], lambda value: value == 7),
    "notes-told": (["t"], lambda value: value == ("told",)),
}
"""Keys by prompt of the first consult, and what they make of it."""


@pytest.mark.parametrize("prompt", FIELDS)
async def test_enter_then_text_in_a_field(office: Office, prompt: str) -> None:
    keys, holds = FIELDS[prompt]
    async with office.open("first-consult") as desk:
        await desk.sheet.visit(prompt)
        await send(desk, *keys)
        assert holds(desk.answer(prompt).value)


async def test_down_then_a_letter_acts_on_the_item_beneath(office: Office) -> None:
    ids = [new_id(office.now) for _ in range(2)]
    office.earlier(
        "first-consult",
        goals=(Goal(id=ids[0], words="Walk", rating=4), Goal(id=ids[1], words="Sleep", rating=4)),
    )
    async with office.open("follow-up") as desk:
        await desk.sheet.visit("goals")
        await send(desk, "down", "7")
        value: Any = desk.answer("goals").value
        assert [(each.id, each.rating) for each in value] == [(ids[1], 7)]


async def test_an_item_opened_takes_the_words_that_follow(office: Office) -> None:
    key = new_id(office.now)
    office.earlier("first-consult", unknowns=(Question(id=key, text="Iron?"),))
    async with office.open("follow-up") as desk:
        await desk.sheet.visit("unknowns")
        await send(desk, *"a", *"normal", "escape")
        value: Any = desk.answer("unknowns").value
        assert value[0].answer == "normal"


async def test_escape_then_a_letter_is_no_longer_writing(office: Office) -> None:
    async with office.open() as desk:
        await send(desk, *"said", "escape", "n", "i", *"walk")
        assert desk.answer("story-free").value == "said"
        assert desk.answer("goals-free").value == "walk"


async def test_letters_after_the_close_is_opened_are_its_own(office: Office) -> None:
    async with office.open() as desk:
        await send(desk, *"said", "escape", "c", "escape", "i", *" and more")
        assert desk.answer("story-free").value == "said and more"
        await send(desk, "escape", "c", "x", "s", "s", "s")
        assert isinstance(desk.app.screen, ReviewAndSignScreen)
        assert not desk.sheet.latest().is_signed


async def test_a_dialog_takes_the_words_that_follow_its_key(office: Office) -> None:
    async with office.open() as desk:
        await send(desk, "ctrl+o", *"one", "enter", "ctrl+o", *"two", "escape", *"said")
        assert {jot.text for jot in desk.sheet.draft.now().jots} == {"one", "two"}
        await send(desk, "ctrl+g", *"expect", "escape", *" on", "ctrl+g", *"goal", "enter", *"walk")
        assert desk.answer("story-free").value == "said on"
        assert desk.answer("goals-free").value == "walk"


async def test_what_is_typed_while_the_session_opens_is_kept_even_when_one_leaves_at_once(
    office: Office,
) -> None:
    app = SessionApp(office.vault, Settings(), start=Start(client="ana-k", guide="blank"))
    async with app.run_test() as pilot:
        desk = Desk(app, pilot)
        desk.burst([*"typed at once", "ctrl+q"])
        await desk.until(lambda: not app.is_running)
    app.vault_service.unlock()
    assert any('"typed at once"' in text for text in office.files().values())


async def test_from_home_to_the_first_prompt_in_one_burst(office: Office) -> None:
    app = SessionApp(office.vault, Settings())
    async with app.run_test() as pilot:
        desk = Desk(app, pilot)
        desk.burst(["n", *"ana-k", "enter", "enter", *"the first words", "tab"])
        app.post_message(events.Paste("and a paste"))
        await desk.until(lambda: isinstance(app.screen, SheetScreen) and app.input_queue.is_settled)
        first: Any = desk.answer("agenda").value
        assert [each.text for each in first] == ["the first words"]
        assert desk.answer("story").value == "and a paste"
    app.vault_service.unlock()


async def test_an_addendum_begun_from_home_in_one_burst(office: Office) -> None:
    office.earlier("blank", story_free="Slept badly.")
    app = SessionApp(office.vault, Settings())
    async with app.run_test() as pilot:
        desk = Desk(app, pilot)
        desk.burst(["enter", "a", *"name", "tab", *"no more", "ctrl+s"])
        await desk.until(lambda: added(office.vault))
    assert added(office.vault) == ["no more"]


def added(vault: Vault) -> list[str]:
    return [each.text for each in vault.read(vault.sessions()[0].id).addenda]
