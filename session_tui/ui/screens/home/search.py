"""Search: the notes of all clients or of one client, searched while the text is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from session_tui.actions.registry import SEARCHING
from session_tui.core.search.query import Query, parse_query
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.vault_screen import VaultScreen
from session_tui.ui.services.list_rows import session_row
from session_tui.ui.services.messages import SearchRead, VaultChanged
from session_tui.ui.widgets.editor.search_field import SearchField
from session_tui.ui.widgets.lists.search_results import SearchResultList, SearchResultRow

if TYPE_CHECKING:
    from session_tui.ui.services.app_services import AppServices
    from session_tui.vault.index.results import Hit

FIRST = 30
"""Sessions that are read at first; more come when one is near the last of them."""

NEAR = 12
"""How near to the last row that is: more rows come in time for a page key."""

MOST = 1600
"""The most sessions that are read at a time; each time it is as many as are there."""

EXAMPLES = "client:ana  after:2026-03  in:goals  is:draft  “exact words”  -without"
NOTHING = "No sessions match."
ADVICE = "Try fewer words. To search one client, type client: and the start of a code or name."


class SearchScreen(VaultScreen):
    """Keeps the focus in its line while one types; the results stand below, and never change for an older question.

    Args:
        client: in whose notes to search; empty for everybody's.
        text: what is sought already.
    """

    ACTIONS = SEARCHING
    HELP = "screens/home/search"
    STYLES = ("screens/home/search",)
    PAGES = "SearchResultList"
    AUTO_FOCUS = "SearchField"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]
    app: AppServices

    def __init__(self, client: str = "", text: str = "") -> None:
        super().__init__()
        self._client = client
        self._text = text
        self._is_wide = not client
        self._is_turned = False
        self._query = Query()
        self._shown: Query | None = None
        self._total = 0
        self._said = ""
        self._is_fetching = self._is_wanted = False

    def compose_body(self) -> ComposeResult:
        """The line, how many fit, and they."""
        with Vertical(id="search", classes="pane") as pane:
            pane.border_title = "Search the notes"
            yield SearchField(self._text, placeholder="Words in the notes")
            yield Static(id="search-status", classes="muted", markup=False)
            yield Static(id="search-hints", classes="muted", markup=False)
            yield SearchResultList(id="found")

    def on_mount(self) -> None:
        """Say in whose notes one searches; write on where the text ends."""
        self._field.action_cursor_text_end()
        self._say_where()
        self._query = self._question()

    def on_screen_resume(self) -> None:
        """Ask once the screen stands, and again when one comes back: what was found may have changed."""
        self.call_after_refresh(self._ask, max(FIRST, len(self._list.rows)))

    @property
    def _field(self) -> SearchField:
        """The line with the query."""
        return self.query_one(SearchField)

    @property
    def _list(self) -> SearchResultList:
        """The list of results."""
        return self.query_one(SearchResultList)

    # The question

    def _question(self) -> Query:
        """The current query."""
        query = parse_query(self._field.text, self.app.clock().date())
        query = replace(query, by_relevance=query.by_relevance is not self._is_turned)
        return query if self._is_wide else query.in_chart_of(self._client)

    @on(TextArea.Changed)
    def _ask_anew(self) -> None:
        """Ask where it is another question; one more space is none."""
        query = self._question()
        if query != self._query:
            self._query = query
            self._is_wanted = False
            self._ask(FIRST)
        self._say_hints()

    def _ask(self, limit: int) -> None:
        """Request the first ``limit`` results."""
        self._is_fetching = False
        self.app.reader.ask_search(self, self._query, start=0, limit=limit)

    @on(VaultChanged)
    def _after_change(self) -> None:
        """Search again, as far as the results were read."""
        self._ask(max(FIRST, len(self._list.rows)))

    @on(SearchResultList.RowMarked)
    @on(SearchResultList.Scrolled)
    def _ask_for_more(self) -> None:
        """Read on where the mark, or what is in sight, comes near the last row."""
        there = len(self._list.rows)
        is_near = self._list.farthest >= there - NEAR
        if is_near and there < self._total and self._is_answered and not self._is_fetching:
            self._is_fetching = True
            limit = min(there, MOST)
            self.app.reader.ask_search(self, self._query, start=there, limit=limit)

    # The answer

    @property
    def _is_answered(self) -> bool:
        """Whether the results shown belong to the current query."""
        return self._shown == self._query

    @on(SearchRead)
    def _after_search(self, event: SearchRead) -> None:
        """Show what was found, unless something else is asked by now."""
        if event.query != self._query:
            return
        is_new, self._shown = not self._is_answered, event.query
        self._is_fetching = False
        self.complain("")
        self._total = event.found.total
        rows = [_row(hit) for hit in event.found.hits]
        if event.start:
            known = {row.session.id for row in self._list.rows}
            rows = [*self._list.rows, *(row for row in rows if row.session.id not in known)]
        self._list.with_client = self._is_wide
        self._list.fill(rows)
        if is_new and rows:
            self._list.action_first()
        self._say_how_many()
        self._say_hints(event.found.hints or (() if self._total else (ADVICE,)))
        self.refresh_bindings()
        if self._is_wanted:
            self.action_read()

    # What is said

    def _say_where(self) -> None:
        """Show in the title whose notes are searched."""
        self.headline("Search", "everybody" if self._is_wide else f"in {self._client}")

    def _say_how_many(self) -> None:
        """Show the number of results."""
        kind = "private page" if self._query.is_private else "session"
        count = f"{self._total:,} {kind}{'s' if self._total != 1 else ''}"
        order = "best first" if self._query.by_relevance else "newest first"
        said = f"{count} · {order}" if self._total else NOTHING
        self.query_one("#search-status", Static).update(as_content(said), layout=False)

    def _say_hints(self, hints: tuple[str, ...] | None = None) -> None:
        """What was read otherwise than one may think; before anything is typed, what can be."""
        said = " ".join(self._query.hints if hints is None else hints)
        if not self._field.text.strip():
            said = EXAMPLES
        if said != self._said:  # the line is laid out anew, and with it the whole screen
            self._said = said
            line = self.query_one("#search-hints", Static)
            line.update(as_content(said))
            line.display = bool(said)

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From one client's chart alone one can go on to everybody; where one types, there is nothing to go on to."""
        if action == "widen":
            return bool(self._client)
        if action == "type":
            return self.is_mounted and self.focused is not self._field
        return super().check_action(action, parameters)

    @on(SearchResultList.RowChosen)
    @on(SearchField.Submitted)
    def action_read(self) -> None:
        """Read the marked session; what was asked and not answered yet is waited for."""
        self._is_wanted = not self._is_answered
        if self._is_wanted or (current := self._list.current) is None:
            return
        rows = [row.session for row in self._list.rows]
        self.app.navigation.open_reading(
            rows, current.session.id, None, self._list.go_to,
            sought=self._query, with_private=self._query.is_private,
        )  # fmt: skip

    def action_type(self) -> None:
        """Go on typing."""
        self._field.focus()

    def action_turn_order(self) -> None:
        """The newest first, or the best first."""
        self._is_turned = not self._is_turned
        self._ask_anew()

    def action_widen(self) -> None:
        """The notes of everybody, or again of this client alone."""
        self._is_wide = not self._is_wide
        self._say_where()
        self._ask_anew()

    def action_leave(self) -> None:
        """Leave the line; then the search."""
        if self.focused is self._field:
            self._list.focus()
        else:
            self.app.pop_screen()

    @on(SearchField.EdgeReached)
    def _step(self, event: SearchField.EdgeReached) -> None:
        """Move in the results while the search line keeps the focus."""
        if event.direction == "down":
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    @on(SearchField.PageTurned)
    def _turn_page(self, event: SearchField.PageTurned) -> None:
        """Move by a page in the results while the line has the focus."""
        self.action_page("down" if event.by > 0 else "up")


def _row(hit: Hit) -> SearchResultRow:
    """Return a hit as a row of the list."""
    return SearchResultRow(session_row(hit.summary, is_withdrawn=hit.is_withdrawn), hit.excerpt)
