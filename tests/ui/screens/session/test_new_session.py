"""A new session: the client, the guide, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from session_tui.core.chart.chart import CONTACT
from session_tui.core.interview.suggestions import client_choices, guide_choices, suggested_guide
from session_tui.core.model.client import Client
from session_tui.core.model.guide import Guide
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.brief import BriefScreen
from session_tui.ui.screens.session.new_session import NewSessionScreen
from session_tui.ui.screens.session.sheet import SheetScreen
from session_tui.ui.widgets.lists.choice_list import ChoiceList
from session_tui.ui.widgets.lists.guide_list import GuideList

if TYPE_CHECKING:
    from tests.ui.conftest import Practice, ReadScreen, Until

KNOWN = (Client(code="ana-k", name="Ana Kralj"), Client(code="ben-o"), Client(code="кира"))


def offered(typed: str) -> list[str]:
    choices = client_choices(typed, KNOWN)
    return [f"new {c.code}" if c.is_new else c.fault or c.code for c in choices]


def guides(app: SessionApp) -> GuideList:
    return app.screen.query_one(GuideList)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["ana-k", "ben-o", "кира"]),
        ("ana", ["ana-k", "new ana"]),
        ("ANA-K", ["ana-k"]),
        ("anak", ["ana-k", "new anak"]),
        ("kralj", ["ana-k", "new kralj"]),
        ("КИРА", ["кира"]),
        ("ben-p", ["ben-o", "new ben-p"]),
        ("zoe-m", ["new zoe-m"]),
    ],
)
def test_known_clients_come_before_a_new_one(typed: str, expected: list[str]) -> None:
    assert offered(typed) == expected


def test_a_bad_code_gets_its_sentence() -> None:
    assert offered("zoe m")[-1].startswith("A code cannot contain a space.")


def test_the_usual_guides_come_first_and_the_private_page_is_none() -> None:
    ids = ("private", "zen", "follow-up", "first-consult")
    choices = guide_choices({name: Guide(name, name) for name in ids})
    assert [guide.id for guide in choices] == ["first-consult", "follow-up", "zen"]
    assert suggested_guide(choices, is_new=True) == 0
    assert suggested_guide(choices, is_new=False) == 1
    assert suggested_guide((), is_new=True) == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_new_code_begins_with_the_first_consult(
    empty_practice: Practice, until: Until, read_screen: ReadScreen, size: tuple[int, int]
) -> None:
    app = empty_practice.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("n", *"zoe-m")
        await until(pilot, lambda: "new client “zoe-m”" in read_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: "75 min" in read_screen(app))
        await until(pilot, lambda: "new client" in read_screen(app))
        await pilot.press("m", "m", "enter")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen))
        assert isinstance(app.screen, SheetScreen)
        session = app.screen.session_context.session
        assert (session.client, session.guide.id, session.mode) == (
            "zoe-m", "first-consult", "video",
        )  # fmt: skip


async def test_a_returning_client_begins_with_the_brief_and_the_follow_up(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await app.push_screen(NewSessionScreen("ben-o"))
        await until(pilot, lambda: guides(app).rows)
        current = guides(app).current
        assert isinstance(current, Guide)
        assert current.id == "follow-up"
        await pilot.press("j", "k", "enter")
        await until(pilot, lambda: isinstance(app.screen, BriefScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen))
        assert isinstance(app.screen, SheetScreen)
        assert app.screen.session_context.session.guide.id == "follow-up"


async def test_a_quick_contact_goes_straight_to_the_sheet(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await app.push_screen(NewSessionScreen("ben-o"))
        await until(pilot, lambda: guides(app).rows)
        ids = [guide.id for guide in guides(app).rows if isinstance(guide, Guide)]
        await pilot.press("g", *["j"] * ids.index(CONTACT), "enter")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen))
        assert not any(isinstance(screen, BriefScreen) for screen in app.screen_stack)


async def test_a_new_client_has_no_brief(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await app.push_screen(NewSessionScreen("кира"))
        await until(pilot, lambda: guides(app).rows)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen))


async def test_esc_on_the_brief_goes_back_to_the_guides(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await app.push_screen(NewSessionScreen("ben-o"))
        await until(pilot, lambda: guides(app).rows)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, NewSessionScreen))
        assert not practice.vault.sessions("ben-o", status="draft")


async def test_an_open_draft_is_offered_first(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    draft = practice.vault.sessions(status="draft")[0]
    app = practice.app()
    async with app.run_test() as pilot:
        await app.push_screen(NewSessionScreen("ana-k"))
        await until(pilot, lambda: "Continue: Follow-up · today 10:12" in read_screen(app))
        await pilot.press("n")
        assert isinstance(guides(app).current, Guide)
        await pilot.press("g", "enter")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen))
        assert isinstance(app.screen, SheetScreen)
        assert app.screen.session_context.session.id == draft.id


async def test_a_session_open_elsewhere_says_so(practice: Practice, until: Until, read_screen: ReadScreen) -> None:
    app = practice.app()
    with practice.vault.lock(practice.vault.sessions(status="draft")[0].id):
        async with app.run_test() as pilot:
            await app.push_screen(NewSessionScreen("ana-k"))
            await until(pilot, lambda: guides(app).rows)
            await pilot.press("enter")
            await until(pilot, lambda: "open in another window" in read_screen(app))
            assert isinstance(app.screen, NewSessionScreen)


async def test_a_broken_guide_is_named_with_file_and_line(
    practice: Practice, until: Until, read_screen: ReadScreen
) -> None:
    own = practice.vault.root / "prompts"
    own.mkdir(exist_ok=True)
    text = "---\nguide: mine\ntitle: Mine\nversion: 1\n---\n\n## Story\n\n{#a .nokind}\n### A\n"
    (own / "mine.md").write_text(text, encoding="utf-8")
    app = practice.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(NewSessionScreen("ben-o"))
        await until(pilot, lambda: "Guides with errors" in read_screen(app))
        await until(pilot, lambda: "mine.md, line " in read_screen(app))


async def test_esc_goes_back_a_step_and_a_bad_code_is_not_taken(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await pilot.press("n")
        choices = app.screen.query_one(ChoiceList)
        await until(pilot, lambda: len(choices.rows) == 3)
        await pilot.press(*"zz z", "enter", "down", "enter")
        assert app.screen.query_one("#client-step").display
        await pilot.press("ctrl+u", "down", "enter")
        await until(pilot, lambda: app.screen.query_one("#guide-step").display)
        await pilot.press("escape")
        assert app.screen.query_one("#client-step").display
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, NewSessionScreen))


@pytest.mark.parametrize("size", [(1, 1), (6, 6), (40, 15), (200, 60)])
async def test_no_size_is_too_small(practice: Practice, until: Until, size: tuple[int, int]) -> None:
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("n", "a", "enter", "m", "escape")
        await app.push_screen(NewSessionScreen("ana-k"))
        await until(pilot, lambda: guides(app).rows)
        await pilot.press("j", "n", "m")
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(*size)
        assert isinstance(app.screen, NewSessionScreen)
