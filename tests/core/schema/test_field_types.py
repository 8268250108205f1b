"""The rules that fields obey: what each accepts, what it refuses and in what words."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, ClassVar

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from session_tui.core.base.errors import InvalidValue
from session_tui.core.base.text import fold_case, storable
from session_tui.core.schema.field_types import (
    Day,
    ListOf,
    Member,
    Moment,
    OneOf,
    Rule,
    Table,
    Text,
    Whole,
    YesNo,
)
from session_tui.core.schema.fields import (
    Document,
    SubDocument,
    from_json,
    optional,
    required,
    schema_of,
    to_json,
)


class Mood(StrEnum):
    LIGHT = "light"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Leaf(Document):
    """A small document."""

    name: str = required(Text(filled=True))
    for_: str | None = optional(Text(filled=True), name="for")


@dataclass(frozen=True, slots=True)
class Tree(Document):
    """A document with every shape of field."""

    ALWAYS: ClassVar = frozenset({"mark", "leaves"})
    leaves: tuple[Leaf, ...] = optional(ListOf(SubDocument(Leaf)), ())
    words: tuple[str, ...] = optional(ListOf(Text()), ())
    mark: str | None = optional(Text(filled=True))
    size: int = optional(Whole(0, 10), 0)


NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

ACCEPTED: list[tuple[Rule, Any, Any]] = [
    (Rule(), object, object),
    (Text(), "", ""),
    (Text(), "é\n\t\x1b", "é\n\t\x1b"),
    (Text(filled=True), " x", " x"),
    (Text(pattern=re.compile("a+")), "aa", "aa"),
    (Whole(0, 10), 0, 0),
    (Whole(0, 10), 10, 10),
    (Whole(1), 2**53 - 1, 2**53 - 1),
    (YesNo(), True, True),
    (OneOf("a", "b"), "b", "b"),
    (Member(Mood), Mood.LIGHT, "light"),
    (Day(), date(2026, 1, 2), "2026-01-02"),
    (Moment(), NOON, "2026-11-20T12:00:00+00:00"),
    (ListOf(Whole(0, 1)), (0, 1), [0, 1]),
    (ListOf(Whole(0, 1)), (), []),
    (Table(Whole(0, 10)), (("sleep", 3), ("food", 4)), {"sleep": 3, "food": 4}),
    (SubDocument(Leaf), Leaf(name="x", for_="y"), {"name": "x", "for": "y"}),
]


@pytest.mark.parametrize(("rule", "value", "data"), ACCEPTED)
def test_a_rule_accepts_writes_and_reads_its_value(rule: Rule, value: Any, data: Any) -> None:
    rule.check(value)
    assert rule.to_json(value) == data
    assert rule.from_json(data) == value


REFUSED: list[tuple[Rule, Any, str]] = [
    (Text(), 3, "must be text, not a whole number"),
    (Text(), None, "must be text, not nothing"),
    (Text(), "a\0b", "must not contain a NUL character or half of a surrogate pair"),
    (Text(), "a\ud83d", "must not contain a NUL character or half of a surrogate pair"),
    (Text(filled=True), " \n", "must not be blank"),
    (Text(pattern=re.compile("a+")), "ab", "is not in the required form"),
    (Text(pattern=re.compile("a+")), "a\n", "is not in the required form"),
    (Whole(0, 10), -1, "must be from 0 to 10, not -1"),
    (Whole(0, 10), 11, "must be from 0 to 10, not 11"),
    (Whole(0, 10), True, "must be a whole number, not true or false"),
    (Whole(0, 10), 3.0, "must be a whole number, not a number"),
    (Whole(1), 0, "must be at least 1, not 0"),
    (Whole(1), 2**53, "must be at most 9007199254740991"),
    (YesNo(), 1, "must be true or false, not a whole number"),
    (OneOf("a", "b"), "c", "must be one of a, b"),
    (OneOf("a", "b"), ["a"], "must be one of a, b"),
    (Member(Mood), "grey", "must be one of light, heavy"),
    (Day(), "2026-11-20", "must be a date, not text"),
    (Day(), NOON, "must be a date, not datetime"),
    (Moment(), NOON.replace(tzinfo=None), "must be a time with its offset from UTC"),
    (
        Moment(),
        NOON.replace(tzinfo=timezone(timedelta(seconds=61))),
        "must have an offset of whole minutes",
    ),
    (ListOf(Whole(0, 1)), [0], "must be a tuple, not a list"),
    (ListOf(Whole(0, 1)), (0, 2), "[1]: must be from 0 to 1, not 2"),
    (ListOf(Whole(0, 1), filled=True), (), "must not be empty"),
    (Table(Whole(0, 10)), (), "must contain at least one name with its value"),
    (Table(Whole(0, 10)), (("a", 1), ("a", 2)), "must contain each name only once"),
    (Table(Whole(0, 10)), (("a", 11),), "a: must be from 0 to 10, not 11"),
    (Table(Whole(0, 10)), (("", 1),), "must not be blank"),
    (Table(Whole(0, 10)), ("ab", 1), "must contain pairs of a name and a value"),
    (SubDocument(Leaf), {"name": "x"}, "must be a Leaf, not an object"),
]


@pytest.mark.parametrize(("rule", "value", "sentence"), REFUSED)
def test_a_rule_refuses_with_a_sentence(rule: Rule, value: Any, sentence: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        rule.check(value)
    assert str(refused.value) == sentence


REFUSED_JSON: list[tuple[Rule, Any, str]] = [
    (Day(), "2026-02-30", "must be a date such as 2026-11-20"),
    (Day(), "20261120", "must be a date such as 2026-11-20"),
    (Day(), "٢٠٢٦-١١-٢٠", "must be a date such as 2026-11-20"),
    (Day(), 20261120, "must be a date such as 2026-11-20"),
    (Moment(), "2026-11-20", "must be a time such as 2026-11-20T10:12:04+01:00"),
    (Moment(), "2026-11-20T25:00:00Z", "must be a time such as 2026-11-20T10:12:04+01:00"),
    (Moment(), "2026-11-20T12:00:00", "must be a time with its offset from UTC"),
    (Moment(), 5, "must be a time such as 2026-11-20T10:12:04+01:00"),
    (ListOf(YesNo()), "x", "must be a list, not text"),
    (ListOf(YesNo()), [True, 0], "[1]: must be true or false, not a whole number"),
    (ListOf(YesNo(), filled=True), [], "must not be empty"),
    (Table(YesNo()), [], "must be an object, not a list"),
    (Table(YesNo()), {"a": "x"}, "a: must be true or false, not text"),
    (SubDocument(Leaf), [], "must be an object, not a list"),
    (SubDocument(Leaf), {}, "name: is missing"),
    (SubDocument(Leaf), {"name": "x", "for_": "y"}, "for_: is not a field of this format"),
    (SubDocument(Tree), {"leaves": [{"name": "x"}, {"name": ""}]}, "leaves[1].name: must not be blank"),
    (SubDocument(Tree), {"size": "4"}, "size: must be a whole number, not text"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "data", "sentence"), REFUSED_JSON)
def test_json_is_refused_with_the_path_to_its_fault(rule: Rule, data: Any, sentence: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        rule.from_json(data)
    assert str(refused.value) == sentence


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given_any(st.sampled_from([rule for rule, _, _ in ACCEPTED[1:]]), json_values)
def test_any_json_is_read_or_refused_and_what_is_read_is_sound(rule: Rule, data: Any) -> None:
    try:
        value = rule.from_json(data)
    except InvalidValue:
        return
    rule.check(value)
    assert rule.from_json(json.loads(json.dumps(rule.to_json(value)))) == value


def test_a_moment_in_utc_may_be_written_with_a_z() -> None:
    assert Moment().from_json("2026-11-20t12:00:00z") == NOON


def test_a_field_that_was_not_given_is_absent_unless_it_is_always_written() -> None:
    assert to_json(Tree()) == {"leaves": [], "mark": None, "size": 0}


def test_null_reads_as_not_given() -> None:
    assert from_json(Tree, {"leaves": None, "mark": None, "words": None, "size": None}) == Tree()


def test_a_blank_optional_field_is_not_given() -> None:
    assert Leaf(name="x", for_="") == Leaf(name="x")
    assert Tree(mark="") == Tree()


def test_a_document_refuses_a_value_that_breaks_the_rule_of_its_field() -> None:
    with pytest.raises(InvalidValue, match="size: must be from 0 to 10, not 11"):
        Tree(size=11)
    with pytest.raises(InvalidValue, match=r"words\[0\]: must be text"):
        Tree(words=(1,))  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="name: must be text, not nothing"):
        Leaf(name="x").replace(name=None)


def test_a_schema_names_every_field_and_allows_no_other() -> None:
    described = schema_of(Tree)
    assert list(described["properties"]) == ["leaves", "words", "mark", "size"]
    assert described["required"] == ["leaves", "mark"]
    assert described["additionalProperties"] is False
    assert schema_of(Leaf)["required"] == ["name"]
    assert list(schema_of(Leaf)["properties"]) == ["name", "for"]


def test_a_fault_is_seen_from_the_thing_that_holds_it() -> None:
    fault = InvalidValue("is missing", "rating").inside("value[0]").inside("answers[3]")
    assert (fault.where, str(fault)) == (
        "answers[3].value[0].rating",
        "answers[3].value[0].rating: is missing",
    )
    assert InvalidValue("must not be empty").inside("leaves").where == "leaves"


@given_any(st.text())
def test_any_text_can_be_made_storable(text: str) -> None:
    Text().check(storable(text))
    assert len(storable(text)) == len(text)


def test_storable_text_replaces_only_what_no_file_can_hold() -> None:
    assert storable("a\0b\ud83dc\U0001f600\x1b") == "a\ufffdb\ufffdc\U0001f600\x1b"


@given_any(st.text())
def test_names_are_folded_once_and_for_all(text: str) -> None:
    assert fold_case(fold_case(text)) == fold_case(text)


def test_names_of_one_spelling_fold_alike() -> None:
    assert fold_case("ÉLAN") == fold_case("E\u0301lan") == "élan"
    assert fold_case("Straße") == fold_case("STRASSE")


def test_a_number_of_more_digits_than_python_writes_is_refused_without_it() -> None:
    with pytest.raises(InvalidValue, match=r"must be from 0 to 10$"):
        Whole(0, 10).check(10**5000)
