"""The part of the interview that the slash commands use, so that their module need not import the interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from session_tui.cli.plain.console import Console
    from session_tui.core.interview.draft import Draft
    from session_tui.core.model.session import Session
    from session_tui.vault.vault import Vault


class RunningInterview(Protocol):
    """An interview in progress; implemented by :class:`session_tui.cli.plain.interview.Interview`.

    Attributes:
        draft: the session being written.
        place: the id of the current prompt, or CLOSE.
        console: prints and reads lines.
        vault: the vault.
    """

    draft: Draft
    place: str
    console: Console
    vault: Vault

    @property
    def session(self) -> Session:
        """The session in its current state."""

    @property
    def is_kept(self) -> bool:
        """Whether the session has a file."""

    def keep(self) -> bool:
        """Save changes; return whether the file on disk is current."""

    def go_to(self, place: str) -> None:
        """Leave the prompt for another one or for CLOSE."""

    def ask_again(self) -> None:
        """Ask this prompt again because a command changed its answer."""

    def end(self) -> None:
        """Leave the session; the draft is kept."""

    def say_lines(self, title: str, lines: Iterable[str]) -> None:
        """Print indented lines under a title."""
