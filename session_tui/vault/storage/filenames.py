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
"""The name of an addendum's file, without suffix."""

UNFINISHED = re.compile(r"(?P<session>.+)\.addendum-draft.*")
"""The name of an unfinished addendum's file, without suffix; a sync program may have appended to it."""

MOVED = re.compile(r"(?P<session>.+)\.moved-[1-9][0-9]*.*")
"""The name of a move trail's file, without suffix."""

EDITED = " (edited "
"""Part of the name of an edited Markdown file that was kept when the note was rendered again."""

CONFLICT = " (conflict "
"""Part of the name of a session's other version, after it was changed in two places."""


def table_of(file_name: str, *, is_private: bool) -> str:
    """Return the table of a JSON file in a client's folder."""
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
    """Return a session's file name without suffix, in lower case: ``2026-11-20 1012 follow-up``."""
    began = session.started
    return f"{began.date().isoformat()} {began:%H%M} {file_part(fold_case(session.guide.id))}"


def conflict_name(name: str, at: datetime) -> str:
    """Return the file name for the other version of a session that was changed in two places."""
    return f"{name.split(CONFLICT)[0]}{CONFLICT}{at.date().isoformat()} {at:%H%M%S})"


def copy_rank(name: str) -> tuple[bool, int, str]:
    """Sort key for the files that hold the same session: the lowest is the session, the others are copies."""
    return (CONFLICT in name, len(name), name)


def edited_name(name: str, at: datetime) -> str:
    """Return the name under which an edited Markdown file is kept when the note is rendered again."""
    return f"{name}{EDITED}{at.date().isoformat()} {at:%H%M%S})"


def addendum_name(name: str, number: int) -> str:
    """Return an addendum's file name, without suffix."""
    return f"{name}.addendum-{number}"


def unfinished_name(name: str) -> str:
    """Return the file name of an unfinished addendum to a session, without suffix."""
    return f"{name}.addendum-draft"


def moved_name(name: str, number: int) -> str:
    """Return the file name of a move's trail, without suffix."""
    return f"{name}.moved-{number}"
