"""Interpret a text from elsewhere as the answer to a prompt."""

from session_tui.core.base.errors import InvalidValue
from session_tui.core.base.text import fold_case
from session_tui.core.model.guide import Prompt
from session_tui.core.model.session import Answer
from session_tui.core.model.values import VALUES, Kind, Step, Value
from session_tui.markdown.foreign.headings import Passage
from session_tui.markdown.foreign.tasks import Task, has_nested_boxes, has_tasks, take_tasks
from session_tui.markdown.note.errors import UnreadableNote
from session_tui.markdown.note.item_layouts import NoteContext
from session_tui.markdown.note.item_lists import ItemBlock
from session_tui.markdown.note.value_codecs import KINDS

_OURS = ("\\", "&", "<!--")
"""Escapes that our own reader would reverse; a text that contains one is kept as it is."""


_ONE_LINE = (Kind.SCALE, Kind.DATE, Kind.DURATION)


def fill_answer(answer: Answer, prompt: Prompt, passage: Passage, seed: str) -> Answer:
    """Return the answer with a passage's text as its value if it clearly has the prompt's kind, otherwise as its note."""
    if not passage.text:
        return answer.replace(state="skipped")
    value = passage.text if prompt.kind == Kind.TEXT else _meant(prompt, passage, seed)
    note = passage.text if value is None else ""
    return answer.replace(state="answered", value=value, note=note)


def _meant(prompt: Prompt, passage: Passage, seed: str) -> Value | None:
    """Return the value that a text clearly stands for, or None."""
    if any(mark in passage.text for mark in _OURS):
        return None
    if prompt.kind == Kind.CHOICE:
        return _choice(prompt, passage)
    if prompt.kind not in _ONE_LINE and not _is_list(passage.text):
        return None
    try:
        value = _steps(passage, seed) if prompt.kind == Kind.STEPS else _read(prompt.kind, passage.text, passage, seed)
        VALUES[prompt.kind].check(value)
    except (UnreadableNote, InvalidValue):
        return None
    is_open_only = prompt.kind not in (Kind.LIST, Kind.STEPS)
    return None if is_open_only and has_tasks(passage.text) else value


def _read(kind: Kind, text: str, passage: Passage, seed: str) -> Value:
    return KINDS[kind].read(ItemBlock(passage.line, text.split("\n")), {}, NoteContext(seed, ""))


def _steps(passage: Passage, seed: str) -> Value | None:
    """Return the steps of a list, those that are ticked or crossed out with their outcome.

    None if an item has tasks under it: their boxes would be lost in the step of the item.
    """
    if has_nested_boxes(passage.text):
        return None
    text, tasks = take_tasks(passage.text)
    steps = _read(Kind.STEPS, text, passage, seed)
    if not isinstance(steps, tuple) or len(steps) != len(tasks):
        return None
    return tuple(_with_task(step, task) for step, task in zip(steps, tasks, strict=True) if isinstance(step, Step))


def _with_task(step: Step, task: Task) -> Step:
    """Return a step with what its task says; what its own labelled lines say goes before."""
    comment = " ".join(part for part in (step.comment, task.comment) if part)
    return step.replace(outcome=step.outcome or task.outcome or None, due=step.due or task.due, comment=comment or None)


def _is_list(text: str) -> bool:
    """Whether every line starts a list item or is indented under one."""
    starts = ("- ", "* ", "+ ", " ", "\t")
    return all(line.startswith(starts) for line in text.split("\n") if line.strip())


def _choice(prompt: Prompt, passage: Passage) -> Value | None:
    """Return the options that the lines name, if they contain nothing else."""
    known = {fold_case(option): option for option in prompt.options}
    said = [fold_case(line.strip().removeprefix("- ").strip()) for line in passage.text.split("\n")]
    if not all(words in known for words in said) or (len(said) > 1 and not prompt.takes_many):
        return None
    return tuple(known[words] for words in said)
