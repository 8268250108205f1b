"""A session: one sitting with one client, what was asked and what was answered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from session_tui.core.base.errors import AlreadySigned, InvalidValue, UnknownPrompt
from session_tui.core.model.guide import Share
from session_tui.core.model.values import ID, NAME, SHORT, VALUES, Kind, Value, is_blank
from session_tui.core.schema.field_types import (
    ListOf,
    Member,
    Moment,
    OneOf,
    Rule,
    Text,
    Whole,
    YesNo,
    located,
)
from session_tui.core.schema.fields import Document, SubDocument, optional, required


@dataclass(frozen=True, slots=True)
class GuideSection(Document):
    """A section as the note keeps it."""

    id: str = required(NAME)
    title: str = required(SHORT)


@dataclass(frozen=True, slots=True)
class GuideRef(Document):
    """The guide that a note followed, as it was on that day."""

    id: str = required(NAME)
    version: int = required(Whole(1))
    title: str = required(SHORT)
    sections: tuple[GuideSection, ...] = optional(ListOf(SubDocument(GuideSection)), ())


@dataclass(frozen=True, slots=True)
class Answer(Document):
    """One prompt of a session, and what was answered.

    Attributes:
        state: ``answered``, ``skipped`` or ``not reached``.
        origin: ``today``, or ``carried:ID`` with the id of the session it was pulled from.
        confirmed: for a carried answer, whether it was confirmed; None otherwise.
        written: when it was last changed; None while nothing was written.
        value: by kind, see :data:`session_tui.core.model.values.VALUES`; None unless answered.
        note: the sentence beside the value.
        mark: the one-key mark beside the answer.
    """

    ALWAYS: ClassVar = frozenset({"value", "mark"})
    STATES: ClassVar = ("answered", "skipped", "not reached")

    section: str = required(NAME)
    prompt: str = required(NAME)
    heading: str = required(SHORT)
    kind: Kind = required(Member(Kind))
    ask: str = optional(Text(), "")
    share: Share = optional(Member(Share), Share.RECORD)
    state: str = optional(OneOf(*STATES), "not reached")
    origin: str = optional(Text(pattern=re.compile(r"today|carried:\S+")), "today")
    confirmed: bool | None = optional(YesNo())
    written: datetime | None = optional(Moment())
    value: Value | None = optional(Rule())
    note: str = optional(Text(), "")
    mark: str | None = optional(SHORT)

    def __post_init__(self) -> None:
        """The value obeys its kind; one from a document was read by the rule of its kind already."""
        Document.__post_init__(self)
        if self.value is not None:
            located("value", VALUES[Kind(self.kind)].check, self.value)

    def check(self) -> None:
        """Only an answered prompt holds a value."""
        is_answered = self.state == "answered"
        if is_answered != (self.value is not None or bool(self.note) or self.mark is not None):
            raise InvalidValue("holds a value, note or mark exactly when it is answered", "state")
        if self.origin.startswith("carried:") != (self.confirmed is not None):
            raise InvalidValue("stands exactly beside a carried answer", "confirmed")

    @property
    def is_answered(self) -> bool:
        """Whether anything was written here."""
        return self.state == "answered"

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it was pulled from before and nobody has said yet that it still holds."""
        return self.confirmed is False

    @property
    def is_private(self) -> bool:
        """Whether it belongs on the private page."""
        return self.share == Share.PRIVATE


@dataclass(frozen=True, slots=True)
class Jot(Document):
    """One line caught in passing. ``section`` is None while it waits to be filed."""

    id: str = required(ID)
    text: str = required(SHORT)
    written: datetime = required(Moment())
    section: str | None = optional(NAME)


def jots_in_order(jots: Iterable[Jot]) -> tuple[Jot, ...]:
    """The jots in the order in which they were written; those of one moment by their ids."""
    return tuple(sorted(jots, key=lambda jot: (jot.written, jot.id)))


@dataclass(frozen=True, slots=True)
class Signature(Document):
    """That the practitioner stands by the note.

    ``sha256`` is the hash of the session's canonical JSON (RFC 8785) without its signature, in hexadecimal.
    """

    at: datetime = required(Moment())
    sha256: str = required(Text(pattern=re.compile(r"[0-9a-f]{64}")))
    by: str | None = optional(SHORT)


@dataclass(frozen=True, slots=True)
class Place(Document):
    """Where writing stopped: the prompt, and the cursor in its first text field (row and column from 0)."""

    prompt: str = required(NAME)
    row: int = optional(Whole(0), 0)
    column: int = optional(Whole(0), 0)


