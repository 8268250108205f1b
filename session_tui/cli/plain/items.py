"""Items asked in lines: what stands open one after the other, then new ones, a line each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from session_tui.cli.plain.console import Console
from session_tui.cli.plain.entries import Ask, not_understood, said_line
from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.entry import Entry
from session_tui.core.model.dates import format_day
from session_tui.core.model.guide import Prompt
from session_tui.core.model.values import Step
from session_tui.core.schema.fields import Document

Item = Any
"""One of the documents that live in items: Goal, Step, Verdict, Question, Person, Event, AgendaItem, Repair."""


@dataclass(frozen=True, slots=True)
class Open:
    """Something that stands open: the item as an answer names it before anything is said of it, and what is known of it."""

    item: Item
    words: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class PlainItemKind:
    """How a kind of items is asked.

    Attributes:
        key: the field by which an item is known.
        open: what stands open.
        keys: the answers to what stands open, for the eye or the ear.
        change: the item with what a line says of it; None when it says nothing that is understood.
        add: a new item from a line; None where none is added.
        example: what such a line looks like.
        needed: the field that holds its words, as a guide's ``fields=`` names it.
        is_single: whether the prompt holds one item and no more.
        calm: what is asked of what stands open together, before new ones; empty when that is nothing.
    """

    key: str
    open: Callable[[FieldContext], Iterable[Open]]
    keys: Callable[[Prompt], str]
    change: Callable[[Item, str, Prompt], Item | None]
    add: Callable[[str, FieldContext], Item] | None = None
    example: str = ""
    needed: str = "text"
    is_single: bool = False
    calm: Callable[[FieldContext, tuple[Item, ...]], str] = lambda *_: ""


def asking(kind: PlainItemKind) -> Ask:
    """How a kind of items is asked."""
    return lambda prompt, entry, context, console: ask_items(kind, prompt, entry, context, console)


def ask_items(kind: PlainItemKind, prompt: Prompt, entry: Entry, context: FieldContext, console: Console) -> Entry:
    """What stands open one after the other, then new ones until an empty line."""
    found = list(kind.open(context))
    if found:
        console.write(f"{kind.keys(prompt)} Enter leaves one as it is.")
    for place, each in enumerate(found, 1):
        entry = _ask_open(kind, each, f"{place} of {len(found)}", prompt, entry, context, console)
    if calm := kind.calm(context, _items(entry)):
        console.write(calm)
    is_full = kind.is_single and entry.value is not None
    is_listed = not prompt.fields or kind.needed in prompt.fields
    if kind.add and is_listed and not prompt.is_live_only and not is_full:
        return _ask_new(kind, kind.add, entry, context, console)
    if not found:
        console.write("Nothing stands open here.")
    return entry


def _ask_open(
    kind: PlainItemKind,
    each: Open,
    place: str,
    prompt: Prompt,
    entry: Entry,
    context: FieldContext,
    console: Console,
) -> Entry:
    """One item that stands open, asked until the line is understood or kept as the note."""
    about = f" ({each.about})" if each.about else ""
    if console.is_over or console.is_leaving:
        return entry
    console.write(f"{place}: {each.words}{about}")
    if not (line := said_line(console)):
        return entry
    before = next((i for i in _items(entry) if _key(kind, i) == _key(kind, each.item)), each.item)
    changed = kind.change(before, line, prompt)
    if changed is None:
        said = f"{each.words.splitlines()[0]}: {line}"
        entry = not_understood(entry, said, console, "That is none of these answers.")
    else:
        entry = _with(kind, entry, changed)
    console.keep(entry)
    return entry


def _ask_new(
    kind: PlainItemKind, add: Callable[[str, FieldContext], Item], entry: Entry, context: FieldContext, console: Console
) -> Entry:
    how = "One line" if kind.is_single else "New ones, one a line"
    console.write(f"{how}, such as: {kind.example}. Enter ends.")
    while line := said_line(console):
        item = add(line, context)
        entry = _with(kind, entry, item)
        console.keep(entry)
        if said := _understood(item, context):
            console.write(f"{said}.")
        if kind.is_single:
            break
    return entry


def _with(kind: PlainItemKind, entry: Entry, item: Item) -> Entry:
    """The entry with an item added, or put in the place of the one it is."""
    if kind.is_single:
        return replace(entry, value=item)
    items = _items(entry)
    keys = [_key(kind, each) for each in items]
    if kind.key and _key(kind, item) in keys:
        place = keys.index(_key(kind, item))
        return replace(entry, value=(*items[:place], item, *items[place + 1 :]))
    return replace(entry, value=(*items, item))


def _items(entry: Entry) -> tuple[Item, ...]:
    value: Any = entry.value
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _key(kind: PlainItemKind, item: Item) -> object:
    return getattr(item, kind.key) if kind.key else item


def _understood(item: Document, context: FieldContext) -> str:
    """What was read out of a line besides its words; empty where nothing was."""
    names = {goal.id: goal.words for goal in context.goals_now()}
    said = []
    for name in ("owner", "by", "set_by", "when", "role", "for_", "due", "rating", "confidence"):
        value = getattr(item, name, None)
        if value is not None:
            said.append(f"{name.strip('_').replace('_', ' ')}: {_say(value, context.today)}")
    if isinstance(item, Step):
        said += [f"trial: {item.trial.days} days"] if item.trial else []
        said += [f"goal: {names[item.goal]}"] if item.goal in names else []
    why = getattr(item, "why", None)
    return ", ".join([*said, *([f"why: {why}"] if why else [])])


def _say(value: object, today: date) -> str:
    return format_day(value, today) if isinstance(value, date) else str(value)


def lettered(line: str, words: Mapping[str, str]) -> tuple[str, str] | None:
    """The word that a line begins with, whole or by its letter, and what stands behind it."""
    text = line.strip()
    for word in sorted(words.values(), key=len, reverse=True):
        behind = text[len(word) :]
        if text.casefold().startswith(word) and not behind[:1].isalnum():
            return word, behind.lstrip(" ,:;.-")
    letter, _, rest = text.partition(" ")
    word = words.get(letter.casefold().rstrip(",:;."), "")
    return (word, rest.strip()) if word else None


def beside(words: str, name: str) -> dict[str, str]:
    """The words behind an answer, in the field that holds them."""
    return {name: words} if words else {}
