"""A vault with two clients who differ in their number of sessions: four and four hundred.

Both end alike: they have the same open items, and the last sessions have the same answers.
"""

import random
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from bench.texts import WORDS
from session_tui.core.formats.json_documents import add_signature
from session_tui.core.model.guide import PRIVATE, Guide
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.note import Note
from session_tui.core.model.values import (
    DOMAINS,
    Duration,
    Event,
    Goal,
    Question,
    Rhythm,
    Step,
    Trial,
    Value,
    Verdict,
)
from session_tui.demo.plan import shaped_id
from session_tui.vault.vault import Vault

FEW, MANY = "few-s", "many-s"
"""The two clients' codes."""
SESSIONS = {FEW: 4, MANY: 400}
PROMISE = "Send the list to"
"""Begins my step that is due for each client; their code follows."""

_GOALS = ("Sleep through the night", "Walk to the market", "Cook for friends again")
_EVERY = 8
"""Days between two sessions; four hundred are nine years."""

Said = tuple[str, Value | None, str]
"""A prompt, its value, and the sentence beside it."""


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Return the vault's folder, which is deleted when the benchmarks end."""
    return tempfile.TemporaryDirectory(prefix="session-tui-years-")


@cache
def years_vault() -> Path:
    """Return the vault, making it on first use; no benchmark changes it."""
    return make_years(Path(_folder().name) / "vault").root


def make_years(root: Path) -> Vault:
    """Make the vault in a folder that does not exist yet."""
    vault = Vault.create(root, clock=lambda: datetime.now().astimezone().replace(microsecond=0))
    guides, today = vault.guides().guides, vault.clock().date()
    for code, count in SESSIONS.items():
        vault.add_client(code)
        vault.add_notes(_note(guides, code, age, count, today) for age in reversed(range(count)))
    return vault


def _note(guides: Mapping[str, Guide], code: str, age: int, count: int, today: date) -> Note:
    """Build one session; ``age`` counts the sessions after it."""
    day = today - timedelta(days=3 + _EVERY * age)
    start = datetime.combine(day, time(10)).astimezone()
    session = begin_session(guides["follow-up"], code, at=start, private=guides[PRIVATE])
    for prompt, value, note in _said(code, age, day, is_first=age == count - 1):
        session = session.with_answer(prompt, value, at=start, note=note)
    for answer in session.answers:
        if not answer.is_private:
            session = session.passed(answer.prompt)
    return Note(add_signature(session, at=start + timedelta(minutes=45)))


def _said(code: str, age: int, day: date, *, is_first: bool) -> Iterator[Said]:
    """Return the answers of a session: some 350 words, with items that live across sessions."""
    chance = random.Random(age)
    yield "since", f"{_words(chance, 90)}.\n\n> {_words(chance, 25)}.", ""
    yield "checkin", tuple((name, 3 + (age + n) % 6) for n, (name, _) in enumerate(DOMAINS)), ""
    yield "goals", tuple(_goal(code, n, age, chance) for n in range(len(_GOALS))), ""
    yield "offered", _words(chance, 90), ""
    yield "steps", (_step(code, age, day),), ""
    yield "teachback", _words(chance, 40), ""
    yield "close", 7 + age % 3, _words(chance, 12)
    yield "next", day + timedelta(days=_EVERY), _words(chance, 12)
    if not is_first and age:
        before = _step(code, age + 1, day)
        did = before.replace(trial=None, due=None, outcome="did", comment=_words(chance, 8))
        if before.trial is None:
            yield "step-review", (did,), ""
    if age and age % 12 == 0 and not is_first:
        tried = _step(code, age + 2, day)
        yield (
            "trials",
            (Verdict(step=tried.id, verdict="keep", text=tried.text, seen=_words(chance, 8)),),
            "",
        )
    if age % 6 == 0:
        yield "events", (Event(what=_words(chance, 8), when=f"{day:%B %Y}"),), ""
    if age % 10 < 2:
        yield "unknowns", (_question(code, age, chance),), ""
    if age % 4 == 1:
        yield "hunch", _words(chance, 15), ""
    if age % 20 == 3:
        yield "rhythm", Rhythm(phase="steady", every=Duration(n=_EVERY, unit="days")), ""


def _goal(code: str, number: int, age: int, chance: random.Random) -> Goal:
    return Goal(
        id=_id(code, "goal", number),
        words=_GOALS[number],
        why=_words(chance, 5),
        rating=3 + (age + number) % 6,
        evidence=_words(chance, 12),
    )


def _step(code: str, age: int, day: date) -> Step:
    """Return a session's step: one in twelve is on trial; the last but one is a promise that is due."""
    id_, goal = _id(code, "step", age), _id(code, "goal", age % len(_GOALS))
    if age == 1:
        due = day + timedelta(days=_EVERY)
        return Step(id=id_, text=f"{PROMISE} {code}", owner="me", goal=goal, due=due)
    trial = Trial(days=14) if age % 12 == 2 else None
    text = _words(random.Random(age), 6)
    return Step(id=id_, text=text, owner="client", why="It helped before", goal=goal, trial=trial)


def _question(code: str, age: int, chance: random.Random) -> Question:
    """Return the question of every tenth session; the next session answers it."""
    asked = Question(id=_id(code, "question", age // 10), text=f"What helps at night, {age // 10}?")
    return asked if age % 10 else asked.replace(state="answered", answer=_words(chance, 8))


def _id(code: str, kind: str, number: int) -> str:
    return shaped_id(1_700_000_000_000, f"{code} {kind} {number}")


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize()
