"""Read notes from elsewhere: any Markdown with client and date in its front matter.

Headings are matched to the guide's sections and prompts by id or by title. What matches nothing is kept as free text
under its own heading.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, timezone

from session_tui.core.base.errors import InvalidValue
from session_tui.core.base.text import fold_case, storable
from session_tui.core.model.guide import FREE, PRIVATE, Guide, Prompt, Share
from session_tui.core.model.new_session import empty_answer, guide_reference
from session_tui.core.model.session import Answer, GuideRef, GuideSection, Session
from session_tui.core.model.values import Kind
from session_tui.core.schema.field_types import Moment
from session_tui.markdown.foreign.headings import Passage, read_passages
from session_tui.markdown.foreign.values import fill_answer
from session_tui.markdown.note.answers import prompt_id_from_heading
from session_tui.markdown.note.dates import read_date
from session_tui.markdown.note.errors import UnreadableNote
from session_tui.markdown.note.frame import NoteFrontMatter, lines_of, read_note_front_matter
from session_tui.markdown.note.hidden_data import read_document
from session_tui.markdown.note.labels import TITLES

_KNOWN = frozenset(("client", "date", "time", "guide", "minutes", "mode", "id", "name"))
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")


def read_foreign(text: str, guides: Mapping[str, Guide], *, at: datetime) -> Session:
    """Return the draft for a Markdown file. Times without a UTC offset get that of ``at``.

    The same file always gives the same session id.

    Raises:
        UnreadableNote: says what is wrong, in which line, and how to correct it.
    """
    lines = lines_of(storable(text))
    front = read_note_front_matter(lines)
    started = _started(front, at)
    guide = _guide(front, guides)
    session_id = _id_of("\n".join(lines), started)
    sorted_ = _Sorted(guide, session_id)
    for passage in _opening(front, lines) + read_passages(lines, front.end):
        sorted_.take(passage)
    fields = {
        "id": session_id,
        "client": _needed(front, "client"),
        "guide": _reference(front, guide, sorted_),
        "started": started,
        "minutes": _fitting(front, "minutes", r"[0-9]{1,6}"),
        "mode": _fitting(front, "mode", "|".join(Session.MODES)),
        "answers": tuple(sorted_.answers()),
    }
    return read_document(Session, fields, front.lines["client"], front.lines)


@dataclass(slots=True)
class _Sorted:
    """Sorts the passages of a file into answers.

    Attributes:
        found: the answers to the guide's prompts, by prompt id.
        free: the answers that match no prompt, in order.
        section: the current section of the file, and the level of its heading.
        added: titles, by id, of sections that the guide does not have.
    """

    guide: Guide | None
    seed: str
    found: dict[str, Answer] = field(default_factory=dict)
    free: list[Answer] = field(default_factory=list)
    section: str = FREE
    level: int = 0
    added: dict[str, str] = field(default_factory=dict)

    def take(self, passage: Passage) -> None:
        """Sort in the next passage."""
        here = self._prompt(passage, within=True)
        section = None if here else self._section(passage)
        if section:
            self.section, self.level = section, passage.level
            self._take_section_text(passage)
            return
        asked = here or self._prompt(passage, within=False)
        if asked and asked[1].id not in self.found:
            self.found[asked[1].id] = fill_answer(empty_answer(*asked), asked[1], passage, self.seed)
            return
        if passage.level <= self.level and not asked:
            self.section, self.level = FREE, 0
        if passage.opens and not passage.text:
            self._open(passage)
        else:
            self._keep(passage)

    def answers(self) -> list[Answer]:
        """Return the answers: the guide's prompts in order, free text at the end of its section, then other sections."""
        ordered: list[Answer] = []
        left = list(self.free)
        for part in self.guide.sections if self.guide else ():
            ordered += [self.found.get(p.id) or empty_answer(part.id, p) for p in part.prompts]
            ordered += [answer for answer in left if answer.section == part.id]
            left = [answer for answer in left if answer.section != part.id]
        sections = list(dict.fromkeys(answer.section for answer in left))
        return ordered + sorted(left, key=lambda answer: sections.index(answer.section))

    def _prompt(self, passage: Passage, *, within: bool) -> tuple[str, Prompt] | None:
        """Return the prompt that a heading names; with ``within``, only in the current section."""
        for part, prompt in self.guide.prompts() if self.guide else ():
            if within and (part.id != self.section or prompt.id in self.found):
                continue
            if passage.is_named(prompt.id, prompt.heading):
                return part.id, prompt
        return None

    def _section(self, passage: Passage) -> str | None:
        """Return the id of the section that a heading names."""
        own = {part.id: part.title for part in self.guide.sections} if self.guide else {}
        for section, title in (TITLES | own | self.added).items():
            if passage.is_named(section, title):
                return section
        return None

    def _take_section_text(self, passage: Passage) -> None:
        """Add the text directly under a section's heading; it answers the section's prompt if it has only one."""
        self._add_section(self.section, passage.heading)
        if not passage.text:
            return
        prompts = [p for s, p in (self.guide.prompts() if self.guide else ()) if s.id == self.section]
        if len(prompts) == 1 and prompts[0].id not in self.found:
            asked = empty_answer(self.section, prompts[0])
            self.found[prompts[0].id] = fill_answer(asked, prompts[0], passage, self.seed)
        else:
            self._keep(passage)

    def _open(self, passage: Passage) -> None:
        """Make a heading that only contains other headings a section."""
        self.section, self.level = prompt_id_from_heading(passage.heading), passage.level
        self._add_section(self.section, passage.heading)

    def _add_section(self, section: str, title: str) -> None:
        known = {part.id for part in self.guide.sections} if self.guide else set()
        if section not in known:
            self.added.setdefault(section, title)

    def _keep(self, passage: Passage) -> None:
        """Add a passage as free text under its own heading."""
        if self.section == FREE:
            self._add_section(FREE, TITLES[FREE])
        self.free.append(
            Answer(
                section=self.section,
                prompt=self._free_id(passage),
                heading=passage.heading,
                kind=Kind.TEXT,
                share=Share.PRIVATE if self.section == PRIVATE else Share.RECORD,
                state="answered",
                value=passage.text or passage.heading,
            )
        )

    def _free_id(self, passage: Passage) -> str:
        """Return an unused id made from the heading's words."""
        asked = {p.id for _, p in self.guide.prompts()} if self.guide else set()
        taken = asked | {answer.prompt for answer in self.free}
        base = passage.id or prompt_id_from_heading(passage.heading)
        names = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)


