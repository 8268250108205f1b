"""A whole note as blocks for reading: prompts and answers, jots, signature, addenda.

The blocks are made from the note, not from its Markdown file, so that the file's hidden data is never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from session_tui.core.model.addendum import current_client
from session_tui.core.model.guide import PRIVATE
from session_tui.core.model.note import MARKED_BY_MISTAKE, Addendum, Note
from session_tui.core.model.session import Answer, Jot, Session
from session_tui.core.model.values import Goal, Kind
from session_tui.core.schema.fields import Document
from session_tui.markdown.escaping import read_item
from session_tui.markdown.note.dates import format_full_date, format_time
from session_tui.markdown.note.item_layouts import NoteContext
from session_tui.markdown.note.item_lists import ItemBlock as Lines
from session_tui.markdown.note.item_lists import ListItem, read_list
from session_tui.markdown.note.labels import TITLES
from session_tui.markdown.note.value_codecs import CODECS
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.document.text_blocks import Block, BlockEdge, literal_blocks, text_blocks

MUTED = "$text-muted"
ASK = "italic $text-muted"
OPEN = "bold $text-warning"
SECTION = "bold underline"
CLOSE = BlockEdge(gap=None)

_frame = partial(Block, is_said=False)
"""Makes a block of the program's or guide's own words, as opposed to what the practitioner wrote."""

NOT_CONFIRMED = "○ Not confirmed: carried over from an earlier session."
PRIVATE_SIGN = "  ◆ private"
"""Appended to the heading of everything on the private page."""

NOT_FILED = "○ Jots to be filed"


def note_blocks(note: Note, *, with_private: bool = False) -> Iterator[Block]:
    """Yield the blocks of a note, made as they are needed.

    Args:
        note: the note; prompts without an answer are left out.
        with_private: whether to include private answers and jots, each marked as private.
    """
    session = note.session
    yield from title_blocks(note)
    for section in _sections(session, with_private):
        yield from _section(session, section, with_private)
    yield from _unfiled(session)
    yield from signature_blocks(session)
    for addendum in note.addenda:
        yield from addendum_blocks(addendum)


def answer_blocks(answer: Answer, goals: Mapping[str, str] | None = None) -> Iterator[Block]:
    """Yield the blocks of one answer: its value, its mark and its note.

    Args:
        answer: the answer.
        goals: the words of goals by id, for steps that serve one.
    """
    yield from _answer_content(answer, NoteContext("", "", dict(goals or {})))


def title_blocks(note: Note) -> Iterator[Block]:
    """Yield the client, guide, time and status of a session, and the marks of its addenda."""
    session = note.session
    title = f"{session.guide.title} · {current_client(note)}"
    yield _frame(as_content(title, "bold"), gap=None)
    facts = [f"{format_full_date(session.day)}, {session.started:%H:%M}"]
    facts += [f"{session.minutes} minutes"] if session.minutes is not None else []
    facts += [session.mode] if session.mode else []
    facts.append("signed" if session.is_signed else "draft, not signed")
    yield _frame(as_content(" · ".join(facts), MUTED), gap=None)
    for addendum in note.addenda:
        if addendum.mark:
            said = f"! {_mark_shown(addendum.mark)}: see addendum {addendum.number} at the end."
            yield _frame(as_content(said, OPEN))


def _mark_shown(mark: str) -> str:
    """Return the words on screen for an addendum's mark."""
    return "Entered in error" if mark == MARKED_BY_MISTAKE else mark.capitalize()


def _sections(session: Session, with_private: bool) -> list[str]:
    """Return the ids of the sections with content, in the guide's order, with the private page last."""
    answers = [a.section for a in session.answers if _is_shown(a, with_private)]
    jots = [j.section for j in session.jots if j.section and (with_private or j.section != PRIVATE)]
    filled = {*answers, *jots}
    order = dict.fromkeys(chain((part.id for part in session.guide.sections), answers, jots))
    # The sort is stable and False comes before True: only the private page moves.
    return sorted((section for section in order if section in filled), key=PRIVATE.__eq__)


def _is_shown(answer: Answer, with_private: bool) -> bool:
    """Whether an answer has content and may be shown."""
    return answer.is_answered and (with_private or not answer.is_private)


def _section(session: Session, section: str, with_private: bool) -> Iterator[Block]:
    """Yield the heading, answers and jots of one section."""
    titles = TITLES | {part.id: part.title for part in session.guide.sections}
    sign = as_content(PRIVATE_SIGN if section == PRIVATE else "", MUTED)
    yield _frame(as_content(titles.get(section, section), SECTION) + sign)
    context = NoteContext(session.id, session.started.isoformat(), goal_texts(session))
    for answer in session.answers:
        if answer.section == section and _is_shown(answer, with_private):
            yield from _answer(answer, context)
    jots = [jot for jot in session.jots if jot.section == section]
    if jots:
        yield _frame(as_content("Jots", "bold"))
        yield from jot_blocks(jots)


