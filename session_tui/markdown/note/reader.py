"""Read a note back from its Markdown. The visible text is authoritative, so edits in any editor are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from session_tui.core.base.text import fold_case
from session_tui.core.formats.json_documents import PRIVATE_FORMAT, SESSION_FORMAT
from session_tui.core.model.guide import PRIVATE
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.session import (
    Answer,
    GuideRef,
    GuideSection,
    Jot,
    Place,
    Session,
    Signature,
)
from session_tui.core.model.values import Goal, Kind
from session_tui.markdown.escaping import is_blank_line, read_inline, read_item, write_block
from session_tui.markdown.note.answers import PromptHeading, prompt_id_from_heading, read_answer, read_unanswered
from session_tui.markdown.note.comments import CommentAttributes
from session_tui.markdown.note.dates import full_moment
from session_tui.markdown.note.errors import NewerNote, UnreadableNote
from session_tui.markdown.note.frame import Frame, NoteFrontMatter, NotePart, read_frame
from session_tui.markdown.note.headings import is_private_title, split_private_parts, unused
from session_tui.markdown.note.hidden_data import read_document
from session_tui.markdown.note.item_layouts import NoteContext, derived_id
from session_tui.markdown.note.item_lists import ItemBlock, read_list
from session_tui.markdown.note.labels import NOT_FILED, TITLES
from session_tui.markdown.note.value_codecs import read_text

__all__ = ["NewerNote", "UnreadableNote", "read_note"]


def read_note(text: str) -> Note:
    """Return the note of a Markdown file, either a session or a private page.

    Raises:
        UnreadableNote: says what is wrong, in which line, and how to correct it.
    """
    frame = read_frame(text)
    _refuse_format(frame.front)
    found = _sort_parts(frame)
    front = frame.front.values
    context = NoteContext(front.get("id", ""), front.get("started", ""))
    # Steps name their goals by words, so the goals are read before the other answers.
    context = replace(context, goals=_goals(found.seats, context))
    answers = [read_answer(seat, context) for seat in found.seats]
    session = _session(frame, found, _with_unanswered(answers, frame.unshown, context))
    return Note(session, tuple(_addendum(part, session) for part in found.addenda))


@dataclass(slots=True)
class _Found:
    """The headings of a note, sorted.

    Attributes:
        seats: the prompts.
        jots: the lists of jots, with their sections.
        addenda: the addenda.
        titles: the titles of sections by id.
        added: the titles, by id, of sections that a person added.
    """

    seats: list[PromptHeading] = field(default_factory=list)
    jots: list[tuple[str | None, ItemBlock]] = field(default_factory=list)
    addenda: list[NotePart] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)


def _sort_parts(frame: Frame) -> _Found:
    """Sort the parts of a note; raises UnreadableNote for a part that belongs nowhere."""
    found = _Found()
    section: str | None = None
    taken = {part.attributes.get("prompt", "") for part in frame.parts}
    # Unanswered prompts have ids too, though nothing of them is visible.
    taken |= {about.get("prompt", "") for _, about in frame.unshown}
    is_private = frame.front.values["format"] == PRIVATE_FORMAT
    for part in frame.parts:
        role = part.attributes.get("part", "")
        if part.level == 2 and role not in ("jots", "addenda"):
            section = _section_of(part, frame, found.added)
            found.titles.setdefault(section, read_inline(part.heading))
            _refuse_text(part)
            found.seats += _private_title(part, section, taken)
        elif role == "jots":
            found.jots.append((section if part.level == 3 else None, part.body))
        elif role == "addenda":
            _refuse_text(part)
        elif "addendum" in part.attributes:
            found.addenda.append(part)
        else:
            found.seats += [_seat(each, section, taken, is_private) for each in split_private_parts(part)]
    return found


def _seat(part: NotePart, section: str | None, taken: set[str], is_private: bool) -> PromptHeading:
    """Return a heading as a prompt of its section; one that a person added gets an id from its words."""
    if section is None:
        raise UnreadableNote(
            "This heading is not in a section.",
            part.line,
            "Put a line such as “## Story” above it.",
        )
    prompt = part.attributes.get("prompt")
    if prompt is None and part.attributes:
        raise UnreadableNote(
            "The comment under this heading names no prompt.",
            part.line + 1,
            "Put the comment back as it was, or delete the whole comment.",
        )
    if prompt is None:
        prompt = unused(prompt_id_from_heading(read_inline(part.heading)), taken)
        taken.add(prompt)
        is_private = is_private or is_private_title(read_inline(part.heading))
    return PromptHeading(section, prompt, part, is_private=is_private or section == PRIVATE)


def _private_title(part: NotePart, section: str, taken: set[str]) -> list[PromptHeading]:
    """Return a private section's heading as an answer if its words are not the usual ones: the record names them
    nowhere.
    """
    title = read_inline(part.heading)
    if part.attributes or section != PRIVATE or fold_case(title) == fold_case(TITLES[PRIVATE]):
        return []
    prompt = unused(prompt_id_from_heading(title), taken)
    taken.add(prompt)
    # Escaped, because the lines of an answer are unescaped when they are read.
    kept = replace(part, body=ItemBlock(part.line, write_block(title)))
    return [PromptHeading(PRIVATE, prompt, kept, is_private=True)]


def _section_of(part: NotePart, frame: Frame, added: dict[str, str]) -> str:
    """Return the section's id, from its comment, the guide's titles, or its words; a new one goes to ``added``."""
    if named := part.attributes.get("section"):
        return named
    title = read_inline(part.heading)
    own = {a["section"]: a.get("title", "") for _, a in frame.unshown if "section" in a and "prompt" not in a}
    known = TITLES | {section: words for section, words in own.items() if words}
    by_title = {fold_case(words): section for section, words in known.items()}
    section = by_title.get(fold_case(title), PRIVATE if is_private_title(title) else "")
    if section in own or known.get(section) == title or section == PRIVATE:
        return section
    if same := next((each for each, words in added.items() if words == title), ""):
        return same
    taken = own | added | ({} if section else TITLES) | {p.attributes.get("section", ""): "" for p in frame.parts}
    section = unused(section or prompt_id_from_heading(title), taken)
    added[section] = title
    return section


def _refuse_text(part: NotePart) -> None:
    """Refuse text directly under a section's heading."""
    for number, line in enumerate(part.body.lines, part.body.start):
        if not is_blank_line(line):
            raise UnreadableNote(
                "This text is not under a prompt's heading.",
                number,
                "Put a line such as “### What else” above it.",
            )


