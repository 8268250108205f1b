"""A sitting: one session with everything around it that the sheet needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from session_tui.core.chart.last_answers import LastAnswer, last_answers
from session_tui.core.chart.open_state import RECORD, SHARED, Standing, standings
from session_tui.core.interview.session_guide import asked_in, with_private
from session_tui.core.model.guide import PRIVATE, Guide, Share
from session_tui.core.model.private_page import join_private, with_own_private
from session_tui.core.model.session import Session

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Sitting:
    """Everything the sheet needs to walk through one session.

    Attributes:
        session: the draft, its place included.
        guide: the guide as this session asks it, the private page as its last section.
        last: the last answer to each prompt, from earlier sessions.
        standing: what earlier sessions left open, without their private pages.
        private_standing: the same with them; for the private page alone.
        shared_standing: only what may be on the client's copy.
        is_new: whether nothing of it is on disk yet.
    """

    session: Session
    guide: Guide
    last: Mapping[str, LastAnswer] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)
    private_standing: Standing = field(default_factory=Standing)
    shared_standing: Standing = field(default_factory=Standing)
    is_new: bool = False


def sit_down(vault: "Vault", session: Session, *, is_new: bool = False) -> Sitting:
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
    shared, record, everything = standings(earlier, SHARED, RECORD, tuple(Share))
    return Sitting(
        session=session,
        guide=asked_in(session, with_private(guides.get(session.guide.id), private)),
        last=last_answers(reversed(earlier), session.answers),
        standing=record,
        private_standing=everything,
        shared_standing=shared,
        is_new=is_new,
    )
