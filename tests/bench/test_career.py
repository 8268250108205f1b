"""The vault of a career: as the program itself would have written it, and the same for everybody."""

from datetime import date, datetime, time

import pytest

from bench.career import notes_of, write_client
from bench.corpus.schedules import DRAFTS, MISTAKES, Course, courses
from session_tui.demo.maker import Clock
from session_tui.vault.vault import Vault

MONDAY = date(2026, 11, 23)
NOW = datetime.combine(MONDAY, time(12)).astimezone()


@pytest.fixture(scope="module")
def few() -> tuple[Course, ...]:
    return courses(350, 4, MONDAY)


@pytest.fixture(scope="module")
def vault(few: tuple[Course, ...], tmp_path_factory: pytest.TempPathFactory) -> Vault:
    vault = Vault.create(tmp_path_factory.mktemp("career") / "vault", clock=Clock(NOW))
    for course in few:
        write_client(vault.root, course)
    return vault


def test_every_file_of_a_career_is_sound(vault: Vault) -> None:
    assert vault.check() == ()


def test_a_career_has_as_many_sessions_as_were_asked_for(vault: Vault) -> None:
    assert len(vault.sessions()) == 350
    assert len(vault.sessions(status="draft")) == sum(map(len, DRAFTS.values()))


def test_a_session_has_some_350_words(vault: Vault) -> None:
    words = [head.words for head in vault.sessions()]
    assert 320 < sum(words) / len(words) < 380


def test_the_sessions_that_were_a_mistake_say_so(vault: Vault) -> None:
    vault.sessions()
    assert len(vault.withdrawn()) == sum(map(len, MISTAKES.values()))


def test_who_has_said_goodbye_leaves_nothing_waiting(vault: Vault, few: tuple[Course, ...]) -> None:
    gone = {course.code for course in few if not course.is_open}
    assert gone
    assert not gone & {each.client for found in vault.due() for each in found}


def test_who_still_comes_has_a_promise_of_mine_open(vault: Vault, few: tuple[Course, ...]) -> None:
    waiting = [each for found in vault.due() for each in found]
    assert any(each.is_mine for each in waiting if each.client == few[0].code)


def test_the_first_clients_of_a_large_career_are_those_of_a_small_one(
    few: tuple[Course, ...],
) -> None:
    assert courses(35_000, 400, MONDAY)[:4] == few


def test_four_hundred_clients_have_codes_of_their_own_and_all_sessions_between_them() -> None:
    many = courses(35_000, 400, MONDAY)
    assert len({course.code for course in many}) == 400
    assert sum(len(course.days) for course in many) == 35_000


def test_the_same_course_is_told_the_same_twice(few: tuple[Course, ...]) -> None:
    assert list(notes_of(few[3])) == list(notes_of(few[3]))
