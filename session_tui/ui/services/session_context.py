"""A sitting: one session with everything around it that the sheet needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from session_tui.core.chart.last_answers import LastAnswer, last_answers
from session_tui.core.chart.open_views import OpenViews, PrivateView, RecordView, SharedView, open_views
from session_tui.core.interview.session_guide import session_sections, with_private
from session_tui.core.model.guide import PRIVATE, Guide
from session_tui.core.model.private_page import join_private, with_own_private
from session_tui.core.model.session import Session

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class SessionContext:
    """Everything the sheet needs to walk through one session.

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
    def private_standing(self) -> PrivateView:
        """The same with their private pages; for the private page alone."""
        return self.views.private

    @property
    def shared_standing(self) -> SharedView:
        """Only what may be on the client's copy."""
        return self.views.shared


def load_session_context(vault: "Vault", session: Session, *, is_new: bool = False) -> SessionContext:
    """Everything around a draft: its guide, the last answers, what earlier sessions left open.

    Raises:
        AlreadySigned: it can no longer be written.
    """
    session.refuse_signed()
    guides = vault.guides().guides
    private = guides.get(PRIVATE)
    session = with_own_private(session, guides.get(session.guide.id))
    session = join_private(session, None, private)
    earlier = vault.earlier(session.client, session)
    return SessionContext(
        session=session,
        guide=session_sections(session, with_private(guides.get(session.guide.id), private)),
        last=last_answers(reversed(earlier), session.answers),
        views=open_views(earlier),
        is_new=is_new,
    )
