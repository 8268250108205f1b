"""The private page: the part of a session that only the practitioner sees, stored in a separate file."""

from session_tui.core.model.guide import PRIVATE, Guide, Share
from session_tui.core.model.new_session import empty_answer
from session_tui.core.model.session import Answer, Session, jots_in_order


def split_private(session: Session) -> tuple[Session, Session | None]:
    """Split a session into its record and its private page (None if nothing is on it).

    The record holds no private answer and no private jot. The private page is a session document with the
    same id that holds only these, and only those that were answered.
    """
    answers = tuple(a for a in session.answers if not a.is_private)
    jots = tuple(j for j in session.jots if j.section != PRIVATE)
    hidden = tuple(a for a in session.answers if a.is_private and a.is_answered)
    hidden_jots = tuple(j for j in session.jots if j.section == PRIVATE)
    record = session.replace(answers=answers, jots=jots)
    if not hidden and not hidden_jots:
        return record, None
    page = session.replace(
        answers=hidden, jots=hidden_jots, status="draft", signature=None, place=None,
        ended=None, minutes=None, mode=None,
    )  # fmt: skip
    return record, page


def join_private(record: Session, page: Session | None, private: Guide | None = None) -> Session:
    """Join a record and its private page, and add empty answers for the other prompts of the ``private`` guide.

    The private answers come after those of the record.
    """
    if page:
        kept = {a.prompt for a in page.answers}
        answers = tuple(a for a in record.answers if a.prompt not in kept) + page.answers
        record = record.replace(answers=answers, jots=jots_in_order(record.jots + page.jots))
    asked = [prompt for _, prompt in private.prompts()] if private else []
    room = [empty_answer(PRIVATE, p) for p in asked if not record.has_prompt(p.id)]
    return record.replace(answers=(*record.answers, *room)) if room else record


def with_own_private(record: Session, guide: Guide | None) -> Session:
    """Return the session with the private prompts of its own guide back in their places.

    The record never stores them; the private page does, once they are answered.
    """
    hidden = {prompt.id for _, prompt in guide.prompts() if prompt.share == Share.PRIVATE} if guide else ()
    before = None
    for section, prompt in guide.prompts() if hidden and guide else ():
        if prompt.id in hidden:
            known = record.answer(prompt.id) if record.has_prompt(prompt.id) else None
            record = _placed(record, known or empty_answer(section.id, prompt), before)
        if record.has_prompt(prompt.id):
            before = prompt.id
    return record


def _placed(record: Session, answer: Answer, before: str | None) -> Session:
    """Return the session with ``answer`` inserted after the answer to prompt ``before``, or at the start."""
    others = [each for each in record.answers if each.prompt != answer.prompt]
    places = [place for place, each in enumerate(others, 1) if each.prompt == before]
    others.insert(places[0] if places else 0, answer)
    return record.replace(answers=tuple(others))
