"""Pastes, taken whole out of what a terminal sends.

Textual's parser looks for keys inside a paste too: an escape sequence in a pasted text swallows what follows it, and
then the end of the paste, and with that everything typed afterwards. Here the parser sees the brackets of a paste, and
never what stands between them.

Leans on what the parser of Textual 8.2.8 keeps to itself (``is_waiting``); tests/ui/textual_patches/test_bracketed_paste.py fails when that changes.
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
"""Alone, Esc and a letter in one piece are what Alt and that letter send; followed by more they were typed ahead."""

PATIENCE = 2.0
"""Seconds without a byte after which a paste whose end never came is over."""


class BracketedPasteParser:
    """Reads keys with Textual's parser, and pastes by itself.

    Args:
        keys: Textual's parser.
        clock: seconds that never go back.
    """

    def __init__(self, keys: XTermParser, clock: Callable[[], float] = time.monotonic) -> None:
        self._keys = keys
        self._clock = clock
        self._tail = ""
        self._pasted: list[str] | None = None
        self._last = 0.0

    def feed(self, text: str) -> Iterator[Message]:
        """What a piece of the terminal's output says; a bracket may be split between two pieces."""
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
        """Whether something has only half arrived, so that time passing means something."""
        return self._pasted is not None or self._keys._timeout_time is not None

    def tick(self) -> Iterator[Message]:
        """What follows from time passing: a lone Esc, or a paste that does not go on."""
        if self._pasted is None:
            yield from self._keys.tick()
        elif self._clock() - self._last > PATIENCE:
            yield from self.finish()

    def finish(self) -> Iterator[Message]:
        """End the paste that is under way, if any, with what has come of it."""
        if self._pasted is None:
            return
        whole = "".join((*self._pasted, self._tail)).replace("\0", "")
        self._pasted, self._tail = None, ""
        if whole:
            yield Paste(whole)
        for event in self._keys.feed(END):
            if not isinstance(event, Paste):  # the parser's own, of nothing
                yield event

    def _typed(self, text: str) -> Iterator[Message]:
        """What keys say. Esc with a letter and more behind it is Esc, then a letter; Textual would type ``^`` for it."""
        first, *others = _ESC_THEN_LETTERS.split(text)
        yield from self._keys.feed(first)
        for letters in others:
            yield Key("escape", "\x1b")
            yield from self._keys.feed(letters)

    def _until_start(self, text: str) -> tuple[str, str]:
        """The text up to where a paste begins, and the rest; the parser has read ``_tail`` already."""
        seen = self._tail + text
        at = seen.find(START)
        if at < 0:
            self._tail = seen[1 - len(START) :]
            return text, ""
        end = at + len(START) - len(self._tail)
        self._tail, self._pasted = "", []
        return text[:end], text[end:]

    def _until_end(self, text: str) -> str:
        """Take in what is pasted; what stands from the end's bracket on. ``_tail`` may be the start of one."""
        assert self._pasted is not None
        text = self._tail + text
        at = text.find(END)
        end = at if at >= 0 else len(text) - _half_a_bracket(text)
        self._pasted.append(text[:end])
        self._tail = "" if at >= 0 else text[end:]
        return text[at:] if at >= 0 else ""


def _half_a_bracket(text: str) -> int:
    """How many characters at the end of a text may begin the bracket that ends a paste."""
    return next((n for n in range(len(END) - 1, 0, -1) if text.endswith(END[:n])), 0)
