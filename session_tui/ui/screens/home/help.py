"""Help for one screen: what it is for, and its keys as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Grid, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from session_tui.actions.keymap import Keymap, key_label
from session_tui.actions.registry import EVERYWHERE, HELPING, Action
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import UI_FOLDER, SessionScreen

if TYPE_CHECKING:
    from textual.screen import Screen


class HelpScreen(SessionScreen):
    """One scrolling page over whatever screen asked for it."""

    STYLES = ("screens/home/help",)
    ACTIONS: ClassVar[tuple[Action, ...]] = HELPING

    def __init__(self, page: str, actions: Sequence[Action], keymap: Keymap) -> None:
        super().__init__()
        self._page = page
        self._actions = actions
        self._keymap = keymap

    @classmethod
    def about(cls, screen: Screen[Any], keymap: Keymap) -> HelpScreen:
        """The help for this screen."""
        return cls(screen.HELP or "", getattr(screen, "ACTIONS", ()), keymap)

    def compose_body(self) -> Iterable[Widget]:
        """The screen's own page, its keys, then what holds on every screen."""
        with VerticalScroll():
            if page := page_text(self._page):
                yield Static(page_content(page), classes="help--page")
            yield keys_table(self._actions, self._keymap)
            yield Static(page_content(page_text("screens/home/everywhere")), classes="help--page")
            yield keys_table(EVERYWHERE, self._keymap)

    def on_mount(self) -> None:
        """Set the title, and focus the page so that the keys scroll it."""
        self.headline("Keys and help", "esc goes back")
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Go back to the screen."""
        self.app.pop_screen()


def page_text(name: str) -> str:
    """Return the Markdown text of a help page, or an empty string if there is none."""
    file = UI_FOLDER / f"{name}.md"
    return file.read_text(encoding="utf-8") if name and file.is_file() else ""


def page_content(page: str) -> Content:
    """A help page on screen: headings and words in backquotes stand out, paragraphs flow."""
    blocks = [" ".join(block.split("\n")) for block in page.strip().split("\n\n")]
    return Content("\n\n").join([_block(block) for block in blocks])


def _block(block: str) -> Content:
    """Return a paragraph or heading of a help page as content."""
    if block.startswith("#"):
        return as_content(block.lstrip("# "), "bold underline")
    words = block.split("`")
    return Content("").join([as_content(word, "bold" if index % 2 else "") for index, word in enumerate(words)])


def keys_table(actions: Sequence[Action], keymap: Keymap) -> Grid:
    """A row for each action: its keys as they are now, and what it does."""
    cells: list[Static] = []
    for action in actions:
        keys = "  ".join(key_label(key) for key in keymap.keys_of(action))
        name = Content.assemble(as_content(action.name, "bold"), "  ", as_content(action.help))
        cells += [Static(as_content(keys, "bold"), classes="help--key"), Static(name)]
    return Grid(*cells, classes="help--keys")
