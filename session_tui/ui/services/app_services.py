"""What screens may ask of the app, so that they need not import the app, which imports them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

if TYPE_CHECKING:
    from datetime import datetime

    from textual.message_pump import MessagePump
    from textual.screen import Screen

    from session_tui.settings import Settings
    from session_tui.ui.services.navigator import Navigator
    from session_tui.ui.services.preload import ReadAhead
    from session_tui.ui.services.vault_service import VaultService
    from session_tui.ui.start import Start


class AppServices(App[None]):
    """The app as the screens see it; `session_tui.ui.app.SessionApp` implements it.

    Attributes:
        settings: the settings of this run.
        keeper: saves what is written, and reads what screens ask for.
        navigation: opens other screens.
        start: where the program opened.
        ahead: reads what home shows first, where that was begun before the screens were there.
    """

    settings: Settings
    vault_service: VaultService
    navigation: Navigator
    start: Start
    ahead: ReadAhead | None

    def clock(self) -> datetime:
        """The time as the vault tells it."""
        raise NotImplementedError

    def sit_down(self, asker: MessagePump) -> None:
        """Open the session that the command line named. Answered with SessionOpened or Trouble."""
        raise NotImplementedError

    def leave_sheet(self, sheet: Screen[Any], said: str = "") -> None:
        """Go back from the sheet, or leave a program that was opened for it alone."""
        raise NotImplementedError

    def exit_with_error(self, why: str) -> None:
        """Leave, because what was asked for cannot be opened."""
        raise NotImplementedError
