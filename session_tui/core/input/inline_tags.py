"""Marks typed in a line of a live item: ``Food diary @client by fri ~4w #sleep why: see what the evenings do``.

A mark is a word of its own. The first of each sort counts; what is no mark stays in the text as it was typed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from session_tui.core.base.text import fold_case
from session_tui.core.model.dates import days_in, read_day, read_duration
from session_tui.core.model.values import Goal

OWNERS = ("client", "me", "both")
"""Who may do a step, besides somebody with a name."""

FIELDS = ("owner", "due", "trial_days", "goal_word", "rating", "why")
"""The fields of :class:`Marks` that a mark can fill."""

LONGEST_TRIAL = 3660
"""How many days a trial may last."""

_WORDY = r"[^\W\d_][^\s@#=~.,;:/\\<>()\[\]{}\"!?&%*+|]*"
_NAME = re.compile(rf"@({_WORDY})[,.;]?")
_GOAL = re.compile(rf"#({_WORDY})[,.;]?")
_RATING = re.compile(r"=(10|[0-9])[,.;]?")
_WHY = re.compile(r"(?:^|(?<=\s))why:\s*(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_DATE_WORDS = 4

TagWords = Sequence[str]
Tagged = tuple[Any, int]
"""What a mark says, and how many words it takes."""


@dataclass(frozen=True, slots=True)
class InlineTags:
    """What a line says.

    Attributes:
        text: what remains without the marks, one space where a mark was taken out.
        owner: ``client``, ``me``, ``both``, or a name as it was typed.
        due: by when.
        trial_days: how long it is tried, in days; a week is 7, a month 30, a year 365.
        goal_word: the word after ``#``; :func:`goal_named` finds the goal.
        rating: 0 to 10.
        why: what stands after ``why:``, to the end of the line.
    """

    text: str
    owner: str | None = None
    due: date | None = None
    trial_days: int | None = None
    goal_word: str | None = None
    rating: int | None = None
    why: str | None = None


def read_tags(line: str, today: date, *, only: Collection[str] = FIELDS) -> InlineTags:
    """The marks of a line, and the text that remains. A line without marks remains exactly as it is.

    ``only``: the fields that a mark may fill; any other mark is text, so that a kind of item loses nothing it has no field for.

    ``by`` takes the longest run of up to four words that reads as a day, and is text when none does. A bare ``~30`` is
    thirty days where the line ends or another mark follows; before other words (``~30 minutes``) it is text.
    """
    head, why = _split_why(line) if "why" in only else (line, None)
    spots = [found.span() for found in _WORD.finditer(head)]
    words = [head[start:end] for start, end in spots]
    found: dict[str, Any] = {}
    taken: list[tuple[int, int]] = [] if why is None else [(len(head), len(line))]
    at = 0
    while at < len(words):
        field, value, size = _mark_at(words, at, today)
        if size and field in only and field not in found:
            found[field] = value
            taken.append((spots[at][0], spots[at + size - 1][1]))
        at += size or 1
    return InlineTags(text=_without(line, sorted(taken)), why=why, **found)


def find_goal(word: str, goals: Iterable[Goal]) -> Goal | None:
    """The goal whose words hold the word after ``#``, whatever its case; a hyphen stands for a space.

    A goal that holds it as a whole word comes before one where it begins a word, and that before any other.
    """
    wanted = fold_case(word).replace("-", " ").strip()
    ranked = [(_fit(wanted, goal), goal) for goal in goals]
    fitting = [rank for rank, _ in ranked if rank]
    return next((goal for rank, goal in ranked if rank == max(fitting)), None) if fitting else None


def _split_why(line: str) -> tuple[str, str | None]:
    """The line before ``why:``, and the reason; None when none is given."""
    found = _WHY.search(line)
    return (line[: found.start()], line[found.end() :].rstrip()) if found else (line, None)


def _mark_at(words: TagWords, at: int, today: date) -> tuple[str, Any, int]:
    """The field, value and number of words of the mark that begins at a word; the number is 0 when none does."""
    found = _plain_mark(words, at, today)
    if found[2] or not re.fullmatch(r"~[0-9]{1,4}[,.;]?", words[at]):
        return found
    days = int(words[at].strip("~,.;"))
    is_last = at + 1 == len(words) or _plain_mark(words, at + 1, today)[2] > 0
    return ("trial_days", days, 1) if is_last and 0 < days <= LONGEST_TRIAL else found


def _plain_mark(words: TagWords, at: int, today: date) -> tuple[str, Any, int]:
    """As :func:`_mark_at`, without the bare number whose meaning depends on what follows."""
    readers: dict[str, tuple[str, Callable[[], Tagged | None]]] = {
        "@": ("owner", lambda: _owner(words[at])),
        "#": ("goal_word", lambda: _first_group(_GOAL, words[at])),
        "=": ("rating", lambda: _rating(words[at])),
        "~": ("trial_days", lambda: _trial(words, at)),
    }
    due = ("due", lambda: _due(words, at, today))
    field, read = readers.get(words[at][0], due)
    value, size = read() or (None, 0)
    return field, value, size


def _first_group(pattern: re.Pattern[str], word: str) -> Tagged | None:
    found = pattern.fullmatch(word)
    return (found[1], 1) if found else None


def _owner(word: str) -> Tagged | None:
    found = _first_group(_NAME, word)
    if found and fold_case(found[0]) in OWNERS:
        return fold_case(found[0]), 1
    return found


def _rating(word: str) -> Tagged | None:
    found = _first_group(_RATING, word)
    return (int(found[0]), 1) if found else None


def _trial(words: TagWords, at: int) -> Tagged | None:
    for size in (2, 1):
        length = read_duration(" ".join(words[at : at + size])[1:].rstrip(",;"))
        if length and at + size <= len(words) and days_in(length) <= LONGEST_TRIAL:
            return days_in(length), size
    return None


def _due(words: TagWords, at: int, today: date) -> Tagged | None:
    if words[at].casefold() != "by":
        return None
    most = min(_DATE_WORDS, len(words) - at - 1)
    for size in range(most, 0, -1):
        day = read_day(" ".join(words[at + 1 : at + 1 + size]).rstrip(";"), today)
        if day:
            return day, size + 1
    return None


def _without(line: str, taken: list[tuple[int, int]]) -> str:
    """The line with these spans taken out, and one space in their place."""
    if not taken:
        return line
    starts = [0, *(end for _, end in taken)]
    ends = [*(start for start, _ in taken), len(line)]
    first, *middle, last = [line[start:end] for start, end in zip(starts, ends, strict=True)]
    pieces = [first.rstrip(), *(piece.strip() for piece in middle), last.lstrip()]
    return " ".join(piece for piece in pieces if piece)


def _fit(wanted: str, goal: Goal) -> int:
    """How well a goal fits a word: 3 whole word, 2 beginning of one, 1 inside one, 0 not at all."""
    words = fold_case(goal.words).replace("-", " ")
    if not wanted or wanted not in words:
        return 0
    spot = rf"(?<!\w){re.escape(wanted)}"
    return 3 if re.search(rf"{spot}(?!\w)", words) else 2 if re.search(spot, words) else 1
