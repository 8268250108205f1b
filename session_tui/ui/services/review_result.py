"""How the review of a session ended, as the review tells the sheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """How the close ended.

    Attributes:
        is_over: whether the sheet is left too.
        said: a sentence for the screen that comes next.
        prompt: the prompt to go back to; empty for the one we came from.
        cleared: the prompts whose carried answers were left out.
    """

    is_over: bool = False
    said: str = ""
    prompt: str = ""
    cleared: tuple[str, ...] = ()
