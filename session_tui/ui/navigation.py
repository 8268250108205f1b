"""Opens every screen. No other module imports more than one of them.

Each screen is imported when it is first opened: an import at the top would make the program start later.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from session_tui.actions.chart_tabs import chart_tab
from session_tui.ui.services.chart_place import ChartPlace
from session_tui.ui.services.navigator import Navigator, ignore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import PurePath

    from textual.app import App
    from textual.screen import Screen

    from session_tui.core.chart.open_views import SharedView
    from session_tui.core.interview.draft import Draft
    from session_tui.core.interview.session_context import SessionContext
    from session_tui.core.model.note import Note
    from session_tui.core.model.session import Session
    from session_tui.core.model.values import Step
    from session_tui.core.search.query import Query
    from session_tui.ui.services.review_result import ReviewResult
    from session_tui.ui.widgets.lists.session_list import SessionRow


class Navigation(Navigator):
    """Opens the screens of one app. `Navigator` documents the methods.

    Args:
        app: the app on whose stack the screens are pushed.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app

    def home(self) -> Screen[Any]:
        """Return home, the list of clients."""
        from session_tui.ui.screens.home.home import HomeScreen

        return HomeScreen()

    def opening(self) -> Screen[Any]:
        """Return the screen shown while the session with the client named on the command line is opened."""
        from session_tui.ui.screens.session.opening import OpeningScreen

        return OpeningScreen()

    def first_run(
        self, folder: PurePath, create: Callable[[], object], after: Callable[[], object], leave: Callable[[], object]
    ) -> Screen[Any]:
        """Return the screen that asks whether to create the vault in ``folder``."""
        from session_tui.ui.screens.home.first_run import FirstRunScreen

        return FirstRunScreen(folder, create, after, leave)

    def open_sheet(self, session_context: SessionContext, *, replace: bool = False) -> None:
        """Open a session for writing."""
        from session_tui.ui.screens.session.sheet import SheetScreen

        show = self._app.switch_screen if replace else self._app.push_screen
        show(SheetScreen(session_context))

    def open_new_session(self, client: str = "", *, is_prepared: bool = False) -> None:
        """Choose a client and a guide."""
        from session_tui.ui.screens.session.new_session import NewSessionScreen

        self._app.push_screen(NewSessionScreen(client, is_prepared=is_prepared))

    def open_chart(self, client: str, name: str = "", *, step: str = "") -> None:
        """Open a client's chart."""
        tab = "steps" if step else "sessions"
        place = ChartPlace(client, name, {tab: step} if step else {})
        self._app.push_screen(_chart_page(tab, place))

    def show_chart_tab(self, tab: str, place: ChartPlace) -> None:
        """Replace the screen by another page of the chart."""
        self._app.switch_screen(_chart_page(tab, place))

    def open_brief(self, client: str, name: str = "", *, begin: Callable[[], None] | None = None) -> None:
        """Open a client's brief."""
        from session_tui.ui.screens.chart.brief import BriefScreen

        self._app.push_screen(BriefScreen(client, name, begin=begin))

    def open_outcome(self, client: str, step: Step, then: Callable[[bool | None], None] | None = None) -> None:
        """Ask for the outcome of a step."""
        from session_tui.ui.screens.chart.outcome import OutcomeScreen

        self._app.push_screen(OutcomeScreen(client, step), then)

    def open_search(self, client: str = "", text: str = "") -> None:
        """Search the notes."""
        from session_tui.ui.screens.home.search import SearchScreen

        self._app.push_screen(SearchScreen(client, text))

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
        """Read a session."""
        from session_tui.ui.screens.notes.reading import ReadingScreen

        self._app.push_screen(
            ReadingScreen(sessions, session_id, note, on_turn, answer=answer, sought=sought, with_private=with_private)
        )

    def open_history(self, session: Session, prompt: str, *, is_open: bool = False, goal: str = "") -> None:
        """Show every answer to one prompt."""
        from session_tui.ui.screens.notes.answer_history import AnswerHistoryScreen

        self._app.push_screen(AnswerHistoryScreen(session, prompt, is_open=is_open, goal=goal))

    def open_comparison(self, client: str, earlier: str, later: str) -> None:
        """Open two sessions side by side."""
        from session_tui.ui.screens.notes.comparison import ComparisonScreen

        self._app.push_screen(ComparisonScreen(client, earlier, later))

    def open_client_view(self, session: Session, shared: SharedView) -> None:
        """Show the part of a session that the client may see."""
        from session_tui.ui.screens.session.client_view import ClientViewScreen

        self._app.push_screen(ClientViewScreen(session, shared))

    def open_addendum(self, session_id: str, then: Callable[[Note | None], None] | None = None) -> None:
        """Write an addendum."""
        from session_tui.ui.screens.notes.addendum import AddendumScreen

        self._app.push_screen(AddendumScreen(session_id), then)

    def open_transfer(self, session: SessionRow) -> None:
        """Move a session to another client."""
        from session_tui.ui.screens.notes.transfer import TransferScreen

        self._app.push_screen(TransferScreen(session))

    def open_jot(self, on_change: Callable[[str, str | None], None], then: Callable[[], None]) -> Awaitable[None]:
        """Write a jot."""
        from session_tui.ui.screens.session.jot import JotScreen

        return self._app.push_screen(JotScreen(on_change), lambda _: then())

    def open_file_jots(self, draft: Draft, then: Callable[[], None]) -> None:
        """Assign jots to their sections."""
        from session_tui.ui.screens.session.file_jots import FileJotsScreen

        self._app.push_screen(FileJotsScreen(draft), lambda _: then())

    def open_go_to(self, draft: Draft, current: str, then: Callable[[str | None], Awaitable[None]]) -> Awaitable[None]:
        """Choose a prompt."""
        from session_tui.ui.screens.session.go_to import GoToScreen, targets

        return self._app.push_screen(GoToScreen(targets(draft), current), then)

    def open_review(self, draft: Draft, after: Callable[[ReviewResult], Awaitable[None]]) -> None:
        """Open the review."""
        from session_tui.ui.screens.session.review_and_sign import ReviewAndSignScreen

        self._app.push_screen(ReviewAndSignScreen(draft, after))


def _chart_page(tab: str, place: ChartPlace) -> Screen[None]:
    """Return a page of the chart. Its module is imported when it is first shown."""
    module, _, name = chart_tab(tab).page.partition(":")
    page: Screen[None] = getattr(import_module(module), name)(place)
    return page
