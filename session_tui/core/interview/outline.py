"""One row of a session's outline: a section, and whether it was visited and answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One section of the outline.

    Attributes:
        id: the section's id.
        title: its title.
        answered: how many of its prompts have an answer, plus its jots.
        is_current: whether the cursor is in it.
        was_seen: whether it was visited.
    """

    id: str
    title: str
    answered: int
    is_current: bool
    was_seen: bool

    @property
    def glyph(self) -> str:
        """``●`` for the current section, ``✓`` for a visited one with answers, ``○`` for any other."""
        if self.is_current:
            return "●"
        return "✓" if self.was_seen and self.answered else "○"
