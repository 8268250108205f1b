"""Interpret a text from elsewhere as the answer to a prompt."""

from session_tui.core.base.errors import InvalidValue
from session_tui.core.base.text import fold_case
from session_tui.core.model.guide import Prompt
from session_tui.core.model.kinds import KINDS
from session_tui.core.model.session import Answer
from session_tui.core.model.values import VALUES, Kind, Value
from session_tui.markdown.foreign.headings import Passage
from session_tui.markdown.note.errors import UnreadableNote
from session_tui.markdown.note.item_layouts import NoteContext
from session_tui.markdown.note.item_lists import ItemBlock
from session_tui.markdown.note.tasks import has_nested_boxes, has_tasks
from session_tui.markdown.note.value_codecs import CODECS

_OURS = ("\\", "&#", "&amp;", "&lt;", "<!--")
"""Escapes that our own reader would reverse; a text that contains one is kept as it is."""


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
    if KINDS[prompt.kind].needs_options:
        return _choice(prompt, passage)
    codec = CODECS[prompt.kind]
    if not codec.is_one_line and not _is_list(passage.text):
        return None
    if not _fits_tasks(prompt.kind, passage.text):
        return None
    block = ItemBlock(passage.line, passage.text.split("\n"))
    try:
        value = codec.read(block, {}, NoteContext(seed, ""))
        VALUES[prompt.kind].check(value)
    except (UnreadableNote, InvalidValue):
        return None
    return value


def _fits_tasks(kind: Kind, text: str) -> bool:
    """Whether a kind has a place for the check boxes in a text; steps have none for tasks under a task."""
    if kind == Kind.STEPS:
        return not has_nested_boxes(text)
    return kind == Kind.LIST or not has_tasks(text)


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
