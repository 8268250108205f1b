"""What the screens that ask the keeper are besides: a line for what went wrong, and the way to the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.widgets import Static

from session_tui.ui.literal import literal
from session_tui.ui.messages import SittingReady, Trouble
from session_tui.ui.screens.base import SessionScreen

if TYPE_CHECKING:
    from session_tui.ui.sitting import Sitting


class AskingScreen(SessionScreen):
    """A screen that asks the keeper: it has a line for what went wrong, and a sheet opens over it.

    Its `compose_body` begins with `trouble_line`.
    """

    TROUBLE: ClassVar[str]
    """The id of the line that says what went wrong."""
    PAGES: ClassVar[str] = ""
    """What is read on by pages, wherever the focus is: a selector."""

    def trouble_line(self) -> Static:
        """The line that says what went wrong; hidden while nothing did."""
        return Static(id=self.TROUBLE, markup=False)

    def complain(self, what: str) -> None:
        """Say what went wrong; nothing takes it away."""
        line = self.query_one(f"#{self.TROUBLE}", Static)
        line.update(literal(what))
        line.display = bool(what)

    def open_sheet(self, sitting: Sitting) -> None:
        """Open a session over this screen."""
        from session_tui.ui.screens.sheet import SheetScreen

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
