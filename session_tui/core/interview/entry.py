"""An entry: the current content of one prompt's field, before it becomes the session's answer."""

from dataclasses import dataclass, replace
from datetime import datetime

from session_tui.core.model.session import Answer, Session
from session_tui.core.model.values import Value


@dataclass(frozen=True, slots=True)
class Entry:
    """What the field of a prompt holds.

    Attributes:
        value: a value of the prompt's kind; None if none was given.
        note: the sentence next to the value, and any typed text that could not be read as a value.
        mark: the word of the one-key mark, if one was chosen.
    """

    value: Value | None = None
    note: str = ""
    mark: str | None = None

    @classmethod
    def of(cls, answer: Answer) -> "Entry":
        """Return the entry that an answer was made from."""
        return cls(answer.value, answer.note, answer.mark)

    def with_note(self, words: str) -> "Entry":
        """Return this entry with ``words`` added to its note on a line of their own."""
        return replace(self, note="\n".join(part for part in (self.note, words) if part))

    def commit(self, session: Session, prompt: str, at: datetime) -> Session:
        """Return the session with this entry as the answer to a prompt.

        An entry equal to the current answer changes nothing, so that repeating a carried answer does not confirm it.

        Raises:
            InvalidValue: no session can hold this value or note.
        """
        if Entry.of(session.answer(prompt)) == self:
            return session
        return session.with_answer(prompt, self.value, at=at, note=self.note, mark=self.mark)
