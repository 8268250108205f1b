"""The layout of each class of item in a list: the field on its line, and the labels of the others.

A new class of item is one more :class:`ItemLayout` in :data:`LAYOUTS`.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from session_tui.core.base.errors import InvalidValue
from session_tui.core.model.values import (
    AgendaItem,
    Decision,
    Event,
    Goal,
    Kind,
    Person,
    Question,
    Repair,
    Rhythm,
    Step,
    Verdict,
)
from session_tui.core.schema.field_types import ListOf
from session_tui.core.schema.fields import Document, rules_of
from session_tui.markdown.escaping import read_item, write_item
from session_tui.markdown.note.errors import UnreadableNote
from session_tui.markdown.note.field_codecs import codecs_of, read_field, write_field
from session_tui.markdown.note.hidden_data import at_line, build_document
from session_tui.markdown.note.item_lists import ItemBlock, LabelledItem, ListItem, read_list, write_list_item
from session_tui.markdown.note.tasks import read_task

GOAL = "for"
"""The label of the line with a step's goal."""


@dataclass(frozen=True, slots=True)
class NoteContext:
    """Facts about a note that its answers need.

    Attributes:
        seed: the session's id, from which the ids of hand-written items are derived.
        started: the start of the session, RFC 3339.
        goals: the texts of the note's goals, by id.
    """

    seed: str
    started: str
    goals: Mapping[str, str] = field(default_factory=dict)


class ItemLayout:
    """The layout of one class of item. ``words`` is the field on its line; ``missing`` replaces it if absent."""

    def __init__(self, kind: type[Document], words: str = "", missing: str = "", **labels: str) -> None:
        self.kind = kind
        self.words = words
        self.missing = missing
        fields = codecs_of(kind, labels)
        self.ids = tuple(field for field in fields if field.is_id)
        self.others = tuple(f for f in fields if f.name not in ("id", "step", words))
        self.by_label = {field.label: field for field in self.others}

    def write(self, item: Any, context: NoteContext) -> list[str]:
        """Return the item as lines of a list."""
        attributes = {f.name: getattr(item, f.name) for f in self.ids if getattr(item, f.name)}
        words = getattr(item, self.words)
        if words is None:
            attributes["words"] = "no"
        return write_list_item(write_item(words or self.missing), attributes, self.write_parts(item, context))

    def write_parts(self, item: Any, context: NoteContext) -> Iterable[tuple[str, list[str]]]:
        """Yield label and lines of each field with a value."""
        for each in self.others:
            holder = getattr(item, each.within) if each.within else item
            value = getattr(holder, each.name) if holder is not None else None
            if each.is_id:
                value = context.goals.get(value or "")
            if value is not None:
                yield from ((each.label, lines) for lines in write_field(each, value))

    def read(self, item: ListItem, context: NoteContext) -> Any:
        """Return the item of these lines; raises UnreadableNote."""
        given: dict[str, Any] = {f.name: item.attributes.get(f.name) for f in self.ids}
        words = read_item(item.lines)
        # Words that a person put in place of the placeholder win over the comment.
        is_missing = item.attributes.get("words") == "no" and words == self.missing
        given[self.words] = None if is_missing else words
        has_goal = "goal" in given
        parts = [part for part in item.parts if not (has_goal and part.label == GOAL)]
        given |= self.read_parts(parts)
        if has_goal:
            given["goal"] = _goal_of(item, context)
        if "id" in given and not given["id"]:
            # Only an item without an id was added by hand; in the program's own, a check box is text.
            given |= _task_of(given) if self.kind is Step else {}
            # The line number tells items with equal words apart.
            given["id"] = derived_id(context.seed, f"{item.line} {given.get(self.words)}")
        return self.build(given, item.line)

    def read_parts(self, parts: Iterable[LabelledItem]) -> dict[str, Any]:
        """Return the values of labelled lines by field name."""
        given: dict[str, Any] = {}
        for part in parts:
            field = self.by_label.get(part.label)
            if not field:
                raise UnreadableNote(
                    f"“{part.label}” is not a label that belongs here.",
                    part.line,
                    f"Use one of: {', '.join(self.by_label)}.",
                )
            value = read_field(field, part.lines, part.line)
            inner = given.setdefault(field.within, {}) if field.within else given
            several = isinstance(field.rule, ListOf)
            inner[field.name] = (*inner.get(field.name, ()), value) if several else value
        return given

    def build(self, given: dict[str, Any], line: int) -> Any:
        """Return the document of these fields; raises UnreadableNote at ``line``."""
        try:
            for field in self.others:
                if field.within and isinstance(given.get(field.within), dict):
                    inner: Any = rules_of(self.kind)[field.within][1]
                    given[field.within] = build_document(inner.kind, given[field.within])
            return build_document(self.kind, given)
        except InvalidValue as fault:
            names = [f.label for f in self.others if f.name == fault.where]
            raise at_line(InvalidValue(fault.what, *names or [fault.where]), line) from None


