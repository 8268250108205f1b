"""The guide a session was started with, rebuilt from the note and enriched from the guide file if that still exists."""

from dataclasses import replace

from session_tui.core.model.guide import PRIVATE, SECTIONS, Guide, Prompt, Section, Share
from session_tui.core.model.session import Answer, Session


def session_sections(session: Session, guide: Guide | None) -> Guide:
    """Return the guide of a session, with its sections and prompts in the session's order.

    A prompt that the guide still has, with the same kind, takes its hint, marks and options from the guide and its
    wording from the session. A prompt that the guide no longer has is rebuilt from the note.
    """
    known = {prompt.id: prompt for _, prompt in guide.prompts()} if guide else {}
    titles = dict(SECTIONS) | {part.id: part.title for part in session.guide.sections}
    titles.setdefault(PRIVATE, "Private page")
    order = list(dict.fromkeys([*(p.id for p in session.guide.sections), *_sections(session)]))
    sections = tuple(
        Section(
            section,
            titles.get(section, section),
            tuple(_prompt(answer, known.get(answer.prompt)) for answer in session.answers if answer.section == section),
        )
        for section in order
    )
    return Guide(
        session.guide.id,
        session.guide.title,
        session.guide.version,
        guide.minutes if guide else None,
        guide.when if guide else "",
        tuple(section for section in sections if section.prompts),
    )


def with_private(guide: Guide | None, private: Guide | None) -> Guide | None:
    """Return the guide with the private page as one more section; the private page alone if the guide is missing.

    Prompts that the guide itself has are left out of the private page.
    """
    if guide is None or private is None:
        return guide or private
    own = {prompt.id for _, prompt in guide.prompts()}
    prompts = tuple(prompt for _, prompt in private.prompts() if prompt.id not in own)
    return guide.with_section(Section(PRIVATE, private.title, prompts))


def _sections(session: Session) -> list[str]:
    """Return the section of each answer, the private page last."""
    # The sort is stable and False comes before True: only the private page moves.
    return sorted((answer.section for answer in session.answers), key=PRIVATE.__eq__)


def _prompt(answer: Answer, known: Prompt | None) -> Prompt:
    """Return a prompt in the session's wording, with the guide's details if ``known`` has the same kind."""
    if known is None or known.kind != answer.kind:
        return Prompt(
            answer.prompt,
            answer.kind,
            answer.heading,
            answer.ask,
            is_core=True,
            share=answer.share,
        )

    share = Share.PRIVATE if answer.is_private else known.share
    return replace(known, heading=answer.heading, ask=answer.ask, share=share)
