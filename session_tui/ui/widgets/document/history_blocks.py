"""The history of one prompt or one goal as blocks: each session's answer, and what happened in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from textual.content import Content

from session_tui.core.chart.answer_history import (
    Answered,
    GoalStatement,
    InBetween,
    PromptHistory,
    SessionRef,
)
from session_tui.core.model.session import Answer
from session_tui.core.model.values import Decision, Event, Goal, Kind
from session_tui.markdown.escaping import read_item
from session_tui.markdown.note.dates import MONTHS, format_date, format_full_date
from session_tui.markdown.note.item_layouts import NoteContext
from session_tui.markdown.note.item_lists import ItemBlock as Lines
from session_tui.markdown.note.item_lists import read_list
from session_tui.markdown.note.value_codecs import CODECS
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.document.note_blocks import ASK, MUTED, SECTION, answer_blocks, labelled
from session_tui.ui.widgets.document.text_blocks import Block

MANY = 6
"""Most days, events or decisions that are listed one by one; a longer list is summarised."""

NOTHING_YET = "No answers yet."

NOTHING_NEW = "mentioned, nothing new"

_BESIDE = as_content("┊ ", MUTED)


def prompt_blocks(through: PromptHistory, heading: str, ask: str, goals: Mapping[str, str]) -> Iterator[Block]:
    """Yield every answer to one prompt, oldest first; each block is named by its session's id.

    Args:
        through: the history of the prompt.
        heading: the current heading of the prompt.
        ask: the current wording of the prompt.
        goals: the words of goals by id, for steps that serve one.
    """
    yield Block(as_content(heading, "bold"), gap=None)
    if ask:
        yield Block(as_content(ask, ASK), gap=None)
    if not through.told:
        yield Block(as_content(NOTHING_YET, MUTED))
    for number, (told, between) in enumerate(zip(through.told, through.between, strict=True), 1):
        yield _title(told.at)
        yield from _earlier_wording(told.answer, heading, ask)
        yield from answer_blocks(told.answer, goals)
        yield from _still_true(told)
        yield from _between(between, is_last=number == len(through.told))


def goal_history_blocks(told: Sequence[GoalStatement], words: str) -> Iterator[Block]:
    """Yield what each session said about one goal, oldest first; each block is named by its session's id."""
    yield Block(as_content(words, "bold"), gap=None)
    if not told:
        yield Block(as_content(NOTHING_YET, MUTED))
    at = ""
    for said in told:
        if said.at.session != at:
            yield _title(said.at)
        at = said.at.session
        yield from _goal(said)


def days_said(days: Sequence[date]) -> str:
    """Join days, naming the year after the last day of each year: ``9 Jun, 16 Jun 2026``; many days become a range."""
    if len(days) > MANY:
        return f"{format_date(days[0])} to {format_date(days[-1])}"
    said = []
    for day, after in zip(days, (*days[1:], None), strict=True):
        has_year = after is None or after.year != day.year
        said.append(format_date(day) if has_year else f"{day.day} {MONTHS[day.month - 1]}")
    return ", ".join(said)


def _title(at: SessionRef) -> Block:
    """Return the title of a session: its day, guide and draft status."""
    rest = f" · {at.guide}" + (" · draft" if at.is_draft else "")
    title = as_content(format_full_date(at.day), SECTION) + as_content(rest, MUTED)
    return Block(title, answer=at.session)


def _earlier_wording(answer: Answer, heading: str, ask: str) -> Iterator[Block]:
    """Yield the heading and wording used at the time, where they differ from the current ones."""
    if answer.heading != heading:
        yield Block(as_content(answer.heading, MUTED), gap=None)
    if answer.ask and answer.ask != ask:
        yield Block(as_content(answer.ask, ASK), gap=None)


def _still_true(told: Answered) -> Iterator[Block]:
    """Yield in which later sessions the answer was confirmed unchanged."""
    if count := len(told.still_true):
        days = days_said([at.day for at in told.still_true])
        said = f"on {days}" if count <= MANY else f"in {count} sessions, {days}"
        yield Block(as_content(f"Still true {said}", MUTED), gap=None)


def _between(between: InBetween, *, is_last: bool) -> Iterator[Block]:
    """Yield a few lines on what happened between this answer and the next."""
    lines: list[Content] = []
    if count := len(between.sessions):
        days = days_said([at.day for at in between.sessions])
        sessions = "1 session" if count == 1 else f"{count} sessions"
        lines.append(as_content(f"{sessions} {'since' if is_last else 'in between'}: {days}", MUTED))
    lines += _labelled_list("Happened", [_format_event(each) for each in between.events])
    lines += _labelled_list("Decided", [_format_decision(each) for each in between.decisions])
    for number, line in enumerate(lines):
        yield Block(line, _BESIDE, _BESIDE, None if number else as_content(""))


def _labelled_list(label: str, things: Sequence[str]) -> Iterator[Content]:
    """Yield the items with a label, and the number of those left out."""
    for thing in things[:MANY]:
        yield as_content(f"{label}: ", MUTED) + as_content(thing)
    if len(things) > MANY:
        yield as_content(f"and {len(things) - MANY} more", MUTED)


def _format_event(event: Event) -> str:
    """Format an event."""
    return f"{event.what} ({event.when})" if event.when else event.what


def _format_decision(decision: Decision) -> str:
    """Format a decision."""
    said = ": ".join(part for part in (decision.question, decision.chosen) if part)
    by = f" ({decision.decided_by})" if decision.decided_by else ""
    return (said or "; ".join(decision.options)) + by


def _goal(said: GoalStatement) -> Iterator[Block]:
    """Yield what a session said about a goal: new wording, the change in its rating, then any other field."""
    if said.old_words:
        yield from labelled("reworded: ", said.goal.words)
    goal = said.goal
    if goal.rating is not None and said.was is not None:
        is_still = goal.rating == said.was
        moved = f"still {said.was}" if is_still else f"{said.was} → {goal.rating}"
        yield from labelled("now: ", f"{moved} of 10")
        goal = goal.replace(rating=None)  # shown by the line above
    if not said.old_words and said.goal == Goal(id=goal.id, words=goal.words):
        yield Block(as_content(NOTHING_NEW, MUTED), gap=None)
    lines = CODECS[Kind.GOALS].write((goal,), NoteContext("", "", {}))
    for item in read_list(Lines(1, lines), has_parts=True):
        for part in item.parts:
            yield from labelled(f"{part.label}: ", read_item(part.lines))
