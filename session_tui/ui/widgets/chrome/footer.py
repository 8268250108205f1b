"""The footer: the current keys of a screen, on one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import events
from textual.actions import parse
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from session_tui.actions.keymap import Keymap, key_label
from session_tui.actions.registry import EVERYWHERE, HELP, Action
from session_tui.ui.safe_text import as_content

if TYPE_CHECKING:
    from textual.screen import Screen

_GAP = 2


class KeyWord(NamedTuple):
    """One key and what it does, in a word or two."""

    action: Action
    key: str
    """The key as the registry writes it: ``ctrl+n``, ``?``."""
    is_brief: bool = False
    """Whether the remark in brackets, or the word of the help key, is left out to save space."""

    @property
    def content(self) -> Content:
        """The key in bold, followed by its word."""
        key = as_content(key_label(self.key), "$footer-key-foreground bold")
        word = self.action.footer.partition(" (")[0] if self.is_brief else self.action.footer
        if self.is_brief and self.action is HELP:
            return key
        return Content.assemble(key, " ", as_content(word))

    @property
    def width(self) -> int:
        """The width in cells."""
        return self.content.cell_length


class KeyFooter(Widget):
    """Shows the screen's own keys, then those that work everywhere; clicking a key presses it.

    If they do not all fit, keys that work everywhere are dropped first and the help key loses its word; then remarks in
    brackets are dropped, then the help key, then the screen's own keys from the right, except the last: the way out.
    """

    ALLOW_SELECT = False

    words: reactive[tuple[KeyWord, ...]] = reactive(())

    def on_mount(self) -> None:
        """Subscribe to the screen's bindings, which change with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._read)
        self._read(self.screen)

    def render(self) -> Content:
        """Draw the keys that fit."""
        return Content(" " * _GAP).join([word.content for word in self.shown])

    @property
    def shown(self) -> tuple[KeyWord, ...]:
        """The keys that fit the current width."""
        return fitting(self.words, self.content_size.width)

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        at = event.get_content_offset(self)
        start = 0
        for word in self.shown:
            if at is not None and start <= at.x < start + word.width:
                self.app.simulate_key(textual_name(word.key))
            start += word.width + _GAP

    def _read(self, screen: Screen[Any]) -> None:
        """Collect each enabled action with the first of its keys that the focused widget does not take as text."""
        keymap = getattr(self.app, "keymap", Keymap())
        alive = screen.active_bindings
        words = (
            next((KeyWord(action, key) for key in keys if textual_name(key) in alive), None)
            for action in (*_footer_actions(screen), *EVERYWHERE)
            if action.footer and (keys := keymap.keys_of(action)) and _is_enabled(screen, action)
        )
        self.words = tuple(word for word in words if word is not None)


def textual_name(key: str) -> str:
    """Return Textual's name of a key: ``question_mark`` for ``?``."""
    return next(iter(Binding.make_bindings([Binding(key, "")]))).key


def _footer_actions(screen: Screen[Any]) -> tuple[Action, ...]:
    """Return the actions that a screen wants in its footer; by default all its actions."""
    actions = getattr(screen, "footer_actions", None)
    return getattr(screen, "ACTIONS", ()) if actions is None else actions


def _is_enabled(screen: Screen[Any], action: Action) -> bool:
    """Whether the screen allows an action now."""
    _, name, parameters = parse(action.do)
    return bool(screen.check_action(name, parameters))


def fitting(words: Sequence[KeyWord], room: int) -> tuple[KeyWord, ...]:
    """Return the keys that fit into ``room`` cells, leaving out the least needed ones."""
    kept = list(words)
    while kept and sum(word.width for word in kept) + _GAP * (len(kept) - 1) > room:
        everywhere = [word for word in kept if word.action in EVERYWHERE]
        others = [word for word in everywhere if word.action is not HELP]
        if others:
            kept.remove(others[0])
        elif everywhere and not everywhere[0].is_brief:
            # Keys that work everywhere come last, and only the help key is left of them.
            kept[-1] = everywhere[0]._replace(is_brief=True)
        elif not kept[0].is_brief:
            kept = [word._replace(is_brief=True) for word in kept]
        elif everywhere:
            kept.remove(everywhere[0])
        elif len(kept) > 1:
            del kept[-2]  # the last key leads out of the screen
        else:
            kept.clear()
    return tuple(kept)
