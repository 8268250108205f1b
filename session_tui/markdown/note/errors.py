"""The errors of reading a note."""

from session_tui.core.base.errors import NewerFormat, SessionTuiError


class UnreadableNote(SessionTuiError):
    """A Markdown file that cannot be read as a note.

    Attributes:
        what: what is wrong.
        line: the line number, from 1.
        mend: how to correct it.
    """

    def __init__(self, what: str, line: int, mend: str) -> None:
        self.what = what
        self.line = line
        self.mend = mend
        super().__init__(f"Line {line}: {what} {mend}".strip())


class NewerNote(UnreadableNote, NewerFormat):
    """The note was written by a newer version of this program."""
