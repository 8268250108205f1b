"""A guide: what a session asks, section by section."""

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
"""The four sections every guide may have, in this order, by id."""

PRIVATE = "private"
"""The id of the section whose answers go to the private page, and of the guide that asks them."""

FREE = "notes"
"""The section that holds imported text which matches nothing in a guide."""

CONDITIONS = ("trials.due", "questions.open", "goals.any", "close.dropped")
"""What ``if=`` may ask for."""


class Share(StrEnum):
    """Who may see an answer: the client's copy too, the record only, or the practitioner alone."""

    COPY = "copy"
    RECORD = "record"
    PRIVATE = "private"


class Before(StrEnum):
    """What a prompt shows from before: nothing, the last answer beside it, or a copy to confirm."""

    NOTHING = ""
    SHOW = "show"
    CARRY = "carry"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to ask.

    Attributes:
        id: names it for ever; answers are joined across sessions by it.
        kind: what the hands do and what is stored.
        heading: its short name, such as “Since last time”.
        ask: what to say aloud.
        hint: shown only while the prompt has the focus.
        is_core: whether it stands open on the sheet; the others fold to one line.
        share: who may see the answer.
        before: what it shows from the last session.
        fields: the fields of a live kind that it asks for; empty means the usual ones.
        condition: one of CONDITIONS, or empty; the prompt appears only then.
        marks: the words of the one-key mark beside the answer.
        options: the words of a choice.
        takes_many: whether a choice allows several.
        low: what the low end of a scale is called.
        high: what its high end is called.
        is_live_only: whether it shows only what stands open, and adds nothing new.
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
    """A part of a guide, and the prompts asked in it."""

    id: str
    title: str
    prompts: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """What a session asks.

    Attributes:
        id: names it for ever; a practice's own guide with the id of a built-in one replaces it.
        version: counts up when the guide's meaning changes.
        minutes: how long such a session usually takes; None when it has no usual length.
        when: for whom or when it is meant, in a few words.
    """

    id: str
    title: str
    version: int = 1
    minutes: int | None = None
    when: str = ""
    sections: tuple[Section, ...] = ()

    def prompts(self) -> Iterator[tuple[Section, Prompt]]:
        """Every prompt with its section, in the order they are asked."""
        return ((section, prompt) for section in self.sections for prompt in section.prompts)

    def prompt(self, prompt_id: str) -> Prompt:
        """The prompt with this id; raises UnknownPrompt."""
        for _, prompt in self.prompts():
            if prompt.id == prompt_id:
                return prompt
        raise UnknownPrompt(prompt_id)

    def with_section(self, section: Section) -> "Guide":
        """This guide with one more section at its end."""
        return Guide(self.id, self.title, self.version, self.minutes, self.when, (*self.sections, section))
