"""Write a note as Markdown: for people first, and exact enough for :mod:`session_tui.markdown.note.reader`.

The format is described in ``docs/notes.md``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from session_tui.core.base.text import fold_case
from session_tui.core.formats.json_documents import PRIVATE_FORMAT, SESSION_FORMAT
from session_tui.core.model.addendum import current_client, is_withdrawn
from session_tui.core.model.guide import Share
from session_tui.core.model.note import MARKED_BY_MISTAKE, Addendum, Note
from session_tui.core.model.session import Answer, Jot, Session
from session_tui.core.model.values import Goal, Kind
from session_tui.markdown.blockquotes import is_client_words
from session_tui.markdown.escaping import write_emphasis, write_inline, write_item
from session_tui.markdown.note.comments import write_comment, write_comment_attributes, write_front_value
from session_tui.markdown.note.dates import format_date, format_full_date, format_time, write_moment
from session_tui.markdown.note.item_layouts import NoteContext
from session_tui.markdown.note.item_lists import write_list_item
from session_tui.markdown.note.labels import NOT_CONFIRMED, NOT_FILED, TITLES, UNSHOWN
from session_tui.markdown.note.value_codecs import CODECS, newlines_of, write_text


def write_note(note: Note, *, client_name: str | None = None, format_: str = SESSION_FORMAT) -> str:
    """Return a note as Markdown. ``format_`` is SESSION_FORMAT, or PRIVATE_FORMAT for a private page."""
    session = note.session
    parts = [
        *_front_matter(session, client_name, format_),
        "",
        *_title(note, client_name, format_),
        *_sections(session),
        *_addenda(note),
        *_unshown(session),
    ]
    return "\n".join(parts) + "\n"


def _front_matter(session: Session, client_name: str | None, format_: str) -> list[str]:
    """Return the lines of the front matter."""
    signature = session.signature
    values = {
        "format": format_,
        "id": session.id,
        "rev": session.rev,
        "client": session.client,
        "name": client_name,
        "guide": session.guide.id,
        "title": session.guide.title,
        "version": session.guide.version,
        "started": session.started.isoformat(),
        "ended": session.ended and session.ended.isoformat(),
        "minutes": session.minutes,
        "mode": session.mode,
        "status": session.status,
        "signed": signature and signature.at.isoformat(),
        "signed_by": signature and signature.by,
        "sha256": signature and signature.sha256,
    }
    given = {key: str(value) for key, value in values.items() if value is not None}
    return ["---", *(f"{key}: {write_front_value(value)}" for key, value in given.items()), "---"]


def _title(note: Note, client_name: str | None, format_: str) -> list[str]:
    """Return the title and one line about the session; the reader takes both from elsewhere in the file."""
    session = note.session
    kind = "Private page" if format_ == PRIVATE_FORMAT else write_inline(session.guide.title)
    client = write_inline(client_name or current_client(note))
    facts = [f"{format_full_date(session.day)}, {session.started:%H:%M}"]
    facts += [f"{session.minutes} minutes"] if session.minutes is not None else []
    facts += [session.mode] if session.mode else []
    facts.append("signed" if session.is_signed else "draft")
    facts += [MARKED_BY_MISTAKE] if is_withdrawn(note.addenda) else []
    return [f"# {kind} · {client} · {format_date(session.day)}", "", f"*{' · '.join(facts)}*", ""]


def _sections(session: Session) -> Iterator[str]:
    """Return the answers by section, each with its filed jots at its end, then the unfiled jots."""
    shown = [answer for answer in session.answers if answer.is_answered]
    started = session.started.isoformat()
    context = NoteContext(session.id, started, _goal_words(shown))
    titles = _titles(session)
    parts = _parts(session, shown, titles)
    is_by_time = _is_by_time([jot for part in parts for jot in part.jots])
    for part in parts:
        if part.section is None:
            yield from _heading(2, "Jots", {"part": "jots"})
            yield from (NOT_FILED, "")
        else:
            yield from _section_heading(part.section, session, titles)
        for answer in part.answers:
            yield from _answer(answer, context)
        if part.section is not None and part.jots:
            yield from _heading(3, "Jots", {"part": "jots"})
        if part.jots:
            yield from _jots(part.jots, started, is_by_time=is_by_time)


@dataclass(frozen=True, slots=True)
class _Part:
    """The content of one section; ``section`` is None for the unfiled jots.

    Each jot is paired with its index in the session.
    """

    section: str | None
    answers: tuple[Answer, ...] = ()
    jots: tuple[tuple[int, Jot], ...] = ()


def _parts(session: Session, shown: list[Answer], titles: Mapping[str, str]) -> list[_Part]:
    """Return the printed sections in order; sections with jots only come last, in the guide's order."""
    jots: dict[str | None, tuple[tuple[int, Jot], ...]] = {}
    for place, jot in enumerate(session.jots):
        jots[jot.section] = (*jots.get(jot.section, ()), (place, jot))
    waiting = jots.pop(None, ())
    parts: list[_Part] = []
    # groupby() repeats a section whose answers are not consecutive: pop() gives the jots to its first part only.
    for section, answers in groupby(shown, lambda answer: answer.section):
        parts.append(_Part(section, tuple(answers), jots.pop(section, ())))
    # A jot's section may be missing in the guide: such sections come last.
    order = [*titles, *jots]
    parts += [_Part(section, (), jots[section]) for section in sorted(jots, key=order.index)]
    return [*parts, _Part(None, (), waiting)] if waiting else parts


