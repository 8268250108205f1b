"""Open the screens from the command line; the only module of this package that does."""

import os
from pathlib import Path

from session_tui.cli.context import CliContext


def open_home(cli: CliContext) -> int:
    """Open home, or the first run if there is no vault yet; return the exit code."""
    from session_tui.settings import settings_now
    from session_tui.ui.launch import launch
    from session_tui.ui.start import Start

    return launch(cli.folder, settings_now(), Start())


def open_demo(vault: Path) -> int:
    """Open the demo vault; the title bar says that nothing is kept. Return the exit code."""
    from session_tui.settings import settings_now
    from session_tui.ui.launch import launch
    from session_tui.ui.start import Start

    return launch(vault, settings_now(), Start(place="demo vault, discarded when you leave"))


def demo_problem() -> str:
    """Return why the demo cannot be shown here, and what to do instead; empty if it can."""
    from session_tui.ui.launch import terminal_problem

    if problem := terminal_problem(os.environ):
        first, _, _ = problem.partition("\n")
        return f"{first}\n“session-tui demo --to DIR” keeps the demo vault in a folder, for the other commands."
    return ""


def open_sheet(cli: CliContext, client: str, guide: str) -> int:
    """Open a session directly, without a list of clients on the screen; return the exit code."""
    from session_tui.settings import settings_now
    from session_tui.ui.launch import launch
    from session_tui.ui.start import Start

    return launch(cli.folder, settings_now(), Start(client=client, guide=guide))
