"""Vault requests of screens: the work runs in a thread, and the answer is posted as a message."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from session_tui.core.base.errors import describe_error
from session_tui.ui.services.messages import VaultRequestFailed
from session_tui.ui.textual_patches.input_queue import AWAITED

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump
    from textual.worker import WorkType


def ask(
    app: App[None],
    asker: MessagePump,
    group: str,
    work: Callable[[], Message],
    *,
    keys_wait: bool = True,
    executor: Executor | None = None,
    on_answer: Callable[[Message, bool], None] | None = None,
) -> None:
    """Run work for a screen or widget, and post the message that it returns, or VaultRequestFailed.

    Args:
        app: runs the worker.
        asker: receives the answer.
        group: the kind of request. A newer request of this kind by the same asker replaces an older one.
        work: called in a thread.
        keys_wait: whether keys wait for the answer, because it decides what they do.
        executor: runs the work; None for the default executor.
        on_answer: called in the app's thread with the message and whether the asker still received it.
    """

    async def work_and_answer() -> None:
        try:
            message = await asyncio.get_running_loop().run_in_executor(executor, work)
        except Exception as error:
            message = VaultRequestFailed(describe_error(error))
        has_arrived = asker.post_message(message)
        if on_answer is not None:
            on_answer(message, has_arrived)

    answer: WorkType[None] = work_and_answer
    name, own = AWAITED if keys_wait else "", f"{group} {id(asker)}"
    app.run_worker(answer, name, group=own, exclusive=True, exit_on_error=False)
