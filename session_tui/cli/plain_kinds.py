"""Each kind of prompt asked in lines. What cannot be understood is kept as the prompt's note, and said."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from session_tui.cli.talk import Talk
from session_tui.core.dates import read_day, read_duration, say_day
from session_tui.core.guide import Prompt
from session_tui.core.session import Answer, Session
from session_tui.core.standing import Standing
from session_tui.core.values import (
    DOMAINS,
    Decision,
    Goal,
    Kind,
    Rhythm,
    Value,
)

END = "."
"""The line that ends a text."""

_RATED = re.compile(r"(10|[0-9]|t(?=$|\W))(?:\s*[,:;–—-]\s*|\s+|$)(.*)", re.IGNORECASE)
_DOMAIN = re.compile(r"\s*(.*\S)[\s:=]\s*(10|[0-9]|t)\s*", re.IGNORECASE)
_LONGEST_DAY = 5
"""How many words a day can take."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a prompt holds: a value, the words beside it, and the mark."""

    value: Value | None = None
    note: str = ""
    mark: str | None = None

    def noted(self, words: str) -> "Entry":
        """This entry with more words beside the value."""
        return replace(self, note="\n".join(part for part in (self.note, words) if part))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a prompt must know of the session it is asked in.

    Attributes:
        session: the session as it is now.
        standing: what earlier sessions left open.
        new_id: makes the id of a new item.
        keep: keeps what was said so far, so that no line is lost.
        last: the last answer to this prompt, if there is one.
    """

    session: Session
    standing: Standing
    new_id: Callable[[], str]
    keep: Callable[[Entry], None] = field(default=lambda entry: None)
    last: Answer | None = None

    @property
    def today(self) -> date:
        """The day of the session."""
        return self.session.day

    def given(self, kind: Kind) -> list[Any]:
        """What this session's prompts of a kind hold already, without what nobody has confirmed."""
        values = [
            answer.value
            for answer in self.session.answers
            if answer.kind == kind and not answer.is_unconfirmed
        ]
        return [item for value in values if isinstance(value, tuple) for item in value]

    def goals(self) -> tuple[Goal, ...]:
        """The goals that a step can serve."""
        goals = {each.goal.id: each.goal for each in self.standing.goals}
        return tuple((goals | {goal.id: goal for goal in self.given(Kind.GOALS)}).values())


Ask = Callable[[Prompt, Entry, Setting, Talk], Entry]
"""Asks a prompt: the entry that comes of it, as it was where nothing was said."""


def not_understood(entry: Entry, words: str, talk: Talk, why: str) -> Entry:
    """The entry with words kept as its note, and said so."""
    talk.say(f"{why} Kept as this prompt's note: {words}")
    return entry.noted(words)


def ask_text(_: Prompt, entry: Entry, setting: Setting, talk: Talk) -> Entry:
    """Lines until a lone full stop; an empty first line leaves it as it is."""
    talk.say("Write as many lines as you like; a full stop alone on a line ends. Enter skips.")
    lines = entry.value.split("\n") if isinstance(entry.value, str) else []
    had = len(lines)
    while (line := talk.ask()) is not None and line.rstrip() != END:
        if not line.strip() and len(lines) == had:
            break
        lines.append(line)
        setting.keep(replace(entry, value=_joined(lines)))
    return entry if len(lines) == had else replace(entry, value=_joined(lines))


def _joined(lines: Sequence[str]) -> str | None:
    return "\n".join(lines).rstrip("\n") or None


def ask_list(_: Prompt, entry: Entry, setting: Setting, talk: Talk) -> Entry:
    """An item a line, until an empty one."""
    talk.say("One a line; Enter on an empty line ends.")
    while line := said_line(talk):
        value = entry.value if isinstance(entry.value, tuple) else ()
        entry = replace(entry, value=(*value, line))
        setting.keep(entry)
    return entry


def said_line(talk: Talk, mark: str = "> ") -> str:
    """The next line without white space around it; empty where there is none, or a lone full stop."""
    line = (talk.ask(mark) or "").strip()
    return "" if line == END else line


def ask_scale(prompt: Prompt, entry: Entry, _: Setting, talk: Talk) -> Entry:
    """A number from 0 to 10, and words behind it."""
    ends = [f"0 is {prompt.low}"] if prompt.low else []
    ends += [f"10 is {prompt.high}"] if prompt.high else []
    said = f" ({', '.join(ends)})" if ends else ""
    talk.say(f"A number from 0 to 10{said}, then any words. Enter skips.")
    line = said_line(talk)
    found = read_rating(line)
    if not line:
        return entry
    if found is None:
        return not_understood(entry, line, talk, "That is no number from 0 to 10.")
    return replace(entry, value=found[0]).noted(found[1])


