"""A search that reads every file, in the place of the vault's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from typing import Any

from session_tui.core.note import Note
from session_tui.core.search import Query, begins_so
from session_tui.core.search_areas import Part, area_of
from session_tui.core.search_places import Excerpt, excerpt, fits
from session_tui.vault.found import Found, Hit
from session_tui.vault.heads import SessionHead, texts_of
from session_tui.vault.vault import Vault


def search(vault: Vault, query: Query, *, start: int = 0, limit: int = 50) -> Found:
    """What `Vault.search` is to answer."""
    hits = [hit for head in vault.sessions() if (hit := _hit(vault, head, query))]
    return Found(len(hits), tuple(hits[start : start + limit]), query.hints)


def _hit(vault: Vault, head: SessionHead, query: Query) -> Hit | None:
    day = head.started.date()
    lets_through = (
        query.only_client in (None, head.client)
        and begins_so(query.clients, head.client)
        and begins_so(query.guides, head.guide, head.title)
        and query.status in (None, head.status)
        and (query.after is None or day >= query.after)
        and (query.before is None or day < query.before)
    )
    if not lets_through:
        return None
    parts = list(_parts(vault.read(head.id), is_private=query.is_private))
    if (query.is_private and not parts) or not fits(query, parts):
        return None
    line = excerpt(query, parts, 160) if query.sought else Excerpt()
    return Hit(head, head.id in vault.withdrawn(head.client), line)


def _parts(note: Note, *, is_private: bool) -> Iterator[Part]:
    for answer in note.session.answers:
        if answer.is_answered and answer.is_private is is_private:
            text = "\n".join((*texts_of(_plain(answer.value)), answer.note))
            area = area_of(answer.section, answer.kind)
            yield Part(area, answer.section, answer.prompt, answer.heading, text)
    for jot in note.session.jots:
        if (jot.section == "private") is is_private:
            yield Part("jots", jot.section or "", "", "Jots", jot.text)


def _plain(value: object) -> Any:
    """A value as a document holds it."""
    return json.loads(json.dumps(value, default=_as_json))


def _as_json(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)