def _opening(front: NoteFrontMatter, lines: list[str]) -> list[Passage]:
    """Return the front matter that a session has no field for, as a passage."""
    start = next(n for n, line in enumerate(lines) if line.strip()) + 1
    kept: list[str] = []
    is_kept = False
    for line in lines[start : front.end - 1]:
        name, colon, _ = line.partition(":")
        if colon and name and not name[0].isspace():
            is_kept = name.rstrip() not in _KNOWN
        if is_kept and line.strip():
            kept.append(line)
    return [Passage("Front matter", 0, "\n".join(kept), start)] if kept else []


def _needed(front: NoteFrontMatter, name: str) -> str:
    value = _plain(front.values.get(name, ""))
    if not value:
        raise UnreadableNote(f"The front matter names no {name}.", 1, f"Add a line such as “{_EXAMPLES[name]}”.")
    return value


_EXAMPLES = {"client": "client: ana-k", "date": "date: 2026-11-20"}


def _plain(value: str) -> str:
    """Return a value without YAML's single quotes."""
    is_quoted = len(value) > 1 and value[0] == value[-1] == "'"
    return value[1:-1].replace("''", "'") if is_quoted else value


def _fitting(front: NoteFrontMatter, name: str, pattern: str) -> str | None:
    """Return the value of a property if it has the form that a session needs."""
    value = _plain(front.values.get(name, "")).lower()
    return value if re.fullmatch(pattern, value) else None


def _started(front: NoteFrontMatter, at: datetime) -> datetime:
    """Return the start of the session; midnight if no time is given."""
    said = _needed(front, "date")
    line = front.lines["date"]
    try:
        moment = datetime.fromisoformat(said.upper())
        if moment.tzinfo:
            Moment().check(moment)
            return moment
        day, clock = moment.date(), moment.time()
    except (ValueError, InvalidValue):
        parsed = read_date(said)
        if not parsed:
            raise UnreadableNote("“date” is not a date.", line, "Write it as 2026-11-20.") from None
        day, clock = parsed, time()
    local = datetime.combine(day, _time(front) or clock, at.tzinfo)
    offset = local.utcoffset() or timedelta()
    whole = timedelta(minutes=round(offset.total_seconds() / 60))
    return local.replace(tzinfo=timezone(whole))


def _time(front: NoteFrontMatter) -> time | None:
    """Return the time of day in the front matter."""
    found = _TIME.fullmatch(_plain(front.values.get("time", "")))
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None
    except ValueError:
        return None


def _guide(front: NoteFrontMatter, guides: Mapping[str, Guide]) -> Guide | None:
    """Return the guide that the front matter names by id or title."""
    named = fold_case(_plain(front.values.get("guide", "")).strip())
    for guide in guides.values():
        if named in (fold_case(guide.id), fold_case(guide.title)):
            return guide
    return None


def _reference(front: NoteFrontMatter, guide: Guide | None, found: _Sorted) -> GuideRef:
    """Return the session's copy of the guide's outline, with the sections that the file adds."""
    named = _plain(front.values.get("guide", "")).strip()
    kept = guide_reference(guide) if guide else GuideRef(
        id=prompt_id_from_heading(named) if named else FREE, version=1, title=named or TITLES[FREE]
    )  # fmt: skip
    added = tuple(GuideSection(id=i, title=title) for i, title in found.added.items())
    return kept.replace(sections=kept.sections + added)


def _id_of(text: str, started: datetime) -> str:
    """Return a UUIDv7 made from the session's time and the file's content, so that the same file has the same id."""
    millis = int(started.timestamp() * 1000) & (1 << 48) - 1
    chance = int.from_bytes(hashlib.sha256(text.encode()).digest()[:10])
    number = millis << 80 | 0x7 << 76 | (chance >> 62 & 0xFFF) << 64 | 0b10 << 62
    digits = f"{number | chance & (1 << 62) - 1:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