def _refuse_format(front: NoteFrontMatter) -> None:
    """Refuse formats of other programs, and newer versions."""
    given = front.values.get("format", "")
    line = front.lines.get("format", 1)
    name, _, version = given.partition("/")
    known = {f.partition("/")[0]: f for f in (SESSION_FORMAT, PRIVATE_FORMAT)}
    # isdecimal() alone accepts digits of other scripts.
    if name not in known or not (version.isascii() and version.isdecimal()):
        raise UnreadableNote(
            "This is not a note of this program: its front matter does not say “format: session-note/1”.",
            line,
            "Other Markdown is read by “session-tui import”, when its front matter names client and date.",
        )
    if f"{name}/{version}" != known[name]:
        raise NewerNote(
            f"It was written by a newer version of this program ({name}/{version[:9]}).",
            line,
            "Update session-tui to open it. It was not changed.",
        )


def _goals(seats: Iterable[PromptHeading], context: NoteContext) -> Mapping[str, str]:
    """Return the texts of the goals in this note, by id."""
    held = [read_answer(s, context).value for s in seats if s.part.attributes.get("kind") == Kind.GOALS]
    return {g.id: g.words for goals in held if isinstance(goals, tuple) for g in goals if isinstance(g, Goal)}


def _with_unanswered(
    answers: list[Answer], unshown: Iterable[tuple[int, CommentAttributes]], context: NoteContext
) -> tuple[Answer, ...]:
    """Return the answers with the unanswered prompts in their places."""
    hidden = [read_unanswered(about, line, context) for line, about in unshown if "prompt" in about]
    # In ascending order each index is that of the complete list.
    for place, answer in sorted(hidden, key=lambda pair: pair[0]):
        answers.insert(min(place, len(answers)), answer)
    return tuple(answers)


