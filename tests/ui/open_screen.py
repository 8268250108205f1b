"""Opens any screen of the program on a vault, and reads what stands on it.

A screen is named as in `SCREENS`; its opener presses the keys that a person would press.
"""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual import events
from textual.widgets import TextArea

from session_tui.actions.chart_tabs import CHART_TABS, chart_tab
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.ui.screens.chart.brief import BriefScreen
from session_tui.ui.screens.chart.outcome import OutcomeScreen
from session_tui.ui.screens.chart.sessions import ChartScreen
from session_tui.ui.screens.home.first_run import FirstRunScreen
from session_tui.ui.screens.home.help import HelpScreen
from session_tui.ui.screens.home.home import FIRST_STEPS, HomeScreen
from session_tui.ui.screens.home.privacy_screen import PrivacyScreen
from session_tui.ui.screens.home.search import SearchScreen
from session_tui.ui.screens.notes.addendum import AddendumScreen
from session_tui.ui.screens.notes.answer_history import AnswerHistoryScreen
from session_tui.ui.screens.notes.comparison import ComparisonScreen
from session_tui.ui.screens.notes.reading import ReadingScreen
from session_tui.ui.screens.notes.transfer import TransferScreen
from session_tui.ui.screens.session.client_view import ClientViewScreen
from session_tui.ui.screens.session.file_jots import FileJotsScreen
from session_tui.ui.screens.session.go_to import GoToScreen
from session_tui.ui.screens.session.jot import JotScreen
from session_tui.ui.screens.session.new_session import NewSessionScreen
from session_tui.ui.screens.session.opening import OpeningScreen
from session_tui.ui.screens.session.review_and_sign import ReviewAndSignScreen
from session_tui.ui.screens.session.sheet import SheetScreen
from session_tui.ui.start import Start
from session_tui.ui.widgets.document.note_view import NoteView
from session_tui.ui.widgets.lists.choice_list import ChoiceList
from session_tui.ui.widgets.lists.client_list import ClientList
from session_tui.ui.widgets.lists.filterable_list import FilterableList
from session_tui.ui.widgets.lists.guide_list import GuideList
from session_tui.ui.widgets.lists.session_list import SessionList
from session_tui.ui.widgets.session.last_answer import LastAnswerView
from session_tui.ui.widgets.session.prompt_block import PromptBlock
from tests.ui import idle

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.pilot import Pilot
    from textual.screen import Screen

    from session_tui.vault.vault import Vault

CELL = 12.2
"""How wide a cell is in the SVG that Textual draws of a screen."""


class Waiting(SessionApp):
    """The program in the moment before a session is there, which lasts."""

    def start_session(self, asker: MessagePump) -> None:
        """Keep the first screen waiting."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The running program, and the hands on its keys."""

    app: SessionApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press these keys."""
        await self.pilot.press(*keys)

    async def write(self, text: str) -> None:
        """Put this into the field in focus, as a paste does."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        await idle.until(self.app, holds)

    async def arrive(self, screen: type[Screen[Any]]) -> None:
        """Wait until a screen of this class is in front."""
        await self.until(lambda: isinstance(self.app.screen, screen))

    async def settle(self) -> None:
        """Wait until the program has come to rest and everything typed is kept."""
        await idle.come_to_rest(self.app)
        await self.until(lambda: self.is_kept)
        await idle.come_to_rest(self.app)

    @property
    def is_kept(self) -> bool:
        """Whether everything typed is on disk."""
        return not hasattr(self.app, "vault_service") or self.app.vault_service.is_kept

    def text(self) -> str:
        """The screen as a person reads it."""
        return text_of(self.app.export_screenshot())


Opener = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Opening:
    """How a screen is opened.

    Attributes:
        keys: presses what is needed, and waits for the screen.
        client: opens straight into a session with this client; empty: from home.
        app: the program.
        is_first_run: whether there is no vault yet.
    """

    keys: Opener
    client: str = ""
    app: type[SessionApp] = SessionApp
    is_first_run: bool = False


async def _home(stage: Stage) -> None:
    await stage.arrive(HomeScreen)
    await stage.until(lambda: stage.app.screen.query_one(ClientList).rows or FIRST_STEPS[:15] in stage.text())


async def _filtered(stage: Stage) -> None:
    await _home(stage)
    await stage.press("/", "a")


async def _new_client(stage: Stage) -> None:
    await _home(stage)
    await stage.press("n")
    await stage.arrive(NewSessionScreen)
    await stage.settle()


async def _new_guide(stage: Stage) -> None:
    await _new_client(stage)
    await stage.press("enter")
    await stage.until(lambda: stage.app.screen.query_one(GuideList).rows)


async def _first_run(stage: Stage) -> None:
    await stage.arrive(FirstRunScreen)


