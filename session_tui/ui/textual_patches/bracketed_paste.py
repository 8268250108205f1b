"""Separate pastes from keys in the input of the terminal.

Textual's parser looks for keys inside a paste too: an escape sequence in a pasted text swallows the text after it,
then the end of the paste, and with it everything typed afterwards. Here the parser gets the brackets of a paste, but
not the text between them.

Uses private parts of the parser of Textual 8.2.8 (``is_waiting``);
tests/ui/textual_patches/test_bracketed_paste.py fails when they change.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"
"""The brackets that a terminal puts around a paste."""

_ESC_THEN_LETTERS = re.compile("\x1b(?=[a-z0-9 ][^\x1b])")
"""Esc and a letter that more characters follow. Without more, Esc and a letter in one piece are Alt and that letter."""

PATIENCE = 2.0
"""Seconds without input after which a paste without an end is taken as complete."""


class BracketedPasteParser:
    """Parse keys with Textual's parser, and pastes without it.

    Args:
        keys: Textual's parser.
        clock: returns monotonic seconds.
    """

    def __init__(self, keys: XTermParser, clock: Callable[[], float] = time.monotonic) -> None:
        self._keys = keys
        self._clock = clock
        self._tail = ""
        self._pasted: list[str] | None = None
        self._last = 0.0

    def feed(self, text: str) -> Iterator[Message]:
        """Yield the events of a piece of input. A bracket may be split between two pieces."""
        self._last = self._clock()
        while text:
            if self._pasted is None:
                typed, text = self._until_start(text)
                yield from self._typed(typed)
            else:
                text = self._until_end(text)
                if text:
                    yield from self.finish()
                    text = text[len(END) :]

    @property
    def is_waiting(self) -> bool:
        """Whether a paste or a key has arrived in part, so that `tick` must be called."""
        return self._pasted is not None or self._keys._timeout_time is not None

    def tick(self) -> Iterator[Message]:
        """Yield the events that the passing of time completes: a lone Esc, or a paste without an end."""
        if self._pasted is None:
            yield from self._keys.tick()
        elif self._clock() - self._last > PATIENCE:
            yield from self.finish()

    def finish(self) -> Iterator[Message]:
        """End an unfinished paste and yield the text received so far, if any."""
        if self._pasted is None:
            return
        # The tail is text: the rest of the bracket that it seemed to begin has not come.
        whole = "".join((*self._pasted, self._tail)).replace("\0", "")
        self._pasted, self._tail = None, ""
        if whole:
            yield Paste(whole)
        # Textual's parser has read START, so it needs END to leave its paste mode.
        for event in self._keys.feed(END):
            if not isinstance(event, Paste):  # the parser's own, which is empty
                yield event

    def _typed(self, text: str) -> Iterator[Message]:
        """Yield the events of typed keys. Esc, a letter and more is Esc, then the letter; Textual would type ``^``."""
        first, *others = _ESC_THEN_LETTERS.split(text)
        yield from self._keys.feed(first)
        for letters in others:
            yield Key("escape", "\x1b")
            yield from self._keys.feed(letters)

    def _until_start(self, text: str) -> tuple[str, str]:
        """Split the text after the bracket that starts a paste. The parser has read ``_tail`` already."""
        seen = self._tail + text
        at = seen.find(START)
        if at < 0:
            # The longest tail that can be the beginning of a bracket: all of START but its last character.
            self._tail = seen[1 - len(START) :]
            return text, ""
        end = at + len(START) - len(self._tail)
        self._tail, self._pasted = "", []
        return text[:end], text[end:]

    def _until_end(self, text: str) -> str:
        """Collect pasted text; return the input from the closing bracket on.

        ``_tail`` may be the start of a bracket.
        """
        assert self._pasted is not None
        text = self._tail + text
        at = text.find(END)
        end = at if at >= 0 else len(text) - _partial_bracket_length(text)
        self._pasted.append(text[:end])
        self._tail = "" if at >= 0 else text[end:]
        return text[at:] if at >= 0 else ""


def _partial_bracket_length(text: str) -> int:
    """Return the number of characters at the end of a text that may begin the closing bracket."""
    return next((n for n in range(len(END) - 1, 0, -1) if text.endswith(END[:n])), 0)
