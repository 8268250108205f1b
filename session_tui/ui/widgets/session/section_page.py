"""One section of the sheet: its prompts beneath each other."""

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
    """The prompts of a section. It is made once, and keeps its fields with their cursors and their undo.

    Args:
        section: what is asked.
        answer: gives the answer to a prompt as it stands.
        is_asked: whether a prompt's condition holds now.
        context: what a prompt's field must know.
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
        """The blocks, in the guide's order, and beneath them the jots that were filed here."""
        yield from self._blocks.values()
        yield self._jot_lines

    def on_descendant_focus(self) -> None:
        """A field of it has the focus. A class says so: ``:focus-within`` would style every field anew at each Tab."""
        self.add_class("-active")

    def on_descendant_blur(self) -> None:
        """The focus moved, perhaps to another of its fields."""
        self.set_class(self.has_focus_within, "-active")

    def on_mount(self) -> None:
        """Leave away what is not asked now."""
        self.show_asked()

    def find(self, prompt: str) -> PromptBlock | None:
        """The block of a prompt, if it is asked in this section."""
        return self._blocks.get(prompt)

    def block(self, prompt: str) -> PromptBlock:
        """The block of a prompt of this section."""
        return self._blocks[prompt]

    def show_asked(self) -> None:
        """Show the prompts whose condition holds."""
        for block in self._blocks.values():
            block.display = self._is_asked(block.prompt)

    def show_jots(self, jots: tuple[Jot, ...]) -> None:
        """Show the jots that are filed under this section."""
        if jots != self._jots:
            self._jots = jots
            lines = [as_content(f"jot: {jot.text}", "$text-muted") for jot in jots]
            self._jot_lines.update(Content("\n").join(lines))
            self._jot_lines.display = bool(jots)
