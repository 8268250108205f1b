"""Queue keys, pastes and mouse buttons: each is handled after all effects of the one before it have settled.

Textual gives a key to the focused widget and takes the next one at once, while the effects of the first (a focus that
moves, a screen that opens, a new field) are still in message queues. In a burst (text that is sent, not
typed, or a slow line that delivers twenty keys at once) the second key would reach the wrong widget.

Settled means that every message queue is empty and its reader waits for the next message. No delay is used, and a key
on an idle screen is handled at once.

Uses private parts of Textual 8.2.8 (``is_at_rest``, ``_pumps``); tests/ui/textual_patches/test_input_queue.py fails
when they change.
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
"""The name of a worker whose answer decides where the next keys go, such as one that opens a session."""

PATIENCE = 3.0
"""Seconds after which a key is handled, or a signal obeyed, even if something has not settled."""

Item = events.Event | Callable[[], None]
"""A key, a paste or a mouse button; or a function to call in its turn."""

_ORDERED = (events.Key, events.Paste, events.MouseDown, events.MouseUp)


class InputQueue:
    """The input that was not handled yet, first in, first out.

    It runs in the app's message queue: whatever it waits for calls it back there.

    Args:
        app: the app that receives the input.
        hand_on: passes one event to the app.
    """

    def __init__(self, app: App[Any], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[Item] = deque()
        self._turn = 0
        # Weak, so that a removed widget is not kept in memory.
        self._stuck: WeakSet[MessagePump] = WeakSet()
        self._is_tired = False
        self._alarm: asyncio.TimerHandle | None = None
        self._front: Callable[[], Screen[Any] | None] = lambda: None
        self._is_laid_out = False

    @property
    def is_settled(self) -> bool:
        """Whether the queue is empty and all effects have settled."""
        is_app_quiet = is_at_rest(self._app) and not self._answers()
        return not self._waiting and is_app_quiet and all(map(is_at_rest, self._pumps()))

    @staticmethod
    def concerns(event: events.Event) -> bool:
        """Whether an event is new user input, and not one that a widget forwards."""
        return isinstance(event, _ORDERED) and not event.is_forwarded

    async def take(self, item: Item) -> None:
        """Hand on what was typed, or make the call, as soon as all that came before has settled."""
        self._waiting.append(item)
        if len(self._waiting) == 1:
            await self._go_on(self._turn)

    async def wake(self) -> None:
        """Check again, because an answer has come."""
        await self._go_on(self._turn)

    async def _go_on(self, turn: int) -> None:
        """Handle the first item if everything has settled. ``turn`` tells late callbacks from the expected one."""
        if turn != self._turn or not self._waiting:
            return  # another callback of this turn came first
        # Callbacks that were scheduled for this turn have no effect from here on.
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
        """Reset the state and the timeout for the next item."""
        self._is_laid_out = self._is_tired = False
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    # Conditions to wait for

    def _is_held(self, item: Item) -> bool:
        """Whether something has not settled. If so, a callback to `_go_on` has been scheduled there."""
        app, again = self._app, partial(self._app.call_later, self._go_on, self._turn)
        # Without a screen nothing can settle, and `app.screen` would raise.
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
            # A wait for an answer starts no timeout for typed text, only for other keys and for calls.
            if not is_typing(item):
                self._watch()
            return True
        return self._needs_layout(item) and app.screen.call_after_refresh(again)

    def _pumps(self) -> Iterator[MessagePump]:
        """Yield the screens and all widgets on them."""
        found: list[MessagePump] = [*self._app.screen_stack]
        # The list grows during the loop: this walks the tree without recursion.
        for node in found:
            yield node
            if inner := node._nodes._nodes:  # type: ignore[attr-defined]
                found += inner

    def _answers(self) -> bool:
        """Whether an answer is pending that decides where the next keys go, of a worker or for the screen in front."""
        stack = self._app.screen_stack
        if stack and getattr(stack[-1], "awaited", None):
            return True
        return any(each.name == AWAITED and not each.is_finished for each in self._app.workers)

    def _needs_layout(self, item: Item) -> bool:
        """Whether a pending layout decides what this item does, because it sets positions or the screen is new."""
        screen = self._app.screen
        is_new = self._front() is not screen
        self._front = ref(screen)
        is_due = screen._layout_required or (is_new and bool(screen._callbacks))
        if not is_due or self._is_laid_out or (is_typing(item) and not is_new):
            return False
        self._watch()
        self._is_laid_out = True
        return True

    # Timeout

    def _watch(self) -> None:
        """Start the timeout of the first item."""
        if self._alarm is None:
            loop = asyncio.get_running_loop()
            self._alarm = loop.call_later(PATIENCE, self._lose_patience)

    def _lose_patience(self) -> None:
        """Ignore the queues that have not settled, until each is at rest again."""
        self._alarm = None
        self._is_tired = True
        self._stuck |= {pump for pump in self._pumps() if not is_at_rest(pump)}
        self._app.call_later(self._go_on, self._turn)


def _has_messages(pump: Any) -> bool:
    """Whether other messages wait in the queue from which this code is called."""
    return bool(pump._message_queue.values or pump._pending_message or pump._next_callbacks)


def is_at_rest(pump: Any) -> bool:
    """Whether a queue is empty and its reader waits for the next message, or the reader has ended."""
    ready = pump._message_queue.ready_event
    return bool(ready._waiters and not ready.is_set()) or pump._task is None


def is_typing(item: Item) -> bool:
    """Whether the item is a letter, a paste, or a key used in writing."""
    if isinstance(item, events.Key):
        return item.is_printable or item.key in {"enter", "tab", "backspace", "space"}
    return isinstance(item, events.Paste)
