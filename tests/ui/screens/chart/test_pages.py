"""The chart's pages, on the demo vault and on clients of whom little or nothing is known."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from session_tui.actions.chart_tabs import CHART_TABS, ChartTab
from session_tui.core.base.ids import new_id
from session_tui.core.model.values import Goal
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.base import ChartPage
from session_tui.ui.screens.chart.outcome import OutcomeScreen
from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.screens.chart.steps import StepList, StepsPage
from session_tui.ui.screens.home.help import page_text
from session_tui.ui.services.chart_place import ChartPlace
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.lists.filterable_list import FilterableList

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault
    from tests.ui.conftest import Practice, ReadScreen, Until

NUMBERS = {tab.id: tab.key for tab in CHART_TABS}
LISTS = ("goals", "steps", "checkins", "questions")
TEXTS = ("thread", "people", "timeline")


def rows(app: SessionApp) -> str:
    """All rows of the page or the pane that are made until now."""
    return "\n".join(app.screen.query_one(NoteView).rows)


def listed(app: SessionApp) -> FilterableList[Any]:
    return app.screen.query_one(FilterableList)


def first_option(app: SessionApp) -> str:
    """The first line of the list, as it is drawn."""
    rows = listed(app)
    return rows.draw(rows.rows, rows.scrollable_content_region.width)[0].plain


async def go_to(app: SessionApp, pilot: Pilot[Any], until: Until, tab: str, client: str = "ana-k") -> None:
    """Open a client's chart, and go to one of its pages by its number."""
    await app.push_screen(ChartScreen(ChartPlace(client)))
    await pilot.press(NUMBERS[tab])
    await until(pilot, lambda: isinstance(app.screen, ChartPage) and tab == app.screen.TAB)


async def shown(app: SessionApp, pilot: Pilot[Any], until: Until, tab: str, client: str = "ana-k") -> None:
    """Go to a page of the demo vault, and wait until it says something."""
    await go_to(app, pilot, until, tab, client)
    await until(pilot, lambda: rows(app))


@pytest.mark.parametrize("tab", CHART_TABS, ids=lambda tab: tab.id)
def test_every_tab_has_a_page_and_a_help_page(tab: ChartTab) -> None:
    module, _, name = tab.page.partition(":")
    page = getattr(import_module(module), name)
    assert issubclass(page, ChartPage)
    assert (tab.id, tab.help_page) == (page.TAB, page.HELP)
    assert page_text(tab.help_page)


# What each page says


async def test_goals_stand_with_their_ratings_and_what_told_them(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await shown(app, pilot, until, "goals")
        assert "Wake rested enough to be kind to people" in first_option(app)
        assert "8  Fri 20 Nov  Woke up, turned over, and that was all" in rows(app)
        await pilot.press("G")
        await until(pilot, lambda: "“Walk to the market and back" in rows(app))
        assert "reached" in rows(app)


async def test_steps_that_are_due_stand_first(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await shown(app, pilot, until, "steps")
        assert "The telephone sleeps in the kitchen" in first_option(app)
        assert "time to judge" in first_option(app)
        assert "Look for: how often she looks at the clock" in rows(app)


async def test_the_thread_runs_from_the_story_to_what_came_of_it(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 60)) as pilot:
        await shown(app, pilot, until, "thread")
        places = [
            rows(app).index(words)
            for words in (
                "How it began",
                "My knee decides what I do.",
                "What happened",
                "“Wake rested enough",
                "Why: I am kinder",
                "The telephone sleeps in the kitchen",
            )
        ]
        assert places == sorted(places)
        assert rows(app).count("Stopped coffee") == 1


async def test_a_missing_why_is_asked_for(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 60)) as pilot:
        await shown(app, pilot, until, "thread")
        await until(pilot, lambda: "Why does it matter to them?" in rows(app))
        assert "What would be a small step?" in rows(app)


