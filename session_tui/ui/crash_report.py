"""What is said when the program itself fails: where, and never a client's words.

An exception's message, its notes and the variables around it may all hold what a client said, so
only its class, the file and the line are shown.
"""

from __future__ import annotations

import traceback
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def place(error: BaseException) -> str:
    """The exception's class, and the deepest line of ours that it came through."""
    error = _cause(error)
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [each for each in frames if Path(each[0]).is_relative_to(_PACKAGE)]
    if not frames:
        return type(error).__name__
    file, line = (ours or frames)[-1]
    return f"{type(error).__name__}, {_short(file)} line {line}"


def describe_crash(error: BaseException, *, kept: bool) -> str:
    """What to say on the way out: what failed, where, and whether the writing is safe."""
    writing = (
        "Everything you wrote was saved. Start the program again to continue."
        if kept
        else "The latest text may not have been saved. What was saved before is safe."
    )
    return f"The program crashed:\n  {place(error)}\n{writing}"


def not_saved(trouble: str) -> str:
    """A sentence about what could not be saved, saying so once; one that says itself what is saved stays as it is."""
    is_said = "Not saved: " in trouble or trouble.startswith("Written, but ")
    return trouble if is_said else f"Not saved: {trouble}"


def farewell(trouble: str) -> str:
    """The last sentence when the program ends without a save: nothing is kept in it any longer."""
    return trouble.replace("What you typed is kept here.", "What was typed since the last save is lost.")


def _cause(error: BaseException) -> BaseException:
    """The exception of a failed worker, where that is what was raised."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else error


def _short(file: str) -> str:
    """A file's name without the folders of the machine it is on."""
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return "/".join(path.parts[-2:])
