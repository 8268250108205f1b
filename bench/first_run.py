"""From a clean clone to the first screen with ``make run``, beside ``pip install .`` into a fresh environment."""

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.measures import Benchmark, Figures, Measure, RunFailed
from bench.probe import PATIENCE, ROOT, Program, as_installed

FIRST_SCREEN = "Your notes will be kept"


def clone_to(folder: Path) -> Path:
    """Clone the last commit of this repository into a folder."""
    clone = folder / "clone"
    call("git", "clone", "--quiet", str(ROOT), str(clone), where=folder)
    return clone


def call(*command: str, where: Path) -> None:
    """Run a command.

    Raises:
        RunFailed: it ended with an error.
    """
    environ = {name: value for name, value in as_installed().items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=where, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    if done.returncode:
        raise RunFailed(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()[-400:]}")


@dataclass(frozen=True, slots=True)
class MakeRun:
    """``make run`` in a clean clone, for somebody who has no vault."""

    name: str = "make run"

    def run(self, options: tuple[str, ...]) -> Figures:
        """One run; the same figure beside either of the reference's."""
        with tempfile.TemporaryDirectory(prefix="session-tui-bench-") as folder:
            clone = clone_to(Path(folder))
            unset = [name for name in os.environ if name.startswith("XDG_")]
            environ = [f"HOME={folder}", f"PIP_CACHE_DIR={pip_cache()}", "PYTHONPATH=", *(f"{name}=" for name in unset)]
            program = Program(self.name, ("make", "-C", str(clone), "run"), FIRST_SCREEN)
            settings = [part for each in environ for part in ("--env", each)]
            figures = program.run((*options, "--timeout", f"{PATIENCE - 10:.0f}", *settings))
        seconds = figures["startup"]["until_ms"] / 1000
        return {"with_environment": seconds, "install": seconds}


@dataclass(frozen=True, slots=True)
class PipInstall:
    """``pip install .`` in a clean clone, into an environment made for it."""

    name: str = "pip install ."

    def run(self, options: tuple[str, ...]) -> Figures:
        """One run: seconds of the install alone, and with the making of the environment."""
        with tempfile.TemporaryDirectory(prefix="session-tui-bench-") as folder:
            clone = clone_to(Path(folder))
            began = time.perf_counter()
            call("python3", "-m", "venv", "environment", where=clone)
            made = time.perf_counter()
            call("environment/bin/python", "-m", "pip", "install", "--quiet", ".", where=clone)
            ended = time.perf_counter()
        return {"with_environment": ended - began, "install": ended - made}


def pip_cache() -> str:
    """Where pip keeps what it has downloaded."""
    done = subprocess.run(("python3", "-m", "pip", "cache", "dir"), capture_output=True, text=True, check=False)
    return done.stdout.strip()


FIRST_RUN = Benchmark(
    "first_run",
    "From a clean clone to the first screen with “make run”, beside “pip install .” into a fresh environment; what both "
    "download is in pip's cache from the second run on.",
    lambda _: (MakeRun(), PipInstall()),
    (),
    (
        Measure("beside python -m venv and pip install .", "s", ("with_environment",), 1.2),
        Measure("beside pip install . alone", "s", ("install",), 1.2),
    ),
)
