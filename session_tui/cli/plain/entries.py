"""How a prompt is asked, and how lines are read that every kind accepts."""

from collections.abc import Callable

from session_tui.cli.plain.console import Console
from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.entry import Entry
from session_tui.core.model.guide import Prompt

END = "."
"""The line that ends a text."""

CLOSE = ""
"""The position after the last prompt."""


Ask = Callable[[Prompt, Entry, FieldContext, Console], Entry]
"""Asks a prompt and returns the resulting entry, unchanged if nothing was typed."""


def not_understood(entry: Entry, words: str, console: Console, why: str) -> Entry:
    """Return the entry with the words kept as its note, and print that."""
    console.write(f"{why} Kept as this prompt's note: {words}")
    return entry.with_note(words)


def said_line(console: Console, mark: str = "> ") -> str:
    """Return the next line, stripped; empty at the end or for a single full stop."""
    line = (console.ask(mark) or "").strip()
    return "" if line == END else line
