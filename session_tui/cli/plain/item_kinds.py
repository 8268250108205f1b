"""The kinds that hold items: their open items, how a line changes one, and how a line adds one."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from session_tui.cli.plain.items import Open, PlainItemKind, beside, lettered
from session_tui.core.chart.open_items import trial_progress
from session_tui.core.chart.open_state import (
    CLOSED_GOALS,
    OpenTrial,
)
from session_tui.core.input.inline_tags import LONGEST_TRIAL
from session_tui.core.input.parse_line import (
    AGENDA_STATES,
    GOAL_STATES,
    OUTCOMES,
    QUESTION_STATES,
    VERDICTS,
    read_agenda_item,
    read_goal,
    read_person,
    read_question,
    read_rating,
    read_step,
)  # fmt: skip
from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.open_steps import open_steps, too_many
from session_tui.core.model.dates import days_in, format_day, read_duration
from session_tui.core.model.guide import Prompt
from session_tui.core.model.values import (
    AgendaItem,
    Event,
    Goal,
    Kind,
    Person,
    Question,
    Step,
    Verdict,
)

_YEAR = re.compile(r"((?:1[89]|20)\d\d)[:,]?\s+(\S.*)")
_HOPED = re.compile(r"([+-]?[0-2])(?:\s+|$)(.*)")


# Goals

_STILL = "unchanged for three ratings, which is common; w new words, s smaller, a someone alongside or p park may help"

_GOAL_WORDS = {"w ": "words", "s ": "first_sign", "a ": "support"}
"""The words that change a goal: other wording, a smaller sign, someone's support."""


def _open_goals(context: FieldContext) -> Iterator[Open]:
    """Yield the open goals."""
    rated = {each.goal.id: each for each in context.open_items.goals}
    for goal in context.goals_now():
        if goal.state not in CLOSED_GOALS:
            known = rated.get(goal.id)
            past = " to ".join(str(each.rating) for each in known.ratings[-2:]) if known else ""
            is_still = known is not None and known.has_not_moved and goal.state != "parked"
            about = "; ".join(part for part in (past, _STILL if is_still else "") if part)
            yield Open(Goal(id=goal.id, words=goal.words), goal.words, about)


def _goal_keys(prompt: Prompt) -> str:
    """Return the answers for an open goal."""
    if "hoped" in prompt.fields:
        rate = "For each goal: -2 much less than hoped, 0 as hoped, 2 much more;"
    elif named := [name for name in ("importance", "confidence") if name in prompt.fields]:
        rate = f"For each goal, 0 to 10: {' and '.join(named)};"
    else:
        rate = "For each goal: a number from 0 to 10, then the evidence;"
    return f"{rate} or k keep, p park, r reached, l let go, w and new words."


def _change_goal(goal: Goal, line: str, prompt: Prompt) -> Goal | None:
    """Return a goal changed by a line."""
    name = _GOAL_WORDS.get(line[:2].casefold())
    if name and line[2:].strip():
        return goal.replace(**{name: line[2:].strip()})
    if found := lettered(line, GOAL_STATES):
        return goal.replace(state=found[0], **beside(found[1], "evidence"))
    if "hoped" in prompt.fields:
        hoped = _HOPED.fullmatch(line)
        return goal.replace(hoped=int(hoped[1]), **beside(hoped[2], "evidence")) if hoped else None
    named: list[str] = [n for n in ("importance", "confidence") if n in prompt.fields]
    given: dict[str, Any] = {}
    for name in named or ["rating"]:
        rated = read_rating(line)
        if rated is None:
            break
        given[name], line = rated
    return goal.replace(**given, **beside(line, "evidence")) if given else None


def _add_goal(line: str, context: FieldContext) -> Goal:
    """Return a new goal."""
    return Goal(id=context.new_id(), **read_goal(line, context.today))


# Steps and trials


def _open_steps(context: FieldContext) -> Iterator[Open]:
    """Yield the steps without a final outcome."""
    open_now = {step.id for step in _steps_now(context)}
    for each in context.open_items.steps:
        step = each.step
        if step.id in open_now:
            about = [step.owner or "", f"by {format_day(step.due, context.today)}" if step.due else ""]
            about += [trial_progress(each, context.today)]
            said = ", ".join(part for part in about if part)
            yield Open(Step(id=step.id, text=step.text), step.text, said)


def _steps_now(context: FieldContext, said: Iterable[Step] = ()) -> tuple[Step, ...]:
    """Return the steps that are open after this session's answers."""
    given = (*context.items_elsewhere(Kind.STEPS, Step), *said)
    return open_steps(context.open_items, given, context.items_elsewhere(Kind.TRIALS, Verdict))


def _which_matter(context: FieldContext, said: Iterable[Step]) -> str:
    """Return the question which of the client's steps matter most, if there are more than a few."""
    theirs = too_many(_steps_now(context, said))
    words = "; ".join(step.text.replace("\n", " ") for step in theirs)
    return f"{len(theirs)} are open on their side: {words}. Which matter most?" if theirs else ""


def _change_step(step: Step, line: str, _: Prompt) -> Step | None:
    """Return a step changed by a line."""
    found = lettered(line, OUTCOMES)
    return step.replace(outcome=found[0], **beside(found[1], "comment")) if found else None


def _add_step(line: str, context: FieldContext) -> Step:
    """Return a new step."""
    return Step(id=context.new_id(), **read_step(line, context.today, context.goals_now()))


