"""Codes that name clients, and names that people's words may reach."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.base.client_code import BadCode, file_part, is_same_code, read_code


@pytest.mark.parametrize(
    "code",
    ["ana-k", "кира", "2026-014", "أمل", "नेहा", "李", "a.b", "Zoë", "x_1", "con-1", "_a", "a" * 64],
)
def test_a_code_of_letters_digits_and_marks_of_any_script_is_taken(code: str) -> None:
    assert read_code(f" {code} ") == unicodedata.normalize("NFC", code)


@pytest.mark.parametrize(
    "code",
    [
        "", " ", "a b", "a/b", "a\\b", "../x", "..", ".", ".a", "a.", "a@b", "a:b", "a\tb", "a\0b", "a\x1bb", "-a",
        "a\u200db", "a\u202eb", "a*", "a?", "a|b", "<a>", '"', "CON", "con.txt", "Nul", "com1", "LPT9.x", "aux",
        "a" * 65, "नि" * 40, "李" * 61, "a\ud800", "²", "😀", "a\u00a0b",
    ],
)  # fmt: skip
def test_a_code_that_no_folder_could_bear_is_refused_with_a_sentence(code: str) -> None:
    with pytest.raises(BadCode, match=r"\. (Use a code such as ana-k|Try “a-b”)"):
        read_code(code)


@pytest.mark.parametrize(("one", "other"), [("ana-k", "ANA-K"), ("Zoe\u0308", "Zoë"), ("STRASSE", "straße")])
def test_codes_that_differ_in_case_or_unicode_form_name_one_client(one: str, other: str) -> None:
    assert is_same_code(read_code(one), read_code(other))


@given(st.text())
def test_whatever_a_guide_is_called_its_part_of_a_file_name_stays_inside_the_folder(
    name: str,
) -> None:
    part = file_part(name)
    assert Path(part).name == part
    assert part not in ("", ".", "..")
    assert part[0] not in ".-"
    assert part[-1] not in ". "
    assert len(part.encode()) <= 60


@given(st.text())
def test_a_code_that_is_taken_is_one_safe_name(text: str) -> None:
    try:
        code = read_code(text)
    except BadCode:
        return
    assert Path(code).name == code
    assert read_code(code) == code


@pytest.mark.parametrize(("typed", "near"), [("Marta L", "marta-l"), ("Dr. Ben O'Neil", "dr.-ben-o-neil")])
def test_a_name_typed_for_a_code_is_answered_with_the_code_that_it_would_make(typed: str, near: str) -> None:
    with pytest.raises(BadCode, match=re.escape(f"Try “{near}”.")):
        read_code(typed)


@pytest.mark.parametrize("unseen", ["\u3164", "\ufe0f", "\u034f", "\u115f", "\U000e0100"])
def test_a_letter_that_is_not_drawn_is_named_by_its_number(unseen: str) -> None:
    with pytest.raises(BadCode, match=rf"invisible character \(U\+{ord(unseen):04X}\)"):
        read_code(f"ana{unseen}")


def test_where_nothing_can_be_made_of_it_an_example_is_given() -> None:
    with pytest.raises(BadCode, match="such as ana-k"):
        read_code("???")
