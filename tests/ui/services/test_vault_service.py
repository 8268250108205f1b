"""What is opened for a screen that is gone by then is let go again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from session_tui.ui.services.vault_service import VaultService
from session_tui.vault.storage.session_lock import SessionLock
from session_tui.vault.vault import Vault
from tests.ui.session.test_autosave import Desk

if TYPE_CHECKING:
    from tests.ui.conftest import Practice


async def test_an_addendum_opened_for_a_screen_that_is_gone_is_unlocked(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = next(summary for summary in practice.vault.sessions() if summary.status == "signed")
    taken: list[SessionLock] = []
    lock = Vault.lock

    def noted(vault: Vault, session_id: str) -> SessionLock:
        taken.append(lock(vault, session_id))
        return taken[-1]

    monkeypatch.setattr(Vault, "lock", noted)
    app, gone = Desk(), Desk()
    gone._closed = True
    async with app.run_test():
        VaultService(practice.vault, app).ask_to_add(gone, signed.id)
        async with asyncio.timeout(60):
            while not taken:
                await asyncio.sleep(0.005)
            await app.workers.wait_for_complete()
    lock(practice.vault, signed.id).release()