def _task_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a step added by hand as a task; what its own labelled lines say goes before."""
    text, task = read_task(given["text"])
    comment = " ".join(part for part in (given.get("comment"), task.comment) if part)
    said = {"outcome": task.outcome or None, "due": task.due} | {k: v for k, v in given.items() if v is not None}
    return {"text": text, "outcome": said["outcome"], "due": said["due"], "comment": comment or None}


def read_layout_list(form: ItemLayout, block: ItemBlock, context: NoteContext) -> tuple[Any, ...]:
    """Return the items of a list with one layout."""
    return tuple(form.read(item, context) for item in read_list(block, has_parts=True))


def derived_id(seed: str, text: str) -> str:
    """Return a stable id for an item that a person wrote into a note by hand."""
    # uuid5() encodes its name as UTF-8 and would raise for a lone surrogate; hexadecimal digits are safe.
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{seed} {text}".encode("utf-8", "surrogatepass").hex()))


def _goal_of(item: ListItem, context: NoteContext) -> str | None:
    """Return the id of the goal named on the step's line, or else in its comment."""
    named: str | None = item.attributes.get("goal")
    said = [read_item(part.lines) for part in item.parts if part.label == GOAL]
    if not said:
        # Only goals of this note are written as a line; without it, a known goal was deleted by hand.
        return None if named in context.goals else named
    # Two goals may have the same words: then the id in the comment decides.
    if named and context.goals.get(named) == said[0]:
        return named
    found = [goal for goal, words in context.goals.items() if words == said[0]]
    return found[0] if found else named


LAYOUTS: dict[Kind, ItemLayout] = {
    Kind.GOALS: ItemLayout(
        Goal, "words", first_sign="first sign", set_by="set by", rating="now",
        evidence="what tells us", hoped="against what was hoped|signed", support="someone alongside",
    ),
    Kind.STEPS: ItemLayout(
        Step, "text", owner="who", goal=GOAL, due="by", days="try|days", look_for="look for", stop_if="stop if",
        outcome="how it went", comment="what helped or got in the way",
    ),
    Kind.TRIALS: ItemLayout(Verdict, "text", "A step of an earlier session", days="longer by|days"),
    Kind.QUESTIONS: ItemLayout(Question, "text", owner="whose"),
    Kind.PEOPLE: ItemLayout(Person, "name", contact="may be contacted"),
    Kind.EVENTS: ItemLayout(Event, "what"),
    Kind.AGENDA: ItemLayout(AgendaItem, "text", by="whose"),
    Kind.DECISION: ItemLayout(Decision, options="option", mattered="what mattered", decided_by="decided by"),
    Kind.RHYTHM: ItemLayout(Rhythm, look_back="look back"),
    Kind.REPAIR: ItemLayout(Repair, what="what happened", did="what we did"),
}  # fmt: skip
"""The form of each kind that holds documents, but for those that stand on one line."""
