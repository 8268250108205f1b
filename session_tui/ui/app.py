"""The program on the screen: the vault, its keeper, and the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from session_tui.ui.keeper import Keeper
from session_tui.ui.shell import Shell
from session_tui.ui.terminal import Start

if TYPE_CHECKING:
    from session_tui.settings import Settings
    from session_tui.vault.vault import Vault


class SessionApp(Shell):
    """Session notes in a terminal."""

    def __init__(self, vault: Vault, settings: Settings, *, start: Start | None = None) -> None:
        super().__init__(settings)
        self.start = start or Start()
        self.keeper = Keeper(vault, self)

    def flush(self) -> str:
        """Save what is being written."""
        return self.keeper.flush()
