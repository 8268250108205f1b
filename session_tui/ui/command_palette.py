"""The command palette: every action of the screen in front, with its help and key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.actions import parse
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from session_tui.actions.keymap import key_label
from session_tui.actions.registry import EVERYWHERE, MOVING, PALETTE, Action
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import style_paths
from session_tui.ui.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.dom import DOMNode

    from session_tui.ui.services.app_services import AppServices


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the palette.

    Attributes:
        name: the action's name.
        help: a sentence on what it does.
        key: its keys as shown; may be empty.
        run: runs it.
    """

    name: str
    help: str
    key: str
    run: Callable[[], Awaitable[object] | object]


class Palette(CommandPalette):
    """Textual's command palette with our style sheet."""

    CSS_PATH = style_paths("command_palette")


class ActionCommands(Provider):
    """Provides the lines of the palette."""

    async def discover(self) -> Hits:
        """Yield every command in order; shown before anything is typed."""
        for command in self._commands():
            shown = _with_key(Content(command.name), command.key)
            yield DiscoveryHit(shown, command.run, command.name, command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose names match the query."""
        matcher = self.matcher(query)
        for command in self._commands():
            if (score := matcher.match(command.name)) > 0:
                shown = _with_key(matcher.highlight(command.name), command.key)
                yield Hit(score, shown, command.run, command.name, command.help)

    def _commands(self) -> Iterator[Command]:
        """Yield the screen's own actions, those of every screen, the themes, then the cursor movements."""
        own = [each for each in getattr(self.screen, "ACTIONS", ()) if self._is_enabled(each)]
        yield from (self._command(each, self.screen) for each in own if each not in MOVING)
        names = {action.name for action in own} | {PALETTE.name}
        yield from (self._command(each, self.app) for each in EVERYWHERE if each.name not in names)
        for theme in THEMES:
            choose = partial(setattr, self.app, "theme", theme.name)
            yield Command(f"Theme: {theme.name}", "Use these colours until you leave.", "", choose)
        yield from (self._command(each, self.screen) for each in own if each in MOVING)

    def _is_enabled(self, action: Action) -> bool:
        """Whether the screen allows the action now."""
        _, name, parameters = parse(action.do)
        return bool(self.screen.check_action(name, parameters))

    def _command(self, action: Action, namespace: DOMNode) -> Command:
        """Return the line of an action that runs on the screen or on the app."""
        app = cast("AppServices", self.app)
        keys = "  ".join(key_label(key) for key in app.settings.keymap.keys_of(action))
        run = partial(app.run_action, action.do, namespace)
        return Command(action.name, action.help, keys, run)


def _with_key(name: Content, key: str) -> Content:
    """Return a name followed by its muted key."""
    return Content.assemble(name, "  ", as_content(key, "$text-muted"))
