"""The brief: a summary to read in the ten seconds before a client comes in.

Its lines quote what was written, in the original words. Nothing is judged or scored.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from session_tui.core.chart.chart import Chart
from session_tui.core.chart.due import MINE
from session_tui.core.chart.histories import Statement
from session_tui.core.chart.open_items import (
    OpenGoal,
    OpenRepair,
    OpenStep,
    OpenTrial,
    trial_day,
)
from session_tui.core.chart.rhythm import RESTING, next_meeting
from session_tui.core.chart.thread import STORY, STORY_IN_SHORT
from session_tui.core.model.dates import format_ago, format_day, format_due

SOMETHING = "Something unresolved between you"


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One line of the brief.

    Attributes:
        text: the words.
        detail: a fact beside them: a day, the progress of a trial.
        is_pressing: whether it is due.
        session: the id of its session; empty if it comes from several.
    """

    text: str
    detail: str = ""
    is_pressing: bool = False
    session: str = ""


@dataclass(frozen=True, slots=True)
class BriefPart:
    """A part of the brief with its lines. ``left_out`` is the number of lines that did not fit."""

    id: str
    title: str
    lines: tuple[BriefLine, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief of one client.

    Attributes:
        client: the code.
        since: since when and how often they met, in one line.
        parts: the parts that are not empty, in reading order.
        is_new: whether there is no earlier session.
    """

    client: str
    since: str
    parts: tuple[BriefPart, ...]
    is_new: bool = False

    def fitted(self, rows: int, height: Callable[[BriefLine], int] = lambda line: 1) -> "Brief":
        """Return the brief cut to at most ``rows`` rows; the tallest parts lose lines first and say how many.

        ``height`` returns the number of rows of a line. Each part keeps its first line.
        """
        parts = list(self.parts)
        tall = [[height(line) for line in part.lines] for part in parts]
        while sum(map(sum, tall)) > rows:
            place = max(range(len(parts)), key=lambda n: (len(tall[n]) > 1, sum(tall[n])))
            part = parts[place]
            if len(part.lines) == 1:
                break
            tall[place].pop()
            parts[place] = replace(part, lines=part.lines[:-1], left_out=part.left_out + 1)
        return replace(self, parts=tuple(parts))


def brief_of(
    chart: Chart,
    today: date,
    *,
    between: Sequence[OpenRepair] = (),
    shows_private: bool = False,
) -> Brief:
    """Return the brief of a client.

    Args:
        chart: the client's chart, made without the private page.
        today: the local calendar day.
        between: what is unresolved between practitioner and client, including the private page.
        shows_private: whether to quote it; otherwise the brief only says that there is something.
    """
    parts = [BriefPart(id_, title, lines) for id_, title, make in _PARTS if (lines := tuple(make(chart, today)))]
    said = tuple(_between(between if between and shows_private else chart.open_items.repairs))
    if not said and between:
        said = (BriefLine(SOMETHING, "on the private page"),)
    if said:
        place = next((n for n, part in enumerate(parts) if part.id in ("gently", "start")), None)
        part = BriefPart("between", "Unresolved between us", said)
        parts.insert(len(parts) if place is None else place, part)
    return Brief(chart.client, _since(chart, today), tuple(parts), is_new=not chart.visits)


def client_words(text: str) -> str:
    """Return the first block of the client's own words in a text (lines that start with ``>``)."""
    said: list[str] = []
    for line in text.splitlines():
        if line.lstrip().startswith(">"):
            said.append(line.lstrip().removeprefix(">").strip())
        elif said:
            break
    return " ".join(part for part in said if part)


def _since(chart: Chart, today: date) -> str:
    """Return a line such as ``since 4 Mar 2025, 23 meetings, steady, every 4 weeks; last 3 weeks ago``."""
    meetings = chart.meetings
    if not meetings:
        return "No session yet"
    count = "1 meeting" if len(meetings) == 1 else f"{len(meetings)} meetings"
    rhythm = chart.open_items.rhythm
    parts = [f"since {format_day(meetings[0].day, today)}", count]
    if rhythm and rhythm.phase:
        parts.append(rhythm.phase)
    if rhythm and rhythm.every and rhythm.phase not in RESTING:
        parts.append(f"every {rhythm.every}")
    ago = format_ago(meetings[-1].day, today)
    is_past = meetings[-1].day < today
    parts.append(f"last {ago} ago" if is_past else f"last {ago}")
    return " · ".join(parts)


def _came_for(chart: Chart, today: date) -> Iterator[BriefLine]:
    """Yield the client's own words from the story, and the goals in their first wording."""
    told = next(iter(chart.said.get(STORY, ())), None)
    if told and isinstance(told.answer.value, str):
        words = client_words(told.answer.value)
        first = words or next(iter(told.answer.value.strip().splitlines()), "")
        yield BriefLine(f"“{words}”" if words else first, format_day(told.day, today), session=told.session)
    in_short = chart.last(STORY_IN_SHORT)
    if in_short and isinstance(in_short.answer.value, str):
        text = " ".join(in_short.answer.value.split())
        yield BriefLine(text, f"in short, {format_day(in_short.day, today)}", session=in_short.session)


def _strengths(chart: Chart, today: date) -> Iterator[BriefLine]:
    """Yield the client's strengths as last named."""
    said = chart.last("strengths")
    if said and isinstance(said.answer.value, tuple):
        words = ", ".join(str(each) for each in said.answer.value)
        yield BriefLine(words, "", session=said.session)


def _promised(chart: Chart, today: date) -> Iterator[BriefLine]:
    """Yield the open steps of the practitioner."""
    yield from _steps(chart, today, lambda owner: owner in MINE)


def _took_on(chart: Chart, today: date) -> Iterator[BriefLine]:
    """Yield the open steps of the client and of others."""
    yield from _steps(chart, today, lambda owner: owner not in MINE)


def _steps(chart: Chart, today: date, fits: Callable[[str | None], bool]) -> Iterator[BriefLine]:
    """Yield the open steps of one side, earliest due date first; steps on trial are listed with the trials."""
    found = [each for each in chart.open_items.steps if fits(each.step.owner) and (each.trial is None or each.step.due)]
    for each in sorted(found, key=lambda item: item.step.due or date.max):
        yield BriefLine(_step(each), _when(each, today), _is_due(each, today))


def _step(item: OpenStep) -> str:
    """Return a step's text, with its owner if that is a person by name."""
    owner = item.step.owner
    return f"{owner}: {item.step.text}" if owner not in (None, "me", "client") else item.step.text


def _when(item: OpenStep, today: date) -> str:
    """Return when a step is due, or since when it is open."""
    step = item.step
    parts = [step.outcome] if step.outcome else []
    if step.due:
        parts.append(format_due(step.due, today))
    elif item.trial is None:
        parts.append(f"since {format_day(item.since, today)}")
    return ", ".join(parts)


def _is_due(item: OpenStep, today: date) -> bool:
    """Whether a step is due today or overdue."""
    return item.step.due is not None and item.step.due <= today


def _trials(chart: Chart, today: date) -> Iterator[BriefLine]:
    """Yield the trials: first those to judge, then those still running."""
    for trial in chart.open_items.due_trials(today):
        yield BriefLine(trial.step.text, f"time to judge, {_length(trial)}", True)
    for trial in chart.open_items.running_trials(today):
        yield BriefLine(trial.step.text, _length(trial, trial_day(trial, today)))


def _length(trial: OpenTrial, day: tuple[int, int] | None = None) -> str:
    """Return the day of a trial and its length, or only its length before the first day."""
    return f"day {day[0]} of {day[1]}" if day else f"{trial.days} days"


def _goals(chart: Chart, today: date) -> Iterator[BriefLine]:
    """Yield the open goals with their movement."""
    for item in chart.open_items.goals:
        yield BriefLine(f"“{item.goal.words}”", _movement(item, today))


def _movement(item: OpenGoal, today: date) -> str:
    """Return the last two ratings with their evidence, and ``parked`` if the goal is."""
    parts = ["parked"] if item.goal.state == "parked" else []
    numbers = " → ".join(str(rating.rating) for rating in item.ratings[-2:])
    last = item.last
    if last:
        parts.append(f"{numbers}, {format_day(last.day, today)}")
        if last.evidence:
            parts.append(last.evidence)
    return " · ".join(parts)


def _unknown(chart: Chart, today: date) -> Iterator[BriefLine]:
    """Yield the open questions."""
    for item in chart.open_items.questions:
        yield BriefLine(item.question.text, f"since {format_day(item.since, today)}")


def _between(repairs: Sequence[OpenRepair]) -> Iterator[BriefLine]:
    """Yield what is unresolved between practitioner and client."""
    for item in repairs:
        yield BriefLine(item.repair.what)


def _gently(chart: Chart, today: date) -> Iterator[BriefLine]:
    """Yield what to be careful about, as last noted."""
    said = chart.last("hard")
    if said:
        yield BriefLine(_text_of(said), format_day(said.day, today), session=said.session)


def _start(chart: Chart, today: date) -> Iterator[BriefLine]:
    """Yield what the last session said to start with, and the open items of its agenda."""
    said = chart.open_items.next
    if said and said.note:
        yield BriefLine(" ".join(said.note.split()))
    for item in chart.open_items.agenda:
        yield BriefLine(item.text, "left over" if item.state != "next time" else "for next time")
    meeting = next_meeting(chart)
    if meeting and meeting.is_look_back and meeting.day <= today:
        yield BriefLine("Time to look back", f"agreed for {format_day(meeting.day, today)}", True)


def _text_of(said: Statement) -> str:
    """Return an answer's text, or the note beside it, on one line."""
    value = said.answer.value
    return " ".join((value if isinstance(value, str) else said.answer.note).split())


_PARTS: tuple[tuple[str, str, Callable[[Chart, date], Iterator[BriefLine]]], ...] = (
    ("came", "What they came for", _came_for),
    ("strengths", "Strengths", _strengths),
    ("promised", "On my side", _promised),
    ("took-on", "On their side", _took_on),
    ("trials", "Trials", _trials),
    ("goals", "Goals", _goals),
    ("unknown", "Not known yet", _unknown),
    ("gently", "Go gently with", _gently),
    ("start", "Start with", _start),
)
"""The parts in reading order, each with the function that makes its lines."""
