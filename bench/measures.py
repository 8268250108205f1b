"""The parts of a benchmark: two sides that run alternately, and the measures read from each run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

Figures = Mapping[str, Any]
"""What one run told: numbers by name, some of them grouped under a name."""


class RunFailed(Exception):
    """A side failed; the message says which, and includes its output."""


class Side(Protocol):
    """One of the two sides of a benchmark: a program on a screen, a command, or a count.

    Attributes:
        name: what the report calls it.
    """

    @property
    def name(self) -> str: ...  # noqa: D102

    def run(self, options: tuple[str, ...]) -> Figures:
        """One run with the benchmark's options. Raises RunFailed."""
        ...


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a run: where the run tells it, and what is to be reached.

    Attributes:
        path: the names under which it stands in the figures.
        reach: the highest ratio to the reference.
        most: the highest figure of ours, in the measure's own unit, whatever the reference has.
    """

    label: str
    unit: str
    path: tuple[str, ...]
    reach: float | None = None
    most: float | None = None

    def read(self, figures: Figures) -> float:
        """The figure of one run."""
        found: Any = figures
        for name in self.path:
            found = found[name]
        return float(found)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What is run, and what is read off it.

    Attributes:
        programs: given an empty folder, ours and the reference.
        options: what both are run with: ttyprobe's options, or more arguments of a command.
        times: how often each side is run for one run that was asked for; many for what is over soon.
    """

    name: str
    about: str
    programs: Callable[[Path], tuple[Side, Side]]
    options: tuple[str, ...]
    measures: tuple[Measure, ...]
    times: int = 1
