"""Print and read lines for the interview. Never writes an escape sequence."""

import re
import signal
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from shutil import get_terminal_size
from textwrap import wrap
from threading import current_thread, main_thread
from types import FrameType
from typing import TextIO

from session_tui.cli.context import harmless
from session_tui.core.base.text import storable
from session_tui.core.interview.entry import Entry

_COMMAND = re.compile(r"/([a-z]+)(?:\s+(.*))?", re.DOTALL)
_ENDS = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGINT") if hasattr(signal, name)]

_NARROWEST = 20
"""The minimum width, in cells, to which lines are wrapped."""

Command = Callable[[str, str], bool]
"""Runs a command by name with the words after it; returns whether to leave the prompt."""


def _broken(line: str, width: int) -> str:
    """Yield a line wrapped between words, with continuation lines indented like the first."""
    indent = line[: len(line) - len(line.lstrip())]
    return "\n".join(
        wrap(
            line,
            width - 1,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
            expand_tabs=False,
        )
    )


class _HungUp(Exception):
    """The terminal disappeared, or a signal asked the program to end, while it waited for a line."""


class Console:
    """Prints lines and reads lines.

    Attributes:
        is_over: whether the input has ended or the program is to end.
        is_leaving: whether a command left the prompt; no line is read until it is reset.
        is_typed: whether a person types, rather than a file or program.
        keep: called with the current entry after each line, so that no line is lost.
    """

    def __init__(self, source: TextIO, out: TextIO, commands: Collection[str], do: Command) -> None:
        self._source = source
        self._out = out
        self._commands = commands
        self._do = do
        self._is_waiting = False
        self.is_over = False
        self.is_leaving = False
        self.is_typed = source.isatty()
        self.keep: Callable[[Entry], None] = lambda _: None

    def write(self, text: str = "") -> None:
        """Write lines without terminal control characters; a closed pipe is ignored."""
        try:
            self._out.write(f"{self._wrapped(harmless(text))}\n")
            self._out.flush()
        except OSError:
            self.is_over = True

    def _wrapped(self, text: str) -> str:
        """Return the lines wrapped between words on a terminal; unchanged elsewhere."""
        if not self._out.isatty():
            return text
        width = max(get_terminal_size().columns, _NARROWEST)
        lines = (line if len(line) < width else _broken(line, width) for line in text.split("\n"))
        return "\n".join(lines)

    def ask(self, mark: str = "> ") -> str | None:
        """Return the next line that is no command; None to leave the prompt.

        Commands are run at once. A line that starts with two slashes is text that starts with one.
        """
        while not (self.is_over or self.is_leaving):
            line = self._line(mark)
            if line is None:
                self.is_over = True
            elif line.startswith("//"):
                return line[1:]
            elif (found := _COMMAND.fullmatch(line.rstrip())) and found[1] in self._commands:
                self.is_leaving = self._do(found[1], found[2] or "")
            else:
                if found:
                    self.write(
                        f"There is no command /{found[1]}, so the line was taken as text. /help lists the commands."
                    )
                return line
        return None

    def _line(self, mark: str) -> str | None:
        """Return a line as typed; None at the end."""
        line = ""
        try:
            self._is_waiting = True
            if self.is_over:  # a signal came after the last look and before we waited
                return None
            if self.is_typed:
                self._out.write(mark)
                self._out.flush()
            line = self._source.readline()
        except (_HungUp, OSError):
            self.is_over = True
        finally:
            self._is_waiting = False
        return storable(line.removesuffix("\n").removesuffix("\r")) if line else None

    @contextmanager
    def until_hung_up(self) -> Iterator[None]:
        """Treat SIGHUP, SIGTERM and SIGINT as the end of the input, never in the middle of a save."""
        if current_thread() is not main_thread():
            yield
            return
        before = {number: signal.signal(number, self._hang_up) for number in _ENDS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _hang_up(self, _: int, __: FrameType | None) -> None:
        """Handle a signal: stop waiting for a line, or remember to stop before the next one."""
        self.is_over = True
        if self._is_waiting:
            self._is_waiting = False
            raise _HungUp


def standard_console(commands: Collection[str], do: Command) -> Console:
    """Return a console on stdin and stdout. Bytes that are not UTF-8 are read as U+FFFD."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return Console(sys.stdin, sys.stdout, commands, do)
