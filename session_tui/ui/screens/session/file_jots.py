"""Filing the jots: one letter puts a jot into its section."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from session_tui.actions.registry import FILING
from session_tui.core.input.parse_line import JOT_LETTERS
from session_tui.core.interview.draft import Draft
from session_tui.core.model.session import Jot
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import SessionDialog
from session_tui.ui.screens.session.jot_sections import NAMES


class FileJotsScreen(SessionDialog[None]):
    """All jots of the session. A letter files the marked one, another letter files it elsewhere."""

    ACTIONS = FILING
    HELP = "screens/session/file_jots"
    STYLES = ("screens/session/sheet",)
    AUTO_FOCUS = "OptionList"

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        jots = draft.now().jots
        self._order = [jot.id for jot in sorted(jots, key=lambda jot: jot.section is not None)]

    def compose(self) -> ComposeResult:
        """The list, and the letters."""
        with Vertical(id="jots", classes="pane"):
            yield OptionList()
            letters = "s story  g goals  e expectations  n next steps\np private  x drop"
            yield Static(as_content(letters, "dim"))

    def on_mount(self) -> None:
        """Show the jots, unfiled ones first."""
        self.query_one("#jots").border_title = "Jots"
        self._show()
        self.query_one(OptionList).highlighted = 0

    def action_file(self, letter: str) -> None:
        """Put the marked jot into a section, and go to the next."""
        if jot := self._marked():
            self._draft.jot(jot.id, jot.text, JOT_LETTERS[letter])
            self._show()
            self.query_one(OptionList).action_cursor_down()

    def action_drop(self) -> None:
        """Delete the selected jot."""
        if jot := self._marked():
            self._draft.jot(jot.id, "", None)
            self._show()
            if not self._draft.now().jots:
                self.dismiss()

    def action_cancel(self) -> None:
        """Back."""
        self.dismiss()

    def _marked(self) -> Jot | None:
        """The marked jot."""
        place = self.query_one(OptionList).highlighted
        jots = self._jots()
        return jots[place] if place is not None and place < len(jots) else None

    def _jots(self) -> list[Jot]:
        """Those that waited first; filing one does not move it, so that the next press can put it elsewhere."""
        jots = {jot.id: jot for jot in self._draft.now().jots}
        return [jots[id_] for id_ in self._order if id_ in jots]

    def _show(self) -> None:
        """Fill the list, keeping the marked line."""
        options = self.query_one(OptionList)
        place = options.highlighted
        options.clear_options()
        options.add_options(_option(jot) for jot in self._jots())
        if options.option_count:
            options.highlighted = min(place or 0, options.option_count - 1)


def _option(jot: Jot) -> Option:
    """Return a jot as a line of the list."""
    place = NAMES.get(jot.section, jot.section) if jot.section else "not filed"
    return Option(as_content(jot.text) + as_content(f"  · {place}", "dim"))
