"""One line of a session's outline: a section, and whether it was visited and written in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One section: its id and title, how many of its prompts hold something, whether we are in it or have been."""

    id: str
    title: str
    answered: int
    is_current: bool
    was_seen: bool

    @property
    def glyph(self) -> str:
        """Where we are, what was written in, what was not."""
        if self.is_current:
            return "●"
        return "✓" if self.was_seen and self.answered else "○"
