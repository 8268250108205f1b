"""Convert the vault's summaries to rows of the lists on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from session_tui.ui.widgets.lists.client_list import ClientRow
from session_tui.ui.widgets.lists.session_list import SessionRow

if TYPE_CHECKING:
    from session_tui.vault.storage.summaries import ClientSummary, SessionSummary, UnfinishedAddendum


def client_row(client: ClientSummary) -> ClientRow:
    """Return the row of a client in home's list."""
    last = client.last.date() if client.last else None
    return ClientRow(client.code, client.name or "", last, client.drafts)


def addendum_row(addendum: UnfinishedAddendum) -> SessionRow:
    """Return the row of an unfinished addendum in the list of drafts."""
    row = session_row(addendum.session)
    return row._replace(id=addendum.id, adds_to=row.id, title=f"Addendum to {row.title}")


def session_row(summary: SessionSummary, *, is_withdrawn: bool = False) -> SessionRow:
    """Return the row of a session in the lists of sessions."""
    return SessionRow(
        id=summary.id,
        client=summary.client,
        started=summary.started,
        title=summary.title,
        is_draft=summary.status == "draft",
        words=summary.words,
        last_prompt=summary.last_prompt or "",
        is_withdrawn=is_withdrawn,
    )