def read_rating(line: str) -> tuple[int, str] | None:
    """A number from 0 to 10 at the start of a line (``t`` is ten), and the words behind it."""
    found = _RATED.fullmatch(line.strip())
    if not found:
        return None
    return (10 if found[1].lower() == "t" else int(found[1])), found[2].strip()


def ask_choice(prompt: Prompt, entry: Entry, _: Setting, talk: Talk) -> Entry:
    """One of the options by its first letters, and words behind a comma; several where the prompt takes them."""
    how = "one or more, a comma between them" if prompt.takes_many else "then a comma and any words"
    talk.say(f"{', '.join(prompt.options)}. The first letters will do, {how}. Enter skips.")
    line = said_line(talk)
    if not line:
        return entry
    chosen, rest = _chosen(line, prompt)
    if not chosen:
        return not_understood(entry, line, talk, "That is none of them.")
    talk.say(", ".join(chosen))
    return replace(entry, value=chosen).noted(rest)


def _chosen(line: str, prompt: Prompt) -> tuple[tuple[str, ...], str]:
    """The options that a line names, and what else stands in it."""
    if whole := option_named(line, prompt.options):
        return (whole,), ""
    parts = [part.strip() for part in line.split(",")]
    found: list[str] = []
    while parts and (option := option_named(parts[0], prompt.options)):
        if found and not prompt.takes_many:
            break
        found += [option] if option not in found else []
        parts.pop(0)
    return tuple(found), ", ".join(parts)


def option_named(words: str, options: Sequence[str]) -> str | None:
    """The option that begins with what was typed; the first of several."""
    start = words.strip().casefold()
    if not start:
        return None
    exact = next((option for option in options if option.casefold() == start), None)
    return exact or next((each for each in options if each.casefold().startswith(start)), None)


def ask_date(_: Prompt, entry: Entry, setting: Setting, talk: Talk) -> Entry:
    """A day as people type it, and words behind it."""
    talk.say("A day such as fri, +2w or 2027-03-04, then any words. Enter skips.")
    line = said_line(talk)
    found = _leading(line, lambda words: read_day(words, setting.today))
    if not line:
        return entry
    if found is None:
        return not_understood(entry, line, talk, "No day stands at the start of that line.")
    talk.say(f"{say_day(found[0], setting.today)} {found[0].year}")
    return replace(entry, value=found[0]).noted(found[1])


def ask_duration(_: Prompt, entry: Entry, __: Setting, talk: Talk) -> Entry:
    """A length of time, and words behind it."""
    talk.say("A length of time such as 6 weeks or 3m, then any words. Enter skips.")
    line = said_line(talk)
    found = _leading(line, read_duration)
    if not line:
        return entry
    if found is None:
        return not_understood(
            entry, line, talk, "No length of time stands at the start of that line."
        )
    talk.say(str(found[0]))
    return replace(entry, value=found[0]).noted(found[1])


def _leading(line: str, read: Callable[[str], Any]) -> tuple[Any, str] | None:
    """What the longest run of words at the start of a line means, and the words behind it."""
    words = line.split()
    for size in range(min(len(words), _LONGEST_DAY), 0, -1):
        value = read(" ".join(words[:size]).rstrip(",;:"))
        if value is not None:
            return value, " ".join(words[size:])
    return None


def ask_checkin(prompt: Prompt, entry: Entry, setting: Setting, talk: Talk) -> Entry:
    """A domain and its number a line, such as ``sleep 6``; several with commas between them."""
    labels = dict(DOMAINS)
    asked = {name: labels.get(name, name) for name in (prompt.fields or labels)}
    last = {each.domain: each.last.rating for each in setting.standing.checkin}
    listed = (
        f"{label} (last {last[name]})" if name in last else label for name, label in asked.items()
    )
    talk.say(f"{', '.join(listed)}.")
    talk.say(
        "A line such as sleep 6 for each that changed; 10 is as good as it could be. Enter ends."
    )
    while line := said_line(talk):
        for part in line.split(","):
            entry = _rated(part.strip(), entry, asked, talk) if part.strip() else entry
        setting.keep(entry)
    return entry


