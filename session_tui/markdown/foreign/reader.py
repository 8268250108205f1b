"""Read notes from elsewhere: any Markdown with client and date in its front matter.

Headings are matched to the guide's sections and prompts by id or by title. What matches nothing is kept as free text
under its own heading.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from session_tui.core.base.text import storable
from session_tui.core.model.guide import FREE, Guide
from session_tui.core.model.new_session import guide_reference
from session_tui.core.model.session import GuideRef, GuideSection, Session
from session_tui.markdown.foreign.front_matter import read_front_matter
from session_tui.markdown.foreign.headings import read_passages
from session_tui.markdown.foreign.properties import named_guide, read_properties
from session_tui.markdown.foreign.sorting import Sorting
from session_tui.markdown.note.answers import prompt_id_from_heading
from session_tui.markdown.note.frame import lines_of
from session_tui.markdown.note.hidden_data import read_document
from session_tui.markdown.note.labels import TITLES


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """The draft that a Markdown file became.

    Attributes:
        session: the draft.
        notices: a sentence for each property that was not used as it is written.
        has_own_id: whether the file gives the session's id; otherwise it is made from the file's content.
    """

    session: Session
    notices: tuple[str, ...] = ()
    has_own_id: bool = False


def read_foreign(text: str, guides: Mapping[str, Guide], *, zone: tzinfo) -> ForeignNote:
    """Return the draft for a Markdown file. Times without a UTC offset get the one that ``zone`` has on their day.

    The same file always gives the same session id.

    Raises:
        UnreadableNote: says what is wrong, in which line, and how to correct it.
    """
    lines = lines_of(storable(text))
    front = read_front_matter(lines)
    said = read_properties(front, lines, zone)
    guide = named_guide(said.guide, guides)
    session_id = said.id or _id_of("\n".join(lines), said.started)
    sorting = Sorting(guide, session_id)
    for passage in (*said.kept, *read_passages(lines, front.end + 1)):
        sorting.take(passage)
    answers = tuple(sorting.answers())
    fields = {
        "id": session_id,
        "client": said.client,
        "guide": _reference(said.guide, guide, sorting.titles),
        "started": said.started,
        "minutes": said.minutes,
        "mode": said.mode,
        "answers": answers,
    }
    session = read_document(Session, fields, said.lines["client"], said.lines)
    return ForeignNote(session, said.notices, has_own_id=said.id is not None)


def _reference(named: str, guide: Guide | None, titles: Mapping[str, str]) -> GuideRef:
    """Return the session's copy of the guide's outline, with the titles of the file."""
    kept = guide_reference(guide) if guide else GuideRef(
        id=prompt_id_from_heading(named) if named else FREE, version=1, title=named or TITLES[FREE]
    )  # fmt: skip
    known = {part.id for part in kept.sections}
    own = tuple(part.replace(title=titles.get(part.id, part.title)) for part in kept.sections)
    added = tuple(GuideSection(id=i, title=title) for i, title in titles.items() if i not in known)
    return kept.replace(sections=own + added)


def _id_of(text: str, started: datetime) -> str:
    """Return a UUIDv7 made from the session's time and the file's content, so that the same file has the same id."""
    millis = int(started.timestamp() * 1000) & (1 << 48) - 1
    chance = int.from_bytes(hashlib.sha256(text.encode()).digest()[:10])
    number = millis << 80 | 0x7 << 76 | (chance >> 62 & 0xFFF) << 64 | 0b10 << 62
    digits = f"{number | chance & (1 << 62) - 1:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
