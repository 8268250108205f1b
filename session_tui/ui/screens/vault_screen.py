"""What the screens that ask the keeper are besides: a line for what went wrong, and the way to the sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.widgets import Static

from session_tui.ui.safe_text import literal
from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.services.messages import SittingReady, Trouble
from session_tui.ui.widgets.chrome.title_bar import TitleLine

if TYPE_CHECKING:
    from session_tui.ui.services.session_context import Sitting


class AskingScreen(SessionScreen):
    """A screen that asks the keeper: it says what went wrong, and a sheet opens over it."""

    PAGES: ClassVar[str] = ""
    """What is read on by pages, wherever the focus is: a selector."""

    def complain(self, what: str) -> None:
        """Say what went wrong, at the top; nothing takes it away."""
        self.put_line("trouble", what, partial(self.mount, after=self.query_one(TitleLine)))

    def put_line(self, name: str, text: str, mount: Callable[[Static], object]) -> None:
        """Show a line that is made when it first has something to say; an empty text hides it."""
        line = next(iter(self.query(f"#{name}").results(Static)), None)
        if line is not None:
            line.update(literal(text))
            line.display = bool(text)
        elif text:
            mount(Static(literal(text), id=name, markup=False))

    def open_sheet(self, sitting: Sitting) -> None:
        """Open a session over this screen."""
        from session_tui.ui.screens.session.sheet import SheetScreen

        self.app.push_screen(SheetScreen(sitting))

    def action_page(self, where: str) -> None:
        """Read on, or back, by a page: ``down``, ``up``."""
        pages: Any = self.query_one(self.PAGES)
        if where == "down":
            pages.action_page_down()
        else:
            pages.action_page_up()

    @on(Trouble)
    def _after_trouble(self, event: Trouble) -> None:
        self.complain(event.what)

    @on(SittingReady)
    def _after_opening(self, event: SittingReady) -> None:
        self.open_sheet(event.sitting)
