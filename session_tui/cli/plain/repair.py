"""Ask for a strain between practitioner and client, and its repair."""

from collections.abc import Iterator
from dataclasses import replace

from session_tui.cli.plain.console import Console
from session_tui.cli.plain.entries import not_understood, said_line
from session_tui.cli.plain.items import Open, PlainItemKind, ask_items, beside, lettered
from session_tui.core.input.parse_line import find_option
from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.entry import Entry
from session_tui.core.model.dates import format_day
from session_tui.core.model.guide import Prompt
from session_tui.core.model.values import Repair

_REPAIR_STATES = {"r": "repaired", "o": "open"}
_REPAIR = _REPAIR_STATES | {"y": "named", "n": "not named"}


def _open_repairs(context: FieldContext) -> Iterator[Open]:
    """Yield the strains that are not repaired."""
    for each in context.open_items.repairs:
        repair = each.repair
        yield Open(Repair(id=repair.id, what=repair.what), repair.what, format_day(each.since, context.today))


def _change_repair(repair: Repair, line: str, _: Prompt) -> Repair | None:
    """Return a strain changed by a line."""
    found = lettered(line, _REPAIR)
    if found is None:
        return None
    said, did = found
    if said in _REPAIR_STATES.values():
        return repair.replace(state=said, **beside(did, "did"))
    return repair.replace(named=said == "named", **beside(did, "did"))


def _add_repair(line: str, context: FieldContext) -> Repair:
    """Return a new strain."""
    return Repair(id=context.new_id(), what=line)


def ask_repair(prompt: Prompt, entry: Entry, context: FieldContext, console: Console) -> Entry:
    """Ask about the open strain or a new one: whether it was named, and what was done."""
    entry = ask_items(REPAIR, prompt, entry, context, console)
    repair = entry.value
    if not isinstance(repair, Repair) or repair.named is not None:
        return entry
    console.write("What did we do? Enter leaves it open.")
    repair = repair.replace(did=said_line(console) or repair.did)
    for asked, words in (("Was it named", ("yes", "no")), ("Is it", Repair.STATES)):
        console.write(f"{asked} {' or '.join(words)}? Enter leaves it open.")
        line = said_line(console)
        word = find_option(line, words)
        if line and word is None:
            entry = not_understood(entry, line, console, "Not one of the choices.")
        elif word:
            is_named = words[0] == "yes"
            repair = repair.replace(named=word == "yes") if is_named else repair.replace(state=word)
    return replace(entry, value=repair)


REPAIR = PlainItemKind(
    "id", _open_repairs, lambda _: "r repaired, o open, y named, n not named; then what we did.",
    _change_repair, _add_repair, "we talked past each other about the diet", "what", is_single=True,
)  # fmt: skip
