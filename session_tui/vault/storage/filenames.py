"""The names of files and folders in a vault."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from session_tui.core.base.client_code import file_part
from session_tui.core.base.text import fold_case

if TYPE_CHECKING:
    from session_tui.core.model.session import Session

VAULT_FILE = "vault.toml"
CLIENTS = "clients"
PROMPTS = "prompts"
INDEX = ".index"
PRIVATE_FOLDER = "private"

TABLES = ("sessions", "addenda", "unfinished", "moves", "private", "client")
"""The tables of one client's chart."""

ADDENDUM = re.compile(r"(?P<session>.+)\.addendum-(?P<number>[1-9][0-9]*)")
"""The name of an addendum's file, without its suffix."""

UNFINISHED = re.compile(r"(?P<session>.+)\.addendum-draft.*")
"""The name of the file of an unfinished addendum, without its suffix; a sync program may have added to it."""

MOVED = re.compile(r"(?P<session>.+)\.moved-[1-9][0-9]*.*")
"""The name of the file of a move's trail, without its suffix."""

EDITED = " (edited "
"""Stands in the name of a Markdown file that somebody edited, and that was kept when the note was written again."""

CONFLICT = " (conflict "
"""Stands in the name of a session that was written while it was changed elsewhere too."""


def table_of(file_name: str, *, is_private: bool) -> str:
    """The table that a JSON file of a client's folder belongs to."""
    if is_private:
        return "private"
    if file_name == "client.json":
        return "client"
    name = file_name.removesuffix(".json")
    if ADDENDUM.fullmatch(name):
        return "addenda"
    if UNFINISHED.fullmatch(name):
        return "unfinished"
    return "moves" if MOVED.fullmatch(name) else "sessions"


def session_name(session: Session) -> str:
    """The name of a session's files, without the suffix: ``2026-11-20 1012 follow-up``. Always in small letters."""
    began = session.started
    return f"{began.date().isoformat()} {began:%H%M} {file_part(fold_case(session.guide.id))}"


def conflict_name(name: str, at: datetime) -> str:
    """The name of the other version of a session that was changed in two places."""
    return f"{name.split(CONFLICT)[0]}{CONFLICT}{at.date().isoformat()} {at:%H%M%S})"


def copy_rank(name: str) -> tuple[bool, int, str]:
    """Which of several files with one session is the session, and not a copy of it: the least."""
    return (CONFLICT in name, len(name), name)


def edited_name(name: str, at: datetime) -> str:
    """The name under which a Markdown file that somebody edited is kept when the note is written again."""
    return f"{name}{EDITED}{at.date().isoformat()} {at:%H%M%S})"


def addendum_name(name: str, number: int) -> str:
    """The name of an addendum's file, without the suffix."""
    return f"{name}.addendum-{number}"


def unfinished_name(name: str) -> str:
    """The name of the file of an unfinished addendum to a session, without the suffix."""
    return f"{name}.addendum-draft"


def moved_name(name: str, number: int) -> str:
    """The name of the file of a move's trail, without the suffix."""
    return f"{name}.moved-{number}"
