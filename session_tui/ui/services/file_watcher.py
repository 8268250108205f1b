"""Watch the vault for changes by other programs, and report them to the screen in front."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from session_tui.ui.services.messages import VaultChanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.worker import WorkType

    from session_tui.vault.vault import Vault

SOON = 1.0
"""Seconds from the start until the first check of each file, which finds files overwritten in place."""

EVERY = 15.0
"""Seconds between two checks of the folders."""

CLOSELY = 600.0
"""Seconds between two checks of each file."""

AWAY = 30.0
"""Seconds since the last check of each file before a return to the window starts another one."""


class VaultWatcher:
    """Check the vault's folders at intervals, in a thread, and each file when somebody may have edited one."""

    def __init__(self, vault: Vault, app: App[None], check_cancelled: Callable[..., None]) -> None:
        """Watch a vault. A long read calls ``check_cancelled``, which may raise to end it."""
        self._vault = vault
        self._app = app
        self._check_cancelled = check_cancelled
        self._seen: object = None
        self._is_looking = False
        self._closely_at = 0.0

    @property
    def has_looked(self) -> bool:
        """Whether a check was done and none is running."""
        return self._seen is not None and not self._is_looking

    def begin(self) -> None:
        """Start to watch."""
        self._app.set_timer(SOON, self.check_files)
        self._app.set_interval(EVERY, self.look)

    def check_after_return(self) -> None:
        """Check each file after the window got the focus back, because another program may have changed one."""
        if self._now() > self._closely_at + AWAY:
            self.check_files()

    def look(self) -> None:
        """Check the folders; every CLOSELY seconds also each file."""
        self._work(closely=self._now() > self._closely_at + CLOSELY)

    def check_files(self) -> None:
        """Check each file."""
        self._work(closely=True)

    def _work(self, *, closely: bool) -> None:
        """Start a check in a worker, unless one is running."""
        # A check in progress is not repeated; the next interval checks again.
        if self._is_looking:
            return
        self._is_looking = True
        if closely:
            self._closely_at = self._now()
        work: WorkType[None] = partial(self._look, closely=closely)
        self._app.run_worker(work, group="outside", exit_on_error=False)

    async def _look(self, *, closely: bool) -> None:
        """Check in a thread, and post VaultChanged if the state differs from that of the last check."""
        try:
            seen = await asyncio.to_thread(self._state, closely)
        except Exception:  # the next request of a screen shows the error
            return
        finally:
            self._is_looking = False
        before, self._seen = self._seen, seen
        # None: the first check has nothing to compare with.
        if before not in (None, seen):
            self._app.screen.post_message(VaultChanged())

    def _state(self, closely: bool) -> object:
        """Update the index from the files and return its state."""
        self._vault.look(closely=closely, progress=self._check_cancelled)
        return self._vault.state()

    @staticmethod
    def _now() -> float:
        """Return the event loop's time in seconds."""
        return asyncio.get_running_loop().time()
