"""The sheet: one session, section by section, written while listening."""

from datetime import datetime
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import ContentSwitcher, Static

from session_tui.core.guide import Section
from session_tui.core.session import Session
from session_tui.ui.actions import SHEET
from session_tui.ui.draft import Draft
from session_tui.ui.literal import literal
from session_tui.ui.messages import KeepingFailed, KeptApart, SessionKept, Sitting
from session_tui.ui.screens.base import SessionScreen
from session_tui.ui.widgets.last_time import LastTime
from session_tui.ui.widgets.outline import Outline
from session_tui.ui.widgets.prompt_block import PromptBlock
from session_tui.ui.widgets.prompt_field import Entry, PromptField
from session_tui.ui.widgets.section_page import SectionPage
from session_tui.ui.widgets.writing_area import WritingArea

if TYPE_CHECKING:
    from session_tui.ui.app import SessionApp
    from session_tui.ui.screens.close import Ending

LONG_SITTING = 12 * 3600
"""Seconds after which the clock counts from the moment the draft was opened again, not from its start."""


class SheetScreen(SessionScreen):
    """Walks through a guide. Any key typed lands somewhere safe, and every prompt may be skipped."""

    ACTIONS = SHEET
    HELP = "sheet"
    STYLES = ("sheet", "fields")
    AUTO_FOCUS = ""
    app: "SessionApp"

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._current = ""
        self._return_to = ""
        self._may_leave = False
        self._kept_line = ""

    def compose_body(self) -> ComposeResult:
        """Outline, the section's prompts, last time; a line for what could not be saved."""
        yield Static(id="trouble", markup=False)
        with Horizontal(id="sheet"):
            yield Outline()
            yield ContentSwitcher(id="pages")
            yield LastTime()

    async def on_mount(self) -> None:
        """Open where writing stopped. What is typed meanwhile waits, and lands in that field."""
        self.app.hold_keys()
        self.draft = Draft(self.sitting, self.app.clock)
        self.app.keeper.watch(self, self.latest, self.sitting.session)
        self._opened = self.app.clock()
        started = self.sitting.session.started
        if (self._opened - started).total_seconds() < LONG_SITTING:
            self._opened = started
        self._tick()
        self.set_interval(1, self._tick)
        place = self.sitting.session.place
        await self._visit(self.draft.first_place(), (place.row, place.column) if place else None)
        self.app.release_keys()

    # What the keeper asks for

    def latest(self) -> Session:
        """The session with everything typed until now, and where the cursor stands."""
        field = self._field()
        if field is not None:
            self.draft.write(self._current, field.entry)
        if self._current and not self._is_private():
            self.draft.stand_at(self._current, field.cursor if field else (0, 0))
        return self.draft.now()

    @on(SessionKept)
    def _after_save(self, event: SessionKept) -> None:
        self._kept_line = f"saved {event.at:%H:%M:%S}"
        self._may_leave = False
        self.query_one("#trouble").display = False
        self._tick()

    @on(KeptApart)
    def _after_outside_change(self) -> None:
        self.warn(
            "This session was changed elsewhere meanwhile. Both versions are kept: "
            "what you write here is now a draft of its own, beside the other."
        )

    @on(KeepingFailed)
    def _after_failed_save(self, event: KeepingFailed) -> None:
        self._kept_line = "! not saved"
        line = f"Not saved: {event.what} What you typed is kept here and is tried again."
        trouble = self.query_one("#trouble", Static)
        trouble.update(literal(line))
        trouble.display = True
        self._tick()

    # What is typed

    @on(PromptField.Changed)
    def _after_change(self, event: PromptField.Changed) -> None:
        event.stop()
        self.draft.write(event.prompt, event.entry)
        self.app.keeper.changed()
        block = self._block(event.prompt)
        if block and not block.shows(is_answered=event.entry != Entry()):
            self._show_state(event.prompt)

    @on(PromptField.Done)
    async def _after_field(self, event: PromptField.Done) -> None:
        event.stop()
        if event.direction > 0:
            await self.action_next_prompt()
        else:
            await self.action_previous_prompt()

    @on(WritingArea.PasteRefused)
    def _after_refused_paste(self, event: WritingArea.PasteRefused) -> None:
        self.warn(str(event))

    @on(PromptBlock.Opened)
    async def _after_click(self, event: PromptBlock.Opened) -> None:
        await self._visit(event.prompt)

    @on(Outline.Chosen)
    async def _after_outline(self, event: Outline.Chosen) -> None:
        section = next(part for part in self.sitting.guide.sections if part.id == event.section)
        if prompts := list(self.draft.prompts(section)):
            await self._visit(prompts[0].id)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focus moved, by a key or by the mouse: that prompt is now the current one."""
        if event.widget is not self.focused:
            return  # a key was faster, and the focus is elsewhere by now
        for node in event.widget.ancestors:
            if isinstance(node, PromptBlock) and node.prompt.id != self._current:
                self._leave_current()
                self._arrive(node)

    def on_resize(self, event: events.Resize) -> None:
        """Narrow: the outline in one line, last time over the sheet."""
        self.query_one(Outline).as_line(event.size.width < 100)

    # The keys

    async def action_next_prompt(self) -> None:
        """Go to the next prompt; after the last one comes the close."""
        await self._go_on(self.draft.beside(self._current, 1), 1)

    async def action_previous_prompt(self) -> None:
        """Go to the prompt before this one."""
        await self._go_on(self.draft.beside(self._current, -1), -1)

    async def action_next_section(self) -> None:
        """Go to the next section; after the last one comes the close."""
        await self._go_on(self.draft.section_beside(self._current, 1), 1)

    async def action_previous_section(self) -> None:
        """Go to the section before this one."""
        await self._go_on(self.draft.section_beside(self._current, -1), -1)

    def action_move(self, where: str) -> None:
        """Outside a field: the prompts beneath each other."""
        self.call_next(self._move, where)

    async def _move(self, where: str) -> None:
        if where in ("down", "up"):
            step = 1 if where == "down" else -1
            await self._go_on(self.draft.beside(self._current, step), step, enter=False)
        elif where in ("first", "last"):
            order = self.draft.order(private=self._is_private())
            await self._visit(order[0 if where == "first" else -1], enter=False)

    async def action_write(self) -> None:
        """Go into the current prompt's field."""
        await self._visit(self._current)

    async def action_go_to(self) -> None:
        """Choose any prompt by part of its name."""
        from session_tui.ui.screens.go_to import GoToScreen, targets

        async def go(prompt: str | None) -> None:
            await self._visit(prompt or self._current)

        await self.app.push_screen(GoToScreen(targets(self.draft), self._current), go)

    async def action_jot(self) -> None:
        """Write one line for any section."""
        from session_tui.ui.screens.jot import JotScreen

        jot_id = self.draft.new_jot_id()
        await self.app.push_screen(
            JotScreen(lambda text, section: self._jotted(jot_id, text, section)),
            lambda _: self._show_outline(),
        )

    def action_file_jots(self) -> None:
        """Put the jots that wait into their sections."""
        from session_tui.ui.screens.jots import JotsScreen

        if not self.draft.now().jots:
            self.say("There are no jots.")
            return
        self.app.push_screen(JotsScreen(self.draft), lambda _: self._after_jots())

    def action_last_time(self) -> None:
        """Show or hide what was said here last time."""
        self.query_one(LastTime).toggle()

    def action_recall(self) -> None:
        """Bring the last answer to this prompt here; once more, keep it."""
        recall = self.draft.recall(self._current)
        field = self._field()
        if recall.entry is not None and field is not None:
            field.fill(recall.entry)
        if recall.said:
            self.say(recall.said)
        self.app.keeper.changed()
        self._show_state(self._current)

    def action_save_now(self) -> None:
        """Save at once and say when."""
        self.app.keeper.hurry()

    async def action_private_page(self) -> None:
        """Open the private page, or come back from it."""
        if self._is_private():
            await self._visit(self._return_to or self.draft.order()[0])
        elif order := self.draft.order(private=True):
            self._return_to = self._current
            await self._visit(order[0])

    def action_turn_screen(self) -> None:
        """Show what is safe for the client to see."""
        from session_tui.ui.screens.shared import SharedScreen

        self.app.push_screen(SharedScreen(self.draft.now(), self.sitting.standing))

    def action_close(self) -> None:
        """Read the note as it will be, and sign it or leave it as a draft."""
        from session_tui.ui.screens.close import CloseScreen

        self._leave_current()
        self.app.keeper.changed()
        self.app.push_screen(CloseScreen(self.draft, self._after_close))

    def action_leave(self) -> None:
        """First out of the field, then out of the sheet; nothing is asked, the draft is kept."""
        if self.focused is not None:
            self.set_focus(None)
            return
        trouble = self.app.keeper.release()
        if trouble and not self._may_leave:
            self._may_leave = True
            self.warn(f"Not saved: {trouble} Esc once more leaves without the last words.")
            return
        self.app.leave_sheet(self)

    # Moving

    async def _after_close(self, ending: "Ending") -> None:
        if ending.is_over:
            self.app.keeper.release()
            self.app.leave_sheet(self, ending.said)
            return
        self.app.keeper.watch(self, self.latest, self.app.keeper.kept or self.sitting.session)
        for prompt in ending.cleared:
            if field := self._field(prompt):
                field.fill(Entry())
        self.app.keeper.changed()
        await self._visit(ending.prompt or self._current)

    def _is_private(self) -> bool:
        return self.draft.is_private(self._current)

    async def _go_on(self, prompt: str | None, step: int, *, enter: bool = True) -> None:
        """To this prompt; beyond the last one to the close, or back from the private page."""
        if prompt is not None:
            await self._visit(prompt, enter=enter)
        elif self._is_private():
            await self.action_private_page()
        elif step > 0 and enter:
            self.action_close()

    async def _visit(
        self, prompt: str, cursor: tuple[int, int] | None = None, *, enter: bool = True
    ) -> None:
        """Make a prompt the current one, on the page of its section, and go into its field.

        It is waited for, so that the next key typed already lands in the new field.
        """
        page = await self._open_page(self.draft.section_of(prompt))
        page.show_asked()
        block = page.block(prompt)
        field = await block.open() if enter else None
        if prompt != self._current:
            self._leave_current()
            self._arrive(block)
        if field is not None:
            if not field.has_focus_within:
                field.focus_first()
            if cursor:
                field.go_to(*cursor)
        else:
            self.set_focus(None)
        self.call_after_refresh(block.scroll_visible, animate=False)

    async def _open_page(self, section: Section) -> SectionPage:
        pages = self.query_one("#pages", ContentSwitcher)
        page = next((each for each in pages.query(SectionPage) if each.section is section), None)
        if page is None:
            page = SectionPage(
                section,
                f"page-{len(pages.children)}",
                answer=self.draft.answer,
                is_asked=self.draft.is_asked,
                context=self.draft.context,
            )
            await pages.mount(page)
        pages.current = page.id
        return page

    def _arrive(self, block: PromptBlock) -> None:
        self._current = block.prompt.id
        block.add_class("-current")
        self._show_state(self._current)
        last = self.sitting.last.get(self._current)
        day = self.draft.from_day(self._current)
        goals = {each.goal.id: each.goal.words for each in self.sitting.standing.goals}
        self.query_one(LastTime).show(last.answer if last else None, day, goals)

    def _leave_current(self) -> None:
        block = self._block(self._current)
        if block is None:
            return
        self.draft.passed(self._current)
        self._show_state(self._current)
        block.leave()

    # Showing

    def _block(self, prompt: str) -> PromptBlock | None:
        pages = self.query(SectionPage)
        return next((found for page in pages if (found := page.find(prompt))), None)

    def _field(self, prompt: str = "") -> PromptField | None:
        block = self._block(prompt or self._current)
        return block.field if block else None

    def _show_state(self, prompt: str) -> None:
        if block := self._block(prompt):
            block.show(self.draft.answer(prompt), from_day=self.draft.from_day(prompt))
        self._show_outline()

    def _show_outline(self) -> None:
        self.query_one(Outline).show(
            self.draft.rows(self._current),
            private=self.draft.private_row(self._current),
            unfiled=len(self.draft.now().unfiled()),
        )

    def _jotted(self, jot_id: str, text: str, section: str | None) -> None:
        self.draft.jot(jot_id, text, section)
        self.app.keeper.changed()

    def _after_jots(self) -> None:
        self.app.keeper.changed()
        self._show_outline()

    def _tick(self) -> None:
        session = self.draft.session
        self.headline(
            f"{session.client} · {session.guide.title}"
            + (" · private page" if self._current and self._is_private() else ""),
            f"{_clock(self._opened, self.app.clock(), self.sitting.guide.minutes)}   {self._kept_line}".rstrip(),
        )


def _clock(since: datetime, now: datetime, minutes: int | None) -> str:
    """``23:10 of 45``: minutes and seconds that passed, and how long such a session usually takes."""
    seconds = max(0, int((now - since).total_seconds()))
    passed = f"{seconds // 60}:{seconds % 60:02}"
    return f"{passed} of {minutes}" if minutes else passed
