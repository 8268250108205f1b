"""The base of the app: command palette, privacy screen, help, saving before exit, and error handling."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, work
from textual.color import Color

from session_tui.actions.registry import EVERYWHERE, bindings
from session_tui.settings import Settings
from session_tui.ui import crash_report
from session_tui.ui.safe_text import printable
from session_tui.ui.screens.base import style_paths
from session_tui.ui.screens.home.privacy_screen import PrivacyScreen
from session_tui.ui.start import FAILED, OK
from session_tui.ui.textual_patches.input_queue import PATIENCE, InputQueue
from session_tui.ui.textual_patches.safe_exit import SafeExitApp
from session_tui.ui.textual_patches.style_cache import clear_painted_lines
from session_tui.ui.themes import THEMES, Colourless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.binding import BindingType
    from textual.command import Provider
    from textual.driver import Driver
    from textual.filter import LineFilter

    from session_tui.actions.keymap import Keymap

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
_SIGNALLED = 128
"""Exit code of a program that a signal ended, minus the number of the signal."""

FIRST_STYLES = ("app", "screens/home/privacy_screen", "screens/home/home")
"""The style sheets read at the start. Every other screen loads its own when it is first shown."""


def _commands() -> type[Provider]:
    """Return the provider of the palette's commands; Textual calls this when the palette is opened."""
    from session_tui.ui.command_palette import (
        ActionCommands,  # the palette's lines, made when it is opened
    )

    return ActionCommands


