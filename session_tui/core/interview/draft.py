"""The session that is being written, in memory.

Every change replaces the session; nothing here uses a disk or a screen.
"""

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
    """The result of recalling the previous answer to a prompt.

    Attributes:
        entry: the recalled entry, to be put into the field; None if nothing was recalled.
        said: a sentence for the practitioner; empty if the entry speaks for itself.
        has_changed: whether the session changed: the answer was recalled or confirmed.
    """

    entry: Entry | None
    said: str
    has_changed: bool = False


class Draft(PromptOrder):
    """A session in progress with its guide, its earlier answers and the cursor's place.

    The screens and plain mode both write through it.

    Args:
        session_context: the session and everything needed to take it.
        clock: returns the current time, with its offset.
    """

    def __init__(self, session_context: SessionContext, clock: Callable[[], datetime]) -> None:
        super().__init__(session_context)
        self.session: Session = session_context.session
        self.clock = clock
        self._typed: dict[str, Entry] = {}
        self._unfit: dict[str, Entry] = {}
        self._seen = {a.section for a in self.session.answers if a.state != "not reached"}

    def offered(self, prompt: str) -> str:
        """Return the hint that the answer to a prompt calls for; empty for every prompt but the closing rating."""
        return after_close(self.session_context.open_items, self.now()) if prompt == "close" else ""

    def context(self, prompt: Prompt) -> FieldContext:
        """Return what the field of a prompt may know about this session."""
        last = self.session_context.last.get(prompt.id)
        return FieldContext(
            today=self.session.day,
            new_id=lambda: new_id(self.clock()),
            open_items=self.open_items_for(prompt),
            last=Entry.of(last.answer) if last else None,
            session=self.now if prompt.share == Share.PRIVATE else self._record,
        )

    def answer(self, prompt: str) -> Answer:
        """Return the current answer to a prompt, including what was typed last."""
        return self.now().answer(prompt)

    def write(self, prompt: str, entry: Entry) -> None:
        """Remember what was typed under a prompt.

        The entry is committed to the session by the next call of :meth:`now`, so that a keystroke stays cheap.
        """
        self._typed[prompt] = entry

    def now(self) -> Session:
        """Commit everything typed so far and return the session.

        Entries that no session can hold are left out and named by :attr:`unfit`.
        """
        # Each entry is committed once: a rejected one is tried again only when it is typed again.
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
        """The headings of the prompts whose fields hold a value that no session can hold."""
        return tuple(self.session.answer(prompt).heading for prompt in self._unfit)

    def _record(self) -> Session:
        """Return the current session without its private page, so that no other prompt offers private content."""
        return split_private(self.now())[0]

    def stand_at(self, prompt: str, cursor: tuple[int, int] = (0, 0)) -> None:
        """Remember the cursor's prompt and position, except on the private page: the record names none of its prompts."""
        if self.is_private(prompt):
            return
        row, column = cursor
        self.session = self.now().at_place(Place(prompt=prompt, row=row, column=column))

    def passed(self, prompt: str) -> None:
        """Mark a prompt as seen; if it is blank, it counts as skipped."""
        if self.session.is_signed:
            return
        self._seen.add(self.session.answer(prompt).section)
        self.session = self.now().passed(prompt)

    def recall(self, prompt: str) -> Recall:
        """Bring the previous answer to a prompt into the session, unconfirmed; a second call confirms it."""
        answer = self.answer(prompt)
        if answer.is_unconfirmed:
            self.session = self.session.confirmed(prompt, at=self.clock())
            return Recall(None, "Confirmed as still true.", has_changed=True)
        if answer.kind in IN_PLACE:
            return Recall(None, "The open items are already here.")
        last = self.session_context.last.get(prompt)
        if last is None:
            return Recall(None, "There is no earlier answer to this prompt.")
        if answer.is_answered:
            return Recall(None, "There is an answer here already. Clear it first to bring in the last one.")
        self.session = self.session.recalled(prompt, last.answer, last.session_id, at=self.clock())
        return Recall(Entry.of(last.answer), "", has_changed=True)

    def confirm(self, prompt: str) -> None:
        """Confirm a carried answer."""
        self.session = self.now().confirmed(prompt, at=self.clock())

    def clear(self, prompt: str) -> None:
        """Clear a prompt's answer, such as a carried one that no longer holds."""
        self.session = self.now().cleared(prompt)

    def jot(self, jot_id: str, text: str, section: str | None) -> None:
        """Save a jot; remove it if ``text`` is empty."""
        session = self.now()
        if not text:
            self.session = session.without_jot(jot_id)
            return
        written = next((jot.written for jot in session.jots if jot.id == jot_id), self.clock())
        jot = Jot(id=jot_id, text=text, written=written, section=section)
        self.session = session.with_jot(jot)

    def new_jot_id(self) -> str:
        """Return an id for a jot that is about to be written."""
        return new_id(self.clock())

    def jots(self, section: str) -> tuple[Jot, ...]:
        """Return the jots filed under a section."""
        return tuple(jot for jot in self.now().jots if jot.section == section)

    def rows(self, current: str) -> tuple[OutlineRow, ...]:
        """Return the rows of the outline; the section of the prompt ``current`` is marked as current."""
        return tuple(self._row(part, current) for part in (*self.sections, *self._sections_with_only_jots()))

    def private_row(self, current: str) -> OutlineRow | None:
        """Return the outline's row for the private page; None if the session has none."""
        return self._row(self.private, current) if self.private else None

    def from_day(self, prompt: str) -> str:
        """Return the day of the previous answer to a prompt as ``2 Sep``; empty if there is none."""
        last = self.session_context.last.get(prompt)
        return f"{last.day.day} {last.day:%b}" if last else ""

    def _sections_with_only_jots(self) -> Iterator[Section]:
        """Return the sections that have jots but are not in this guide."""
        asked = {part.id for part in self.session_context.guide.sections}
        filed = dict.fromkeys(jot.section for jot in self.now().jots if jot.section)
        titles = dict(SECTIONS)
        return (Section(id_, titles.get(id_, id_)) for id_ in filed if id_ not in asked)

    def _row(self, section: Section, current: str) -> OutlineRow:
        """Return the outline row of a section; its jots count as answers."""
        session = self.now()
        answered = sum(session.answer(prompt.id).is_answered for prompt in section.prompts)
        jots = len(self.jots(section.id))
        is_current = any(prompt.id == current for prompt in section.prompts)
        was_seen = section.id in self._seen or bool(jots)
        return OutlineRow(section.id, section.title, answered + jots, is_current, was_seen)
