"""The interface with which a screen opens another one; `ui/navigation.py` implements it.

A screen calls ``self.app.navigation.open_chart(...)``. It imports no other screen, so the imports of the screens form
no cycle, and a screen is imported when it is first opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from session_tui.core.chart.open_views import SharedView
    from session_tui.core.interview.draft import Draft
    from session_tui.core.interview.session_context import SessionContext
    from session_tui.core.model.note import Note
    from session_tui.core.model.session import Session
    from session_tui.core.model.values import Step
    from session_tui.core.search.query import Query
    from session_tui.ui.services.chart_place import ChartPlace
    from session_tui.ui.services.review_result import ReviewResult
    from session_tui.ui.widgets.lists.session_list import SessionRow


def ignore(_: object) -> None:
    """Do nothing. The default callback."""


class Navigator(Protocol):
    """Opens screens over the one in front.

    ``then`` is called when the screen has been left. A method that returns an awaitable has opened its screen at once;
    awaited, it waits until the screen is mounted.
    """

    def open_sheet(self, session_context: SessionContext, *, replace: bool = False) -> None:
        """Open a session to write in, over the screen in front or in its place."""

    def open_new_session(self, client: str = "", *, is_prepared: bool = False) -> None:
        """Choose a client, unless one is given, and a guide. ``is_prepared``: the brief was read already."""

    def open_chart(self, client: str, name: str = "", *, step: str = "") -> None:
        """Open a client's chart at its sessions, or at a step."""

    def show_chart_tab(self, tab: str, place: ChartPlace) -> None:
        """Show the chart page with this id in place of the one in front."""

    def open_brief(self, client: str, name: str = "", *, begin: Callable[[], None] | None = None) -> None:
        """Open a client's brief; ``begin`` begins the session that it prepares."""

    def open_outcome(self, client: str, step: Step, then: Callable[[bool | None], None] | None = None) -> None:
        """Ask for the outcome of a step; ``then`` receives whether it was saved."""

    def open_search(self, client: str = "", text: str = "") -> None:
        """Open the search in the notes of one client or of all, with ``text`` as the first query."""

    def open_reading(
        self,
        sessions: Sequence[SessionRow],
        session_id: str,
        note: Note | None = None,
        on_turn: Callable[[str], None] = ignore,
        *,
        answer: str = "",
        sought: Query | None = None,
        with_private: bool = False,
    ) -> None:
        """Show one of these sessions on the whole screen."""

    def open_history(self, session: Session, prompt: str, *, is_open: bool = False, goal: str = "") -> None:
        """Show every answer to one prompt, or every entry of one goal."""

    def open_comparison(self, client: str, earlier: str, later: str) -> None:
        """Open two sessions of one client side by side."""

    def open_client_view(self, session: Session, shared: SharedView) -> None:
        """Show the part of a session that the client may see."""

    def open_addendum(self, session_id: str, then: Callable[[Note | None], None] | None = None) -> None:
        """Write an addendum to a signed session; ``then`` receives the note, or None if nothing was added."""

    def open_transfer(self, session: SessionRow) -> None:
        """Move a session to another client."""

    def open_jot(self, on_change: Callable[[str, str | None], None], then: Callable[[], None]) -> Awaitable[None]:
        """Write a jot; ``on_change`` receives its text and section after every key."""

    def open_file_jots(self, draft: Draft, then: Callable[[], None]) -> None:
        """Put the jots of a session into their sections."""

    def open_go_to(self, draft: Draft, current: str, then: Callable[[str | None], Awaitable[None]]) -> Awaitable[None]:
        """Choose a prompt of the session; ``then`` receives its id, or None if none was chosen."""

    def open_review(self, draft: Draft, after: Callable[[ReviewResult], Awaitable[None]]) -> None:
        """Preview the note, and sign it or leave it as a draft."""
