"""Figures put side by side: when what was to be reached is reached, and how it is said."""

import sys

import pytest

from bench.measures import Measure, RunFailed
from bench.process import Process
from bench.report import Comparison


def compared(ours: float, reference: float, *, reach: float | None = None, most: float | None = None) -> Comparison:
    return Comparison(Measure("memory", "MB", ("rss",), reach, most), (ours,), (reference,))


@pytest.mark.parametrize(
    ("comparison", "wanted"),
    [
        (compared(80, 40), ""),
        (compared(80, 40, reach=2), "2.00"),
        (compared(90, 40, reach=2), "2.00, missed"),
        (compared(80, 40, most=90), "90 MB"),
        (compared(91, 40, most=90), "90 MB, missed"),
        (compared(91, 40, reach=3, most=90), "3.00, 90 MB, missed"),
    ],
)
def test_what_is_to_be_reached_is_said_with_whether_it_was_missed(comparison: Comparison, wanted: str) -> None:
    assert comparison.wanted == wanted
    assert comparison.is_reached == (not wanted.endswith("missed"))


def test_nothing_beside_nothing_is_as_much() -> None:
    assert compared(0, 0, reach=1).is_reached


def test_something_beside_nothing_is_more_than_any_ratio() -> None:
    assert not compared(0.1, 0, reach=1).is_reached


def test_a_command_tells_its_own_figures_as_json() -> None:
    side = Process("a count", (sys.executable, "-c", "print('{\"p50\": 3}')"), is_telling=True)
    assert Measure("a save", "ms", ("told", "p50")).read(side.run(())) == 3


def test_a_command_that_is_not_installed_is_named() -> None:
    with pytest.raises(RunFailed, match="no-such-command is not installed here"):
        Process("a search", ("no-such-command",)).run(())


def test_a_command_that_fails_says_what_it_wrote() -> None:
    failing = (sys.executable, "-c", "import sys; sys.exit('The disk is gone.')")
    with pytest.raises(RunFailed, match=r"ended with 1: The disk is gone\."):
        Process("a save", failing).run(())
