"""Check and prepare the terminal, then start the app.

This module does not import Textual at the top: `launch` first changes the environment and disables the garbage
collector, because Textual reads its settings from the environment when it is imported.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.ui.start import MISUSED, Start, local_time

if TYPE_CHECKING:
    from session_tui.settings import Settings

ESCAPE_OVER_SSH = 300
"""Milliseconds to wait for the rest of a split key: over ssh an arrow key may arrive in pieces."""

FRAMES_PER_SECOND = 200
"""Most frames per second. With Textual's 60, a key just after a repaint, such as “saved 10:35:02”, waits up to 17 ms.
"""

_KEPT = frozenset({"TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FPS"})


def terminal_problem(
    environ: Mapping[str, str], *, keyboard: bool | None = None, screen: bool | None = None
) -> str | None:
    """Return why this terminal cannot show full screens, or None if it can.

    Args:
        environ: the environment.
        keyboard: whether standard input is a terminal; by default checked here.
        screen: whether standard output and standard error, to which Textual writes, are terminals; by default checked.
    """
    keyboard = sys.stdin.isatty() if keyboard is None else keyboard
    screen = sys.stdout.isatty() and sys.stderr.isatty() if screen is None else screen
    if not (keyboard and screen):
        return (
            "The full-screen program needs an interactive terminal.\n"
            "“session-tui new CLIENT --plain” asks line by line; “session-tui --help” lists the other commands."
        )
    if environ.get("TERM", "") in {"dumb", "unknown", ""} and sys.platform != "win32":
        return (
            f"This terminal (TERM={environ.get('TERM', '')}) cannot show full screens.\n"
            "“session-tui new CLIENT --plain” asks line by line instead."
        )
    return None


def settle(environ: MutableMapping[str, str]) -> None:
    """Adapt the environment for Textual.

    Removes variables that would make Textual log or take screenshots, sets the frame rate, and raises the escape delay
    over ssh.
    """
    for name in [name for name in environ if name.startswith("TEXTUAL") and name not in _KEPT]:
        del environ[name]
    environ.setdefault("TEXTUAL_FPS", str(FRAMES_PER_SECOND))
    if "SSH_CONNECTION" in environ or "SSH_TTY" in environ:
        asked = environ.get("ESCDELAY", "")
        delay = int(asked) if asked.isdigit() else 0
        environ["ESCDELAY"] = str(max(delay, ESCAPE_OVER_SSH))


def launch(folder: Path, settings: Settings, start: Start) -> int:
    """Run the app with the vault in a folder until the practitioner leaves, and return the exit code.

    If there is no vault yet, the first screen asks whether to create one.

    Raises:
        SessionTuiError: the vault cannot be opened; the message has the reason.
    """
    from session_tui.ui.services.preload import read_ahead
    from session_tui.vault.storage.errors import VaultMissing
    from session_tui.vault.vault import Vault

    if problem := terminal_problem(os.environ):
        print(problem, file=sys.stderr)
        return MISUSED
    vault: Vault | Path
    try:
        vault = Vault.open(folder, clock=local_time)
        ahead = None if start.client else read_ahead(vault)
    except VaultMissing:
        vault, ahead = folder, None
    settle(os.environ)
    gc.disable()  # until the first screen is shown: see BaseApp.on_ready
    from session_tui.ui.textual_patches.lazy_imports import import_textual

    import_textual()
    from session_tui.ui.app import SessionApp

    return SessionApp(vault, settings, start=start, ahead=ahead).run_until_exit()
