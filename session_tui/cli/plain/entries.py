"""How a prompt is asked in lines, and how the lines are read that every kind takes."""

from collections.abc import Callable

from session_tui.cli.plain.console import Console
from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.entry import Entry
from session_tui.core.model.guide import Prompt

END = "."
"""The line that ends a text."""

CLOSE = ""
"""Where the interview is after the last prompt."""


Ask = Callable[[Prompt, Entry, FieldContext, Console], Entry]
"""Asks a prompt: the entry that comes of it, as it was where nothing was said."""


def not_understood(entry: Entry, words: str, console: Console, why: str) -> Entry:
    """The entry with words kept as its note, and said so."""
    console.write(f"{why} Kept as this prompt's note: {words}")
    return entry.with_note(words)


def said_line(console: Console, mark: str = "> ") -> str:
    """The next line without white space around it; empty where there is none, or a lone full stop."""
    line = (console.ask(mark) or "").strip()
    return "" if line == END else line
