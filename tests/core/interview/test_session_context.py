"""What is put around a draft before it is written on."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from session_tui.core.base.errors import AlreadySigned, SessionTuiError
from session_tui.core.interview.session_context import load_session_context
from session_tui.core.model.guide import PRIVATE, Guide, Prompt, Section, Share
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.private_page import split_private
from session_tui.core.model.session import Session, Signature
from session_tui.core.model.values import Kind, Question

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
GUIDE = Guide("g", "G", sections=(Section("story", "Story", (Prompt("a", Kind.TEXT, "A", hint="how"),)),))
OWN = Prompt("own", Kind.QUESTIONS, "Own", share=Share.PRIVATE)
PAGE = Guide(PRIVATE, "Private page", sections=(Section(PRIVATE, "Private page", (OWN,)),))
QUESTION = Question(id="0193a2b0-0000-7000-8000-000000000001", text="Is it me?", state="open")


class Damaged(Mapping[str, Guide]):
    """Guides of which each raises when it is looked up."""

    def __getitem__(self, guide_id: str) -> Guide:
        raise SessionTuiError(guide_id)

    def __iter__(self) -> Iterator[str]:
        return iter(("g", PRIVATE))

    def __len__(self) -> int:
        return 2


class Shelf:
    """Guides by their id."""

    def __init__(self, guides: Mapping[str, Guide]) -> None:
        self.guides = guides


class Practice:
    """Guides, and the sessions that a client had."""

    def __init__(self, guides: Mapping[str, Guide], *earlier: Session) -> None:
        self._shelf, self._earlier = Shelf(guides), earlier

    def guides(self) -> Shelf:
        return self._shelf

    def earlier(self, client: str, before: Session) -> tuple[Session, ...]:
        return tuple(each for each in self._earlier if each.client == client and each.started < before.started)


BOTH = {"g": GUIDE, PRIVATE: PAGE}


def begun(at: datetime = NOON) -> Session:
    return begin_session(GUIDE, "ana-k", at=at, private=PAGE)


def test_a_draft_read_from_disk_has_room_for_its_private_page_again() -> None:
    record, page = split_private(begun())
    assert page is None
    session_context = load_session_context(Practice(BOTH), record)
    assert [answer.prompt for answer in session_context.session.answers] == ["a", "own"]
    assert [section.id for section in session_context.guide.sections] == ["story", PRIVATE]


def test_a_prompt_brings_what_its_guide_says_of_it_and_the_last_answer() -> None:
    earlier = begun(NOON - timedelta(days=30)).with_answer("a", "before", at=NOON)
    session_context = load_session_context(Practice(BOTH, earlier), begun())
    assert session_context.guide.prompt("a").hint == "how"
    assert session_context.last["a"].answer.value == "before"


def test_private_items_are_open_on_the_private_page_alone() -> None:
    earlier = begun(NOON - timedelta(days=30)).with_answer("own", (QUESTION,), at=NOON)
    session_context = load_session_context(Practice(BOTH, earlier), begun())
    assert len(session_context.private_open_items.questions) == 1
    assert session_context.open_items.questions == session_context.shared_open_items.questions == ()


@pytest.mark.parametrize("guides", [{}, Damaged()], ids=["gone", "damaged"])
def test_a_guide_that_is_gone_or_damaged_keeps_no_draft_closed(guides: Mapping[str, Guide]) -> None:
    session_context = load_session_context(Practice(guides), begun().with_answer("a", "kept", at=NOON))
    assert session_context.guide.prompt("a").heading == "A"
    assert session_context.session.answer("a").value == "kept"


def test_a_signed_session_is_not_written_on() -> None:
    signed = begun().replace(status="signed", signature=Signature(at=NOON, sha256="0" * 64))
    with pytest.raises(AlreadySigned):
        load_session_context(Practice(BOTH), signed)