class BaseApp(SafeExitApp, inherit_bindings=False):
    """An app that saves what was written, however it ends.

    A subclass saves in `flush`, and provides the first screen.

    Attributes:
        input_queue: the keys and pastes that were not handled yet.
        may_leave_unsaved: whether the warning that the last changes cannot be saved was shown, and no save has
            succeeded since. Then the key that leaves does so.
    """

    TITLE = "Session notes"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*EVERYWHERE)]
    COMMANDS = {_commands}
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, settings: Settings | None = None, *styles: str) -> None:
        """Load `FIRST_STYLES` and ``styles``: a first screen that loads its own style sheet would be painted without
        it.
        """
        self.settings = settings or Settings()
        clear_painted_lines()
        super().__init__(driver_class=_driver_class(), css_path=style_paths(*FIRST_STYLES, *styles))
        self._colourless: dict[str, Colourless] = {}
        self._copied = ""
        self.input_queue = InputQueue(self, super().on_event)
        self.may_leave_unsaved = False
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme
        self.set_keymap(self.settings.keymap.keys)

    @property
    def keymap(self) -> Keymap:
        """The keymap of the settings."""
        return self.settings.keymap

    def flush(self) -> str:
        """Save unsaved changes in the calling thread.

        Returns:
            An empty string if everything is saved, otherwise a sentence with the reason.
        """
        return ""

    def run_until_exit(self) -> int:
        """Run until the practitioner leaves, and return the exit code."""
        threading.excepthook = self._thread_failed
        try:
            self.run()
        except Exception as error:
            print(crash_report.describe_crash(error, kept=not self._flush_safely()), file=sys.stderr)
            return FAILED
        finally:
            threading.excepthook = threading.__excepthook__
        return self.return_code or OK

    def show_message(self, text: str) -> None:
        """Show a message for a few seconds."""
        self.notify(printable(text), markup=False)

    def show_warning(self, text: str) -> None:
        """Show a warning for twelve seconds."""
        self.notify(printable(text), severity="warning", timeout=12, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow only ``quit`` under the privacy screen."""
        return action == "quit" or not self._is_covered

    async def action_quit(self) -> None:
        """Leave. If the last changes cannot be saved, show a warning and stay the first time."""
        problem = self._flush_safely()
        if problem and not self.may_leave_unsaved:
            self.may_leave_unsaved = True
            said = crash_report.not_saved(problem)
            self.show_warning(f"{said} Press the same key again to leave without the latest text.")
            return
        self.exit(return_code=FAILED if problem else OK)

    def action_command_palette(self) -> None:
        """Show the command palette, which is imported only here."""
        from session_tui.ui.command_palette import Palette

        if not Palette.is_open(cast("App[object]", self)):
            self.push_screen(Palette())

    def action_curtain(self) -> None:
        """Show the privacy screen first, then save."""
        self.push_screen(PrivacyScreen())
        self.call_after_refresh(self._flush_behind_privacy_screen)

    def action_help(self) -> None:
        """Show the help of the screen in front, or close it."""
        from session_tui.ui.screens.home.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
        else:
            self.push_screen(HelpScreen.about(self.screen, self.keymap))

    def save_and_exit(self, number: int = int(getattr(signal, "SIGHUP", 1))) -> None:
        """Save and exit, because the terminal was lost or a signal came.

        Keys that were read before are handled first, for at most PATIENCE seconds.
        """
        self.call_later(self.input_queue.take, partial(self._leave, number))
        # `_leave` has no effect the second time.
        self.set_timer(PATIENCE, lambda: self._leave(number))

    def _leave(self, number: int) -> None:
        """Save and exit with the code of a signal, unless the app is exiting already."""
        if self.is_exiting:
            return
        problem = self._flush_safely()
        self.exit(return_code=_SIGNALLED + number, message=printable(crash_report.farewell(problem)) or None)

    @property
    def clipboard(self) -> str:
        """The text that was copied last, for a paste inside the program."""
        return self._copied

    def copy_to_clipboard(self, text: str) -> None:
        """Copy with the desktop's tools, or through the terminal if the settings say so."""
        # Also kept if no tool takes it: Paste inside the program uses it.
        self._copied = text
        if self.settings.clipboard == "terminal":
            super().copy_to_clipboard(text)
        elif self.settings.clipboard == "system":
            self._copy(text)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters, or with `NO_COLOR` the filter that removes colours."""
        if not self.no_color:
            return super().get_line_filters()
        if self.theme not in self._colourless:
            ground = Color.parse(self.current_theme.background or "black")
            self._colourless[self.theme] = Colourless(ground)
        return (self._colourless[self.theme],)

    async def on_event(self, event: events.Event) -> None:
        """Queue keys, pastes and mouse buttons, so that each is handled after the effects of the one before."""
        if self.input_queue.concerns(event):
            await self.input_queue.take(event)
        else:
            await super().on_event(event)

    async def on_worker_state_changed(self) -> None:
        """Resume the input queue: the worker may have had the answer that keys wait for."""
        await self.input_queue.wake()

    def on_mount(self) -> None:
        """Install the signal handlers, and show the problems of the configuration."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._background_failed)
        for name in _SIGNALS if sys.platform != "win32" else ():
            number = int(getattr(signal, name))
            loop.add_signal_handler(number, self.save_and_exit, number)
        self.app_resume_signal.subscribe(self, self._paint_anew)
        for problem in self.settings.problems:
            self.show_warning(problem)

    def on_ready(self) -> None:
        """Enable the garbage collector after the first screen, and exclude the objects made so far."""
        # `launch` disables it; in tests it is enabled from the start.
        if not gc.isenabled():
            # Frozen objects are never scanned again, so later collections are short.
            gc.freeze()
            gc.enable()

    @property
    def _is_covered(self) -> bool:
        """Whether the privacy screen is in front."""
        return bool(self.screen_stack) and isinstance(self.screen, PrivacyScreen)

    def _flush_safely(self) -> str:
        """Save, and return an unexpected exception as a sentence too."""
        try:
            return self.flush()
        except Exception as error:
            return f"The latest text could not be saved ({crash_report.place(error)})."

    def _flush_behind_privacy_screen(self) -> None:
        """Save, and warn if that fails."""
        if problem := self._flush_safely():
            self.show_warning(crash_report.not_saved(problem))

    @work(thread=True, exit_on_error=False, group="copy")
    def _copy(self, text: str) -> None:
        """Copy text to the desktop's clipboard in a thread, and warn if no tool took it."""
        from session_tui.ui.clipboard import copy_text

        if not copy_text(text):
            self.call_from_thread(self.show_warning, "Copied within this program only: no clipboard tool was found.")

    def _paint_anew(self, _: object) -> None:
        """Repaint all screens after SIGTSTP: the terminal is blank then, and Textual sends only changes."""
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    def _background_failed(self, _: object, context: dict[str, Any]) -> None:
        """Warn of an exception in the event loop, by its class and place."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self.show_warning(f"A background task failed ({crash_report.place(error)}).")

    def _thread_failed(self, args: threading.ExceptHookArgs) -> None:
        """Handle an exception of a thread as one of the app."""
        if isinstance(args.exc_value, Exception):
            self.fail_from_thread(args.exc_value)

    def describe_failure(self, error: Exception) -> str:
        """Save, and return the class and place of an error. Textual would print variables, with a client's words."""
        problem = self._flush_safely()
        return crash_report.describe_crash(error, kept=not problem)


def _driver_class() -> type[Driver] | None:
    """Return our driver for a POSIX terminal, or None for Textual's choice on Windows."""
    if sys.platform == "win32":
        return None
    from session_tui.ui.textual_patches.terminal_driver import TerminalDriver

    return TerminalDriver
