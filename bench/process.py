"""Runs a command as a separate process until it ends, and counts its output."""

import json
import resource
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.measures import Figures, RunFailed
from bench.probe import PATIENCE, ROOT, as_installed


def _nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Process:
    """A command that ends by itself.

    Attributes:
        is_telling: whether it writes its figures itself, as JSON; they stand under ``told``.
        prepare: what is done before each run, unmeasured.
        patience: seconds that a run may take.
    """

    name: str
    command: tuple[str, ...]
    is_telling: bool = False
    prepare: Callable[[], None] = _nothing
    patience: float = PATIENCE

    def run(self, options: tuple[str, ...]) -> Figures:
        """One run: ``wall_ms``, ``cpu_ms`` (of all it started), ``bytes`` written.

        Raises:
            RunFailed: it is not installed, ended with an error, or took too long.
        """
        self.prepare()
        before, began = _children_ms(), time.perf_counter()
        done = self._finished(options)
        wall_ms, cpu_ms = (time.perf_counter() - began) * 1000, _children_ms() - before
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()[-400:]
            raise RunFailed(f"{self.name} ended with {done.returncode}: {said}")
        told = json.loads(done.stdout) if self.is_telling else {}
        return {"wall_ms": wall_ms, "cpu_ms": cpu_ms, "bytes": len(done.stdout), "told": told}

    def _finished(self, options: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
        command = (*self.command, *options)
        try:
            return subprocess.run(
                command, cwd=ROOT, capture_output=True, timeout=self.patience, check=False,
                env=as_installed(), stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except FileNotFoundError:
            raise RunFailed(f"{command[0]} is not installed here.") from None
        except subprocess.TimeoutExpired:
            raise RunFailed(f"{self.name} took longer than {self.patience:.0f} s.") from None


@dataclass(frozen=True, slots=True)
class Count:
    """Something that is counted instead of run; the figure stands under ``count``."""

    name: str
    count: Callable[[], float]

    def run(self, options: tuple[str, ...]) -> Figures:
        """Count it."""
        return {"count": self.count()}


def _children_ms() -> float:
    """Return the processor time of this process's ended children, in milliseconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000
