"""What a typed command may ask of the interview, so that the commands need not import it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from session_tui.cli.plain.console import Console
    from session_tui.cli.plain.prompt_order import Way
    from session_tui.core.chart.last_answers import LastAnswer
    from session_tui.core.model.session import Session
    from session_tui.vault.vault import Vault


class Walking(Protocol):
    """One session on its way through its prompts; `session_tui.cli.plain.interview.Walk` implements it."""

    session: Session
    place: str
    way: Way
    console: Console
    vault: Vault

    @property
    def last(self) -> Mapping[str, LastAnswer]:
        """The last answer to each prompt, from earlier sessions."""

    @property
    def is_kept(self) -> bool:
        """Whether there is a file of this session."""

    def keep(self) -> bool:
        """Save what is new; whether there is a sound file."""

    def go_to(self, place: str) -> None:
        """Leave the prompt for another one."""

    def put(self, session: Session) -> None:
        """Replace the session, and ask the prompt anew."""

    def end(self) -> None:
        """Leave the session; the draft is kept."""

    def say_lines(self, title: str, lines: Iterable[str]) -> None:
        """Say lines beneath a title."""
