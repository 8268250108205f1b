"""Copy text to the desktop's clipboard with the desktop's own tools.

The terminal's way (OSC 52) sends the text through tmux and to the far side of ssh; the tools tried here do not.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping

PATIENCE = 2.0
"""Seconds before a clipboard tool is stopped."""


def copy_text(text: str) -> bool:
    """Copy text to the desktop's clipboard; return False if no tool took it.

    May take up to ``PATIENCE`` seconds for each tool: call it from a thread.
    """
    return any(_is_taken(command, text) for command in clipboard_commands(sys.platform, os.environ))


def clipboard_commands(platform: str, environ: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the tools that may work on this desktop, best first; each reads the text from standard input."""
    if platform == "darwin":
        yield ("pbcopy",)
    if environ.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environ.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--clipboard", "--input")


def _is_taken(command: tuple[str, ...], text: str) -> bool:
    """Run a tool with the text; return whether it exists and succeeded."""
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        done = subprocess.run(
            [program, *command[1:]],
            input=text.encode("utf-8", "replace"),
            # Output of a tool would appear in the middle of the screen.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
