"""Ask for items: first the open ones one by one, then new ones, one on a line."""

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
"""An item: Goal, Step, Verdict, Question, Person, Event, AgendaItem or Repair."""


@dataclass(frozen=True, slots=True)
class Open:
    """An open item: the item before this session changes it, and a line about its state."""

    item: Item
    words: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class PlainItemKind:
    """How a kind of item is asked.

    Attributes:
        key: the field that identifies an item.
        open: returns the open items.
        keys: the possible answers for an open item, for display.
        change: returns the item changed by a line; None if the line is not understood.
        add: returns a new item from a line; None if the kind takes no new items.
        example: an example of such a line.
        needed: the field that holds its text, as named in a guide's ``fields=``.
        is_single: whether the prompt holds at most one item.
        calm: returns a question about all open items, asked before new ones; empty for none.
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
    """How a kind of item is asked."""
    return lambda prompt, entry, context, console: ask_items(kind, prompt, entry, context, console)


def ask_items(kind: PlainItemKind, prompt: Prompt, entry: Entry, context: FieldContext, console: Console) -> Entry:
    """Ask about the open items one by one, then for new ones until an empty line."""
    found = list(kind.open(context))
    if found:
        console.write(f"{kind.keys(prompt)} Enter leaves it unchanged.")
    for place, each in enumerate(found, 1):
        entry = _ask_open(kind, each, f"{place} of {len(found)}", prompt, entry, context, console)
    if calm := kind.calm(context, _items(entry)):
        console.write(calm)
    is_full = kind.is_single and entry.value is not None
    is_listed = not prompt.fields or kind.needed in prompt.fields
    if kind.add and is_listed and not prompt.is_live_only and not is_full:
        return _ask_new(kind, kind.add, entry, context, console)
    if not found:
        console.write("Nothing open here.")
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
    """Ask about one open item until the line is understood or kept as the note."""
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
        entry = not_understood(entry, said, console, "Not one of these answers.")
    else:
        entry = _with(kind, entry, changed)
    console.keep(entry)
    return entry


def _ask_new(
    kind: PlainItemKind, add: Callable[[str, FieldContext], Item], entry: Entry, context: FieldContext, console: Console
) -> Entry:
    """Ask for new items until an empty line."""
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
    """Return the entry with an item added or replaced."""
    if kind.is_single:
        return replace(entry, value=item)
    items = _items(entry)
    keys = [_key(kind, each) for each in items]
    if kind.key and _key(kind, item) in keys:
        place = keys.index(_key(kind, item))
        return replace(entry, value=(*items[:place], item, *items[place + 1 :]))
    return replace(entry, value=(*items, item))


def _items(entry: Entry) -> tuple[Item, ...]:
    """Return the items of an entry."""
    value: Any = entry.value
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _key(kind: PlainItemKind, item: Item) -> object:
    """Return what identifies an item."""
    return getattr(item, kind.key) if kind.key else item


def _understood(item: Document, context: FieldContext) -> str:
    """Return the tags that were read from a line; empty if there were none."""
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
    """Return the value of a field in readable form."""
    return format_day(value, today) if isinstance(value, date) else str(value)


def lettered(line: str, words: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the word that a line starts with, typed whole or as its letter, and the rest of the line."""
    text = line.strip()
    for word in sorted(words.values(), key=len, reverse=True):
        behind = text[len(word) :]
        if text.casefold().startswith(word) and not behind[:1].isalnum():
            return word, behind.lstrip(" ,:;.-")
    letter, _, rest = text.partition(" ")
    word = words.get(letter.casefold().rstrip(",:;."), "")
    return (word, rest.strip()) if word else None


def beside(words: str, name: str) -> dict[str, str]:
    """Return the words after an answer as the named field."""
    return {name: words} if words else {}
