"""A program in a real pseudo-terminal: keys go in, and the screen is read as a person reads it.

```python
def test_it_quits(terminal: Spawn) -> None:
    program = terminal([sys.executable, "-m", "session_tui"], size=(80, 24))
    program.wait_for("Clients")
    program.send("\\x11")
    assert program.wait_for_exit() == 0
    assert not program.screen.modes_left_on
```
"""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Spawn = Callable[..., "Program"]
"""The `terminal` fixture: command, then size, env, cwd by name; the program is ended by itself."""

PATIENCE = 120.0
"""Seconds after which something that was waited for has not happened."""

_TOKEN = re.compile(
    "\x1b\\[(?P<private>[<=>?]?)(?P<args>[0-9;:]*)(?P<between>[ -/]*)(?P<csi>[@-~])"
    "|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b[PX^_][^\x1b]*\x1b\\\\"
    "|\x1b[ -/]*(?P<escape>[0-OQ-WYZ\\\\`-~])"
    "|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])|(?P<text>[^\x00-\x1f\x7f]+)"
)
_QUERY = re.compile(r"\x1b\[\?(?P<mode>\d+)\$p|\x1b\[(?P<da>>?)0?c|\x1b\[6n|\x1b\[\?u")
_OFFERED = {"2026", "2048", "1049", "2004", "1004", "1006"}
_NORMAL_MODES = {7, 12, 25, 45, 1034}
"""Modes that a shell has on as well: wrapping, and a cursor that is seen."""
_ALTERNATE = (47, 1047, 1049)


