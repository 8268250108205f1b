"""The texts of the interview: its commands, the letters of a jot, an answer as lines."""

import re
from collections.abc import Iterator

from session_tui.core.model.session import Answer, Session
from session_tui.core.model.values import Goal, Kind

_COMMENT = re.compile(r"\s*<!--.*?-->")

HELP = (
    "/help        this list",
    "/back        the prompt before this one",
    "/go NAME     any prompt, by part of its name",
    "/jot TEXT    one line for later; s, g, e, n or p in front files it under",
    "             story, goals, expectations, next steps or the private page",
    "/last        the last answer to this prompt",
    "/recall      copy the last answer here, to be confirmed",
    "/clear       empty this prompt",
    "/private     your private page, kept in a separate file",
    "/save        save now; each prompt is also saved automatically",
    "/close       read the note, sign it or leave it as a draft",
    "/quit        leave; the draft is kept",
    "//text       a line of text that begins with a slash",
)
"""The help on commands."""

WORDS = frozenset(line.split()[0][1:] for line in HELP if line.startswith("/") and line[1] != "/")
"""The names of the commands, without slash."""


def answer_lines(answer: Answer, session: Session) -> Iterator[str]:
    """Return an answer as lines of text: its value, mark and note."""
    from session_tui.markdown.note.item_layouts import NoteContext
    from session_tui.markdown.note.value_codecs import CODECS

    if isinstance(answer.value, str):
        yield from answer.value.split("\n")
    elif answer.value is not None:
        context = NoteContext(session.id, session.started.isoformat(), _goals(session))
        for line in CODECS[answer.kind].write(answer.value, context):
            yield _COMMENT.sub("", line)
    if answer.mark:
        yield f"Marked: {answer.mark}"
    if answer.note:
        yield from f"Note: {answer.note}".split("\n")


def _goals(session: Session) -> dict[str, str]:
    """Return the texts of the session's goals, by id."""
    values = [a.value for a in session.answers if a.kind == Kind.GOALS]
    goals = [goal for value in values if isinstance(value, tuple) for goal in value]
    return {goal.id: goal.words for goal in goals if isinstance(goal, Goal)}
