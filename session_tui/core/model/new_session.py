"""Create a new session from a guide."""

from datetime import datetime

from session_tui.core.base.ids import new_id
from session_tui.core.model.guide import PRIVATE, Guide, Prompt, Share
from session_tui.core.model.session import Answer, GuideRef, GuideSection, Session


def begin_session(guide: Guide, client: str, *, at: datetime, private: Guide | None = None) -> Session:
    """Return a new draft that follows ``guide``, with the prompts of the ``private`` guide at its end."""
    asked = [(section.id, prompt) for section, prompt in guide.prompts()]
    known = {prompt.id for _, prompt in asked}
    if private:
        asked += [(PRIVATE, prompt) for _, prompt in private.prompts() if prompt.id not in known]
    return Session(
        id=new_id(at),
        client=client,
        guide=guide_reference(guide),
        started=at,
        answers=tuple(empty_answer(section, prompt) for section, prompt in asked),
    )


def guide_reference(guide: Guide) -> GuideRef:
    """Return the copy of a guide's outline that a note stores."""
    sections = tuple(GuideSection(id=part.id, title=part.title) for part in guide.sections)
    return GuideRef(id=guide.id, version=guide.version, title=guide.title, sections=sections)


def empty_answer(section: str, prompt: Prompt) -> Answer:
    """Return an empty answer to a prompt."""
    return Answer(
        section=section,
        prompt=prompt.id,
        heading=prompt.heading,
        ask=prompt.ask,
        kind=prompt.kind,
        share=Share.PRIVATE if section == PRIVATE else prompt.share,
    )
