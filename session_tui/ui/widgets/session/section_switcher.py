"""The pages of the sheet, one for each section; each is created when it is first opened, and kept."""

from collections.abc import Callable

from textual.widgets import ContentSwitcher

from session_tui.core.model.guide import Section
from session_tui.ui.widgets.fields.base import PromptField
from session_tui.ui.widgets.session.prompt_block import PromptBlock
from session_tui.ui.widgets.session.section_page import SectionPage


class SectionSwitcher(ContentSwitcher):
    """Shows one section at a time.

    Args:
        make: makes the page of a section.
    """

    def __init__(self, make: Callable[[Section], SectionPage]) -> None:
        super().__init__(id="pages")
        self._make = make
        self._made: dict[str, SectionPage] = {}

    async def page(self, section: Section) -> SectionPage:
        """Return the page of a section, mounting it if needed."""
        page = self._made.get(section.id)
        if page is None:
            page = self._made[section.id] = self._make(section)
            page.id = f"page-{len(self._made)}"
            page.display = False  # ContentSwitcher hides only the children that it was composed with
            await self.mount(page)
        return page

    def show_asked(self) -> None:
        """Show on every page exactly the prompts whose condition holds now."""
        for page in self._made.values():
            page.show_asked()

    def turn_to(self, page: SectionPage) -> None:
        """Show this page."""
        self.current = page.id

    def block(self, prompt: str) -> PromptBlock | None:
        """Return the block of a prompt, if its page was created."""
        return next((b for page in self._made.values() if (b := page.find(prompt))), None)

    def field(self, prompt: str) -> PromptField | None:
        """Return the field of a prompt, if it was ever opened."""
        block = self.block(prompt)
        return block.field if block else None

    def made(self) -> tuple[SectionPage, ...]:
        """Return the pages created so far."""
        return tuple(self._made.values())
