"""What other programs change in the vault while this one runs: noticed, and told to the screen in front."""

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
"""Seconds after home stands until each file is looked at, for one that was written over in place."""

EVERY = 15.0
"""Seconds after which the folders are looked at again."""

CLOSELY = 600.0
"""Seconds after which each file is looked at again."""

AWAY = 30.0
"""Seconds after which coming back to the window is a reason to look closely."""


class VaultWatcher:
    """Looks at the files now and then, in a thread, and closely where somebody may have edited one by hand."""

    def __init__(self, vault: Vault, app: App[None], check_cancelled: Callable[..., None]) -> None:
        """Look at a vault; ``go_on`` is called in the middle of a long reading, and may raise to end it."""
        self._vault = vault
        self._app = app
        self._go_on = check_cancelled
        self._seen: object = None
        self._is_looking = False
        self._closely_at = 0.0

    @property
    def has_looked(self) -> bool:
        """Whether it has looked, and looks no longer."""
        return self._seen is not None and not self._is_looking

    def begin(self) -> None:
        """Look from now on."""
        self._app.set_timer(SOON, self.check_files)
        self._app.set_interval(EVERY, self.look)

    def check_after_return(self) -> None:
        """The window has the focus again: another program may have had it."""
        if self._now() > self._closely_at + AWAY:
            self.check_files()

    def look(self) -> None:
        """Look at the folders; now and then at each file."""
        self._work(closely=self._now() > self._closely_at + CLOSELY)

    def check_files(self) -> None:
        """Look at each file."""
        self._work(closely=True)

    def _work(self, *, closely: bool) -> None:
        if self._is_looking:
            return
        self._is_looking = True
        if closely:
            self._closely_at = self._now()
        work: WorkType[None] = partial(self._look, closely=closely)
        self._app.run_worker(work, group="outside", exit_on_error=False)

    async def _look(self, *, closely: bool) -> None:
        try:
            seen = await asyncio.to_thread(self._state, closely)
        except Exception:  # the next who asks the vault says what is wrong with it
            return
        finally:
            self._is_looking = False
        before, self._seen = self._seen, seen
        if before not in (None, seen):
            self._app.screen.post_message(VaultChanged())

    def _state(self, closely: bool) -> object:
        self._vault.look(closely=closely, progress=self._go_on)
        return self._vault.state()

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
