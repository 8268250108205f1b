"""Charts read from the disk."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.formats.json_documents import read_session
from session_tui.core.model.guide import Share
from session_tui.core.model.note import MARKED_BY_MISTAKE
from session_tui.core.model.session import Session
from session_tui.core.model.values import Goal, Kind, Repair
from session_tui.vault.sessions import chart_cache
from session_tui.vault.storage import atomic_files
from session_tui.vault.vault import Vault

Tell = Callable[..., Session]

ONE = "00000000-0000-7000-8000-000000000001"


def goal(rating: int) -> tuple[Goal, ...]:
    return (Goal(id=ONE, words="Walk", rating=rating),)


def ratings(vault: Vault, client: str = "ana-k") -> list[int]:
    return [rating.rating for each in vault.chart(client).goals for rating in each.ratings]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the sessions that were read from their files."""
    found: list[str] = []

    def noted(data: Any, form: str) -> Session:
        found.append(data["id"])
        return read_session(data, form)

    monkeypatch.setattr("session_tui.vault.sessions.chart_cache.read_session", noted)
    return found


@pytest.fixture
def tell(vault: Vault) -> Tell:
    """Saves a session of a client with these answers by prompt."""

    def told(client: str = "ana-k", **answers: Any) -> Session:
        session = vault.begin(client, "follow-up")
        for prompt, value in answers.items():
            session = session.with_answer(prompt, value, at=vault.clock())
        return vault.save(session)

    return told


def test_a_client_without_sessions_has_an_empty_chart(vault: Vault) -> None:
    assert vault.chart("ana-k").visits == ()
    assert list(vault.due()) == [()]


def test_the_chart_follows_every_save(vault: Vault, tell: Tell) -> None:
    session = tell(goals=goal(4))
    assert ratings(vault) == [4]
    vault.save(session.with_answer("goals", goal(5), at=vault.clock()))
    assert ratings(vault) == [5]


def test_only_what_changed_is_read_again(vault: Vault, tell: Tell, reads: list[str]) -> None:
    tell(goals=goal(4))
    assert ratings(vault) == [4]
    reads.clear()
    assert ratings(vault) == [4]
    assert reads == []
    second = tell(goals=goal(6))
    assert ratings(vault) == [4, 6]
    assert reads == [second.id]


def test_a_file_that_another_program_changed_is_read_again(vault: Vault, tell: Tell, reads: list[str]) -> None:
    session = tell(goals=goal(4))
    assert ratings(vault) == [4]
    path = vault.resolve(session.id).path.with_suffix(".json")
    path.write_text(path.read_text().replace('"rating": 4', '"rating": 7'))
    os.utime(path, ns=(1, 1))  # a clock that went backwards
    assert ratings(vault) == [7]


def test_a_file_that_went_is_forgotten(vault: Vault, tell: Tell) -> None:
    tell(goals=goal(4))
    gone = tell(goals=goal(6))
    assert ratings(vault) == [4, 6]
    vault.resolve(gone.id).path.with_suffix(".json").unlink()
    assert ratings(vault) == [4]


def test_a_session_entered_by_mistake_is_left_out_as_soon_as_it_is_marked(vault: Vault, tell: Tell) -> None:
    session = vault.sign(tell(goals=goal(4)))
    assert ratings(vault) == [4]
    vault.add_addendum(session.id, reason="Wrong client", text="", mark=MARKED_BY_MISTAKE)
    assert ratings(vault) == []


def test_the_private_page_counts_only_where_it_is_asked_for(vault: Vault, tell: Tell) -> None:
    tell(hunch="Grief")
    assert "hunch" in vault.chart("ana-k").said
    assert "hunch" not in vault.chart("ana-k", (Share.COPY, Share.RECORD)).said


def test_a_torn_file_is_left_out_and_the_others_stand(vault: Vault, tell: Tell) -> None:
    tell(goals=goal(4))
    torn = tell(goals=goal(6))
    path = vault.resolve(torn.id).path.with_suffix(".json")
    path.write_bytes(path.read_bytes().replace(b'"rating"', b'"rated"'))
    assert ratings(vault) == [4]


def test_a_code_in_other_letters_is_the_same_client(vault: Vault, tell: Tell) -> None:
    tell(goals=goal(4))
    assert [each.now.words for each in vault.chart("ANA-K").goals] == ["Walk"]


