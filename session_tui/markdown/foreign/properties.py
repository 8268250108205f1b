"""What the front matter of a note from elsewhere says about its session.

A value is understood where its meaning is plain. Whatever the session's own fields do not say word for word stays in
the session as text, and a notice names each known property that could not be used.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TypeVar

from session_tui.core.base.text import fold_case
from session_tui.core.model.guide import Guide
from session_tui.core.model.session import Session
from session_tui.core.model.times import local_moment, read_minutes, read_moment, read_time
from session_tui.core.schema.field_types import MOST, UUID
from session_tui.markdown.foreign.front_matter import ForeignFrontMatter, Property
from session_tui.markdown.foreign.headings import Passage
from session_tui.markdown.note.errors import UnreadableNote
from session_tui.markdown.note.headings import is_private_title

T = TypeVar("T")

FRONT_MATTER = "Front matter"
"""The heading of what the front matter says besides the session's own fields."""

_MODES = {
    "in person": "in person, face to face, f2f, in the office, office, on site, onsite",
    "video": "video, video call, zoom, teams, ms teams, microsoft teams, google meet, skype, facetime, webex, jitsi",
    "phone": "phone, telephone, phone call, by phone, telephone call, tel, tel.",
}
_MODE = {word: mode for mode, words in _MODES.items() for word in words.split(", ")}
# An Obsidian link: after its target may come #heading, ^block and |alias.
_LINK = re.compile(r"\[\[([^\[\]|#^]+)[^\[\]]*\]\]")
_EXAMPLES = {"client": "client: ana-k", "date": "date: 2026-11-20"}


@dataclass(frozen=True, slots=True)
class Meant:
    """What the front matter says about a session.

    Attributes:
        client: the client's code, as written.
        started: the start, with the UTC offset of that day.
        minutes: the length; None if unknown.
        mode: how they met; None if unknown.
        guide: the guide's name as written; empty without one.
        id: the session's id, if the file gives a UUID.
        lines: the line number of each property that was used, by name.
        kept: what else it says, as passages; those of a property with a private name are private.
        notices: a sentence for each known property that was not used, or not as it is written.
    """

    client: str
    started: datetime
    minutes: int | None
    mode: str | None
    guide: str
    id: str | None
    lines: Mapping[str, int]
    kept: tuple[Passage, ...]
    notices: tuple[str, ...]


def read_properties(front: ForeignFrontMatter, lines: Sequence[str], zone: tzinfo) -> Meant:
    """Return what the front matter says; local times are those of ``zone``. Raises UnreadableNote."""
    said = _Reading(front, lines)
    client = said.needed("client", _link_target)
    day = said.needed("date", _moment, _first_day)
    clock, length = said.first("time", _span, "a time of day") or (None, None)
    minutes = said.first("minutes", _minutes, "a number of minutes")
    return Meant(
        client=client,
        started=_started(day, clock, zone),
        minutes=length if minutes is None else minutes,
        mode=said.mode(),
        guide=said.first("guide", lambda text: " ".join(_link_target(text).split()), "the name of a guide") or "",
        id=said.id(),
        lines=said.used_lines,
        kept=said.kept(),
        notices=tuple(said.notices),
    )


def named_guide(named: str, guides: Mapping[str, Guide]) -> Guide | None:
    """Return the guide with this id or title."""
    name = fold_case(named)
    return next((g for g in guides.values() if name in (fold_case(g.id), fold_case(g.title))), None)