async def test_check_ins_say_in_words_what_the_plot_says(
    demo_vault: Vault, until: Until, read_screen: ReadScreen
) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await shown(app, pilot, until, "checkins")
        assert "baseline 3, Wed 4 Dec 2024" in rows(app)
        assert "┃7  Stopped coffee (January 2026)" in rows(app)
        await until(pilot, lambda: "Dec 2024  " in read_screen(app))
        assert "●" in read_screen(app)


async def test_another_domain_is_plotted_when_it_is_marked(
    demo_vault: Vault, until: Until, read_screen: ReadScreen
) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await shown(app, pilot, until, "checkins")
        await pilot.press("j")
        await until(pilot, lambda: "─ Movement ─" in read_screen(app))
        assert rows(app).startswith("Movement")


async def test_open_questions_stand_before_those_that_are_answered(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await shown(app, pilot, until, "questions")
        assert "open 9 weeks" in first_option(app)
        await pilot.press("j")
        await until(pilot, lambda: "Does the coffee have anything to do" in rows(app))
        assert "answered" in rows(app)


async def test_both_sides_promises_stand_beside_each_other(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await shown(app, pilot, until, "people")
        titles = next(row for row in rows(app).splitlines() if row.startswith("On my side"))
        assert titles.endswith("On their side")
        assert "J. Horvat, physiotherapist" in rows(app)


async def test_the_time_line_says_planned_and_lived(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 60)) as pilot:
        await shown(app, pilot, until, "timeline")
        assert "2026  ●" in rows(app)
        assert "steady, every 4 weeks" in rows(app)
        assert "28 days, planned 4 weeks" in rows(app)
        assert "by the agreed rhythm, in 4 weeks" in rows(app)


async def test_the_private_page_is_on_no_page(practice: Practice, until: Until) -> None:
    app = practice.app()
    async with app.run_test(size=(120, 60)) as pilot:
        for tab in (*LISTS, *TEXTS):
            await go_to(app, pilot, until, tab)
            await pilot.pause()
            assert "Tired of this." not in rows(app)
            await pilot.press("escape")


# Little, nothing, and much


@pytest.mark.parametrize("tab", [*LISTS, *TEXTS])
async def test_a_client_without_sessions_has_calm_pages(
    practice: Practice, until: Until, read_screen: ReadScreen, tab: str
) -> None:
    app = practice.app()
    async with app.run_test() as pilot:
        await go_to(app, pilot, until, tab, "кира")
        said = (
            "No sessions yet.",
            "No goals",
            "No steps",
            "No check-ins",
            "No questions",
            "No meet",
        )
        await until(pilot, lambda: any(words in read_screen(app) for words in said))
        await pilot.press("enter", "d", "j", "G", "space", "b", "l", "h")
        assert isinstance(app.screen, ChartPage)


@pytest.mark.parametrize("tab", [*LISTS, *TEXTS])
async def test_blank_sessions_leave_the_pages_calm(empty_practice: Practice, until: Until, tab: str) -> None:
    vault = empty_practice.vault
    for _ in range(2):
        vault.sign(vault.save(vault.begin("ana-k", "first-consult")))
    app = empty_practice.app()
    async with app.run_test() as pilot:
        await go_to(app, pilot, until, tab)
        await pilot.press("enter", "j", "G", "space", "h")
        assert isinstance(app.screen, ChartPage)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 24)])
async def test_words_of_the_client_are_never_cut_in_a_list(
    practice: Practice, until: Until, size: tuple[int, int]
) -> None:
    words = "Walk to the market and back without once thinking about the knee, on a Saturday, alone"
    goal = Goal(id=new_id(practice.now), words=words, rating=3)
    session = practice.vault.begin("кира", "first-consult")
    practice.vault.sign(practice.vault.save(session.with_answer("goals", (goal,), at=practice.now)))
    app = practice.app()
    async with app.run_test(size=size) as pilot:
        await go_to(app, pilot, until, "goals", "кира")
        await until(pilot, lambda: listed(app).rows)
        option = first_option(app).split()
        assert [word for word in option if word in words.split()] == words.split()