async def _opening(stage: Stage) -> None:
    await stage.arrive(OpeningScreen)


async def _sheet(stage: Stage) -> None:
    await stage.arrive(SheetScreen)
    await stage.until(lambda: stage.app.screen.query(PromptBlock))
    await stage.settle()


async def _sheet_start(stage: Stage) -> None:
    await _sheet(stage)
    await stage.press("escape", "g", "enter")
    await stage.settle()


async def _private(stage: Stage) -> None:
    await _sheet(stage)
    await stage.press("escape", "p")
    await stage.write("She smiled when she said it.")


async def _last_time(stage: Stage) -> None:
    await _sheet(stage)
    if not stage.app.screen.query_one(LastAnswerView).display:
        await stage.press("f3")


async def _without_last_time(stage: Stage) -> None:
    await _sheet(stage)
    if stage.app.screen.query_one(LastAnswerView).display:
        await stage.press("f3")


async def _jot(stage: Stage) -> None:
    await _sheet(stage)
    await stage.press("f2")
    await stage.arrive(JotScreen)
    await stage.write("s her sister is coming for Christmas")


async def _jots(stage: Stage) -> None:
    await _jot(stage)
    await stage.press("enter", "escape", "f")
    await stage.arrive(FileJotsScreen)


async def _go_to(stage: Stage) -> None:
    await _sheet(stage)
    await stage.press("f5")
    await stage.arrive(GoToScreen)


async def _close(stage: Stage) -> None:
    await _sheet(stage)
    await stage.press("escape", "c")
    await stage.arrive(ReviewAndSignScreen)


async def _asked_to_sign(stage: Stage) -> None:
    await _close(stage)
    await stage.press("s")


async def _shared(stage: Stage) -> None:
    await _sheet(stage)
    await stage.press("f4")
    await stage.arrive(ClientViewScreen)


async def _chart(stage: Stage) -> None:
    await _home(stage)
    await stage.press("enter")
    await stage.arrive(ChartScreen)
    await stage.until(lambda: stage.app.screen.query_one(SessionList).rows)
    await stage.settle()
    await stage.press("j")


async def _reading(stage: Stage) -> None:
    await _chart(stage)
    await stage.settle()
    await stage.press("enter")
    await stage.arrive(ReadingScreen)
    await stage.until(lambda: stage.app.screen.query(NoteView))


async def _found(stage: Stage) -> None:
    await _reading(stage)
    await stage.press("/", "e", "enter")


async def _through_time(stage: Stage) -> None:
    await _reading(stage)
    await stage.settle()
    await stage.press("}", "}", "}", "t")
    await stage.arrive(AnswerHistoryScreen)


async def _goal_through_time(stage: Stage) -> None:
    await _sheet(stage)
    await stage.press("ctrl+f")
    await stage.arrive(AnswerHistoryScreen)


async def _side_by_side(stage: Stage) -> None:
    await _chart(stage)
    await stage.settle()
    await stage.press("c", "j", "c")
    await stage.arrive(ComparisonScreen)


async def _addendum(stage: Stage) -> None:
    await _chart(stage)
    await stage.settle()
    await stage.press("a")
    await stage.arrive(AddendumScreen)
    await stage.write("Left out")
    await stage.press("tab")
    await stage.write("She had asked about swimming.")


async def _brief(stage: Stage) -> None:
    await _home(stage)
    await stage.press("v")
    await stage.arrive(BriefScreen)
    await stage.settle()


def _page(tab: str) -> Opener:
    """One of the chart's pages, with its first row marked."""

    async def open_(stage: Stage) -> None:
        await _chart(stage)
        number = chart_tab(tab).key
        await stage.press(number)
        await stage.until(lambda: getattr(stage.app.screen, "TAB", "") == tab)
        await stage.settle()

    return open_


async def _outcome(stage: Stage) -> None:
    await _page("steps")(stage)
    await stage.until(lambda: stage.app.screen.query_one(FilterableList).rows)
    await stage.press("d")
    await stage.arrive(OutcomeScreen)


def _search(words: str) -> Opener:
    """The search, with these words in its line."""

    async def open_(stage: Stage) -> None:
        await _home(stage)
        await stage.press("s")
        await stage.arrive(SearchScreen)
        await stage.write(words)
        await stage.settle()

    return open_


async def _search_opened(stage: Stage) -> None:
    await _search('"and back" -choir')(stage)
    await stage.press("enter")
    await stage.arrive(ReadingScreen)
    await stage.press("n")


async def _move(stage: Stage) -> None:
    await _chart(stage)
    await stage.settle()
    await stage.press("m")
    await stage.arrive(TransferScreen)
    await stage.until(lambda: stage.app.screen.query_one(ChoiceList).rows)
    await stage.write("be")
    await stage.settle()


