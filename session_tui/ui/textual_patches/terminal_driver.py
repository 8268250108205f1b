"""Textual's terminal driver with fixes: quick exit, complete pastes, a lost terminal, and terminal modes reset.

Subclasses the driver of Textual 8.2.8 and replaces its input loop;
tests/ui/test_launch.py fails when Textual changes what is replaced here.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import sys
from codecs import getincrementaldecoder
from typing import IO, TYPE_CHECKING, Any, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from session_tui.ui.textual_patches.bracketed_paste import BracketedPasteParser

if TYPE_CHECKING:
    from textual.app import App

_CHUNK = 4096
_TICK = 0.1
"""Seconds between two checks while a key or a paste has arrived in part; otherwise the loop only waits for input."""


class SafeStream:
    """A stream that ignores failed writes after the terminal was lost.

    Textual's writer thread ends at the first failed write; then its full queue blocks the
    program for ever, with unsaved text in memory.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text, or drop it if that fails."""
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush the stream, and ignore a failure."""
        with contextlib.suppress(OSError, ValueError):
            self._stream.flush()

    def fileno(self) -> int:
        """Return the file descriptor of the wrapped stream."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether the wrapped stream is a terminal."""
        return self._stream.isatty()


class TerminalDriver(LinuxDriver):
    """The driver on Linux, macOS and the BSDs."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast("Any", SafeStream(cast("IO[str]", sys.__stderr__)))
        self._wake_out, self._wake_in = -1, -1

    def start_application_mode(self) -> None:
        """Take over the terminal, at the start and again after a stop."""
        self._wake_out, self._wake_in = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the terminal's size. If it has none, or the environment sets it, Textual's way with shutil is used."""
        with contextlib.suppress(AttributeError, ValueError, OSError):
            width, height = os.get_terminal_size(cast("IO[str]", sys.__stdout__).fileno())
            if width and height and not {"COLUMNS", "LINES"} & os.environ.keys():
                return width, height
        return super()._get_terminal_size()

    def _sigcont_application(self, *_: Any) -> None:
        """Resume after a stop.

        After SIGSTOP, which cannot be caught, the terminal was not released: taken over a second time,
        its first reader and writer threads would never end, nor would the program.
        """
        if self._auto_restart and not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def disable_input(self) -> None:
        """Stop reading keys at once, through the pipe. Textual's own loop waits for its next wake-up, twice."""
        with contextlib.suppress(OSError):
            os.write(self._wake_in, b"\0")
        super().disable_input()

    def _disable_mouse_support(self) -> None:
        """Disable the mouse modes, including the one that Textual forgets."""
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")  # Textual enables it together with mode 2048 and never disables it

    def _run_input_thread(self) -> None:
        """Read keys, and leave the program if the terminal is lost."""
        try:
            self.run_input_thread()
        except OSError:
            self._terminal_lost()
        # any other exception goes to threading.excepthook, which BaseApp sets

    def run_input_thread(self) -> None:
        """Read keys until the program exits or the terminal is lost."""
        parser = BracketedPasteParser(XTermParser(self._debug))
        # Incremental, because a read may end in the middle of a UTF-8 sequence.
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_out, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                # With no timeout an idle program does not wake up; `disable_input` ends the wait through the pipe.
                for key, _ in selector.select(_TICK if parser.is_waiting else None):
                    if key.fd == self.fileno and not self._read(parser, decode):
                        return
                for event in parser.tick():
                    self.process_message(event)

    def _read(self, parser: BracketedPasteParser, decode: Any) -> bool:
        """Read input and post its events; return False if the terminal is lost."""
        try:
            data = os.read(self.fileno, _CHUNK)
        except OSError:
            data = b""
        for event in parser.feed(decode(data)) if data else parser.finish():
            self.process_message(event)
        if not data:
            self._terminal_lost()
        return bool(data)

    def _terminal_lost(self) -> None:
        """Save and exit as on SIGHUP, which a lost terminal does not always send."""
        leave = getattr(self._app, "save_and_exit", self._app.exit)
        # `call_soon_threadsafe` raises RuntimeError once the event loop is closed: the program has ended already.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(leave)

    def close(self) -> None:
        """Release the terminal and close the pipe."""
        super().close()
        for number in (self._wake_in, self._wake_out):
            with contextlib.suppress(OSError):
                os.close(number)
