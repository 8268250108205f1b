"""Summaries of sessions and clients for lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from session_tui.core.schema.field_types import UUID, Json
from session_tui.vault.storage.filenames import CONFLICT

_NOT_WORDS = frozenset(
    {
        "id",
        "goal",
        "step",
        "set_by",
        "state",
        "outcome",
        "verdict",
        "due",
        "decided_by",
        "by",
        "owner",
    }
    | {"unit", "phase", "look_back", "kind"}
)
"""Fields of a value that hold keys and dates rather than writing."""


class SessionSummary(NamedTuple):
    """A session as lists show it.

    Attributes:
        guide: the id of the guide it followed.
        title: the guide's title; says so when it is the other version of a session changed in two places.
        status: ``draft`` or ``signed``.
        words: how many words were written, without the private page.
        path: its Markdown file.
        last_prompt: the heading of the prompt where writing stopped; None when it is signed or unknown.
    """

    id: str
    client: str
    started: datetime
    guide: str
    title: str
    status: str
    words: int
    path: Path
    last_prompt: str | None = None


class UnfinishedAddendum(NamedTuple):
    """An unfinished addendum as lists show it: its id, its session, and when it was last changed."""

    id: str
    session: SessionSummary
    written: datetime


class ClientSummary(NamedTuple):
    """A client as lists show it. ``last`` is when the latest session began, or None without one."""

    code: str
    name: str | None
    sessions: int
    last: datetime | None
    drafts: int


def read_summary(data: dict[str, Json], path: Path, words: int | None = None) -> SessionSummary:
    """Read the summary of a session document without validating the whole document.

    Args:
        data: the document.
        path: its Markdown file.
        words: its number of words, if already counted.

    Raises:
        ValueError: it is no session document, or a field of the summary is invalid.
    """
    try:
        return _summary(data, path, count_words(data) if words is None else words)
    except (KeyError, TypeError, AttributeError):
        raise ValueError("it is not a session") from None


def under_current_client(summary: SessionSummary, addenda: Iterable[dict[str, Json]]) -> SessionSummary:
    """Return the summary with the client to whom the session was last moved, as its addenda say."""
    for addendum in reversed(list(addenda)):
        if addendum.get("moved_from"):
            return summary._replace(client=str(addendum.get("client")))
    return summary


def newest_first(summary: SessionSummary) -> tuple[float, str]:
    """Sort key for summaries; use it with ``reverse=True``."""
    return (summary.started.timestamp(), summary.id)


def _summary(data: dict[str, Json], path: Path, words: int) -> SessionSummary:
    """Return the summary of a session document; raises KeyError, TypeError or ValueError if it is invalid."""
    started = _time(data["started"])
    if started.utcoffset() is None or not UUID.fullmatch(data["id"]):
        raise ValueError("its id or its time is not in the required form")
    if data["status"] not in ("draft", "signed"):
        raise ValueError("its status is neither draft nor signed")
    other = " (other version)" if CONFLICT in path.name else ""
    return SessionSummary(
        id=data["id"],
        client=str(data["client"]),
        started=started,
        guide=str(data["guide"]["id"]),
        title=str(data["guide"]["title"]) + other,
        status=data["status"],
        words=words,
        path=path,
        last_prompt=_last_prompt(data),
    )


def _time(text: str) -> datetime:
    """Parse an ISO time. Raises ValueError without quoting the text."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:  # Python's message quotes the text, which may be a person's writing
        raise ValueError("its time is not in the required form") from None


def count_words(data: dict[str, Json]) -> int:
    """Count the words in the answers and jots."""
    answers = [a for a in data.get("answers", ()) if a.get("state") == "answered"]
    texts = [text for a in answers for text in (*texts_of(a.get("value")), a.get("note") or "")]
    texts += [jot["text"] for jot in data.get("jots", ())]
    return len("\n".join(texts).split())


def is_answer(data: dict[str, Json]) -> bool:
    """Whether a raw answer is answered and not left unconfirmed."""
    return data.get("state") == "answered" and data.get("confirmed") is not False


def texts_of(value: Json) -> list[str]:
    """Return the texts written in a value, without its keys, dates and ids."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item)]
    if isinstance(value, dict):
        return [
            text
            for key, item in value.items()
            if item.__class__ is not int and key not in _NOT_WORDS
            for text in texts_of(item)
        ]
    return []


def _last_prompt(data: dict[str, Json]) -> str | None:
    """Return the heading of the prompt where writing stopped, or None."""
    place = data.get("place")
    if not place:
        return None
    found = (a["heading"] for a in data.get("answers", ()) if a["prompt"] == place["prompt"])
    return next(found, None)
