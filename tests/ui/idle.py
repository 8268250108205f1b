"""When a program under test has come to rest: nothing is queued, laid out, painted or read any more.

Textual's pilot takes a process that uses no processor time for an idle one; on a busy machine that is also one that
is kept waiting. Here the program itself is asked, so that what stands after a key stands there however slow the
machine is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot

PATIENCE = 120.0
"""Seconds after which a program that is still at work will not come to rest, even where it gets a tenth of a processor."""

TURNS = 2
"""Turns of the event loop in a row in which nothing was to be done; the second has asked the selector too."""

MANY = 20
"""Turns after which it rests for a millisecond at each."""

OWN_PACE = {"keep"}
"""Groups of workers that wait for a pause in the typing: who wants their work waits for what it does."""


async def come_to_rest(app: App[Any], *, with_workers: bool = True) -> None:
    """Wait until the app has done all that was asked of it, and the screen shows it.

    Args:
        app: is running, or ends; then there is nothing more to wait for.
        with_workers: whether what is being read or written in the background belongs to it.
    """
    busy, still, turn = "", 0, 0
    try:
        async with asyncio.timeout(PATIENCE):
            while still < TURNS:
                # What goes on for long waits for a thread or a moment: leave the processor to it.
                await asyncio.sleep(0.001 if (turn := turn + 1) > MANY else 0)
                if has_ended(app):
                    return
                busy = next(work_left(app, with_workers=with_workers), "")
                still = 0 if busy else still + 1
    except TimeoutError:
        pytest.fail(f"the program does not come to rest: {busy}")


def has_ended(app: App[Any]) -> bool:
    """Whether the app is leaving, has left or has failed."""
    return app._exit or not app._running or app._exception is not None


def work_left(app: App[Any], *, with_workers: bool = True) -> Iterator[str]:
    """What is still to be done, in words; paints what is ready to be painted."""
    loop: Any = asyncio.get_running_loop()
    if loop._ready:
        yield "callbacks of the event loop"
    for pump in (app, *app._registry):
        if is_at_work(pump):
            yield f"messages of {pump}"
    if app._resize_event is not None:
        app._check_resize()
        yield "the new size of the window"
    if wants_paint(app):
        app.screen._on_timer_update()
        yield f"the layout of {app.screen}"
    if app.animator._animations or app.animator._scheduled:
        yield "something that moves"
    for worker in app.workers if with_workers else ():
        if not worker.is_finished and worker.group not in OWN_PACE:
            yield f"worker {worker}"


def is_at_work(pump: MessagePump) -> bool:
    """Whether it has messages before it, or is in the middle of one: then nothing waits at its queue."""
    if pump._task is None or pump._task.done():
        return False
    queue: Any = pump._message_queue
    waits = any(not waiter.done() for waiter in queue.ready_event._waiters)
    return not waits or not queue.empty() or bool(pump._next_callbacks)


def wants_paint(app: App[Any]) -> bool:
    """Whether the front screen has not yet laid out or painted what changed."""
    if not app.screen_stack or app._batch_count:
        return False
    screen = app.screen
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


async def until(app: App[Any], holds: Callable[[], object]) -> None:
    """Wait until something holds; looks each time the screen has come to rest."""
    try:
        async with asyncio.timeout(PATIENCE):
            await come_to_rest(app, with_workers=False)
            while not holds():
                await asyncio.sleep(0.005)
                await come_to_rest(app, with_workers=False)
    except TimeoutError:
        pytest.fail(f"what was waited for did not come; the screen:\n{text_of(app)}")


def text_of(app: App[Any]) -> str:
    """The screen as a person reads it, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when the one before has done all its work."""
    for key in keys:
        await pilot.app._press_keys([key])
        await come_to_rest(pilot.app)


async def pause(pilot: Pilot[Any], delay: float | None = None) -> None:
    """Wait until the program has come to rest, after a delay if one is given."""
    await asyncio.sleep(delay or 0)
    await come_to_rest(pilot.app)


async def at_once(*_: float) -> None:
    """What Textual waits after a key; `press` itself waits for more."""