# The keys


async def test_enter_goes_to_what_is_said_of_the_marked_line(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await shown(app, pilot, until, "goals")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, NoteView))
        before = app.screen.query_one(NoteView).scroll_offset.y
        await pilot.press("space")
        assert app.screen.query_one(NoteView).scroll_offset.y > before


async def test_where_enter_does_nothing_the_foot_does_not_name_it(
    demo_vault: Vault, until: Until, read_screen: ReadScreen
) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await shown(app, pilot, until, "goals")
        assert "enter read" in read_screen(app)
        await pilot.press("enter")
        await until(pilot, lambda: "enter read" not in read_screen(app))


async def test_after_the_help_the_words_stand_where_they_were(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await shown(app, pilot, until, "goals")
        page = app.screen
        await pilot.press("space")
        top = page.query_one(NoteView).scroll_offset.y
        await pilot.press("f12")
        await until(pilot, lambda: app.screen is not page)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
        await until(pilot, lambda: not any(not worker.is_finished for worker in app.workers))
        assert page.query_one(NoteView).scroll_offset.y == top > 0


async def test_in_a_small_window_enter_and_esc_change_list_and_words(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(40, 15)) as pilot:
        await shown_in_small(app, pilot, until)
        note = app.screen.query_one(NoteView)
        assert not note.region
        await pilot.press("enter")
        await until(pilot, lambda: note.region and app.focused is note)
        await pilot.press("escape")
        await until(pilot, lambda: listed(app).region and app.focused is listed(app))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ChartPage))


async def shown_in_small(app: SessionApp, pilot: Pilot[Any], until: Until) -> None:
    await go_to(app, pilot, until, "goals")
    await until(pilot, lambda: listed(app).rows)


async def test_where_one_was_on_a_page_is_kept(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await shown(app, pilot, until, "goals")
        await pilot.press("j", "4")
        await until(pilot, lambda: isinstance(app.screen, StepsPage) and listed(app).rows)
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, ChartPage) and app.screen.TAB == "goals")
        await until(pilot, lambda: listed(app).highlighted == 1)


async def test_a_click_on_a_tab_shows_its_page(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await shown(app, pilot, until, "goals")
        await pilot.click("TabBar", offset=(16, 0))
        await until(pilot, lambda: isinstance(app.screen, ChartPage) and app.screen.TAB == "thread")


async def test_of_a_step_that_is_done_with_nothing_more_is_asked(
    demo_vault: Vault, until: Until, read_screen: ReadScreen
) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await shown(app, pilot, until, "steps")
        assert "d record outcome" in read_screen(app)
        await pilot.press("G")
        await until(pilot, lambda: "d record outcome" not in read_screen(app))
        await pilot.press("d")
        assert isinstance(app.screen, StepsPage)


async def test_what_came_of_a_step_is_said_from_here_and_shown_here(demo_vault: Vault, until: Until) -> None:
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await shown(app, pilot, until, "steps")
        await pilot.press("j", "d")
        await until(pilot, lambda: isinstance(app.screen, OutcomeScreen))
        await pilot.press("d", *"rang", "enter")
        await until(pilot, lambda: isinstance(app.screen, StepsPage))
        await until(pilot, lambda: "Fri 20 Nov  did: rang" in rows(app))
        current = app.screen.query_one(StepList).current
        assert current is not None
        assert current.step.now.text.startswith("Ask J. Horvat")


async def test_a_chart_that_cannot_be_read_says_so(
    demo_vault: Vault, until: Until, read_screen: ReadScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error", "/vault/clients")

    monkeypatch.setattr(demo_vault, "chart", fail)
    app = SessionApp(demo_vault, Settings())
    async with app.run_test() as pilot:
        await go_to(app, pilot, until, "goals")
        await until(pilot, lambda: "Input/output error" in read_screen(app))
