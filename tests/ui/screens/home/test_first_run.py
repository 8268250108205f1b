"""The first run: nothing is made until it is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.home.first_run import FirstRunScreen
from session_tui.ui.screens.home.home import HomeScreen

if TYPE_CHECKING:
    from tests.ui.conftest import ReadScreen, Until


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_says_where_and_how_and_enter_makes_it(
    tmp_path: Path, until: Until, read_screen: ReadScreen, size: tuple[int, int]
) -> None:
    folder = tmp_path / "notes"
    app = SessionApp(folder, Settings())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "plain files" in read_screen(app))
        assert str(folder) in "".join(line.strip() for line in read_screen(app).split("\n"))
        assert not folder.exists()
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert (folder / "vault.toml").is_file()


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_leaving_makes_nothing(tmp_path: Path, key: str) -> None:
    app = SessionApp(tmp_path / "notes", Settings())
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
    assert not (tmp_path / "notes").exists()


async def test_a_failure_is_a_sentence(tmp_path: Path, until: Until, read_screen: ReadScreen) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "other.txt").write_text("x", encoding="utf-8")
    app = SessionApp(tmp_path / "notes", Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one("#first-trouble").display)
        assert isinstance(app.screen, FirstRunScreen)
        assert "Traceback" not in read_screen(app)


@pytest.mark.parametrize("size", [(1, 1), (6, 6), (40, 15), (200, 60)])
async def test_no_size_is_too_small(tmp_path: Path, size: tuple[int, int]) -> None:
    app = SessionApp(tmp_path / "notes", Settings())
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "G")
        assert isinstance(app.screen, FirstRunScreen)
