"""Open the small app as the program itself is opened: the terminal first, then Textual."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from session_tui.ui import launch
from session_tui.ui.start import MISUSED

if __name__ == "__main__":
    problem = launch.terminal_problem(os.environ)
    if problem:
        print(problem, file=sys.stderr)
        sys.exit(MISUSED)
    launch.settle(os.environ)

    from tests.terminal.small_app import SmallApp

    sys.exit(SmallApp(Path(sys.argv[1])).run_until_exit())
