"""The order of a session's prompts: which are asked now, and which one follows which."""

from collections.abc import Iterator

from session_tui.core.base.text import fold_case
from session_tui.core.chart.open_views import PrivateView, RecordView
from session_tui.core.interview.conditions import is_asked
from session_tui.core.interview.session_context import SessionContext
from session_tui.core.model.guide import PRIVATE, Prompt, Section, Share
from session_tui.core.model.session import Session


class PromptOrder:
    """Which prompts are asked, and in which order. The private page has an order of its own.

    A subclass says what the session is now, because conditions depend on its answers.

    Args:
        session_context: the guide of the session, and what earlier sessions left open.
    """

    def __init__(self, session_context: SessionContext) -> None:
        self.session_context = session_context

    def now(self) -> Session:
        """The session with every answer given until now."""
        raise NotImplementedError

    @property
    def sections(self) -> tuple[Section, ...]:
        """The guide's sections, without the private page."""
        return tuple(part for part in self.session_context.guide.sections if part.id != PRIVATE)

    @property
    def private(self) -> Section | None:
        """The private page, if the session has one."""
        return next((part for part in self.session_context.guide.sections if part.id == PRIVATE), None)

    def prompts(self, section: Section) -> Iterator[Prompt]:
        """The prompts of a section that are asked now."""
        return (prompt for prompt in section.prompts if self.is_asked(prompt))

    def order(self, *, private: bool = False) -> tuple[str, ...]:
        """The ids of the prompts that are asked now, in the order in which they are visited."""
        return tuple(p.id for part in self._pages(private=private) for p in self.prompts(part))

    def is_asked(self, prompt: Prompt) -> bool:
        """Whether a prompt's condition holds, or it has an answer already."""
        return not prompt.condition or is_asked(prompt, self.open_items_for(prompt), self.now())

    def open_items_for(self, prompt: Prompt) -> RecordView | PrivateView:
        """What earlier sessions left open, as far as a prompt may show it."""
        is_private = prompt.share == Share.PRIVATE
        return self.session_context.private_open_items if is_private else self.session_context.open_items

    def section_of(self, prompt: str) -> Section | None:
        """The section in which a prompt is asked; None for one that is not asked at all."""
        sections = self.session_context.guide.sections
        return next((s for s in sections if any(p.id == prompt for p in s.prompts)), None)

    def is_private(self, prompt: str) -> bool:
        """Whether a prompt is asked on the private page."""
        section = self.section_of(prompt)
        return section is not None and section.id == PRIVATE

    def beside(self, prompt: str, step: int) -> str | None:
        """The prompt ``step`` places after this one, or before it; None beyond the ends.

        A prompt that is not asked any more keeps its place while it is the current one. From one that the guide does
        not have, the first prompt follows.
        """
        pages = self._pages(private=self.is_private(prompt))
        order = [p.id for part in pages for p in part.prompts if p.id == prompt or self.is_asked(p)]
        place = order.index(prompt) + step if prompt in order else 0
        return order[place] if 0 <= place < len(order) else None

    def section_beside(self, prompt: str, step: int) -> str | None:
        """The first prompt ``step`` sections further; None beyond the ends, and on the private page."""
        here = self.section_of(prompt)
        sections = [part for part in self.sections if part is here or any(self.prompts(part))]
        place = sections.index(here) + step if here in sections else -1
        if not 0 <= place < len(sections):
            return None
        return next(self.prompts(sections[place])).id

    def first_place(self) -> str:
        """The prompt where writing stopped, or the first one; empty when nothing is asked."""
        place = self.now().place
        order = self.order()
        if place and place.prompt in order:
            return place.prompt
        return order[0] if order else ""

    def find_prompts(self, words: str) -> tuple[Prompt, ...]:
        """The prompts whose name is these words; else those that begin with them; else those that contain them."""
        wanted = fold_case(words)
        prompts = [prompt for _, prompt in self.session_context.guide.prompts()]
        exact = [p for p in prompts if wanted in (fold_case(p.id), fold_case(p.heading))]
        begun = [p for p in prompts if fold_case(p.heading).startswith(wanted)]
        return tuple(exact[:1] or begun or [p for p in prompts if wanted in fold_case(p.heading)])

    def _pages(self, *, private: bool) -> tuple[Section, ...]:
        if private:
            return (self.private,) if self.private else ()
        return self.sections
