"""The language of searching."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.search.query import Query, Term, fold_name, matches_prefix, parse_query

TODAY = date(2026, 11, 20)

pieces = st.sampled_from(
    [
        "-", "--", '"', "“", ":", "*", ",", " ", "\n", "client:", "guide:", "AFTER:", "before:", "is:", "in:", "sort:",
        "foo:", "private", "goals", "draft", "best", "2026", "2026-0", "2026-02-30", "0000", "9999y", "9999d", "today",
        "sleep", "O'Brien", "B-12", "睡眠", "пьёт", "http://x", "12:30", "\u0301", "١", "²",
    ]
)  # fmt: skip
typed = st.one_of(st.text(), st.lists(pieces).map("".join))


def ask(text: str) -> Query:
    return parse_query(text, TODAY)


def bare(*words: str) -> Term:
    return Term(words, is_prefix=True)


def without_hints(query: Query) -> tuple[Any, ...]:
    return (query.terms, query.clients, query.after, query.before, query.status, query.within)


@given(typed)
def test_whatever_is_typed_is_a_question(text: str) -> None:
    query = ask(text)
    assert all(term.words for term in query.terms)
    assert query.status in (None, "draft", "signed")
    assert hash(query) == hash(ask(text))


@given(st.lists(typed, min_size=2, max_size=3))
def test_pieces_may_be_typed_in_any_order(texts: list[str]) -> None:
    whole = [text for text in texts if '"' not in ask_plain(text)]
    forth, back = ask(" ".join(whole)), ask(" ".join(reversed(whole)))
    if all(text == text.strip() and text[-1:] not in "-:" for text in whole):
        assert set(forth.terms) == set(back.terms)
        assert without_hints(forth)[2:] == without_hints(back)[2:]


def ask_plain(text: str) -> str:
    """The text with every sort of quotes as plain ones."""
    return "".join('"' if letter in '"“”„‟«»＂' else letter for letter in text)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("  \n ", ()),
        ("-", ()),
        (":", ()),
        ('"', ()),
        ('- : " ', ()),
        ("…", ()),
        ("Slee", (bare("slee"),)),
        ("slee*", (bare("slee"),)),
        ("sleep walk", (bare("sleep"), bare("walk"))),
        ("sleep sleep", (bare("sleep"),)),
        ("-wine", (Term(("wine",), True, True),)),
        ('-"red wine"', (Term(("red", "wine"), False, True),)),
        ('"red wine"', (Term(("red", "wine")),)),
        ("“red wine”", (Term(("red", "wine")),)),
        ('"red win*"', (bare("red", "win"),)),
        ('"red win"*', (bare("red", "win"),)),
        ('"red wine', (Term(("red", "wine")),)),
        ('tea"red wine"milk', (bare("tea"), Term(("red", "wine")), bare("milk"))),
        ("O'Brien", (bare("o", "brien"),)),
        ("O’Brien", (bare("o", "brien"),)),
        ("B-12", (bare("b", "12"),)),
        ("B12", (bare("b12"),)),
        ("睡眠", (bare("睡", "眠"),)),
        ("睡眠　食事", (bare("睡", "眠"), bare("食", "事"))),
        ("Étude", (bare("etude"),)),
        ("http://x", (bare("http", "x"),)),
        ("12:30", (bare("12", "30"),)),
        ("foo:bar", (bare("foo", "bar"),)),
        ("iſ:draft", (bare("is", "draft"),)),
        ("AND or NOT (near)", (bare("and"), bare("or"), bare("not"), bare("near"))),
    ],
)
def test_words_are_terms(text: str, terms: tuple[Term, ...]) -> None:
    assert replace(ask(text), hints=(), finds_nothing=False) == Query(terms=terms)


@pytest.mark.parametrize("text", ["?", "💊", "#", "…", "-?", '"?"', "? 💊", "client:ana ?", "\u00ad", "*"])
def test_a_query_without_a_word_finds_nothing_and_says_so(text: str) -> None:
    query = ask(text)
    assert query.finds_nothing
    assert query.hints
    assert all(hint.endswith("holds no word, so nothing is searched for.") for hint in query.hints)


@pytest.mark.parametrize("text", ["sleep ?", "💊 sleep", "sleep -#"])
def test_a_term_without_a_word_beside_others_is_ignored_and_named(text: str) -> None:
    query = ask(text)
    assert query.terms == (bare("sleep"),)
    assert not query.finds_nothing
    (hint,) = query.hints
    assert hint.endswith("holds no word, so it is ignored.")


@pytest.mark.parametrize("text", ["", " ", "-", "client:ana", "after:20"])
def test_a_query_without_terms_is_no_query_without_words(text: str) -> None:
    query = ask(text)
    assert (query.hints, query.finds_nothing) == ((), False)


@pytest.mark.parametrize(
    ("typed", "name"), [("client:lukasz", "Łukasz"), ("client:soren", "sø\u00adren"), ("client:æsop", "aesop")]
)
def test_a_client_is_named_with_folded_letters(typed: str, name: str) -> None:
    assert matches_prefix(ask(typed).clients, name)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("client:Ana-K", Query(clients=("ana k",))),
        ('CLIENT:"Ana K"', Query(clients=("ana k",))),
        ("client:ana,ben client:кира", Query(clients=("ana", "ben", "кира"))),
        ("guide:follow", Query(guides=("follow",))),
        ("is:draft", Query(status="draft")),
        ("is:dr", Query(status="draft")),
        ("is:Signed", Query(status="signed")),
        ("is:draft is:signed", Query()),
        ("sort:best", Query(by_relevance=True)),
        ("sort:best sort:newest", Query()),
        ("in:goals", Query(within=frozenset({"goals"}))),
        ("in:goals,steps in:jot", Query(within=frozenset({"goals", "steps", "jots"}))),
        ('in:"next steps"', Query(within=frozenset({"steps"}))),
        ("in:private", Query(is_private=True)),
        ("in:priv", Query()),
        ("after:2026-03 before:2026-04",
         Query(after=date(2026, 3, 1), before=date(2026, 4, 1))),
        ("after:2020 after:2021 before:2025 before:2024",
         Query(after=date(2021, 1, 1), before=date(2024, 1, 1))),
        ("client: after: in: is: sort: guide: before:", Query()),
        ("client:… in:,", Query()),
        ('client:"Ana K" slee', Query(clients=("ana k",), terms=(bare("slee"),))),
    ],
)  # fmt: skip
def test_filters_narrow_what_is_looked_at(text: str, query: Query) -> None:
    assert ask(text) == query


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026", "2026-01-01"),
        ("2026-03", "2026-03-01"),
        ("2026-3", "2026-03-01"),
        ("2026-03-09", "2026-03-09"),
        ("2026-", "2026-01-01"),
        ("2026-0", "2026-01-01"),
        ("2026-03-", "2026-03-01"),
        ("2026-03-0", "2026-03-01"),
        ("today", "2026-11-20"),
        ("Yesterday", "2026-11-19"),
        ("3d", "2026-11-17"),
        ("4W", "2026-10-23"),
        ("2m", "2026-09-20"),
        ("1y", "2025-11-20"),
        ("9m", "2026-02-20"),
        ("9999y", "0001-01-01"),
        ("9999w", "1835-04-03"),
        ('"9 March 2026"', "2026-03-09"),
        ("9.3.2026", "2026-03-09"),
    ],
)
def test_a_bound_is_a_day_or_the_first_of_many(text: str, day: str) -> None:
    assert ask(f"after:{text}") == Query(after=date.fromisoformat(day))
    assert ask(f"before:{text}") == Query(before=date.fromisoformat(day))


def test_a_month_before_the_thirty_first_is_the_last_of_the_month() -> None:
    assert parse_query("after:1m", date(2026, 3, 31)).after == date(2026, 2, 28)


@pytest.mark.parametrize("text", ["2", "20", "202", "t", "tod", "y", "yester"])
def test_a_day_that_is_only_begun_does_not_count_yet(text: str) -> None:
    assert ask(f"after:{text}") == Query()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("in:foo", (bare("in", "foo"),)),
        ('in:"foo', (Term(("in", "foo")),)),
        ("in:goals,foo", (bare("in", "goals", "foo"),)),
        ("after:maybe", (bare("after", "maybe"),)),
        ("before:2026-13", (bare("before", "2026", "13"),)),
        ("after:2026-02-30", (bare("after", "2026", "02", "30"),)),
        ("after:0000", (bare("after", "0000"),)),
        ('after:"2000 days"', (Term(("after", "2000", "days")),)),
        ("is:open", (bare("is", "open"),)),
        ("sort:oldest", (bare("sort", "oldest"),)),
        ("-client:ana", (Term(("client", "ana"), True, True),)),
    ],
)
def test_a_filter_without_such_a_value_is_words_and_says_so(text: str, terms: tuple[Term, ...]) -> None:
    query = ask(text)
    assert query.terms == terms
    (hint,) = query.hints
    assert hint.startswith(f"“{text}")
    assert hint.endswith("so it is searched for as words.")
    assert len(hint) <= 100


def test_a_hint_is_given_once() -> None:
    assert len(ask("in:foo in:foo after:maybe").hints) == 2


@pytest.mark.parametrize(
    ("asked", "name", "is_found"),
    [
        ("ana", "ana-k", True),
        ("ANA-", "Ana-K", True),
        ('"Ana K"', "ana-k", True),
        ("k", "ana-k", False),
        ("jorg", "Jörg", True),
        ("ben,ana", "ana-k", True),
        ("2026-01", "2026-014", True),
        ("", "ana-k", True),
    ],
)
def test_a_client_or_guide_is_named_by_a_beginning(asked: str, name: str, is_found: bool) -> None:
    assert matches_prefix(ask(f"client:{asked}").clients, name) is is_found


def test_one_of_several_names_will_do() -> None:
    assert matches_prefix(("tune",), "follow-up", "Tune-up")
    assert fold_name("Tune-up") == "tune up"


def test_a_chart_asks_about_its_client_alone() -> None:
    query = ask("sleep").in_chart_of("ana-k")
    assert query.only_client == "ana-k"
    assert query.terms == ask("sleep").terms


def test_what_must_be_found_leaves_out_what_is_excluded() -> None:
    assert ask("tea -milk").sought == (bare("tea"),)
