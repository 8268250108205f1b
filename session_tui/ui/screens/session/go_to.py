"""The go-to dialog: choose a prompt by part of its name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option

from session_tui.actions.registry import GOING
from session_tui.core.base.text import fold_case
from session_tui.core.interview.draft import Draft
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import SessionDialog
from session_tui.ui.widgets.editor.line_editor import LineEditor

if TYPE_CHECKING:
    from session_tui.ui.services.app_services import AppServices


@dataclass(frozen=True, slots=True)
class Target:
    """A prompt to go to: its id, its section's title and its heading."""

    prompt: str
    section: str
    heading: str
    is_answered: bool

    def matches(self, words: list[str]) -> bool:
        """Whether every word of ``words`` occurs in the section title, the heading or the prompt id."""
        name = fold_case(f"{self.section} {self.heading} {self.prompt}")
        return all(word in name for word in words)


class GoToScreen(SessionDialog[str | None]):
    """A list of prompts that narrows as you type; gives the id of the one chosen."""

    ACTIONS = GOING
    HELP = "screens/session/go_to"
    STYLES = ("screens/session/sheet",)
    AUTO_FOCUS = "LineEditor"
    BINDINGS = [Binding("enter", "choose", show=False, priority=True)]
    app: "AppServices"

    def __init__(self, targets: tuple[Target, ...], current: str) -> None:
        super().__init__()
        self._targets = targets
        self._current = current
        self._typed = ""

    def compose(self) -> ComposeResult:
        """What is typed, and what it finds."""
        with Vertical(id="go-to", classes="pane"):
            yield LineEditor(placeholder="Part of a prompt's name")
            yield OptionList()

    def on_mount(self) -> None:
        """Begin with all of them, the current one marked."""
        self.query_one("#go-to").border_title = "Go to"
        found = self._narrow("")
        prompts = [target.prompt for target in found]
        if self._current in prompts:
            self.query_one(OptionList).highlighted = prompts.index(self._current)

    @on(TextArea.Changed)
    def _after_key(self) -> None:
        """Narrow the list."""
        typed = self.query_one(LineEditor).text
        if typed != self._typed:
            self._narrow(typed)

    def action_choose(self) -> None:
        """Go to the marked one of those that fit what was typed."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._go(options.get_option_at_index(options.highlighted).id)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go to the one that was clicked."""
        self._go(event.option_id)

    def _go(self, prompt: str | None) -> None:
        """Close, and go there."""
        if self.is_current:
            self.dismiss(prompt)

    def action_move(self, where: str) -> None:
        """Mark the next or the previous one while typing goes on."""
        options = self.query_one(OptionList)
        if where == "down":
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_cancel(self) -> None:
        """Close without moving to another prompt."""
        self.dismiss(None)

    def _narrow(self, typed: str) -> list[Target]:
        """Show and return the prompts that match the typed text."""
        self._typed = typed
        words = fold_case(typed).split()
        found = [target for target in self._targets if target.matches(words)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(_option(target) for target in found)
        options.highlighted = 0 if found else None
        return found


def _option(target: Target) -> Option:
    """Return a prompt as a line of the list."""
    glyph = "✓" if target.is_answered else "○"
    name = as_content(f"{glyph} {target.heading}")
    return Option(name + as_content(f"  {target.section}", "dim"), id=target.prompt)


def targets(draft: Draft) -> tuple[Target, ...]:
    """The prompts that are asked now, the private page's last."""
    sections = [*draft.sections, *([draft.private] if draft.private else [])]
    return tuple(
        Target(prompt.id, section.title, prompt.heading, draft.answer(prompt.id).is_answered)
        for section in sections
        for prompt in draft.prompts(section)
    )
