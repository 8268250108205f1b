"""Each kind of prompt asked in lines. What cannot be understood is kept as the prompt's note, and said."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from session_tui.cli.plain.console import Console
from session_tui.cli.plain.entries import (
    END,
    Ask,
    Entry,
    Setting,
    not_understood,
    said_line,
)
from session_tui.cli.plain.forms import ask_checkin, ask_decision, ask_rhythm
from session_tui.cli.plain.item_kinds import ITEMS
from session_tui.cli.plain.items import asking
from session_tui.cli.plain.repair import ask_repair
from session_tui.core.input.parse_line import find_option, read_rating
from session_tui.core.model.dates import format_day, read_day, read_duration
from session_tui.core.model.guide import Prompt
from session_tui.core.model.values import Kind

_LONGEST_DAY = 5
"""How many words a day can take."""


def ask_text(_: Prompt, entry: Entry, setting: Setting, console: Console) -> Entry:
    """Lines until a lone full stop; an empty first line leaves it as it is."""
    console.write("Write as many lines as you like; a full stop alone on a line ends. Enter skips.")
    lines = entry.value.split("\n") if isinstance(entry.value, str) else []
    had = len(lines)
    while (line := console.ask()) is not None and line.rstrip() != END:
        if not line.strip() and len(lines) == had:
            break
        lines.append(line)
        setting.keep(replace(entry, value=_joined(lines)))
    return entry if len(lines) == had else replace(entry, value=_joined(lines))


def _joined(lines: Sequence[str]) -> str | None:
    return "\n".join(lines).rstrip("\n") or None


def ask_list(_: Prompt, entry: Entry, setting: Setting, console: Console) -> Entry:
    """An item a line, until an empty one."""
    console.write("One a line; Enter on an empty line ends.")
    while line := said_line(console):
        value = entry.value if isinstance(entry.value, tuple) else ()
        entry = replace(entry, value=(*value, line))
        setting.keep(entry)
    return entry


def ask_scale(prompt: Prompt, entry: Entry, _: Setting, console: Console) -> Entry:
    """A number from 0 to 10, and words behind it."""
    ends = [f"0 is {prompt.low}"] if prompt.low else []
    ends += [f"10 is {prompt.high}"] if prompt.high else []
    said = f" ({', '.join(ends)})" if ends else ""
    console.write(f"A number from 0 to 10{said}, then any words. Enter skips.")
    line = said_line(console)
    found = read_rating(line)
    if not line:
        return entry
    if found is None:
        return not_understood(entry, line, console, "That is no number from 0 to 10.")
    return replace(entry, value=found[0]).noted(found[1])


def ask_choice(prompt: Prompt, entry: Entry, _: Setting, console: Console) -> Entry:
    """One of the options by its first letters, and words behind a comma; several where the prompt takes them."""
    how = "one or more, a comma between them" if prompt.takes_many else "then a comma and any words"
    console.write(f"{', '.join(prompt.options)}. The first letters will do, {how}. Enter skips.")
    line = said_line(console)
    if not line:
        return entry
    chosen, rest = _chosen(line, prompt)
    if not chosen:
        return not_understood(entry, line, console, "That is none of them.")
    console.write(", ".join(chosen))
    return replace(entry, value=chosen).noted(rest)


def _chosen(line: str, prompt: Prompt) -> tuple[tuple[str, ...], str]:
    """The options that a line names, and what else stands in it."""
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


def ask_date(_: Prompt, entry: Entry, setting: Setting, console: Console) -> Entry:
    """A day as people type it, and words behind it."""
    console.write("A day such as fri, +2w or 2027-03-04, then any words. Enter skips.")
    line = said_line(console)
    found = _leading(line, lambda words: read_day(words, setting.today))
    if not line:
        return entry
    if found is None:
        return not_understood(entry, line, console, "No day stands at the start of that line.")
    console.write(f"{format_day(found[0], setting.today)} {found[0].year}")
    return replace(entry, value=found[0]).noted(found[1])


def ask_duration(_: Prompt, entry: Entry, __: Setting, console: Console) -> Entry:
    """A length of time, and words behind it."""
    console.write("A length of time such as 6 weeks or 3m, then any words. Enter skips.")
    line = said_line(console)
    found = _leading(line, read_duration)
    if not line:
        return entry
    if found is None:
        return not_understood(entry, line, console, "No length of time stands at the start of that line.")
    console.write(str(found[0]))
    return replace(entry, value=found[0]).noted(found[1])


def _leading(line: str, read: Callable[[str], Any]) -> tuple[Any, str] | None:
    """What the longest run of words at the start of a line means, and the words behind it."""
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
