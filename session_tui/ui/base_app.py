"""What stands around every screen: commands, curtain, help, saving before leaving, and failing calmly."""

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
"""A program that a signal ends says 128 and the signal's number."""

FIRST_STYLES = ("app", "screens/home/privacy_screen", "screens/home/home")
"""What is read at the start; every other screen brings its own when it is first shown."""


def _commands() -> type[Provider]:
    from session_tui.ui.command_palette import (
        ActionCommands,  # the palette's lines, made when it is opened
    )

    return ActionCommands


class BaseApp(SafeExitApp, inherit_bindings=False):
    """An app that keeps what was written however it ends.

    A subclass says what is to be saved in `flush`, and which screen comes first.

    Attributes:
        order: what was typed and not handed on yet.
        may_leave_unsaved: was it said that the last words cannot be saved, and nothing been saved
            since? Then the key that leaves does so.
    """

    TITLE = "Session notes"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*EVERYWHERE)]
    COMMANDS = {_commands}
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, settings: Settings | None = None, *styles: str) -> None:
        """Begin with `FIRST_STYLES` and the sheets of these names: those that a screen brings are late for the first."""
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
        """The keys as they are now."""
        return self.settings.keymap

    def flush(self) -> str:
        """Save at once whatever is not saved.

        Returns:
            Nothing when all is kept; otherwise a sentence that says why it is not.
        """
        return ""

    def run_until_exit(self) -> int:
        """Run until the practitioner leaves; the exit code."""
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
        """Show a sentence for a few seconds."""
        self.notify(printable(text), markup=False)

    def show_warning(self, text: str) -> None:
        """Show a sentence about something that is wrong."""
        self.notify(printable(text), severity="warning", timeout=12, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Under the curtain no key does anything but lift it, or leave."""
        return action == "quit" or not self._is_covered

    async def action_quit(self) -> None:
        """Leave; where the last words cannot be saved, say so and stay the first time."""
        trouble = self._flush_safely()
        if trouble and not self.may_leave_unsaved:
            self.may_leave_unsaved = True
            said = crash_report.not_saved(trouble)
            self.show_warning(f"{said} Press the same key again to leave without the latest text.")
            return
        self.exit(return_code=FAILED if trouble else OK)

    def action_command_palette(self) -> None:
        """Show the palette; only now is it imported."""
        from session_tui.ui.command_palette import Palette

        if not Palette.is_open(cast("App[object]", self)):
            self.push_screen(Palette())

    def action_curtain(self) -> None:
        """Blank the screen at once; what is written is saved meanwhile."""
        self.push_screen(PrivacyScreen())
        self.call_after_refresh(self._flush_under_the_curtain)

    def action_help(self) -> None:
        """Show the help of the screen that is in front, or put it away."""
        from session_tui.ui.screens.home.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
        else:
            self.push_screen(HelpScreen.about(self.screen, self.keymap))

    def save_and_exit(self, number: int = int(getattr(signal, "SIGHUP", 1))) -> None:
        """Save and leave, because the terminal went away or the system asked.

        Keys that were read before come first, but not for ever.
        """
        self.call_later(self.input_queue.take, partial(self._leave, number))
        self.set_timer(PATIENCE, lambda: self._leave(number))

    def _leave(self, number: int) -> None:
        if self.is_exiting:
            return
        trouble = self._flush_safely()
        self.exit(return_code=_SIGNALLED + number, message=printable(crash_report.farewell(trouble)) or None)

    @property
    def clipboard(self) -> str:
        """The text that was copied last, for pasting inside the program."""
        return self._copied

    def copy_to_clipboard(self, text: str) -> None:
        """Copy with the desktop's tools; through the terminal only where the settings say so."""
        self._copied = text
        if self.settings.clipboard == "terminal":
            super().copy_to_clipboard(text)
        elif self.settings.clipboard == "system":
            self._copy(text)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, or the one that `NO_COLOR` asks for."""
        if not self.no_color:
            return super().get_line_filters()
        if self.theme not in self._colourless:
            ground = Color.parse(self.current_theme.background or "black")
            self._colourless[self.theme] = Colourless(ground)
        return (self._colourless[self.theme],)

    async def on_event(self, event: events.Event) -> None:
        """Hand on what is typed in its order, each key when all that came of the one before has settled."""
        if self.input_queue.concerns(event):
            await self.input_queue.take(event)
        else:
            await super().on_event(event)

    async def on_worker_state_changed(self) -> None:
        """An answer may have come that keys wait for."""
        await self.input_queue.wake()

    def on_mount(self) -> None:
        """Take the signals, and say what the configuration got wrong."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._background_failed)
        for name in _SIGNALS if sys.platform != "win32" else ():
            number = int(getattr(signal, name))
            loop.add_signal_handler(number, self.save_and_exit, number)
        self.app_resume_signal.subscribe(self, self._paint_anew)
        for problem in self.settings.problems:
            self.show_warning(problem)

    def on_ready(self) -> None:
        """The first screen stands: what was made until now is left alone by the collector."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    @property
    def _is_covered(self) -> bool:
        return bool(self.screen_stack) and isinstance(self.screen, PrivacyScreen)

    def _flush_safely(self) -> str:
        """Flush, and turn a fault in doing so into a sentence too."""
        try:
            return self.flush()
        except Exception as error:
            return f"The latest text could not be saved ({crash_report.place(error)})."

    def _flush_under_the_curtain(self) -> None:
        if trouble := self._flush_safely():
            self.show_warning(crash_report.not_saved(trouble))

    @work(thread=True, exit_on_error=False, group="copy")
    def _copy(self, text: str) -> None:
        from session_tui.ui.clipboard import copy_text

        if not copy_text(text):
            self.call_from_thread(self.show_warning, "Copied within this program only: no clipboard tool was found.")

    def _paint_anew(self, _: object) -> None:
        """After a stop (SIGTSTP) the terminal's screen is blank, and Textual sends only changes."""
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    def _background_failed(self, _: object, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self.show_warning(f"A background task failed ({crash_report.place(error)}).")

    def _thread_failed(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self.fail_from_thread(args.exc_value)

    def describe_failure(self, error: Exception) -> str:
        """Save, and name the place that failed; Textual would print the variables, a client's words."""
        trouble = self._flush_safely()
        return crash_report.describe_crash(error, kept=not trouble)


def _driver_class() -> type[Driver] | None:
    """Our driver where there is a POSIX terminal; elsewhere Textual's choice."""
    if sys.platform == "win32":
        return None
    from session_tui.ui.textual_patches.terminal_driver import TerminalDriver

    return TerminalDriver
