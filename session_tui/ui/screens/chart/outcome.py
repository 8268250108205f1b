"""Recording the outcome of a step between two sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from session_tui.actions.registry import SAYING
from session_tui.core.input.parse_line import OUTCOMES
from session_tui.core.model.values import Step
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import SessionDialog
from session_tui.ui.services.messages import OutcomeSaved, VaultRequestFailed
from session_tui.ui.widgets.chrome.footer import KeyFooter
from session_tui.ui.widgets.chrome.key_labels import KeyRow, pressable
from session_tui.ui.widgets.editor.line_editor import LineEditor

if TYPE_CHECKING:
    from session_tui.ui.services.app_services import AppServices

NOT_SAID = "Choose the outcome first: one of the letters above."


class OutcomeLine(KeyRow):
    """The outcomes beside each other; a first letter takes one."""

    class Chosen(Message):
        """An outcome was taken."""

    def __init__(self) -> None:
        super().__init__(id="outcome-line")
        self.outcome = ""

    def on_mount(self) -> None:
        """Nothing is taken yet."""
        self._draw()

    def press(self, key: str) -> bool:
        """Take the outcome that a letter means; Enter goes on with the one that was taken."""
        if key not in OUTCOMES and not (key == "enter" and self.outcome):
            return False
        self.outcome = OUTCOMES.get(key, self.outcome)
        self._draw()
        self.post_message(self.Chosen())
        return True

    def _draw(self) -> None:
        """Show the outcomes with the chosen one marked."""
        words = []
        for key, outcome in OUTCOMES.items():
            said = f"[{outcome}]" if outcome == self.outcome else f"{key} {outcome}"
            words.append(pressable(said, key, "bold" if outcome == self.outcome else ""))
        self.show_words(words)


class OutcomeScreen(SessionDialog[bool]):
    """Asks what came of one step and, if they like, why; True when it was kept.

    Args:
        client: the client's code.
        step: the step as it stands.
    """

    ACTIONS = SAYING
    HELP = "screens/chart/outcome"
    STYLES = ("screens/notes/reading",)
    AUTO_FOCUS = "#outcome-line"
    app: AppServices

    def __init__(self, client: str, step: Step) -> None:
        super().__init__()
        self._client = client
        self._step = step
        self._is_keeping = False

    def compose(self) -> ComposeResult:
        """The step, the outcomes, a line for what helped or got in the way."""
        with VerticalScroll(id="outcome", can_focus=False) as pane:
            pane.border_title = as_content(f"{self._client} · outcome")
            yield Static(as_content(self._step.text, "bold"))
            yield OutcomeLine()
            yield Static("What helped or got in the way? (optional)", classes="muted")
            yield LineEditor(id="outcome-comment")
            yield Static(id="outcome-trouble", markup=False)
            yield KeyFooter()

    @on(OutcomeLine.Chosen)
    def _to_comment(self) -> None:
        """Focus the line for the comment."""
        self.query_one(LineEditor).focus()

    @on(LineEditor.Submitted)
    def action_keep(self) -> None:
        """Keep it as a quick contact."""
        outcome = self.query_one(OutcomeLine).outcome
        if not outcome:
            self._complain(NOT_SAID)
            self.query_one(OutcomeLine).focus()
        elif not self._is_keeping:
            self._is_keeping = True
            comment = self.query_one(LineEditor).text.strip() or None
            told = Step(id=self._step.id, text=self._step.text, outcome=outcome, comment=comment)
            self.app.vault_service.ask_outcome(self, self._client, told, self.app.settings.author or None)

    def action_cancel(self) -> None:
        """Back; nothing is written."""
        self.dismiss(False)

    @on(OutcomeSaved)
    def _after_keeping(self) -> None:
        """Close the dialog: the outcome is saved."""
        self.show_message("Saved as a quick contact.")
        self.dismiss(True)

    @on(VaultRequestFailed)
    def _after_trouble(self, event: VaultRequestFailed) -> None:
        """Show why the outcome cannot be saved."""
        self._is_keeping = False
        self._complain(event.what)

    def _complain(self, what: str) -> None:
        """Show an error in the dialog."""
        trouble = self.query_one("#outcome-trouble", Static)
        trouble.update(as_content(what))
        trouble.display = True
