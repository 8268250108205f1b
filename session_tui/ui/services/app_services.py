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
    """The interface of the app for screens; `session_tui.ui.app.SessionApp` implements it.

    Attributes:
        settings: the settings of this run.
        vault_service: saves the open session and addendum, and changes the vault for the screens.
        reader: reads from the vault for the screens.
        navigation: opens screens.
        start: the place at which the program was opened.
        ahead: the read of home's lists that began before the screens were imported, if any.
    """

    settings: Settings
    vault_service: VaultService
    reader: VaultReader
    navigation: Navigator
    start: Start
    ahead: ReadAhead | None

    def clock(self) -> datetime:
        """Return the current time of the vault's clock."""
        raise NotImplementedError

    def start_session(self, asker: MessagePump) -> None:
        """Open a session with the client named on the command line. Posts SessionOpened or VaultRequestFailed."""
        raise NotImplementedError

    def leave_sheet(self, sheet: Screen[Any], said: str = "") -> None:
        """Go back from the sheet, or exit if the program was opened for this session only."""
        raise NotImplementedError

    def exit_with_error(self, why: str) -> None:
        """Exit because the session named on the command line cannot be opened."""
        raise NotImplementedError
