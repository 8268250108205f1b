"""The private page: what of a session is the practitioner's alone, kept in a file of its own."""

from session_tui.core.model.guide import PRIVATE, Guide, Share
from session_tui.core.model.new_session import empty_answer
from session_tui.core.model.session import Answer, Session, jots_in_order


def split_private(session: Session) -> tuple[Session, Session | None]:
    """The record, and the private page when anything is on it.

    The record holds no private answer and no private jot. The private page is a session document of its own with the
    same id, holding only these, and only those that were answered.
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
    """The whole session again: the record with its private page, and room for what the private page asks.

    Answers of the private page stand behind those of the record.
    """
    if page:
        kept = {a.prompt for a in page.answers}
        answers = tuple(a for a in record.answers if a.prompt not in kept) + page.answers
        record = record.replace(answers=answers, jots=jots_in_order(record.jots + page.jots))
    asked = [prompt for _, prompt in private.prompts()] if private else []
    room = [empty_answer(PRIVATE, p) for p in asked if not record.has_prompt(p.id)]
    return record.replace(answers=(*record.answers, *room)) if room else record


def with_own_private(record: Session, guide: Guide | None) -> Session:
    """The session with the private prompts that its own guide asks among others, each in its place again.

    The record keeps nothing of them until they are answered, and then the private page does.
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
    """The session with an answer directly behind the answer to another prompt, or at its beginning."""
    others = [each for each in record.answers if each.prompt != answer.prompt]
    places = [place for place, each in enumerate(others, 1) if each.prompt == before]
    others.insert(places[0] if places else 0, answer)
    return record.replace(answers=tuple(others))
