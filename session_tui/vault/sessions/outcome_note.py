"""What is said about a step between two meetings: a quick contact of its own, as every change between sessions is."""

from __future__ import annotations

from datetime import datetime

from session_tui.core.base.errors import UnknownPrompt
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind, Step

NO_PLACE = (
    "The guide “{}” asks for no steps, so there is no place to write this down. "
    "Begin a session with the client instead."
)


def with_step_outcome(contact: Session, step: Step, *, at: datetime) -> Session:
    """The contact with what a step says now: its id and words, and only the fields that are new.

    Raises:
        UnknownPrompt: its guide asks for no steps; says so.
    """
    for answer in contact.answers:
        if answer.kind == Kind.STEPS and not answer.is_private:
            return contact.with_answer(answer.prompt, (step,), at=at)
    raise NoPlace(contact.guide.title)


class NoPlace(UnknownPrompt):
    """A practice's own guide for quick contacts has no prompt for steps."""

    def __init__(self, title: str) -> None:
        super().__init__("steps")
        self.args = (NO_PLACE.format(title),)
