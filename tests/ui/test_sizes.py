"""Every screen in every window: opened, made smaller and larger, and with texts that hurt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from session_tui.actions.chart_tabs import CHART_TABS
from session_tui.core.model.session import Jot, Session
from session_tui.core.model.values import (
    AgendaItem,
    Decision,
    Duration,
    Event,
    Goal,
    Person,
    Question,
    Rhythm,
    Step,
    Value,
)
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.session.sheet import SheetScreen
from session_tui.ui.start import Start
from session_tui.vault.vault import Vault
from tests.example_counts import cases
from tests.ui.open_screen import SCREENS, Stage, opened
from tests.ui.sample_practice import NOW, fixed_id
from tests.vaults import linked, made_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

Size = tuple[int, int]

SMALL, PHONE, USUAL, WIDE, HUGE = (6, 6), (40, 15), (80, 24), (120, 40), (200, 60)
GUIDES = ("first-consult", "follow-up", "review", "closing", "tune-up", "quick-contact", "blank")

TALKING = (
    "home",
    "new session, client",
    "new session, guide",
    "sheet with last time",
    "private page",
    "jots",
    "go to",
    "close, asked",
    "shared",
    "brief",
    "chart",
    *(f"chart, {tab.id}" for tab in CHART_TABS[1:]),
    "outcome",
    "reading, found",
    "through time",
    "side by side",
    "addendum",
    "search",
    "search, opened",
    "palette",
)
"""The screens on which words of people stand."""

HARD = (
    "[/] [/b] [bold]not bold[/] {not} a \\[tag]",
    "\x1b[31mred\x1b[0m \x07\x08\x9b2J",
    "\u0645\u0631\u064a\u0645 \u202eright to left\u202c and back",
    "\u674e\u660e \u6771\u4eac\u90fd" * 20,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f3f3\ufe0f\u200d\U0001f308 e\u0301\u0301\u0301",
    "oneverylongwordwithoutanyplacetobreakit" * 20,
    "\u200b\u200d\ufe0f\u0301",
)
TEXT = "\n\n".join(["> " + line if number % 2 else line for number, line in enumerate(HARD)])
CODES = ("\u674e\u660e-\u6771\u4eac\u90fd\u6771\u4eac\u90fd", "\u0645\u0631\u064a\u0645-\u0661")
LONG = "Where does it hurt, and since when, and what does it keep you from? " * 3

HARD_GUIDE = f"""\
---
guide: hard
title: {LONG}
version: 1
minutes: 45
when: {LONG}
---

## {LONG}

