"""Keys typed in haste: what was typed before comes first."""

import asyncio
import contextlib

from textual.widget import Widget

CATCH_UP = 1.0
"""Seconds to wait at the most."""


async def caught_up(widget: Widget | None) -> None:
    """Wait until a widget has taken the keys that were typed into it before; not to be called from its own handlers."""
    if widget is None or not widget.is_attached:
        return
    taken = asyncio.Event()
    widget.call_later(taken.set)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(taken.wait(), CATCH_UP)