def _session(frame: Frame, found: _Found, answers: tuple[Answer, ...]) -> Session:
    """Return the session of a note's parts."""
    front = frame.front
    given = front.values
    guide = {"id": given.get("guide"), "version": given.get("version"), "title": given.get("title")}
    names = ("id", "rev", "client", "started", "ended", "minutes", "mode", "status")
    fields: dict[str, object] = {name: given.get(name) for name in names}
    at = front.lines.get("id", 1)
    added = tuple(GuideSection(id=section, title=title) for section, title in found.added.items())
    sections = (*_sections(frame, found.titles), *added)
    fields |= {
        "guide": read_document(GuideRef, guide | {"sections": sections}, front.lines.get("guide", at), {
            "id": front.lines.get("guide", at), **front.lines,
        }),
        "answers": answers,
        "signature": _signature(front),
        "place": _place(frame),
    }  # fmt: skip
    moment = given.get("started", "")
    jots = tuple(_jots(found.jots, given.get("id", ""), moment))
    return read_document(Session, fields | {"jots": jots}, at, front.lines)


def _signature(front: NoteFrontMatter) -> Signature | None:
    """Return the signature in the front matter, if there is one."""
    given = front.values
    if "signed" not in given:
        return None
    fields = {"at": given["signed"], "by": given.get("signed_by"), "sha256": given.get("sha256")}
    return read_document(Signature, fields, front.lines["signed"])


def _sections(frame: Frame, titles: Mapping[str, str]) -> Iterable[GuideSection]:
    """Return the guide's sections; titles that are visible in the note are read from there."""
    for line, about in frame.unshown:
        if "section" in about and "prompt" not in about:
            name = about["section"]
            title = about.get("title") or titles.get(name) or TITLES.get(name, name)
            yield read_document(GuideSection, {"id": name, "title": title}, line)


def _place(frame: Frame) -> Place | None:
    """Return the cursor position in the hidden data, if there is one."""
    for line, about in frame.unshown:
        if "place" in about:
            fields = {
                "prompt": about["place"],
                "row": about.get("row"),
                "column": about.get("column"),
            }
            return read_document(Place, fields, line)
    return None


def _jots(found: list[tuple[str | None, ItemBlock]], seed: str, started: str) -> list[Jot]:
    """Return the jots by time, or at the index that they give."""
    jots: list[tuple[str, Jot]] = []
    for section, block in found:
        lines = ["" if line.strip() == NOT_FILED else line for line in block.lines]
        for item in read_list(ItemBlock(block.start, lines)):
            about = item.attributes
            words = read_item(item.lines)
            fields = {
                "id": about.get("id") or derived_id(seed, f"{item.line} {words}"),
                "text": words,
                "written": full_moment(about.get("written", started), started),
                "section": section,
            }
            jots.append((about.get("at", ""), read_document(Jot, fields, item.line)))
    # A jot that a person added has no index; then the times decide.
    has_places = all(at.isascii() and at.isdecimal() and len(at) < 9 for at, _ in jots)
    if has_places:
        return [jot for _, jot in sorted(jots, key=lambda pair: int(pair[0]))]
    return sorted((jot for _, jot in jots), key=lambda jot: jot.written)


def _addendum(part: NotePart, session: Session) -> Addendum:
    """Return the addendum of a part."""
    labels = {
        "*Moved from:*": "moved_from",
        "*Reason:*": "reason",
        "*By:*": "author",
        "*Marked:*": "mark",
    }
    said: dict[str, str] = {}
    lines = list(part.body.lines)
    for n, line in enumerate(lines):
        label = next((label for label in labels if line.startswith(label)), None)
        if label:
            said[labels[label]] = read_inline(line[len(label) :])
            lines[n] = ""
    about = part.attributes
    fields = {
        "id": about["addendum"],
        "session": about.get("session", session.id),
        "client": about.get("client", session.client),
        "number": about.get("number"),
        "written": about.get("written"),
        "text": read_text(ItemBlock(part.body.start, lines), about.get("newlines")),
        **said,
    }
    return read_document(Addendum, fields, part.line)
