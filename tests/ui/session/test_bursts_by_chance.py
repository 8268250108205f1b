"""Keys by chance on the sheet: sent in one burst, they do what they do when each waits for the one before."""

from __future__ import annotations

import asyncio
import random
import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, TextArea

from session_tui.core.base.ids import new_id
from session_tui.core.model.values import AgendaItem, Goal, Question, Step
from session_tui.ui.widgets.lists.cursor_rows import CursorRows
from tests.example_counts import rounds, seeds
from tests.ui.idle import PATIENCE
from tests.ui.session.conftest import Desk, Office

GUIDES = ("follow-up", "review", "first-consult")
BURSTS = rounds(6, quick=4)
"""In a row on one sheet, each from where the one before left off."""

LETTERS = tuple("abcghijklmnpsxyz0579?/ ")
MOVES = (
    "tab", "shift+tab", "enter", "enter", "down", "down", "up", "up", "left", "right", "home",
    "end", "backspace", "ctrl+n", "ctrl+z",
)  # fmt: skip
SCREENS = (
    "escape", "escape", "ctrl+g", "ctrl+o", "ctrl+r", "ctrl+t", "f2", "f4", "f12", "ctrl+l",
)  # fmt: skip
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def keys_by_chance(chance: random.Random) -> list[str]:
    """Words, moves between them, and keys that open screens."""
    keys: list[str] = []
    while len(keys) < 12:
        kind = chance.random()
        if kind < 0.45:
            keys += chance.choices(LETTERS, k=chance.randint(1, 4))
        else:
            keys.append(chance.choice(MOVES if kind < 0.85 else SCREENS))
    return keys


def state(desk: Desk) -> str:
    """All that a key can have changed: what was written, and where the next one would go."""
    if not desk.app.is_running:
        return "left"
    here = desk.app.focused
    parts = [
        type(desk.app.screen).__name__,
        desk.sheet.current,
        repr(desk.sheet.latest().replace(place=None)),  # as it was when it was last saved
        "" if here is None else path_to(here),
        repr((here.text, here.selection)) if isinstance(here, TextArea) else "",
        repr(here.highlighted) if isinstance(here, OptionList | CursorRows) else "",
    ]
    seen: dict[str, str] = {}
    return ID.sub(lambda found: seen.setdefault(found[0], f"id-{len(seen)}"), "\n".join(parts))


def path_to(widget: Widget) -> str:
    """Where a widget stands: what is around it, and which of its neighbours it is."""
    around = [node for node in widget.ancestors_with_self if isinstance(node, Widget)][:-2]
    return " < ".join(f"{type(n).__name__} {n.parent.children.index(n)}" for n in around if n.parent)


async def settled(desk: Desk) -> None:
    """Wait until nothing is under way, and all of it is drawn."""
    app = desk.app
    async with asyncio.timeout(PATIENCE):
        while app.is_running and not (app.input_queue.is_settled and is_drawn(app.screen)):
            await asyncio.sleep(0.001)


def is_drawn(screen: Screen[Any]) -> bool:
    return not (screen._layout_required or screen._callbacks or screen._dirty_widgets)


async def slowly(desk: Desk, keys: list[str]) -> str:
    for key in keys:
        if desk.app.is_running:
            desk.burst([key])
            await settled(desk)
    return state(desk)


async def at_once(desk: Desk, keys: list[str]) -> str:
    desk.burst(keys)
    await settled(desk)
    return state(desk)


def practice(root: Path, guide: str) -> Office:
    """A client with something in every list."""
    office = Office(root)
    ids = [new_id(office.now) for _ in range(6)]
    office.earlier(
        "first-consult",
        story="Slept badly.\nWoke at four.",
        goals=(
            Goal(id=ids[0], words="Walk to the market", rating=4),
            Goal(id=ids[1], words="Sleep"),
        ),
        steps=(Step(id=ids[2], text="Walk"), Step(id=ids[3], text="Tea")),
        agenda=(AgendaItem(text="The night"), AgendaItem(text="Money")),
        unknowns=(Question(id=ids[4], text="Iron?"), Question(id=ids[5], text="Thyroid?")),
    )
    return office


@pytest.mark.parametrize("seed", seeds(rounds(5, quick=2), quick=2))
async def test_a_burst_does_what_the_same_keys_do_slowly(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = count(1)
    monkeypatch.setattr("secrets.randbits", lambda _: next(numbers))  # ids in their order
    chance = random.Random(seed)
    guide = GUIDES[seed % len(GUIDES)]
    bursts = [keys_by_chance(chance) for _ in range(BURSTS)]
    starts = [chance.random() for _ in range(BURSTS)]
    reached: dict[str, list[str]] = {}
    for how, press in (("slow", slowly), ("fast", at_once)):
        async with practice(tmp_path / how, guide).open(guide) as desk:
            reached[how] = []
            for start, keys in zip(starts, bursts, strict=True):
                if desk.app.is_running and desk.app.screen is desk.sheet:
                    order = desk.sheet.draft.order()
                    await desk.sheet.visit(order[int(start * len(order))])
                    await settled(desk)
                reached[how].append(await press(desk, keys))
    for keys, slow, fast in zip(bursts, reached["slow"], reached["fast"], strict=True):
        assert fast == slow, keys
