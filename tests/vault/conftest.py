"""A vault on disk, a clock that a test can wind, and guides that need no files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest

from session_tui.core.model.guide import Before, Guide, Prompt, Section, Share
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind
from session_tui.vault.vault import Vault

STORY = Section(
    "story",
    "Story",
    (
        Prompt("since", Kind.TEXT, "Since last time", "What has been going well?"),
        Prompt(
            "values",
            Kind.LIST,
            "What matters",
            "What should any plan respect?",
            before=Before.CARRY,
        ),
        Prompt("close", Kind.SCALE, "How was this?", marks=("leaving lighter", "heavy")),
    ),
)
GOALS = Section("goals", "Goals", (Prompt("goals", Kind.GOALS, "Where are you now?"),))
HUNCH = Prompt("hunch", Kind.TEXT, "A hunch", share=Share.PRIVATE)
SHELF = {
    "follow-up": Guide("follow-up", "Follow-up", 1, 45, "", (STORY, GOALS)),
    "private": Guide("private", "Private page", sections=(Section("private", "Private page", (HUNCH,)),)),
}


@dataclass
class Clock:
    """Tells a time that moves one second at each look, and jumps when it is wound."""

    now: datetime = datetime(2026, 11, 20, 10, 12, 3, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def wind(self, **by: int) -> None:
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two guides, whatever files there are."""
    found = SimpleNamespace(guides=SHELF, problems=())
    monkeypatch.setattr(Vault, "guides", lambda self: found)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def vault(root: Path, clock: Clock) -> Vault:
    return Vault.create(root, clock=clock)


@pytest.fixture
def write(vault: Vault, clock: Clock) -> Callable[..., Session]:
    """Begins, fills and saves a session; the answers are named by prompt."""

    def begin(client: str = "ana-k", since: str = "Went to the market.", hunch: str = "") -> Session:
        session = vault.begin(client, "follow-up").with_answer("since", since, at=clock())
        if hunch:
            session = session.with_answer("hunch", hunch, at=clock())
        return vault.save(session)

    return begin