def _rated(part: str, entry: Entry, asked: dict[str, str], talk: Talk) -> Entry:
    found = _DOMAIN.fullmatch(part)
    name = _domain(found[1], asked) if found else None
    if not found or name is None:
        return not_understood(entry, part, talk, "That is none of these with a number.")
    ratings: dict[str, int] = dict(entry.value) if isinstance(entry.value, tuple) else {}  # type: ignore[arg-type]
    ratings[name] = 10 if found[2].lower() == "t" else int(found[2])
    return replace(entry, value=tuple(ratings.items()))


def _domain(words: str, asked: dict[str, str]) -> str | None:
    start = words.casefold().strip(" :=")
    names = [n for n, label in asked.items() if start in (n.casefold(), label.casefold())]
    names += [n for n, label in asked.items() if n.casefold().startswith(start)]
    names += [n for n, label in asked.items() if label.casefold().startswith(start)]
    return names[0] if start and names else None


def ask_decision(_: Prompt, entry: Entry, setting: Setting, talk: Talk) -> Entry:
    """The question first; where there is one, the options, what mattered, what was chosen and by whom."""
    value = entry.value if isinstance(entry.value, Decision) else Decision()
    talk.say("The question. Enter keeps or skips it all.")
    if not (question := said_line(talk)):
        return entry
    value = value.but(question=question)
    talk.say("The options, one a line; waiting is one. Enter ends.")
    while option := said_line(talk):
        value = value.but(options=(*value.options, option))
        setting.keep(replace(entry, value=value))
    talk.say("What mattered? Enter leaves it open.")
    value = value.but(mattered=said_line(talk) or value.mattered)
    talk.say("What was chosen? Enter leaves it open; not now is a fine end.")
    value = value.but(chosen=said_line(talk) or value.chosen)
    talk.say(
        f"Who decided: {', '.join(Decision.DECIDED_BY)}? Enter: the client, if anything was chosen."
    )
    entry = replace(entry, value=value)
    if who := said_line(talk):
        by = option_named(who, Decision.DECIDED_BY)
        if by is None:
            return not_understood(entry, who, talk, "That is none of them.")
        return replace(entry, value=value.but(decided_by=by))
    by = value.decided_by or ("client" if value.chosen else None)
    return replace(entry, value=value.but(decided_by=by))


def ask_rhythm(_: Prompt, entry: Entry, setting: Setting, talk: Talk) -> Entry:
    """The phase, how often, and when to look back, a line each in any order."""
    talk.say(f"A line each, in any order: the phase ({', '.join(Rhythm.PHASES)});")
    talk.say("how often, such as every 4 weeks; look back, and the day. Enter ends.")
    while line := said_line(talk):
        found = _rhythm_part(line, setting.today)
        if found is None:
            entry = not_understood(entry, line, talk, "That is none of these.")
        else:
            value = entry.value if isinstance(entry.value, Rhythm) else Rhythm()
            entry = replace(entry, value=value.but(**found))
            talk.say(", ".join(str(each) for each in found.values()))
        setting.keep(entry)
    return entry


def _rhythm_part(line: str, today: date) -> dict[str, Any] | None:
    words = line.casefold()
    if words.startswith("look back"):
        day = read_day(words.removeprefix("look back").strip().removeprefix("on ").strip(), today)
        return {"look_back": day} if day else None
    if length := read_duration(words.removeprefix("every ").strip()):
        return {"every": length}
    phase = option_named(words, Rhythm.PHASES)
    if phase:
        return {"phase": phase}
    day = read_day(words, today)
    return {"look_back": day} if day else None


def ask_mark(prompt: Prompt, entry: Entry, talk: Talk) -> Entry:
    """The mark beside the answer, by its first letters."""
    now = f"; now {entry.mark}" if entry.mark else ""
    talk.say(f"Mark: {', '.join(prompt.marks)}{now}. The first letters will do; Enter leaves it.")
    line = said_line(talk)
    if not line:
        return entry
    mark = option_named(line, prompt.marks)
    if mark is None:
        return not_understood(entry, line, talk, "That is none of them.")
    return replace(entry, mark=mark)


KINDS: dict[Kind, Ask] = {
    Kind.TEXT: ask_text,
    Kind.LIST: ask_list,
    Kind.SCALE: ask_scale,
    Kind.CHOICE: ask_choice,
    Kind.DATE: ask_date,
    Kind.DURATION: ask_duration,
    Kind.CHECKIN: ask_checkin,
    Kind.DECISION: ask_decision,
    Kind.RHYTHM: ask_rhythm,
}
"""How each kind that holds no items is asked."""
