"""The formats that ``session-tui show`` writes a session in: one line each in :data:`FORMATS`.

A new export is a module with a function that makes text of a :class:`~session_tui.core.model.note.Note`, and a line
here. The choices of ``--format``, its help, and what a shell completes come from this table. A module is imported only
when its format is asked for, because commands that list sessions import this table too.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from session_tui.core.model.note import Note


class Format(NamedTuple):
    """One way to write a session.

    Attributes:
        description: what it is, in a few words, for the help.
        function: the function that makes text of a note, as ``module:name``.
        holds_private: whether the function gets the private page too. It is left out otherwise.
    """

    description: str
    function: str
    holds_private: bool = False

    def load(self) -> Callable[[Note], str]:
        """The function that makes text of a note; imports its module."""
        module, _, name = self.function.partition(":")
        return cast("Callable[[Note], str]", getattr(import_module(module), name))

    def write(self, note: Note) -> str:
        """A note in this format."""
        return self.load()(note if self.holds_private else without_private(note))


FORMATS: dict[str, Format] = {
    "md": Format("Markdown", "session_tui.markdown.note.writer:write_note"),
    "json": Format("the session document", "session_tui.exchange.note_json:note_json"),
    "html": Format("a page for a browser", "session_tui.markdown.note.html:note_html"),
}
"""The formats by the name that ``--format`` takes; the first is the one that is written when none is named."""


def describe_formats() -> str:
    """What the formats are, in a sentence."""
    *others, last = (each.description for each in FORMATS.values())
    return f"{', '.join(others)}, or {last}."


def without_private(note: Note) -> Note:
    """The note without its private page, which has a file of its own."""
    from session_tui.core.model.note import Note
    from session_tui.core.model.private_page import split_private

    return Note(split_private(note.session)[0], note.addenda)
