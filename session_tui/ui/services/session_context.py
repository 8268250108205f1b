"""A sitting: one session with everything around it that the sheet needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from session_tui.core.chart.last_answers import LastAnswer, last_answers
from session_tui.core.chart.open_state import RECORD, SHARED, OpenItems, open_items_by_audience
from session_tui.core.interview.session_guide import session_sections, with_private
from session_tui.core.model.guide import PRIVATE, Guide, Share
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
        open_items: what earlier sessions left open, without their private pages.
        private_standing: the same with them; for the private page alone.
        shared_standing: only what may be on the client's copy.
        is_new: whether nothing of it is on disk yet.
    """

    session: Session
    guide: Guide
    last: Mapping[str, LastAnswer] = field(default_factory=dict)
    open_items: OpenItems = field(default_factory=OpenItems)
    private_open_items: OpenItems = field(default_factory=OpenItems)
    shared_open_items: OpenItems = field(default_factory=OpenItems)
    is_new: bool = False


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
    shared, record, everything = open_items_by_audience(earlier, SHARED, RECORD, tuple(Share))
    return SessionContext(
        session=session,
        guide=session_sections(session, with_private(guides.get(session.guide.id), private)),
        last=last_answers(reversed(earlier), session.answers),
        open_items=record,
        private_open_items=everything,
        shared_open_items=shared,
        is_new=is_new,
    )