def goal_texts(session: Session) -> dict[str, str]:
    """Return the words of the goals in this session, by id."""
    held = [a.value for a in session.answers if a.kind == Kind.GOALS and isinstance(a.value, tuple)]
    return {goal.id: goal.words for goals in held for goal in goals if isinstance(goal, Goal)}


def heading_blocks(answer: Answer) -> Iterator[Block]:
    """Yield the heading and wording of a prompt; the heading starts the answer."""
    heading = as_content(answer.heading, "bold")
    if answer.is_private and answer.section != PRIVATE:
        heading += as_content(PRIVATE_SIGN, MUTED)
    yield _frame(heading, answer=answer.prompt)
    if answer.ask:
        yield _frame(as_content(answer.ask, ASK), gap=None)


def _answer(answer: Answer, context: NoteContext) -> Iterator[Block]:
    """Yield one answer with its heading, and whether it still needs to be confirmed."""
    yield from heading_blocks(answer)
    if answer.is_unconfirmed:
        yield _frame(as_content(NOT_CONFIRMED, OPEN), gap=None)
    yield from _answer_content(answer, context)


def _answer_content(answer: Answer, context: NoteContext) -> Iterator[Block]:
    """Yield the answer's value, its mark and its note."""
    yield from _value(answer, context)
    if answer.mark is not None:
        yield Block(as_content("Marked: ", MUTED) + as_content(answer.mark), gap=None)
    if answer.note:
        yield from labelled("Note: ", answer.note)


def _value(answer: Answer, context: NoteContext) -> Iterator[Block]:
    """Yield the answer's value in the form in which a note writes its kind."""
    if isinstance(answer.value, str):
        yield from text_blocks(answer.value, CLOSE)
        return
    lines = [] if answer.value is None else CODECS[answer.kind].write(answer.value, context)
    # Kinds with a single value, such as a number, are written as plain lines instead of a list.
    if lines and not lines[0].startswith("- "):
        yield from literal_blocks(read_item(lines), CLOSE)
        return
    has_parts = isinstance(answer.value, tuple) and isinstance(answer.value[0], Document)
    for item in read_list(Lines(1, lines), has_parts=has_parts):
        yield from _item(item)


def _item(item: ListItem) -> Iterator[Block]:
    """Yield one item of a list, with its labelled parts indented below it."""
    yield from literal_blocks(read_item(item.lines), CLOSE.within(as_content("• ", MUTED), as_content("  ")))
    for part in item.parts:
        yield from labelled(f"{part.label}: ", read_item(part.lines), indent="    ")


def labelled(label: str, text: str, indent: str = "") -> Iterator[Block]:
    """Yield a text with a label in front."""
    first = as_content(indent) + as_content(label, MUTED)
    yield from literal_blocks(text, CLOSE.within(first, as_content(indent or "  ")))


def jot_blocks(jots: Iterable[Jot]) -> Iterator[Block]:
    """Yield jots as a list."""
    for jot in jots:
        edge = CLOSE.within(as_content("• ", MUTED), as_content("  "))
        yield from literal_blocks(jot.text, edge)


def _unfiled(session: Session) -> Iterator[Block]:
    """Yield the jots that are not filed under a section."""
    if jots := list(session.unfiled()):
        yield _frame(as_content(NOT_FILED, OPEN))
        yield from jot_blocks(jots)


def signature_blocks(session: Session) -> Iterator[Block]:
    """Yield when and by whom the session was signed, and the start of its digest."""
    if signature := session.signature:
        by = f" by {signature.by}" if signature.by else ""
        yield _frame(as_content(f"Signed {format_time(signature.at)}{by}", "bold"))
        yield _frame(as_content(f"SHA-256 {signature.sha256[:16]}…", MUTED), gap=None)


def addendum_blocks(addendum: Addendum) -> Iterator[Block]:
    """Yield one addendum."""
    author = f" by {addendum.author}" if addendum.author else ""
    said = f"Addendum {addendum.number} · {format_time(addendum.written)}{author}"
    yield _frame(as_content(said, SECTION))
    if addendum.mark:
        yield _frame(as_content(f"! {_mark_shown(addendum.mark)}", OPEN), gap=None)
    if addendum.moved_from:
        yield from labelled("Moved from: ", addendum.moved_from)
    yield from labelled("Reason: ", addendum.reason)
    if addendum.text:
        yield from text_blocks(addendum.text)
