"""Sessions made from the rules of their own fields, and short ways to write one by hand."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import strategies as st

from session_tui.core import rules
from session_tui.core.session import Answer, GuideRef, Session, Signature
from session_tui.core.values import VALUES, Kind

Sessions = st.SearchStrategy[Session]
BuildSession = Callable[..., Session]

storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
filled = storable.filter(str.strip)
moments = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001
    datetime(2199, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]),
)
ids = st.uuids().map(str)


def values_of(rule: rules.Rule) -> st.SearchStrategy[Any]:
    """Any value that a rule accepts."""
    match rule:
        case rules.Text():
            if rule.pattern is None:
                return filled if rule.filled else storable
            if rule.pattern is rules.UUID:
                return ids
            if rule.pattern.fullmatch("a b\nc"):
                return storable.filter(bool)
            return st.from_regex(
                rule.pattern,
                fullmatch=True,
                alphabet=st.characters(codec="utf-8", exclude_characters="\0"),
            )
        case rules.Whole():
            return st.integers(rule.low, 10**9 if rule.high is None else rule.high)
        case rules.YesNo():
            return st.booleans()
        case rules.Member():
            return st.sampled_from(list(rule.kind))
        case rules.OneOf():
            return st.sampled_from(rule.words)
        case rules.Day():
            return st.dates()
        case rules.Moment():
            return moments
        case rules.ListOf():
            return st.lists(values_of(rule.rule), min_size=rule.filled, max_size=3).map(tuple)
        case rules.Table():
            table = st.dictionaries(filled, values_of(rule.rule), min_size=1, max_size=3)
            return table.map(lambda pairs: tuple(pairs.items()))
        case rules.Part():
            return documents(rule.kind)
    raise NotImplementedError(type(rule).__name__)


def documents(kind: type[Any], /, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any document of a class that no check beyond the rules of its fields concerns."""
    needed: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, (_, rule, must) in rules.rules_of(kind).items():
        if name in fixed:
            needed[name] = fixed[name]
        elif must:
            needed[name] = values_of(rule)
        else:
            optional[name] = values_of(rule)
    return st.fixed_dictionaries(needed, optional=optional).map(lambda given: kind(**given))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer, of any kind."""
    kind = draw(st.sampled_from(list(Kind)))
    value = draw(st.none() | values_of(VALUES[kind]))
    note = draw(st.just("") | storable)
    mark = draw(st.none() | filled)
    is_given = value is not None or bool(note) or mark is not None
    confirmed = draw(st.none() | st.booleans())
    made: Answer = draw(
        documents(
            Answer,
            kind=st.just(kind),
            value=st.just(value),
            note=st.just(note),
            mark=st.just(mark),
            state=st.just("answered") if is_given else st.sampled_from(Answer.STATES[1:]),
            confirmed=st.just(confirmed),
            origin=st.just("today") if confirmed is None else ids.map("carried:{}".format),
        )
    )
    return made


@st.composite
def any_session(draw: st.DrawFn) -> Session:
    """Any session, draft or signed, holding answers of any kinds."""
    given = draw(st.lists(answers(), max_size=5, unique_by=lambda answer: answer.prompt))
    signature = draw(st.none() | documents(Signature))
    made: Session = draw(
        documents(
            Session,
            answers=st.just(tuple(given)),
            signature=st.just(signature),
            status=st.just("signed" if signature else "draft"),
        )
    )
    return made


@pytest.fixture(scope="session")
def sessions() -> Sessions:
    """Any session at all, as a strategy."""
    return any_session()


@pytest.fixture(scope="session")
def build_session() -> BuildSession:
    """Write a session: its day, and by prompt its kind and value (and note or mark in a dictionary)."""

    def build(day: str = "2026-11-20", number: int = 0, **asked: tuple[str, Any]) -> Session:
        started = datetime.fromisoformat(f"{day}T10:00:00+01:00")
        return Session(
            id=f"0193{number:04d}-0000-7000-8000-{re.sub('[^0-9]', '', day):0>12}",
            client="ana-k",
            guide=GuideRef(id="follow-up", version=1, title="Follow-up"),
            started=started,
            answers=tuple(
                Answer(
                    section="story", prompt=prompt, heading=prompt, kind=Kind(kind), value=value,
                    state="not reached" if value is None else "answered",
                )
                for prompt, (kind, value) in asked.items()
            ),
        )  # fmt: skip

    return build
