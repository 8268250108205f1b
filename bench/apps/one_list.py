"""One list over the whole screen: ``python -m bench.apps.one_list stock|ours ROWS``."""

import sys
from datetime import datetime, timedelta

from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from session_tui.ui.widgets.lists.session_list import SessionList, SessionRow

FIRST = datetime(2026, 11, 20, 10).astimezone()


def session(number: int) -> SessionRow:
    """Return the summary of session ``number`` of an invented client."""
    started, is_draft = FIRST - timedelta(hours=17 * number), number % 50 == 0
    title = ("Follow-up", "Review of the first weeks", "Quick contact")[number % 3]
    return SessionRow(f"{number}", "ana-k", started, title, is_draft, number % 900)


def line(row: SessionRow) -> str:
    """Return the same session as one line of text."""
    return f"{row.started:%a %d %b %Y}  {row.title:<75}  signed  {row.words:>4} words"


class OneList(App[None]):
    """Sessions in the stock list or in ours, with the first one selected; one key quits."""

    CSS = "OptionList, SessionList { height: 1fr; max-height: 100%; }"
    BINDINGS = [("ctrl+q", "quit", "Quit")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, kind: str, count: int) -> None:
        super().__init__()
        self.rows = [session(number) for number in range(count)]
        self.list: Widget = SessionList()
        if kind == "stock":
            self.list = OptionList(*(Option(line(row)) for row in self.rows), markup=False)

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield self.list

    def on_mount(self) -> None:
        """Fill our list after mounting, as the screens do."""
        if isinstance(self.list, SessionList):
            self.list.fill(self.rows)
        self.list.focus()


if __name__ == "__main__":
    OneList(sys.argv[1], int(sys.argv[2])).run()
