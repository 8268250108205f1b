"""The order of what the hands do: a key is handed on when all that came of the one before it has settled.

Textual gives a key to the widget in focus and takes the next one at once, while what the first one did (a focus that
moves, a screen that opens, a field that is made) still goes from queue to queue. In a burst (text that is sent, not
typed, or a slow line that delivers twenty keys at once) the second key would land where the first one was.

Settled means: every queue of messages is empty and whoever reads it waits for the next one. Nothing is measured in
time, and a key that comes to a screen at rest goes on at once.

Leans on what Textual 8.2.8 keeps to itself (``is_at_rest``, ``_pumps``); tests/ui/textual_patches/test_input_queue.py fails when that changes.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakSet, ref

from textual import events

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.screen import Screen

AWAITED = "keys wait for it"
"""The name of a worker whose answer says where the next keys go, such as a session that is being opened."""

PATIENCE = 3.0
"""Seconds after which a key goes on whatever does not settle, and a signal is obeyed."""

Item = events.Event | Callable[[], None]
"""A key, a paste, a button of the mouse; or a call that comes after those."""

_ORDERED = (events.Key, events.Paste, events.MouseDown, events.MouseUp)


class InputQueue:
    """What was typed and not handed on yet, first come first.

    It works in the app's own queue: what it waits for calls it back there.

    Args:
        app: whose keys they are.
        hand_on: gives one of them to the app.
    """

    def __init__(self, app: App[Any], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[Item] = deque()
        self._turn = 0
        self._stuck: WeakSet[MessagePump] = WeakSet()
        self._is_tired = False
        self._alarm: asyncio.TimerHandle | None = None
        self._front: Callable[[], Screen[Any] | None] = lambda: None
        self._is_laid_out = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing waits, and nothing is under way."""
        is_app_quiet = is_at_rest(self._app) and not self._answers()
        return not self._waiting and is_app_quiet and all(map(is_at_rest, self._pumps()))

    @staticmethod
    def concerns(event: events.Event) -> bool:
        """Whether an event is one that the hands made, and not one on its way back from a widget."""
        return isinstance(event, _ORDERED) and not event.is_forwarded

    async def take(self, item: Item) -> None:
        """Hand on what was typed, or make the call, as soon as all that came before has settled."""
        self._waiting.append(item)
        if len(self._waiting) == 1:
            await self._go_on(self._turn)

    async def wake(self) -> None:
        """Look again: an answer has come."""
        await self._go_on(self._turn)

    async def _go_on(self, turn: int) -> None:
        if turn != self._turn or not self._waiting:
            return  # somebody else was called back first
        self._turn += 1
        if self._is_held(self._waiting[0]):
            return
        item = self._waiting.popleft()
        self._begin_anew()
        try:
            if isinstance(item, events.Event):
                await self._hand_on(item)
            else:
                item()
        finally:
            if self._waiting:
                self._app.call_later(self._go_on, self._turn)

    def _begin_anew(self) -> None:
        """The next one has all the time again."""
        self._is_laid_out = self._is_tired = False
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    # What is waited for

    def _is_held(self, item: Item) -> bool:
        """Whether something is not settled; then that will call us back."""
        app, again = self._app, partial(self._app.call_later, self._go_on, self._turn)
        if not app.screen_stack:
            return False
        if _has_messages(app):
            return again()
        self._stuck = WeakSet(pump for pump in self._stuck if not is_at_rest(pump))
        for pump in self._pumps():
            if not is_at_rest(pump) and pump not in self._stuck and pump.call_later(again):
                self._watch()
                return True
        if self._answers() and not self._is_tired:
            if not is_typing(item):
                self._watch()
            return True
        return self._needs_layout(item) and app.screen.call_after_refresh(again)

    def _pumps(self) -> Iterator[MessagePump]:
        """Everything on every screen that takes messages."""
        found: list[MessagePump] = [*self._app.screen_stack]
        for node in found:
            yield node
            if inner := node._nodes._nodes:  # type: ignore[attr-defined]
                found += inner

    def _answers(self) -> bool:
        """Whether an answer is awaited that says where the next keys go: by the screen in front, or of a worker."""
        stack = self._app.screen_stack
        if stack and getattr(stack[-1], "awaited", None):
            return True
        return any(each.name == AWAITED and not each.is_finished for each in self._app.workers)

    def _needs_layout(self, item: Item) -> bool:
        """Whether a layout is due that decides what this key does: where rows are, or a screen that just came in front."""
        screen = self._app.screen
        is_new = self._front() is not screen
        self._front = ref(screen)
        is_due = screen._layout_required or (is_new and bool(screen._callbacks))
        if not is_due or self._is_laid_out or (is_typing(item) and not is_new):
            return False
        self._watch()
        self._is_laid_out = True
        return True

    # What never settles

    def _watch(self) -> None:
        """See to it that the first one does not wait for ever."""
        if self._alarm is None:
            loop = asyncio.get_running_loop()
            self._alarm = loop.call_later(PATIENCE, self._lose_patience)

    def _lose_patience(self) -> None:
        """From now on without what has kept us, until it is at rest again."""
        self._alarm = None
        self._is_tired = True
        self._stuck |= {pump for pump in self._pumps() if not is_at_rest(pump)}
        self._app.call_later(self._go_on, self._turn)


def _has_messages(pump: Any) -> bool:
    """Whether something else waits in the queue from which we are called."""
    return bool(pump._message_queue.values or pump._pending_message or pump._next_callbacks)


def is_at_rest(pump: Any) -> bool:
    """Whether a queue is empty and its reader waits for the next message; a reader that has ended rests for good."""
    ready = pump._message_queue.ready_event
    return bool(ready._waiters and not ready.is_set()) or pump._task is None


def is_typing(item: Item) -> bool:
    """Is it a letter, a paste, or a key one uses in writing?"""
    if isinstance(item, events.Key):
        return item.is_printable or item.key in {"enter", "tab", "backspace", "space"}
    return isinstance(item, events.Paste)