def test_memory_holds_only_the_clients_asked_for_last(
    vault: Vault, tell: Tell, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chart_cache, "MOST", 2)
    for code in ("ana-k", "ben-o", "carla-m"):
        tell(code, since="Well")
        vault.chart(code)
    reads.clear()
    vault.chart("carla-m")
    vault.chart("ben-o")
    assert reads == []
    vault.chart("ana-k")
    assert len(reads) == 1


def test_what_waits_is_not_computed_again_without_a_change(
    vault: Vault, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(goals=goal(4))
    assert list(vault.due()) == [(), ()]
    monkeypatch.setattr(chart_cache, "chart_of", lambda *_: pytest.fail("computed again"))
    assert list(vault.due()) == [()]


def test_what_waits_is_computed_again_for_the_client_of_whom_something_is_new(vault: Vault, tell: Tell) -> None:
    tell(goals=goal(4))
    list(vault.due())
    tell("ben-o", goals=goal(5))
    assert list(vault.due()) == [(), ()]
    assert list(vault.due()) == [()]


def test_a_folder_that_is_gone_is_an_empty_chart(vault: Vault, tell: Tell, root: Path) -> None:
    tell(goals=goal(4))
    assert ratings(vault) == [4]
    (root / "clients" / "ana-k").rename(root / "clients" / "ben-o")
    assert ratings(vault) == []


def test_each_file_is_read_once_for_a_chart(
    vault: Vault, tell: Tell, root: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for rating in (4, 6):
        tell(goals=goal(rating))
    found: list[str] = []
    read = atomic_files.read

    def noted(path: Path) -> bytes:
        found.append(path.name)
        return read(path)

    monkeypatch.setattr(atomic_files, "read", noted)
    again = Vault.open(root, clock=clock)
    found.clear()
    assert ratings(again) == [4, 6]
    assert sorted(found) == sorted(set(found))
    assert len(found) == 2


def test_what_is_open_between_both_is_known_from_the_private_page(vault: Vault) -> None:
    session = vault.begin("ana-k", "follow-up")
    late = session.answer("hunch").replace(
        prompt="repair",
        kind=Kind.REPAIR,
        state="answered",
        value=Repair(id=ONE, what="I was late"),
    )
    session = vault.save(session.replace(answers=(*session.answers, late)))
    assert [each.repair.what for each in vault.open_repairs("ana-k")] == ["I was late"]
    mended = Repair(id=ONE, what="I was late", state="repaired")
    vault.save(session.with_answer("repair", mended, at=vault.clock()))
    assert vault.open_repairs("ana-k") == ()


def test_a_page_that_was_named_otherwise_is_found_by_its_session(vault: Vault, tell: Tell, root: Path) -> None:
    tell(hunch="Grief")
    (page,) = (root / "clients" / "ana-k" / "private").glob("*.json")
    page.rename(page.with_name("2020-01-01 0000 follow-up.json"))
    assert "hunch" in vault.chart("ana-k").said


def test_only_the_files_of_the_client_who_is_asked_for_are_named_unreadable(vault: Vault, tell: Tell) -> None:
    tell("ana-k", since="Well")
    torn = tell("ben-o", since="Well")
    vault.resolve(torn.id).path.with_suffix(".json").write_bytes(b"{")
    vault.sessions()
    assert vault.unreadable("ana-k") == ()
    assert [finding.kind for finding in vault.unreadable("ben-o")] == ["unreadable"]


@pytest.mark.parametrize("is_signed", [True, False])
def test_a_session_that_was_moved_away_counts_for_the_client_it_was_moved_to_alone(
    vault: Vault, tell: Tell, is_signed: bool
) -> None:
    session = tell(goals=goal(4), hunch="Grief")
    if is_signed:
        session = vault.sign(session)
    tell("ben-o", since="Well")
    assert ratings(vault) == [4]
    assert ratings(vault, "ben-o") == []
    vault.move(session.id, "ben-o", reason="It was under the wrong client.")
    assert ratings(vault) == []
    assert vault.chart("ana-k").visits == ()
    assert ratings(vault, "ben-o") == [4]
    assert "hunch" in vault.chart("ben-o").said
    assert len(vault.chart("ben-o").visits) == 2
