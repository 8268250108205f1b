"""One section of the sheet: its prompts, one below the other."""

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from session_tui.core.interview.context import FieldContext
from session_tui.core.model.guide import Prompt, Section
from session_tui.core.model.session import Answer, Jot
from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.fields import field_for
from session_tui.ui.widgets.session.prompt_block import PromptBlock


class SectionPage(VerticalScroll):
    """The prompts of a section. The page is created once, and keeps its fields with their cursors and undo history.

    Args:
        section: the section.
        answer: returns the current answer to a prompt.
        is_asked: whether a prompt's condition holds now.
        context: returns what a prompt's field may know about the session.
    """

    can_focus = False

    def __init__(
        self,
        section: Section,
        *,
        answer: Callable[[str], Answer],
        is_asked: Callable[[Prompt], bool],
        context: Callable[[Prompt], FieldContext],
    ) -> None:
        super().__init__()
        self.section = section
        self.border_title = as_content(section.title)
        self._is_asked = is_asked
        self._jots: tuple[Jot, ...] = ()
        self._jot_lines = Static(classes="page-jots", markup=False)
        self._jot_lines.display = False
        self._blocks = {
            prompt.id: PromptBlock(
                prompt,
                answer(prompt.id),
                partial(field_for, prompt, context=context(prompt)),
            )
            for prompt in section.prompts
        }

    def compose(self) -> ComposeResult:
        """Compose the prompts in the guide's order, and the jots filed here below them."""
        yield from self._blocks.values()
        yield self._jot_lines

    def on_descendant_focus(self) -> None:
        """Mark the page as active with a class: ``:focus-within`` would restyle every field at each Tab."""
        self.add_class("-active")

    def on_descendant_blur(self) -> None:
        """Keep the mark if the focus moved to another field of this page."""
        self.set_class(self.has_focus_within, "-active")

    def on_mount(self) -> None:
        """Hide the prompts that are not asked now."""
        self.show_asked()

    def find(self, prompt: str) -> PromptBlock | None:
        """Return the block of a prompt; None if it is not in this section."""
        return self._blocks.get(prompt)

    def block(self, prompt: str) -> PromptBlock:
        """Return the block of a prompt of this section."""
        return self._blocks[prompt]

    def show_asked(self) -> None:
        """Show exactly the prompts whose condition holds."""
        for block in self._blocks.values():
            block.display = self._is_asked(block.prompt)

    def show_jots(self, jots: tuple[Jot, ...]) -> None:
        """Show the jots filed under this section."""
        if jots != self._jots:
            self._jots = jots
            lines = [as_content(f"jot: {jot.text}", "$text-muted") for jot in jots]
            self._jot_lines.update(Content("\n").join(lines))
            self._jot_lines.display = bool(jots)
