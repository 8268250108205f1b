"""The program on the screen: the vault, its keeper, and the first screen."""

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
        keeper: saves what is written, and changes the vault where a screen asks for it. There is none during the first
            run, until the vault is made.
        reader: reads from the vault what screens ask for; there from the same moment on.
        start: where the program opened.
        ahead: reads what home shows first, where that was begun before the screens were there.
        navigation: opens the screens.
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
        """Open on a vault, or on the folder where the first screen offers to make one."""
        super().__init__(settings, *(["screens/home/first_run"] if isinstance(vault, Path) else []))
        self.start = start or Start()
        self.ahead = ahead
        self.navigation = Navigation(self)
        self._vault = vault
        if not isinstance(vault, Path):
            self._open(vault)

    def _open(self, vault: Vault) -> None:
        self.vault_service = VaultService(vault, self)
        self.reader = VaultReader(vault, self)

    def on_mount(self) -> None:
        """Notice from now on what other programs do to the files."""
        if not isinstance(self._vault, Path):
            self._notice()

    def on_app_focus(self) -> None:
        """The window has the focus again."""
        if self.vault_watcher is not None:
            self.vault_watcher.check_after_return()

    def _notice(self) -> None:
        from session_tui.ui.services.file_watcher import VaultWatcher

        self.vault_watcher = VaultWatcher(self.vault_service.vault, self, self.reader.check_cancelled)
        self.vault_watcher.begin()

    def get_default_screen(self) -> Screen[Any]:
        """The first screen; at the first run the one that asks whether to make the vault."""
        if not isinstance(self._vault, Path):
            return self._first_screen()
        return self.navigation.first_run(self._vault, self._make_vault, self._begin, self.exit)

    def _first_screen(self) -> Screen[Any]:
        """Home; or, where a client was named, straight into the session, with no list of clients."""
        if self.start.client:
            return self.navigation.opening()
        return self.navigation.home()

    def _make_vault(self) -> None:
        """Make the vault, in whatever thread this is called."""
        from session_tui.vault.vault import Vault

        if isinstance(self._vault, Path):
            self._vault = Vault.create(self._vault, clock=local_time)

    def _begin(self) -> None:
        """Go on with the vault that was made."""
        if not isinstance(self._vault, Path):
            self._open(self._vault)
            self._notice()
            self.push_screen(self._first_screen())

    def clock(self) -> datetime:
        """The time as the vault tells it."""
        return self.vault_service.vault.clock()

    def flush(self) -> str:
        """Save what is being written."""
        return "" if isinstance(self._vault, Path) else self.vault_service.flush_all()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave; nothing that is still being read is waited for."""
        if not isinstance(self._vault, Path):
            self.reader.leave()
        super().exit(result, return_code, message)

    def run_until_exit(self) -> int:
        """Run until the practitioner leaves, and leave no lock behind; the exit code."""
        try:
            return super().run_until_exit()
        finally:
            if not isinstance(self._vault, Path):
                self.vault_service.unlock_all()

    @on(SessionSaved)
    def _after_save(self) -> None:
        self.may_leave_unsaved = False

    def start_session(self, asker: MessagePump) -> None:
        """Go on with the draft of the client who was named at the start, or begin a session.

        Answered with SessionOpened or Trouble.
        """
        draft = self.vault_service.vault.open_draft(self.start.client)
        if draft is not None:
            self.vault_service.ask_draft(asker, draft.id)
        else:
            self.vault_service.ask_new(asker, self.start.client, self.start.guide)

    def leave_sheet(self, sheet: Screen[Any], said: str = "") -> None:
        """Go back from the sheet: to the screen before it, or out of a program opened for it alone.

        Args:
            sheet: the screen that is left, and whatever stands over it.
            said: a sentence about how it ended; shown where one arrives.
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
        """Leave because what was asked for cannot be opened; the sentence stands in the terminal."""
        self.exit(return_code=FAILED, message=printable(why))
