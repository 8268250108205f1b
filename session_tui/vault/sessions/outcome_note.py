"""Records a step's outcome between two meetings, in a quick contact of its own."""

from __future__ import annotations

from datetime import datetime

from session_tui.core.base.errors import UnknownPrompt
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind, Step

NO_PLACE = (
    "The guide “{}” has no prompt for steps, so the outcome has no place in it. "
    "Begin a session with the client instead."
)


def with_step_outcome(contact: Session, step: Step, *, at: datetime) -> Session:
    """Return the contact with ``step``, which has its id, its words and the fields that are new.

    Raises:
        UnknownPrompt: the contact's guide has no prompt for steps.
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
