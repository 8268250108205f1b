"""The close: read, settle what is open, sign or leave as a draft; and back to where one was."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from session_tui.ui.screens.session.review_and_sign import ReviewAndSignScreen
from session_tui.vault.storage.errors import SaveFailed

if TYPE_CHECKING:
    from session_tui.core.model.session import Session
    from tests.ui.session.conftest import Desk, Office

SIZES = [(80, 24), (120, 40), (6, 6), (40, 15)]


async def to_close(desk: Desk) -> None:
    """From a field to the close."""
    await desk.press("escape", "c")
    await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_signing_asks_once(office: Office, size: tuple[int, int]) -> None:
    async with office.open(size=size) as desk:
        await desk.press(*"words")
        await to_close(desk)
        close = desk.app.screen
        assert isinstance(close, ReviewAndSignScreen)
        await desk.press("s")
        await desk.until(lambda: close._may_sign)
        await desk.press("s")
        await desk.until(lambda: not desk.app.is_running)
    (summary,) = office.vault.sessions()
    assert summary.status == "signed"
    assert office.vault.read(summary.id).session.answer("story-free").value == "words"


async def test_a_word_typed_without_looking_signs_nothing(office: Office) -> None:
    async with office.open() as desk:
        await desk.press(*"words")
        await to_close(desk)
        desk.burst("less stress assessment")
        await desk.pilot.pause()
        await desk.press("z")
        assert isinstance(desk.app.screen, ReviewAndSignScreen)
        assert "Sign it?" not in desk.text()
        await desk.kept()
    assert office.vault.sessions()[0].status == "draft"


@pytest.mark.parametrize("key", ["z", "j", "f4", "f"])
async def test_any_other_key_takes_the_question_back(office: Office, key: str) -> None:
    async with office.open() as desk:
        await desk.press(*"words", "ctrl+o", *"jot", "enter")
        await to_close(desk)
        await desk.press("s")
        await desk.shows("Press s again to sign")
        await desk.press(key)
        if key in ("f4", "f"):
            await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen))
        assert "Sign it?" not in desk.text()


async def test_left_as_a_draft_it_waits(office: Office) -> None:
    async with office.open() as desk:
        await desk.press(*"words")
        await to_close(desk)
        await desk.press("d")
        await desk.until(lambda: not desk.app.is_running)
    assert office.vault.sessions()[0].status == "draft"


async def test_signing_that_fails_stays_and_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async with office.open() as desk:
        await desk.press(*"words")
        await to_close(desk)
        with monkeypatch.context() as patched:
            full = SaveFailed("The disk is full.", Path("/v/a.json"), "Free some space.")

            def fail(session: Session, *, by: str | None = None) -> Session:
                raise full

            patched.setattr(office.vault, "sign", fail)
            await desk.press("s")
            await desk.shows("Press s again to sign")
            await desk.press("s")
            await desk.shows("The disk is full.")
            await desk.shows("not signed")
        await desk.press("s")
        await desk.shows("Press s again to sign")
        await desk.press("s")
        await desk.until(lambda: not desk.app.is_running)
    assert office.vault.sessions()[0].status == "signed"


async def test_while_it_is_being_signed_no_key_changes_anything(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, gate = threading.Event(), threading.Event()
    sign = office.vault.sign

    def slowly(session: Session, *, by: str | None = None) -> Session:
        entered.set()
        assert gate.wait(30)
        return sign(session, by=by)

    monkeypatch.setattr(office.vault, "sign", slowly)
    async with office.open() as desk:
        await desk.press(*"words", "ctrl+o", *"jot", "enter")
        await to_close(desk)
        await desk.press("s")
        await desk.shows("Press s again to sign")
        desk.burst(["s"])
        await desk.until(entered.is_set)
        desk.burst(["x", "f", "d", "escape", "s"])
        await desk.taken()
        assert isinstance(desk.app.screen, ReviewAndSignScreen)
        gate.set()
        await desk.until(lambda: not desk.app.is_running)
    summary = office.vault.sessions()[0]
    assert summary.status == "signed"
    assert [jot.text for jot in office.vault.read(summary.id).session.jots] == ["jot"]


async def test_what_is_unconfirmed_is_confirmed_left_out_or_gone_to(office: Office) -> None:
    office.earlier("first-consult", strengths=("a garden",), values=("time",), roles="I listen.")
    async with office.open("first-consult", size=(80, 24)) as desk:
        await to_close(desk)
        await desk.shows("Before you sign")
        await desk.press("y")
        assert desk.sheet.draft.now().answer("strengths").confirmed is True
        await desk.press("x")
        assert not desk.sheet.draft.now().answer("values").is_answered
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen is desk.sheet)
        assert desk.sheet.current == "roles"
        assert desk.app.focused is not None
        await desk.press("ctrl+r")
        await to_close(desk)
        await desk.until(lambda: "Before you sign" not in desk.text())


async def test_what_was_left_out_is_gone_from_its_field_too(office: Office) -> None:
    office.earlier("first-consult", strengths=("a garden",))
    async with office.open("first-consult") as desk:
        await desk.sheet.visit("strengths")
        await to_close(desk)
        await desk.press("x", "escape")
        await desk.until(lambda: desk.app.screen is desk.sheet)
        await desk.kept()
        assert not desk.answer("strengths").is_answered


async def test_jots_are_filed_and_dropped_here(office: Office) -> None:
    async with office.open() as desk:
        await desk.press("ctrl+o", *"one", "enter")
        office.now += timedelta(seconds=1)
        await desk.press("ctrl+o", *"two", "enter")
        await to_close(desk)
        await desk.press("f", "g", "x", "escape")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen))
        assert [(j.text, j.section) for j in desk.sheet.draft.now().jots] == [("one", "goals")]
        await desk.until(lambda: "not filed" not in desk.text())


@pytest.mark.parametrize("size", SIZES)
async def test_tab_from_the_last_prompt_and_back_is_where_one_was(office: Office, size: tuple[int, int]) -> None:
    async with office.open(size=size) as desk:
        await desk.sheet.visit("next-steps-free")
        await desk.press(*"one two", "left", "left", "left", "tab")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen))
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.sheet)
        await desk.press("x")
        assert desk.answer("next-steps-free").value == "one xtwo"


async def test_back_at_a_blank_fold_it_still_stands_open(office: Office) -> None:
    async with office.open("quick-contact") as desk:
        last = desk.sheet.draft.order()[-1]
        await desk.sheet.visit(last)
        focused = desk.app.focused
        await desk.press("tab")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen))
        await desk.press("shift+tab")
        await desk.until(lambda: desk.app.screen is desk.sheet)
        assert (desk.sheet.current, desk.app.focused) == (last, focused)


async def test_back_from_outside_a_field_one_is_outside_a_field(office: Office) -> None:
    async with office.open() as desk:
        await to_close(desk)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.sheet)
        assert desk.app.focused is None


async def test_a_save_that_fails_here_is_said_and_gone_when_it_works_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office.open() as desk:
        await desk.press("ctrl+o", *"one", "enter")
        await desk.kept()
        await to_close(desk)
        await desk.kept()
        with monkeypatch.context() as patched:

            def fail(session: Session) -> Session:
                raise OSError(28, "No space left on device", "/v")

            patched.setattr(office.vault, "save", fail)
            await desk.press("f", "g", "escape")
            await desk.shows("No space left on device")
            await desk.shows("not saved")
        await desk.until(lambda: "No space left" not in desk.text())
        await desk.kept()