def _section_heading(section: str, session: Session, titles: Mapping[str, str]) -> Iterator[str]:
    """Return the section's title, with its id unless the title identifies it."""
    title = titles.get(section, section)
    like = {part.id for part in session.guide.sections if fold_case(part.title) == fold_case(title)}
    is_known = TITLES.get(section) == title and like <= {section}
    yield from (f"## {title}", "") if is_known else _heading(2, title, {"section": section})


def _titles(session: Session) -> dict[str, str]:
    """Return titles by section id, the guide's first."""
    own: dict[str, str] = {}
    for part in session.guide.sections:
        own.setdefault(part.id, part.title)
    return own | {section: TITLES[section] for section in TITLES if section not in own}


def _goal_words(answers: list[Answer]) -> dict[str, str]:
    """The words of the goals in this note, by id."""
    held = [a.value for a in answers if a.kind == Kind.GOALS and isinstance(a.value, tuple)]
    return {goal.id: goal.words for goals in held for goal in goals if isinstance(goal, Goal)}


def _heading(level: int, text: str, attributes: Mapping[str, object | None]) -> list[str]:
    """Return the lines of a heading with its comment."""
    return [f"{'#' * level} {write_inline(text)}", write_comment(attributes), ""]


def _answer(answer: Answer, context: NoteContext) -> Iterator[str]:
    """Yield the lines of an answer."""
    form = CODECS[answer.kind]
    value = [] if answer.value is None else form.write(answer.value, context)
    yield f"### {write_inline(answer.heading)}"
    is_empty = answer.value is not None and not value
    yield write_comment(_about(answer, context.started, is_empty=is_empty))
    if answer.ask:
        yield write_emphasis(answer.ask)
    yield ""
    if answer.is_unconfirmed:
        yield from (NOT_CONFIRMED, "")
    if value:
        yield from (*value, "")
    if answer.mark is not None:
        yield from (f"*Marked:* {write_inline(answer.mark)}", "")
    if answer.note:
        yield from _note(write_text(answer.note))


def _about(answer: Answer, started: str, *, is_empty: bool) -> dict[str, object | None]:
    """Return the names and values of the comment under an answer's heading."""
    told = {} if answer.value is None else CODECS[answer.kind].attributes(answer.value)
    return _identity(answer, started) | told | {
        "value": "empty" if is_empty else None,
        "note": newlines_of(answer.note),
        "ask": None if answer.ask else "no",
    }  # fmt: skip


