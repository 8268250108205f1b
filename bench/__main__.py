"""``python -m bench [NAME…] [--runs N] [--write]``."""

import argparse
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from bench.benchmarks import BENCHMARKS as ON_THE_SCREEN
from bench.career_benchmarks import BENCHMARKS as OF_A_CAREER
from bench.first_run import FIRST_RUN
from bench.measures import Benchmark, Figures, RunFailed
from bench.probe import PROBE
from bench.report import Comparison, section, write_results

BENCHMARKS = (*ON_THE_SCREEN, *OF_A_CAREER, FIRST_RUN)


def main() -> int:
    """Run the benchmarks named, or all. Return 0: reached; 1: missed or failed; 2: wrong usage, or no ttyprobe."""
    names = [benchmark.name for benchmark in BENCHMARKS]
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, beside a reference, in one run.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(names)} (all)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each program (5)")
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RESULTS.md")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.names) - set(names)):
        parser.error(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(names)}")
    if asked.runs < 1:
        parser.error("--runs needs at least 1")
    if not PROBE.exists():
        print(f"The benchmarks need ttyprobe, which is looked for at {PROBE}.", file=sys.stderr)
        return 2
    chosen = [benchmark for benchmark in BENCHMARKS if not asked.names or benchmark.name in asked.names]
    results = [run(benchmark, asked.runs, is_written=asked.write) for benchmark in chosen]
    return 0 if all(results) else 1


def run(benchmark: Benchmark, runs: int, *, is_written: bool) -> bool:
    """Run one benchmark and print its results; return whether all measures were reached."""
    try:
        names, comparisons = compare(benchmark, runs)
    except RunFailed as error:
        print(f"{benchmark.name}: not measured. {error}", file=sys.stderr)
        return False
    text = section(benchmark, names, comparisons, datetime.now().astimezone())
    print(text)
    if is_written:
        write_results({benchmark.name: text})
    return all(comparison.is_reached for comparison in comparisons)


def compare(benchmark: Benchmark, runs: int) -> tuple[tuple[str, str], list[Comparison]]:
    """Run ours and the reference alternately, and swap which goes first each time."""
    figures: tuple[list[Figures], list[Figures]] = ([], [])
    with tempfile.TemporaryDirectory(prefix="session-tui-bench-") as folder:
        sides = benchmark.programs(Path(folder))
        for turn in range(runs * benchmark.times):
            for which in (0, 1) if turn % 2 == 0 else (1, 0):
                figures[which].append(sides[which].run(benchmark.options))
    comparisons = [
        Comparison(measure, *(tuple(map(measure.read, told)) for told in figures)) for measure in benchmark.measures
    ]
    return (sides[0].name, sides[1].name), comparisons


if __name__ == "__main__":
    sys.exit(main())
