"""Base classes of the screens and dialogs: a title bar, the body and a footer with the keys.

```python
class HomeScreen(SessionScreen):
    ACTIONS = HOME          # from actions/registry.py; each `do` is an `action_…` method here
    HELP = "screens/home/home"  # ui/screens/home/home.md

    def compose_body(self) -> ComposeResult:
        yield ClientList()
```
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from session_tui.actions.registry import HELP, Action, bindings
from session_tui.ui.safe_text import printable
from session_tui.ui.services.messages import VaultRequestFailed
from session_tui.ui.widgets.chrome.footer import KeyFooter
from session_tui.ui.widgets.chrome.title_bar import TitleBar

if TYPE_CHECKING:
    from textual.screen import Screen as AnyScreen

NARROW = 100
"""Columns below which a screen has the class ``-narrow``; from there on it has ``-wide``."""

UI_FOLDER = Path(__file__).parents[1]
"""Style sheets and help pages are named by their path from here, without the ending."""

_MOVES = {
    "down": ("cursor_down", "scroll_down"),
    "up": ("cursor_up", "scroll_up"),
    "first": ("first", "scroll_home"),
    "last": ("last", "scroll_end"),
}
"""What the widget in focus may call it when one moves: lists have a cursor, the others scroll."""

Result = TypeVar("Result")


class ActionMixin:
    """Shared by screens and dialogs: actions bound by name, the help page and short messages."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What can be done here, in the order of help and palette."""
    HELP: ClassVar[str | None] = None
    """Its help page, a path from `UI_FOLDER` without ``.md``."""
    STYLES: ClassVar[tuple[str, ...]] = ()
    """Its style sheets, paths from `UI_FOLDER` without ``.tcss``; read when it is first shown."""
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [
        (0, "-narrow"),
        (NARROW, "-wide"),
    ]

    awaited: frozenset[type[Message]] = frozenset()
    """The answers from the vault that keys wait for: before they have come, this screen does not know what a key means.

    A class names what every new screen awaits, so that keys wait from the moment it is made, not only from the moment
    it asks. The queue of the keys reads it, for the screen in front.
    """

    def has_answer(self, message: Message) -> None:
        """Stop waiting for this type of message, and for all of them after a `VaultRequestFailed`."""
        if self.awaited:
            came = type(message)
            self.awaited = frozenset() if came is VaultRequestFailed else self.awaited - {came}

    def await_nothing(self: Any) -> None:
        """Let the keys that wait go on without the answers that were awaited."""
        self.awaited = frozenset()
        self.app.call_later(self.app.input_queue.wake)

    def show_message(self: Any, text: str) -> None:
        """Show a sentence for a few seconds."""
        self.app.notify(printable(text), markup=False)

    def show_warning(self: Any, text: str) -> None:
        """Show a sentence about something that is wrong."""
        self.app.notify(printable(text), severity="warning", timeout=12, markup=False)

    def action_move(self: Any, where: str) -> None:
        """Move in what has the focus: ``down``, ``up``, ``first``, ``last``, ``left``, ``right``."""
        if where == "left":
            self.focus_previous()
        elif where == "right":
            self.focus_next()
        else:
            move_cursor(self, where)


class SessionScreen(ActionMixin, Screen[None]):
    """A whole screen. Subclasses give `ACTIONS`, `HELP` and `compose_body`."""

    def __init_subclass__(cls, **arguments: Any) -> None:
        cls.BINDINGS = [*bindings(*cls.ACTIONS), *cls.__dict__.get("BINDINGS", [])]
        cls.CSS_PATH = style_paths(*cls.STYLES)
        super().__init_subclass__(**arguments)

    def post_message(self, message: Message) -> bool:
        """Put a message in the queue. Keys go on when it was handled, if it is the last answer that is awaited."""
        self.has_answer(message)
        return super().post_message(message)

    def compose(self) -> ComposeResult:
        """Yield title bar, body and footer, with the class for the width set before the first layout."""
        self.add_class("-narrow" if self.app.size.width < NARROW else "-wide", update=False)
        yield TitleBar()
        yield from self.compose_body()
        yield KeyFooter()

    def compose_body(self) -> Iterable[Widget]:
        """Yield the widgets between the title bar and the footer."""
        return ()

    def headline(self, title: str | None = None, status: str | None = None) -> None:
        """Set the left (``title``) and right (``status``) part of the title bar; None keeps a part."""
        line = self.query_one(TitleBar)
        line.left = line.left if title is None else title
        line.right = line.right if status is None else status


class SessionDialog(ActionMixin, ModalScreen[Result]):
    """A small screen over another, dismissed with its result. Its widgets stand in its `compose`."""

    def __init_subclass__(cls, **arguments: Any) -> None:
        help_action = HELP._replace(do="app.help", footer="")
        own = cls.__dict__.get("BINDINGS", [])
        cls.BINDINGS = [*bindings(*cls.ACTIONS, help_action), *own]
        cls.CSS_PATH = style_paths(*cls.STYLES)
        super().__init_subclass__(**arguments)

    def post_message(self, message: Message) -> bool:
        """Put a message in the queue, as `SessionScreen.post_message` does."""
        self.has_answer(message)
        return super().post_message(message)


def style_paths(*names: str) -> list[str | PurePath]:
    """Return the style sheet paths for ``names``, each relative to `UI_FOLDER` without ``.tcss``."""
    return [UI_FOLDER / f"{name}.tcss" for name in names]


def move_cursor(screen: AnyScreen[Any], where: str) -> None:
    """Move the cursor of the widget in focus, or scroll the nearest thing that scrolls."""
    cursor, scroll = _MOVES[where]
    focused = screen.focused
    if focused is not None and (action := getattr(focused, f"action_{cursor}", None)):
        action()
        return
    if (scrollable := _scrollable(screen, focused)) is not None:
        getattr(scrollable, scroll)(animate=False)


def _scrollable(screen: AnyScreen[Any], focused: Widget | None) -> Widget | None:
    """Return the nearest widget that can scroll, starting at the focus."""
    near = focused.ancestors_with_self if focused is not None else ()
    for node in (*near, *screen.query(Widget)):
        if isinstance(node, Widget) and node.allow_vertical_scroll:
            return node
    return None