@dataclass(slots=True)
class _Reading:
    """Takes properties from the front matter.

    Attributes:
        used: the indices of the lines whose whole content is in the session's fields.
        used_lines: the line numbers of the properties that were used, by name.
        notices: see :class:`Meant`.
    """

    front: ForeignFrontMatter
    source: Sequence[str]
    used: set[int] = field(default_factory=set)
    used_lines: dict[str, int] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def first(self, name: str, read: Callable[[str], T | None], expected: str) -> T | None:
        """Return the first value of a property that can be read; the others are kept, with a notice."""
        found: T | None = None
        for each in self._named(name):
            value = read(each.text) if each.text else None
            if each.text == "":
                self._use(each)
            elif found is not None:
                self._notice(each, f"“{name}” is given more than once. This line is kept under “{FRONT_MATTER}”.")
            elif value is None:
                self._notice(each, f"“{name}” is not {expected}. The line is kept under “{FRONT_MATTER}”.")
            else:
                found = value
                self._use(each)
        return found

    def needed(self, name: str, *readers: Callable[[str], T | None]) -> T:
        """Return the value of a property that every note needs, by the first reader that understands it.

        Raises:
            UnreadableNote: it is missing or cannot be read.
        """
        given = [each for each in self._named(name) if each.text != ""]
        if not given:
            raise UnreadableNote(f"The front matter names no {name}.", 1, f"Add a line such as “{_EXAMPLES[name]}”.")
        for read in readers:
            if any(each.text and read(each.text) is not None for each in given):
                value = self.first(name, read, f"a {name}")
                if read is not readers[0]:
                    self._keep_partly(name)
                if value is not None:
                    return value
        raise UnreadableNote(f"“{name}” is not a {name}.", given[0].start + 1, f"Write it as “{_EXAMPLES[name]}”.")

    def mode(self) -> str | None:
        """Return the mode; other words for it are understood, and kept with a notice."""
        mode = self.first("mode", _read_mode, f"one of {', '.join(Session.MODES)}")
        for each in self._named("mode"):
            if mode and each.start + 1 == self.used_lines.get("mode") and _bare_mode(each.text or "") != mode:
                self.used -= set(range(each.start, each.end))
                self._notice(each, f"“mode” is read as “{mode}”. The line is kept under “{FRONT_MATTER}”.")
        return mode

    def id(self) -> str | None:
        """Return the id, if it is one of a session; other programs have ids of their own, which are only kept."""
        for each in self._named("id"):
            if each.text and UUID.fullmatch(each.text.lower()):
                self._use(each)
                return each.text.lower()
        return None

    def kept(self) -> tuple[Passage, ...]:
        """Return the lines that the session's fields do not say, the private ones apart."""
        hidden = {
            n for each in self.front.properties if is_private_title(each.name) for n in range(each.start, each.end)
        }
        rest = [n for n in range(self.front.start, self.front.end) if n not in self.used]
        parts = ([n for n in rest if n not in hidden], [n for n in rest if n in hidden])
        return tuple(
            Passage(FRONT_MATTER, 0, text, part[0] + 1, is_private=part is parts[1])
            for part in parts
            if (text := "\n".join(self.source[n] for n in part).strip("\n")).strip()
        )

    def _named(self, name: str) -> list[Property]:
        """Return the properties of this name."""
        return [each for each in self.front.properties if each.name == name]

    def _use(self, each: Property) -> None:
        """Mark a property as used; its lines are kept if they say more than its value."""
        if each.text:
            self.used_lines.setdefault(each.name, each.start + 1)
        is_said = "[[" not in (each.text or "") or _is_plain_link(each.text or "")
        if each.is_whole and is_said:
            self.used |= set(range(each.start, each.end))

    def _keep_partly(self, name: str) -> None:
        """Keep the line of a property of which only a part was understood."""
        line = self.used_lines[name]
        self.used.discard(line - 1)
        self.notices.append(
            f"Line {line}: only a part of “{name}” is understood. The line is kept under “{FRONT_MATTER}”."
        )

    def _notice(self, each: Property, what: str) -> None:
        """Add a notice about a property, with its line number."""
        self.notices.append(f"Line {each.start + 1}: {what}")


def _started(day: datetime | date, clock: time | None, zone: tzinfo) -> datetime:
    """Return the start of a session; midnight if no time is given. A time of its own goes before that of the date."""
    if not isinstance(day, datetime):
        return local_moment(datetime.combine(day, clock or time()), zone)
    moment = day if clock is None else datetime.combine(day.date(), clock, day.tzinfo)
    return moment if moment.tzinfo else local_moment(moment, zone)


def _moment(text: str) -> datetime | date | None:
    """Return the date, or date and time, that a value means; None if it means none."""
    return read_moment(_link_target(text))


def _first_day(text: str) -> datetime | date | None:
    """Return the day or moment that a text begins with: ``2026-11-20 (evening)``."""
    words = _link_target(text).split(" ")
    # Longest first, so that a time after the date is read too.
    begun = (" ".join(words[:n]).rstrip(",;") for n in range(len(words), 0, -1))
    return next((day for day in map(read_moment, begun) if day), None)


def _span(text: str) -> tuple[time, int | None] | None:
    """Return a time of day and, if the text is a span (``10:30-11:20``), its minutes."""
    start, *end = (read_time(part) for part in re.split(r" ?(?:[-–—]| to | bis ) ?", text, maxsplit=1))
    if start is None or (end and end[0] is None):
        return None
    if not end or end[0] is None:
        return start, None
    # Any day will do: Python cannot subtract times of day.
    day = date(2000, 1, 1)
    length = datetime.combine(day, end[0]) - datetime.combine(day, start)
    return (start, length // timedelta(minutes=1)) if length > timedelta() else None


def _minutes(text: str) -> int | None:
    """Return the length in minutes that a value means; None if it means none."""
    minutes = read_minutes(text)
    return minutes if minutes is not None and minutes <= MOST else None


def _read_mode(text: str) -> str | None:
    """Return the mode of the session that a value means; None if it means none."""
    return _MODE.get(_bare_mode(text))


def _bare_mode(text: str) -> str:
    """Return a mode without case and punctuation, for comparison."""
    return " ".join(re.sub(r"[-_ ]+", " ", text).split()).casefold()


def _is_plain_link(text: str) -> bool:
    """Whether a text is a wikilink that says nothing but its target."""
    found = _LINK.fullmatch(text)
    return bool(found) and text == f"[[{_link_target(text)}]]"


def _link_target(text: str) -> str:
    """Return the note that a wikilink names (``[[People/ana-k|Ana]]``: ``ana-k``), or the text if it is none."""
    found = _LINK.fullmatch(text)
    return found[1].strip().rpartition("/")[2].removesuffix(".md").strip() if found else text
