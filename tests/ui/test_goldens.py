"""What the screens look like, as text that a person can read: tests/goldens/screens.

`UPDATE_GOLDENS=1 pytest tests/ui/test_goldens.py` writes them anew; look at the difference before
it is committed.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from session_tui.actions.chart_tabs import CHART_TABS
from session_tui.vault.vault import Vault
from tests.example_counts import IS_THOROUGH
from tests.ui.open_screen import opened, text_of
from tests.ui.sample_practice import NOW
from tests.vaults import linked

GOLDENS = Path(__file__).parents[1] / "goldens" / "screens"
SIZES = [(80, 24), (120, 40)]
SHOWN = (
    "first run",
    "home",
    "new session, client",
    "new session, guide",
    "sheet, first prompt",
    "sheet with last time",
    "jot",
    "go to",
    "close",
    "chart",
    "reading",
    "through time",
    "goal through time",
    "side by side",
    "move",
    "search",
    "search, opened",
    "help",
    "shared",
)
ON_THE_DEMO = (
    "home",
    "brief",
    *(f"chart, {tab.id}" for tab in CHART_TABS[1:]),
    "outcome",
    "search, coffee",
)
"""Shown on the demo vault, where everything has a history."""
OPENED_ANEW = ("sheet, first prompt", "demo, home", "jot", "go to", "move", "demo, outcome")
"""Titles of screens that are opened anew in each size.

On the first two some rows stay as they were in the window in which they were opened. Under a dialog, the screen below
is laid out again after the dialog, which nothing here waits for.
"""


@pytest.mark.parametrize("name", SHOWN)
async def test_a_screen_looks_as_it_did(invented_folder: Path, tmp_path: Path, name: str) -> None:
    await _compare_sizes(name, name, invented_folder, tmp_path)


@pytest.mark.parametrize("name", ON_THE_DEMO)
async def test_a_screen_of_the_demo_looks_as_it_did(demo_folder: Path, tmp_path: Path, name: str) -> None:
    await _compare_sizes(f"demo, {name}", name, demo_folder, tmp_path)


async def _compare_sizes(title: str, name: str, folder: Path, scratch: Path) -> None:
    """Compare a screen in a window of each size with the golden ones of this title.

    One running program takes every size, where it then shows what it shows when it is opened in that size.

    Args:
        title: of the golden files.
        name: of the screen.
        folder: of the vault, which is opened anew from a copy each time.
        scratch: where the copies are made.
    """
    opened_anew = IS_THOROUGH or title in OPENED_ANEW
    for sizes in [[size] for size in SIZES] if opened_anew else [SIZES]:
        copy = linked(folder, scratch / f"vault-{sizes[0][0]}")
        async with opened(name, Vault.open(copy, clock=lambda: NOW), sizes[0]) as stage:
            for size in sizes:
                await stage.pilot.resize_terminal(*size)
                await stage.settle()
                _compare(title, stage.text(), size)


def _compare(title: str, screen: str, size: tuple[int, int]) -> None:
    """Compare a screen with the golden one of this title, or write it anew."""
    golden = GOLDENS / _file(title, size)
    if os.environ.get("UPDATE_GOLDENS"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(screen, encoding="utf-8")
    kept = golden.read_text(encoding="utf-8") if golden.exists() else ""
    if screen != kept:
        pytest.fail(_difference(kept, screen, golden), pytrace=False)


def test_every_golden_screen_belongs_to_a_test() -> None:
    titles = (*SHOWN, *(f"demo, {name}" for name in ON_THE_DEMO))
    expected = {_file(title, size) for title in titles for size in SIZES}
    assert {path.name for path in GOLDENS.iterdir()} == expected


def test_a_screen_is_read_from_its_picture_cell_by_cell() -> None:
    svg = (
        '<text class="t-r1" x="24.4" y="20" textLength="48.8" clip-path="url(#t-line-0)">\u674e&#160;&amp;</text>'
        '<text class="t-r1" x="0" y="69" textLength="24.4" clip-path="url(#t-line-2)">e\u0301&lt;</text>'
    )
    assert text_of(svg) == "  \u674e &\n\ne\u0301<\n"


def _file(title: str, size: tuple[int, int]) -> str:
    return f"{title.replace(', ', '-').replace(' ', '-')}-{size[0]}x{size[1]}.txt"


def _difference(kept: str, screen: str, golden: Path) -> str:
    lines = difflib.unified_diff(
        kept.splitlines(), screen.splitlines(), f"goldens/screens/{golden.name}", "now", lineterm=""
    )
    said = "The screen is not what it was. UPDATE_GOLDENS=1 keeps the new one."
    return "\n".join([said, *lines])
