"""The way through a session's prompts, without a screen."""

from session_tui.core.base.text import fold_case
from session_tui.core.chart.open_state import OpenItems
from session_tui.core.interview.conditions import is_asked
from session_tui.core.interview.session_guide import session_sections, with_private
from session_tui.core.model.guide import PRIVATE, Guide, Prompt, Section, Share
from session_tui.core.model.session import Session

CLOSE = ""
"""Where the walk is after the last prompt."""


class Way:
    """Which prompt follows which. The private page is a way of its own.

    Args:
        session: the session as it begins here.
        guides: its guide, and that of the private page.
        open_items: what earlier sessions left open, without their private pages.
        private_standing: the same with them, for prompts that are private.

    Attributes:
        guide: the guide as the session asks it, the private page as its last section.
    """

    def __init__(
        self,
        session: Session,
        guides: tuple[Guide | None, Guide | None],
        open_items: OpenItems,
        private_open_items: OpenItems,
    ) -> None:
        guide, private = guides
        self.guide = session_sections(session, with_private(guide, private))
        self._standing, self._private = open_items, private_open_items

    @property
    def private(self) -> Section | None:
        """The private page, where the session has one."""
        return next((part for part in self.guide.sections if part.id == PRIVATE), None)

    def start(self, session: Session) -> str:
        """The prompt where writing stopped, or the first one."""
        place = session.place.prompt if session.place else ""
        return place if session.has_prompt(place) else next(iter(self.order(session)), CLOSE)

    def asked(self, prompt_id: str) -> tuple[Section, Prompt]:
        """A prompt and its section."""
        return next(each for each in self.guide.prompts() if each[1].id == prompt_id)

    def order(self, session: Session, *, private: bool = False) -> list[str]:
        """The prompts in the order they are asked, as things stand in the session."""
        return [
            prompt.id
            for section, prompt in self.guide.prompts()
            if (section.id == PRIVATE) == private and self._is_asked(prompt, session)
        ]

    def beside(self, prompt_id: str, step: int, session: Session) -> str:
        """The prompt so many further; the first one where there is none before, CLOSE behind the last."""
        order = self.order(session, private=self.asked(prompt_id)[0].id == PRIVATE)
        place = max((order.index(prompt_id) if prompt_id in order else 0) + step, 0)
        return order[place] if place < len(order) else CLOSE

    def named(self, words: str) -> list[Prompt]:
        """The prompts whose name begins with some words, or else holds them."""
        wanted = fold_case(words)
        prompts = [prompt for _, prompt in self.guide.prompts()]
        exact = [p for p in prompts if wanted in (fold_case(p.id), fold_case(p.heading))]
        begun = [p for p in prompts if fold_case(p.heading).startswith(wanted)]
        return exact[:1] or begun or [p for p in prompts if wanted in fold_case(p.heading)]

    def _is_asked(self, prompt: Prompt, session: Session) -> bool:
        """Whether a prompt's condition holds, or something stands there already."""
        open_items = self._private if prompt.share == Share.PRIVATE else self._standing
        return is_asked(prompt, open_items, session)
