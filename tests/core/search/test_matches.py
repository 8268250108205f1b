"""What a question finds: whether a session fits, where the sought words stand, and a line that shows them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.base.tokens import words_of
from session_tui.core.search.areas import AREAS, SearchPart
from session_tui.core.search.matches import Excerpt, excerpt, find_matches, matches_query, narrowed
from session_tui.core.search.query import Query, parse_query

TODAY = date(2026, 11, 20)
ANA = (
    ("goals", "Sleep through the night"),
    ("story", "She stopped coffee. O'Brien said B12;\nthe sleeping is better."),
    ("steps", "Walk to the market, twice — à pied"),
)

words = st.sampled_from(["sleep", "sleeping", "tea", "a", "été", "睡眠", "O'Brien", "b-12", "\n", "…"])  # fmt: skip
texts = st.one_of(st.lists(words).map(" ".join), st.lists(words).map("".join), st.text())
queries = st.one_of(texts, st.lists(st.sampled_from(["-", '"', "*", "sle", "tea", "睡", "in:goals", " "])).map("".join))  # fmt: skip


def ask(text: str) -> Query:
    return parse_query(text, TODAY)


def part(text: str, area: str = "story") -> SearchPart:
    return SearchPart(area, "story", "since", f"Heading of {area}", text)


def ana() -> list[SearchPart]:
    return [part(text, area) for area, text in ANA]


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in find_matches(ask(query), text)]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("is:draft client:nobody", True),
        ("sleep", True),
        ("SLEE market", True),
        ('"slee"', False),
        ('"slee*"', True),
        ("obrien", False),
        ("o'brien", True),
        ("O’Bri", True),
        ("b12", True),
        ("b-12", False),
        ("a pied", True),
        ('"stopped coffee"', True),
        ('"coffee stopped"', False),
        ('"night she"', False),
        ('"b12 the"', True),
        ("sleep -wine", True),
        ("sleep -marke", False),
        ('-"market"', False),
        ('-"marke"', True),
        ("in:goals sleep", True),
        ("in:goals market", False),
        ("in:goals,steps market sleep", True),
        ("in:goals -market", True),
        ("in:agenda", True),
        ("in:agenda sleep", False),
        ("in:agenda -sleep", True),
        ("?", False),
        ("💊", False),
        ("-💊", False),
        ("💊 sleep", True),
    ],
)
def test_a_session_fits_when_all_is_found_and_nothing_excluded(query: str, is_found: bool) -> None:
    assert matches_query(ask(query), ana()) is is_found


def test_a_session_without_parts_fits_what_seeks_nothing() -> None:
    assert matches_query(ask("-tea"), [])
    assert not matches_query(ask("tea"), [])


@given(texts, texts)
def test_an_excluded_word_hides_what_the_word_shows(one: str, other: str) -> None:
    parts = [part(one), part(other)]
    assert matches_query(ask("sle"), parts) is not matches_query(ask("-sle"), parts)


@given(texts)
def test_any_word_of_a_text_finds_it(text: str) -> None:
    for word in words_of(text):
        assert matches_query(ask(word), [part(text)])
        assert find_matches(ask(f'"{word}"'), text)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("sleep, Sleeping; asleep", "slee", ["sleep", "Sleeping"]),
        ("sleep, Sleeping; asleep", '"sleep"', ["sleep"]),
        ("O’Brien and o'brien", "O'B", ["O’Brien", "o'brien"]),
        ("in été E\u0301te\u0301!", "ete", ["été", "E\u0301te\u0301"]),
        ("Straße", "strasse", ["Straße"]),
        ("睡眠不足と睡眠", "睡眠", ["睡眠", "睡眠"]),
        ("睡眠不足", "睡眠 不足", ["睡眠不足"]),
        ("tea a tea a tea", '"tea a tea"', ["tea a tea a tea"]),
        ("red\nwine", '"red wine"', ["red\nwine"]),
        ("wine and tea", "-wine tea", ["tea"]),
        ("wine", "-wine", []),
        ("wine", "", []),
        ("", "wine", []),
        ("in the wine", "in:goals wine", ["wine"]),
        ("in Łódź with Ægir", "lodz aegir", ["Łódź", "Ægir"]),
        ("in Lodz", "łódź", ["Lodz"]),
        ("no sle\u00adep at\u200ball", "sleep atall", ["sle\u00adep", "at\u200ball"]),
        ("sleep", "sl\u200dee\u00adp", ["sleep"]),
        ("why? 💊", "?", []),
        ("why? 💊", "💊 why", ["why"]),
    ],
)
def test_the_sought_words_stand_in_a_text(text: str, query: str, found: list[str]) -> None:
    assert marked(text, query) == found


@given(queries, texts)
def test_places_lie_in_the_text_apart_and_in_order(query: str, text: str) -> None:
    ends = [end for span in find_matches(ask(query), text) for end in span]
    assert ends == sorted(set(ends))
    assert not ends or (ends[0] >= 0 and ends[-1] <= len(text))


@given(queries, texts)
def test_there_are_places_exactly_where_something_sought_is_found(query: str, text: str) -> None:
    asked = ask(query)
    is_found = any(matches_query(Query(terms=(term,)), [part(text)]) for term in asked.sought)
    assert bool(find_matches(asked, text)) is is_found


@pytest.mark.parametrize(
    ("query", "width", "line"),
    [
        ("sleep", 80, "Sleep through the night"),
        ("sleeping coffee", 80, "She stopped coffee. O'Brien said B12; the sleeping is better."),
        ("stopped", 30, "She stopped coffee. O'Brien…"),
        ("better", 30, "…B12; the sleeping is better."),
        ("walk", 20, "Walk to the market,…"),
        ("market", 12, "…the market…"),
        ("market", 4, "…ma…"),
        ("nothing", 10, "Sleep…"),
        ("", 12, "Sleep…"),
        ("in:steps sleep", 80, "Walk to the market, twice — à pied"),
        ("in:agenda sleep", 80, "Sleep through the night"),
    ],
)
def test_an_excerpt_is_a_line_around_the_first_place(query: str, width: int, line: str) -> None:
    assert excerpt(ask(query), ana(), width).text == line


def test_an_excerpt_says_where_it_is_from_and_what_is_marked() -> None:
    found = excerpt(ask("market twice"), ana(), 80)
    assert (found.heading, found.prompt) == ("Heading of steps", "since")
    assert [found.text[start:end] for start, end in found.marks] == ["market", "twice"]


def test_of_parts_with_as_many_words_the_first_is_shown() -> None:
    assert excerpt(ask("sleep"), ana(), 80).heading == "Heading of goals"


def test_a_session_without_parts_has_an_empty_excerpt() -> None:
    assert excerpt(ask("sleep"), [], 80) == Excerpt()


def test_words_of_chinese_may_be_cut_anywhere() -> None:
    assert excerpt(ask("足"), [part("睡眠不" * 9 + "足" + "睡眠不" * 9)], 9).text == "…睡眠不足睡眠不…"


def test_an_excerpt_is_narrowed_around_its_first_place() -> None:
    wide = excerpt(ask("better"), ana(), 60)
    assert wide.text == "…stopped coffee. O'Brien said B12; the sleeping is better."
    narrow = narrowed(wide, 20)
    assert narrow.text == "…sleeping is better."
    assert [narrow.text[start:end] for start, end in narrow.marks] == ["better"]
    assert narrowed(narrow, 80) == narrow


@given(queries, st.lists(st.builds(part, texts, st.sampled_from(AREAS)), min_size=1), st.integers(4, 60))  # fmt: skip
def test_an_excerpt_keeps_its_width_and_shows_the_first_place(query: str, parts: list[SearchPart], width: int) -> None:
    asked = ask(query)
    found = excerpt(asked, parts, width)
    assert len(found.text) <= width
    assert "\n" not in found.text
    assert all(0 <= start < end <= len(found.text) for start, end in found.marks)
    lines = (" ".join(each.text.split()) for each in parts if each.heading == found.heading)
    assert any(found.text.strip("…") in line for line in lines)
    if any(find_matches(asked, each.text) for each in parts if each.area in asked.within or not asked.within):  # fmt: skip
        assert found.marks
