"""A sitting: one session with everything around it that taking it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.chart.last_answers import LastAnswer, last_answers
from session_tui.core.chart.open_state import RECORD, SHARED, OpenItems, open_items_by_audience
from session_tui.core.interview.session_guide import session_sections, with_private
from session_tui.core.model.guide import PRIVATE, Guide, Share
from session_tui.core.model.private_page import join_private, with_own_private
from session_tui.core.model.session import Session


class Shelf(Protocol):
    """The guides of a practice."""

    @property
    def guides(self) -> Mapping[str, Guide]:
        """By id; a damaged one raises when it is looked up."""


class Source(Protocol):
    """What must be asked of a vault."""

    def guides(self) -> Shelf:
        """The guides as they are now."""

    def earlier(self, client: str, before: Session) -> tuple[Session, ...]:
        """The client's sessions that began before this one, oldest first."""


@dataclass(frozen=True, slots=True)
class SessionContext:
    """Everything that taking one session needs.

    Attributes:
        session: the draft, its place included.
        guide: the guide as this session asks it, the private page as its last section.
        last: the last answer to each prompt, from earlier sessions.
        open_items: what earlier sessions left open, without their private pages.
        private_standing: the same with them; for the private page alone.
        shared_standing: only what may be on the client's copy.
        is_new: whether nothing of it is on disk yet.
    """

    session: Session
    guide: Guide
    last: Mapping[str, LastAnswer] = field(default_factory=dict)
    open_items: OpenItems = field(default_factory=OpenItems)
    private_standing: OpenItems = field(default_factory=OpenItems)
    shared_standing: OpenItems = field(default_factory=OpenItems)
    is_new: bool = False


def load_session_context(vault: Source, session: Session, *, is_new: bool = False) -> SessionContext:
    """Everything around a draft: its guide, the last answers, what earlier sessions left open.

    A guide that is gone or damaged keeps no draft closed: the session then asks what its note kept.

    Raises:
        AlreadySigned: it can no longer be written.
    """
    session.refuse_signed()
    guides = vault.guides().guides
    private, guide = _guide(guides, PRIVATE), _guide(guides, session.guide.id)
    session = with_own_private(session, guide)
    session = join_private(session, None, private)
    earlier = vault.earlier(session.client, session)
    shared, record, everything = open_items_by_audience(earlier, SHARED, RECORD, tuple(Share))
    return SessionContext(
        session=session,
        guide=session_sections(session, with_private(guide, private)),
        last=last_answers(reversed(earlier), session.answers),
        open_items=record,
        private_standing=everything,
        shared_standing=shared,
        is_new=is_new,
    )


def _guide(guides: Mapping[str, Guide], guide_id: str) -> Guide | None:
    try:
        return guides.get(guide_id)
    except SessionTuiError:
        return None
