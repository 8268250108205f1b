"""Ask the kinds with several fields: check-in, decision, rhythm; and the mark beside an answer."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from session_tui.cli.plain.console import Console
from session_tui.cli.plain.entries import not_understood, said_line
from session_tui.core.input.parse_line import find_option
from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.entry import Entry
from session_tui.core.model.dates import read_day, read_duration
from session_tui.core.model.guide import Prompt
from session_tui.core.model.values import DOMAINS, Decision, Rhythm

_DOMAIN = re.compile(r"\s*(.*\S)[\s:=]\s*(10|[0-9]|t)\s*", re.IGNORECASE)


def ask_checkin(prompt: Prompt, entry: Entry, context: FieldContext, console: Console) -> Entry:
    """Ask for ratings by domain, such as ``sleep 6``; several on a line are separated by commas."""
    labels = dict(DOMAINS)
    asked = {name: labels.get(name, name) for name in (prompt.fields or labels)}
    last = {each.domain: each.last.rating for each in context.open_items.checkin}
    listed = (f"{label} (last {last[name]})" if name in last else label for name, label in asked.items())
    console.write(f"{', '.join(listed)}.")
    console.write("One line for each that changed, such as: sleep 6. 10 is as good as it could be. Enter ends.")
    while line := said_line(console):
        for part in line.split(","):
            entry = _rated(part.strip(), entry, asked, console) if part.strip() else entry
        console.keep(entry)
    return entry


def _rated(part: str, entry: Entry, asked: dict[str, str], console: Console) -> Entry:
    """Return the entry with one rating added, or with the words kept as its note."""
    found = _DOMAIN.fullmatch(part)
    name = _domain(found[1], asked) if found else None
    if not found or name is None:
        return not_understood(entry, part, console, "Type one of these names and a number.")
    ratings: dict[str, int] = dict(entry.value) if isinstance(entry.value, tuple) else {}  # type: ignore[arg-type]
    ratings[name] = 10 if found[2].lower() == "t" else int(found[2])
    return replace(entry, value=tuple(ratings.items()))


def _domain(words: str, asked: dict[str, str]) -> str | None:
    """Return the domain that words begin; None if none or several do."""
    start = words.casefold().strip(" :=")
    names = [n for n, label in asked.items() if start in (n.casefold(), label.casefold())]
    names += [n for n, label in asked.items() if n.casefold().startswith(start)]
    names += [n for n, label in asked.items() if label.casefold().startswith(start)]
    return names[0] if start and names else None


def ask_decision(_: Prompt, entry: Entry, context: FieldContext, console: Console) -> Entry:
    """Ask for the question, then the options, what mattered, what was chosen and by whom."""
    value = entry.value if isinstance(entry.value, Decision) else Decision()
    console.write("The question. Enter keeps or skips it all.")
    if not (question := said_line(console)):
        return entry
    value = value.replace(question=question)
    console.write("The options, one a line; waiting is one. Enter ends.")
    while option := said_line(console):
        value = value.replace(options=(*value.options, option))
        console.keep(replace(entry, value=value))
    console.write("What mattered? Enter leaves it open.")
    value = value.replace(mattered=said_line(console) or value.mattered)
    console.write("What was chosen? Enter leaves it open; “not now” is a valid choice.")
    value = value.replace(chosen=said_line(console) or value.chosen)
    console.write(f"Who decided: {', '.join(Decision.DECIDED_BY)}? Enter: the client, if anything was chosen.")
    entry = replace(entry, value=value)
    if who := said_line(console):
        by = find_option(who, Decision.DECIDED_BY)
        if by is None:
            return not_understood(entry, who, console, "Not one of the choices.")
        return replace(entry, value=value.replace(decided_by=by))
    by = value.decided_by or ("client" if value.chosen else None)
    return replace(entry, value=value.replace(decided_by=by))


def ask_rhythm(_: Prompt, entry: Entry, context: FieldContext, console: Console) -> Entry:
    """Ask for phase, frequency and review date, one on a line, in any order."""
    console.write(f"A line each, in any order: the phase ({', '.join(Rhythm.PHASES)});")
    console.write("how often, such as every 4 weeks; look back, and the day. Enter ends.")
    while line := said_line(console):
        found = _rhythm_part(line, context.today)
        if found is None:
            entry = not_understood(entry, line, console, "Not one of these.")
        else:
            value = entry.value if isinstance(entry.value, Rhythm) else Rhythm()
            entry = replace(entry, value=value.replace(**found))
            console.write(", ".join(str(each) for each in found.values()))
        console.keep(entry)
    return entry


def _rhythm_part(line: str, today: date) -> dict[str, Any] | None:
    """Return the field of the rhythm that a line gives; None if it gives none."""
    words = line.casefold()
    if words.startswith("look back"):
        day = read_day(words.removeprefix("look back").strip().removeprefix("on ").strip(), today)
        return {"look_back": day} if day else None
    if length := read_duration(words.removeprefix("every ").strip()):
        return {"every": length}
    phase = find_option(words, Rhythm.PHASES)
    if phase:
        return {"phase": phase}
    day = read_day(words, today)
    return {"look_back": day} if day else None


def ask_mark(prompt: Prompt, entry: Entry, console: Console) -> Entry:
    """Ask for the mark beside the answer, by its first letters."""
    now = f"; now {entry.mark}" if entry.mark else ""
    console.write(f"Mark: {', '.join(prompt.marks)}{now}. The first letters are enough; Enter leaves it.")
    line = said_line(console)
    if not line:
        return entry
    mark = find_option(line, prompt.marks)
    if mark is None:
        return not_understood(entry, line, console, "Not one of the choices.")
    return replace(entry, mark=mark)
