"""Home's lists, read while Textual is still being imported: the first picture of home then holds them.

Nothing here imports Textual.
"""

from __future__ import annotations

import contextlib
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from session_tui.vault.storage.findings import Finding
    from session_tui.vault.storage.summaries import ClientSummary, SessionSummary, UnfinishedAddendum
    from session_tui.vault.vault import Vault


FEW = 40
"""Clients' folders that have changed, up to which it is worth it: reading more would hold up the importing, and with it
the first picture."""


class HomeLists(NamedTuple):
    """What home shows first: the clients, what is unfinished, and the session files that cannot be read."""

    clients: tuple[ClientSummary, ...]
    drafts: tuple[SessionSummary, ...]
    addenda: tuple[UnfinishedAddendum, ...]
    unreadable: tuple[Finding, ...]


def read_home(vault: Vault) -> HomeLists:
    """Read them; the caller has looked what changed, once for all of them."""
    return HomeLists(
        vault.clients(),
        vault.sessions(status="draft"),
        vault.unfinished_addenda(),
        vault.unreadable(with_pages=False),
    )


def read_ahead(vault: Vault) -> ReadAhead:
    """Begin to read."""
    ahead = ReadAhead(vault)
    ahead.start()
    return ahead


class ReadAhead(Thread):
    """Reads home's lists, once started, where that is soon done.

    Whatever goes wrong is left to the one who asks the vault again, and says it on the screen.

    Attributes:
        lists: None until they are read.
    """

    def __init__(self, vault: Vault) -> None:
        super().__init__(daemon=True)
        self._vault = vault
        self.lists: HomeLists | None = None

    def run(self) -> None:
        """Read them."""
        with contextlib.suppress(Exception), self._vault.read_snapshot(FEW) as has_looked:
            if has_looked:
                self.lists = read_home(self._vault)
