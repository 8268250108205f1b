"""A session's beginning: the guide as the note keeps it, and room for an answer to each prompt."""

from datetime import datetime

from session_tui.core.base.ids import new_id
from session_tui.core.model.guide import PRIVATE, Guide, Prompt, Share
from session_tui.core.model.session import Answer, GuideRef, GuideSection, Session


def begin_session(guide: Guide, client: str, *, at: datetime, private: Guide | None = None) -> Session:
    """A new draft that follows a guide; the prompts of the private page stand at its end."""
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
    """The guide as a note keeps it."""
    sections = tuple(GuideSection(id=part.id, title=part.title) for part in guide.sections)
    return GuideRef(id=guide.id, version=guide.version, title=guide.title, sections=sections)


def empty_answer(section: str, prompt: Prompt) -> Answer:
    """The place for an answer to a prompt."""
    return Answer(
        section=section,
        prompt=prompt.id,
        heading=prompt.heading,
        ask=prompt.ask,
        kind=prompt.kind,
        share=Share.PRIVATE if section == PRIVATE else prompt.share,
    )