{{#one .text .core share=copy}}
### {LONG}

> {LONG}

{LONG}

{{#two .scale .core share=copy low="{LONG}" high="{LONG}" mark="{LONG.replace(chr(44), "")}, other"}}
### [/] \u674e\u660e \u0645\u0631\u064a\u0645

> [bold]{LONG}

{{#three .choice .core .many share=copy options="[/b], \u674e\u660e, long"}}
### {LONG}

{{#four .goals .core share=copy}}
### {LONG}

{{#five .steps .core share=copy}}
### {LONG}
"""


@pytest.fixture(scope="session")
def hard_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a practice whose clients, notes and guide hold what hurts screens, made once."""
    yield from made_once(tmp_path_factory, "hard", make_hard)


@pytest.fixture
def hard_vault(hard_folder: Path, tmp_path: Path) -> Vault:
    """That practice, for this test alone; its files are links, see `linked`."""
    return Vault.open(linked(hard_folder, tmp_path / "hard"), clock=lambda: NOW)


def make_hard(root: Path) -> None:
    """A signed session, a rated one and a draft, all with texts that hurt."""
    vault = Vault.create(root, clock=lambda: NOW)
    (vault.root / "prompts").mkdir(exist_ok=True)
    (vault.root / "prompts" / "hard.md").write_text(HARD_GUIDE, encoding="utf-8")
    for number, code in enumerate(CODES):
        vault.add_client(code, name=HARD[number])
    signed = vault.begin(CODES[0], "first-consult")
    signed = signed.replace(id=fixed_id(1), started=NOW - timedelta(days=40))
    signed = signed.with_answer("story", TEXT + "\n\n" + "words " * 8500, at=NOW)
    _items(vault, signed.with_answer("heard", TEXT, at=NOW), is_signed=True)
    rated = vault.begin(CODES[0], "first-consult")
    rated = rated.replace(id=fixed_id(3), started=NOW - timedelta(days=9))
    _items(vault, rated, is_signed=True)
    draft = vault.begin(CODES[0], "first-consult").replace(id=fixed_id(2))
    _items(vault, draft.with_answer("story", TEXT * 40, at=NOW), is_signed=False)


def _items(vault: Vault, session: Session, *, is_signed: bool) -> None:
    """Live items and a jot in the session, and save it."""
    values: dict[str, Value] = {
        "agenda": tuple(AgendaItem(text=line) for line in HARD[:3]),
        "led-up": tuple(Event(what=line, when=line) for line in HARD[:3]),
        "strengths": HARD[:4],
        "goals": tuple(Goal(id=fixed_id(n), words=line, why=line, rating=3) for n, line in enumerate(HARD[:6], 10)),
        "steps": tuple(Step(id=fixed_id(n), text=line, owner=line, why=line) for n, line in enumerate(HARD[:6], 20)),
        "unknowns": tuple(Question(id=fixed_id(n), text=line) for n, line in enumerate(HARD[:6], 30)),
        "checkin": (("sleep", 3), ("food", 10)),
        "rhythm": Rhythm(phase="light", every=Duration(n=9, unit="days")),
        "roles": TEXT,
        "options": Decision(question=HARD[0], chosen=HARD[3], decided_by="client"),
        "people": tuple(Person(id=fixed_id(n), name=line, role=line) for n, line in enumerate(HARD[:6], 40)),
    }  # fmt: skip
    for prompt, value in values.items():
        session = session.with_answer(prompt, value, at=NOW)
    session = session.with_jot(Jot(id=fixed_id(50), text=HARD[3], written=NOW))
    saved = vault.save(session)
    if is_signed:
        vault.sign(saved, by=HARD[2])


async def through(stage: Stage, sizes: Sequence[Size]) -> None:
    """Resize the window step by step; each time the screen fills it exactly."""
    front = stage.app.screen
    for width, height in sizes:
        await stage.pilot.resize_terminal(width, height)
        await stage.until(partial(fills, front, width, height))
        assert stage.app.screen is front


def fills(screen: Screen[Any], width: int, height: int) -> bool:
    """Whether every row of a window of this size is drawn to its last cell, and no row more."""
    drawn = [strip.cell_length for strip in screen._compositor.render_strips()]
    return drawn == [width] * height


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_stands_in_every_window(invented_vault: Vault, name: str) -> None:
    async with opened(name, invented_vault, SMALL) as stage:
        await through(stage, cases((HUGE, WIDE, USUAL, PHONE, SMALL), quick=(HUGE, PHONE, SMALL)))


@pytest.mark.parametrize("name", TALKING)
async def test_hard_texts_break_no_screen(hard_vault: Vault, name: str) -> None:
    async with opened(name, hard_vault, WIDE, client=CODES[0]) as stage:
        await through(stage, cases((PHONE, SMALL, USUAL), quick=(SMALL, USUAL)))


@pytest.mark.parametrize("guide", cases(GUIDES, quick=("quick-contact",)))
async def test_every_section_stands_in_every_window(invented_vault: Vault, guide: str) -> None:
    await walk(invented_vault, guide)


async def test_a_hard_guide_stands_in_every_window(hard_vault: Vault) -> None:
    await walk(hard_vault, "hard")


async def next_section(stage: Stage, sheet: SheetScreen) -> None:
    """Go to the next section, and wait until it is there, or the close."""
    before = sheet.current
    await stage.press("ctrl+n")
    await stage.until(lambda: stage.app.screen is not sheet or sheet.current != before)


async def walk(vault: Vault, guide: str) -> None:
    """Go through a new session by sections, and write a letter and resize in each."""
    app = SessionApp(vault, Settings(), start=Start(client="new-one", guide=guide))
    async with app.run_test(size=WIDE) as pilot:
        stage = Stage(app, pilot)
        await stage.arrive(SheetScreen)
        sheet = app.screen
        assert isinstance(sheet, SheetScreen)
        await stage.until(lambda: app.focused)
        while isinstance(app.screen, SheetScreen):
            await stage.press("x")
            await through(stage, (SMALL, HUGE))
            assert app.focused is not None
            await next_section(stage, sheet)
        app.vault_service.release()
