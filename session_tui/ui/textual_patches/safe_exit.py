"""An app that ends with one sentence when something fails.

Textual prints a traceback with the values of local variables, which may hold what a client said.
"""

from __future__ import annotations

from typing import Any

from textual.app import App


class SafeExitApp(App[None], inherit_bindings=False):
    """An app whose unhandled exceptions are described by `describe_failure`, and by nothing else."""

    def describe_failure(self, error: Exception) -> str:
        """Save what can be saved, and return the sentence to print after the screens are gone."""
        raise NotImplementedError

    @property
    def is_exiting(self) -> bool:
        """Whether `exit` was called."""
        return self._exit

    def fail_from_thread(self, error: Exception) -> None:
        """Handle an exception of another thread as one of the app; without effect while the app does not run."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._handle_exception, error)

    def _handle_exception(self, error: Exception) -> None:
        """Exit with the sentence of the first failure; ignore failures after `exit`, when screens are half removed."""
        if not self._exit:
            self._return_code = 1
            if self._exception is None:  # Pilot raises this one in tests
                sentence: Any = self.describe_failure(error)
                self._exit_renderables[:] = [sentence]
                self._exception = error
                self._exception_event.set()
        self._close_messages_no_wait()
