"""From the command line to the screens; the only part of it that opens them."""

import os
from pathlib import Path

from session_tui.cli.context import CliContext


def open_home(desk: CliContext) -> int:
    """The clients; where there is no vault yet, the first run. The exit code."""
    from session_tui.settings import settings_now
    from session_tui.ui.launch import launch
    from session_tui.ui.start import Start

    return launch(desk.folder, settings_now(), Start())


def open_demo(vault: Path) -> int:
    """The clients of the demo vault; the headline says that nothing of it is kept. The exit code."""
    from session_tui.settings import settings_now
    from session_tui.ui.launch import launch
    from session_tui.ui.start import Start

    return launch(vault, settings_now(), Start(place="demo vault, nothing of it is kept"))


def demo_problem() -> str:
    """Why the demo cannot be shown here, and what can be done instead; empty where it can."""
    from session_tui.ui.launch import terminal_problem

    if problem := terminal_problem(os.environ):
        first, _, _ = problem.partition("\n")
        return f"{first}\n“session-tui demo --to DIR” keeps the demo vault in a folder, for the other commands."
    return ""


def open_sheet(desk: CliContext, client: str, guide: str) -> int:
    """Straight into a session, with no list of clients on the screen. The exit code."""
    from session_tui.settings import settings_now
    from session_tui.ui.launch import launch
    from session_tui.ui.start import Start

    return launch(desk.folder, settings_now(), Start(client=client, guide=guide))