class Screen:
    """What the program has drawn: enough of a modern xterm for Textual and for plain output."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.modes: set[int] = {7, 25}
        """The DEC private modes that are on now."""
        self.kitty = 0
        """How many times the Kitty keyboard protocol is switched on."""
        self.x = self.y = 0
        self._saved = (0, 0)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._cells, self._other = self._blank(), self._blank()

    @property
    def text(self) -> str:
        """The lines of the screen, without the blanks at their ends."""
        return "\n".join("".join(row).rstrip() for row in self._cells)

    @property
    def modes_left_on(self) -> set[int]:
        """Modes that a shell would not have on."""
        return self.modes - _NORMAL_MODES

    def resize(self, columns: int, rows: int) -> None:
        """Be of another size, and blank, as after a redraw."""
        self.columns, self.rows = columns, rows
        self._cells, self._other = self._blank(), self._blank()
        self.x = self.y = 0

    def feed(self, data: bytes) -> None:
        """Draw what the program wrote."""
        text, at = self._rest + self._decode(data), 0
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None and text[at] == "\x1b" and len(text) - at < 8192:
                break
            at = token.end() if token else at + 1
            if token:
                self._draw(token)
        self._rest = text[at:]

    def _blank(self) -> list[list[str]]:
        return [[" "] * self.columns for _ in range(self.rows)]

    def _draw(self, token: re.Match[str]) -> None:
        if token["text"]:
            self._write(token["text"])
        elif token["csi"]:
            self._csi(token["private"], token["args"], token["csi"])
        elif token["control"] or token["escape"] == "M":
            self._control(token["control"] or "")

    def _write(self, text: str) -> None:
        for character in text:
            if unicodedata.combining(character) or character in "\u200b\u200d\ufe0f":
                continue
            wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            if self.x + wide > self.columns:
                if 7 not in self.modes:
                    continue
                self.x = 0
                self._line_feed()
            self._cells[self.y][self.x : self.x + wide] = [character, ""][:wide]
            self.x += wide

    def _control(self, control: str) -> None:
        if control == "\r":
            self.x = 0
        elif control and control in "\n\x0b\x0c":
            self._line_feed()
        elif control == "\b":
            self.x = max(0, self.x - 1)
        elif control == "\t":
            self.x = min(self.columns - 1, (self.x // 8 + 1) * 8)

    def _line_feed(self) -> None:
        if self.y < self.rows - 1:
            self.y += 1
        else:
            del self._cells[0]
            self._cells.append([" "] * self.columns)

    def _csi(self, private: str, args: str, final: str) -> None:
        numbers = [int(part) if part.isdigit() else 0 for part in re.split("[;:]", args)]
        if private == "?" and final in "hl":
            self._set_modes(numbers, on=final == "h")
        elif private in ("<", ">") and final == "u":
            self.kitty = max(0, self.kitty + (1 if private == ">" else -1))
        elif not private:
            self._move_or_erase(final, numbers[0], numbers[1] if len(numbers) > 1 else 0)

    def _move_or_erase(self, final: str, first: int, second: int) -> None:
        steps = {"A": (0, -1), "B": (0, 1), "C": (1, 0), "D": (-1, 0)}
        if final in "Hf":
            self.y, self.x = max(1, first) - 1, max(1, second) - 1
        elif final in steps:
            across, down = steps[final]
            self.x += across * max(1, first)
            self.y += down * max(1, first)
        elif final == "G":
            self.x = max(1, first) - 1
        elif final == "K":
            start, end = ((self.x, None), (0, self.x + 1), (0, None))[min(first, 2)]
            self._cells[self.y][start:end] = [" "] * len(self._cells[self.y][start:end])
        elif final == "J" and first >= 2:
            self._cells = self._blank()
        self.x = max(0, min(self.columns, self.x))
        self.y = max(0, min(self.rows - 1, self.y))

    def _set_modes(self, modes: Sequence[int], *, on: bool) -> None:
        for mode in modes:
            if mode in _ALTERNATE and on != (mode in self.modes):
                self._cells, self._other = (self._blank() if on else self._other), self._cells
                self._saved, (self.x, self.y) = (self.x, self.y), self._saved
            (self.modes.add if on else self.modes.discard)(mode)


class Program:
    """A program that runs in a pseudo-terminal of its own, as the leader of its session."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Start it. `env` adds to the environment; an empty value takes a name out of it."""
        self.screen = Screen(*size)
        self.written = b""
        """Everything the program has written, raw."""
        self.exit_code: int | None = None
        """Once it has ended: its exit code, or minus the number of the signal that ended it."""
        merged = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": "", **(env or {})}
        environ = {name: value for name, value in merged.items() if value}
        words = [str(word) for word in command]
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(cwd or Path.cwd())
                _set_size(0, size)
                os.execvpe(words[0], words, environ)
            finally:
                os._exit(127)
        os.set_blocking(self._terminal, False)

    def send(self, keys: str | bytes) -> None:
        """Type these bytes."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            try:
                data = data[os.write(self._terminal, data) :]
            except BlockingIOError:
                self.pump(0.01)

    def paste(self, text: str) -> None:
        """Paste the text, in the brackets that a terminal puts around it."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        os.close(self._terminal)
        self._terminal = -1

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        _set_size(self._terminal, (columns, rows))
        self.screen.resize(columns, rows)
        self.signal(signal.SIGWINCH)

    def pump(self, seconds: float) -> bool:
        """Read for at most so long; whether anything came."""
        if self._terminal < 0 or not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:
            data = b""
        self.written += data
        self.screen.feed(data)
        self._answer(data.decode("utf-8", "replace"))
        return bool(data)

    def wait_until(self, what: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Read until this is so.

        Raises:
            AssertionError: it never was; says what stands on the screen.
        """
        end = time.monotonic() + patience
        while not what():
            assert time.monotonic() < end, f"waited in vain; on the screen:\n{self.screen.text}"
            if not self.pump(0.05) and self._has_ended():
                assert what(), f"ended ({self.exit_code}); on the screen:\n{self.screen.text}"

    def wait_for(self, text: str, patience: float = PATIENCE) -> None:
        """Read until the text stands on the screen, on one line, outside a half-drawn frame."""
        self.wait_until(lambda: text in self.screen.text and 2026 not in self.screen.modes, patience)

    def wait_for_no(self, text: str, patience: float = PATIENCE) -> None:
        """Read until the text is no longer on the screen."""
        self.wait_until(lambda: text not in self.screen.text and 2026 not in self.screen.modes, patience)

    def wait_until_stopped(self) -> None:
        """Read until a signal has stopped the program."""
        options = os.WSTOPPED | os.WNOHANG | os.WNOWAIT
        self.wait_until(lambda: os.waitid(os.P_PID, self.pid, options) is not None)

    def wait_for_exit(self, patience: float = PATIENCE) -> int:
        """Read until it ends; its exit code, or minus the number of the signal that ended it."""
        end = time.monotonic() + patience
        while not self._has_ended():
            assert time.monotonic() < end, f"still running; on the screen:\n{self.screen.text}"
            if not self.pump(0.02):
                time.sleep(0.005)
        while self.pump(0.02):
            pass
        assert self.exit_code is not None
        return self.exit_code

    def end(self) -> None:
        """Kill it if it still runs, and let go of the terminal."""
        if not self._has_ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._terminal >= 0:
            self.hang_up()

    def _has_ended(self) -> bool:
        if self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code is not None

    def _answer(self, text: str) -> None:
        """Answer the terminal queries as a modern terminal does."""
        for query in _QUERY.finditer(text):
            if query["mode"]:
                self._reply(f"\x1b[?{query['mode']};{2 if query['mode'] in _OFFERED else 0}$y")
            elif query["da"] is not None:
                self._reply("\x1b[>41;354;0c" if query["da"] else "\x1b[?62;22c")
            elif query[0].endswith("n"):
                self._reply(f"\x1b[{self.screen.y + 1};{self.screen.x + 1}R")

    def _reply(self, answer: str) -> None:
        with contextlib.suppress(OSError):
            self.send(answer)


def _set_size(terminal: int, size: tuple[int, int]) -> None:
    columns, rows = size
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
