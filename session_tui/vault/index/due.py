"""Due items of all clients, cached in the index: a client's sessions are read again only when one changed."""

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
"""Reads the due items of one client, by code, from their sessions."""


def all_due(index: Index, find: FindDue) -> Iterator[tuple[Due, ...]]:
    """Yield the due items: first those of all clients in the cache, then those of each other client as it is read."""
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
    """Return code and folder version of each client, by folded code, and the cached items that are up to date."""
    versions: dict[str, tuple[str, str]] = {}
    for name, key, code, version in db.execute("SELECT name, key, code, version FROM folder ORDER BY name"):
        first, before = versions.get(key, (code, ""))
        versions[key] = (first, f"{before}/{name}:{version}")
    rows = db.execute("SELECT key, version, found FROM waiting").fetchall()
    return versions, {key: found for key, version, found in rows if key in versions and versions[key][1] == version}


def _keep(db: Connection, row: tuple[str, str, str]) -> None:
    """Store a client's due items in the cache."""
    db.execute("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?)", row)


def _write(found: tuple[Due, ...]) -> str:
    """Serialise due items as JSON."""
    rows = [{each.name: getattr(due, each.name) for each in fields(due)} for due in found]
    return json.dumps(rows, ensure_ascii=False, default=date.isoformat)


def _read(found: str) -> Iterator[Due]:
    """Yield the due items from their JSON."""
    for row in json.loads(found):
        given: dict[str, Any] = {
            name: date.fromisoformat(value) if name in _DAYS and value else value for name, value in row.items()
        }
        yield Due(**given)
