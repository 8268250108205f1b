"""What is wrong with a note, where, and how to mend it."""

from session_tui.core.base.errors import NewerFormat, SessionTuiError


class UnreadableNote(SessionTuiError):
    """A Markdown file that cannot be read as a note.

    Attributes:
        what: what is wrong.
        line: the line of the file, from 1.
        mend: what to do.
    """

    def __init__(self, what: str, line: int, mend: str) -> None:
        self.what = what
        self.line = line
        self.mend = mend
        super().__init__(f"Line {line}: {what} {mend}".strip())


class NewerNote(UnreadableNote, NewerFormat):
    """A note that a newer version of this program wrote."""
