"""Finding sessions and clients by what people call them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.core.codes import is_same_code
from session_tui.core.errors import SessionTuiError
from session_tui.core.text import folded
from session_tui.vault import files
from session_tui.vault.chart_store import ChartStore
from session_tui.vault.charts import Charts
from session_tui.vault.errors import AmbiguousSession, UnknownSession, UnreadableFile
from session_tui.vault.findings import Finding
from session_tui.vault.heads import ClientSummary, SessionHead, UnfinishedAddendum, newest_first

if TYPE_CHECKING:
    from session_tui.core.client import Client

_SHOWN = 5
"""How many candidates a sentence lists."""


def resolve(name: str, heads: Sequence[SessionHead]) -> SessionHead:
    """The one session that a name means; raises UnknownSession or AmbiguousSession."""
    wanted = name.strip()
    fits = [head for head in heads if head.id == wanted] or [h for h in heads if _fits(h, wanted)]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise UnknownSession(
            f"There is no session “{wanted}”. A session is named by its id, by the start of it, or by CLIENT@DATE, "
            "such as ana-k@2026-11-20."
        )
    listed = "\n".join(
        f"  {h.id}  {h.client}  {h.started:%Y-%m-%d %H:%M}  {h.title}" for h in fits[:_SHOWN]
    )
    more = f"\n  and {len(fits) - _SHOWN} more" if len(fits) > _SHOWN else ""
    raise AmbiguousSession(
        f"“{wanted}” fits {len(fits)} sessions. Name one by its id:\n{listed}{more}"
    )


def summaries(charts: Charts) -> tuple[ClientSummary, ...]:
    """Every client as lists show it."""
    by_code: dict[str, list[SessionHead]] = {}
    clients: dict[str, tuple[str, str | None]] = {}
    for head in charts.heads():
        by_code.setdefault(folded(head.client), []).append(head)
    with charts.guard:
        for chart in charts.all():
            code, name = _who(chart)
            clients.setdefault(folded(code), (code, name))
    found = [_summary(*who, by_code.get(key, [])) for key, who in clients.items()]
    found.sort(key=lambda each: folded(each.code))
    return tuple(sorted(found, key=_last_seen, reverse=True))


def client_of(chart: ChartStore) -> Client:
    """Who the client is; by the folder's name alone where client.json is missing, unreadable or another's."""
    from session_tui.core.client import Client

    try:
        client = chart.client()
    except SessionTuiError:
        client = None
    name = chart.folder.name
    return client if client and is_same_code(client.code, name) else Client(code=_one_word(name))


def unreadable(
    charts: Charts, client: str | None = None, *, with_pages: bool = True
) -> tuple[Finding, ...]:
    """The session files of a client or of all that cannot be read, as the last lists saw them."""
    looked_at = charts.all() if client is None else charts.of(client)
    found = [
        (path, what)
        for chart in looked_at
        for path, what in sorted(chart.unreadable(with_pages=with_pages).items())
    ]
    do = "It is left as it is. “session-tui check” says what can be done."
    return tuple(
        Finding(path, "unreadable", f"This file cannot be read: {what}.", do)
        for path, what in found
    )


def unfinished_addenda(charts: Charts) -> tuple[UnfinishedAddendum, ...]:
    """The addenda that are being written, newest first; one a session, which is the one gone on with."""
    found: list[UnfinishedAddendum] = []
    for chart in charts.all():
        names = {name.rpartition(".addendum-draft")[0] for name, _ in chart.documents("unfinished")}
        found += [each for name in names if (each := _unfinished(chart, name))]
    return tuple(sorted(found, key=lambda each: (each.written, each.id), reverse=True))


def folder_state(folder: Path) -> tuple[tuple[str, files.Stamp | None], ...]:
    """The Markdown files of a folder with their stamps, to see whether any changed."""
    return tuple((path.name, files.stamp_of(path)) for path in sorted(folder.glob("*.md")))


def _unfinished(chart: ChartStore, name: str) -> UnfinishedAddendum | None:
    """The unfinished addendum to one session that was changed last."""
    from session_tui.vault.addenda import unkept

    head = chart.head(name)
    drafts = [draft for _, draft in unkept(chart, name)] if head else []
    last = max(drafts, key=lambda draft: (draft.written, draft.id), default=None)
    return UnfinishedAddendum(last.id, head, last.written) if last and head else None


def _fits(head: SessionHead, wanted: str) -> bool:
    """Whether a name means this session: the start of its id, or its client and day (and time, as far as given)."""
    code, at, day = wanted.rpartition("@")
    if not at:
        return bool(wanted) and head.id.startswith(wanted.lower())
    digits = re.sub(r"[-: Tt]", "", day)
    is_then = bool(digits) and f"{head.started:%Y%m%d%H%M%S}".startswith(digits)
    return is_then and is_same_code(code, head.client)


def _who(chart: ChartStore) -> tuple[str, str | None]:
    """The client's code and name as lists show them, read without checking the whole of client.json."""
    folder = chart.folder.name
    try:
        data = chart.raw("client", "client") if chart.has("client", "client") else {}
    except UnreadableFile:
        data = {}
    code, name = data.get("code"), data.get("name")
    if not isinstance(code, str) or not is_same_code(code, folder):
        return _one_word(folder), None
    return code, name if isinstance(name, str) and name.strip() else None


def _summary(code: str, name: str | None, heads: Sequence[SessionHead]) -> ClientSummary:
    latest = max(heads, key=newest_first, default=None)
    drafts = sum(head.status == "draft" for head in heads)
    return ClientSummary(code, name, len(heads), latest.started if latest else None, drafts)


def _last_seen(client: ClientSummary) -> float:
    return client.last.timestamp() if client.last else float("-inf")


def _one_word(name: str) -> str:
    """A folder's name as a code; a folder made by hand may have spaces in its name."""
    return re.sub(r"\s+", "-", name)
