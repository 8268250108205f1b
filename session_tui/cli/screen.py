"""From the command line to the screens; the only part of it that opens them."""

from session_tui.cli.desk import Desk


def open_home(desk: Desk) -> int:
    """The clients; where there is no vault yet, the first run. The exit code."""
    from session_tui.settings import settings_now
    from session_tui.ui.terminal import Start, launch

    return launch(desk.folder, settings_now(), Start())


def open_sheet(desk: Desk, client: str, guide: str) -> int:
    """Straight into a session, with no list of clients on the screen. The exit code."""
    from session_tui.settings import settings_now
    from session_tui.ui.terminal import Start, launch

    return launch(desk.folder, settings_now(), Start(client=client, guide=guide))
