"""Ask each kind of prompt. A line that is not understood is kept as the prompt's note, with a message."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from session_tui.cli.plain.console import Console
from session_tui.cli.plain.entries import (
    END,
    Ask,
    not_understood,
    said_line,
)
from session_tui.cli.plain.forms import ask_checkin, ask_decision, ask_rhythm
from session_tui.cli.plain.item_kinds import ITEMS
from session_tui.cli.plain.items import asking
from session_tui.cli.plain.repair import ask_repair
from session_tui.core.input.parse_line import find_option, read_rating
from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.entry import Entry
from session_tui.core.model.dates import format_day, read_day, read_duration
from session_tui.core.model.guide import Prompt
from session_tui.core.model.values import Kind

_LONGEST_DAY = 5
"""The maximum number of words in a date."""


def ask_text(_: Prompt, entry: Entry, context: FieldContext, console: Console) -> Entry:
    """Ask for lines until a single full stop; an empty first line keeps the answer."""
    console.write("Write as many lines as you like; a line with only “.” ends. Enter skips.")
    lines = entry.value.split("\n") if isinstance(entry.value, str) else []
    had = len(lines)
    while (line := console.ask()) is not None and line.rstrip() != END:
        if not line.strip() and len(lines) == had:
            break
        lines.append(line)
        console.keep(replace(entry, value=_joined(lines)))
    return entry if len(lines) == had else replace(entry, value=_joined(lines))


def _joined(lines: Sequence[str]) -> str | None:
    """Return lines as one text; None if they are blank."""
    return "\n".join(lines).rstrip("\n") or None


def ask_list(_: Prompt, entry: Entry, context: FieldContext, console: Console) -> Entry:
    """Ask for items, one on a line, until an empty line."""
    console.write("One a line; Enter on an empty line ends.")
    while line := said_line(console):
        value = entry.value if isinstance(entry.value, tuple) else ()
        entry = replace(entry, value=(*value, line))
        console.keep(entry)
    return entry


def ask_scale(prompt: Prompt, entry: Entry, _: FieldContext, console: Console) -> Entry:
    """Ask for a number from 0 to 10, and words after it."""
    ends = [f"0 is {prompt.low}"] if prompt.low else []
    ends += [f"10 is {prompt.high}"] if prompt.high else []
    said = f" ({', '.join(ends)})" if ends else ""
    console.write(f"A number from 0 to 10{said}, then any words. Enter skips.")
    line = said_line(console)
    found = read_rating(line)
    if not line:
        return entry
    if found is None:
        return not_understood(entry, line, console, "Type a number from 0 to 10.")
    return replace(entry, value=found[0]).with_note(found[1])


def ask_choice(prompt: Prompt, entry: Entry, _: FieldContext, console: Console) -> Entry:
    """Ask for an option by its first letters (several if the prompt takes them), and words after a comma."""
    how = "one or more, separated by commas" if prompt.takes_many else "then a comma and any words"
    console.write(f"{', '.join(prompt.options)}. The first letters are enough, {how}. Enter skips.")
    line = said_line(console)
    if not line:
        return entry
    chosen, rest = _chosen(line, prompt)
    if not chosen:
        return not_understood(entry, line, console, "Not one of the choices.")
    console.write(", ".join(chosen))
    return replace(entry, value=chosen).with_note(rest)


def _chosen(line: str, prompt: Prompt) -> tuple[tuple[str, ...], str]:
    """Return the options that a line names, and the rest of the line."""
    if whole := find_option(line, prompt.options):
        return (whole,), ""
    parts = [part.strip() for part in line.split(",")]
    found: list[str] = []
    while parts and (option := find_option(parts[0], prompt.options)):
        if found and not prompt.takes_many:
            break
        found += [option] if option not in found else []
        parts.pop(0)
    return tuple(found), ", ".join(parts)


def ask_date(_: Prompt, entry: Entry, context: FieldContext, console: Console) -> Entry:
    """Ask for a day, and words after it."""
    console.write("A day such as fri, +2w or 2027-03-04, then any words. Enter skips.")
    line = said_line(console)
    found = _leading(line, lambda words: read_day(words, context.today))
    if not line:
        return entry
    if found is None:
        return not_understood(entry, line, console, "Start the line with a day.")
    console.write(f"{format_day(found[0], context.today)} {found[0].year}")
    return replace(entry, value=found[0]).with_note(found[1])


def ask_duration(_: Prompt, entry: Entry, __: FieldContext, console: Console) -> Entry:
    """Ask for a duration, and words after it."""
    console.write("A length of time such as 6 weeks or 3m, then any words. Enter skips.")
    line = said_line(console)
    found = _leading(line, read_duration)
    if not line:
        return entry
    if found is None:
        return not_understood(entry, line, console, "Start the line with a length of time.")
    console.write(str(found[0]))
    return replace(entry, value=found[0]).with_note(found[1])


def _leading(line: str, read: Callable[[str], Any]) -> tuple[Any, str] | None:
    """Return the value of the longest start of a line that ``read`` accepts, and the rest of the line."""
    words = line.split()
    for size in range(min(len(words), _LONGEST_DAY), 0, -1):
        value = read(" ".join(words[:size]).rstrip(",;:"))
        if value is not None:
            return value, " ".join(words[size:])
    return None


ASK: dict[Kind, Ask] = {
    Kind.TEXT: ask_text,
    Kind.LIST: ask_list,
    Kind.SCALE: ask_scale,
    Kind.CHOICE: ask_choice,
    Kind.DATE: ask_date,
    Kind.DURATION: ask_duration,
    Kind.CHECKIN: ask_checkin,
    Kind.DECISION: ask_decision,
    Kind.RHYTHM: ask_rhythm,
    Kind.REPAIR: ask_repair,
    **{kind: asking(items) for kind, items in ITEMS.items()},
}
"""How each kind is asked."""
