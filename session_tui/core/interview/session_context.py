"""The context of one session: its guide, the previous answers and the open items."""

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
        """Guides by id; looking up a damaged one raises."""


class Source(Protocol):
    """What the session context needs from a vault."""

    def guides(self) -> Shelf:
        """Return the current guides."""

    def earlier(self, client: str, before: Session) -> tuple[Session, ...]:
        """Return the client's sessions that began before ``before``, oldest first."""


@dataclass(frozen=True, slots=True)
class SessionContext:
    """Everything needed to take one session.

    Attributes:
        session: the draft, including its saved place.
        guide: the guide as this session asks it, with the private page as its last section.
        last: the last answer to each prompt, from earlier sessions.
        views: items left open by earlier sessions, for each audience.
        is_new: whether no file of the session exists yet.
    """

    session: Session
    guide: Guide
    last: Mapping[str, LastAnswer] = field(default_factory=dict)
    views: OpenViews = field(default_factory=OpenViews)
    is_new: bool = False

    @property
    def open_items(self) -> RecordView:
        """Items left open by earlier sessions, without their private pages."""
        return self.views.record

    @property
    def private_open_items(self) -> PrivateView:
        """The same including the private pages; for the private page alone."""
        return self.views.private

    @property
    def shared_open_items(self) -> SharedView:
        """Only the open items that may appear on the client's copy."""
        return self.views.shared


def load_session_context(vault: Source, session: Session, *, is_new: bool = False) -> SessionContext:
    """Load the guide, the last answers and the open items of a draft.

    A missing or damaged guide does not keep a draft from opening: the session then asks the prompts that its note
    holds.

    Raises:
        AlreadySigned: the session can no longer be written.
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
    """Return a guide by id; None if it is missing or damaged."""
    try:
        return guides.get(guide_id)
    except SessionTuiError:
        return None
