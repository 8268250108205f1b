"""The app: opens the vault, starts the vault service, and shows the first screen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on

from session_tui.ui.base_app import BaseApp
from session_tui.ui.navigation import Navigation
from session_tui.ui.safe_text import printable
from session_tui.ui.services.app_services import AppServices
from session_tui.ui.services.messages import SessionSaved
from session_tui.ui.services.vault_reader import VaultReader
from session_tui.ui.services.vault_service import VaultService
from session_tui.ui.start import FAILED, Start, local_time

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.message_pump import MessagePump
    from textual.screen import Screen

    from session_tui.settings import Settings
    from session_tui.ui.services.file_watcher import VaultWatcher
    from session_tui.ui.services.preload import ReadAhead
    from session_tui.vault.vault import Vault


class SessionApp(BaseApp, AppServices):
    """Session notes in a terminal.

    Attributes:
        vault_service: saves what is written, and changes the vault for the screens. Not set during the first run, until
            the vault is created.
        reader: reads from the vault for the screens; set together with ``vault_service``.
        start: the place at which the program was opened.
        ahead: the read of home's lists that began before the screens were imported, if any.
        navigation: opens the screens.
        vault_watcher: reports changes by other programs; None during the first run.
    """

    vault_service: VaultService
    reader: VaultReader
    navigation: Navigation
    vault_watcher: VaultWatcher | None = None

    def __init__(
        self,
        vault: Vault | Path,
        settings: Settings,
        *,
        start: Start | None = None,
        ahead: ReadAhead | None = None,
    ) -> None:
        """Open the app with a vault, or with the folder in which the first screen offers to create one."""
        super().__init__(settings, *(["screens/home/first_run"] if isinstance(vault, Path) else []))
        self.start = start or Start()
        self.ahead = ahead
        self.navigation = Navigation(self)
        self._vault = vault
        if not isinstance(vault, Path):
            self._open(vault)

    def _open(self, vault: Vault) -> None:
        """Create the services of a vault."""
        self.vault_service = VaultService(vault, self)
        self.reader = VaultReader(vault, self)

    def on_mount(self) -> None:
        """Start to watch the vault's files."""
        if not isinstance(self._vault, Path):
            self._watch_files()

    def on_app_focus(self) -> None:
        """Check the files after a return to the window."""
        if self.vault_watcher is not None:
            self.vault_watcher.check_after_return()

    def _watch_files(self) -> None:
        """Start to watch the vault's files for changes by other programs."""
        from session_tui.ui.services.file_watcher import VaultWatcher

        self.vault_watcher = VaultWatcher(self.vault_service.vault, self, self.reader.check_cancelled)
        self.vault_watcher.begin()

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen; in the first run, the one that asks whether to create the vault."""
        if not isinstance(self._vault, Path):
            return self._first_screen()
        return self.navigation.first_run(self._vault, self._make_vault, self._begin, self.exit)

    def _first_screen(self) -> Screen[Any]:
        """Return home, or the opening screen of a session if the command line named a client."""
        if self.start.client:
            return self.navigation.opening()
        return self.navigation.home()

    def _make_vault(self) -> None:
        """Create the vault, in the calling thread."""
        from session_tui.vault.vault import Vault

        if isinstance(self._vault, Path):
            self._vault = Vault.create(self._vault, clock=local_time)

    def _begin(self) -> None:
        """Open the vault that was created, and show the first screen."""
        if not isinstance(self._vault, Path):
            self._open(self._vault)
            self._watch_files()
            self.push_screen(self._first_screen())

    def clock(self) -> datetime:
        """Return the current time of the vault's clock."""
        return self.vault_service.vault.clock()

    def flush(self) -> str:
        """Save the open session and addendum; return the reasons of failures, or an empty string."""
        return "" if isinstance(self._vault, Path) else self.vault_service.flush_all()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Exit without waiting for reads that are still running."""
        if not isinstance(self._vault, Path):
            self.reader.leave()
        super().exit(result, return_code, message)

    def run_until_exit(self) -> int:
        """Run until the practitioner leaves, release all locks, and return the exit code."""
        try:
            return super().run_until_exit()
        finally:
            if not isinstance(self._vault, Path):
                self.vault_service.unlock_all()

    @on(SessionSaved)
    def _after_save(self) -> None:
        """Warn again before leaving unsaved, because a save has succeeded since the last warning."""
        self.may_leave_unsaved = False

    def start_session(self, asker: MessagePump) -> None:
        """Open the newest draft of the client named on the command line, or begin a session.

        Posts SessionOpened or VaultRequestFailed.
        """
        draft = self.vault_service.vault.open_draft(self.start.client)
        if draft is not None:
            self.vault_service.ask_draft(asker, draft.id)
        else:
            self.vault_service.ask_new(asker, self.start.client, self.start.guide)

    def leave_sheet(self, sheet: Screen[Any], said: str = "") -> None:
        """Go back from the sheet, or exit if the program was opened for this session only.

        Args:
            sheet: the screen to close, together with the screens above it.
            said: a message about the result, shown on the next screen or in the terminal.
        """
        if self.start.client:
            self.exit(message=printable(said) or None)
            return
        while self.screen is not sheet:
            self.pop_screen()
        self.pop_screen()
        if said:
            self.show_message(said)

    def exit_with_error(self, why: str) -> None:
        """Exit because the session named on the command line cannot be opened; print the reason in the terminal."""
        self.exit(return_code=FAILED, message=printable(why))
