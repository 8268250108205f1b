"""The keys at the foot of a screen, on one line, as they are now."""

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
    """As it is written in the table of actions: ``ctrl+n``, ``?``."""
    is_brief: bool = False
    """Is the remark in brackets, or the word for help, left out for want of room?"""

    @property
    def content(self) -> Content:
        """As it reads: the key stands out, the word does not."""
        key = as_content(key_label(self.key), "$footer-key-foreground bold")
        word = self.action.footer.partition(" (")[0] if self.is_brief else self.action.footer
        if self.is_brief and self.action is HELP:
            return key
        return Content.assemble(key, " ", as_content(word))

    @property
    def width(self) -> int:
        """In cells."""
        return self.content.cell_length


class KeyFooter(Widget):
    """The screen's own keys first, then the ones that work everywhere; a click does the same.

    Where they do not all fit, those that work everywhere go first, of the help its word alone; then
    remarks in brackets, then the help, then the screen's own from the right, but not its last, which
    is the way out.
    """

    ALLOW_SELECT = False

    words: reactive[tuple[KeyWord, ...]] = reactive(())

    def on_mount(self) -> None:
        """Follow the screen's bindings, which change with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._read)
        self._read(self.screen)

    def render(self) -> Content:
        """As many as fit."""
        return Content(" " * _GAP).join([word.content for word in self.shown])

    @property
    def shown(self) -> tuple[KeyWord, ...]:
        """Those there is room for."""
        return fitting(self.words, self.content_size.width)

    def on_click(self, event: events.Click) -> None:
        """Do what the word under the mouse says."""
        at = event.get_content_offset(self)
        start = 0
        for word in self.shown:
            if at is not None and start <= at.x < start + word.width:
                self.app.simulate_key(textual_name(word.key))
            start += word.width + _GAP

    def _read(self, screen: Screen[Any]) -> None:
        """Take each action's first key that the widget in focus does not take as a letter."""
        keymap = getattr(self.app, "keymap", Keymap())
        alive = screen.active_bindings
        words = (
            next((KeyWord(action, key) for key in keys if textual_name(key) in alive), None)
            for action in (*_named_by(screen), *EVERYWHERE)
            if action.footer and (keys := keymap.keys_of(action)) and _is_enabled(screen, action)
        )
        self.words = tuple(word for word in words if word is not None)


def textual_name(key: str) -> str:
    """What Textual calls a key: ``question_mark`` for ``?``."""
    return next(iter(Binding.make_bindings([Binding(key, "")]))).key


def _named_by(screen: Screen[Any]) -> tuple[Action, ...]:
    """What a screen wants named at its foot now; all its actions where it does not say."""
    actions = getattr(screen, "footer_actions", None)
    return getattr(screen, "ACTIONS", ()) if actions is None else actions


def _is_enabled(screen: Screen[Any], action: Action) -> bool:
    _, name, parameters = parse(action.do)
    return bool(screen.check_action(name, parameters))


def fitting(words: Sequence[KeyWord], room: int) -> tuple[KeyWord, ...]:
    """As many of the words as so many cells hold, the least needed ones left out."""
    kept = list(words)
    while kept and sum(word.width for word in kept) + _GAP * (len(kept) - 1) > room:
        everywhere = [word for word in kept if word.action in EVERYWHERE]
        others = [word for word in everywhere if word.action is not HELP]
        if others:
            kept.remove(others[0])
        elif everywhere and not everywhere[0].is_brief:
            kept[-1] = everywhere[0]._replace(is_brief=True)
        elif not kept[0].is_brief:
            kept = [word._replace(is_brief=True) for word in kept]
        elif everywhere:
            kept.remove(everywhere[0])
        elif len(kept) > 1:
            del kept[-2]
        else:
            kept.clear()
    return tuple(kept)
