"""The order of a session's prompts: which are asked now, and which follows which."""

from collections.abc import Iterator

from session_tui.core.base.text import fold_case
from session_tui.core.chart.open_views import PrivateView, RecordView
from session_tui.core.interview.conditions import is_asked
from session_tui.core.interview.session_context import SessionContext
from session_tui.core.model.guide import PRIVATE, Prompt, Section, Share
from session_tui.core.model.session import Session


class PromptOrder:
    """Decides which prompts are asked, and in which order. The private page has an order of its own.

    A subclass supplies the current session, because conditions depend on its answers.

    Args:
        session_context: the session's guide, and the items that earlier sessions left open.
    """

    def __init__(self, session_context: SessionContext) -> None:
        self.session_context = session_context

    def now(self) -> Session:
        """Return the session with every answer given so far."""
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
        """Yield the prompts of a section that are asked now."""
        return (prompt for prompt in section.prompts if self.is_asked(prompt))

    def order(self, *, private: bool = False) -> tuple[str, ...]:
        """Return the ids of the prompts that are asked now, in visiting order."""
        return tuple(p.id for part in self._pages(private=private) for p in self.prompts(part))

    def is_asked(self, prompt: Prompt) -> bool:
        """Whether a prompt's condition holds, or it has an answer already."""
        return not prompt.condition or is_asked(prompt, self.open_items_for(prompt), self.now())

    def open_items_for(self, prompt: Prompt) -> RecordView | PrivateView:
        """Return the items left open by earlier sessions that a prompt may show; private ones only to a private prompt."""
        is_private = prompt.share == Share.PRIVATE
        return self.session_context.private_open_items if is_private else self.session_context.open_items

    def section_of(self, prompt: str) -> Section | None:
        """Return the section that holds a prompt; None for a prompt that the guide does not have."""
        sections = self.session_context.guide.sections
        return next((s for s in sections if any(p.id == prompt for p in s.prompts)), None)

    def is_private(self, prompt: str) -> bool:
        """Whether a prompt is on the private page."""
        section = self.section_of(prompt)
        return section is not None and section.id == PRIVATE

    def beside(self, prompt: str, step: int) -> str | None:
        """Return the prompt ``step`` places after ``prompt`` (before it if negative); None beyond the ends.

        The current prompt keeps its place even if its condition no longer holds. A prompt that the guide does not have
        is followed by the first one.
        """
        pages = self._pages(private=self.is_private(prompt))
        order = [p.id for part in pages for p in part.prompts if p.id == prompt or self.is_asked(p)]
        place = order.index(prompt) + step if prompt in order else 0
        return order[place] if 0 <= place < len(order) else None

    def section_beside(self, prompt: str, step: int) -> str | None:
        """Return the first prompt of the section ``step`` places on; None beyond the ends, and on the private page."""
        here = self.section_of(prompt)
        sections = [part for part in self.sections if part is here or any(self.prompts(part))]
        place = sections.index(here) + step if here in sections else -1
        if not 0 <= place < len(sections):
            return None
        return next(self.prompts(sections[place])).id

    def first_place(self) -> str:
        """Return the prompt where the draft was left, else the first one; empty if no prompt is asked."""
        place = self.now().place
        order = self.order()
        if place and place.prompt in order:
            return place.prompt
        return order[0] if order else ""

    def find_prompts(self, words: str) -> tuple[Prompt, ...]:
        """Return the prompt named ``words``, else the prompts whose heading starts with them, else those that contain
        them.
        """
        wanted = fold_case(words)
        prompts = [prompt for _, prompt in self.session_context.guide.prompts()]
        exact = [p for p in prompts if wanted in (fold_case(p.id), fold_case(p.heading))]
        begun = [p for p in prompts if fold_case(p.heading).startswith(wanted)]
        return tuple(exact[:1] or begun or [p for p in prompts if wanted in fold_case(p.heading)])

    def _pages(self, *, private: bool) -> tuple[Section, ...]:
        """Return the private page alone, or all other sections."""
        if private:
            return (self.private,) if self.private else ()
        return self.sections
