"""Base class of the screens that send requests to the vault: an error line, and opening a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.widgets import Static

from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.services.messages import SessionOpened, VaultRequestFailed
from session_tui.ui.widgets.chrome.title_bar import TitleBar

if TYPE_CHECKING:
    from session_tui.core.interview.session_context import SessionContext
    from session_tui.ui.services.app_services import AppServices


class VaultScreen(SessionScreen):
    """A screen that sends requests to the vault, shows their errors and opens sessions over itself."""

    app: AppServices
    PAGES: ClassVar[str] = ""
    """What is read on by pages, wherever the focus is: a selector."""

    def complain(self, what: str) -> None:
        """Show an error below the title bar; it stays until another text replaces it."""
        self.put_line("trouble", what, partial(self.mount, after=self.query_one(TitleBar)))

    def put_line(self, name: str, text: str, mount: Callable[[Static], object]) -> None:
        """Show a line that is made when it first has something to say; an empty text hides it."""
        line = next(iter(self.query(f"#{name}").results(Static)), None)
        if line is not None:
            line.update(as_content(text))
            line.display = bool(text)
        elif text:
            mount(Static(as_content(text), id=name, markup=False))

    def open_sheet(self, session_context: SessionContext) -> None:
        """Open a session over this screen."""
        self.app.navigation.open_sheet(session_context)

    def action_page(self, where: str) -> None:
        """Read on, or back, by a page: ``down``, ``up``."""
        pages: Any = self.query_one(self.PAGES)
        if where == "down":
            pages.action_page_down()
        else:
            pages.action_page_up()

    @on(VaultRequestFailed)
    def _after_trouble(self, event: VaultRequestFailed) -> None:
        """Show the error at the top."""
        self.complain(event.what)

    @on(SessionOpened)
    def _after_opening(self, event: SessionOpened) -> None:
        """Open the sheet."""
        self.open_sheet(event.session_context)
