"""Describe a crash by its place, without a client's words.

An exception's message, its notes and the variables around it may all hold what a client said, so
only its class, the file and the line are shown.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from session_tui.core.base.errors import STILL_IN_MEMORY

_PACKAGE = Path(__file__).resolve().parents[1]


def place(error: BaseException) -> str:
    """Return the exception's class and the deepest line of this package in its traceback."""
    error = _cause(error)
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [each for each in frames if Path(each[0]).is_relative_to(_PACKAGE)]
    if not frames:
        return type(error).__name__
    file, line = (ours or frames)[-1]
    return f"{type(error).__name__}, {_short(file)} line {line}"


def describe_crash(error: BaseException, *, kept: bool) -> str:
    """Return the message to print at exit: the error, its place, and whether everything was saved."""
    writing = (
        "Everything you wrote was saved. Start the program again to continue."
        if kept
        else "The latest text may not have been saved. What was saved before is safe."
    )
    return f"The program crashed:\n  {place(error)}\n{writing}"


def not_saved(problem: str) -> str:
    """Return the problem with the prefix “Not saved: ”, unless it says itself what is saved and what is not."""
    is_said = "Not saved: " in problem or problem.startswith("Written, but ")
    return problem if is_said else f"Not saved: {problem}"


def farewell(problem: str) -> str:
    """Return the problem as the last sentence of a program that ends without a save: nothing is kept any longer."""
    return problem.replace(STILL_IN_MEMORY, "What was typed since the last save is lost.")


def _cause(error: BaseException) -> BaseException:
    """Return the inner exception of Textual's WorkerFailed, or the exception itself."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else error


def _short(file: str) -> str:
    """Return a file's path without the folders of this machine."""
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    # Two parts tell the library apart without the home folder, which has the name of the user.
    return "/".join(path.parts[-2:])
