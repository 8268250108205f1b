"""What reading and turning pages leaves in memory: ``python -m bench.memory [--write]``.

The screens run without a terminal, in this process, so what is measured is the program's own memory (resident, after
the garbage collector). "Before" is when every prompt has been seen once, and one note.
"""

import argparse
import asyncio
import gc
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from bench.corpus.two_clients import FEW, years_vault
from bench.report import machine, write_results
from session_tui.cli.context import now
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.start import Start
from session_tui.vault.vault import Vault

CHANGES, NOTES = 300, 100
MOST = 5.0
"""Megabytes that both together may add."""

THERE_AND_BACK = 24
"""Prompts from one end of what is turned through to the other."""


def main() -> int:
    """Measure, print, and write if asked. 0: reached; 1: missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.memory", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RESULTS.md")
    asked = parser.parse_args()
    turned, read = asyncio.run(turn_prompts()), asyncio.run(read_notes())
    grown = (turned[1] - turned[0]) + (read[1] - read[0])
    rows = (
        f"| {CHANGES} changes of prompt | {turned[0]:.1f} MB | {turned[1]:.1f} MB | {turned[1] - turned[0]:+.1f} MB | |",
        f"| {NOTES} opened notes | {read[0]:.1f} MB | {read[1]:.1f} MB | {read[1] - read[0]:+.1f} MB | |",
        f"| both | | | {grown:+.1f} MB | {MOST:.1f} MB{'' if grown <= MOST else ', missed'} |",
    )
    about = "Resident memory when every prompt has been seen once and one note, and afterwards, 120×40."
    head = f"## memory\n\n{about}\nOne run. {datetime.now().astimezone():%Y-%m-%d}, {machine()}.\n\n"
    text = head + "\n".join(("| | before | after | grown | to reach |", "|---|---:|---:|---:|---:|", *rows, ""))
    print(text)
    if asked.write:
        write_results({"memory": text})
    return 0 if grown <= MOST else 1


async def turn_prompts() -> tuple[float, float]:
    """Go from prompt to prompt of a new session; the memory before and after."""
    app = _app(Start(client=FEW, guide="follow-up"))
    async with app.run_test(size=(120, 40)) as pilot:
        await _rest(app, pilot, "SheetScreen")
        await _turn(app, pilot, 2 * THERE_AND_BACK)
        before = resident()
        await _turn(app, pilot, CHANGES)
        return before, resident()


async def read_notes() -> tuple[float, float]:
    """Open one note after the other on the whole screen; the memory before and after."""
    app = _app(Start())
    async with app.run_test(size=(120, 40)) as pilot:
        await _rest(app, pilot, "HomeScreen")
        await pilot.press("down", "enter")
        await _rest(app, pilot, "ChartScreen")
        await _read(app, pilot, 1)
        before = resident()
        await _read(app, pilot, NOTES)
        return before, resident()


def resident() -> float:
    """Return this process's resident memory in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def _app(start: Start) -> SessionApp:
    return SessionApp(Vault.open(years_vault(), clock=now), Settings(), start=start)


async def _turn(app: SessionApp, pilot: Pilot[None], count: int) -> None:
    for number in range(count):
        await pilot.press("shift+tab" if number // THERE_AND_BACK % 2 else "tab")
    await _rest(app, pilot, "SheetScreen")


async def _read(app: SessionApp, pilot: Pilot[None], count: int) -> None:
    for _ in range(count):
        await pilot.press("enter")
        await _rest(app, pilot, "ReadingScreen")
        await pilot.press("escape", "down")
        await _rest(app, pilot, "ChartScreen")


async def _rest(app: Any, pilot: Pilot[None], screen: str) -> None:
    """Wait until this screen is shown and nothing is pending."""
    async with asyncio.timeout(60):
        while not (type(app.screen).__name__ == screen and app.order.is_settled):
            await pilot.pause()


if __name__ == "__main__":
    sys.exit(main())
