"""Whatever is written, signed, added and edited, in any order: the files stay true."""

import json
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from jsonschema import Draft202012Validator

from session_tui.core.base.text import storable
from session_tui.core.formats.json_schema import schemas
from session_tui.core.model.session import Session
from session_tui.markdown.note.reader import read_note
from session_tui.vault.vault import Vault
from tests.example_counts import rounds

TEXTS = st.one_of(
    st.sampled_from(
        [
            "## A heading\n\n```",
            "---\nformat: x\n---",
            "<!-- prompt=x -->",
            "a\r\nb  ",
            "\t",
            "> said",
        ]
    ),
    st.text(max_size=40).map(storable),
)
CLIENTS = st.sampled_from(["ana-k", "ANA-K", "кира"])


class History(RuleBasedStateMachine):
    """A practice whose records are also held in memory, to compare."""

    sessions = Bundle("sessions")

    new_clock: ClassVar[Callable[[], Any]]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = type(self).new_clock()
        self.vault = Vault.create(self.folder / "vault", clock=self.clock)
        self.expected: dict[str, Session] = {}
        self.signed: dict[str, bytes] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(target=sessions, client=CLIENTS, days=st.integers(0, 2))
    def begin(self, client: str, days: int) -> str:
        self.clock.wind(days=days)
        session = self.vault.save(self.vault.begin(client, "follow-up"))
        self.expected[session.id] = session
        return session.id

    @rule(which=sessions, prompt=st.sampled_from(["since", "hunch"]), text=TEXTS)
    def write(self, which: str, prompt: str, text: str) -> None:
        session = self.expected[which]
        if not session.is_signed:
            changed = session.with_answer(prompt, text, at=self.clock())
            self.expected[which] = self.vault.save(changed)

    @rule(which=sessions)
    def sign(self, which: str) -> None:
        if not self.expected[which].is_signed:
            self.expected[which] = self.vault.sign(self.expected[which])
            self.signed[which] = self.record(which).read_bytes()

    @rule(which=sessions, text=TEXTS)
    def add(self, which: str, text: str) -> None:
        if self.expected[which].is_signed:
            self.vault.add_addendum(which, reason="Left out", text=text)

    @rule(which=sessions)
    def lose_the_markdown(self, which: str) -> None:
        self.record(which).with_suffix(".md").unlink()
        self.vault.repair()

    @rule(which=sessions)
    def lose_the_json(self, which: str) -> None:
        self.record(which).unlink()
        self.vault.repair()

    @rule()
    def start_anew(self) -> None:
        self.vault = Vault.open(self.vault.root, clock=self.clock)
        for which in self.expected:
            self.vault.read(which)

    def record(self, which: str) -> Path:
        return self.vault.resolve(which).path.with_suffix(".json")

    @invariant()
    def everything_is_there(self) -> None:
        assert {h.id for h in self.vault.sessions()} == self.expected.keys()
        for which, session in self.expected.items():
            found = self.vault.read(which).session
            assert _bare(found) == _bare(session)

    @invariant()
    def every_pair_is_valid_and_says_the_same(self) -> None:
        assert self.vault.check() == ()
        for path in self.vault.root.rglob("*.json"):
            data: dict[str, Any] = json.loads(path.read_text())
            validator(data["format"]).validate(data)
        for which in self.expected:
            note = read_note(self.record(which).with_suffix(".md").read_text())
            assert note.addenda == self.vault.read(which).addenda

    @invariant()
    def what_was_signed_stays_to_the_byte(self) -> None:
        for which, data in self.signed.items():
            assert self.record(which).read_bytes() == data


@cache
def validator(format_: str) -> Draft202012Validator:
    """Checks documents by the schema published for their format."""
    return Draft202012Validator(schemas()[format_])


def _bare(session: Session) -> Session:
    """The session without the room for a private page that nobody wrote on."""
    return session.replace(answers=tuple(a for a in session.answers if a.is_answered or not a.is_private))


def test_any_history_keeps_the_files_true(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(History, "new_clock", type(clock), raising=False)
    short = settings(max_examples=rounds(25), stateful_step_count=10)
    run_state_machine_as_test(History, settings=short)
