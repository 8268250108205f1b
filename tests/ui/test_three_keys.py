"""What the README promises: in the demo vault, from home, each of these is found within three keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from session_tui.core.chart.due import Due
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.home.home import HomeScreen
from session_tui.ui.widgets.lists.today_list import TodayList
from tests.ui.open_screen import Stage

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault

README = Path(__file__).parents[2] / "README.md"

ANSWERS: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "Which client needs me today?": (
        (),
        "#today",
        ("Time to judge ana-k · The telephone sleeps", "ben-o · Send Ben the page", "due today"),
    ),
    "What did Ana want, in her own words?": (
        ("v",),
        "#brief",
        (
            "“My knee decides what I do. I used to decide.”",
            "“Wake rested enough to be kind to people before noon”",
            "“Stand in the choir for a whole evening again”",
        ),
    ),
    "Has her sleep changed since she stopped coffee?": (
        ("enter", "5", "space"),
        "#chart-note",
        ("7 Wed 24 Jun", "6 Wed 29 Apr", "6 Wed 4 Mar 5 Wed 4 Feb 7 Stopped coffee"),
    ),
    "What did I promise, and whom?": (
        (),
        "#today",
        (
            "On my side dov-r · Ring Dov and ask how the visit to his doctor was",
            "ben-o · Send Ben the page for people who sleep by day",
            "ana-k · Ask J. Horvat about standing for a whole evening",
        ),
    ),
}
"""Each question with the keys that answer it, where on the screen the answer then stands, and its words."""


def words_in(stage: Stage, place: str) -> str:
    """What is seen of a widget, its lines put together."""
    region = stage.app.screen.query_one(place).region
    strips = stage.app.screen._compositor.render_strips()[region.y : region.bottom]
    text = " ".join(strip.crop(region.x, region.right).text for strip in strips)
    return " ".join("".join(" " if sign in "│┃▆▅▄▃▂▁█▇" else sign for sign in text).split())


def stands(stage: Stage, place: str, answer: tuple[str, ...]) -> bool:
    """Whether all words of the answer are seen there."""
    if not stage.app.screen.query(place):
        return False
    said = words_in(stage, place)
    return all(words in said for words in answer)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("question", ANSWERS)
async def test_it_is_found_within_three_keys(demo_vault: Vault, question: str, size: tuple[int, int]) -> None:
    keys, place, answer = ANSWERS[question]
    assert len(keys) <= 3
    app = SessionApp(demo_vault, Settings())
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot)
        await stage.arrive(HomeScreen)
        today = app.screen.query_one(TodayList)
        await stage.until(lambda: any(isinstance(row, Due) for row in today.rows))
        await stage.settle()
        pressed = 0
        while not stands(stage, place, answer) and pressed < len(keys):
            await stage.press(keys[pressed])
            await stage.settle()
            pressed += 1
        assert stands(stage, place, answer)
        assert size != (80, 24) or pressed == len(keys)


@pytest.mark.parametrize("question", ANSWERS)
def test_the_readme_names_these_keys(question: str) -> None:
    line = next(line for line in README.read_text(encoding="utf-8").splitlines() if question in line)
    named = tuple(word for word in line.split("|")[2].split("`")[1::2])
    assert named == ANSWERS[question][0]
