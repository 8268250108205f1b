"""Guides: the prompts of a session, section by section."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from session_tui.core.base.errors import UnknownPrompt
from session_tui.core.model.values import Kind

SECTIONS = (
    ("story", "Story"),
    ("goals", "Goals"),
    ("expectations", "Expectations"),
    ("next-steps", "Next steps"),
)
"""The four sections of a guide, by id, in order."""

PRIVATE = "private"
"""The id of the section whose answers go to the private page, and of the guide with its prompts."""

FREE = "notes"
"""The id of the section for imported text that matches no prompt of the guide."""

CONDITIONS = ("trials.due", "questions.open", "goals.any", "close.dropped")
"""The conditions that ``if=`` accepts."""


class Share(StrEnum):
    """Who may see an answer: client and record, the record only, or the practitioner alone."""

    COPY = "copy"
    RECORD = "record"
    PRIVATE = "private"


class Before(StrEnum):
    """What a prompt shows of the last session: nothing, the last answer beside it, or a copy to confirm."""

    NOTHING = ""
    SHOW = "show"
    CARRY = "carry"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt of a guide.

    Attributes:
        id: its permanent id; it joins the answers of different sessions.
        kind: decides the field on the screen and the type of the value.
        heading: its short title, such as “Since last time”.
        ask: what to say aloud.
        hint: a help text, shown while the prompt has the focus.
        is_core: whether it is always open on the sheet; other prompts fold to one line.
        share: who may see the answer.
        before: what it shows of the last session.
        fields: for a live kind, the fields that it asks for; empty means the usual ones.
        condition: one of CONDITIONS, under which alone the prompt appears; empty means always.
        marks: the options of the one-key mark beside the answer.
        options: the options of a choice.
        takes_many: whether a choice allows several options.
        low: the name of the low end of a scale.
        high: the name of the high end of a scale.
        is_live_only: whether it shows open items only and takes no new ones.
    """

    id: str
    kind: Kind
    heading: str
    ask: str = ""
    hint: str = ""
    is_core: bool = False
    share: Share = Share.RECORD
    before: Before = Before.NOTHING
    fields: tuple[str, ...] = ()
    condition: str = ""
    marks: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    takes_many: bool = False
    low: str = ""
    high: str = ""
    is_live_only: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a guide, with its prompts."""

    id: str
    title: str
    prompts: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The prompts of a session.

    Attributes:
        id: its permanent id; a practice's own guide replaces the built-in guide with the same id.
        version: increased whenever the meaning of the guide changes.
        minutes: the usual length of such a session; None if it has none.
        when: for whom or when to use it, in a few words.
    """

    id: str
    title: str
    version: int = 1
    minutes: int | None = None
    when: str = ""
    sections: tuple[Section, ...] = ()

    def prompts(self) -> Iterator[tuple[Section, Prompt]]:
        """All prompts with their sections, in order."""
        return ((section, prompt) for section in self.sections for prompt in section.prompts)

    def prompt(self, prompt_id: str) -> Prompt:
        """Return the prompt with this id; raises UnknownPrompt."""
        for _, prompt in self.prompts():
            if prompt.id == prompt_id:
                return prompt
        raise UnknownPrompt(prompt_id)

    def with_section(self, section: Section) -> "Guide":
        """Return this guide with ``section`` appended."""
        return Guide(self.id, self.title, self.version, self.minutes, self.when, (*self.sections, section))
