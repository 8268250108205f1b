"""Home's lists, read while Textual is still being imported: the first picture of home then holds them.

Nothing here imports Textual.
"""

from __future__ import annotations

import contextlib
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from session_tui.vault.heads import ClientSummary, SessionHead
    from session_tui.vault.vault import Vault


FEW = 40
"""Clients up to which it is worth it: reading more would hold up the importing, and with it the first picture."""


def read_ahead(vault: Vault) -> ReadAhead | None:
    """Begin to read; None where there is too much to read ahead."""
    if vault.count_clients() > FEW:
        return None
    ahead = ReadAhead(vault)
    ahead.start()
    return ahead


class ReadAhead(Thread):
    """Reads the clients and the drafts of a vault, once started.

    Whatever goes wrong is left to the one who asks the vault again, and says it on the screen.

    Attributes:
        lists: the clients and the unfinished drafts; None until they are read.
    """

    def __init__(self, vault: Vault) -> None:
        super().__init__(daemon=True)
        self._vault = vault
        self.lists: tuple[tuple[ClientSummary, ...], tuple[SessionHead, ...]] | None = None

    def run(self) -> None:
        """Read them."""
        with contextlib.suppress(Exception):
            self.lists = (self._vault.clients(), self._vault.sessions(status="draft"))
