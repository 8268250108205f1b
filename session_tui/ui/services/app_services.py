"""The part of the app that screens use, so that they need not import the app, which imports them."""

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
    from session_tui.ui.services.vault_reader import VaultReader
    from session_tui.ui.services.vault_service import VaultService
    from session_tui.ui.start import Start


class AppServices(App[None]):
    """The app as the screens see it; `session_tui.ui.app.SessionApp` implements it.

    Attributes:
        settings: the settings of this run.
        vault_service: saves what is written, and changes the vault for the screens.
        reader: reads from the vault for the screens.
        navigation: opens other screens.
        start: where the program opened.
        ahead: the reading of home's lists that was started before the screens were loaded, if any.
    """

    settings: Settings
    vault_service: VaultService
    reader: VaultReader
    navigation: Navigator
    start: Start
    ahead: ReadAhead | None

    def clock(self) -> datetime:
        """Return the vault's time."""
        raise NotImplementedError

    def start_session(self, asker: MessagePump) -> None:
        """Open the session named on the command line. Answered with SessionOpened or VaultRequestFailed."""
        raise NotImplementedError

    def leave_sheet(self, sheet: Screen[Any], said: str = "") -> None:
        """Go back from the sheet, or leave a program that was opened for it alone."""
        raise NotImplementedError

    def exit_with_error(self, why: str) -> None:
        """Leave, because what was asked for cannot be opened."""
        raise NotImplementedError
