"""Documents that hypothesis makes up from the rules of their own fields.

A test says which texts and times it wants; the rest follows from the rules:
``MadeUp(texts, moments, names).documents(Signature)``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from session_tui.core.model.session import Answer, Jot, Session, Signature
from session_tui.core.model.values import ID, NAME, VALUES, Kind
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
from session_tui.core.schema.fields import Document, SubDocument, rules_of


@dataclass(frozen=True, slots=True)
class MadeUp:
    """How documents are made up.

    Attributes:
        texts: texts that obey a rule.
        moments: times, with their offsets.
        names: what stands before the values of a table.
    """

    texts: Callable[[Text], st.SearchStrategy[str]]
    moments: st.SearchStrategy[datetime]
    names: st.SearchStrategy[str]

    def of_rule(self, rule: Rule) -> st.SearchStrategy[Any]:
        """Values that obey a rule."""
        made: dict[type[Rule], Callable[[Any], st.SearchStrategy[Any]]] = {
            Text: self.texts,
            Whole: lambda r: st.integers(r.low, r.high),
            YesNo: lambda _: st.booleans(),
            OneOf: lambda r: st.sampled_from(r.words),
            Member: lambda r: st.sampled_from(list(r.kind)),
            Day: lambda _: st.dates(),
            Moment: lambda _: self.moments,
            ListOf: self._lists,
            Table: self._tables,
            SubDocument: lambda r: self.documents(r.kind),
        }
        return made[type(rule)](rule)

    def documents(self, kind: type[Document], /, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        """Documents of a class: optional fields now given, now not; ``fixed`` strategies by field."""
        must, may = {}, {}
        for name, (_, rule, is_needed) in rules_of(kind).items():
            if name in fixed:
                must[name] = fixed[name]
            elif is_needed:
                must[name] = self.of_rule(rule)
            else:
                may[name] = self.of_rule(rule)
        return st.fixed_dictionaries(must, optional=may).map(lambda given: kind(**given))

    def answers(self, kinds: tuple[Kind, ...] = tuple(Kind)) -> st.SearchStrategy[Answer]:
        """Answers of these kinds in any state."""
        return st.sampled_from(kinds).flatmap(self._answers)

    def sessions(self) -> st.SearchStrategy[Session]:
        """Sessions, drafts and signed ones, holding answers of any kinds."""
        return (st.none() | self.documents(Signature)).flatmap(self._sessions)

    def _sessions(self, signature: Signature | None) -> st.SearchStrategy[Session]:
        answers = st.lists(self.answers(), max_size=5, unique_by=lambda answer: answer.prompt)
        return self.documents(
            Session,
            status=st.just("signed" if signature else "draft"),
            signature=st.just(signature),
            answers=answers.map(tuple),
            jots=st.lists(self.documents(Jot), max_size=4).map(tuple),
        )

    def _answers(self, kind: Kind) -> st.SearchStrategy[Answer]:
        values = st.none() | self.of_rule(VALUES[kind])
        notes = st.just("") | self.texts(Text())
        marks = st.none() | self.texts(Text(filled=True))
        nothing = st.just((None, "", None))
        given = st.tuples(values, notes, marks) | nothing
        confirmed = st.sampled_from((None, True, False))
        return st.tuples(given, confirmed).flatmap(lambda drawn: self._answer(kind, *drawn[0], confirmed=drawn[1]))

    def _answer(
        self, kind: Kind, value: Any, note: str, mark: str | None, *, confirmed: bool | None
    ) -> st.SearchStrategy[Answer]:
        is_given = value is not None or bool(note) or mark is not None
        sources = self.texts(ID) | self.texts(NAME)
        return self.documents(
            Answer,
            kind=st.just(kind),
            value=st.just(value),
            note=st.just(note),
            mark=st.just(mark),
            state=st.just("answered") if is_given else st.sampled_from(Answer.STATES[1:]),
            confirmed=st.just(confirmed),
            origin=st.just("today") if confirmed is None else sources.map("carried:{}".format),
        )

    def _lists(self, rule: ListOf) -> st.SearchStrategy[Any]:
        return st.lists(self.of_rule(rule.rule), min_size=int(rule.filled), max_size=3).map(tuple)

    def _tables(self, rule: Table) -> st.SearchStrategy[Any]:
        table = st.dictionaries(self.names, self.of_rule(rule.rule), min_size=1, max_size=5)
        return table.map(lambda given: tuple(given.items()))
