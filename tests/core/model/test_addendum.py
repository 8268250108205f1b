"""What addenda mean for their session."""

from datetime import UTC, datetime

import pytest

from session_tui.core.model.addendum import AddendumDraft, is_withdrawn
from session_tui.core.model.note import MARKED_BY_MISTAKE, Addendum

AT = datetime(2026, 11, 21, 10, 12, 4, tzinfo=UTC)
ID = "0193471e-0000-7000-8000-000000000001"


def addendum(**fields: str) -> Addendum:
    return Addendum(id=ID, session=ID, client="ana-k", number=1, written=AT, reason="why").replace(**fields)


def draft(**fields: str) -> AddendumDraft:
    return AddendumDraft(id=ID, session=ID, client="ana-k", written=AT).replace(**fields)


def test_a_session_is_withdrawn_once_an_addendum_says_that_it_was_a_mistake() -> None:
    said = addendum(text="More.")
    assert not is_withdrawn(())
    assert not is_withdrawn((said,))
    assert is_withdrawn((addendum(mark=MARKED_BY_MISTAKE), said))


@pytest.mark.parametrize("fields", [{}, {"reason": " "}, {"mark": MARKED_BY_MISTAKE}])
def test_a_draft_without_words_is_empty(fields: dict[str, str]) -> None:
    assert draft(**fields).is_empty


def test_a_draft_is_known_in_the_addendum_that_it_became() -> None:
    assert draft(reason="why ", text="More.").is_kept_as(addendum(text="More."))
    assert draft(reason="why", text=" ").is_kept_as(addendum())
    assert not draft(reason="why", text="Else.").is_kept_as(addendum(text="More."))