def _identity(answer: Answer, started: str) -> dict[str, object | None]:
    """Return the names and values that identify a prompt."""
    return {
        "prompt": answer.prompt,
        "kind": None if answer.kind == Kind.TEXT else answer.kind,
        "share": None if answer.share == Share.RECORD else answer.share,
        "from": answer.origin.removeprefix("carried:") if answer.confirmed is not None else None,
        "written": answer.written and write_moment(answer.written, started),
    }


def _note(lines: list[str]) -> list[str]:
    """Return the note beside a value: on the label's line if it is one line and not the client's words."""
    if len(lines) == 1 and not is_client_words(lines[0]):
        return [f"*Note:* {lines[0]}", ""]
    return ["*Note:*", "", *lines, ""]


def _jots(jots: tuple[tuple[int, Jot], ...], started: str, *, is_by_time: bool) -> Iterator[str]:
    """Return jots as a list; each gives its index if the order does not follow from the times."""
    for place, jot in jots:
        about = {"id": jot.id, "written": write_moment(jot.written, started)}
        extra = {} if is_by_time else {"at": str(place)}
        yield from write_list_item(write_item(jot.text), about | extra)
    yield ""


def _is_by_time(printed: list[tuple[int, Jot]]) -> bool:
    """Whether the printed jots, sorted by time, are in the session's order."""
    # The reader sorts by time unless every jot gives its index.
    places = [place for place, _ in sorted(printed, key=lambda pair: pair[1].written)]
    return places == sorted(places)


def _addenda(note: Note) -> Iterator[str]:
    """Yield the lines of all addenda."""
    if note.addenda:
        yield from _heading(2, "Addenda", {"part": "addenda"})
    for addendum in note.addenda:
        yield from _addendum(addendum, note.session)


def _addendum(addendum: Addendum, session: Session) -> Iterator[str]:
    """Yield the lines of one addendum."""
    about = {
        "addendum": addendum.id,
        "number": addendum.number,
        "written": addendum.written.isoformat(),
        "session": None if addendum.session == session.id else addendum.session,
        "client": None if addendum.client == session.client else addendum.client,
        "newlines": newlines_of(addendum.text),
    }
    yield from _heading(3, f"Addendum {addendum.number} · {format_time(addendum.written)}", about)
    said = {
        "Moved from": addendum.moved_from,
        "Reason": addendum.reason,
        "By": addendum.author,
        "Marked": addendum.mark,
    }
    for label, text in said.items():
        if text is not None:
            yield from (f"*{label}:* {write_inline(text)}", "")
    if addendum.text:
        yield from (*write_text(addendum.text), "")


def _unshown(session: Session) -> Iterator[str]:
    """Return the final comment: the guide's sections, the cursor position, and unanswered prompts."""
    yield UNSHOWN
    yield from (write_comment_attributes(about) for about in _section_list(session))
    if place := session.place:
        yield write_comment_attributes({"place": place.prompt, "row": place.row, "column": place.column})
    for at, answer in enumerate(session.answers):
        if not answer.is_answered:
            yield write_comment_attributes(_unanswered(answer, at, session.started.isoformat()))
    yield "-->"


def _section_list(session: Session) -> Iterator[dict[str, object | None]]:
    """Return the guide's sections; titles that are visible in the note are not repeated."""
    shown = {a.section for a in session.answers if a.is_answered} | {j.section for j in session.jots}
    for part in session.guide.sections:
        yield {"section": part.id, "title": None if part.id in shown else part.title}
        # Should the guide repeat an id, the title in the note is that of the first section.
        shown.discard(part.id)


def _unanswered(answer: Answer, at: int, started: str) -> dict[str, object | None]:
    """Return the names and values of an unanswered prompt in the hidden data."""
    states = {True: "yes", False: "no", None: None}
    return {
        "at": at,
        **_identity(answer, started),
        "section": answer.section,
        "state": None if answer.state == "not reached" else answer.state,
        "confirmed": states[answer.confirmed],
        "heading": answer.heading,
        "ask": answer.ask or None,
    }
