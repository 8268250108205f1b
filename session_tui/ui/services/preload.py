"""Read home's lists while Textual is being imported, so that the first frame of home shows them.

This module does not import Textual.
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
"""Most changed client folders that are read ahead. Reading more would delay the import of Textual, and with it the
first frame."""


class HomeLists(NamedTuple):
    """Home's lists: clients, drafts, unfinished addenda and unreadable session files."""

    clients: tuple[ClientSummary, ...]
    drafts: tuple[SessionSummary, ...]
    addenda: tuple[UnfinishedAddendum, ...]
    unreadable: tuple[Finding, ...]


def read_home(vault: Vault) -> HomeLists:
    """Read home's lists. The caller opens the vault's snapshot, so that the folders are checked only once."""
    return HomeLists(
        vault.clients(),
        vault.sessions(status="draft"),
        vault.unfinished_addenda(),
        vault.unreadable(with_pages=False),
    )


def read_ahead(vault: Vault) -> ReadAhead:
    """Start to read home's lists in a thread, and return the thread."""
    ahead = ReadAhead(vault)
    ahead.start()
    return ahead


class ReadAhead(Thread):
    """A thread that reads home's lists, unless more than FEW client folders have changed.

    Errors are ignored: home then requests the lists from the vault again, and shows the error.

    Attributes:
        lists: the lists; None until they are read.
    """

    def __init__(self, vault: Vault) -> None:
        super().__init__(daemon=True)
        self._vault = vault
        self.lists: HomeLists | None = None

    def run(self) -> None:
        """Read the lists."""
        with contextlib.suppress(Exception), self._vault.read_snapshot(FEW) as has_looked:
            if has_looked:
                self.lists = read_home(self._vault)
