"""What waits across the practice, kept in the index: a client's sessions are read for it again only when one changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any

from session_tui.core.chart.due import Due
from session_tui.vault.index.database import Connection
from session_tui.vault.index.index import Index

_DAYS = ("since", "due")

FindDue = Callable[[str], tuple[Due, ...]]
"""Reads what waits for one client, by code, from their sessions."""


def all_due(index: Index, find: FindDue) -> Iterator[tuple[Due, ...]]:
    """What waits: at first for all clients of whom it is known, then for each of the others as it is read."""
    versions, known = index.read(_known)
    yield tuple(due for found in known.values() for due in _read(found))
    unknown = [key for key in versions if key not in known]
    for done, key in enumerate(unknown, 1):
        code, version = versions[key]
        found = find(code)
        index.write(partial(_keep, row=(key, version, _write(found))))
        index.progress(done, len(unknown))
        yield found


def _known(db: Connection) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """By the folded code of each client, their code and the state of their folders; and what is known of that state."""
    versions: dict[str, tuple[str, str]] = {}
    for name, key, code, version in db.execute("SELECT name, key, code, version FROM folder ORDER BY name"):
        first, before = versions.get(key, (code, ""))
        versions[key] = (first, f"{before}/{name}:{version}")
    rows = db.execute("SELECT key, version, found FROM waiting").fetchall()
    return versions, {key: found for key, version, found in rows if key in versions and versions[key][1] == version}


def _keep(db: Connection, row: tuple[str, str, str]) -> None:
    db.execute("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?)", row)


def _write(found: tuple[Due, ...]) -> str:
    rows = [{each.name: getattr(due, each.name) for each in fields(due)} for due in found]
    return json.dumps(rows, ensure_ascii=False, default=date.isoformat)


def _read(found: str) -> Iterator[Due]:
    for row in json.loads(found):
        given: dict[str, Any] = {
            name: date.fromisoformat(value) if name in _DAYS and value else value for name, value in row.items()
        }
        yield Due(**given)