@dataclass(frozen=True, slots=True)
class Session(Document):
    """One sitting with one client. Every change returns a new session.

    Attributes:
        rev: counts the saves; 0 before the first.
        ended: when it was signed or last worked on; None before.
        minutes: how long it took.
        answers: one for each prompt of the guide, in its order.
        place: where writing stopped; None once it is signed.
    """

    ALWAYS: ClassVar = frozenset({"ended", "minutes", "answers", "jots", "signature"})
    STATUSES: ClassVar = ("draft", "signed")
    MODES: ClassVar = ("in person", "video", "phone")

    id: str = required(ID)
    client: str = required(NAME)
    guide: GuideRef = required(SubDocument(GuideRef))
    started: datetime = required(Moment())
    rev: int = optional(Whole(0), 0)
    status: str = optional(OneOf(*STATUSES), "draft")
    ended: datetime | None = optional(Moment())
    minutes: int | None = optional(Whole(0))
    mode: str | None = optional(OneOf(*MODES))
    answers: tuple[Answer, ...] = optional(ListOf(SubDocument(Answer)), ())
    jots: tuple[Jot, ...] = optional(ListOf(SubDocument(Jot)), ())
    signature: Signature | None = optional(SubDocument(Signature))
    place: Place | None = optional(SubDocument(Place))

    def check(self) -> None:
        """Each prompt once; signed exactly when there is a signature."""
        asked = [answer.prompt for answer in self.answers]
        if len(set(asked)) != len(asked):
            raise InvalidValue("must name each prompt once", "answers")
        if (self.status == "signed") != (self.signature is not None):
            raise InvalidValue("stands exactly in a signed session", "signature")

    @property
    def is_signed(self) -> bool:
        """Whether it can no longer be changed."""
        return self.status == "signed"

    @property
    def day(self) -> date:
        """The practitioner's calendar day on which it began."""
        return self.started.date()

    def answer(self, prompt: str) -> Answer:
        """The answer to a prompt; raises UnknownPrompt."""
        for answer in self.answers:
            if answer.prompt == prompt:
                return answer
        raise UnknownPrompt(prompt)

    def has_prompt(self, prompt: str) -> bool:
        """Whether the guide of this session asks this prompt."""
        return any(answer.prompt == prompt for answer in self.answers)

    def unconfirmed(self) -> tuple[Answer, ...]:
        """The answers pulled from before that nobody has confirmed."""
        return tuple(answer for answer in self.answers if answer.is_unconfirmed)

    def unfiled(self) -> tuple[Jot, ...]:
        """The jots that wait to be filed."""
        return tuple(jot for jot in self.jots if jot.section is None)

    def with_answer(
        self,
        prompt: str,
        value: Value | None,
        *,
        at: datetime,
        note: str = "",
        mark: str | None = None,
    ) -> "Session":
        """This session with one prompt answered, or answered anew. A blank answer is a skipped one.

        Raises:
            UnknownPrompt: the guide asks no such prompt.
            AlreadySigned: it can no longer be changed.
        """
        kept = None if is_blank(value) else value
        is_given = kept is not None or bool(note) or mark is not None
        old = self.answer(prompt)
        new = old.replace(
            state="answered" if is_given else "skipped",
            origin="today",
            confirmed=None,
            written=at,
            value=kept,
            note=note,
            mark=mark,
        )
        if new.replace(written=old.written) == old:
            return self
        return self._with(new)

    def passed(self, prompt: str) -> "Session":
        """This session with a prompt seen and left blank; an answered one stays as it is."""
        answer = self.answer(prompt)
        return self if answer.state != "not reached" else self._with(answer.replace(state="skipped"))

    def recalled(self, prompt: str, last: Answer, origin: str, *, at: datetime) -> "Session":
        """This session with the last answer to a prompt copied in, unconfirmed. ``origin`` is its session's id.

        It stays as it is when the last time nothing was answered.
        """
        self.refuse_signed()
        if not last.is_answered:
            return self
        return self._with(
            self.answer(prompt).replace(
                state="answered",
                origin=f"carried:{origin}",
                confirmed=False,
                written=at,
                value=last.value,
                note=last.note,
                mark=last.mark,
            )
        )

    def confirmed(self, prompt: str, *, at: datetime) -> "Session":
        """This session with a carried answer confirmed: it still holds. Any other answer stays as it is."""
        answer = self.answer(prompt)
        return self._with(answer.replace(confirmed=True, written=at)) if answer.is_unconfirmed else self

    def cleared(self, prompt: str) -> "Session":
        """This session with a prompt left blank."""
        return self._with(
            self.answer(prompt).replace(
                state="skipped", origin="today", confirmed=None, written=None, value=None,
                note="", mark=None,
            )
        )  # fmt: skip

    def with_jot(self, jot: Jot) -> "Session":
        """This session with one more jot, or with the jot of the same id replaced."""
        self.refuse_signed()
        others = tuple(old for old in self.jots if old.id != jot.id)
        return self.replace(jots=jots_in_order((*others, jot)))

    def without_jot(self, jot_id: str) -> "Session":
        """This session without a jot."""
        self.refuse_signed()
        return self.replace(jots=tuple(jot for jot in self.jots if jot.id != jot_id))

    def at_place(self, place: Place | None) -> "Session":
        """This session with the place where writing stopped."""
        return self if self.is_signed or place == self.place else self.replace(place=place)

    def _with(self, answer: Answer) -> "Session":
        self.refuse_signed()
        return self.replace(answers=tuple(answer if old.prompt == answer.prompt else old for old in self.answers))

    def refuse_signed(self) -> None:
        """Raise AlreadySigned when it can no longer be changed."""
        if self.is_signed:
            raise AlreadySigned(
                "This session is signed and stays as it is. What is to be said now goes into an addendum."
            )
