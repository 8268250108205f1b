"""Sessions: one meeting with one client, its prompts and answers."""

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
    """A section as the note stores it."""

    id: str = required(NAME)
    title: str = required(SHORT)


@dataclass(frozen=True, slots=True)
class GuideRef(Document):
    """The guide of a note, as it was on that day."""

    id: str = required(NAME)
    version: int = required(Whole(1))
    title: str = required(SHORT)
    sections: tuple[GuideSection, ...] = optional(ListOf(SubDocument(GuideSection)), ())


@dataclass(frozen=True, slots=True)
class Answer(Document):
    """One prompt of a session and its answer.

    Attributes:
        state: ``answered``, ``skipped`` or ``not reached``.
        origin: ``today``, or ``carried:ID`` with the id of the session it was carried over from.
        confirmed: whether a carried-over answer was confirmed; None for any other answer.
        written: the time of the last change; None while nothing was written.
        value: of the type of its kind, see :data:`session_tui.core.model.values.VALUES`; None unless answered.
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
        """Validate the value by its kind; one from a document has been read by the rule of its kind already."""
        Document.__post_init__(self)
        if self.value is not None:
            located("value", VALUES[Kind(self.kind)].check, self.value)

    def check(self) -> None:
        """Raise InvalidValue unless exactly the answered prompts hold a value."""
        is_answered = self.state == "answered"
        if is_answered != (self.value is not None or bool(self.note) or self.mark is not None):
            raise InvalidValue("must have a value, note or mark if it is answered, and none if it is not", "state")
        if self.origin.startswith("carried:") != (self.confirmed is not None):
            raise InvalidValue("must be present if the answer was carried over, and absent if it was not", "confirmed")

    @property
    def is_answered(self) -> bool:
        """Whether the prompt was answered."""
        return self.state == "answered"

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it was carried over and not confirmed yet."""
        return self.confirmed is False

    @property
    def is_private(self) -> bool:
        """Whether it belongs to the private page."""
        return self.share == Share.PRIVATE


@dataclass(frozen=True, slots=True)
class Jot(Document):
    """A one-line note taken in passing. ``section`` is None until it is filed."""

    id: str = required(ID)
    text: str = required(SHORT)
    written: datetime = required(Moment())
    section: str | None = optional(NAME)


def jots_in_order(jots: Iterable[Jot]) -> tuple[Jot, ...]:
    """Return the jots sorted by time, then by id."""
    return tuple(sorted(jots, key=lambda jot: (jot.written, jot.id)))


@dataclass(frozen=True, slots=True)
class Signature(Document):
    """The practitioner's signature.

    ``sha256`` is the hash, in hexadecimal, of the session's canonical JSON (RFC 8785) without its signature.
    """

    at: datetime = required(Moment())
    sha256: str = required(Text(pattern=re.compile(r"[0-9a-f]{64}")))
    by: str | None = optional(SHORT)


@dataclass(frozen=True, slots=True)
class Place(Document):
    """The position of the cursor: the prompt, and row and column (from 0) in its first text field."""

    prompt: str = required(NAME)
    row: int = optional(Whole(0), 0)
    column: int = optional(Whole(0), 0)


@dataclass(frozen=True, slots=True)
class Session(Document):
    """One meeting with one client. Every change returns a new session.

    Attributes:
        rev: the number of saves; 0 before the first.
        ended: when it was signed or last changed; None before.
        minutes: its length in minutes.
        answers: one for each prompt of the guide, in order.
        place: the position of the cursor; None once it is signed.
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
        """Raise InvalidValue if a prompt occurs twice, or if status and signature disagree."""
        asked = [answer.prompt for answer in self.answers]
        if len(set(asked)) != len(asked):
            raise InvalidValue("must name each prompt once", "answers")
        if (self.status == "signed") != (self.signature is not None):
            raise InvalidValue("must be present in a signed session, and absent from a draft", "signature")

    @property
    def is_signed(self) -> bool:
        """Whether it is signed, and so can no longer be changed."""
        return self.status == "signed"

    @property
    def day(self) -> date:
        """The local calendar day on which it began."""
        return self.started.date()

    def answer(self, prompt: str) -> Answer:
        """Return the answer to a prompt; raises UnknownPrompt."""
        for answer in self.answers:
            if answer.prompt == prompt:
                return answer
        raise UnknownPrompt(prompt)

    def has_prompt(self, prompt: str) -> bool:
        """Whether the session has this prompt."""
        return any(answer.prompt == prompt for answer in self.answers)

    def unconfirmed(self) -> tuple[Answer, ...]:
        """The carried-over answers that are not confirmed."""
        return tuple(answer for answer in self.answers if answer.is_unconfirmed)

    def unfiled(self) -> tuple[Jot, ...]:
        """The jots that are not filed."""
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
        """Return the session with an answer to a prompt; a blank value means that the prompt was skipped.

        Raises:
            UnknownPrompt: the session has no such prompt.
            AlreadySigned: the session is signed.
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
        """Return the session with a prompt marked as skipped, unless it is answered."""
        answer = self.answer(prompt)
        return self if answer.state != "not reached" else self._with(answer.replace(state="skipped"))

    def recalled(self, prompt: str, last: Answer, origin: str, *, at: datetime) -> "Session":
        """Return the session with the ``last`` answer to a prompt copied in, unconfirmed; ``origin`` is that session's
        id.

        Unchanged if the last answer is blank.
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
        """Return the session with a carried-over answer confirmed; any other answer is unchanged."""
        answer = self.answer(prompt)
        return self._with(answer.replace(confirmed=True, written=at)) if answer.is_unconfirmed else self

    def cleared(self, prompt: str) -> "Session":
        """Return the session with the answer to a prompt removed."""
        return self._with(
            self.answer(prompt).replace(
                state="skipped", origin="today", confirmed=None, written=None, value=None,
                note="", mark=None,
            )
        )  # fmt: skip

    def with_jot(self, jot: Jot) -> "Session":
        """Return the session with a jot added, or replaced if it has one with the same id."""
        self.refuse_signed()
        others = tuple(old for old in self.jots if old.id != jot.id)
        return self.replace(jots=jots_in_order((*others, jot)))

    def without_jot(self, jot_id: str) -> "Session":
        """Return the session without a jot."""
        self.refuse_signed()
        return self.replace(jots=tuple(jot for jot in self.jots if jot.id != jot_id))

    def at_place(self, place: Place | None) -> "Session":
        """Return the session with the position of the cursor."""
        return self if self.is_signed or place == self.place else self.replace(place=place)

    def _with(self, answer: Answer) -> "Session":
        """Return the session with one answer replaced."""
        self.refuse_signed()
        return self.replace(answers=tuple(answer if old.prompt == answer.prompt else old for old in self.answers))

    def refuse_signed(self) -> None:
        """Raise AlreadySigned if the session is signed."""
        if self.is_signed:
            raise AlreadySigned("This session is signed and cannot be changed. Add an addendum instead.")
