"""Parse tags in the line of an item: ``Food diary @client by fri ~4w #sleep why: see what the evenings do``.

A tag is a separate word. The first of each type counts; everything else stays in the text as it was typed.
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
"""The owners of a step that are not a person's name."""

FIELDS = ("owner", "due", "trial_days", "goal_word", "rating", "why")
"""The fields of :class:`InlineTags` that a tag can fill."""

LONGEST_TRIAL = 3660
"""The maximum length of a trial, in days."""

# The first character is a letter, so "#1" and "@2" stay text.
_WORDY = r"[^\W\d_][^\s@#=~.,;:/\\<>()\[\]{}\"!?&%*+|]*"
_NAME = re.compile(rf"@({_WORDY})[,.;]?")
_GOAL = re.compile(rf"#({_WORDY})[,.;]?")
_RATING = re.compile(r"=(10|[0-9])[,.;]?")
# Not \b, which would also find the "why:" in "the-why:"; without a reason after it, it is text.
_WHY = re.compile(r"(?:^|(?<=\s))why:\s*(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_DATE_WORDS = 4

TagWords = Sequence[str]
Tagged = tuple[Any, int]
"""The field and value of a tag, and how many words it takes."""


@dataclass(frozen=True, slots=True)
class InlineTags:
    """The parsed tags of a line, and its remaining text.

    Attributes:
        text: the line without its tags, with one space where a tag was removed.
        owner: ``client``, ``me``, ``both``, or a name as typed.
        due: the day by which the step is to be done.
        trial_days: the length of the trial in days; a week is 7, a month 30, a year 365.
        goal_word: the word after ``#``; :func:`find_goal` finds the goal.
        rating: 0 to 10.
        why: the text after ``why:``, to the end of the line.
    """

    text: str
    owner: str | None = None
    due: date | None = None
    trial_days: int | None = None
    goal_word: str | None = None
    rating: int | None = None
    why: str | None = None


def read_tags(line: str, today: date, *, only: Collection[str] = FIELDS) -> InlineTags:
    """Return the tags of a line and the remaining text. A line without tags is returned unchanged.

    ``only`` names the fields that tags may fill; any other tag stays text, so that no kind of item loses a word.

    ``by`` takes the longest run of up to four words that is a date, and is text if there is none. A bare ``~30`` is
    thirty days at the end of the line or before another tag; before other words (``~30 minutes``) it is text.
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
        # A tag that may not be used here is skipped as a whole, so that no part of a date is read alone.
        at += size or 1
    return InlineTags(text=_without(line, sorted(taken)), why=why, **found)


def find_goal(word: str, goals: Iterable[Goal]) -> Goal | None:
    """Return the goal whose text contains the word after ``#``, ignoring case; a hyphen matches a space.

    A goal with that whole word wins over one in which a word begins with it, and that over any other.
    """
    wanted = fold_case(word).replace("-", " ").strip()
    ranked = [(_fit(wanted, goal), goal) for goal in goals]
    fitting = [rank for rank, _ in ranked if rank]
    return next((goal for rank, goal in ranked if rank == max(fitting)), None) if fitting else None


def _split_why(line: str) -> tuple[str, str | None]:
    """Return the line before ``why:``, and the reason; None if there is none."""
    found = _WHY.search(line)
    return (line[: found.start()], line[found.end() :].rstrip()) if found else (line, None)


def _mark_at(words: TagWords, at: int, today: date) -> tuple[str, Any, int]:
    """Return the field, value and word count of the tag that begins at word ``at``; the count is 0 if none does."""
    found = _plain_mark(words, at, today)
    if found[2] or not re.fullmatch(r"~[0-9]{1,4}[,.;]?", words[at]):
        return found
    days = int(words[at].strip("~,.;"))
    is_last = at + 1 == len(words) or _plain_mark(words, at + 1, today)[2] > 0
    return ("trial_days", days, 1) if is_last and 0 < days <= LONGEST_TRIAL else found


def _plain_mark(words: TagWords, at: int, today: date) -> tuple[str, Any, int]:
    """Like :func:`_mark_at`, without the bare number whose meaning depends on the next word."""
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
    """Match a one-word tag; return the first group of the pattern."""
    found = pattern.fullmatch(word)
    return (found[1], 1) if found else None


def _owner(word: str) -> Tagged | None:
    """Match ``@owner``."""
    found = _first_group(_NAME, word)
    if found and fold_case(found[0]) in OWNERS:
        return fold_case(found[0]), 1
    return found


def _rating(word: str) -> Tagged | None:
    """Match ``=6``."""
    found = _first_group(_RATING, word)
    return (int(found[0]), 1) if found else None


def _trial(words: TagWords, at: int) -> Tagged | None:
    """Match ``~4w`` or ``~4 weeks``."""
    # Longest first: "~4 weeks" before "~4".
    for size in (2, 1):
        length = read_duration(" ".join(words[at : at + size])[1:].rstrip(",;"))
        # A slice beyond the last word is shorter than the size says.
        if length and at + size <= len(words) and days_in(length) <= LONGEST_TRIAL:
            return days_in(length), size
    return None


def _due(words: TagWords, at: int, today: date) -> Tagged | None:
    """Match ``by`` and a date."""
    if words[at].casefold() != "by":
        return None
    most = min(_DATE_WORDS, len(words) - at - 1)
    for size in range(most, 0, -1):
        day = read_day(" ".join(words[at + 1 : at + 1 + size]).rstrip(";"), today)
        if day:
            return day, size + 1
    return None


def _without(line: str, taken: list[tuple[int, int]]) -> str:
    """Return the line with these spans replaced by one space each."""
    if not taken:
        return line
    starts = [0, *(end for _, end in taken)]
    ends = [*(start for start, _ in taken), len(line)]
    first, *middle, last = [line[start:end] for start, end in zip(starts, ends, strict=True)]
    pieces = [first.rstrip(), *(piece.strip() for piece in middle), last.lstrip()]
    return " ".join(piece for piece in pieces if piece)


def _fit(wanted: str, goal: Goal) -> int:
    """Return how well a goal matches a word: 3 whole word, 2 start of a word, 1 inside a word, 0 not at all."""
    words = fold_case(goal.words).replace("-", " ")
    if not wanted or wanted not in words:
        return 0
    spot = rf"(?<!\w){re.escape(wanted)}"
    return 3 if re.search(rf"{spot}(?!\w)", words) else 2 if re.search(spot, words) else 1
