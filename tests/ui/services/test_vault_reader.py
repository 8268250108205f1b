"""Requests to the vault run in threads; search runs one question at a time."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest

from session_tui.core.search.query import Query
from session_tui.ui.services.messages import SearchRead
from session_tui.ui.services.vault_reader import VaultReader
from session_tui.vault.vault import Vault
from tests.ui.session.test_autosave import Desk, hear

if TYPE_CHECKING:
    from tests.ui.conftest import Practice


async def test_a_search_needs_no_reading_before_it(practice: Practice) -> None:
    app = Desk()
    async with app.run_test():
        VaultReader(practice.vault, app).ask_search(app, Query(), start=0, limit=5)
        assert (await hear(app, SearchRead)).found.hits


async def test_searches_share_one_thread_whatever_is_read_between_them(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    search = Vault.search

    def noted(vault: Vault, *arguments: Any, **named: Any) -> Any:
        threads.append(threading.get_ident())
        return search(vault, *arguments, **named)

    monkeypatch.setattr(Vault, "search", noted)
    app = Desk()
    async with app.run_test():
        reader = VaultReader(practice.vault, app)
        for count in (1, 2):
            reader.check_cancelled()
            reader.ask_search(app, Query(), start=0, limit=5)
            async with asyncio.timeout(60):
                while len(app.of(SearchRead)) < count:
                    await asyncio.sleep(0.005)
    assert len(threads) == 2
    assert len(set(threads)) == 1
