"""Compares the figures of a benchmark, for the terminal and for RESULTS.md."""

import os
import platform
import re
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from math import inf
from pathlib import Path
from statistics import median

from bench.measures import Benchmark, Measure

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = "# Results\n\nWritten by `python -m bench --write`; what is measured and how stands in [README.md](README.md).\n"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure over all runs of a benchmark; run i of ours was made beside run i of the reference."""

    measure: Measure
    ours: tuple[float, ...]
    reference: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Our median to the reference's."""
        return _ratio(median(self.ours), median(self.reference))

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and highest ratio of two runs made side by side."""
        ratios = [_ratio(a, b) for a, b in zip(self.ours, self.reference, strict=True)]
        return min(ratios), max(ratios)

    @property
    def is_reached(self) -> bool:
        """Are the ratio and our median as low as they are to be, where that was said?"""
        reach, most = self.measure.reach, self.measure.most
        is_near = reach is None or self.ratio <= reach
        return is_near and (most is None or median(self.ours) <= most)

    @property
    def wanted(self) -> str:
        """What is to be reached, and whether it was missed."""
        reach, most = self.measure.reach, self.measure.most
        said = [f"{reach:.2f}"] if reach is not None else []
        said += [f"{most:g} {self.measure.unit}"] if most is not None else []
        return ", ".join(said if self.is_reached else [*said, "missed"])


def _ratio(ours: float, reference: float) -> float:
    """Return the ratio of two figures; 1 if both are 0."""
    if reference:
        return ours / reference
    return inf if ours else 1.0


def section(benchmark: Benchmark, names: tuple[str, str], comparisons: list[Comparison], now: datetime) -> str:
    """Return a benchmark's section of the report, as Markdown."""
    runs = len(comparisons[0].ours)
    rows = [_row(comparison) for comparison in comparisons]
    return "\n".join(
        [
            f"## {benchmark.name}",
            "",
            benchmark.about,
            f"Medians of {runs} runs each, in alternating order. {now:%Y-%m-%d}, {machine()}.",
            "",
            f"| | {names[0]} | {names[1]} | ratio | side by side | to reach |",
            "|---|---:|---:|---:|---:|---:|",
            *rows,
            "",
        ]
    )


def _row(comparison: Comparison) -> str:
    """Return one row of the table."""
    measure, (low, high) = comparison.measure, comparison.spread
    ours, reference = median(comparison.ours), median(comparison.reference)
    return (
        f"| {measure.label} | {ours:.1f} {measure.unit} | {reference:.1f} {measure.unit} "
        f"| {comparison.ratio:.3f} | {low:.3f} to {high:.3f} | {comparison.wanted} |"
    )


def machine() -> str:
    """Describe processor, cores, system, and relevant versions."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    processor = found[1].strip() if found else platform.machine()
    python = f"Python {platform.python_version()}, Textual {version('textual')}"
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}, {python}"


def write_results(sections: dict[str, str], path: Path = RESULTS) -> None:
    """Write new sections into the results file, leaving the others unchanged."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    kept = {part.split("\n", 1)[0].strip(): "## " + part for part in old.split("\n## ")[1:]}
    merged = {**kept, **sections}
    path.write_text(
        "\n".join([HEAD, *(merged[name].rstrip() + "\n" for name in sorted(merged))]),
        encoding="utf-8",
    )
