"""Runs a program in a pseudo-terminal through ttyprobe, which is installed beside the repository."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measures import Figures, RunFailed

ROOT = Path(__file__).resolve().parent.parent
PROBE = ROOT.parent / "shared" / "tools" / "ttyprobe.py"
PATIENCE = 180.0
"""Seconds that one run may take."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program on a screen: its name in the report, its command, and the text on the screen that means usable.

    ``setup`` are keys that bring it to where the measured ones begin.
    """

    name: str
    command: tuple[str, ...]
    until: str
    setup: str = ""

    def run(self, options: tuple[str, ...]) -> Figures:
        """One run in a pseudo-terminal. Raises what run_once raises."""
        return run_once(self, options)


def as_installed() -> dict[str, str]:
    """Return the environment for measured programs, whose modules are compiled in advance as in an install."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def run_once(program: Program, options: tuple[str, ...]) -> dict[str, Any]:
    """Run a program once, and return ttyprobe's report: ``startup``, ``keys``, ``exit``.

    Raises:
        RunFailed: the program never showed ``until``, or typed keys never became visible.
    """
    command = [
        sys.executable,
        str(PROBE),
        "--until",
        program.until,
        "--dump",
        *options,
        *(("--setup", program.setup) if program.setup else ()),
        "--",
        *program.command,
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env=as_installed(),
    )
    screen, brace, report = done.stdout.partition("\n{\n")
    if done.returncode or not brace:
        raise RunFailed(f"{program.name}: ttyprobe ended with {done.returncode}: {done.stderr.strip()[-400:]}")
    figures: dict[str, Any] = json.loads("{" + report)
    if not figures["startup"]["ok"]:
        raise RunFailed(f"{program.name}: “{program.until}” never came up. The screen:\n{screen}")
    if figures.get("keys", {}).get("missed"):
        raise RunFailed(f"{program.name}: {figures['keys']['missed']} keys never became visible.\n{screen}")
    return figures
