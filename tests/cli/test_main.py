"""The program's own door: home by itself, everything else by the command line."""

import subprocess
import sys
from pathlib import Path

import pytest

from session_tui.__main__ import asks_for_home


@pytest.mark.parametrize("arguments", [[], ["--vault", "/somewhere"]])
def test_home_is_what_is_asked_for_when_nothing_else_is(arguments: list[str]) -> None:
    assert asks_for_home(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["--help"],
        ["--version"],
        ["--vault"],
        ["--vault", "--help"],
        ["--vault", "/x", "list"],
    ],
)
def test_everything_else_is_a_command(arguments: list[str]) -> None:
    assert not asks_for_home(arguments)


def test_home_without_a_terminal_says_so_and_loads_no_library_of_the_command_line(
    tmp_path: Path,
) -> None:
    code = (
        "import sys, session_tui.__main__ as door\n"
        f"sys.argv = ['session-tui', '--vault', {str(tmp_path)!r}]\n"
        "try:\n    door.main()\n"
        "except SystemExit as end:\n    print(end.code, 'click' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2 False"
    assert "terminal" in done.stderr
