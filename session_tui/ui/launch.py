"""The terminal before the first screen: whether it will do, and how the program settles into it.

Nothing here imports Textual at the top: `launch` reads the environment and quiets the garbage
collector first, because Textual reads its own settings the moment it is imported.
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
"""Milliseconds to wait for the rest of a split key: over ssh an arrow key arrives in pieces."""

PICTURES_A_SECOND = 200
"""How often the screen may be painted. Textual says 60; a key just after “saved 10:35:02” then waits for its turn, 17 ms."""

_KEPT = frozenset({"TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FPS"})


def terminal_problem(
    environ: Mapping[str, str], *, keyboard: bool | None = None, screen: bool | None = None
) -> str | None:
    """Why this is no place for full screens, as a sentence, or None where it is one.

    Args:
        environ: the environment.
        keyboard: is standard input a terminal? Asked of the process when not given.
        screen: is standard output a terminal, and standard error, where Textual writes?
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
    """Take out of the environment what would log or photograph the screens; paint soon, and be patient over ssh."""
    for name in [name for name in environ if name.startswith("TEXTUAL") and name not in _KEPT]:
        del environ[name]
    environ.setdefault("TEXTUAL_FPS", str(PICTURES_A_SECOND))
    if "SSH_CONNECTION" in environ or "SSH_TTY" in environ:
        asked = environ.get("ESCDELAY", "")
        delay = int(asked) if asked.isdigit() else 0
        environ["ESCDELAY"] = str(max(delay, ESCAPE_OVER_SSH))


def launch(folder: Path, settings: Settings, start: Start) -> int:
    """Open the screens on the vault in a folder and stay until the practitioner leaves; the exit code.

    Where there is no vault yet, the first screen asks whether to make one.

    Raises:
        SessionTuiError: the vault cannot be opened; says why.
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
    gc.disable()  # until the first screen stands: see Shell.on_ready
    from session_tui.ui.textual_patches.lazy_imports import import_textual

    import_textual()
    from session_tui.ui.app import SessionApp

    return SessionApp(vault, settings, start=start, ahead=ahead).run_until_exit()
