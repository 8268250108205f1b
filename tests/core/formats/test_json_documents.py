"""Sessions as JSON documents, what a signature covers, and the private page."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.base.errors import AlreadySigned, InvalidValue, NewerFormat
from session_tui.core.base.ids import new_id
from session_tui.core.formats.json_documents import (
    ADDENDUM_FORMAT,
    CLIENT_FORMAT,
    PRIVATE_FORMAT,
    add_signature,
    canonical,
    document_json,
    read_addendum,
    read_client,
    read_session,
    session_json,
    signed_hash,
)
from session_tui.core.model.client import Client
from session_tui.core.model.guide import PRIVATE, Guide, Prompt, Section, Share
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.note import Addendum
from session_tui.core.model.private_page import join_private, split_private, with_own_private
from session_tui.core.model.session import Jot, Place
from session_tui.core.model.values import Kind, Repair

AT = datetime(2026, 11, 20, 10, 12, 4, tzinfo=UTC)
LATER = AT + timedelta(minutes=48, seconds=20)

GUIDE = Guide(
    "follow-up", "Follow-up", sections=(
        Section("story", "Story", (Prompt("since", Kind.TEXT, "Since last time"), Prompt("roles", Kind.TEXT, "Roles"))),
        Section("next-steps", "Next steps", (Prompt("repair", Kind.REPAIR, "Between us", share=Share.PRIVATE),)),
    ),
)  # fmt: skip
PRIVATE_GUIDE = Guide(
    PRIVATE, "Private page", sections=(Section(PRIVATE, "Private page", (Prompt("hunch", Kind.TEXT, "A hunch"),)),)
)  # fmt: skip


@given(data=st.data())
def test_any_session_is_read_back_from_its_json(data: st.DataObject, sessions: Any) -> None:
    session = data.draw(sessions)
    text = json.dumps(session_json(session), ensure_ascii=False)
    assert read_session(json.loads(text)) == session


@given(data=st.data())
def test_the_json_of_what_was_read_is_the_same(data: st.DataObject, sessions: Any) -> None:
    written = session_json(data.draw(sessions))
    assert session_json(read_session(written)) == written


def test_an_addendum_and_a_client_are_read_back() -> None:
    client = Client(code="ana-k", name="Ana", since=AT.date())
    addendum = Addendum(id=new_id(AT), session=new_id(AT), client="ana-k", number=1, written=AT, reason="date")
    assert read_client(document_json(client, CLIENT_FORMAT)) == client
    assert read_addendum(document_json(addendum, ADDENDUM_FORMAT)) == addendum


@pytest.mark.parametrize("reader", [read_session, read_client, read_addendum])
@pytest.mark.parametrize("data", [None, [], "x", 1, {}, {"format": 1}, {"format": "other/1"}, {"format": "client/x"}])
def test_a_document_of_no_known_format_is_refused(reader: Any, data: Any) -> None:
    with pytest.raises(InvalidValue):
        reader(data)


def test_a_newer_format_is_refused_with_what_to_do() -> None:
    with pytest.raises(NewerFormat, match=r"session-note/2.*Update session-tui"):
        read_session({"format": "session-note/2"})


def test_a_version_of_more_digits_than_python_reads_is_newer_too() -> None:
    with pytest.raises(NewerFormat, match="session-note/999999999;"):
        read_session({"format": "session-note/" + "9" * 5000})


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"surprise": 1}, "surprise"),
        ({"started": "yesterday"}, "started"),
        ({"started": None}, "started"),
        ({"answers": {}}, "answers"),
        ({"answers": [1]}, "answers[0]"),
        ({"rev": -1}, "rev"),
        ({"rev": True}, "rev"),
        ({"status": "signed"}, "signature"),
        ({"guide": {"id": "x", "version": 1, "title": "X", "by": "me"}}, "guide.by"),
        ({"client": "ana k"}, "client"),
    ],
)
def test_a_fault_is_named_by_its_path(change: dict[str, Any], where: str) -> None:
    data = session_json(begin_session(GUIDE, "ana-k", at=AT)) | change
    with pytest.raises(InvalidValue) as refused:
        read_session(data)
    assert refused.value.where == where
    assert str(refused.value).startswith(f"{where}: ")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"kind": "poem"}, "answers[0].kind"),
        ({"kind": ["text"]}, "answers[0].kind"),
        ({"value": 4}, "answers[0].value"),
        ({"value": None}, "answers[0].state"),
        ({"kind": "goals", "value": [{"id": "x", "words": "Walk"}]}, "answers[0].value[0].id"),
        ({"kind": "steps", "value": [{"id": new_id(AT), "text": "Walk", "mood": 1}]}, "answers[0].value[0].mood"),
        ({"kind": "checkin", "value": {"sleep": 11}}, "answers[0].value.sleep"),
        ({"confirmed": False}, "answers[0].confirmed"),
    ],
)  # fmt: skip
def test_a_fault_in_an_answer_is_named_by_its_path(change: dict[str, Any], where: str) -> None:
    data = session_json(begin_session(GUIDE, "ana-k", at=AT).with_answer("since", "Slept well", at=AT))
    data["answers"][0] |= change
    with pytest.raises(InvalidValue) as refused:
        read_session(data)
    assert refused.value.where == where


def test_canonical_json_sorts_names_by_their_utf_16_units() -> None:
    # RFC 8785, section 3.2.3
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    sorted_names = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical(dict.fromkeys(names, 0)))) == sorted_names


def test_canonical_json_writes_text_as_the_rfc_does() -> None:
    # RFC 8785, section 3.2.2
    data = {
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
        "numbers": [0, -1, 333333333],
    }
    assert canonical(data) == (
        b'{"literals":[null,true,false],"numbers":[0,-1,333333333],'
        b'"string":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_canonical_json_leaves_delete_and_line_separators_as_they_are() -> None:
    assert canonical("\x7f\u2028\b\f\t") == '"\x7f\u2028\\b\\f\\t"'.encode()


def test_signing_closes_the_session_and_counts_its_minutes() -> None:
    draft = begin_session(GUIDE, "ana-k", at=AT).at_place(Place(prompt="since"))
    signed = add_signature(draft, at=LATER, by="M. Kessler")
    assert (signed.status, signed.minutes, signed.ended, signed.place) == (
        "signed",
        48,
        LATER,
        None,
    )
    assert signed.rev == draft.rev + 1
    assert signed.signature
    assert (signed.signature.at, signed.signature.by) == (LATER, "M. Kessler")


def test_what_is_unconfirmed_at_signing_is_left_out() -> None:
    last = begin_session(GUIDE, "ana-k", at=AT).with_answer("roles", "I listen", at=AT)
    draft = begin_session(GUIDE, "ana-k", at=LATER)
    draft = draft.recalled("roles", last.answer("roles"), last.id, at=LATER)
    assert not add_signature(draft, at=LATER).answer("roles").is_answered
    kept = add_signature(draft.confirmed("roles", at=LATER), at=LATER).answer("roles")
    assert kept.value == "I listen"


def test_the_hash_of_a_signature_can_be_checked_from_the_file_alone() -> None:
    signed = add_signature(begin_session(GUIDE, "ana-k", at=AT).with_answer("since", "Ça va", at=AT), at=LATER)
    record, _ = split_private(signed)
    data = json.loads(json.dumps(session_json(record)))
    assert signed_hash(read_session(data)) == data["signature"]["sha256"]
    covered = data | {"status": "draft", "signature": None}
    assert hashlib.sha256(canonical(covered)).hexdigest() == data["signature"]["sha256"]


def test_another_word_is_another_hash() -> None:
    signed = add_signature(begin_session(GUIDE, "ana-k", at=AT).with_answer("since", "Well", at=AT), at=LATER)
    answer = signed.answer("since").replace(value="Wall")
    assert signed_hash(signed.replace(answers=(answer, *signed.answers[1:]))) != signed_hash(signed)


def test_the_hash_does_not_depend_on_the_private_page() -> None:
    draft = begin_session(GUIDE, "ana-k", at=AT, private=PRIVATE_GUIDE)
    signed = add_signature(draft.with_answer("hunch", "Grief", at=AT), at=LATER)
    record, _ = split_private(signed)
    assert signed.signature
    assert signed_hash(record) == signed_hash(signed) == signed.signature.sha256


def test_a_signed_session_refuses_every_change() -> None:
    jot = Jot(id=new_id(AT), text="x", written=AT)
    signed = add_signature(begin_session(GUIDE, "ana-k", at=AT).with_jot(jot), at=LATER)
    changes: list[Any] = [
        lambda: signed.with_answer("since", "More", at=LATER),
        lambda: signed.passed("since"),
        lambda: signed.cleared("since"),
        lambda: signed.with_jot(jot),
        lambda: signed.without_jot(jot.id),
        lambda: signed.recalled("since", signed.answer("since"), signed.id, at=LATER),
        lambda: add_signature(signed, at=LATER),
    ]
    for change in changes:
        with pytest.raises(AlreadySigned, match="addendum"):
            change()


def private_draft() -> Any:
    """A draft with a private answer, a private jot and a jot that is not."""
    draft = begin_session(GUIDE, "ana-k", at=AT, private=PRIVATE_GUIDE)
    draft = draft.with_answer("since", "Well", at=AT).with_answer("hunch", "Grief", at=AT)
    draft = draft.with_jot(Jot(id=new_id(AT), text="ask me", written=AT, section=PRIVATE))
    return draft.with_jot(Jot(id=new_id(AT), text="ask her", written=LATER))


def test_the_record_holds_nothing_private() -> None:
    record, page = split_private(private_draft())
    assert "Grief" not in json.dumps(session_json(record))
    assert "ask me" not in json.dumps(session_json(record))
    assert page
    assert [a.prompt for a in page.answers] == ["hunch"]
    assert [j.text for j in page.jots] == ["ask me"]


def test_a_private_page_is_read_back_and_joined_to_its_record() -> None:
    draft = private_draft()
    record, page = split_private(draft)
    assert page
    read = read_session(session_json(page, PRIVATE_FORMAT), PRIVATE_FORMAT)
    joined = join_private(record, read, PRIVATE_GUIDE)
    assert split_private(joined) == (record, page)
    assert {a.prompt: a.value for a in joined.answers if a.is_answered} == {
        "since": "Well",
        "hunch": "Grief",
    }
    assert joined.jots == draft.jots


def test_without_anything_private_there_is_no_page() -> None:
    draft = begin_session(GUIDE, "ana-k", at=AT, private=PRIVATE_GUIDE)
    record, page = split_private(draft.with_answer("since", "Well", at=AT))
    assert page is None
    assert join_private(record, None, PRIVATE_GUIDE).has_prompt("hunch")


def test_jots_of_one_second_join_in_the_order_in_which_they_are_kept() -> None:
    draft = begin_session(GUIDE, "ana-k", at=AT)
    for section in (None, PRIVATE, None, PRIVATE, "story"):
        draft = draft.with_jot(Jot(id=new_id(AT), text="x", written=AT, section=section))
    assert join_private(*split_private(draft)).jots == draft.jots


def test_an_answer_that_was_never_given_cannot_be_recalled() -> None:
    last = begin_session(GUIDE, "ana-k", at=AT)
    draft = begin_session(GUIDE, "ana-k", at=LATER).with_answer("roles", "I listen", at=LATER)
    assert draft.recalled("roles", last.answer("roles"), last.id, at=LATER) == draft


def test_a_draft_has_room_again_for_the_private_prompts_its_guide_asks_in_their_place() -> None:
    asked = [
        Prompt("close", Kind.SCALE, "Close"),
        Prompt("repair", Kind.REPAIR, "Between us", share=Share.PRIVATE),
        Prompt("next", Kind.DATE, "Next"),
    ]
    guide = Guide("g", "G", sections=(Section("next-steps", "Next steps", tuple(asked)),))
    draft = begin_session(guide, "ana-k", at=AT)
    told = draft.with_answer("repair", Repair(id=new_id(AT), what="I was late"), at=AT)
    for session in (draft, told):
        joined = with_own_private(join_private(*split_private(session)), guide)
        assert joined == session
        assert with_own_private(joined, guide) == joined
    record, _ = split_private(draft)
    assert with_own_private(record, None) == record


def test_a_private_prompt_of_the_guide_keeps_its_place_and_wording() -> None:
    draft = begin_session(GUIDE, "ana-k", at=AT, private=PRIVATE_GUIDE)
    record, page = split_private(draft)
    assert page is None
    assert join_private(record, page, PRIVATE_GUIDE).has_prompt("since")


@given(data=st.data())
def test_nothing_is_lost_between_record_and_private_page(data: st.DataObject, sessions: Any) -> None:
    session = data.draw(sessions)
    session = session.replace(jots=tuple(sorted(session.jots, key=lambda j: (j.written, j.id))))
    record, page = split_private(session)
    joined = join_private(record, page)
    answered = {a.prompt: a for a in session.answers if a.is_answered}
    assert {a.prompt: a for a in joined.answers if a.is_answered} == answered
    assert sorted(j.id for j in joined.jots) == sorted(j.id for j in session.jots)
    assert split_private(joined) == (record, page)
