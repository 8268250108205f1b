"""Copied text, handed to the desktop's own clipboard by its own tools.

The terminal's way (OSC 52) sends the text through tmux and to the far side of ssh; the tools tried here do not.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping

PATIENCE = 2.0
"""Seconds that a clipboard tool is given."""


def copy_text(text: str) -> bool:
    """Give text to the desktop's clipboard; False where no tool took it.

    May take up to ``PATIENCE`` seconds a tool: call it from a thread.
    """
    return any(_is_taken(command, text) for command in clipboard_commands(sys.platform, os.environ))


def clipboard_commands(platform: str, environ: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The tools that may work here, best first; each reads the text from its standard input."""
    if platform == "darwin":
        yield ("pbcopy",)
    if environ.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environ.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--clipboard", "--input")


def _is_taken(command: tuple[str, ...], text: str) -> bool:
    """Does this tool exist, and take the text?"""
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        done = subprocess.run(
            [program, *command[1:]],
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
