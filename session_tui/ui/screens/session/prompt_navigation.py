"""Moving between the prompts of a session: which prompt is current, and how the next one becomes current."""

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal

from session_tui.actions.registry import Action
from session_tui.core.interview.draft import Draft
from session_tui.core.interview.session_context import SessionContext
from session_tui.core.model.guide import Section
from session_tui.ui.screens.base import NARROW, SessionScreen
from session_tui.ui.widgets.fields.base import PromptField
from session_tui.ui.widgets.session.last_answer import LastAnswerView
from session_tui.ui.widgets.session.outline import Outline
from session_tui.ui.widgets.session.prompt_block import PromptBlock
from session_tui.ui.widgets.session.section_page import SectionPage
from session_tui.ui.widgets.session.section_switcher import SectionSwitcher

if TYPE_CHECKING:
    from session_tui.ui.services.app_services import AppServices


class PromptScreen(SessionScreen):
    """The section pages of a session, the outline and the last answer; one prompt is current.

    Attributes:
        draft: the session that is being written; made when the screen is.
        current: the id of the current prompt; empty where nothing is asked.
    """

    STYLES = ("screens/session/sheet", "widgets/fields/fields")
    AUTO_FOCUS = ""
    app: "AppServices"
    draft: Draft

    def __init__(self, session_context: SessionContext) -> None:
        super().__init__()
        self.session_context = session_context
        self.current = ""
        self._return_to = ""

    def compose_body(self) -> ComposeResult:
        """Outline, the section's prompts, last time."""
        with Horizontal(id="sheet"):
            yield Outline()
            yield SectionSwitcher(self._make_page)
            yield LastAnswerView()

    @property
    def is_writing(self) -> bool:
        """Whether keys go into a field."""
        return self.focused is not None

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Make the prompt current whose field took the focus, by a key or by the mouse."""
        if event.widget is not self.focused:
            return  # a key was faster, and the focus is elsewhere by now
        for node in event.widget.ancestors:
            if isinstance(node, PromptBlock) and node.prompt.id != self.current:
                self._leave_current()
                self._arrive(node)

    def on_resize(self, event: events.Resize) -> None:
        """Narrow: the outline in one line, last time over the sheet."""
        self.query_one(Outline).as_line(event.size.width < NARROW)

    @on(PromptField.Done)
    async def _after_field(self, event: PromptField.Done) -> None:
        """Go to the next or previous prompt when the cursor leaves a field."""
        event.stop()
        if event.direction > 0:
            await self.action_next_prompt()
        else:
            await self.action_previous_prompt()

    @on(PromptBlock.Opened)
    async def _after_click(self, event: PromptBlock.Opened) -> None:
        """Go to the prompt that was clicked."""
        await self.visit(event.prompt)

    @on(Outline.Chosen)
    async def _after_outline(self, event: Outline.Chosen) -> None:
        """Go to the section or prompt that was clicked in the outline."""
        sections = (part for part in self.session_context.guide.sections if part.id == event.section)
        for prompt in [prompt for part in sections for prompt in self.draft.prompts(part)][:1]:
            await self.visit(prompt.id)

    # The keys

    async def action_next_prompt(self) -> None:
        """Go to the next prompt; after the last prompt, open review and sign."""
        await self._go_on(self.draft.beside(self.current, 1), 1)

    async def action_previous_prompt(self) -> None:
        """Go to the prompt before this one."""
        await self._go_on(self.draft.beside(self.current, -1), -1)

    async def action_next_section(self) -> None:
        """Go to the next section; after the last section, open review and sign."""
        await self._go_on(self.draft.section_beside(self.current, 1), 1)

    async def action_turn_section(self, step: int) -> None:
        """Outside a field: the next section, or the one before, without going into a field."""
        await self._go_on(self.draft.section_beside(self.current, step), step, enter=False)

    def action_move(self, where: str) -> None:
        """Move to another prompt while no field has the focus."""
        self.call_next(self._move, where)

    async def _move(self, where: str) -> None:
        """Go to the prompt above or below."""
        if where in ("down", "up"):
            step = 1 if where == "down" else -1
            await self._go_on(self.draft.beside(self.current, step), step, enter=False)
        elif where in ("first", "last"):
            order = self.draft.order(private=self.is_private)
            for prompt in order[:1] if where == "first" else order[-1:]:
                await self.visit(prompt, enter=False)

    async def action_write(self) -> None:
        """Go into the current prompt's field."""
        await self.visit(self.current)

    async def action_go_to(self) -> None:
        """Choose any prompt by part of its name."""

        async def go(prompt: str | None) -> None:
            await self.visit(prompt or "")

        self.read_field()
        await self.app.navigation.open_go_to(self.draft, self.current, go)

    def action_last_time(self) -> None:
        """Show or hide the last answer to this prompt."""
        self.query_one(LastAnswerView).toggle()

    async def action_private_page(self) -> None:
        """Open the private page, or come back from it."""
        if self.is_private:
            order = self.draft.order()
            await self.visit(self._return_to or (order[0] if order else ""))
        elif order := self.draft.order(private=True):
            self._return_to = self.current
            await self.visit(order[0])

    def action_close(self) -> None:
        """Open what follows the last prompt; subclasses override it."""

    # Moving between prompts

    @property
    def is_private(self) -> bool:
        """Whether we are on the private page."""
        return self.draft.is_private(self.current)

    @property
    def pages(self) -> SectionSwitcher:
        """The switcher that holds the section pages opened so far."""
        return self.query_one(SectionSwitcher)

    async def visit(self, prompt: str, cursor: tuple[int, int] | None = None, *, enter: bool = True) -> None:
        """Make a prompt the current one, on the page of its section, and go into its field.

        It is waited for, so that the next key typed already lands in the new field; a prompt that is not asked is
        not gone to.
        """
        section = self.draft.section_of(prompt)
        if section is None:
            return
        self.read_field()
        page = await self.pages.page(section)
        page.show_asked()
        block = page.block(prompt)
        field = await block.open() if enter else None
        # Nothing is waited for from here on: what is hidden would hand the focus to any other field.
        left = self.pages.block(self.current) if prompt != self.current else None
        self.pages.turn_to(page)
        if field is None:
            self.set_focus(None)
        elif not field.has_focus_within:
            field.focus_first()
        if field is not None and cursor:
            field.go_to(*cursor)
        if left is not None:
            self._leave_current()
        if prompt != self.current:
            self._arrive(block)
        self.call_after_refresh(block.scroll_visible, animate=False)

    def read_field(self) -> None:
        """Write the content of the current field into the draft."""
        field = self.pages.field(self.current)
        if field is not None:
            self.draft.write(self.current, field.entry)

    async def _go_on(self, prompt: str | None, step: int, *, enter: bool = True) -> None:
        """Go to ``prompt``; if it is None, leave the private page or open review and sign."""
        if prompt is not None:
            await self.visit(prompt, enter=enter)
        elif self.is_private:
            await self.action_private_page()
        elif step > 0 and enter:
            self.action_close()

    def _make_page(self, section: Section) -> SectionPage:
        """Mount the page of a section and return it."""
        page = SectionPage(
            section,
            answer=self.draft.answer,
            is_asked=self.draft.is_asked,
            context=self.draft.context,
        )
        page.show_jots(self.draft.jots(section.id))
        return page

    def _arrive(self, block: PromptBlock) -> None:
        """Make a block the current one and show its last answer."""
        self.current = block.prompt.id
        block.add_class("-current")
        self.show_state(self.current)
        last = self.session_context.last.get(self.current)
        day = self.draft.from_day(self.current)
        goals = {each.goal.id: each.goal.words for each in self.session_context.open_items.goals}
        self.query_one(LastAnswerView).show(last.answer if last else None, day, goals)

    def _leave_current(self) -> None:
        """Store the current field and mark its prompt as seen."""
        block = self.pages.block(self.current)
        if block is not None:
            self.read_field()
            self.draft.passed(self.current)
            self.show_state(self.current)
            block.leave()

    def show_state(self, prompt: str) -> None:
        """Update the heading of ``prompt`` and the outline from the draft."""
        if block := self.pages.block(prompt):
            block.show(
                self.draft.answer(prompt),
                from_day=self.draft.from_day(prompt),
                offered=self.draft.offered(prompt),
            )
        self.show_outline()

    def show_outline(self) -> None:
        """Show the current prompt and the answered ones in the outline, and the jots in their sections."""
        self.query_one(Outline).show(
            self.draft.rows(self.current),
            private=self.draft.private_row(self.current),
            unfiled=len(self.draft.now().unfiled()),
        )
        for page in self.pages.made():
            page.show_jots(self.draft.jots(page.section.id))

    # The foot of the screen

    @property
    def footer_actions(self) -> tuple[Action, ...]:
        """What the foot names now: in a field the Ctrl keys, outside it the single letters."""
        return self.ACTIONS