def _open_trials(context: FieldContext) -> Iterator[Open]:
    """Yield the trials that are due."""
    for trial in context.open_items.due_trials(context.today):
        about = f"tried for {trial.days} days"
        yield Open(_Judged(trial), trial.step.text, about)


class _Judged:
    """A trial before its verdict, identified by its step like a verdict."""

    def __init__(self, trial: OpenTrial) -> None:
        self.step = trial.step.id
        self.text = trial.step.text


def _change_trial(trial: "Verdict | _Judged", line: str, _: Prompt) -> Verdict | None:
    """Return the verdict on a trial."""
    found = lettered(line, VERDICTS)
    if found is None:
        return None
    verdict, seen = found
    days, seen = _longer(seen) if verdict == "longer" else (None, seen)
    return Verdict(step=trial.step, text=trial.text, verdict=verdict, seen=seen, days=days)


def _longer(words: str) -> tuple[int | None, str]:
    """Return the extension in days if the words start with a duration, and the remaining words."""
    parts = words.split()
    for size in (2, 1):
        length = read_duration(" ".join(parts[:size]).rstrip(",;")) if parts[size - 1 :] else None
        if length and days_in(length) <= LONGEST_TRIAL:
            return days_in(length), " ".join(parts[size:])
    return None, words


# Questions, people, events, the agenda

_YES_NO = {"y": "yes", "n": "no"}


def _open_questions(context: FieldContext) -> Iterator[Open]:
    """Yield the open questions."""
    for question in context.open_questions():
        about = f"{question.owner} finds out" if question.owner else ""
        yield Open(Question(id=question.id, text=question.text), question.text, about)


def _change_question(question: Question, line: str, _: Prompt) -> Question | None:
    """Return a question changed by a line."""
    found = lettered(line, QUESTION_STATES)
    return question.replace(state=found[0], **beside(found[1], "answer")) if found else None


def _add_question(line: str, context: FieldContext) -> Question:
    """Return a new question."""
    return Question(id=context.new_id(), **read_question(line, context.today))


def _open_people(context: FieldContext) -> Iterator[Open]:
    """Yield the people who are known."""
    for person in context.open_items.people:
        about = ", ".join(part for part in (person.role, person.for_) if part)
        yield Open(Person(id=person.id, name=person.name), person.name, about)


def _change_person(person: Person, line: str, _: Prompt) -> Person | None:
    """Return a person changed by a line."""
    found = lettered(line, _YES_NO)
    if found is None:
        return None
    return person.replace(contact=found[0] == "yes", **beside(found[1], "for_"))


def _add_person(line: str, context: FieldContext) -> Person:
    """Return a new person."""
    return Person(id=context.new_id(), **read_person(line))


def _add_event(line: str, _: FieldContext) -> Event:
    """Return a new event."""
    if year := _YEAR.fullmatch(line):
        return Event(when=year[1], what=year[2])
    when, colon, what = line.partition(": ")
    is_time = colon and when.strip() and what.strip() and len(when) <= 40
    return Event(when=when.strip(), what=what.strip()) if is_time else Event(what=line)


def _open_agenda(context: FieldContext) -> Iterator[Open]:
    """Yield the items that the last agenda left open."""
    for item in context.open_items.agenda:
        yield Open(AgendaItem(text=item.text, by=item.by), item.text, "from last time")


def _change_agenda(item: AgendaItem, line: str, _: Prompt) -> AgendaItem | None:
    """Return an agenda item changed by a line."""
    found = lettered(line, AGENDA_STATES)
    return item.replace(state=found[0]) if found and not found[1] else None


def _add_agenda(line: str, context: FieldContext) -> AgendaItem:
    """Return a new agenda item."""
    return AgendaItem(**read_agenda_item(line, context.today))


ITEMS: dict[Kind, PlainItemKind] = {
    Kind.GOALS: PlainItemKind(
        "id", _open_goals, _goal_keys, _change_goal, _add_goal,
        "Walk to the market =4 why: to see my friends", "words",
    ),
    Kind.STEPS: PlainItemKind(
        "id", _open_steps,
        lambda _: "d did, p partly, n not yet, x chose not to, c changed; then what helped or got in the way.",
        _change_step, _add_step, "Food diary @client by fri ~4w #sleep why: see what the evenings do",
        calm=_which_matter,
    ),
    Kind.TRIALS: PlainItemKind(
        "step", _open_trials,
        lambda _: "k keep, a adjust, s stop, l longer (l 2 weeks); then what was seen.", _change_trial,
    ),
    Kind.QUESTIONS: PlainItemKind(
        "id", _open_questions, lambda _: "a answered, then the answer; d dropped; o open.",
        _change_question, _add_question, "Is it the milk? @me",
    ),
    Kind.PEOPLE: PlainItemKind(
        "id", _open_people, lambda _: "May I contact them: y yes, n no; then what for.",
        _change_person, _add_person, "Dr May, GP: her knee", "name",
    ),
    Kind.EVENTS: PlainItemKind(
        "", lambda _: (), lambda _: "", lambda *_: None, _add_event, "2019: moved house", "what",
    ),
    Kind.AGENDA: PlainItemKind(
        "text", _open_agenda, lambda _: "c covered, n next time, o open.",
        _change_agenda, _add_agenda, "the headaches @client",
    ),
}  # fmt: skip
"""How each kind of item is asked."""
