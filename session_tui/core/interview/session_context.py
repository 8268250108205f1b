"""A sitting: one session with everything around it that taking it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.chart.last_answers import LastAnswer, last_answers
from session_tui.core.chart.open_views import OpenViews, PrivateView, RecordView, SharedView, open_views
from session_tui.core.interview.session_guide import session_sections, with_private
from session_tui.core.model.guide import PRIVATE, Guide
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
        views: what earlier sessions left open, for each audience.
        is_new: whether nothing of it is on disk yet.
    """

    session: Session
    guide: Guide
    last: Mapping[str, LastAnswer] = field(default_factory=dict)
    views: OpenViews = field(default_factory=OpenViews)
    is_new: bool = False

    @property
    def open_items(self) -> RecordView:
        """What they left open, without their private pages."""
        return self.views.record

    @property
    def private_open_items(self) -> PrivateView:
        """The same with their private pages; for the private page alone."""
        return self.views.private

    @property
    def shared_open_items(self) -> SharedView:
        """Only what may be on the client's copy."""
        return self.views.shared


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
    return SessionContext(
        session=session,
        guide=session_sections(session, with_private(guide, private)),
        last=last_answers(reversed(earlier), session.answers),
        views=open_views(earlier),
        is_new=is_new,
    )


def _guide(guides: Mapping[str, Guide], guide_id: str) -> Guide | None:
    try:
        return guides.get(guide_id)
    except SessionTuiError:
        return None