def _then(opener: Opener, key: str, screen: type[Screen[Any]] | None = None) -> Opener:
    """Open a screen, then press one key more."""

    async def open_(stage: Stage) -> None:
        await opener(stage)
        await stage.settle()
        before = stage.app.screen
        await stage.press(key)
        if screen is None:
            await stage.until(lambda: stage.app.screen is not before)
        else:
            await stage.arrive(screen)

    return open_


ANA, CARLA = "ana-k", "carla-m"

SCREENS: Mapping[str, Opening] = {
    "first run": Opening(_first_run, is_first_run=True),
    "home": Opening(_home),
    "home filtered": Opening(_filtered),
    "new session, client": Opening(_new_client),
    "new session, guide": Opening(_new_guide),
    "opening": Opening(_opening, ANA, Waiting),
    "sheet, first prompt": Opening(_sheet_start, ANA),
    "sheet": Opening(_without_last_time, ANA),
    "sheet with last time": Opening(_last_time, ANA),
    "private page": Opening(_private, ANA),
    "jot": Opening(_jot, ANA),
    "jots": Opening(_jots, ANA),
    "go to": Opening(_go_to, ANA),
    "close": Opening(_close, ANA),
    "close, nothing open": Opening(_close, CARLA),
    "close, asked": Opening(_asked_to_sign, ANA),
    "shared": Opening(_shared, ANA),
    "brief": Opening(_brief),
    "chart": Opening(_chart),
    **{f"chart, {tab.id}": Opening(_page(tab.id)) for tab in CHART_TABS[1:]},
    "outcome": Opening(_outcome),
    "reading": Opening(_reading),
    "reading, found": Opening(_found),
    "through time": Opening(_through_time),
    "goal through time": Opening(_goal_through_time, ANA),
    "side by side": Opening(_side_by_side),
    "addendum": Opening(_addendum),
    "move": Opening(_move),
    "search": Opening(_search('"and back" -choir')),
    "search, coffee": Opening(_search("coffee sleep")),
    "search, opened": Opening(_search_opened),
    "help": Opening(_then(_home, "f12", HelpScreen)),
    "help on the sheet": Opening(_then(_sheet, "f12", HelpScreen), ANA),
    "palette": Opening(_then(_sheet, "f8"), ANA),
    "curtain": Opening(_then(_sheet, "f9", PrivacyScreen), ANA),
}
"""Every screen of the program by its name."""


@asynccontextmanager
async def opened(
    name: str,
    vault: Vault,
    size: tuple[int, int],
    *,
    settings: Settings | None = None,
    client: str = "",
    folder: Path = Path("/home/kessler/session-notes"),
) -> AsyncIterator[Stage]:
    """One screen of the program, opened on a vault in a window of that size.

    Args:
        name: as in `SCREENS`.
        vault: with clients in it.
        size: columns and rows.
        settings: the configuration.
        client: another client than the screen is usually opened for.
        folder: where the first run offers to keep the notes; nothing is made there.
    """
    opening = SCREENS[name]
    client = client if client and opening.client else opening.client
    where = folder if opening.is_first_run else vault
    app = opening.app(where, settings or Settings(), start=Start(client=client))
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot)
        try:
            await opening.keys(stage)
            await stage.settle()
            yield stage
        finally:
            if not opening.is_first_run:
                app.vault_service.release()


def hold_cursors(stage: Stage) -> None:
    """Let every cursor stand, so that a picture does not depend on the moment."""
    for area in stage.app.screen.query(TextArea):
        area.cursor_blink = False


_TEXT = re.compile(r'<text [^>]*?x="([\d.]+)"[^>]*?clip-path="url\(#[^)]*-line-(\d+)\)">([^<]*)</text>')  # fmt: skip


def text_of(svg: str) -> str:
    """The lines of a screen as they stand in the SVG that Textual draws of it."""
    rows: dict[int, dict[int, str]] = {}
    for x, row, text in _TEXT.findall(svg):
        _put(rows.setdefault(int(row), {}), round(float(x) / CELL), html.unescape(text))
    return "".join(f"{_line(rows.get(row, {}))}\n" for row in range(max(rows, default=-1) + 1))


def _put(cells: dict[int, str], column: int, text: str) -> None:
    """Put a text into the cells from a column on; what has no width stands with the one before."""
    at = column
    for character in text.replace("\xa0", " "):
        width = cell_len(character)
        if width:
            cells[at] = character
            column, at = at, at + width
        else:
            cells[column] = cells.get(column, "") + character


def _line(cells: dict[int, str]) -> str:
    line, end = "", 0
    for column, character in sorted(cells.items()):
        line += " " * (column - end) + character
        end = column + cell_len(character)
    return line.rstrip()
