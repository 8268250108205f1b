"""The session that is being written, in memory. Every change replaces it; nothing here touches a disk or a screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from session_tui.core.base.errors import InvalidValue
from session_tui.core.base.ids import new_id
from session_tui.core.chart.open_items import IN_PLACE
from session_tui.core.chart.open_state import OpenItems
from session_tui.core.interview.conditions import after_close, is_asked
from session_tui.core.model.guide import PRIVATE, SECTIONS, Prompt, Section, Share
from session_tui.core.model.private_page import split_private
from session_tui.core.model.session import Answer, Jot, Place, Session
from session_tui.ui.services.session_context import SessionContext
from session_tui.ui.widgets.fields.base import Entry, FieldContext
from session_tui.ui.widgets.session.outline import OutlineRow


@dataclass(frozen=True, slots=True)
class Recall:
    """What came of asking for the last answer: the entry to fill in, and a sentence for the practitioner."""

    entry: Entry | None
    said: str


class Draft:
    """A session with its guide, what was said before, and where we are.

    Args:
        sitting: the session and everything around it.
        clock: gives the time, with its offset.
    """

    def __init__(self, session_context: SessionContext, clock: Callable[[], datetime]) -> None:
        self.session_context = session_context
        self.session: Session = session_context.session
        self.clock = clock
        self._typed: dict[str, Entry] = {}
        self._unfit: dict[str, Entry] = {}
        self._seen = {a.section for a in self.session.answers if a.state != "not reached"}

    @property
    def sections(self) -> tuple[Section, ...]:
        """The guide's sections, without the private page."""
        return tuple(part for part in self.session_context.guide.sections if part.id != PRIVATE)

    @property
    def private(self) -> Section | None:
        """The private page, if the practice has one."""
        return next((part for part in self.session_context.guide.sections if part.id == PRIVATE), None)

    def prompts(self, section: Section) -> Iterator[Prompt]:
        """The prompts of a section that are asked as things stand now."""
        return (prompt for prompt in section.prompts if self.is_asked(prompt))

    def order(self, *, private: bool = False) -> tuple[str, ...]:
        """The ids of the prompts, in the order in which Tab visits them."""
        sections = (self.private,) if private else self.sections
        return tuple(p.id for part in sections if part for p in self.prompts(part))

    def is_asked(self, prompt: Prompt) -> bool:
        """Whether a prompt's condition holds, or something already stands there."""
        return not prompt.condition or is_asked(prompt, self._standing(prompt), self.now())

    def offered(self, prompt: str) -> str:
        """What the answer to a prompt calls for, in one calm line; empty when that is nothing."""
        return after_close(self.session_context.open_items, self.now()) if prompt == "close" else ""

    def section_of(self, prompt: str) -> Section | None:
        """The section in which a prompt is asked; None for one that is not asked at all."""
        sections = self.session_context.guide.sections
        return next((s for s in sections if any(p.id == prompt for p in s.prompts)), None)

    def is_private(self, prompt: str) -> bool:
        """Whether a prompt is asked on the private page."""
        section = self.section_of(prompt)
        return section is not None and section.id == PRIVATE

    def beside(self, prompt: str, step: int) -> str | None:
        """The prompt so many steps further in Tab's order; None beyond its ends."""
        order = self.order(private=self.is_private(prompt))
        place = order.index(prompt) + step if prompt in order else 0
        return order[place] if 0 <= place < len(order) else None

    def section_beside(self, prompt: str, step: int) -> str | None:
        """The first prompt so many sections further; None beyond the ends, and on the private page."""
        here = self.section_of(prompt)
        sections = [part for part in self.sections if part is here or any(self.prompts(part))]
        place = sections.index(here) + step if here in sections else -1
        if not 0 <= place < len(sections):
            return None
        return next(self.prompts(sections[place])).id

    def first_place(self) -> str:
        """The prompt where writing stopped, or the first one; empty when nothing is asked."""
        place = self.session.place
        order = self.order()
        if place and place.prompt in order:
            return place.prompt
        return order[0] if order else ""

    def context(self, prompt: Prompt) -> FieldContext:
        """What a field must know of this session."""
        last = self.session_context.last.get(prompt.id)
        return FieldContext(
            today=self.session.day,
            new_id=lambda: new_id(self.clock()),
            open_items=self._standing(prompt),
            last=Entry(last.answer.value, last.answer.note, last.answer.mark) if last else None,
            session=self.now if prompt.share == Share.PRIVATE else self._record,
        )

    def _standing(self, prompt: Prompt) -> OpenItems:
        """What earlier sessions left open, as far as a prompt may show it."""
        is_private = prompt.share == Share.PRIVATE
        return self.session_context.private_open_items if is_private else self.session_context.open_items

    def answer(self, prompt: str) -> Answer:
        """The answer as it stands, with what was typed last."""
        return self.now().answer(prompt)

    def write(self, prompt: str, entry: Entry) -> None:
        """Something was typed; it is put into the session when the session is next looked at."""
        self._typed[prompt] = entry

    def now(self) -> Session:
        """The session with everything typed until now, but for what :attr:`unfit` names."""
        typed, self._typed = self._typed, {}
        for prompt, entry in typed.items():
            self._unfit.pop(prompt, None)
            try:
                self._take(prompt, entry)
            except InvalidValue:
                self._unfit[prompt] = entry
        return self.session

    @property
    def unfit(self) -> tuple[str, ...]:
        """The headings of the prompts whose fields hold something that no session can hold."""
        return tuple(self.session.answer(prompt).heading for prompt in self._unfit)

    def _take(self, prompt: str, entry: Entry) -> None:
        old = self.session.answer(prompt)
        if Entry(old.value, old.note, old.mark) != entry:
            self.session = self.session.with_answer(
                prompt, entry.value, at=self.clock(), note=entry.note, mark=entry.mark
            )

    def _record(self) -> Session:
        """The session as it is now without its private page, so that nothing of it is offered elsewhere."""
        return split_private(self.now())[0]

    def stand_at(self, prompt: str, cursor: tuple[int, int]) -> None:
        """Remember where writing is."""
        row, column = cursor
        self.session = self.now().at_place(Place(prompt=prompt, row=row, column=column))

    def passed(self, prompt: str) -> None:
        """A prompt was seen; left blank, it was skipped."""
        if self.session.is_signed:
            return
        self._seen.add(self.session.answer(prompt).section)
        self.session = self.now().passed(prompt)

    def recall(self, prompt: str) -> Recall:
        """Pull the last answer to a prompt, unconfirmed; asked again, confirm it."""
        answer = self.answer(prompt)
        if answer.is_unconfirmed:
            self.session = self.session.confirmed(prompt, at=self.clock())
            return Recall(None, "Kept as still true.")
        if answer.kind in IN_PLACE:
            return Recall(None, "What stands open is here already.")
        last = self.session_context.last.get(prompt)
        if last is None:
            return Recall(None, "There is no earlier answer to this prompt.")
        if answer.is_answered:
            return Recall(None, "Something stands here already. Clear it to bring the last answer.")
        self.session = self.session.recalled(prompt, last.answer, last.session_id, at=self.clock())
        return Recall(Entry(last.answer.value, last.answer.note, last.answer.mark), "")

    def confirm(self, prompt: str) -> None:
        """What was carried over still holds."""
        self.session = self.now().confirmed(prompt, at=self.clock())

    def clear(self, prompt: str) -> None:
        """What was carried over no longer holds."""
        self.session = self.now().cleared(prompt)

    def jot(self, jot_id: str, text: str, section: str | None) -> None:
        """Keep a jot as it stands now; a blank one goes."""
        session = self.now()
        if not text:
            self.session = session.without_jot(jot_id)
            return
        written = next((jot.written for jot in session.jots if jot.id == jot_id), self.clock())
        jot = Jot(id=jot_id, text=text, written=written, section=section)
        self.session = session.with_jot(jot)

    def new_jot_id(self) -> str:
        """An id for a jot that is about to be written."""
        return new_id(self.clock())

    def jots(self, section: str) -> tuple[Jot, ...]:
        """The jots that are filed under a section."""
        return tuple(jot for jot in self.now().jots if jot.section == section)

    def rows(self, current: str) -> tuple[OutlineRow, ...]:
        """The outline's lines, the section of this prompt being the current one."""
        return tuple(self._row(part, current) for part in (*self.sections, *self._jotted()))

    def private_row(self, current: str) -> OutlineRow | None:
        """The outline's line for the private page."""
        return self._row(self.private, current) if self.private else None

    def from_day(self, prompt: str) -> str:
        """From when a carried answer is, as ``2 Sep``; empty for others."""
        last = self.session_context.last.get(prompt)
        return f"{last.day.day} {last.day:%b}" if last else ""

    def _jotted(self) -> Iterator[Section]:
        """The sections that this guide does not ask, but under which a jot was filed."""
        asked = {part.id for part in self.session_context.guide.sections}
        filed = dict.fromkeys(jot.section for jot in self.now().jots if jot.section)
        titles = dict(SECTIONS)
        return (Section(id_, titles.get(id_, id_)) for id_ in filed if id_ not in asked)

    def _row(self, section: Section, current: str) -> OutlineRow:
        session = self.now()
        answered = sum(session.answer(prompt.id).is_answered for prompt in section.prompts)
        jots = len(self.jots(section.id))
        is_current = any(prompt.id == current for prompt in section.prompts)
        was_seen = section.id in self._seen or bool(jots)
        return OutlineRow(section.id, section.title, answered + jots, is_current, was_seen)
