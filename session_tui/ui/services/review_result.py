"""The result that the review of a session passes to the sheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """The result of a review.

    Attributes:
        is_over: whether to leave the sheet too.
        said: a message for the next screen.
        prompt: the prompt to go back to; empty for the prompt from which the review was opened.
        cleared: the prompts whose carried answers were left out.
    """

    is_over: bool = False
    said: str = ""
    prompt: str = ""
    cleared: tuple[str, ...] = ()
