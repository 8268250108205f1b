"""The session that is being written, in memory. Every change replaces it; nothing here touches a disk or a screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from session_tui.core.base.errors import InvalidValue
from session_tui.core.base.ids import new_id
from session_tui.core.chart.open_items import IN_PLACE
from session_tui.core.interview.conditions import after_close
from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.entry import Entry
from session_tui.core.interview.outline import OutlineRow
from session_tui.core.interview.prompt_order import PromptOrder
from session_tui.core.interview.session_context import SessionContext
from session_tui.core.model.guide import SECTIONS, Prompt, Section, Share
from session_tui.core.model.private_page import split_private
from session_tui.core.model.session import Answer, Jot, Place, Session


@dataclass(frozen=True, slots=True)
class Recall:
    """The result of asking for the last answer to a prompt.

    Attributes:
        entry: what was brought, to be filled in; None when nothing was.
        said: a sentence for the practitioner; empty when the entry says enough.
        has_changed: whether the answer was brought or confirmed.
    """

    entry: Entry | None
    said: str
    has_changed: bool = False


class Draft(PromptOrder):
    """A session with its guide, what was said before, and where writing is. Both faces write through it.

    Args:
        sitting: the session and everything around it.
        clock: gives the time, with its offset.
    """

    def __init__(self, session_context: SessionContext, clock: Callable[[], datetime]) -> None:
        super().__init__(session_context)
        self.session: Session = session_context.session
        self.clock = clock
        self._typed: dict[str, Entry] = {}
        self._unfit: dict[str, Entry] = {}
        self._seen = {a.section for a in self.session.answers if a.state != "not reached"}

    def offered(self, prompt: str) -> str:
        """What the answer to a prompt calls for, in one calm line; empty when that is nothing."""
        return after_close(self.session_context.open_items, self.now()) if prompt == "close" else ""

    def context(self, prompt: Prompt) -> FieldContext:
        """What a field must know of this session."""
        last = self.session_context.last.get(prompt.id)
        return FieldContext(
            today=self.session.day,
            new_id=lambda: new_id(self.clock()),
            open_items=self.open_items_for(prompt),
            last=Entry.of(last.answer) if last else None,
            session=self.now if prompt.share == Share.PRIVATE else self._record,
        )

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
                self.session = entry.commit(self.session, prompt, self.clock())
            except InvalidValue:
                self._unfit[prompt] = entry
        return self.session

    @property
    def unfit(self) -> tuple[str, ...]:
        """The headings of the prompts whose fields hold something that no session can hold."""
        return tuple(self.session.answer(prompt).heading for prompt in self._unfit)

    def _record(self) -> Session:
        """The session as it is now without its private page, so that nothing of it is offered elsewhere."""
        return split_private(self.now())[0]

    def stand_at(self, prompt: str, cursor: tuple[int, int] = (0, 0)) -> None:
        """Remember where writing is; the record names no prompt of the private page."""
        if self.is_private(prompt):
            return
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
            return Recall(None, "Kept as still true.", has_changed=True)
        if answer.kind in IN_PLACE:
            return Recall(None, "What stands open is here already.")
        last = self.session_context.last.get(prompt)
        if last is None:
            return Recall(None, "There is no earlier answer to this prompt.")
        if answer.is_answered:
            return Recall(None, "Something stands here already. Clear it to bring the last answer.")
        self.session = self.session.recalled(prompt, last.answer, last.session_id, at=self.clock())
        return Recall(Entry.of(last.answer), "", has_changed=True)

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
